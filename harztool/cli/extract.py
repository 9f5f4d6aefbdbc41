"""`harztool extract`: pages -> template -> catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app
from harztool.cli.project import alone

if TYPE_CHECKING:
    from harztool.model import Catalog, Term
    from harztool.store import Saved, Store


@app.command()
@alone
def extract(root: Root = HERE) -> None:
    """Bring po/*.po up to date with the pages.

    Writes the texts of all pages to po/site.pot and merges them into the catalog of each language. A translation stays
    with its text; what a person wrote is never lost. Texts that have gone become obsolete and come back with the text.
    Where only markup, white space, quotes or a full stop changed, what was reviewed stays reviewed and is listed.
    """
    from harztool import catalogs
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    terms = project.terms(store)
    olds = [store.catalog(language) or catalogs.empty(language) for language in store.config.languages]
    pages = talk.followed(store.pages(), "Extracting")
    # Each catalog names the pages as the template did; so one of them can stand in for a template that is lost.
    template = catalogs.template(pages, store.template() or olds[0], project.rules(store))
    _tell(store.save_template(template))
    carried = [_merged(store, language, template, terms) for language in store.config.languages]
    for line in chain.from_iterable(carried):
        talk.say(line)


def _merged(store: Store, language: str, template: Catalog, terms: Sequence[Term]) -> list[str]:
    """Bring the catalog of a language up to date; return what to say of texts that changed and stay reviewed."""
    from harztool import catalogs

    before = after = catalogs.empty(language)

    def made(now: Catalog | None) -> Catalog:
        nonlocal before, after
        before = now or catalogs.empty(language)
        after = catalogs.merged(template, before, terms, language)
        return after

    saved = store.change_catalog(language, made)
    _tell(saved)
    return [f"{saved.name}: still reviewed, as no word changed: {text}" for text in _carried(before, after)]


def _tell(saved: Saved) -> None:
    talk.say(f"{saved.name}: {'written' if saved.changed else 'unchanged'}")


def _carried(old: Catalog, new: Catalog) -> list[str]:
    """Return the sources that changed without losing their reviewed translation, with what changed marked."""
    from harztool import catalogs, report
    from harztool.model import Change

    found = [Change(("source changed",), was, now) for was, now in catalogs.carried(old, new)]
    return [report.changed_source(change) for change in found]

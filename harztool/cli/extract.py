"""`harztool extract`: pages -> template -> catalogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app
from harztool.cli.project import alone

if TYPE_CHECKING:
    from harztool.model import Catalog


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
    olds = {language: store.catalog(language) or catalogs.empty(language) for language in store.config.languages}
    pages = talk.followed(store.pages(), "Extracting")
    # Each catalog names the pages as the template did; so one of them can stand in for a template that is lost.
    template = catalogs.template(pages, store.template() or next(iter(olds.values())), project.rules(store))
    new = {language: catalogs.merged(template, old, terms, language) for language, old in olds.items()}
    for each in [store.save_template(template), *(store.save_catalog(*pair) for pair in new.items())]:
        talk.say(f"{each.name}: {'written' if each.changed else 'unchanged'}")
    for language, old in olds.items():
        for text in _carried(old, new[language]):
            talk.say(f"{store.name(store.catalog_path(language))}: still reviewed, as no word changed: {text}")


def _carried(old: Catalog, new: Catalog) -> list[str]:
    """Return the sources that changed without losing their reviewed translation, with what changed marked."""
    from harztool import changes, report

    found = [change for change in changes.between(old, new) if change.kinds == ("source changed",)]
    return [report.changed_source(change) for change in found if change.message.ready]

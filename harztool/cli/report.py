"""`harztool report`: what is left to review, as one page to mail, print, or read on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app

if TYPE_CHECKING:
    from harztool.model import Catalog, Page, Problem, Term
    from harztool.pages import Site
    from harztool.report.review import Review
    from harztool.report.review.gathering import Listed
    from harztool.rules import Rules
    from harztool.store import Store

_Key = tuple[str | None, str]


class Tongue(StrEnum):
    """The languages that the report itself can be in."""

    en = "en"
    de = "de"


@app.command()
def report(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - for standard output.")
    ] = Path("review.html"),
    lang: Languages = None,
    tongue: Annotated[
        Tongue, typer.Option("--in", help="The language that the report itself is in.", case_sensitive=False)
    ] = Tongue.en,
    root: Root = HERE,
) -> None:
    """Write what is left to review as one HTML file, to mail to a colleague.

    It shows how far each language and each page is, the drafts beside their sources with what changed in these, what
    the checks find, and links to the pages; with filters, for paper and for phones. It needs no other file, and loads
    nothing from anywhere. With `--in de` its own words are German; what the checks find, and notes, stay English.
    """
    from harztool.report.review import page
    from harztool.store import Store, write
    from harztool.wording import number

    review = _review(Store.open(root), lang)
    text = page(review, tongue)
    if output == Path("-"):
        talk.show(text)
        return
    saved = write(output, text)
    drafts = sum(entry.state == "draft" for entry in review.entries)
    talk.say(f"{saved.name}: {number(len(review.entries), 'text')} to judge, {number(drafts, 'draft')} of them")


def _review(store: Store, lang: Sequence[str] | None) -> Review:
    from harztool.cli import project, publishing
    from harztool.report.review.gathering import gathered

    pages, rules, terms = store.pages(), project.rules(store), project.terms(store)
    catalogs = {name: project.catalog(store, name) for name in project.languages(store, lang)}
    site = publishing.published(store, pages, rules, catalogs).site
    listed = [_listed(page, rules, site, catalogs) for page in pages]
    found = {name: _found(catalog, terms) for name, catalog in catalogs.items()}
    return gathered(store.config.site, store.config.source, listed, catalogs, found)


def _listed(page: Page, rules: Rules, site: Site, languages: Iterable[str]) -> Listed:
    from harztool.markup import outline, texts
    from harztool.report.review.gathering import Listed

    addresses = tuple((name, site.address(page.url, name)) for name in languages if site.has(page.url, name))
    keys = dict.fromkeys((slot.context, slot.text) for slot in texts(page.html, rules))
    return Listed(outline(page.html).title, page.url, addresses, keys.keys())


def _found(catalog: Catalog, terms: Sequence[Term]) -> Mapping[_Key, tuple[Problem, ...]]:
    """Return what the checks find in the translations of a catalog."""
    from harztool import reviews

    live = [message for message in catalog.messages if message.translation and not message.obsolete]
    return reviews.findings(catalog, live, terms)

"""`harztool report`: what is left to review, as one page to mail, print, or read on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app

if TYPE_CHECKING:
    from harztool.model import Catalog, Message, Page, Term
    from harztool.pages import Site
    from harztool.report import Progress
    from harztool.report.review import Entry, PageRow, Review
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
    from harztool.report.review import Review

    pages, rules, terms = store.pages(), project.rules(store), project.terms(store)
    catalogs = {name: project.catalog(store, name) for name in project.languages(store, lang)}
    site = publishing.published(store, pages, rules, catalogs).site
    texts = [_texts(page, rules) for page in pages]
    on: dict[_Key, list[int]] = {}
    for number, keys in enumerate(texts):
        for key in keys:
            on.setdefault(key, []).append(number)
    known = {name: {each.key: each for each in catalog.messages} for name, catalog in catalogs.items()}
    rows = [_row(page, keys, known, site) for page, keys in zip(pages, texts, strict=True)]
    found = [sorted(_entries(name, catalog, terms, on), key=_order) for name, catalog in catalogs.items()]
    summary = tuple(_progress(name, catalog.messages) for name, catalog in catalogs.items())
    return Review(store.config.site, store.config.source, summary, tuple(rows), tuple(chain.from_iterable(found)))


def _texts(page: Page, rules: Rules) -> Mapping[_Key, None]:
    from harztool.markup import texts

    return dict.fromkeys((slot.context, slot.text) for slot in texts(page.html, rules))


def _progress(language: str, messages: Iterable[Message]) -> Progress:
    """Return how far a language is with some messages, by the project's code for it."""
    from harztool.model import Catalog
    from harztool.report import progress

    return replace(progress(Catalog(tuple(messages))), language=language)


def _row(page: Page, keys: Mapping[_Key, None], known: Mapping[str, Mapping[_Key, Message]], site: Site) -> PageRow:
    from harztool.markup import outline
    from harztool.model import Message
    from harztool.report.review import PageRow

    rows = [
        _progress(name, (messages.get(key) or Message(key[1], context=key[0]) for key in keys))
        for name, messages in known.items()
    ]
    addresses = tuple((name, site.address(page.url, name)) for name in known if site.has(page.url, name))
    return PageRow(outline(page.html).title, page.url, addresses, tuple(rows))


def _order(entry: Entry) -> int:
    """Drafts come first, for they wait for a reviewer; what is untranslated waits for somebody else."""
    return ("draft", "reviewed", "untranslated").index(entry.state)


def _entries(
    language: str, catalog: Catalog, terms: Sequence[Term], on: Mapping[_Key, Sequence[int]]
) -> Iterator[Entry]:
    """Yield the messages that a person has to look at: drafts, what is untranslated, and what the checks find."""
    from harztool import reviews
    from harztool.report.review import Entry

    live = [message for message in catalog.messages if not message.obsolete]
    found = reviews.findings(catalog, [message for message in live if message.translation], terms)
    for message in live:
        problems = found.get(message.key, ())
        if problems or not message.ready:
            yield Entry(language, message, problems, tuple(on.get(message.key, ())))

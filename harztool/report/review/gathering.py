"""From pages, catalogs and findings to what a report shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from harztool.model import Catalog, Message, Problem
from harztool.report.progress import Progress, progress
from harztool.report.review import Entry, PageRow, Review

_Key = tuple[str | None, str]
# Drafts come first, for they wait for a reviewer; what is untranslated waits for somebody else.
_ORDER = ("draft", "reviewed", "untranslated")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as a report lists it: its title, its address and those of its translations by language, and its texts."""

    title: str
    url: str
    addresses: tuple[tuple[str, str], ...]
    texts: Collection[_Key]


def gathered(
    site: str,
    source: str,
    pages: Sequence[Listed],
    catalogs: Mapping[str, Catalog],
    findings: Mapping[str, Mapping[_Key, tuple[Problem, ...]]],
) -> Review:
    """Return what a report shows of a site in a language: its pages, and what the checks find in each of its catalogs.

    >>> page = Listed("Burg", "https://harz.example/de/", (), [(None, "Burg"), (None, "Tor")])
    >>> english = Catalog((Message("Burg", "Castle"), Message("Tor", "Gate", fuzzy=True)))
    >>> review = gathered("https://harz.example/", "de", [page], {"en": english}, {"en": {}})
    >>> [(entry.message.source, entry.state, entry.pages) for entry in review.entries]
    [('Tor', 'draft', (0,))]
    """
    on = _places(pages)
    known = {name: {each.key: each for each in catalog.messages} for name, catalog in catalogs.items()}
    entries = (
        sorted(_entries(name, catalog, findings[name], on), key=lambda entry: _ORDER.index(entry.state))
        for name, catalog in catalogs.items()
    )
    return Review(
        site,
        source,
        tuple(_progress(name, catalog.messages) for name, catalog in catalogs.items()),
        tuple(_row(page, known) for page in pages),
        tuple(chain.from_iterable(entries)),
    )


def _places(pages: Sequence[Listed]) -> Mapping[_Key, Sequence[int]]:
    """Return the numbers of the pages on which each text stands."""
    on: dict[_Key, list[int]] = {}
    for number, page in enumerate(pages):
        for key in page.texts:
            on.setdefault(key, []).append(number)
    return on


def _progress(language: str, messages: Iterable[Message]) -> Progress:
    """Return how far a language is with some messages, by the project's code for it."""
    return replace(progress(Catalog(tuple(messages))), language=language)


def _row(page: Listed, known: Mapping[str, Mapping[_Key, Message]]) -> PageRow:
    rows = (
        _progress(name, (messages.get(key) or Message(key[1], context=key[0]) for key in page.texts))
        for name, messages in known.items()
    )
    return PageRow(page.title, page.url, page.addresses, tuple(rows))


def _entries(
    language: str,
    catalog: Catalog,
    findings: Mapping[_Key, tuple[Problem, ...]],
    on: Mapping[_Key, Sequence[int]],
) -> Iterator[Entry]:
    """Yield the messages that a person has to look at: drafts, what is untranslated, and what the checks find."""
    for message in catalog.messages:
        problems = findings.get(message.key, ())
        if not message.obsolete and (problems or not message.ready):
            yield Entry(language, message, problems, tuple(on.get(message.key, ())))

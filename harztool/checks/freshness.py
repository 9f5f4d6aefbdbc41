"""Freshness: whether the template fits the pages, and a catalog its template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harztool.checks.rack import ERROR
from harztool.model import Catalog, Message, Problem

FRESHNESS: Mapping[str, str] = {
    "template-stale": "The template holds the texts of the pages, no others, and in their order.",
    "catalog-stale": "A catalog holds the texts of the template, no others, and in their order.",
}


def stale(name: str, found: Catalog, fresh: Catalog, language: str = "") -> Iterator[Problem]:
    """Yield what `found` lacks of the catalog that it would be if it were made now, and what it has too much.

    >>> [problem.text for problem in stale("template-stale", Catalog(), Catalog((Message("Burg"),)))]
    ['this text is missing; run `harztool extract`']
    """
    here, there = _active(found), _active(fresh)
    for key in [key for key in there if key not in here]:
        yield Problem(name, ERROR, "this text is missing; run `harztool extract`", there[key], language)
    for key in [key for key in here if key not in there]:
        yield Problem(name, ERROR, "this text has gone; run `harztool extract`", here[key], language)
    if here.keys() == there.keys() and _outside(here) != _outside(there):
        text = "pages, notes or order of the texts have changed; run `harztool extract`"
        yield Problem(name, ERROR, text, found.header or Message(""), language)


def _active(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    return {message.key: message for message in catalog.messages if not message.obsolete}


def _outside(messages: Mapping[tuple[str | None, str], Message]) -> list[object]:
    """Return what `extract` would write of each message, without what people do to it."""
    return [(key, message.places, message.notes) for key, message in messages.items()]

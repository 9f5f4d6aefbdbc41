"""How the terms of a glossary fare in a catalog: where each occurs, and whether its translation is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harztool import msgid
from harztool.glossary.finding import column, found, missed
from harztool.model import Catalog, Message, Term


@dataclass(frozen=True, slots=True)
class Usage:
    """How often a term occurs in messages, what became of it there, and the pages that it stands on.

    `applied` is said as the glossary says it, `inflected` in another form of the same words, `missed` in other words;
    the rest is not translated yet. `misses` are the messages that miss it.
    """

    term: str
    wanted: str
    row: int
    messages: int
    applied: int
    inflected: int
    missed: int
    pages: tuple[str, ...] = ()
    misses: tuple[Message, ...] = ()

    @property
    def untranslated(self) -> int:
        """How many messages with it are not translated yet."""
        return self.messages - self.applied - self.inflected - self.missed


def usage(catalog: Catalog, terms: Sequence[Term], language: str) -> tuple[Usage, ...]:
    """Return how each term with a rule for a language fares, in the order of the glossary.

    >>> catalog = Catalog((Message("Der Landkreis", "The county"), Message("Landkreise", "Districts")))
    >>> usage(catalog, [Term("Landkreis", {"en": "district"})], "en")[0].missed
    1
    """
    name, rules = column(terms, language), tuple(terms)
    messages = [message for message in catalog.messages if not message.obsolete]
    where: dict[str, list[Message]] = {term.source: [] for term in terms}
    for message in messages:
        for term in found(message.source, rules):
            where[term.source].append(message)
    return tuple(
        _usage(term, term.translations[name], where[term.source], language)
        for term in terms
        if term.translations.get(name)
    )


def _usage(term: Term, wanted: str, messages: Sequence[Message], language: str) -> Usage:
    translated = [message for message in messages if message.translation]
    # Asked with this term alone, which is in the text, as it was found there among all.
    alone = (term,)
    misses: list[Message] = []
    there: list[Message] = []
    for message in translated:
        said = not missed(message.source, message.translation, alone, language)
        (there if said else misses).append(message)
    literal = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)", re.IGNORECASE)
    applied = sum(literal.search(msgid.plain(message.translation)) is not None for message in there)
    pages = _pages(messages)
    return Usage(
        term.source, wanted, term.row, len(messages), applied, len(there) - applied, len(misses), pages, tuple(misses)
    )


def _pages(messages: Iterable[Message]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for message in messages for place in message.places))

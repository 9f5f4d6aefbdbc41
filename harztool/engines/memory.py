"""The engine `memory`: proposes what has been reviewed before, and what the glossary says; it never invents words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harztool import glossary, msgid
from harztool.config import Config
from harztool.engines import Batch
from harztool.engines.adapting import adapted
from harztool.memory import Memory
from harztool.model import Proposal, Term


def engine(config: Config, language: str, terms: Sequence[Term], memory: Memory, /) -> FromMemory:
    """Return the engine that drafts into a language from `memory` and `terms`; it needs no network and no key.

    >>> from harztool.memory import Entry
    >>> drafts = engine(Config(), "en", (), Memory((Entry("Burg", "castle"),)))
    >>> drafts.translate(Batch("en", ("Burg", "Tal")))
    [Proposal(translation='castle', note=''), None]
    """
    column = glossary.column(terms, language)
    wanted = ((term.source, term.translations.get(column, "")) for term in terms)
    return FromMemory(
        memory, {source: text for source, text in wanted if text}, config.similarity, language, tuple(terms)
    )


@dataclass(frozen=True, slots=True)
class FromMemory:
    """Earlier translations, what single terms become, how like a text must be in percent, language and glossary."""

    memory: Memory
    wanted: Mapping[str, str]
    similarity: int
    language: str
    terms: tuple[Term, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "memory"

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return for each text its earlier translation, its term, the translation of a similar text, or None.

        A similar text that differs in numbers and in names only has those exchanged. Any other must have the same
        numbers, and its translation all that the glossary requires of the text. What else the two texts differ in is
        for the reviewer to see, who is told the similar one.
        """
        return [self._exact(text) or self._term(text) or self._similar(text) for text in batch.texts]

    def _exact(self, text: str) -> Proposal | None:
        entry = self.memory.exact(text)
        return _fitting(text, entry.translation) if entry else None

    def _term(self, text: str) -> Proposal | None:
        # A text with placeholders is not the term alone; where they belong in the translation can't be known.
        wanted = self.wanted.get(msgid.unescaped(text)) if len(msgid.split(text)) == 1 else None
        return Proposal(msgid.escaped(wanted), "from the glossary") if wanted else None

    def _similar(self, text: str) -> Proposal | None:
        matches = self.memory.similar(text, self.similarity)
        told = ((match.entry, f"{int(match.score)} % like: {msgid.plain(match.entry.source)}") for match in matches)
        return next(filter(None, (self._adapted(text, *entry, note) for entry, note in told)), None)

    def _adapted(self, text: str, source: str, translation: str, note: str) -> Proposal | None:
        made = adapted(text, source, translation, self._names)
        if made and not glossary.missed(text, made[0], self.terms, self.language):
            return _fitting(text, made[0], f"{note}; {made[1]}")
        return _fitting(text, translation, note) if self._means(text, source, translation) else None

    @property
    def _names(self) -> frozenset[str]:
        """The terms of the glossary that stay as they are."""
        return frozenset(source for source, wanted in self.wanted.items() if source == wanted)

    def _means(self, text: str, source: str, translation: str) -> bool:
        same = _numbers(text) == _numbers(source)
        return same and not glossary.missed(text, translation, self.terms, self.language)


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", msgid.plain(text)))


def _fitting(text: str, translation: str, note: str = "") -> Proposal | None:
    return None if any(msgid.faults(text, translation)) else Proposal(translation, note)

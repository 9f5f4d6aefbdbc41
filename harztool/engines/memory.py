"""The engine `memory`: proposes what has been reviewed before, and what the glossary says; it never invents words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harztool import msgid
from harztool.config import Config
from harztool.engines import Batch
from harztool.memory import Memory
from harztool.model import Proposal, Term


def engine(config: Config, language: str, terms: Sequence[Term], memory: Memory, /) -> FromMemory:
    """Return the engine that drafts into a language from `memory` and `terms`; it needs no network and no key.

    >>> from harztool.memory import Entry
    >>> drafts = engine(Config(), "en", (), Memory((Entry("Burg", "castle"),)))
    >>> drafts.translate(Batch("en", ("Burg", "Tal")))
    [Proposal(translation='castle', note=''), None]
    """
    wanted = ((term.source, term.translations.get(language, "")) for term in terms)
    return FromMemory(memory, {source: text for source, text in wanted if text}, config.similarity)


@dataclass(frozen=True, slots=True)
class FromMemory:
    """Earlier translations, the glossary by term, and how like a text must be, in percent."""

    memory: Memory
    terms: Mapping[str, str]
    similarity: int

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "memory"

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return for each text its earlier translation, its term, the translation of a similar text, or None."""
        return [self._exact(text) or self._term(text) or self._similar(text) for text in batch.texts]

    def _exact(self, text: str) -> Proposal | None:
        entry = self.memory.exact(text)
        return _fitting(text, entry.translation) if entry else None

    def _term(self, text: str) -> Proposal | None:
        # A text with placeholders is not the term alone; where they belong in the translation can't be known.
        wanted = self.terms.get(msgid.unescaped(text)) if len(msgid.split(text)) == 1 else None
        return Proposal(msgid.escaped(wanted), "from the glossary") if wanted else None

    def _similar(self, text: str) -> Proposal | None:
        matches = self.memory.similar(text, self.similarity)
        notes = ((match.entry, f"{int(match.score)} % like: {msgid.plain(match.entry.source)}") for match in matches)
        return next(filter(None, (_fitting(text, entry.translation, note) for entry, note in notes)), None)


def _fitting(text: str, translation: str, note: str = "") -> Proposal | None:
    return None if any(msgid.faults(text, translation)) else Proposal(translation, note)

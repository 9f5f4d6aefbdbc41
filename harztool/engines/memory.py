"""The engine `memory`: proposes what has been reviewed before, and what the glossary says; it never invents words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harztool import glossary, msgid
from harztool.config import Config
from harztool.engines import Batch
from harztool.engines.adapting import adapted, frame
from harztool.memory import Entry, Memory, likeness
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
    """Earlier translations, what single terms become, how like a text must be in percent, language and glossary.

    `names` are the terms that stay as they are, `_frames` the entries by what is the same in all that differ from them
    in names and numbers only.
    """

    memory: Memory
    wanted: Mapping[str, str]
    similarity: int
    language: str
    terms: tuple[Term, ...] = field(repr=False)
    names: frozenset[str] = field(init=False, repr=False)
    _frames: Mapping[tuple[str, ...], Sequence[Entry]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        frames: dict[tuple[str, ...], list[Entry]] = {}
        names = frozenset(source for source, wanted in self.wanted.items() if source == wanted)
        for entry in self.memory.entries:
            frames.setdefault(frame(entry.source, names), []).append(entry)
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "_frames", frames)

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "memory"

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return for each text its earlier translation, its term, the translation of a similar text, or None.

        A text that differs in numbers and in names only has those exchanged, however much of it they are. Any other
        must be as similar as the settings ask for, and have the same numbers, and its translation all that the
        glossary requires of the text. What else the two texts differ in is for the reviewer to see, who is told the
        similar one.
        """
        return [
            self._exact(text) or self._term(text) or self._framed(text) or self._similar(text) for text in batch.texts
        ]

    def _exact(self, text: str) -> Proposal | None:
        entry = self.memory.exact(text)
        return _fitting(text, entry.translation) if entry else None

    def _term(self, text: str) -> Proposal | None:
        # A text with placeholders is not the term alone; where they belong in the translation can't be known.
        wanted = self.wanted.get(msgid.unescaped(text)) if len(msgid.split(text)) == 1 else None
        return Proposal(msgid.escaped(wanted), "from the glossary") if wanted else None

    def _framed(self, text: str) -> Proposal | None:
        entries = self._frames.get(frame(text, self.names), ())
        entries = sorted(entries, key=lambda entry: -likeness(text, entry.source))
        return next(filter(None, (self._adapted(text, *entry) for entry in entries)), None)

    def _adapted(self, text: str, source: str, translation: str) -> Proposal | None:
        made = adapted(text, source, translation, self.names)
        if not made or glossary.missed(text, made[0], self.terms, self.language):
            return None
        return _fitting(text, made[0], f"{_told(likeness(text, source), source)}; {made[1]}")

    def _similar(self, text: str) -> Proposal | None:
        matches = self.memory.similar(text, self.similarity)
        fits = (
            _fitting(text, entry.translation, _told(score, entry.source))
            for entry, score in matches
            if self._means(text, *entry)
        )
        return next(filter(None, fits), None)

    def _means(self, text: str, source: str, translation: str) -> bool:
        same = _numbers(text) == _numbers(source)
        return same and not glossary.missed(text, translation, self.terms, self.language)


def _told(score: float, source: str) -> str:
    return f"{int(score)} % like: {msgid.plain(source)}"


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", msgid.plain(text)))


def _fitting(text: str, translation: str, note: str = "") -> Proposal | None:
    return None if any(msgid.faults(text, translation)) else Proposal(translation, note)

"""Judging: what is broken in a draft, so that it is asked for once more, and the reviewer told of what is still broken.

The rules are those of the checks, by which the finished work is held to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from harztool import glossary, msgid
from harztool.model import Catalog, Message, Term

# The checks were made for one thread: they open their rooms when they are first asked for.
_JUDGING = Lock()
_CHECKS = ("numbers-kept", "emails-kept", "urls-kept", "phones-kept")


class Faults(NamedTuple):
    """What is broken: whether it can be written at all, what to tell of it, and the terms that it misses."""

    unfit: bool = False
    said: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is broken."""
        return bool(self.said)

    @property
    def weight(self) -> tuple[bool, int]:
        """By which the better one of two drafts is found: the lighter."""
        return self.unfit, len(self.said)


@dataclass(frozen=True, slots=True)
class Judge:
    """What a draft is held to: the terms of the glossary, the language, and that of the source."""

    terms: Sequence[Term]
    language: str
    source: str = "de"

    def faults(self, text: str, translation: str) -> Faults:
        """Return what is broken in the translation of a text: placeholders, facts, terms.

        >>> judge = Judge([Term("Landkreis", {"en": "district"})], "en")
        >>> judge.faults("Der Landkreis hat 3 Tore", "The county has 4 gates").said
        ('the number 3 is missing', 'the number 4 is not in the source', 'Landkreis must be district')
        """
        unfit = tuple(msgid.faults(text, translation))
        with _JUDGING:
            facts = self._facts(text, translation)
            missed = self._missed(text, translation)
        said = (f"{one} must be {other}" if one != other else f"{one} stays as it is" for one, other in missed)
        return Faults(bool(unfit), (*unfit, *facts, *said), missed)

    def _facts(self, text: str, translation: str) -> tuple[str, ...]:
        from harztool import checks  # while the first answers are under way, and not before anything is asked

        return tuple(
            problem.text
            for problem in checks.problems(
                Catalog((Message(text, translation),)), (), _CHECKS, self.language, self.source
            )
            if problem.message.source
        )

    def _missed(self, text: str, translation: str) -> tuple[tuple[str, str], ...]:
        column = glossary.column(self.terms, self.language)
        missed = glossary.missed(text, translation, self.terms, self.language)
        return tuple((term.source, term.translations[column]) for term in missed)

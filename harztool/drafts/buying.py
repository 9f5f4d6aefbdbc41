"""Buying: each try of a request is in budget and ledger before it is sent, so that nothing exceeds a limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from harztool.drafts.budget import Budget
from harztool.drafts.seconds import Known


class Ledger(Known, Protocol):
    """The store of paid drafts; it may be asked from several threads at once."""

    def asking(self, characters: int) -> int:
        """Note that characters are about to be sent; return a number to come back with."""

    def answered(self, number: int, answers: Mapping[str, str]) -> None:
        """Keep what was paid for, from now on and whatever happens."""

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers beside those to what is sent."""

    def refused(self, number: int) -> None:
        """Note that nothing came of what was about to be sent."""


@dataclass(slots=True)
class Purchase:
    """One request of so many characters, which may be tried more than once; `second` as in `Budget.take`.

    Each method but `refused` may raise what budget or ledger raise; then nothing is to be sent.
    """

    budget: Budget
    ledger: Ledger
    characters: int
    second: bool = False
    _number: int | None = None

    def begin(self) -> None:
        """Count the first try."""
        self.budget.take(self.characters, second=self.second)
        self._note()

    def repeat(self) -> None:
        """Count one more try; the one before stays noted as under way, as it may be billed without an answer."""
        self._number = None
        self.budget.take(self.characters, second=self.second, planned=False)
        self._note()

    @property
    def number(self) -> int:
        """The number of the last try."""
        assert self._number is not None  # noqa: S101 - what was answered was sent
        return self._number

    def answered(self, answers: Mapping[str, str]) -> None:
        """Keep what the last try brought."""
        self.ledger.answered(self.number, answers)

    def refused(self, *, in_parts: bool = False) -> None:
        """Count the last try no more, if it was sent at all; what is asked for `in_parts` then is still planned."""
        if self._number is not None:
            self.budget.give_back(self.characters, planned=in_parts)
            self.ledger.refused(self._number)

    def _note(self) -> None:
        try:
            self._number = self.ledger.asking(self.characters)
        except BaseException:
            self.budget.give_back(self.characters)
            raise

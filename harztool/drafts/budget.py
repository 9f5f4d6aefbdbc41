"""The budget: how many characters may be sent in a run and in a month, counted before they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from harztool.errors import LimitError


@dataclass(slots=True)
class Budget:
    """What the settings allow for a run and a month, what of that has been sent so far, and what is still planned."""

    run: int
    month: int
    sent_this_month: int = 0
    sent: int = 0
    planned: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def check(self, characters: int) -> None:
        """Make sure that so many characters may still be sent.

        Raises `LimitError` where they are more than the settings allow; nothing lifts that but the settings.

        >>> Budget(10, 100).check(11)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        harztool.errors.LimitError: This run would send 11 characters, more than drafts.max_characters allows (10); ...
        """
        advice = "raise it in the settings, or draft less at a time with --lang"
        if self.sent + characters > self.run:
            raise LimitError(
                f"This run would send {self.sent + characters:,} characters, more than drafts.max_characters allows "
                f"({self.run:,}); {advice}."
            )
        if self.sent_this_month + characters > self.month:
            raise LimitError(
                f"{self.sent_this_month:,} characters have been sent this month, and {characters:,} more would be more "
                f"than drafts.max_characters_per_month allows ({self.month:,}); {advice}, or wait for the next month."
            )

    def plan(self, characters: int) -> None:
        """Set characters aside for what is to be sent first.

        Raises `LimitError` as `check` does.
        """
        self.check(characters)
        self.planned = characters

    def take(self, characters: int, *, second: bool = False, planned: bool = True) -> None:
        """Count characters that are about to be sent; may be called from several threads at once.

        What is asked for a `second` time must not use up what is planned for others. What is not `planned`, as it was
        sent before in vain, is on top of that.

        Raises `LimitError` as `check` does; they are then not counted.
        """
        with self._lock:
            self.check(characters + (self.planned if second else 0))
            self.planned -= 0 if second or not planned else min(characters, self.planned)
            self.sent += characters
            self.sent_this_month += characters

    def give_back(self, characters: int, *, planned: bool = False) -> None:
        """Count no more what was refused, and so is not billed; set it aside again where it is still `planned`."""
        with self._lock:
            self.planned += characters if planned else 0
            self.sent -= characters
            self.sent_this_month -= characters

"""How far the work is: one row per language, and the sentence that sums them up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harztool.model import Catalog
from harztool.wording import number


@dataclass(frozen=True, slots=True)
class Progress:
    """How many messages of a catalog are in which state; `messages` are those that the pages have today."""

    language: str
    messages: int
    reviewed: int
    drafts: int
    untranslated: int
    obsolete: int

    @property
    def percent(self) -> int:
        """How much is reviewed, rounded down, so that 100 means all."""
        return 100 * self.reviewed // self.messages if self.messages else 100


def summary(catalogs: Iterable[Catalog]) -> tuple[Progress, ...]:
    """Return the rows of the status table, in the order of the catalogs."""
    return tuple(map(progress, catalogs))


def progress(catalog: Catalog) -> Progress:
    """Return how far one catalog is.

    >>> from harztool.model import Message
    >>> catalog = Catalog((Message("Burg", "Castle"), Message("Tal", "Valley", fuzzy=True), Message("Berg")))
    >>> row = progress(catalog)
    >>> row.messages, row.reviewed, row.drafts, row.untranslated, row.percent
    (3, 1, 1, 1, 33)
    """
    messages = catalog.messages
    obsolete = sum(message.obsolete for message in messages)
    return Progress(
        language=catalog.language,
        messages=len(messages) - obsolete,
        reviewed=sum(message.ready for message in messages),
        drafts=sum(message.draft for message in messages),
        untranslated=sum(message.untranslated for message in messages),
        obsolete=obsolete,
    )


def closing(rows: Sequence[Progress]) -> str:
    """Return the sentence below the status table.

    >>> closing([Progress("en", 3, 1, 1, 1, 0), Progress("es", 3, 3, 0, 0, 2)])
    '4 of 6 translations are reviewed; 1 draft waits for review, 1 message is untranslated (en 1 of 3, es 3 of 3).'
    >>> closing([Progress("en", 0, 0, 0, 0, 0)])
    'There is no text to translate (en).'
    """
    if not rows:
        return "There are no catalogs yet."
    reviewed, messages = sum(row.reviewed for row in rows), sum(row.messages for row in rows)
    drafts, untranslated = sum(row.drafts for row in rows), sum(row.untranslated for row in rows)
    waiting = f"{number(drafts, 'draft', 'waits', 'wait')} for review"
    missing = f"{number(untranslated, 'message', 'is', 'are')} untranslated"
    if not messages:
        return f"There is no text to translate ({', '.join(row.language for row in rows)})."
    each = ", ".join(f"{row.language} {row.reviewed} of {row.messages}" for row in rows)
    return f"{reviewed} of {messages} translations are reviewed; {waiting}, {missing} ({each})."

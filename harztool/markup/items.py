"""The pieces of a stretch of text: words, inline tags, things, what is kept, and comments."""

from __future__ import annotations

from typing import NamedTuple

WORDS, OPEN, CLOSE, THING, KEEP, NOTE = "words", "open", "close", "thing", "keep", "note"


class Said(NamedTuple):
    """What the settings say of an element: the selector that leaves it out, what reviewers are told, its context."""

    left_out: str = ""
    notes: tuple[str, ...] = ()
    context: str | None = None


NOTHING = Said()


class Item(NamedTuple):
    """A piece of a stretch, `html[start:end]`; `text` is what it reads as, or where a link leads.

    An implied tag stands nowhere, a browser adds it: its `start` and `end` are those of the start tag that it repeats
    or ends. Of a thing or of what is kept, only the end may be implied: then nothing may come behind it.
    `opener` is the place of the start tag that a closing tag belongs to, and tells where the tag of the element begins
    that words stand in; `said` is what the settings say of words.
    """

    code: str
    name: str
    start: int
    end: int
    text: str = ""
    implied: bool = False
    opener: tuple[int, int] = (0, 0)
    said: Said = NOTHING

    @property
    def stands(self) -> bool:
        """Whether there is something of it in the page."""
        return self.end > self.start and not (self.implied and self.code in (OPEN, CLOSE))

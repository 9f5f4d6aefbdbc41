"""What a walk over a page finds for translators, and the stretches of text in the making."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from harztool.markup.attributes import Facts
from harztool.markup.element import Element
from harztool.markup.items import CLOSE, KEEP, NOTE, OPEN, THING, WORDS, Item, Said
from harztool.markup.tokens import TEXT, Fields, text, tokens
from harztool.msgid import normalized


class Stretch(NamedTuple):
    """What stands between two block boundaries in the element `block`; `pre` says that blanks count.

    `said` is what the settings say of the block, `holder` where the tag begins of the element that holds it.
    """

    items: list[Item]
    block: str
    pre: bool
    said: Said
    holder: int


class Tag(NamedTuple):
    """A start tag that begins at `start`, with attributes that are text or a page."""

    start: int
    facts: Facts
    said: Said


class Data(NamedTuple):
    """The content of a script that holds JSON-LD, `html[start:end]`."""

    start: int
    end: int
    said: Said


class Remark(NamedTuple):
    """What the page tells translators about the text that begins at `start` or after."""

    start: int
    text: str


Finding = Stretch | Tag | Data | Remark


@dataclass(slots=True)
class Seen:
    """What a walk sees of a page beside what it finds.

    `parents` tells where each tag stands: by where a tag begins, where that of the element around it does. `body` is
    where the body begins, -1 if nothing of it comes. `left` are the elements that are left out though they say
    something in the source language: where the tag of the outermost begins, and its first words. `tokens` are those of
    the page that are no texts.
    """

    parents: dict[int, int] = field(default_factory=dict)
    body: int = -1
    left: dict[int, str] = field(default_factory=dict)
    tokens: list[Fields] = field(default_factory=list)

    def watched(self, tokens: Iterable[Fields]) -> Iterator[Fields]:
        """Yield the tokens of a page, and keep those that are no texts, so that nobody has to scan it again."""
        keep = self.tokens.append
        for token in tokens:
            if token[0] is not TEXT:
                keep(token)
            yield token


class _Frame(NamedTuple):
    """An island, or an element that is kept, and the stretch around it, which goes on when it ends."""

    element: Element
    start: int
    inner: int
    items: list[Item]


class Gathering:
    """The stretch that is being gathered, those around it that wait, and what has been found so far.

    Things, comments and closed elements that no text stands before are left out: they are no part of a text.
    """

    def __init__(self, html: str) -> None:
        self.html = html
        self.items: list[Item] = []
        self.found: list[Finding] = []
        self.frames: list[_Frame] = []

    def flush(self, top: Element) -> None:
        """End the stretch in the innermost open element, and report it if there are words in it."""
        if self.items:
            items, self.items = self.items, []
            if any(item.code is WORDS for item in items):
                self.found.append(Stretch(items, top.block, top.pre, top.said, top.holder))

    def opened(self, element: Element, *, implied: bool = False) -> None:
        """Add the start tag of an inline element."""
        self.items.append(Item(OPEN, element.name, element.start, element.end, element.target, implied))

    def closed(self, element: Element, start: int, end: int | None) -> None:
        """Add the end of an inline element: its end tag, or none where it just ends with something else."""
        if self.items:
            opener = element.start, element.end
            place = opener if end is None else (start, end)
            self.items.append(Item(CLOSE, element.name, *place, "", end is None, opener))

    def thing(self, name: str, start: int, end: int, *, implied: bool = False) -> None:
        """Add something without text of its own."""
        if self.items:
            self.items.append(Item(THING, name, start, end, "", implied))

    def note(self, start: int, end: int) -> None:
        """Add a comment, or a tag that means nothing."""
        if self.items:
            self.items.append(Item(NOTE, "", start, end))

    def begin(self, element: Element, start: int, inner: int) -> None:
        """Begin the stretch within an island or a kept element, whose tag and content start as given."""
        self.frames.append(_Frame(element, start, inner, self.items))
        self.items = []

    def finish(self, outside: Element, at: int, end: int | None) -> None:
        """Go on with the stretch around the innermost frame, in which the frame is one thing; it ends with its tag."""
        frame = self.frames.pop()
        self.items = frame.items
        element, last = frame.element, at if end is None else end
        implied = end in (None, at)  # another link ends a link without a tag of its own
        if outside.text and element.island:
            self.thing(element.name, frame.start, last, implied=implied)
        elif outside.text:
            self.items.append(Item(KEEP, element.name, frame.start, last, self._read(frame.inner, at), implied))

    def _read(self, start: int, end: int) -> str:
        inner = self.html[start:end]
        return normalized("".join(text(inner, token) for token in tokens(inner) if token.kind is TEXT))

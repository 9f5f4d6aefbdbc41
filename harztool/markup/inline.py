"""Inline tags inside a text: the stretch between two block boundaries becomes units with placeholders.

The stretch comes as items in page order: texts, tags that open and close, things without text of their own, kept parts
and comments. Pairs are already well nested; what a browser closes or opens by itself is an item marked as implied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from harztool.markup.plain import BLANK, collapsed, is_text
from harztool.model import Part
from harztool.msgid import NAME, escaped
from harztool.rules import CONTROLS

WORDS, OPEN, CLOSE, THING, KEEP, NOTE = "words", "open", "close", "thing", "keep", "note"
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9:._-]")


class Item(NamedTuple):
    """A piece of a stretch, `html[start:end]`; `text` is what it reads as.

    An implied item stands nowhere: its `start` and `end` are those of the start tag it repeats or ends.
    """

    code: str
    name: str
    start: int
    end: int
    text: str = ""
    implied: bool = False
    opener: tuple[int, int] = (0, 0)


class Unit(NamedTuple):
    """One block of running text, `html[start:end]`, its msgid, and what its placeholders stand for.

    `around` are the tags that were peeled off, as items; `links` the start tags behind the placeholders of links.
    """

    start: int
    end: int
    text: str
    parts: tuple[Part, ...]
    around: tuple[Item, ...]
    links: tuple[tuple[str, Item], ...]


def units(html: str, items: Sequence[Item], pre: bool) -> Iterator[Unit]:
    """Yield the units of a stretch of `html`; `pre` says that blanks are content."""
    for piece in _pieces(items):
        if is_text(" ".join(item.text for item in piece if item.code is WORDS)):
            yield _unit(html, _balanced(_bare(piece, pre)), pre)


def _pieces(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a stretch where two line breaks follow each other, and between controls that stand alone."""
    for piece in _cut(items, _paragraph_ends(items)):
        yield from _cut(piece, _control_ends(piece))


def _cut(items: Sequence[Item], places: Sequence[int]) -> Iterator[Sequence[Item]]:
    if not places:
        yield items
        return
    for start, end in pairwise([0, *places, len(items)]):
        yield items[start:end]


def _paragraph_ends(items: Sequence[Item]) -> list[int]:
    places: list[int] = []
    last = -1
    for i, item in enumerate(items):
        if item.code is THING and item.name == "br":
            if last >= 0 and (not places or places[-1] <= last):
                places.append(i)
            last = i
        elif item.code is KEEP or item.code is THING or (item.code is WORDS and item.text.strip()):
            last = -1
    return places


def _control_ends(items: Sequence[Item]) -> list[int]:
    if not any(item.name in CONTROLS for item in items):
        return []
    depth, places = 0, []
    for i, item in enumerate(items):
        if item.code is OPEN and item.name in CONTROLS:
            depth += 1
        elif item.code is CLOSE and item.name in CONTROLS:
            depth -= 1
            places.append(i + 1)
        elif not depth and item.code in (WORDS, KEEP) and is_text(item.text):
            return []
    return places


def _bare(items: Sequence[Item], pre: bool) -> Sequence[Item]:
    """Return a piece without the line breaks, images, comments and blanks at its ends."""
    first, last = 0, len(items)
    while _is_empty(items[first], pre):
        first += 1
    while _is_empty(items[last - 1], pre):
        last -= 1
    return items[first:last]


def _is_empty(item: Item, pre: bool) -> bool:
    return item.code in (THING, NOTE) or (item.code is WORDS and not pre and not item.text.strip(BLANK))


def _balanced(items: Sequence[Item]) -> Sequence[Item]:
    """Add what a browser implies at the ends of a piece: the tags still open at its start and at its end."""
    before: list[Item] = []
    opened: list[Item] = []
    for item in items:
        if item.code is OPEN:
            opened.append(item)
        elif item.code is CLOSE:
            if opened:
                opened.pop()
            else:
                before.append(Item(OPEN, item.name, *item.opener, implied=True))
    if not before and not opened:
        return items
    after = [Item(CLOSE, item.name, item.start, item.end, implied=True) for item in reversed(opened)]
    return [*reversed(before), *items, *after]


def _unit(html: str, items: Sequence[Item], pre: bool) -> Unit:
    first, last, around = _core(items, pre)
    inner = items[first:last]
    labels = _labels(inner)
    text = "".join(_written(inner, labels, pre))
    start, end = _stretch(html, [item for item in inner if not item.implied], pre)
    return Unit(start, end, text, tuple(_parts(inner, labels)), tuple(around), tuple(_links(inner, labels)))


def _stretch(html: str, items: Sequence[Item], pre: bool) -> tuple[int, int]:
    start, end = items[0].start, items[-1].end
    if not pre and items[0].code is WORDS:
        start += len(raw := html[start : items[0].end]) - len(raw.lstrip(BLANK))
    if not pre and items[-1].code is WORDS:
        end -= len(raw := html[items[-1].start : end]) - len(raw.rstrip(BLANK))
    return start, end


def _core(items: Sequence[Item], pre: bool) -> tuple[int, int, list[Item]]:
    """Return the range of items that is left when blanks, things and pairs around the whole have been taken off."""
    partner = _partners(items)
    seen = _readable(items)
    first, last = 0, len(items)
    around: list[Item] = []
    while True:
        first = _start(items, partner, seen, first, pre)
        last = _end(items, partner, seen, last, pre)
        if items[first].code is not OPEN or partner[first] != last - 1:
            return first, last, around
        around.append(items[first])
        first, last = first + 1, last - 1


def _partners(items: Sequence[Item]) -> dict[int, int]:
    partner: dict[int, int] = {}
    opened: list[int] = []
    for i, item in enumerate(items):
        if item.code is OPEN:
            opened.append(i)
        elif item.code is CLOSE:
            partner[i] = opened.pop()
            partner[partner[i]] = i
    return partner


def _readable(items: Sequence[Item]) -> list[int]:
    """How many items with something to read stand before each position."""
    counts = [0]
    for item in items:
        counts.append(counts[-1] + (item.code in (WORDS, KEEP) and bool(item.text.strip(BLANK))))
    return counts


def _start(items: Sequence[Item], partner: dict[int, int], seen: list[int], at: int, pre: bool) -> int:
    while True:
        code = items[at].code
        end = partner[at] if code is OPEN else at
        if seen[end + 1] > seen[at] or (pre and code is WORDS):
            return at
        at = end + 1


def _end(items: Sequence[Item], partner: dict[int, int], seen: list[int], at: int, pre: bool) -> int:
    while True:
        code = items[at - 1].code
        start = partner[at - 1] if code is CLOSE else at - 1
        if seen[at] > seen[start] or (pre and code is WORDS):
            return at
        at = start


def _labels(items: Sequence[Item]) -> list[str]:
    """Return the placeholder of each item: `a`, `a2` … by element name; comments and texts have none."""
    taken: set[str] = set()
    labels: list[str] = []
    opened: list[str] = []
    for item in items:
        if item.code is CLOSE:
            labels.append(f"</{opened.pop()}>")
        elif item.code in (WORDS, NOTE):
            labels.append("")
        else:
            label = _free("keep" if item.code is KEEP else item.name, taken)
            if item.code is OPEN:
                opened.append(label)
            labels.append(f"<{label}/>" if item.code is THING else f"<{label}>")
    return labels


def _free(name: str, taken: set[str]) -> str:
    name = label = name if re.fullmatch(NAME, name) else "x" + _NOT_IN_A_NAME.sub("", name)
    number = 2
    while label in taken:
        label, number = f"{name}{number}", number + 1
    taken.add(label)
    return label


def _written(items: Sequence[Item], labels: Sequence[str], pre: bool) -> list[str]:
    """Return the msgid's piece for each item; blanks collapse across tags and vanish around a line break."""
    pieces: list[str] = []
    after_blank = not pre
    for item, label in zip(items, labels, strict=True):
        piece = label
        if item.code is WORDS:
            piece = _line(item.text, after_blank, pre)
            after_blank = piece.endswith(" ") and not pre if piece else after_blank
        elif item.code is KEEP:
            piece = f"{label}{escaped(_line(item.text, True, pre).rstrip(' '))}</{label[1:]}"
            after_blank = False
        elif item.code is THING:
            after_blank = item.name == "br" and not pre
            if after_blank:
                _rstrip(pieces, items)
        pieces.append(piece)
    if not pre:
        _rstrip(pieces, items)
    return pieces


def _line(text: str, after_blank: bool, pre: bool) -> str:
    if pre:
        return escaped(text)
    text = collapsed(text)
    return escaped(text[1:] if after_blank and text.startswith(" ") else text)


def _rstrip(pieces: list[str], items: Sequence[Item]) -> None:
    """Take the blank off the end of what has been written, through any tags behind it."""
    for i in range(len(pieces) - 1, -1, -1):
        if items[i].code is WORDS:
            pieces[i] = pieces[i].rstrip(" ")
        if items[i].code in (KEEP, THING) or (items[i].code is WORDS and pieces[i]):
            return


def _parts(items: Sequence[Item], labels: Sequence[str]) -> Iterator[Part]:
    for item, label in zip(items, labels, strict=True):
        if item.code is not WORDS:
            yield Part(label, item.start, item.end, item.implied)


def _links(items: Sequence[Item], labels: Sequence[str]) -> Iterator[tuple[str, Item]]:
    return ((label, item) for item, label in zip(items, labels, strict=True) if item.code is OPEN and item.name == "a")

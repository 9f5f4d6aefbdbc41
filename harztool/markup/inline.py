"""Inline tags inside a text: the stretch between two block boundaries becomes units with placeholders.

The stretch comes as items in page order. Pairs are already well nested; what a browser closes or opens by itself is an
item marked as implied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from harztool.markup.items import CLOSE, KEEP, NOTE, OPEN, THING, WORDS, Item, Said
from harztool.markup.plain import BLANK, is_text
from harztool.markup.writing import alone_text, written
from harztool.model import Part
from harztool.rules import CONTROLS

# What a tag is for the question whether there is anything to translate.
_READ_AS = {OPEN: "", CLOSE: "", NOTE: "", THING: " ", KEEP: " "}


class Unit(NamedTuple):
    """One block of running text, `html[start:end]`, its msgid, and what its placeholders stand for.

    `around` are the tags that were peeled off, the outermost first; `links` are the placeholders of links, and where
    they lead; `said` is what the settings say of its words; `owner` is where the tag of the innermost element around it
    begins, -1 where no words of its own tell.
    """

    start: int
    end: int
    text: str
    parts: tuple[Part, ...]
    around: Sequence[Item]
    links: Sequence[tuple[str, str]]
    said: Sequence[Said] = ()
    owner: int = -1


def units(html: str, items: Sequence[Item], pre: bool) -> Iterator[Unit]:
    """Yield the units of a stretch of `html`; `pre` says that blanks are content."""
    if not pre and (alone := _alone(items)):
        words, around = alone
        if is_text(words.text):
            start, end = _place(html, words, words, pre)
            yield Unit(start, end, alone_text(words.text), (), around, (), (words.said,), words.opener[0])
        return
    for piece in _pieces(items):
        if is_text("".join([item.text if item.code is WORDS else _READ_AS[item.code] for item in piece])):
            said = dict.fromkeys(item.said for item in piece if item.code is WORDS and item.text.strip(BLANK))
            yield _unit(html, piece, pre)._replace(said=tuple(said))


def _alone(items: Sequence[Item]) -> tuple[Item, Sequence[Item]] | None:
    """Return the only words of a stretch and the tags around them, or None where there are more to read.

    Most stretches are like this: whatever else stands in them is peeled off.
    """
    words: Item | None = None
    opened: list[Item] = []
    around: list[Item] = []
    for item in items:
        if item.code is WORDS and item.text.strip(BLANK):
            if words:
                return None
            words, around = item, opened.copy()
        elif item.code is KEEP:
            return None
        elif item.code is OPEN:
            opened.append(item)
        elif item.code is CLOSE and opened:
            opened.pop()
        elif item.code is CLOSE and words:  # it was open before the stretch began
            around.insert(0, Item(OPEN, item.name, *item.opener, implied=True))
    return (words, around) if words else None


def _pieces(items: Sequence[Item]) -> Sequence[Sequence[Item]]:
    """Cut a stretch where two line breaks follow each other, and between controls that stand alone."""
    names = [item.name for item in items]
    pieces = _cut(items, _paragraph_ends(items)) if names.count("br") > 1 else [items]
    if CONTROLS.isdisjoint(names):
        return pieces
    return [part for piece in pieces for part in _cut(piece, _control_ends(piece))]


def _cut(items: Sequence[Item], places: Sequence[int]) -> Sequence[Sequence[Item]]:
    return [items[start:end] for start, end in pairwise([0, *places, len(items)])]


def _paragraph_ends(items: Sequence[Item]) -> Sequence[int]:
    places: list[int] = []
    last = -1
    for i, item in enumerate(items):
        if item.code is THING and item.name == "br":
            if last >= 0 and (not places or places[-1] <= last):
                places.append(i)
            last = i
        elif item.code is KEEP or item.code is THING or (item.code is WORDS and item.text.strip(BLANK)):
            last = -1
    return places


def _control_ends(items: Sequence[Item]) -> Sequence[int]:
    """Where controls, and links between them, end; nowhere if there are other words in the line."""
    apart = CONTROLS | {"a"}
    depth, places = 0, []
    for i, item in enumerate(items):
        if item.code is OPEN and item.name in apart:
            depth += 1
        elif item.code is CLOSE and item.name in apart:
            depth -= 1
            if not depth:
                places.append(i + 1)
        elif not depth and item.code in (WORDS, KEEP) and is_text(item.text):
            return ()
    return places


def _unit(html: str, piece: Sequence[Item], pre: bool) -> Unit:
    items, partner = _paired(_stripped(piece, pre))
    first, last, around = _core(items, partner, pre) if len(items) > 1 else (0, 1, ())
    inner = items[first:last]
    if last - first == 1:
        text, _ = written(inner, pre)
        return Unit(*_place(html, inner[0], inner[0], pre), text, (), around, (), (), inner[0].opener[0])
    if any(item.implied for item in inner):
        inner = [item for i, item in enumerate(inner, first) if item.stands or items[partner[i]].stands]
    text, labels = written(inner, pre)
    parts, links = [], []
    for item, label in zip(inner, labels, strict=True):
        if item.code is not WORDS:
            parts.append(Part(label, item.start, item.end, item.implied))
        if item.code is OPEN and item.text:
            links.append((label, item.text))
    real = [item for item in inner if item.stands]
    return Unit(*_place(html, real[0], real[-1], pre), text, tuple(parts), around, links, (), _owner(inner))


def _owner(items: Sequence[Item]) -> int:
    """Return where the tag of the element begins that the words between the tags of a text stand in, or -1."""
    depth = 0
    for item in items:
        if item.code is WORDS and not depth:
            return item.opener[0]
        depth += (item.code is OPEN) - (item.code is CLOSE)
    return -1


def _stripped(items: Sequence[Item], pre: bool) -> Sequence[Item]:
    """Return a piece without the line breaks, images, comments and blanks at its ends."""
    first, last = 0, len(items)
    while _is_empty(items[first], pre):
        first += 1
    while _is_empty(items[last - 1], pre):
        last -= 1
    return items[first:last]


def _is_empty(item: Item, pre: bool) -> bool:
    return item.code in (THING, NOTE) or (item.code is WORDS and not pre and not item.text.strip(BLANK))


def _paired(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[int]]:
    """Return the items, and for each tag the position of its partner.

    What a browser implies at the ends is added: the tags that are open before the first item, and after the last.
    """
    partner = [-1] * len(items)
    before: list[Item] = []
    opened: list[int] = []
    for i, item in enumerate(items):
        if item.code is OPEN:
            opened.append(i)
        elif item.code is CLOSE:
            if opened:
                partner[i] = opened.pop()
                partner[partner[i]] = i
            else:
                before.append(Item(OPEN, item.name, *item.opener, implied=True))
    if not before and not opened:
        return items, partner
    ends = [items[i] for i in reversed(opened)]
    after = [Item(CLOSE, item.name, item.start, item.end, implied=True) for item in ends]
    return _paired([*reversed(before), *items, *after])


def _core(items: Sequence[Item], partner: Sequence[int], pre: bool) -> tuple[int, int, Sequence[Item]]:
    """Return the range of items that is left when things, blanks and pairs around the whole have been taken off."""
    first, last = 0, len(items)
    around: list[Item] = []
    seen = _readable(items, pre)
    while True:
        while seen[end := max(first, partner[first]) + 1] == seen[first]:
            first = end
        while seen[start := last - 1 if partner[last - 1] < 0 else partner[last - 1]] == seen[last]:
            last = start
        if partner[first] != last - 1 or first == last - 1:
            return first, last, around
        around.append(items[first])
        first, last = first + 1, last - 1


def _readable(items: Sequence[Item], pre: bool) -> Sequence[int]:
    """How many items with something to read stand before each position."""
    counts = [count := 0]
    for item in items:
        if (item.code is WORDS or item.code is KEEP) and (pre or item.text.strip(BLANK)):
            count += 1
        counts.append(count)
    return counts


def _place(html: str, first: Item, last: Item, pre: bool) -> tuple[int, int]:
    """Return where a text begins and ends, without the blanks around it."""
    start, end = first.start, last.end
    if not pre and first.code is WORDS:
        start += len(raw := html[start : first.end]) - len(raw.lstrip(BLANK))
    if not pre and last.code is WORDS:
        end -= len(raw := html[last.start : end]) - len(raw.rstrip(BLANK))
    return start, end

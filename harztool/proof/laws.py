"""The laws of a page: filled with nothing it is itself, with its own texts a browser builds the same tree from it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from harztool import msgid
from harztool.errors import TranslationError
from harztool.markup import fill, texts
from harztool.proof.tree import Event, events
from harztool.rules import BLOCKS, CONTROLS, DEFAULT, ISLANDS, Rules

# Written behind the first words of each text, so that all of it is written anew, and taken out of the tree again.
MARK = "\U000f1a2c"
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# What a msgid drops because no reader sees it.
_UNSEEN = re.compile(f"[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u00ad\\u200b{MARK}]")
_HIDDEN = frozenset("head script style title".split())
_THINGS = BLOCKS | ISLANDS | CONTROLS | frozenset("br embed hr img input keygen".split())
_LINE_END = "\x0b"
_SHOWN = 60


def broken_laws(html: str, rules: Rules = DEFAULT) -> Iterator[str]:
    """Yield a phrase for each law that does not hold for a page; none for any page, if harztool is right.

    Filled with nothing, and with its own texts, the page is the same character by character. Filled so that each text
    is written anew, an independent parser builds the same tree of elements, attributes and texts from it, and the
    same words stand in the same lines with blanks in the same places. Not told apart is what a msgid drops: runs of
    blanks, soft hyphens, zero-width spaces and `wbr`, the form of Unicode.

    >>> list(broken_laws('<p title="Tor">Die <b>alte</b> Burg'))
    []
    """
    slots = texts(html, rules)
    if fill(html, {}) != html:
        yield "filled with nothing, it is not the same"
    if fill(html, {slot: slot.text for slot in slots}) != html:
        yield "filled with its own texts, it is not the same"
    try:
        anew = fill(html, {slot: marked(slot.text) for slot in slots})
    except TranslationError as error:
        yield f"a text does not fit itself: {error}"
        return
    if anew.count(MARK) != len(slots) + html.count(MARK):
        yield f"of {len(slots)} texts, {anew.count(MARK)} were written anew"
    was, new = list(events(html)), list(events(anew))
    for what, seen in (("tree", _tree), ("lines", _lines)):
        if (before := seen(was)) != (after := seen(new)):
            yield f"written anew, its {what} differ: {_difference(before, after)}"


def marked(text: str) -> str:
    """Return a msgid with a mark behind its first words, so that it differs from itself and reads the same.

    >>> marked("<keep>HarzCard</keep> ist <b>da</b>").replace(MARK, "!")
    '<keep>HarzCard</keep> ist! <b>da</b>'
    """
    done = False

    def mark(words: str) -> str:
        nonlocal done
        if done or not words.strip():
            return words
        done = True
        end = len(words.rstrip())
        return f"{words[:end]}{MARK}{words[end:]}"

    return msgid.reworded(text, mark)


def _tree(page: Sequence[Event]) -> Sequence[object]:
    """Return what an independent parser made of a page, flat: elements with their attributes, and texts as seen."""
    found: list[object] = []
    text, holder = "", Event("start", "#document")
    for event in page:
        if event.kind == "text":
            text += event.text
        elif event.name != "wbr":
            found += _seen_text(text, holder)
            text, holder = "", event
            found.append(
                (event.kind, event.name, sorted((name, _seen(each)) for name, each in event.attributes.items()))
            )
    return [*found, *_seen_text(text, holder)]


def _lines(page: Sequence[Event]) -> Sequence[object]:
    """Return the lines of a page: its words with their blanks, apart where a block or a thing stands between them."""
    pieces: list[str] = []
    hidden, empty = 0, False
    for event in page:
        if event.name in _HIDDEN:
            hidden += 1 if event.kind == "start" else -1
        if event.name == "wbr" or (event.kind == "text" and hidden):
            continue
        if event.kind == "text":
            pieces.append(event.text.replace(_LINE_END, ""))
        elif event.name in _THINGS or (event.kind == "end" and empty):  # an icon may be drawn in an empty element
            pieces.append(_LINE_END)
        empty = event.kind == "start" or (empty and not _UNSEEN.sub("", event.text).strip())
    return [line for each in "".join(pieces).split(_LINE_END) if (line := _seen(each))]


def _seen(text: str) -> str:
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", _UNSEEN.sub("", text))).strip(" ")


def _seen_text(text: str, holder: Event) -> Iterator[object]:
    if holder.name == "script" and "json" in holder.attributes.get("type", "").lower():
        yield _seen_data(_data(text))
    elif seen := _seen(text):
        yield seen


def _data(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _seen_data(value: Any) -> object:
    """Return data with its texts as seen; how a string is escaped is not told apart."""
    match value:
        case str():
            return _seen(value)
        case list():
            return [_seen_data(each) for each in value]
        case dict():
            return {name: _seen_data(each) for name, each in value.items()}
        case _:
            return value


def _difference(before: Sequence[object], after: Sequence[object]) -> str:
    pairs = zip_longest(before, after, fillvalue="nothing")
    first, second = next((one, other) for one, other in pairs if one != other)
    return f"{_short(first)} became {_short(second)}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

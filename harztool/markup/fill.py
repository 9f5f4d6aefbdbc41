"""Other texts put into the slots of a page; every byte outside of them stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from harztool.errors import TranslationError
from harztool.model import Part, Slot
from harztool.msgid import faults, split, unescaped

_NAME = re.compile(r"<([^\t\n\f\r />]+)")
_UNSAFE_BARE = re.compile(r"[\t\n\f\r \"'<=>`]")


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def _double(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("\xa0", "&nbsp;")


def _single(text: str) -> str:
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("\xa0", "&nbsp;")


def _bare(text: str) -> str:
    return _UNSAFE_BARE.sub(lambda found: f"&#{ord(found[0])};", text.replace("&", "&amp;").replace("\xa0", "&nbsp;"))


def _json(text: str) -> str:
    # A script ends at the first `</script`, wherever it stands; so no `<` is left in it.
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("<", "\\u003c")


# How plain text is written in each form of slot; a form within a form is written from the inside out.
WRITTEN: dict[str, Callable[[str], str]] = {
    "html": _html,
    "double": _double,
    "single": _single,
    "bare": _bare,
    "json": _json,
}


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def fill(html: str, values: Mapping[Slot, str]) -> str:
    """Return the page with other texts in the given slots, which `texts(html)` found; `fill(html, {}) == html`.

    A text is in the form of a msgid: the slot's placeholders once each, in any order. A slot filled with its own text
    keeps its bytes.

    Raises `TranslationError` where a text lost, added or crossed a placeholder; it names the text and the fault.

    >>> from harztool.markup import texts
    >>> page = '<p>Siehe <a href="/k">Karte</a></p>'
    >>> fill(page, {texts(page)[0]: "<a>Map</a> & more"})
    '<p><a href="/k">Map</a> &amp; more</p>'
    """
    changed = [slot for slot, value in values.items() if value != slot.text]
    return _spliced(html, [(slot, values[slot]) for slot in changed])


def _spliced(html: str, values: list[tuple[Slot, str]]) -> str:
    # Inner slots come first, so that a text finds the tags behind its placeholders already filled.
    edits: list[_Edit] = []
    for slot, value in sorted(values, key=lambda pair: (pair[0].end, -pair[0].start)):
        inner: list[_Edit] = []
        while edits and edits[-1].start >= slot.start:
            inner.append(edits.pop())
        edits.append(_Edit(slot.start, slot.end, _filled(html, slot, value, inner[::-1])))
    return _applied(html, 0, len(html), edits)


def _applied(html: str, start: int, end: int, edits: list[_Edit]) -> str:
    pieces: list[str] = []
    for edit in edits:
        if start <= edit.start and edit.end <= end:
            pieces += html[start : edit.start], edit.text
            start = edit.end
    return "".join([*pieces, html[start:end]])


def _filled(html: str, slot: Slot, value: str, inner: list[_Edit]) -> str:
    for fault in faults(slot.text, value):
        raise TranslationError(f"{value!r} cannot stand for {slot.text!r}: {fault}.")
    tags = {part.placeholder: part for part in slot.parts}
    moved = split(slot.text)[1::2] != split(value)[1::2]
    read = {name: _tag(html, part, inner, moved) for name, part in tags.items()}
    first, last = _around(html, slot, moved)
    body = "".join(_rendered(value, read, slot.form))
    unseen = "".join(html[part.start : part.end] for part in slot.parts if not part.placeholder)
    return first + body + last + unseen


def _rendered(value: str, tags: Mapping[str, str], form: tuple[str, ...]) -> Iterator[str]:
    kept = ""
    for i, piece in enumerate(split(value)):
        if i % 2 == 0:
            if not kept:
                yield _in_form(unescaped(piece), form)
        elif piece == kept:
            kept = ""
        elif not kept:
            yield tags[piece]
            kept = piece.replace("<", "</") if piece.startswith("<keep") else ""


def _in_form(text: str, form: tuple[str, ...]) -> str:
    for name in form:
        text = WRITTEN[name](text)
    return text


def _tag(html: str, part: Part, inner: list[_Edit], moved: bool) -> str:
    """What stands for a placeholder. What a browser implies is written out only where a tag has moved."""
    if not part.implied:
        return _applied(html, part.start, part.end, inner)
    if not moved:
        return ""
    return _end_tag(html, part) if part.placeholder.startswith("</") else html[part.start : part.end]


def _end_tag(html: str, part: Part) -> str:
    name = _NAME.match(html, part.start, part.end)
    return f"</{name[1]}>" if name else ""


def _around(html: str, slot: Slot, moved: bool) -> tuple[str, str]:
    """What closes, before a text, the tags that were open there, and opens, after it, those open at its end.

    Only needed where placeholders have moved: then implied tags at either end are written out within the text.
    """
    if not moved:
        return "", ""
    tags = [part for part in slot.parts if part.placeholder]
    first, last = [], []
    for part in tags:
        if not part.implied or part.placeholder.startswith("</"):
            break
        first.append(part)
    for part in reversed(tags):
        if not part.implied or not part.placeholder.startswith("</"):
            break
        last.append(part)
    closing = "".join(_end_tag(html, part) for part in reversed(first))
    return closing, "".join(html[part.start : part.end] for part in last)

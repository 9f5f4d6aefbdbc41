"""Other texts put into the slots of a page; every byte outside of them stays as it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter

from harztool.errors import TranslationError
from harztool.markup.closing import end_tags
from harztool.markup.element import FORMATTING
from harztool.markup.escaping import in_form
from harztool.markup.plain import BLANK
from harztool.markup.references import decoded_attribute
from harztool.markup.tags import Edit
from harztool.model import Part, Slot
from harztool.msgid import faults, split, unescaped

_NAME = re.compile(r"<([^\t\n\f\r />]+)")
_KEPT = re.compile(r"<keep[0-9]*>")
_START = attrgetter("start")
_PLACE = itemgetter(0, 1)
_FAR = 100


def fill(html: str, values: Mapping[Slot, str], edits: Iterable[Edit] = ()) -> str:
    """Return the page with other texts in the given slots, which `texts(html)` found; `fill(html, {}) == html`.

    A text is in the form of a msgid: the slot's placeholders once each, in any order. A slot filled with its own text
    keeps its bytes. `edits` change the tags of the page and what stands between texts; they go with a tag wherever a
    text moves it. None of them crosses an end of a slot.

    Raises `TranslationError` where a text lost, added or crossed a placeholder; it names the text and the fault.

    >>> from harztool.markup import texts
    >>> page = '<p>Siehe <a href="/k">Karte</a></p>'
    >>> fill(page, {texts(page)[0]: "<a>Map</a> & more"})
    '<p><a href="/k">Map</a> &amp; more</p>'
    """
    given = sorted(edits, key=_PLACE)
    changed = [(slot, value) for slot, value in values.items() if value != slot.text]
    done: list[Edit] = []
    at = 0
    # Inner slots come first, so that a text finds the tags behind its placeholders already filled.
    for slot, value in sorted(changed, key=lambda pair: (pair[0].end, -pair[0].start)):
        while at < len(given) and given[at].start < slot.end:
            done.append(given[at])
            at += 1
        first = len(done)
        while first and done[first - 1].start > slot.start:
            first -= 1
        done[first:] = [Edit(slot.start, slot.end, _filled(html, slot, value, done[first:], given))]
    return _applied(html, 0, len(html), [*done, *given[at:]])


def _applied(html: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Return `html[start:end]` with those of the edits that lie in it, which are sorted."""
    pieces: list[str] = []
    i = bisect_left(edits, start, key=_START)
    while i < len(edits) and edits[i].end <= end:
        pieces += html[start : edits[i].start], edits[i].text
        start = edits[i].end
        i += 1
    return "".join([*pieces, html[start:end]])


def _filled(html: str, slot: Slot, value: str, inner: Sequence[Edit], edits: Sequence[Edit]) -> str:
    """Return what stands for a slot: `inner` are the edits of the tags in it, `edits` those of all tags."""
    for fault in faults(slot.text, value):
        raise TranslationError(f"{value!r} cannot stand for {slot.text!r}: {fault}.")
    texts, names = _read(value)
    written = [in_form(unescaped(text), slot.form) for text in texts]
    if not slot.parts:
        return written[0] or _nothing(html, slot)
    placed = [part for part in slot.parts if part.placeholder]
    new = [bool(text.strip()) and not before.strip() for text, before in zip(texts, _read(slot.text)[0], strict=True)]
    if names == [part.placeholder for part in placed] and not _beyond_an_end(placed, new[1:]):
        return _joined(written, slot.parts, [_as_it_stands(html, part, inner) for part in slot.parts])
    by_name = {part.placeholder: part for part in placed}
    parts = [*(by_name[name] for name in names), *(part for part in slot.parts if not part.placeholder)]
    ends, starts = _around(html, slot, edits)
    tags = [_spelled_out(html, slot, part, edits if part.implied else inner) for part in parts]
    return ends + _joined(written, parts, tags) + starts


def _beyond_an_end(parts: Sequence[Part], new: Sequence[bool]) -> bool:
    """Whether a text comes where none was, behind something that has no end tag of its own in the page."""
    first = next((i for i, part in enumerate(parts) if part.implied or part.start == part.end), len(parts))
    return any(new[first:])


def _read(value: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the texts of a msgid and the placeholders between them; a kept part is its first placeholder."""
    pieces = split(value)
    texts, names = [pieces[0]], []
    kept = ""
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if not kept:
            names.append(name)
            kept = name.replace("<", "</") if _KEPT.fullmatch(name) else ""
            if not kept:
                texts.append(text)
        elif name == kept:
            kept = ""
            texts.append(text)
    return texts, names


def _nothing(html: str, slot: Slot) -> str:
    """What stands for an empty text: without quotes, an attribute would take the next one for its value."""
    bare = slot.form == ("bare",) or (slot.form[-1] == "bare" and html[slot.start - 1] in "=\t\n\f\r ")
    return '""' if bare and html[slot.end : slot.end + 1] in (">", "\t", "\n", "\f", "\r", " ") else ""


def _joined(texts: Sequence[str], parts: Sequence[Part], tags: Sequence[str]) -> str:
    """Return texts and tags in turn; a comment stands behind the text that it stood in."""
    rest = iter(texts)
    pieces = [next(rest)]
    for part, tag in zip(parts, tags, strict=True):
        pieces += (tag, next(rest)) if part.placeholder else (tag,)
    return "".join(pieces)


def _as_it_stands(html: str, part: Part, inner: Sequence[Edit]) -> str:
    return "" if part.implied and _is_pair(part) else _applied(html, part.start, part.end, inner)


def _spelled_out(html: str, slot: Slot, part: Part, inner: Sequence[Edit]) -> str:
    """Return a tag that may have moved: what a browser would add by itself must be written, in another place."""
    if part.start == part.end:  # a link that another one ended
        return in_form(re.sub("[0-9]", "", part.placeholder), slot.form[1:])
    if part.implied and part.placeholder.startswith("</"):
        return _end_tag(html, slot, part)
    if part.implied and not _is_pair(part):
        return _applied(html, part.start, part.end, inner) + _unwritten_end(html, slot, part)
    return _applied(html, part.start, part.end, inner)


def _unwritten_end(html: str, slot: Slot, part: Part) -> str:
    """Return the end of an element that only ends with what it stands in, so that a text may come behind it."""
    whole = html[part.start : part.end]
    for _ in slot.form[1:]:
        whole = decoded_attribute(whole)
    ends = end_tags(whole)
    if ends is None:
        raise TranslationError(f"{slot.text!r} must keep its order: {part.placeholder} has no end in the page.")
    return in_form(ends, slot.form[1:])


def _is_pair(part: Part) -> bool:
    """Whether a part is one of a pair of tags."""
    return not _KEPT.fullmatch(part.placeholder) and not part.placeholder.endswith("/>")


def _end_tag(html: str, slot: Slot, part: Part) -> str:
    tag = html[part.start : part.end]
    for _ in slot.form[1:]:
        tag = decoded_attribute(tag)
    name = _NAME.match(tag)
    return in_form(f"</{name[1]}>", slot.form[1:]) if name else ""


def _goes_on(tag: str, html: str, slot: Slot) -> bool:
    """Whether an element without an end goes on behind a text: formatting does, others where no end tag follows."""
    rest = html[slot.end : slot.end + _FAR].lstrip(BLANK)
    ends = not rest or rest.startswith("</")
    return not ends or (found := _NAME.match(tag)) is None or found[1].lower() in FORMATTING


def _around(html: str, slot: Slot, edits: Sequence[Edit]) -> tuple[str, str]:
    """Return what ends, before a text, the tags that are open there, and what opens those again that were at its end.

    Only a text whose tags have moved needs it: then each pair is written out within the text.
    """
    opened: list[Part] = []
    first: dict[tuple[int, int], Part] = {}
    last: dict[tuple[int, int], bool] = {}
    for part in filter(_is_pair, slot.parts):
        if part.placeholder.startswith("</"):
            opener = opened.pop()
            last[opener.start, opener.end] = part.implied
        elif part.placeholder:
            opened.append(part)
            first.setdefault((part.start, part.end), part)
    ends = [_end_tag(html, slot, part) for part in first.values() if part.implied]
    on = [place for place, implied in last.items() if implied and _goes_on(html[slice(*place)], html, slot)]
    starts = [_applied(html, start, end, edits) for start, end in on]
    return "".join(reversed(ends)), "".join(starts)

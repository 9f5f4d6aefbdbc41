"""Which elements of a translated page are marked as being in which language (WCAG 2.2, 3.1.2 "language of parts").

What is not translated is in the source language: the innermost element around it says so by `lang`, and those within it
that are translated say that they are. Only where a translated text stands right beside one that is not, and no
element holds the one without the other, does the second get a `span` of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from harztool.markup import Edit, StartTag, edited
from harztool.model import Slot
from harztool.pages.head import language_tag
from harztool.pages.source import Source

_NAME = re.compile(r"<([^\t\n\f\r />]+)")
_PAIR = re.compile(r"<(?!keep[0-9]*>)[^/>]+>")
# Elements in which no span may stand beside a text, or would be put elsewhere.
_WITHOUT = frozenset(
    "colgroup dl head math menu ol optgroup option select svg table tbody textarea tfoot thead title tr ul xmp".split()
)
_DRAWN = frozenset({"math", "svg"})


def edits(source: Source, values: Mapping[Slot, str], language: str) -> Iterator[Edit]:
    """Yield the `lang` attributes, and the few spans, that a page with these translations needs.

    An attribute is text, too; its element is marked where nothing in it is translated.
    """
    html = source.page.html
    read = {tag.start: tag for tag in source.tags.found}
    stated = {start for start, tag in read.items() if _states(tag, source.language)}
    texts = _Texts(source.reading.slots, values)
    if not (texts.left or texts.left_attributes or stated):
        return
    root = next((tag.start for tag in source.tags.found if tag.name == "html"), -1)
    spans = [slot for slot in texts.left if slot.owner in (-1, root) or slot.owner in texts.done_owners]
    found = _marked(source, texts, stated - {root}, root)
    for start, ours in found.items():
        name = language_tag(language if ours else source.language)
        if start in read:
            there = read[start].attributes.keys() & _LANG
            yield from edited(html, read[start], dict.fromkeys(there if start in stated else there | {"lang"}, name))
        elif tag := _NAME.match(html, start):
            yield Edit(tag.end(), tag.end(), f' lang="{name}"')
    drawn = _drawn(source) if spans else frozenset()
    for slot in spans:
        if _takes_span(html, slot, root, drawn):
            yield Edit(slot.start, slot.start, f'<span lang="{language_tag(source.language)}">')
            yield Edit(slot.end, slot.end, "</span>")


_LANG = frozenset({"lang", "xml:lang"})


class _Texts:
    """The running texts and attributes of a page, done or left, and the tags that they belong to."""

    def __init__(self, slots: Sequence[Slot], values: Mapping[Slot, str]) -> None:
        running = [slot for slot in slots if slot.form == ("html",)]
        others = [slot for slot in slots if len(slot.form) == 1 and slot.form != ("html",) and slot.owner >= 0]
        self.done = [slot for slot in running if slot in values]
        self.left = [slot for slot in running if slot not in values]
        self.done_owners = {slot.owner for slot in self.done}
        self.left_owners = {slot.owner for slot in self.left} - self.done_owners
        self.done_attributes = {slot.owner for slot in others if slot in values}
        self.left_attributes = {slot.owner for slot in others if slot not in values} - self.done_attributes


def _marked(source: Source, texts: _Texts, stated: Set[int], root: int) -> dict[int, bool]:
    """Return the tags that must say their language: whether it is that of the page, or of the source."""
    holding = _holding(source, texts)
    found: dict[int, bool] = {}
    inside = {-1: True, root: True}  # the language within each tag
    for tag, parent in source.reading.parents.items():
        if tag == root:
            continue
        ours = inside.get(parent, True)
        if tag in stated:
            ours = tag in holding
            if ours:
                found[tag] = True
        wanted = _wanted(tag, texts, ours, tag in holding)
        if wanted is not ours:
            found[tag] = wanted
        inside[tag] = wanted
    return found


def _wanted(tag: int, texts: _Texts, ours: bool, holds: bool) -> bool:
    """Return whether a tag is to be in the language of the page; `ours` tells whether it is if nothing is done."""
    if tag in texts.done_owners:
        return True
    if tag in texts.left_owners:
        return False
    if tag in texts.done_attributes:
        return True
    return ours and (holds or tag not in texts.left_attributes)


def _holding(source: Source, texts: _Texts) -> set[int]:
    """Return the tags of the elements that hold something translated."""
    parents = source.reading.parents
    found: set[int] = set()
    inner = (part.start for slot in texts.done for part in slot.parts if _PAIR.fullmatch(part.placeholder))
    for tag in (*texts.done_owners, *texts.done_attributes, *inner):
        while tag >= 0 and tag not in found:
            found.add(tag)
            tag = parents.get(tag, -1)
    return found


def _states(tag: StartTag, language: str) -> bool:
    """Whether a tag says that it is in a language."""
    stated = tag.value("lang").strip() or tag.value("xml:lang").strip()
    return stated.lower().replace("_", "-").partition("-")[0] == language


def _takes_span(html: str, slot: Slot, root: int, drawn: Set[int]) -> bool:
    """Whether a span may stand around a text: not across tags, and not in a drawing, which it would end."""
    if any(part.implied for part in slot.parts) or slot.owner in drawn:
        return False
    return slot.owner in (-1, root) or _name(html, slot.owner) not in _WITHOUT


def _drawn(source: Source) -> Set[int]:
    """Return the tags of drawings, and of what stands in them."""
    found: set[int] = set()
    for tag, parent in source.reading.parents.items():
        if parent in found or _name(source.page.html, tag) in _DRAWN:
            found.add(tag)
    return found


def _name(html: str, tag: int) -> str:
    found = _NAME.match(html, tag)
    return found[1].lower() if found else ""

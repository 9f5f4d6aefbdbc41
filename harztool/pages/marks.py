"""Which elements of a translated page are marked as being in which language (WCAG 2.2, 3.1.2 "language of parts").

What is not translated is in the source language: the innermost element around it says so by `lang`, and those within it
that are translated say that they are. An attribute is in the language of its element (HTML Living Standard, "the lang
and xml:lang attributes"). A `span` is added only where one element speaks both: a text right beside one in the other
language, or in an element whose attributes are in the other language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from harztool.languages import language_tag
from harztool.markup import Edit, StartTag, edited
from harztool.model import Slot
from harztool.pages.phrases import Phrase, Phrases
from harztool.pages.source import Source

_NAME = re.compile(r"<([^\t\n\f\r />]+)")
# Elements in which no span may stand beside a text, or would be put elsewhere.
_WITHOUT = frozenset(
    "colgroup dl head math menu ol optgroup option select svg table tbody textarea tfoot thead title tr ul xmp".split()
)
_DRAWN = frozenset({"math", "svg"})
_DRAWING = re.compile(r"<(?:math|svg)", re.IGNORECASE)
_LANG = frozenset({"lang", "xml:lang"})
_START = attrgetter("start")


class Marks(NamedTuple):
    """The `lang` attributes, and the few spans, that a page needs; the texts whose language none of them can tell."""

    edits: Sequence[Edit]
    unmarked: Sequence[Slot]


def marks(source: Source, values: Mapping[Slot, str], language: str) -> Marks:
    """Return what tells the languages of a page with these translations."""
    read = {tag.start: tag for tag in source.tags.found}
    stating = (tag for tag in source.tags.found if not _LANG.isdisjoint(tag.attributes))
    stated = {tag.start for tag in stating if _states(tag, source.language)}
    phrases = Phrases(source.reading.slots, values)
    if not stated and not source.reading.left and all(map(phrases.is_ours, phrases.said)):
        return Marks((), ())
    walk = _Walk(source, phrases, stated)
    names = {True: language_tag(language), False: language_tag(source.language)}
    edits = [edit for tag, ours in walk.found.items() for edit in _said(source, tag, read, stated, names[ours])]
    spans = [edit for each in walk.spanned() for edit in each.spanned(names[each.ours])]
    return Marks([*edits, *spans], [slot for slot in phrases.said if slot.start not in walk.told])


def _said(source: Source, tag: int, read: Mapping[int, StartTag], stated: Set[int], name: str) -> Iterator[Edit]:
    """Yield what lets a tag state a language."""
    html = source.page.html
    if tag in read:
        there = read[tag].attributes.keys() & _LANG
        yield from edited(html, read[tag], dict.fromkeys(there if tag in stated else there | {"lang"}, name))
    elif found := _NAME.match(html, tag):
        yield Edit(found.end(), found.end(), f' lang="{name}"')


def _states(tag: StartTag, language: str) -> bool:
    """Whether a tag says that it is in a language."""
    stated = tag.value("lang").strip() or tag.value("xml:lang").strip()
    return stated.lower().replace("_", "-").partition("-")[0] == language


class _Inside(NamedTuple):
    """The language within a tag; `lightly` if it is that of the source for the sake of the tag's attributes alone."""

    ours: bool
    lightly: bool = False


_OURS, _THEIRS = _Inside(True), _Inside(False)


class _Walk:
    """The tags of a page, from outside to inside: `found` are those that must state a language, and whether it is ours.

    `told` is where the texts begin that stand in an element of their language then.
    """

    def __init__(self, source: Source, phrases: Phrases, stated: Set[int]) -> None:
        self._source, self._phrases = source, phrases
        self._root = next((tag.start for tag in source.tags.found if tag.name == "html"), -1)
        self._stated = stated - {self._root}
        self._holding = _holding(source, phrases)
        self._inside = {-1: _OURS, self._root: _OURS}
        self._spans: dict[int, list[Phrase]] = {}
        self.found: dict[int, bool] = {}
        self.told: set[int] = set()
        for tag in dict.fromkeys((-1, self._root)):
            self._settle(tag, ours=True)
        for tag, parent in source.reading.parents.items():
            if tag != self._root:
                self._pass(tag, parent)

    def spanned(self) -> Iterator[Phrase]:
        """Yield the texts that need a span around them."""
        for found in self._spans.values():
            yield from found

    def _pass(self, tag: int, parent: int) -> None:
        """Look at a tag. Most say nothing, and are in the language around them, or one text, and are in that of it."""
        around, own = self._inside.get(parent, _OURS), self._phrases.own.get(tag, ())
        special = tag in self._phrases.attributes or tag in self._stated or tag in self._source.reading.left
        if special or around.lightly or parent in self._spans or len(own) > 1:
            self._enter(tag, self._around(tag, parent))
            return
        self._inside[tag] = around
        for phrase in own:
            self.told.add(phrase.slot.start)
            if phrase.ours is not around.ours:
                self.found[tag] = phrase.ours
                self._inside[tag] = _OURS if phrase.ours else _THEIRS

    def _around(self, tag: int, parent: int) -> _Inside:
        """Return the language around a tag: of the span that it will stand in, or of the element."""
        spans = self._spans.get(parent, ())
        at = bisect_right(spans, tag, key=_START) - 1
        if at >= 0 and tag < spans[at].end:
            return _Inside(spans[at].ours)
        return self._inside.get(parent, _OURS)

    def _enter(self, tag: int, around: _Inside) -> None:
        stated = tag in self._stated
        # Something translated takes back what is marked for the sake of attributes around it, or says so itself.
        basis = tag in self._holding if stated or around.lightly else around.ours
        ours = self._wanted(tag, basis)
        if ours is not (around.ours and not stated):
            self.found[tag] = ours
        lightly = not ours and bool(self._phrases.attributes.get(tag)) and not self._phrases.own.get(tag)
        self._inside[tag] = _Inside(ours, lightly)
        self._settle(tag, ours=ours)

    def _wanted(self, tag: int, basis: bool) -> bool:
        """Return whether a tag is to be in the language of the page; `basis` tells whether it is if it says nothing."""
        if tag in self._source.reading.left:
            return False
        own = self._phrases.own.get(tag, ())
        texts = {phrase.ours for phrase in own}
        attributes = {self._phrases.is_ours(slot) for slot in self._phrases.attributes.get(tag, ())}
        for ours in attributes if len(attributes) == 1 else ():
            if all(phrase.ours is ours or self._takes_span(tag, phrase) for phrase in own):
                return ours
        return True in (texts or attributes) if texts or attributes else basis

    def _settle(self, tag: int, *, ours: bool) -> None:
        """Give spans to the texts of an element that are not in its language, and take note of what is told then."""
        own = self._phrases.own.get(tag, ())
        spans = [phrase for phrase in own if phrase.ours is not ours and self._takes_span(tag, phrase)]
        if spans:
            self._spans[tag] = sorted(spans, key=_START)
        self.told.update(phrase.slot.start for phrase in (*spans, *(each for each in own if each.ours is ours)))
        self.told.update(
            slot.start for slot in self._phrases.attributes.get(tag, ()) if self._phrases.is_ours(slot) is ours
        )

    def _takes_span(self, tag: int, phrase: Phrase) -> bool:
        """Whether a span may stand around a text: not across tags, and not in a drawing, which it would end."""
        if tag in self._drawn or any(part.implied for part in phrase.slot.parts):
            return False
        return tag in (-1, self._root) or _name(self._source.page.html, tag) not in _WITHOUT

    @cached_property
    def _drawn(self) -> Set[int]:
        """The tags of drawings, and of what stands in them."""
        found: set[int] = set()
        if not _DRAWING.search(self._source.page.html):
            return found
        for tag, parent in self._source.reading.parents.items():
            if parent in found or _name(self._source.page.html, tag) in _DRAWN:
                found.add(tag)
        return found


def _holding(source: Source, phrases: Phrases) -> Set[int]:
    """Return the tags of the elements that hold something translated."""
    parents = source.reading.parents
    found: set[int] = set()
    for tag in phrases.done_tags():
        while tag >= 0 and tag not in found:
            found.add(tag)
            tag = parents.get(tag, -1)
    return found


def _name(html: str, tag: int) -> str:
    found = _NAME.match(html, tag)
    return found[1].lower() if found else ""

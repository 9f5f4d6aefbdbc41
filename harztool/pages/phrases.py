"""What the elements of a translated page say, in their texts and their attributes, and in which of two languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from harztool import msgid
from harztool.markup import Edit
from harztool.model import Slot

_HTML = ("html",)


class Phrase(NamedTuple):
    """A text that an element says itself: in the language of the page if it is `ours`, else in that of the source.

    It is `html[start:end]`: a whole slot, or what stands between the tags of an element `within` one.
    """

    slot: Slot
    ours: bool
    start: int
    end: int
    within: bool = False

    def spanned(self, language: str) -> Iterator[Edit]:
        """Yield the edits that put a span around it; those within a slot are part of its tags, and move with them."""
        tag = f'<span lang="{language}">'
        if self.within:
            yield Edit(self.start - 1, self.start, f">{tag}")
            yield Edit(self.end, self.end + 1, "</span><")
        else:
            yield Edit(self.start, self.start, tag)
            yield Edit(self.end, self.end, "</span>")


class Phrases:
    """What each tag of a page says, by where it begins: in texts of its own, and in attributes.

    `said` is all of it; what stands in data, or in pages within attributes, is none. Texts are known by where they
    begin, which takes less time than all that they are.
    """

    def __init__(self, slots: Sequence[Slot], values: Mapping[Slot, str]) -> None:
        self._done = frozenset([slot.start for slot in values])
        self.attributes: dict[int, list[Slot]] = defaultdict(list)
        self.own: dict[int, list[Phrase]] = defaultdict(list)
        running = [slot for slot in slots if slot.form == _HTML]
        for slot in slots:
            if len(slot.form) == 1 and slot.form != _HTML and slot.owner >= 0:
                self.attributes[slot.owner].append(slot)
        for slot in running:
            self.own[slot.owner].append(Phrase(slot, slot.start in self._done, slot.start, slot.end))
            for tag, phrase in self._within(slot) if slot.parts else ():
                self.own[tag].append(phrase)
        self.said = [*running, *(slot for found in self.attributes.values() for slot in found)]

    def is_ours(self, slot: Slot) -> bool:
        """Whether a text is translated."""
        return slot.start in self._done

    def done_tags(self) -> Iterator[int]:
        """Yield the tags that something translated stands in, or that it is an attribute of."""
        for slot in filter(self.is_ours, self.said):
            yield slot.owner
            yield from (part.start for part in slot.parts if _opens(part.placeholder))

    def _within(self, slot: Slot) -> Iterator[tuple[int, Phrase]]:
        """Yield what the tags within a text say, as far as they have attributes that may be in another language."""
        asked = [part for part in slot.parts if part.start in self.attributes and _opens(part.placeholder)]
        words = msgid.inside(slot.text) if asked else {}
        for part in asked:
            ends = (each for each in slot.parts if each.placeholder == part.placeholder.replace("<", "</"))
            if words.get(part.placeholder, "").strip() and (end := next(ends, None)):
                at = end.start if not end.implied else part.end
                yield part.start, Phrase(slot, self.is_ours(slot), part.end, at, within=True)


def _opens(placeholder: str) -> bool:
    return (
        bool(placeholder) and placeholder[1] != "/" and placeholder[-2] != "/" and not placeholder.startswith("<keep")
    )

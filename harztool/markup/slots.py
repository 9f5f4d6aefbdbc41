"""The slots of a page: what a walk found, as texts with positions and with what a reviewer is told about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from harztool.markup.escaping import QUOTED
from harztool.markup.findings import Data, Finding, Remark, Seen, Stretch, Tag
from harztool.markup.inline import Unit, units
from harztool.markup.items import NOTHING, Said
from harztool.markup.nested import json_slots
from harztool.markup.references import decoded_attribute, spans
from harztool.markup.tokens import Attribute, Fields
from harztool.markup.walk import findings
from harztool.model import Part, Slot
from harztool.msgid import plain
from harztool.rules import DEFAULT, KINDS, PLAIN_KINDS, Rules

# Pages within pages within pages: deeper ones are taken as they are.
_DEEPEST = 3
_START = itemgetter(1)
_REMARK_START = itemgetter(0)
_HTML = ("html",)
_UNSAID = (NOTHING,)


class Reading(NamedTuple):
    """What a walk over a page finds: its slots, and what `Seen` holds."""

    slots: tuple[Slot, ...]
    parents: Mapping[int, int]
    body: int
    left: Mapping[int, str]
    tokens: Sequence[Fields]


def texts(html: str, rules: Rules = DEFAULT) -> tuple[Slot, ...]:
    """Return the slots of a page in page order: its running texts, and the attributes and data that are text.

    A slot's `text` is the msgid; its `kind` and `notes` tell a reviewer what it is. Any string is a page: what the
    HTML standard does with a broken one is done here too, and nothing is raised.

    >>> [slot.text for slot in texts('<p>Siehe <a href="/k" title="Zur Karte">Karte</a>.</p>')]
    ['Siehe <a>Karte</a>.', 'Zur Karte']
    """
    return tuple(_slots(html, rules, 0))


def read(html: str, rules: Rules = DEFAULT) -> Reading:
    """Return the slots of a page and how its tags stand in each other; -1 is the page itself.

    >>> reading = read("<ul><li>Burg<li>Tor</ul>")
    >>> [slot.owner for slot in reading.slots], reading.parents
    ([4, 12], {0: -1, 4: 0, 12: 0})
    """
    seen = Seen()
    return Reading(tuple(_slots(html, rules, 0, seen)), seen.parents, seen.body, seen.left, seen.tokens)


def _slots(html: str, rules: Rules, depth: int, seen: Seen | None = None) -> Iterator[Slot]:
    remarks: list[Remark] = []
    heading = ""
    for found in findings(html, rules, seen):
        if remarks or any(type(each) is Remark for each in found):
            remarks = sorted([*remarks, *(each for each in found if type(each) is Remark)], key=_REMARK_START)
        for slot in sorted(_found_in(html, found, rules, depth), key=_START):
            kind, start, end, text, notes, context, form, parts, owner = slot
            if heading and kind != "heading" and len(form) == 1:  # a page within this one has headings of its own
                notes = (heading, *notes)
            while remarks and remarks[0].start <= start:
                notes = (f"note: {remarks.pop(0).text}", *notes)
            yield slot if notes is slot[4] else Slot(kind, start, end, text, notes, context, form, parts, owner)
            if kind == "heading" and len(form) == 1:
                heading = f"under: {plain(text)}".replace("\n", " ")


def _found_in(html: str, found: Sequence[Finding], rules: Rules, depth: int) -> Iterator[Slot]:
    """Yield the slots of some findings; what stands before them on the page is not yet among their notes."""
    for each in found:
        match each:
            case Stretch(items, block, pre, said, holder):
                kind = KINDS.get(block, "text")
                for unit in units(html, items, pre):
                    yield _running(unit, kind, said, holder)
            case Tag(at, facts, said):
                for start, end, kind, text, form in facts.texts:
                    yield Slot(kind, at + start, at + end, text, said.notes, said.context, form, (), at)
                if facts.srcdoc and depth < _DEEPEST:
                    yield from (_told(slot, said) for slot in _inner(html, at, facts.srcdoc, rules, depth))
            case Data(start, end, said):
                yield from (_told(slot, said) for slot in json_slots(html, start, end, rules))


def _told(slot: Slot, said: Said) -> Slot:
    """Return a slot of a page or of data within an element, with what the settings say of that element."""
    if said is NOTHING:
        return slot
    context = said.context if slot.context is None else slot.context
    return slot._replace(notes=(*slot.notes, *said.notes), context=context)


def _running(unit: Unit, kind: str, block: Said, holder: int) -> Slot:
    start, end, text, parts, around, links, saids, owner = unit
    if owner < 0:
        owner = around[-1].start if around else holder
    notes = tuple([f"{label}: {target}" for label, target in links]) if links else ()
    if around:
        target = next((item.text for item in reversed(around) if item.text), "")
        if target:
            notes = (f"link: {target}", *notes)
        if kind in PLAIN_KINDS:
            kind = "link" if target else "button" if any(item.name == "button" for item in around) else kind
    if saids == _UNSAID:
        return Slot(kind, start, end, text, notes, None, _HTML, parts, owner)
    notes += tuple(dict.fromkeys(note for said in saids for note in said.notes))
    contexts = {said.context for said in saids}
    context = contexts.pop() if len(contexts) == 1 else block.context
    return Slot(kind, start, end, text, notes, context, _HTML, parts, owner)


def _inner(html: str, at: int, srcdoc: Attribute, rules: Rules, depth: int) -> Iterator[Slot]:
    """Yield the slots of a page within an attribute of the tag at a place, as they stand in the page around it."""
    start = at + srcdoc.start
    raw = html[start : at + srcdoc.end]
    place = [start + offset for offset in spans(raw)]
    for slot in _slots(decoded_attribute(raw), rules, depth + 1):
        parts = tuple(Part(part.placeholder, place[part.start], place[part.end], part.implied) for part in slot.parts)
        form = (*slot.form, QUOTED[srcdoc.quote])
        yield slot._replace(start=place[slot.start], end=place[slot.end], form=form, parts=parts, owner=-1)

"""The slots of a page: what a walk found, as texts with positions and with what a reviewer is told about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from harztool.markup.draft import Draft
from harztool.markup.escaping import QUOTED
from harztool.markup.findings import Data, Finding, Remark, Stretch, Tag
from harztool.markup.inline import Unit, units
from harztool.markup.items import NOTHING, Said
from harztool.markup.nested import json_drafts
from harztool.markup.references import decoded_attribute, spans
from harztool.markup.tokens import Attribute
from harztool.markup.walk import findings
from harztool.model import Part, Slot
from harztool.msgid import plain
from harztool.rules import DEFAULT, KINDS, PLAIN_KINDS, Rules

# Pages within pages within pages: deeper ones are taken as they are.
_DEEPEST = 3
_START = itemgetter(0)
_HTML = ("html",)
_UNSAID = (NOTHING,)


def texts(html: str, rules: Rules = DEFAULT) -> tuple[Slot, ...]:
    """Return the slots of a page in page order: its running texts, and the attributes and data that are text.

    A slot's `text` is the msgid; its `kind` and `notes` tell a reviewer what it is. Any string is a page: what the
    HTML standard does with a broken one is done here too, and nothing is raised.

    >>> [slot.text for slot in texts('<p>Siehe <a href="/k" title="Zur Karte">Karte</a>.</p>')]
    ['Siehe <a>Karte</a>.', 'Zur Karte']
    """
    return tuple(_slots(html, rules, depth=0))


def _slots(html: str, rules: Rules, depth: int) -> Iterator[Slot]:
    remarks: list[Remark] = []
    heading = ""
    for found in findings(html, rules):
        remarks += (each for each in found if type(each) is Remark)
        remarks.sort(key=_START)
        for start, end, kind, text, form, notes, parts, context in sorted(
            _drafts(html, found, rules, depth), key=_START
        ):
            if heading and kind != "heading" and len(form) == 1:  # a page within this one has headings of its own
                notes = (heading, *notes)
            while remarks and remarks[0].start <= start:
                notes = (f"note: {remarks.pop(0).text}", *notes)
            yield Slot(kind, start, end, text, notes, context, form, parts)
            if kind == "heading" and len(form) == 1:
                heading = f"under: {plain(text)}".replace("\n", " ")


def _drafts(html: str, found: Sequence[Finding], rules: Rules, depth: int) -> Iterator[Draft]:
    for each in found:
        match each:
            case Stretch(items, block, pre, said):
                for unit in units(html, items, pre):
                    yield _running(unit, KINDS.get(block, "text"), said)
            case Tag(at, facts, said):
                for start, end, kind, text, form in facts.texts:
                    yield Draft(at + start, at + end, kind, text, form, said.notes, (), said.context)
                if facts.srcdoc and depth < _DEEPEST:
                    yield from _inner(html, at, facts.srcdoc, rules, depth)
            case Data(start, end):
                yield from json_drafts(html, start, end, rules)


def _running(unit: Unit, kind: str, block: Said) -> Draft:
    notes = [f"{label}: {target}" for label, target in unit.links]
    if unit.around:
        target = next((item.text for item in reversed(unit.around) if item.text), "")
        if target:
            notes.insert(0, f"link: {target}")
        if kind in PLAIN_KINDS:
            kind = "link" if target else "button" if any(item.name == "button" for item in unit.around) else kind
    if unit.said == _UNSAID:
        return Draft(unit.start, unit.end, kind, unit.text, _HTML, tuple(notes), unit.parts)
    notes += dict.fromkeys(note for said in unit.said for note in said.notes)
    contexts = {said.context for said in unit.said}
    context = contexts.pop() if len(contexts) == 1 else block.context
    return Draft(unit.start, unit.end, kind, unit.text, _HTML, tuple(notes), unit.parts, context)


def _inner(html: str, at: int, srcdoc: Attribute, rules: Rules, depth: int) -> Iterator[Draft]:
    """Yield the drafts of a page within an attribute of the tag at a place, as they stand in the page around it."""
    start = at + srcdoc.start
    raw = html[start : at + srcdoc.end]
    place = [start + offset for offset in spans(raw)]
    for slot in _slots(decoded_attribute(raw), rules, depth + 1):
        parts = tuple(Part(part.placeholder, place[part.start], place[part.end], part.implied) for part in slot.parts)
        form = (*slot.form, QUOTED[srcdoc.quote])
        yield Draft(place[slot.start], place[slot.end], slot.kind, slot.text, form, slot.notes, parts, slot.context)

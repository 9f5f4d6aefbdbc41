"""The slots of a page: what a walk found, as texts with positions and with what a reviewer is told about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from harztool.markup.attributes import attribute_drafts
from harztool.markup.draft import Draft
from harztool.markup.escaping import QUOTED
from harztool.markup.findings import Data, Finding, Remark, Stretch, Tag
from harztool.markup.inline import Unit, units
from harztool.markup.items import Said
from harztool.markup.nested import json_drafts
from harztool.markup.references import decoded_attribute, spans
from harztool.markup.tokens import Attribute
from harztool.markup.walk import findings
from harztool.model import Part, Slot
from harztool.msgid import plain
from harztool.rules import DEFAULT, KINDS, PLAIN_KINDS, Rules

# Pages within pages within pages: deeper ones are taken as they are.
_DEEPEST = 3


def texts(html: str, rules: Rules = DEFAULT) -> tuple[Slot, ...]:
    """Return the slots of a page in page order: its running texts, and the attributes and data that are text.

    A slot's `text` is the msgid; its `kind` and `notes` tell a reviewer what it is. Any string is a page: what the
    HTML standard does with a broken one is done here too, and nothing is raised.

    >>> [slot.text for slot in texts('<p>Siehe <a href="/k" title="Zur Karte">Karte</a>.</p>')]
    ['Siehe <a>Karte</a>.', 'Zur Karte']
    """
    return tuple(_slots(html, rules, depth=0))


def _slots(html: str, rules: Rules, depth: int) -> Iterator[Slot]:
    found = findings(html, rules)
    remarks = sorted((each for each in found if type(each) is Remark), key=attrgetter("start"), reverse=True)
    heading = ""
    drafts = sorted(_drafts(html, found, rules, depth), key=itemgetter(0))
    for start, end, kind, text, form, notes, parts, context in drafts:
        if heading and kind != "heading" and len(form) == 1:  # a page within this one has headings of its own
            notes = (heading, *notes)
        while remarks and remarks[-1].start <= start:
            notes = (f"note: {remarks.pop().text}", *notes)
        yield Slot(kind, start, end, text, notes, context, form, parts)
        if kind == "heading" and len(form) == 1:
            heading = f"under: {plain(text)}".replace("\n", " ")


def _drafts(html: str, found: Sequence[Finding], rules: Rules, depth: int) -> Iterator[Draft]:
    for each in found:
        match each:
            case Stretch(items, block, pre, said):
                for unit in units(html, items, pre):
                    yield _running(unit, KINDS.get(block, "text"), said)
            case Tag(element, attributes, said):
                yield from attribute_drafts(element, attributes, said, rules)
                if element == "iframe" and "srcdoc" in attributes and depth < _DEEPEST:
                    yield from _inner(html, attributes["srcdoc"], rules, depth)
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
    notes += dict.fromkeys(note for said in unit.said for note in said.notes)
    contexts = {said.context for said in unit.said}
    context = contexts.pop() if len(contexts) == 1 else block.context
    return Draft(unit.start, unit.end, kind, unit.text, ("html",), tuple(notes), unit.parts, context)


def _inner(html: str, srcdoc: Attribute, rules: Rules, depth: int) -> Iterator[Draft]:
    """Yield the drafts of a page within an attribute, with their places in the page around it."""
    raw = html[srcdoc.start : srcdoc.end]
    place = [srcdoc.start + offset for offset in spans(raw)]
    for slot in _slots(decoded_attribute(raw), rules, depth + 1):
        parts = tuple(Part(part.placeholder, place[part.start], place[part.end], part.implied) for part in slot.parts)
        form = (*slot.form, QUOTED[srcdoc.quote])
        yield Draft(place[slot.start], place[slot.end], slot.kind, slot.text, form, slot.notes, parts, slot.context)

"""The slots of a page: what a walk found, as texts with positions and with what a reviewer is told about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harztool.markup.attributes import QUOTED, attribute_slots
from harztool.markup.inline import Unit, units
from harztool.markup.nested import json_slots
from harztool.markup.references import spans
from harztool.markup.tokens import Attribute, attributes, tokens
from harztool.markup.walk import Data, Remark, Stretch, Tag, findings
from harztool.model import Slot
from harztool.msgid import plain
from harztool.rules import DEFAULT, KINDS, PLAIN_KINDS, Rules


def texts(html: str, rules: Rules = DEFAULT) -> tuple[Slot, ...]:
    """Return the slots of a page in page order: its running texts, and the attributes and data that are text.

    A slot's `text` is the msgid; its `kind` and `notes` tell a reviewer what it is. Any string is a page: what the
    HTML standard does with a broken one is done here too, and nothing is raised.

    >>> [slot.text for slot in texts('<p>Siehe <a href="/k" title="Zur Karte">Karte</a>.</p>')]
    ['Siehe <a>Karte</a>.', 'Zur Karte']
    """
    return tuple(sorted(_slots(html, rules), key=lambda slot: (slot.start, -slot.end)))


def _slots(html: str, rules: Rules) -> Iterator[Slot]:
    heading = remark = ""
    for finding in findings(html, rules):
        if isinstance(finding, Remark):
            remark = finding.text
            continue
        around = (f"under: {heading}",) if heading else ()
        for slot in _found(html, finding, rules):
            told = (f"note: {remark}",) if remark else ()
            if slot.kind == "heading":
                heading, around = plain(slot.text).replace("\n", " "), ()
            remark = ""
            yield replace(slot, notes=(*told, *around, *slot.notes))


def _found(html: str, finding: Stretch | Tag | Data, rules: Rules) -> Iterator[Slot]:
    match finding:
        case Stretch(items, block, pre):
            for unit in units(html, items, pre):
                yield _running(html, unit, KINDS.get(block, "text"))
        case Data(start, end):
            yield from json_slots(html, start, end, rules)
        case Tag(element, _, _, found):
            yield from attribute_slots(element, found, rules)
            if "srcdoc" in found and element == "iframe":
                yield from _inner(found["srcdoc"], rules)


def _running(html: str, unit: Unit, kind: str) -> Slot:
    names = {item.name: item for item in reversed(unit.around)}
    if kind in PLAIN_KINDS and not names.keys().isdisjoint(("a", "button")):
        kind = "link" if "a" in names else "button"
    links = [("link", names["a"])] if "a" in names else []
    targets = [(label, _target(html[item.start : item.end])) for label, item in [*links, *unit.links]]
    notes = [f"{label}: {target}" for label, target in targets if target]
    return Slot(kind, unit.start, unit.end, unit.text, tuple(notes), parts=unit.parts)


def _target(tag: str) -> str:
    found = next((each.value for each in attributes(tag, next(tokens(tag))) if each.name == "href"), "")
    return " ".join(found.split())


def _inner(srcdoc: Attribute, rules: Rules) -> Iterator[Slot]:
    """Yield the slots of a page within an attribute, with their places in the page around it."""
    place = [srcdoc.start + offset for offset in spans(srcdoc.raw)]
    for slot in texts(srcdoc.value, rules):
        parts = tuple(replace(part, start=place[part.start], end=place[part.end]) for part in slot.parts)
        form = (*slot.form, QUOTED[srcdoc.quote])
        yield replace(slot, start=place[slot.start], end=place[slot.end], form=form, parts=parts)

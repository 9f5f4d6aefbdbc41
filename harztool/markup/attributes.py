"""The attributes of a tag that are text, as slots of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from harztool.markup.plain import is_text, trimmed
from harztool.markup.tokens import Attribute
from harztool.model import Slot
from harztool.msgid import escaped
from harztool.rules import ATTRIBUTES, BUTTON_TYPES, ELEMENT_ATTRIBUTES, METAS, Rules

QUOTED = {'"': "double", "'": "single", "": "bare"}
# Attributes that say of their element whether and how it is text.
_TELLING = ("translate", "lang", "notranslate", "its-loc-note", "srcdoc", "value", "content", "ld+json")


@cache
def telling(rules: Rules) -> re.Pattern[str]:
    """Return a pattern that is found in the attributes of any tag that matters, and in few others."""
    of_elements = (name for each in ELEMENT_ATTRIBUTES.values() for name in each)
    names = {*ATTRIBUTES, *_TELLING, *rules.attributes, *of_elements}
    return re.compile("|".join(map(re.escape, sorted(names))), re.IGNORECASE)


def attribute_slots(element: str, found: Mapping[str, Attribute], rules: Rules) -> Iterator[Slot]:
    """Yield a slot for each attribute of a tag that is text; `found` are its attributes by name."""
    for name, attribute in found.items():
        if kind := _kind(element, name, found, rules):
            text = trimmed(attribute.value)
            if is_text(text):
                yield Slot(kind, attribute.start, attribute.end, escaped(text), form=(QUOTED[attribute.quote],))


def _kind(element: str, name: str, found: Mapping[str, Attribute], rules: Rules) -> str:
    if name in ATTRIBUTES:
        return ATTRIBUTES[name]
    if name in ELEMENT_ATTRIBUTES.get(element, ()):
        return ELEMENT_ATTRIBUTES[element][name]
    if element == "input" and name == "value":
        return "button" if _value(found, "type").lower() in BUTTON_TYPES else ""
    if element == "meta" and name == "content":
        return METAS.get(_value(found, "name").lower()) or METAS.get(_value(found, "property").lower(), "")
    return "text of an attribute" if name in rules.attributes else ""


def _value(found: Mapping[str, Attribute], name: str) -> str:
    return found[name].value.strip() if name in found else ""

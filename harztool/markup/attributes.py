"""The attributes of a tag that are text, as slots of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from harztool.markup.draft import Draft
from harztool.markup.escaping import QUOTED
from harztool.markup.items import Said
from harztool.markup.plain import is_text, trimmed
from harztool.markup.tokens import Attribute
from harztool.msgid import escaped
from harztool.rules import ATTRIBUTES, ELEMENT_ATTRIBUTES, Rules, attribute_kind

# Attributes that say of their element whether and how it is text, and what a reviewer should know.
_TELLING = frozenset("translate lang xml:lang class its-loc-note srcdoc value content href".split())
# Attributes that say what another one is.
_MEANING = frozenset({"name", "property", "type"})
# Most tags have a class and a type, which tell nothing.
_TELLING_VALUES = {"class": "notranslate", "type": "ld+json"}


@cache
def telling(rules: Rules) -> frozenset[str]:
    """Return the names of all attributes that say something about a text, or are one."""
    of_elements = (name for each in ELEMENT_ATTRIBUTES.values() for name in each)
    return frozenset({*ATTRIBUTES, *of_elements, *rules.attributes, *_TELLING, *_MEANING})


@cache
def mention(rules: Rules) -> re.Pattern[str]:
    """Return a pattern that is found in any tag with an attribute that matters, and in few others."""
    names = telling(rules) - _MEANING - _TELLING_VALUES.keys() | set(_TELLING_VALUES.values())
    return re.compile(rf"[\s\"'/=](?:{'|'.join(map(re.escape, sorted(names)))})", re.IGNORECASE)


def attribute_drafts(element: str, found: Mapping[str, Attribute], said: Said, rules: Rules) -> Iterator[Draft]:
    """Yield a draft for each attribute of a tag that is text; `found` are its attributes by name.

    `said` is what the settings say of the element.
    """
    value = partial(_value, found)
    for name, attribute in found.items():
        if kind := attribute_kind(element, name, value, rules):
            text = trimmed(attribute.value)
            if is_text(text):
                form = (QUOTED[attribute.quote],)
                yield Draft(attribute.start, attribute.end, kind, escaped(text), form, said.notes, (), said.context)


def _value(found: Mapping[str, Attribute], name: str) -> str:
    return found[name].value if name in found else ""

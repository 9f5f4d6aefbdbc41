"""What the attributes of a tag say: whether and how its element is text, and which of them are texts themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple

from harztool.markup.escaping import QUOTED
from harztool.markup.plain import is_text, trimmed
from harztool.markup.tokens import Attribute, Token, attributes, tag_token
from harztool.msgid import escaped
from harztool.rules import ATTRIBUTES, ELEMENT_ATTRIBUTES, NEVER, Rules, attribute_kind

# Attributes that say of their element whether and how it is text, and what a reviewer should know.
_TELLING = frozenset("translate lang xml:lang class its-loc-note srcdoc value content href".split())
# Attributes that say what another one is.
_MEANING = frozenset({"name", "property", "type"})
# Most tags have a class and a type, which tell nothing.
_TELLING_VALUES = {"class": "notranslate", "type": "ld+json"}
_JSON = "application/ld+json"


class Text(NamedTuple):
    """An attribute that is text: where its value stands, what it is, its msgid, and how it is written."""

    start: int
    end: int
    kind: str
    text: str
    form: tuple[str, ...]


class Facts(NamedTuple):
    """What a tag says wherever it stands; offsets count from where it begins.

    `switched` is what `translate` or `class="notranslate"` say, `native` whether the language is that of the source;
    both are None where the tag says nothing.
    """

    switched: bool | None
    native: bool | None
    note: str
    target: str
    json: bool
    texts: tuple[Text, ...]
    srcdoc: Attribute | None


@cache
def reader(rules: Rules) -> Callable[[str], Facts | None]:
    """Return a function from a start tag to what its attributes say, or None where that is nothing.

    The same tags stand on a page, and on its neighbours, again and again; each is read once.

    >>> reader(Rules())('<a href="/k" title="Zur Karte">').texts[0].text
    'Zur Karte'
    """
    return lru_cache(maxsize=8192)(partial(_facts, rules, _telling(rules), _mention(rules)))


def _telling(rules: Rules) -> frozenset[str]:
    """Return the names of all attributes that say something about a text, or are one."""
    of_elements = (name for each in ELEMENT_ATTRIBUTES.values() for name in each)
    return frozenset({*ATTRIBUTES, *of_elements, *rules.attributes, *_TELLING, *_MEANING})


def _mention(rules: Rules) -> re.Pattern[str]:
    """Return a pattern that is found in any tag with an attribute that matters, in small letters, and in few others."""
    names = {*_telling(rules) - _MEANING - _TELLING_VALUES.keys(), *_TELLING_VALUES.values()}
    return re.compile(rf"[\s\"'/=](?:{'|'.join(map(re.escape, sorted(map(str.lower, names))))})")


def _facts(rules: Rules, telling: frozenset[str], mention: re.Pattern[str], tag: str) -> Facts | None:
    if not mention.search(tag.lower()):
        return None
    token = tag_token(tag)
    found = attributes(tag, token, telling)
    note, target, type_ = (_value(found, name) for name in ("its-loc-note", "href", "type"))  # ITS 2.0, 8.3.2.2
    return Facts(
        _switched(found),
        _native(found, rules.source),
        note,
        " ".join(target.split()) if token.name == "a" else "",
        token.name == "script" and type_.partition(";")[0].strip().lower() == _JSON,
        () if token.name in NEVER else tuple(_texts(token, found, rules)),
        found.get("srcdoc") if token.name == "iframe" else None,
    )


def _switched(found: Mapping[str, Attribute]) -> bool | None:
    """What `translate` (HTML 3.2.6.4) and the class `notranslate` say."""
    translate = _value(found, "translate", "-").strip().lower()
    if translate in ("", "yes"):
        return True
    return False if translate == "no" or "notranslate" in _value(found, "class").split() else None


def _native(found: Mapping[str, Attribute], source: str) -> bool | None:
    language = _value(found, "lang").strip() or _value(found, "xml:lang").strip()
    return language.lower().replace("_", "-").partition("-")[0] == source if language else None


def _texts(token: Token, found: Mapping[str, Attribute], rules: Rules) -> list[Text]:
    value = partial(_value, found)
    texts = []
    for name, attribute in found.items():
        if kind := attribute_kind(token.name, name, value, rules):
            text = trimmed(attribute.value)
            if is_text(text):
                texts.append(Text(attribute.start, attribute.end, kind, escaped(text), (QUOTED[attribute.quote],)))
    return texts


def _value(found: Mapping[str, Attribute], name: str, default: str = "") -> str:
    return found[name].value if name in found else default

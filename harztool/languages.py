"""Codes of languages as gettext writes them (GNU gettext manual, "Locale Names"), such as `en` and `pt_BR`."""

from __future__ import annotations

import re

_CODE = re.compile(r"(?P<tongue>[a-z]{2,3})(?:_(?P<country>[A-Z]{2}))?(?:@[a-z]+)?")
_LOOSE = re.compile(r"(?P<tongue>[a-z]{2,3})(?:[-_](?P<country>[a-z]{2}))?", re.IGNORECASE)
# ISO 639-1, the languages with a code of two letters: https://id.loc.gov/vocabulary/iso639-1.html
_KNOWN = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su "
    "sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)

# What gettext writes behind an @, and BCP 47 as a script.
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}


def is_code(text: str) -> bool:
    """Whether a text is the code of a language, letter by letter as gettext writes it.

    >>> [is_code(text) for text in ("en", "pt_BR", "pt-BR", "english", "../en")]
    [True, True, False, False, False]
    """
    return _CODE.fullmatch(text) is not None


def is_known(text: str) -> bool:
    """Whether a text is the code of a language that there is, as far as ISO 639-1 has it.

    >>> [is_known(text) for text in ("en", "pt_BR", "xx", "EN")]
    [True, True, False, False]
    """
    return is_code(text) and primary(text) in _KNOWN


def code(text: str) -> str:
    """Return the code that a text means, written with a hyphen or in any case, or "" for what is none.

    >>> code("EN"), code("pt-br"), code("sr@latin"), code("english")
    ('en', 'pt_BR', 'sr@latin', '')
    """
    found = _LOOSE.fullmatch(text)
    if not found:
        return text if is_code(text) else ""
    country = f"_{found['country'].upper()}" if found["country"] else ""
    return found["tongue"].lower() + country


def primary(language: str) -> str:
    """Return the language of a code without its region, in lower case (RFC 5646: the primary subtag).

    >>> primary("en_GB"), primary("ES-419")
    ('en', 'es')
    """
    return re.split("[-_]", language.lower(), maxsplit=1)[0]


def language_tag(code: str) -> str:
    """Return the tag of a language for web pages (BCP 47, RFC 5646), from its code as gettext writes it.

    >>> language_tag("en"), language_tag("pt_BR"), language_tag("sr_RS@latin")
    ('en', 'pt-BR', 'sr-Latn-RS')
    """
    place, _, modifier = code.partition("@")
    name, _, region = place.partition("_")
    return "-".join(filter(None, (name, _SCRIPTS.get(modifier), region)))

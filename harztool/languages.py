"""Codes of languages as gettext writes them (GNU gettext manual, "Locale Names"), such as `en` and `pt_BR`."""

from __future__ import annotations

import re

_CODE = re.compile(r"(?P<tongue>[a-z]{2,3})(?:_(?P<country>[A-Z]{2}))?(?:@[a-z]+)?")
_LOOSE = re.compile(r"(?P<tongue>[a-z]{2,3})(?:[-_](?P<country>[a-z]{2}))?", re.IGNORECASE)


def is_code(text: str) -> bool:
    """Whether a text is the code of a language, letter by letter as gettext writes it.

    >>> [is_code(text) for text in ("en", "pt_BR", "pt-BR", "english", "../en")]
    [True, True, False, False, False]
    """
    return _CODE.fullmatch(text) is not None


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

"""Character references: `&euro;`, `&#8364;` and their broken forms, read as the HTML standard reads them, and written.

HTML Living Standard, 13.2.5.72 to 13.2.5.80 (character reference states). `html.unescape` differs: it knows neither the
rule for attributes nor the code points that the standard keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([A-Za-z][A-Za-z0-9]{1,31};?))")
_WITHOUT_SEMICOLON = frozenset(name for name in html5 if not name.endswith(";"))
_LONGEST = max(map(len, _WITHOUT_SEMICOLON))
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_REPLACEMENT = "\ufffd"


def decoded(text: str) -> str:
    """Return the characters that a stretch of text between tags stands for; each reference is read once.

    >>> decoded("5 &euro; &amp;copy; &notit; &#x1F3D4;")
    '5 € &copy; ¬it; 🏔'
    """
    return _REFERENCE.sub(_in_text, text) if "&" in text else text


def decoded_attribute(value: str) -> str:
    """Return the characters of an attribute's value, where `&copy=` is no reference, as in `?a=1&copy=2`.

    >>> decoded_attribute("?a=1&copy=2&amp;b")
    '?a=1&copy=2&b'
    """
    return _REFERENCE.sub(_in_attribute, value) if "&" in value else value


def spans(value: str) -> list[int]:
    """Return where each character of `decoded_attribute(value)` begins in `value`, and the length at the end.

    >>> spans("a&lt;b")
    [0, 1, 5, 6]
    """
    starts: list[int] = []
    at = 0
    for found in _REFERENCE.finditer(value):
        starts.extend(range(at, found.start()))
        read = _in_attribute(found)
        kept = _rest(read, found[0])
        starts.extend([found.start()] * (len(read) - kept))
        starts.extend(range(found.end() - kept, found.end()))
        at = found.end()
    return [*starts, *range(at, len(value) + 1)]


def _rest(read: str, reference: str) -> int:
    """How many characters at the end of a reference that was read in part are plain text: `it;` of `&notit;`."""
    if read == reference:
        return len(reference) - 1
    rests = (reference[1 + len(name) :] for name in _prefixes(reference[1:]) if html5[name] == read[: len(html5[name])])
    return len(next((rest for rest in rests if read.endswith(rest)), ""))


def _in_text(found: re.Match[str]) -> str:
    return _character(found, _named)


def _in_attribute(found: re.Match[str]) -> str:
    return _character(found, _named_in_attribute)


def _character(found: re.Match[str], named: Callable[[re.Match[str]], str]) -> str:
    decimal, hexadecimal, _ = found.groups()
    if decimal:
        return _numbered(decimal, 10)
    if hexadecimal:
        return _numbered(hexadecimal, 16)
    return named(found)


def _numbered(digits: str, base: int) -> str:
    # Nine digits are beyond Unicode in either base, and int() is slow for a million of them.
    code = int(digits.lstrip("0")[:9] or "0", base)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return _REPLACEMENT
    return _WINDOWS.get(code) or chr(code)


def _prefixes(name: str) -> list[str]:
    return [name[:size] for size in range(min(len(name), _LONGEST), 1, -1) if name[:size] in _WITHOUT_SEMICOLON]


def _named(found: re.Match[str]) -> str:
    name = found[3]
    if name in html5:
        return html5[name]
    known = next(iter(_prefixes(name)), None)
    return html5[known] + name[len(known) :] if known else found[0]


def _named_in_attribute(found: re.Match[str]) -> str:
    name = found[3]
    if name.endswith(";") and name in html5:
        return html5[name]
    known = next(iter(_prefixes(name)), "")
    after = name[len(known) :] or found.string[found.end() : found.end() + 1]
    if not known or after[:1] == "=" or after[:1].isalnum():
        return found[0]
    return html5[known] + name[len(known) :]

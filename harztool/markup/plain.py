"""Plain text as a msgid holds it: blanks as HTML shows them, and whether there is anything to translate in it."""

from __future__ import annotations

import re

from harztool.msgid import normalized

BLANK = " \t\n\r\f"
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_UNEVEN = re.compile(r"[\t\n\r\f]|  ")
# Each begins where a word does and never steps back, so that a megabyte of letters is read once.
_ADDRESS = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]++(?:\.[\w-]++)++)"
    r"|(?P<url>(?<![\w+.-])(?:[a-z][a-z0-9+.-]*+://|www\.)\S++)"
    r"|(?P<host>(?<![\w.-])(?:[a-z0-9-]++\.)+(?:de|com|org|net|eu|info|at|ch)\b(?:/\S*+)?)",
    re.IGNORECASE,
)
# Places that a program fills in: {name}, {{ name }}, %(name)s, %s, %d.
_FILLED = re.compile(r"\{\{[^{}]*+\}\}|\{[\w.]*+\}|%\(\w++\)[sd]|%[sd]\b")
# A measure: a number with the sign of its unit (SI, and what stands beside it on public pages), or a price per unit.
_MEASURE = re.compile(
    r"(?<=\d)[\s\u00a0\u202f]*+(?:€\s?/\s?)?"
    r"(?:[kcm]?m[²³]?|[kmµ]?g|t|[cmh]?l|h|min|s|ha|km/h|[kM]?W|[kM]Wh|[kMGT]B|kV|V|A|Hz|°?C|K|x|EUR)(?!\w)"
)
# Superscripts, fractions and numbers in circles belong to the word characters too, but are no letters.
_LETTER = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b]")
# Two words in a row are no address and no measure; most texts are known by them at once.
_TWO_WORDS = re.compile(r"(?:^| )[^\W\d_]+ [^\W\d_]")


def collapsed(text: str) -> str:
    """Return a text with each run of HTML white space as one space; a no-break space is no white space.

    >>> collapsed("  Viel\\n   Leerraum ")
    ' Viel Leerraum '
    """
    return _BLANKS.sub(" ", text) if _UNEVEN.search(text) else text


def trimmed(text: str) -> str:
    """Return a text as a line of its own: normalized, collapsed, without blanks at its ends.

    >>> trimmed("  Zur\\n  Seite ")
    'Zur Seite'
    """
    return collapsed(normalized(text)).strip(" ")


def is_text(text: str) -> bool:
    """Return whether a text has a letter of its own, so that there is something to translate.

    >>> [is_text(each) for each in ("Burg", "1.141 m", "info@harz.example", "03941 5970", "–", "10 Uhr")]
    [True, False, False, False, False, True]
    """
    if text.isalpha() or ("{" not in text and "%" not in text and _TWO_WORDS.search(text)):
        return True
    if not _LETTER.search(text):
        return False
    rest = _ADDRESS.sub(" ", _FILLED.sub(" ", text))
    return bool(_LETTER.search(_MEASURE.sub(" ", rest)))


def told_apart(text: str) -> str:
    """Return what a text without a letter of its own is; nothing for one that is to be translated.

    >>> [told_apart(each) for each in ("1.141 m", "info@harz.example", "www.harz.example", "{name}", "–", "Burg")]
    ['number', 'e-mail', 'URL', 'placeholder', 'sign', '']
    """
    if is_text(text):
        return ""
    if found := _ADDRESS.search(_FILLED.sub(" ", text)):
        return "e-mail" if found.lastgroup == "email" else "URL"
    if _FILLED.search(text):
        return "placeholder"
    return "number" if any(map(str.isnumeric, text)) else "sign"

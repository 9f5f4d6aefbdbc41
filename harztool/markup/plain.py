"""Plain text as a msgid holds it: blanks as HTML shows them, and whether there is anything to translate in it."""

from __future__ import annotations

import re
import unicodedata

BLANK = " \t\n\r\f"
# What no reader sees and no PO file can hold; blanks are among the rest.
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f]")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# Marks for where a word may be broken say nothing about the text.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b"))
# Each begins where a word does and never steps back, so that a megabyte of letters is read once.
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]++(?:\.[\w-]++)++"  # e-mail
    r"|(?<![\w+.-])(?:[a-z][a-z0-9+.-]*+://|www\.)\S++"  # URL
    r"|(?<![\w.-])(?:[a-z0-9-]++\.)+(?:de|com|org|net|eu|info|at|ch)\b(?:/\S*+)?",  # bare host name
    re.IGNORECASE,
)
# Places that a program fills in: {name}, {{ name }}, %(name)s, %s, %d.
_FILLED = re.compile(r"\{\{[^{}]*+\}\}|\{[\w.]*+\}|%\(\w++\)[sd]|%[sd]\b")
# A measure: a number with the sign of its unit (SI, and what stands beside it on public pages).
_MEASURE = re.compile(
    r"(?<=\d)[\s\u00a0\u202f]*+(?:[kcm]?m[²³]?|[kmµ]?g|t|[cmh]?l|h|min|s|ha|km/h|[kM]?W|[kM]Wh|[kMGT]B|kV|V|A|Hz|°?C|K|x|EUR)(?!\w)"
)
_LETTER = re.compile(r"[^\W\d_]")


def normalized(text: str) -> str:
    """Return characters without soft hyphens, zero-width spaces and control characters, in NFC; blanks as they are.

    >>> normalized("Donau\\xaddampf u\\u0308ber")
    'Donaudampf über'
    """
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def collapsed(text: str) -> str:
    """Return a text with each run of HTML white space as one space; a no-break space is no white space.

    >>> collapsed("  Viel\\n   Leerraum ")
    ' Viel Leerraum '
    """
    return _BLANKS.sub(" ", text)


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
    if not _LETTER.search(text):
        return False
    rest = _ADDRESS.sub(" ", _FILLED.sub(" ", text))
    return bool(_LETTER.search(_MEASURE.sub(" ", rest)))

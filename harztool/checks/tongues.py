"""In which language the sources of a catalog are written, where nobody says so."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from harztool.checks import german
from harztool.checks.reading import words
from harztool.checks.words import SMALL, TELLING
from harztool.model import Catalog

_SPOKEN = {tongue: small | (german.WORDS if tongue == "de" else TELLING[tongue]) for tongue, small in SMALL.items()}
# How many messages are looked at, and how many small words of a language it takes to believe in it.
_ENOUGH = 500
_SURE = 8


def source_of(catalog: Catalog, usual: str = "de") -> str:
    """Return the language of a catalog's sources: as its header says, as its words tell, or else the usual one.

    >>> from harztool.model import Message
    >>> source_of(Catalog((Message("The name of the file"), Message("Do you want to save it or not?")) * 2))
    'en'
    >>> source_of(Catalog((Message("Hotel"),)))
    'de'
    """
    named = catalog.fields.get("X-Source-Language", "")
    if named:
        return named
    counts = Counter[str]()
    for message in islice(catalog.messages, _ENOUGH):
        there = {word.lower() for word in words(message.source)}
        counts.update({language: len(there & small) for language, small in _SPOKEN.items()})
    (language, most), (_, next_most) = counts.most_common(2) if len(counts) > 1 else (("", 0), ("", 0))
    return language if most >= _SURE and most > 3 * next_most else usual

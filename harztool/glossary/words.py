"""A text -> its words with their Snowball stems, by which inflected forms of a word are known as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import RLock

import snowballstemmer

from harztool.languages import primary

_ALGORITHMS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}
_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"\s+|[-\u2010\u2011]")
# A stemmer keeps its place in a word in itself, and serves one thread at a time.
_STEMMING = RLock()
_PLURAL_S = re.compile(r"(?<=[^aeä][iu])s$|(?<=[aoyüé])s$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, its stem, and what stands between it and the word before: a blank, or punctuation."""

    text: str
    stem: str
    gap: str


def words(text: str, language: str) -> tuple[Word, ...]:
    """Return the words of a plain text; white space and a hyphen between two words are the same gap.

    >>> [(word.stem, word.gap) for word in words("Ämter des Harz-Kreises", "de")]
    [('amt', ''), ('des', ' '), ('harz', ' '), ('kreis', ' ')]
    """
    found, end, tongue = [], 0, primary(language)
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        found.append(Word(match[0], stem(match[0].lower(), tongue), " " if _JOINT.fullmatch(gap) else gap))
        end = match.end()
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """Return the stem of a lower-case word by the Snowball algorithm of its language; without one, the word itself.

    German is stemmed once, as terms are searched in it; other languages as far as it goes, as translations are only
    compared with what they must say: Spanish `escolares` loses two endings where `escolar` loses one.

    >>> stem("landkreises", "de"), stem("kitas", "de"), stem("counties", "en"), stem("escolares", "es")
    ('landkreis', 'kita', 'counti', 'escol')
    """
    with _STEMMING:
        stemmed = _stemmer(language)(word)
    if language == "de":
        # Snowball leaves the plurals of Kita, Büro and Azubi alone: after these vowels German takes a plain -s.
        return _PLURAL_S.sub("", stemmed)
    return stem(stemmed, language) if len(stemmed) < len(word) else stemmed


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    if language not in _ALGORITHMS:
        return str
    stemmer: Callable[[str], str] = snowballstemmer.stemmer(_ALGORITHMS[language]).stemWord
    return stemmer

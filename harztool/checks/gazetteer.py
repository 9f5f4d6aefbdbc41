"""The gazetteer: the district's places, rivers, mountains and institutions, whose names stay in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stays, other forms that a translation may use, and what the name is never to become."""

    name: str
    forms: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(_TOKEN.findall(self.name))


def parsed(text: str) -> tuple[Name, ...]:
    """Return the names in the text of a gazetteer; lines that begin with # are remarks.

    >>> parsed("# Rivers\\nInnerste ! innermost\\nBraunschweig = Brunswick")
    (Name(name='Innerste', forms=(), never=('innermost',)), Name(name='Braunschweig', forms=('Brunswick',), never=()))
    """
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(map(_name, lines))


def _name(line: str) -> Name:
    rest, _, never = line.partition("!")
    name, _, forms = rest.partition("=")
    return Name(name.strip(), _listed(forms), _listed(never))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(","))))


@cache
def shipped() -> tuple[Name, ...]:
    """Return the names that come with harztool."""
    return parsed(files("harztool.checks").joinpath("gazetteer.txt").read_text(encoding="utf-8"))


@cache
def _index(more: tuple[str, ...]) -> Mapping[str, tuple[Name, ...]]:
    index: dict[str, tuple[Name, ...]] = {}
    for name in (*shipped(), *(Name(each) for each in more)):
        if name.words:
            index[name.words[0]] = (*index.get(name.words[0], ()), name)
    return index


@cache
def _beginnings(more: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for first in _index(more) for form in (first, f"{first}s"))


def all_stay(source: tuple[str, ...], translation: tuple[str, ...], more: tuple[str, ...] = ()) -> bool:
    """Whether a look at the words is enough to tell that every name of a source stays.

    >>> all_stay(("Am", "Brocken"), ("On", "the", "Brocken")), all_stay(("In", "Bad", "Suderode"), ("Bad", "Sudrode"))
    (True, False)
    """
    here = _beginnings(more).intersection(source)
    return here.issubset(translation) and here.isdisjoint(_longer(more))


@cache
def _longer(more: tuple[str, ...]) -> frozenset[str]:
    return frozenset(first for first, names in _index(more).items() if any(len(name.words) > 1 for name in names))


def is_name(word: str) -> bool:
    """Whether a word is, or begins, a name that comes with harztool.

    >>> is_name("Wernigerode"), is_name("Wanderung")
    (True, False)
    """
    return word in _index(())


def found(text: str, more: tuple[str, ...] = ()) -> Iterator[Name]:
    """Yield the names in a text, each once, with the ending of the genitive or without; the longest of those that nest.

    >>> [name.name for name in found("Wernigerodes Rathaus und Bad Suderode, Quedlinburger Schloss")]
    ['Wernigerode', 'Bad Suderode']
    """
    index, words = _index(more), tuple(_TOKEN.findall(text))
    seen: dict[Name, None] = {}
    at = 0
    while at < len(words):
        here = _at(index, words, at)
        if here:
            seen.setdefault(here)
        at += len(here.words) if here else 1
    yield from seen


def _at(index: Mapping[str, tuple[Name, ...]], words: tuple[str, ...], at: int) -> Name | None:
    first = words[at]
    if not first[0].isupper():
        return None
    candidates = index.get(first) or (index.get(first[:-1], ()) if first.endswith("s") else ())
    fits = [name for name in candidates if _fits(name.words, words[at : at + len(name.words)])]
    return max(fits, key=lambda name: len(name.words), default=None)


def _fits(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return len(name) == len(words) and name[:-1] == words[:-1] and words[-1] in {name[-1], f"{name[-1]}s"}

"""Which terms a text contains, and which of them a translation misses.

A term is found whether inflected or not: words are compared by their stems, and by case as German writes it (`Hort` is
not `hort`). A compound is a word of its own, unless it is written with a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from harztool import msgid
from harztool.glossary.words import Word, words
from harztool.languages import primary
from harztool.model import Term

_GERMAN = "de"
_ARTICLES = {
    "en": frozenset({"the", "a", "an"}),
    "es": frozenset({"el", "la", "los", "las", "un", "una", "unos", "unas"}),
    "fr": frozenset({"le", "la", "les", "l", "un", "une", "des"}),
    "it": frozenset({"il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una"}),
}
_SENTENCE_END = re.compile(r"[.!?:;\n„“”»«\"]")
_NOUN = re.compile(r"(?<=\w{3})(ung|heit|keit)(?:en|s)?$", re.IGNORECASE)
_GENITIVE = ("", "s", "es")


def found(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms that a msgid contains, inflected or not, each once, in the order of the text.

    Where terms contain each other, the longest counts. What must stay as it is (`<keep>`) contains no terms.

    >>> terms = [Term("Landkreis", {"en": "district"}), Term("Landkreis Harz", {"en": "Harz district"})]
    >>> [term.source for term in found("Die Ämter des <b>Landkreises</b> Harz und anderer Landkreise", terms)]
    ['Landkreis Harz', 'Landkreis']
    >>> found("Landkreisverwaltung", terms)
    ()
    """
    return _found(text, _Same(terms)) if isinstance(terms, tuple) else _searched(text, terms)


def inside(term: Term, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the other terms that a term contains, as `found` does; the index of all terms serves for each of them.

    >>> terms = (Term("Landkreis", {"en": "district"}), Term("Landkreis Harz", {"en": "Harz district"}))
    >>> [other.source for other in inside(terms[1], terms)]
    ['Landkreis']
    """
    return _searched(term.source, terms, _indexed(_Same(terms)), without=term.source)


class _Same:
    """Terms known by what they are, not by what they hold: a tuple of them does not change, and has no hash."""

    __slots__ = ("terms",)

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.terms is other.terms


@lru_cache(maxsize=1024)
def _found(text: str, same: _Same) -> tuple[Term, ...]:
    return _searched(text, same.terms, _indexed(same))


@lru_cache(maxsize=8)
def _indexed(same: _Same) -> Mapping[str, Sequence[_Pattern]]:
    return _index(tuple(term.source for term in same.terms))


def _searched(
    text: str, terms: Sequence[Term], index: Mapping[str, Sequence[_Pattern]] | None = None, without: str = ""
) -> tuple[Term, ...]:
    index = index if index is not None else _index(tuple(term.source for term in terms))
    there = words(msgid.own(text), _GERMAN)
    numbers: dict[int, None] = {}
    at = 0
    while at < len(there):
        patterns = index.get(there[at].stem, ())
        if without:
            patterns = [pattern for pattern in patterns if terms[pattern.number].source != without]
        pattern = _standing(patterns, there, at, terms)
        if pattern:
            numbers.setdefault(pattern.number)
        at += len(pattern.words) if pattern else 1
    return tuple(terms[number] for number in numbers)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The words of a term, and its number among the terms."""

    words: tuple[Word, ...]
    number: int


@lru_cache(maxsize=8)
def _index(sources: tuple[str, ...]) -> Mapping[str, Sequence[_Pattern]]:
    # Keyed by the texts of the terms, as a term with its mapping has no hash: one index serves ten thousand texts.
    index: dict[str, list[_Pattern]] = {}
    for number, source in enumerate(sources):
        there = words(source, _GERMAN)
        if there:
            index.setdefault(there[0].stem, []).append(_Pattern(there, number))
    for patterns in index.values():
        patterns.sort(key=lambda pattern: -len(pattern.words))
    return index


def _standing(patterns: Sequence[_Pattern], there: Sequence[Word], at: int, terms: Sequence[Term]) -> _Pattern | None:
    """Return the longest pattern that stands at a word; of two, such as Schule and Schulen, the one written so."""
    standing = [pattern for pattern in patterns if _stands(pattern, there, at, terms[pattern.number])]
    longest = [pattern for pattern in standing if len(pattern.words) == len(standing[0].words)]
    return max(longest, key=lambda pattern: _written(pattern.words, there[at:]), default=None)


def _written(pattern: Sequence[Word], there: Sequence[Word]) -> bool:
    return all(word.text == wanted.text for word, wanted in zip(there, pattern, strict=False))


def _stands(pattern: _Pattern, there: Sequence[Word], at: int, term: Term) -> bool:
    end = at + len(pattern.words)
    pairs = list(zip(there[at:end], pattern.words, strict=False))
    if len(pairs) < len(pattern.words) or any(word.stem != wanted.stem for word, wanted in pairs):
        return False
    if any(_made_noun(wanted) != _made_noun(word) for word, wanted in pairs):
        return False
    if any(word.gap != wanted.gap for word, wanted in pairs[1:]):
        return False
    if not all(_cased(word.text, wanted.text) for word, wanted in pairs):
        return False
    after = there[end] if end < len(there) else None
    return not _derived(*pairs[-1], after) and (len(pairs) > 1 or _alone(*pairs[0], starts=at == 0, stays=_stays(term)))


def _made_noun(word: Word) -> str:
    """Return what makes a noun of a verb or an adjective, which a stem is without: "Bewerben" is no Bewerbung."""
    found = _NOUN.search(word.text)
    return found[1].lower() if found else ""


def _cased(word: str, wanted: str) -> bool:
    if wanted.isupper() and len(wanted) > 1:
        return word in {wanted, wanted + "s"}
    return word[0].isupper() or not wanted[0].isupper()


def _derived(word: Word, wanted: Word, after: Word | None) -> bool:
    # "Harzer Käse", "Halberstädter Straße": an adjective made of a place with -er is another word than the place.
    made = word.text.lower().endswith("er") and not wanted.text.lower().endswith("er")
    return made and after is not None and after.gap == " " and after.text[0].isupper()


def _stays(term: Term) -> bool:
    return bool(term.translations) and all(each == term.source for each in term.translations.values())


def _alone(word: Word, wanted: Word, *, starts: bool, stays: bool) -> bool:
    if stays:
        # A name takes the ending of the genitive and no other: "Thal" is not "Thale".
        return word.text.lower() in {wanted.text.lower() + ending for ending in _GENITIVE}
    if wanted.text[0].islower() and word.text[0].isupper():
        return starts or word.text.isupper() or bool(_SENTENCE_END.search(word.gap))
    return True


def column(terms: Sequence[Term], language: str) -> str:
    """Return the column of the glossary that a language follows.

    It is its own, or else that of it without its country, or else the only one of another country.

    >>> terms = [Term("Landkreis", {"en_GB": "district", "pt": "distrito", "pt_BR": "município"})]
    >>> [column(terms, language) for language in ("en", "en_US", "pt_BR", "pt_PT")]
    ['en_GB', 'en_GB', 'pt_BR', 'pt']
    """
    return _column(_Same(terms), language) if isinstance(terms, tuple) else _following(terms, language)


@lru_cache(maxsize=64)
def _column(same: _Same, language: str) -> str:
    return _following(same.terms, language)


def _following(terms: Sequence[Term], language: str) -> str:
    names = columns(terms)
    if language in names:
        return language
    tongue = primary(language)
    near = [name for name in names if primary(name) == tongue]
    return near[0] if len(near) == 1 and tongue not in names else tongue


def columns(terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the languages that have a column: those of the first row, and those that a row has a translation for.

    >>> columns([Term("Tal", {"en": "vale"}, columns=("en", "es"))])
    ('en', 'es')
    """
    return tuple(dict.fromkeys(name for term in terms for name in (*term.columns, *term.translations)))


def unserved(terms: Sequence[Term], language: str) -> str:
    """Return what is to be said where a language follows no column of the glossary, with the way out, or "".

    >>> unserved([Term("Tal", {"en": "vale"}, columns=("en",))], "es")
    "no column is for 'es'; add one of this name, which may stay empty."
    """
    if not any(term.columns for term in terms) or column(terms, language) in columns(terms):
        return ""
    near = [name for name in columns(terms) if primary(name) == primary(language)]
    if near:
        return f"{' and '.join(near)} could each be for {language!r}; give one of them this name."
    return f"no column is for {language!r}; add one of this name, which may stay empty."


def missed(source: str, translation: str, terms: Sequence[Term], language: str) -> tuple[Term, ...]:
    """Return the terms of a msgid whose required translation is not in its msgstr.

    A translation may be inflected and written in any case, with or without an article; a name that stays must be
    there as it is written.

    >>> terms = [Term("Landkreis", {"en": "district"}), Term("Brocken", {"en": "Brocken"})]
    >>> [term.source for term in missed("Landkreise am Brocken", "Districts near Mount Brokken", terms, "en")]
    ['Brocken']
    """
    there = words(msgid.normalized(msgid.plain(translation)), language)
    name = column(terms, language)
    required = ((term, term.translations.get(name, "")) for term in found(source, terms))
    return tuple(
        term for term, wanted in required if wanted and not _said(wanted, there, language, wanted == term.source)
    )


def _said(wanted: str, there: Sequence[Word], language: str, stays: bool) -> bool:
    needed = words(wanted, language)
    if not stays:
        needed = _without_article(needed, language)
    starts = range(len(there) - len(needed) + 1)
    return any(all(_same(there[at + i], word, stays) for i, word in enumerate(needed)) for at in starts)


def _without_article(there: tuple[Word, ...], language: str) -> tuple[Word, ...]:
    articles = _ARTICLES.get(primary(language), frozenset())
    return there[1:] if len(there) > 1 and there[0].text.lower() in articles else there


def _same(word: Word, wanted: Word, stays: bool) -> bool:
    return word.text in {wanted.text, wanted.text + "s"} if stays else word.stem == wanted.stem


def note(term: Term, language: str) -> str:
    """Return the line that tells a reviewer what a term alone requires, or "" where there is no rule.

    >>> note(Term("Landkreis", {"en": "district"}, "never county"), "en")
    'term: Landkreis → district (never county)'
    >>> note(Term("Brocken", {"en": "Brocken"}), "en")
    'term: Brocken stays'
    """
    return _note(term, column([term], language))


def _note(term: Term, name: str) -> str:
    wanted = term.translations.get(name, "")
    if not wanted:
        return ""
    rule = "stays" if wanted == term.source else f"→ {wanted}"
    return f"term: {term.source} {rule}" + (f" ({term.note})" if term.note else "")


def notes(text: str, terms: Sequence[Term], language: str) -> tuple[str, ...]:
    """Return the reviewer's lines for all terms of a msgid that have a rule for a language.

    >>> notes("Rund um den Brocken", [Term("Brocken", {"en": "Brocken"})], "en")
    ('term: Brocken stays',)
    """
    name = column(terms, language)
    return tuple(filter(None, (_note(term, name) for term in found(text, terms))))

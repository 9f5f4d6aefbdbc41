"""What is wrong with a glossary in itself: doubles, contradictions, terms that never occur or contain each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from harztool.glossary.finding import found, inside, unserved
from harztool.glossary.words import words
from harztool.model import Term

# What German puts behind a noun without making another word of it. Not -er: a Rückkehrer is no Rückkehr.
_ENDINGS = frozenset({"", "e", "n", "en", "s", "es"})

# How many bytes in UTF-8 DeepL takes of a cell: https://developers.deepl.com/docs/resources/usage-limits
TERM_BYTES = 1024


class Remark(NamedTuple):
    """A remark on a row: its kind, the column it is about, and one sentence; `wrong` where it can't stay so."""

    row: int
    column: str
    kind: str
    text: str
    wrong: bool = False


def remarks(
    terms: Sequence[Term], texts: Sequence[str], source: str = "de", languages: Sequence[str] = ()
) -> Iterator[Remark]:
    """Yield what is to be said of the terms, row by row; `texts` are the msgids of the site.

    First come the `languages` of the project that no column is for.

    >>> terms = [Term("Schule", {"en": "school"}, row=2), Term("Schulen", {"en": "college"}, row=3)]
    >>> [(each.row, each.column, each.kind) for each in remarks(terms, ["Die Schule", "Zwei Schulen"])]
    [(3, 'en', 'contradiction')]
    """
    for language in languages:
        if said := unserved(terms, language):
            yield Remark(1, language, "missing", f"{said[0].upper()}{said[1:]}", wrong=True)
    rules = tuple(terms)
    used = {term.source for text in texts for term in found(text, rules)} if texts else None
    before: dict[str, list[Term]] = {}
    for term in rules:
        if not term.translations:
            yield Remark(term.row, source, "empty", f"{term.source!r} has no translation, and so no rule.")
        yield from too_long(term, source)
        bare = _bare(term.source)
        for other in sorted(_forms(bare, before), key=lambda other: other.row):
            yield from _against(term, other, source)
        before.setdefault(bare, []).append(term)
        if not found(term.source, [term]):
            said = "can't be found in any text; write its words as a page shows them, without tags and references."
            yield Remark(term.row, source, "not found", f"{term.source!r} {said}")
        elif used is not None and term.source not in used:
            yield Remark(term.row, source, "unused", f"{term.source!r} stands on no page.")
        yield from _within(term, rules, source)


def too_long(term: Term, source: str) -> Iterator[Remark]:
    """Yield which cells of a term are longer than DeepL takes."""
    for name, cell in {source: term.source, **term.translations}.items():
        if (size := len(cell.encode())) > TERM_BYTES:
            said = f"the text has {size} bytes, and DeepL takes {TERM_BYTES}; shorten it."
            yield Remark(term.row, name, "long", said, wrong=True)


def _against(term: Term, other: Term, source: str) -> Iterator[Remark]:
    """Yield what two forms of one word say twice, or say in two ways."""
    apart = [name for name in term.translations if not _alike(term, other, name)]
    for name in apart:
        said = f"{term.source!r} is {term.translations[name]!r}, but {other.source!r} in row {other.row} is "
        yield Remark(term.row, name, "contradiction", f"{said}{other.translations[name]!r}.", wrong=True)
    if not apart:
        said = f"{term.source!r} is {other.source!r} of row {other.row} in another form; one row is enough."
        if term.source == other.source:
            said = f"{term.source!r} stands in row {other.row} already; keep one of the two rows."
        yield Remark(term.row, source, "double", said, wrong=True)


def _forms(bare: str, others: Mapping[str, Sequence[Term]]) -> Iterator[Term]:
    """Yield which of the other terms, kept by what they are without capitals and hyphens, are forms of one word."""
    longer = {bare + ending for ending in _ENDINGS}
    shorter = {bare.removesuffix(ending) for ending in _ENDINGS}
    for form in sorted(longer | shorter):
        yield from others.get(form, ())


def _bare(text: str) -> str:
    return " ".join(text.replace("-", " ").lower().split())


def _alike(term: Term, other: Term, name: str) -> bool:
    theirs = other.translations.get(name)
    return theirs is None or _stems(term.translations[name], name) == _stems(theirs, name)


def _stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words(text, language))


def _within(term: Term, terms: tuple[Term, ...], source: str) -> Iterator[Remark]:
    """Yield the shorter terms that a term contains, and where its translation does not go with theirs."""
    for other in inside(term, terms):
        # Words with one stem, such as Rückkehr and Rückkehrer, are found in each other and hold nothing of each other.
        if len(words(other.source, source)) >= len(words(term.source, source)):
            continue
        apart = [name for name in term.translations if other.translations.get(name) and not _holds(term, other, name)]
        ways = _ways(term, other, apart)
        yield Remark(
            term.row, source, "contains", f"{term.source!r} contains {other.source!r} of row {other.row}{ways}."
        )


def _holds(term: Term, other: Term, name: str) -> bool:
    whole, part = (_stems(each.translations[name], name) for each in (term, other))
    return any(whole[at : at + len(part)] == part for at in range(len(whole)))


def _ways(term: Term, other: Term, apart: Sequence[str]) -> str:
    if not apart:
        return "; where both stand, the longer one counts"
    said = (f"{term.translations[name]!r} is without {other.translations[name]!r}" for name in apart)
    return f", but {', '.join(said)}; where both stand, the longer one counts"


def by_kind(found_remarks: Sequence[Remark]) -> Mapping[str, int]:
    """Return how many remarks there are of each kind, in the order in which they came up."""
    kinds = [remark.kind for remark in found_remarks]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}

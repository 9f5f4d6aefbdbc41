"""Which words and names of the pages may want a row in the glossary: those that are frequent and have none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from harztool import msgid
from harztool.glossary.finding import found
from harztool.glossary.words import Word, words
from harztool.model import Message, Term

_GERMAN = "de"
_SENTENCE_END = re.compile(r"[.!?:;\n„“”»«\"(•|–]")
# Written with a capital, and no term of any office: polite forms, units, months and days.
_COMMON = frozenset(
    "sie ihr ihre ihren ihrem ihrer ihres ihnen uhr euro prozent januar februar märz april mai juni juli august "
    "september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag herr "
    "frau tag tage jahr jahre jahren woche monat telefon tel fax".split()
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word or a name without a row: as it is written most often, in how many messages, and on which pages first."""

    text: str
    messages: int
    name: bool
    pages: tuple[str, ...]


def suggestions(messages: Sequence[Message], terms: Sequence[Term], least: int = 3) -> tuple[Suggestion, ...]:
    """Return the words and names that stand in at least so many messages and have no row, the most frequent first.

    German writes all nouns with a capital, so a word counts where it stands inside a sentence. A name is two or more of
    them in a row.

    >>> texts = [Message(f"Am {day} ist der Bürgertreff offen") for day in ("Montag", "Dienstag", "Mittwoch")]
    >>> [(each.text, each.messages) for each in suggestions(texts, [])]
    [('Bürgertreff', 3)]
    """
    forms: dict[tuple[str, ...], Counter[str]] = {}
    where: dict[tuple[str, ...], list[Message]] = {}
    for message in messages:
        if message.obsolete:
            continue
        for stems, written in dict(_candidates(msgid.own(message.source))).items():
            forms.setdefault(stems, Counter())[written] += 1
            where.setdefault(stems, []).append(message)
    rows = [
        Suggestion(forms[stems].most_common(1)[0][0], len(there), len(stems) > 1, _pages(there))
        for stems, there in where.items()
        if len(there) >= least
    ]
    named: dict[str, int] = {}
    for row in filter(lambda row: row.name, rows):
        for word in row.text.split():
            named[word] = max(row.messages, named.get(word, 0))
    rules = tuple(terms)
    fresh = [row for row in rows if not _covered(row.text, rules) and not _within(row, named)]
    return tuple(sorted(fresh, key=lambda row: (-row.messages, row.text)))


def _candidates(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    run: list[Word] = []
    for at, word in enumerate(words(text, _GERMAN)):
        inside = at > 0 and not _SENTENCE_END.search(word.gap)
        if run and (word.gap != " " or not _is_term(word)):
            yield from _told(run)
            run = []
        if _is_term(word) and (inside or run):
            run.append(word)
    yield from _told(run)


def _is_term(word: Word) -> bool:
    return word.text[0].isupper() and len(word.text) > 2 and word.text.lower() not in _COMMON


def _told(run: Sequence[Word]) -> Iterator[tuple[tuple[str, ...], str]]:
    for word in run:
        yield (word.stem,), word.text
    if len(run) > 1:
        yield tuple(word.stem for word in run), " ".join(word.text for word in run)


def _covered(text: str, terms: tuple[Term, ...]) -> bool:
    """Whether terms have all the words of a text."""
    told = sum(len(words(term.source, _GERMAN)) for term in found(text, terms))
    return told >= len(words(text, _GERMAN))


def _within(row: Suggestion, named: Mapping[str, int]) -> bool:
    """Whether a word stands mostly in a name, which is then the one to suggest; `named` counts names by their words."""
    return not row.name and 2 * named.get(row.text, 0) > row.messages


def _pages(messages: Sequence[Message]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for message in messages for place in message.places))[:3]

"""Which drafts an edit of the glossary concerns, and which of them are the machine's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from harztool import glossary
from harztool.model import Catalog, Message, Term


class Concerned(NamedTuple):
    """The messages that do not follow the glossary of today: still the machine's, or of a person, who decides."""

    machines: tuple[Message, ...]
    persons: tuple[Message, ...]


def entries(terms: Sequence[Term], language: str) -> dict[str, str]:
    """Return what the glossary requires in a language.

    >>> entries([Term("Tal", {"en": "vale"}), Term("Burg", {"es": "castillo"})], "en")
    {'Tal': 'vale'}
    """
    column = glossary.column(terms, language)
    return {term.source: term.translations[column] for term in terms if term.translations.get(column)}


def concerned(
    catalog: Catalog, terms: Sequence[Term], language: str, before: Iterable[tuple[str, str]] = ()
) -> Concerned:
    """Return the messages with a translation that misses a term, or follows one that has been taken out.

    `before` are the terms, each with its translation, by which drafts may have been made, as far as that is known.

    >>> catalog = Catalog((Message("Der Landkreis", "The county"), Message("Ein Landkreis", "A district")))
    >>> concerned(catalog, [Term("Landkreis", {"en": "district"})], "en").persons[0].source
    'Der Landkreis'
    """
    gone = _Gone(before, terms, language)
    rules = tuple(terms)
    found = [
        message
        for message in catalog.messages
        if message.translation and not message.obsolete and message.plural is None and not message.foreign
        if glossary.missed(message.source, message.translation, rules, language) or gone.followed_by(message)
    ]
    machines = tuple(message for message in found if message.draft and message.by_machine)
    return Concerned(machines, tuple(message for message in found if not (message.draft and message.by_machine)))


class _Gone:
    """Terms that have been taken out; each may have had several translations, one after the other."""

    def __init__(self, before: Iterable[tuple[str, str]], terms: Sequence[Term], language: str) -> None:
        column, now = glossary.column(terms, language), entries(terms, language)
        self.language = language
        self.rules: dict[str, list[Term]] = {}
        for source, said in sorted(before):
            if source not in now:
                self.rules.setdefault(source, []).append(Term(source, {column: said}))
        self.terms = tuple(rules[0] for rules in self.rules.values())

    def followed_by(self, message: Message) -> bool:
        return any(
            not glossary.missed(message.source, message.translation, (rule,), self.language)
            for term in glossary.found(message.source, self.terms)
            for rule in self.rules[term.source]
        )

"""Which drafts an edit of the glossary concerns, and which of them are the machine's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def concerned(catalog: Catalog, terms: Sequence[Term], language: str, before: Mapping[str, str]) -> Concerned:
    """Return the messages with a translation that misses a term, or follows one that has been taken out.

    `before` is what the glossary required when the drafts were made, as far as that is known.

    >>> catalog = Catalog((Message("Der Landkreis", "The county"), Message("Ein Landkreis", "A district")))
    >>> concerned(catalog, [Term("Landkreis", {"en": "district"})], "en", {}).persons[0].source
    'Der Landkreis'
    """
    now = entries(terms, language)
    column = glossary.column(terms, language)
    gone = tuple(Term(source, {column: said}) for source, said in before.items() if source not in now)
    rules = tuple(terms)
    found = [
        message
        for message in catalog.messages
        if message.translation and not message.obsolete and message.plural is None
        if glossary.missed(message.source, message.translation, rules, language) or _follows(message, gone, language)
    ]
    machines = tuple(message for message in found if message.draft and message.by_machine)
    return Concerned(machines, tuple(message for message in found if not (message.draft and message.by_machine)))


def _follows(message: Message, gone: tuple[Term, ...], language: str) -> bool:
    there = glossary.found(message.source, gone)
    return len(there) > len(glossary.missed(message.source, message.translation, there, language))

"""What a catalog says elsewhere: how each text is translated, which names stay, which spelling is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from harztool.checks import spelling
from harztool.checks.reading import shown, words
from harztool.model import Catalog, Message

_MARKS = " \t\n\u00a0.:…!?¡¿"
# What a reviewer has read counts for more than any number of drafts.
_REVIEWED = 10_000
_SHORTEST = 4
# How often a word must have stayed, and gone but once, until it is taken for a name.
_ALWAYS = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """What the messages of a catalog have in common.

    `translated` counts the translations of each source in its context, `translating` the sources of each translation,
    both without the marks at their ends; `names` are words with a capital that stay in all texts but one, and in how
    many; `british` and `american` count spellings.
    """

    translated: Mapping[tuple[str | None, str], Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    translating: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    british: int = 0
    american: int = 0


NOTHING = Overview()


def overview(catalog: Catalog) -> Overview:
    """Return what the translated messages of a catalog have in common.

    >>> found = overview(Catalog((Message("Weiter", "Next"), Message("Weiter:", "Further"))))
    >>> sorted(found.translated[None, "Weiter"])
    ['further', 'next']
    """
    translated: dict[tuple[str | None, str], dict[str, int]] = {}
    translating: dict[str, dict[str, None]] = {}
    # Counted at the end, as that is done in one go.
    staying: list[str] = []
    going: list[str] = []
    spellings: list[str] = []
    for message in _translated(catalog):
        source, translation = source_key(message.source), translation_key(message.translation)
        alike = translated.setdefault((message.context, source), {})
        alike[translation] = alike.get(translation, 0) + (1 if message.fuzzy else _REVIEWED)
        translating.setdefault(translation, {})[source] = None
        here = names_in(message.source)
        if here:
            stayed = here.intersection(words(message.translation))
            staying += stayed
            going += here - stayed
        spellings += [variety for _, variety in spelling.varieties(message.translation)]
    kept, lost, spelled = Counter(staying), Counter(going), Counter(spellings)
    return Overview(
        translated,
        {key: tuple(sources) for key, sources in translating.items() if len(sources) > 1},
        {name: count for name, count in kept.items() if count >= _ALWAYS and lost[name] == 1},
        spelled[spelling.BRITISH],
        spelled[spelling.AMERICAN],
    )


def _translated(catalog: Catalog) -> Iterator[Message]:
    return (each for each in catalog.messages if each.translation and not each.obsolete and each.plural is None)


def source_key(text: str) -> str:
    """Return a source as it is looked up: what a reader sees, without the marks at its ends."""
    return shown(text).strip(_MARKS)


def translation_key(text: str) -> str:
    """Return a translation as it is looked up: as a source, and in lower case."""
    return shown(text).strip(_MARKS).casefold()


def names_in(text: str) -> set[str]:
    """Return the words of a text that may be names: with a capital, and four letters or more.

    >>> sorted(names_in("Im Hotel Brockenblick"))
    ['Brockenblick', 'Hotel']
    """
    return {word for word in words(text) if len(word) >= _SHORTEST and word[0].isupper()}

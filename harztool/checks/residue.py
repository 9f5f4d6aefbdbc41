"""Checks for residue: what is left of the source's language, and what a machine said of its own work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile

from harztool import glossary, msgid
from harztool.checks import german
from harztool.checks.gazetteer import is_name
from harztool.checks.rack import Context, Fault, warning
from harztool.checks.reading import CACHED, lettered, lowered, prose, words
from harztool.checks.words import ALIKE, PLACE_WORDS, SHARED, SMALL, SMALL_ALIKE
from harztool.model import Message

_WORD = re.compile(r"[^\W\d_]+|[^\w\s-]+|[0-9]+")
# What stands in quotation marks is cited, and may be in any language.
_CITED = re.compile(r"[“«\"„‘][^“”«»\"„‘’]*[”»\"“’]")
# A word of German that is explained right behind: "the Realschulabschluss, the intermediate certificate".
_EXPLAINED = re.compile(
    r"\b[A-ZÄÖÜ][a-zäöüß]+(?=, (?:the|an?|el|la|los|las|una?) | \((?:the |an? |el |la |una? |[“«]))"
)
# The ü of Spanish stands between g and e or i.
_LETTERS = re.compile(r"[äöß]|(?<!g)ü")
_TELLING = (SMALL["de"] | german.WORDS) - SMALL_ALIKE
# No name has more words than that on one side of another.
_REACH = 8
_INFLECTED = ("en", "er", "es", "em", "lich", "isch", "ig", "ung", "t", "e")
_NOUN = re.compile(r".{3,}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|zeit|zeiten|tag|tage|amt|ämter)$")
_TALK = re.compile(
    r"^(?:(?:sure|certainly|of course)[,!.] (?:here|i)\b|here(?:['’]s| is| are) (?:the|your|a) (?:\w+ )?translat\w+|"
    r"(?:the )?(?:\w+ )?translation(?: is)?:|translated(?: text)?:|aquí (?:está|tiene) (?:la|su) traducción|"
    r"(?:la )?traducción:|"
    r"claro[,!.] aquí|(?:english|spanish|inglés|español):|output:)|"
    r"\bas an ai\b|\bcomo (?:modelo de lenguaje|ia|inteligencia artificial)\b|\blanguage model\b|\bi (?:can['’]t|"
    r"cannot) translate\b|"
    r"\[?\b(?:note|nota) (?:from|of|by|de|del) (?:the )?(?:translator|traductor)\b|\btranslator['’]s note\b",
    re.IGNORECASE,
)
# Sources that speak of languages and translations themselves.
_SAYS_SO = re.compile(r"bersetz|^(?:Englisch|Spanisch)\b")
# One of these words stands in whatever _TALK finds.
_TALKING = frozenset(
    "sure certainly course translation translations translated translate translator's translator’s translator "
    "traducción traductor claro english spanish inglés español output ai ia model modelo artificial".split()
)


@warning()
def german_left(message: Message, context: Context) -> Iterator[Fault]:
    """No German is left inside the translation, but for names, what is cited, and terms that stay.

    Term: Kreisstadt -> Kreisstadt
    Bad:  Die Wanderung dauert drei Stunden. -> The Wanderung takes three hours.
    Bad:  Burgen und Schlösser -> Castles und palaces
    Bad (es): Das Museum ist montags geschlossen. -> El museo está geschlossen los lunes.
    Good: Die Kreisstadt Halberstadt -> The Kreisstadt of Halberstadt
    Good: Das Fest „Walpurgis und mehr“ -> The festival “Walpurgis und mehr”
    Good: Sie finden uns in der Breiten Straße 5. -> You will find us at Breite Straße 5.
    Good (es): Am Markt 3 (Eingang Hinterstraße) -> Am Markt 3 (entrada por Hinterstraße)
    Good: Rathaus, Markt 1 -> Town hall, Markt 1
    Good: Haus der Natur am Markt -> Haus der Natur on the market square
    Good: Text: Büro für öffentliche Schriften -> Text: Büro für öffentliche Schriften, a publisher
    Good (es): Radio und Hotel -> Radio y hotel
    Good: bis zum Realschulabschluss -> up to the Realschulabschluss, the intermediate certificate
    """
    if context.source != "de" or context.tongue == "de" or message.source == message.translation:
        return
    ours, seen = set(words(message.source)), lettered(message.translation)
    suspects = seen & ours | seen & _TELLING
    if not message.translation.isascii():
        suspects |= set(filter(_LETTERS.search, seen))
    if not any(_left(word, word in ours, context.tongue) for word in suspects):
        return
    text = _without_terms(message, context)
    there, explained = _WORD.findall(text), {*_EXPLAINED.findall(text)}
    for place, word in enumerate(there):
        known = word in explained or not _left(word, word in ours, context.tongue) or is_name(word)
        if not known and not _named(there, place, ours):
            explained.add(word)
            yield Fault(f"{word} is German", word)


def _without_terms(message: Message, context: Context) -> str:
    """Return the translation without what is cited, and without what the glossary asks for."""
    translation = message.translation
    text = _CITED.sub(" \ufffc ", prose(msgid.own(translation) if "<keep" in translation else translation))
    for term in glossary.found(message.source, context.terms) if context.terms else ():
        if context.wanted(term):
            text = text.replace(context.wanted(term), " \ufffc ")
    return text


@lru_cache(maxsize=CACHED)
def _left(word: str, copied: bool, tongue: str) -> bool:
    """Whether a word is German, whatever stands around it; `copied` says that the source has it, too."""
    small = word.lower()
    if small in ALIKE or small in SHARED.get(tongue, frozenset()) or small in SMALL.get(tongue, frozenset()):
        return False
    if word.islower():
        inflected = len(word) > 4 and copied and word.endswith(_INFLECTED)
        return small in _TELLING or bool(_LETTERS.search(small)) or inflected
    return copied and word.istitle() and (_common(word) or small in PLACE_WORDS or bool(_NOUN.fullmatch(small)))


def _named(there: Sequence[str], place: int, ours: set[str]) -> bool:
    """Whether a word is part of a name: a capital beside another one, small words between two capitals."""
    before, after = there[max(place - _REACH, 0) : place][::-1], there[place + 1 : place + _REACH]
    if not there[place].islower():
        if there[place].lower() in PLACE_WORDS:
            # "Markt 1", and "Haus der Natur".
            after = list(dropwhile(lambda word: word.islower() and word in ours, after))
            if after and after[0].isdigit():
                return True
        return any(side and side[0].istitle() and _of(side[0], ours) for side in (before, after))
    ends = [side[len(list(takewhile(str.islower, side))) :] for side in (before, after)]
    return all(side and side[0].istitle() and _of(side[0], ours) and not _common(side[0]) for side in ends)


def _of(word: str, ours: set[str]) -> bool:
    """Whether a word is one of the source's, in another case maybe: "in der Breiten Straße" is Breite Straße."""
    return word in ours or f"{word}n" in ours or f"{word}r" in ours or f"{word}s" in ours


def _common(word: str) -> bool:
    small = word.lower()
    return small in german.WORDS or german.compound(small)


@warning()
def engine_talk(message: Message, _: Context) -> Iterator[Fault]:
    """A translation is the text and nothing about it: no announcement, no note of a machine.

    Bad:  Anreise -> Here is the translation: Getting here
    Bad (es): Anreise -> Traducción: Cómo llegar
    Good: Englisch: fließend -> English: fluent
    Good: Übersetzung: Anna Schmidt -> Translated by Anna Schmidt
    """
    found = None if _TALKING.isdisjoint(lowered(message.translation)) else _TALK.search(prose(message.translation))
    if found and not _SAYS_SO.search(message.source) and found[0] not in message.source:
        yield Fault(f"{found[0]!r} is not part of the text", found[0])

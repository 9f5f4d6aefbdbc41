"""Checks of names: places, persons and addresses stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harztool import msgid
from harztool.checks import gazetteer, german
from harztool.checks.rack import Context, Fault, warning
from harztool.checks.reading import AT_THE, lettered, lowered, prose, shown, words
from harztool.model import Message

_PERSON = re.compile(
    r"\b(?:Herrn?|Frau|Dr\.|Prof\.)(?: (?:Dr\.|Prof\.|med\.|[A-ZÄÖÜ]\.))* "
    r"(?P<name>[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*)"
    r"(?P<last> [A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*)?"
)
# Offices and women of tales: what stands behind "Frau" and is no name.
_NO_PERSON = re.compile(
    r"(?:Holle|Gott|Doktor|Professor|Herr|Frau|Kolleg\w+|Nachbar\w*|Gräfin|Graf)$|.*(?:rat|rätin|meister(?:in)?|"
    r"minister(?:in)?|"
    r"präsident(?:in)?|leiter(?:in)?|lehrer(?:in)?|direktor(?:in)?|wirt(?:in)?|kanzler(?:in)?|pfarrer(?:in)?|amtmann)$"
)
_STREET = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÄÖÜ][\w-]{2,}?)(?P<kind>straße|strasse|str\.|gasse|allee|weg|"
    r"platz)(?= [0-9]{1,3}\s?[a-z]?\b)"
    r"|(?<![\w-])(?P<joined>[A-ZÄÖÜ][\w-]+-(?:Str|Gasse|Allee|Weg|Platz))(?:aße|asse|\.)?(?= [0-9]{1,3}\s?[a-z]?\b)"
    r"|(?<![\w-])(?P<made>[A-ZÄÖÜ][\w-]+er) (?:Straße|Str\.|Chaussee)(?= [0-9]{1,3}\s?[a-z]?\b)"
)
_NO_STREET = frozenset(
    "rad wander fahr geh fuß rund reit pilger arbeits ausbildungs studien park spiel sport camping liege sitz markt "
    "bau kita krippen betreuungs kinder stell rast grill steh haupt neben".split()
)
# "Am Alten Markt 3, 38889 Blankenburg": with the number of the post it is surely an address.
_POSTED = re.compile(rf"\b{AT_THE} (?:[\w-]+ )?(?P<name>[\w-]+) [0-9]{{1,3}}\s?[a-z]?(?=,? (?:D-)?[0-9]{{5}} [A-ZÄÖÜ])")
# A cheap look before a thorough one: all kinds of streets end so, and a number follows, or there is one of the post.
_NUMBERED = re.compile(r"[0-9](?:(?<=[.egz] .)|[0-9]{4})")
# A name of so many letters is not the beginning of another word by chance.
_LONG = 6
_ADDRESSED = re.compile(r"Frau|Herr|Dr\.|Prof\.")


@warning()
def names_kept(message: Message, context: Context) -> Iterator[Fault]:
    """Places, rivers, mountains, persons and addresses keep their names; so does what stays in all other texts.

    Bad:  Oker und Innerste -> Oker and Innermost
    Bad (es): Die Bode fließt durch das Tal. -> La bodega fluye por el valle.
    Bad (es): Anreise nach Wernigerode -> Cómo llegar a Vernigerode
    Bad:  Elend und Sorge -> Misery and Worry
    Bad:  Ansprechpartnerin: Frau Schäfer -> Contact: Ms Shepherd
    Bad:  Marktstraße 7, Halberstadt -> Market Street 7, Halberstadt
    Bad:  Martin-Luther-Straße 7 -> Martin Luther Street 7
    Bad:  Am Alten Markt 3, 38889 Blankenburg -> At Old Market 3, 38889 Blankenburg
    Good: Martin-Luther-Str. 7 -> Martin-Luther-Straße 7
    Good (es): Am Alten Markt 3, 38889 Blankenburg -> Alter Markt 3, 38889 Blankenburg
    Good: Die Sorge um den Wald -> Worries about the forest
    Good: Quedlinburger Altstadt -> Quedlinburg's old town
    Good: Frau Bürgermeisterin Müller -> Mayor Müller
    Good: Marktstr. 7, Halberstadt -> Marktstraße 7, Halberstadt
    Good: 12 Ausbildungsplätze und ein Parkplatz 2 -> 12 apprenticeships and car park 2
    """
    if context.source != "de" or message.source == message.translation:
        return
    # What is kept as it is, placeholders tell of.
    ours = msgid.own(message.source) if "<keep" in message.source else message.source
    stay = gazetteer.all_stay(words(ours), words(message.translation), context.names)
    for name in () if stay else gazetteer.found(prose(ours), context.names):
        for fault in (
            () if name.name in lettered(message.translation) else _name(name, prose(ours), message.translation)
        ):
            # Where the glossary has a rule for the name, the glossary is asked.
            if not any(term.source == name.name and context.wanted(term) for term in context.terms):
                yield fault
    if _NUMBERED.search(shown(ours)) or _ADDRESSED.search(ours):
        yield from _addressed(prose(ours), _plain(shown(message.translation)))
    yield from _learned(ours, message.translation, context)


def _addressed(source: str, translation: str) -> Iterator[Fault]:
    for written, stem in (*_persons(source), *_streets(source)):
        if _plain(stem) not in translation:
            yield Fault(f"{written} stays as it is", written)


def _plain(text: str) -> str:
    """Return a text in which Straße and Strasse, Müller and Mueller are alike."""
    folded = text.casefold().replace("ß", "ss").replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return folded.replace("\u2019", "'").replace("\u00a0", " ")


def _name(name: gazetteer.Name, source: str, text: str) -> Iterator[Fault]:
    translation = shown(text)
    plain = _plain(translation)
    if any(_stands(_plain(each), plain) for each in (name.name, *name.forms)):
        return
    if not name.never:
        yield Fault(f"{name.name} stays as it is", name.name)
        return
    for wrong in name.never:
        found = re.search(rf"(?<!\w){re.escape(wrong)}s?(?!\w)", translation, re.IGNORECASE)
        if found and _as_name(name.name, source, found, translation):
            yield Fault(f"{name.name} is a name and stays, it is not {found[0]}", found[0])


def _stands(name: str, text: str) -> bool:
    """Whether a text has a name: a long one anywhere, a short one as a word, as another word may begin like it.

    >>> _stands("bode", "la bodega"), _stands("bode", "the bode's source"), _stands("goslar", "goslarer")
    (False, True, True)
    """
    return name in text and (
        len(name) >= _LONG or re.search(rf"(?<!\w){re.escape(name)}(?:s|er)?(?!\w)", text) is not None
    )


def _as_name(name: str, source: str, found: re.Match[str], translation: str) -> bool:
    """Whether a common word is meant as a name: without an article, after "im", or where it became a capital."""
    begins = not found.start() or translation[: found.start()].rstrip().endswith((".", "!", "?"))
    if found[0][0].isupper() and not begins:
        return True
    if re.search(rf"\b(?:[Dd]as|[Dd]ie|[Ee]ine?[mnrs]?|[Kk]eine?|[Ii]hre?|[Uu]nsere?) (?:\w+ )?{name}\b", source):
        return False
    return bool(re.search(rf"\b(?:im|in|nach|bei|aus|um|der|den|des|dem|am|von|zum|ab|bis|und) {name}", source))


def _persons(source: str) -> Iterator[tuple[str, str]]:
    for found in _PERSON.finditer(source):
        name = (found["last"] or found["name"]).strip()
        if not _NO_PERSON.match(name) and name.lower() not in german.WORDS:
            yield name, name


def _streets(source: str) -> Iterator[tuple[str, str]]:
    for found in _POSTED.finditer(source):
        yield found[0], found["name"]
    for found in _STREET.finditer(source):
        stem = found["made"] or found["joined"] or found["name"]
        if found["kind"] not in {"weg", "platz"} or stem.lower().rstrip("-") not in _NO_STREET:
            yield found[0], stem


def _learned(source: str, translation: str, context: Context) -> Iterator[Fault]:
    kept = context.elsewhere.names
    if kept.keys().isdisjoint(words(source)):
        return
    gone = kept.keys() & set(words(source)) - set(words(translation))
    there = lowered(translation)
    for name in sorted(gone):
        if not any(word.startswith(name[:4].lower()) for word in there):
            yield Fault(f"{name} stays as it is in {kept[name]} other texts", name)

"""Checks of the language: whether the text is in it, and is written in its ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harztool import glossary, msgid
from harztool.checks import german
from harztool.checks.gazetteer import is_name
from harztool.checks.rack import Context, error, warning
from harztool.checks.reading import ADDRESS, AT_THE, lowered, prose, words
from harztool.checks.words import NAME_WORDS, SHARED, SMALL, TELLING
from harztool.model import Message

_NAMES = {"de": "German", "en": "English", "es": "Spanish"}
# Letters of Spanish that English has in names at most, and words of it that names are made with, too.
_SIGNS = {"es": re.compile("[ñáíóú]")}
_ALSO_NAMES = {"es": frozenset("a de del en es la las le lo un".split())}
# In a text of so few words, one that no other language has is enough.
_FEW = 6
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_JOINED = re.compile(r"(?P<left>[^\W\d_]+) (?:und|oder) (?P<right>[^\W\d_]+)")
# How the name of a house begins: "Zur alten Mühle".
_HOUSE = re.compile(rf"{AT_THE} \w+(?: \w+)?$")
# Low quotes open in German only, and “…“ closes as German does; a single » may part a breadcrumb.
_QUOTES = {
    "en": re.compile(r"[„‚]|,,(?=\w)|«[^«»]+»|»[^«»]+«|“[^“”]*“"),
    "es": re.compile(r"[„‚]|,,(?=\w)|»[^«»]+«|“[^“”]*“"),
}
_GUILLEMETS = re.compile(r"«[^«»]*»")
_ASIDE = re.compile(r"\([?!]+\)")
_OPENING = re.compile(r"[¿¡]+")
_CLOSING = re.compile(
    r"(?<!\w)(?P<word>\w*)(?:(?<=[\w)\]»”.…])|(?<=\w['\"’])|(?<=\ufffc ['\"’])|(?<=\ufffc) )[?!]+(?!\w)"
)


@error()
def wrong_language(message: Message, context: Context) -> Iterator[str]:
    """The text is in the language of the file, as its small words tell.

    Bad (es): Die Wanderung dauert drei Stunden. -> The hike takes three hours.
    Bad:  Die Wanderung dauert drei Stunden. -> La excursión dura tres horas para los mayores.
    Bad:  Die Wanderung dauert drei Stunden. -> Der Spaziergang dauert nur drei Stunden und mehr.
    Bad (es): Öffnungszeiten -> Opening hours
    Bad:  Öffnungszeiten -> Horario de apertura
    Good (es): Der Film „The Lord of the Rings“ -> La película «The Lord of the Rings»
    """
    own = SMALL.get(context.tongue)
    if own is None or message.source == message.translation or context.tongue == context.source:
        return
    used = lowered(message.translation)
    # An underscore inside a word marks the key of a menu in many programs: "to_do" is no English.
    if used & own or "_" in message.translation:
        return
    new = used - lowered(message.source)
    for tongue, small in SMALL.items():
        telling = new & TELLING.get(tongue, frozenset()) if tongue != context.tongue else frozenset()
        foreign = new & small | telling
        if tongue in _SIGNS and tongue != context.tongue:
            foreign |= set(filter(_SIGNS[tongue].search, new))
            foreign |= new & _ALSO_NAMES[tongue] if foreign else frozenset()
        if len(foreign) >= (1 if telling and len(used) <= _FEW else 2):
            yield f"this reads as {_NAMES[tongue]}: {', '.join(sorted(foreign))}"


@warning()
def same_as_source(message: Message, context: Context) -> Iterator[str]:
    """The source was not just copied; names, terms that stay, and words that both languages share may be alike.

    Term: Landkreis Harz -> Landkreis Harz
    Bad:  Öffnungszeiten der Touristinformation -> Öffnungszeiten der Touristinformation
    Bad (es): Wir freuen uns auf Sie! -> Wir freuen uns auf Sie!
    Bad:  Startseite -> Startseite
    Bad:  Haus und Hof -> Haus und Hof
    Bad:  Kindertagesstätten und Horte -> Kindertagesstätten und Horte
    Good: Schmidt und Söhne -> Schmidt und Söhne
    Good: Max und Moritz -> Max und Moritz
    Good: Hotel -> Hotel
    Good: Landkreis Harz -> Landkreis Harz
    Good: Straße des 17. Juni -> Straße des 17. Juni
    Bad (es from en): Do you want to save it? -> Do you want to save it?
    Good (es from en): xterm -> xterm
    Good (en_GB from en): Save the file -> Save the file
    Good: Tel. +49 5321 78060 -> Tel. +49 5321 78060
    """
    if message.source != message.translation or context.tongue in ("", context.source):
        return
    if context.source != "de":
        small = {word.lower() for word in words(message.source)} & SMALL.get(context.source, frozenset())
        if len(small) >= 2 and len(small - SMALL.get(context.tongue, frozenset())) >= 2:
            yield f"this is the source: {', '.join(sorted(small))}"
        return
    text = ADDRESS.sub(" ", prose(msgid.own(message.source)))
    for term in glossary.found(text, context.terms) if context.terms else ():
        if context.wanted(term) == term.source:
            text = text.replace(term.source, " ")
    shared = SHARED.get(context.tongue, frozenset())
    copied = [
        word
        for word in _LETTERS.findall(text)
        if not is_name(word) and _german(word, shared, house=bool(_HOUSE.match(text)))
    ]
    joined = [] if copied else [found[0] for found in _JOINED.finditer(text) if _both_german(found)]
    if copied or joined:
        yield f"this is the German text: {', '.join(dict.fromkeys(copied or joined))}"


def _both_german(joined: re.Match[str]) -> bool:
    """Whether "und" joins words of which none is a name and one is German: "Haus und Hof", not "Müller und Söhne"."""
    sides = (joined["left"], joined["right"])
    return not any(map(is_name, sides)) and any(german.common(side.lower()) for side in sides)


def _german(word: str, shared: frozenset[str], *, house: bool) -> bool:
    """Whether a word is German and no name: a common word, a compound, or written small."""
    small = word.lower()
    if small in shared or small in NAME_WORDS:
        return False
    if small in german.WORDS or small in SMALL["de"] or german.compound(small):
        return True
    return word.islower() and len(word) > 3 and not house


@warning()
def inverted_punctuation(message: Message, context: Context) -> Iterator[str]:
    """Questions and exclamations open with ¿ and ¡ in Spanish.

    Bad (es): Haben Sie Fragen? -> Tiene preguntas?
    Bad (es): Willkommen! -> Bienvenidos!
    Bad (es): Haben Sie Fragen? -> ¿Tiene preguntas
    Good (es): Haben Sie Fragen? -> ¿Tiene preguntas?
    Good (es): Was, schon da!? -> ¿¡Ya está aquí!?
    Good (es): Das Musical „Oliver!“ -> El musical «Oliver!»
    """
    if context.tongue != "es":
        return
    text, source = _ASIDE.sub("", prose(message.translation)), prose(message.source)
    names = [found[0] for found in _CLOSING.finditer(text) if found["word"] and found[0] in source]
    opened, closed = len(_OPENING.findall(text)), len(_CLOSING.findall(text))
    if closed - len(names) > opened:
        yield "¿ or ¡ is missing"
    elif opened > closed:
        yield "? or ! is missing"


@warning()
def quotes(message: Message, context: Context) -> Iterator[str]:
    """Quotation marks are those of the language: “…” in English, «…» or “…” in Spanish, never „…“ or »…«.

    Bad:  „Hexentanzplatz“ -> „Hexentanzplatz“
    Bad:  „Harzer Roller“ -> “Harzer Roller“
    Bad (es): „Harzer Roller“ -> »Harzer Roller«
    Good: „Harzer Roller“ -> “Harzer Roller”
    Good (es): „Harzer Roller“ und „Harzer Käse“ -> «Harzer Roller» y «queso del Harz»
    """
    if message.translation.isascii() and ",," not in message.translation:
        return
    pattern, text = _QUOTES.get(context.tongue), msgid.own(message.translation)
    found = pattern.search(_GUILLEMETS.sub("", text) if context.tongue == "es" else text) if pattern else None
    if found:
        yield f"{found[0]} is not a quotation mark of {_NAMES[context.tongue]}"

r"""Checks of the bare text: its characters, blanks, line ends and length, in whatever language it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from harztool.checks.rack import Context, Fault, error, warning
from harztool.checks.reading import GONE_MARK, lowered, prose, shown, words
from harztool.model import Message

# UTF-8 that was read as Windows-1252 or Latin-1 ("Ã©", "â€“", a byte order mark, an emoji), and what is lost for good.
_CONTINUED = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(rf"[ÂÃ]{_CONTINUED}|â[€‚]{_CONTINUED}?|ï[»¿][¿½]|ðŸ{_CONTINUED}*|\ufffd")
_BROKEN = ("?", "Â", "Ã", "â", "ï", "ð", "\ufffd")
_LOST = re.compile(r"(?<![^\W\d_])[^\W\d_]+\?[a-záéíóúñäöüß]+")
# Marks that no reader sees, or that turn the direction; soft hyphens and joiners have their place in a text.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)
_BREAK = "\n"
_BLANKS = frozenset(" \t\u00a0\u202f\u2009\u3000")
_TWICE = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_]+)[ \u00a0](?P<again>(?i:(?P=word)))(?![\w'’-])")
_LEGITIMATE = frozenset({"had", "that", "blah", "bla", "ha", "hop", "muy", "no", "sí", "nos"})
_BOUND = re.compile(r"(?<!\S)(?P<left>\S+)[\u00a0\u202f](?=(?P<right>\S*[^\s.,;:!?)]))")
_NUMBER = re.compile(r"[0-9][0-9.,:]*")
# From this many characters on a text is long enough to tell that one a third as long has lost something.
_LONG = 50
_TOKEN = re.compile(r"\w+|\ufffc")
# How many words in a row are no coincidence when they stand twice.
_PASSAGE = 7
# How far a passage of fewer words may be from where it stood before, as it stands right behind it.
_NEAR = 12
_SENTENCE = re.compile(r"[^\W\d_]{3,}[)”“’]?[.!?](?= +[¿¡„“(«]?[A-ZÄÖÜÁÉÍÓÚ]|$)")


@error()
def mojibake(message: Message, _: Context) -> Iterator[Fault]:
    """Letters are what they were; none was read in the wrong encoding.

    Bad (es): Geöffnet am Mittwoch -> Abierto el miÃ©rcoles
    Bad (es): Geöffnet am Mittwoch -> Abierto el mi?rcoles
    Bad (es): Anmeldung -> Inscripciï¿½n
    Bad:  Preis: 5 € -> Price: 5 â‚¬
    Good (es): Geöffnet am Mittwoch -> Abierto el miércoles
    Good: Wie? -> What? Why?
    """
    text = message.translation
    if ("?" not in text and text.isascii()) or not any(mark in text for mark in _BROKEN):
        return
    text = prose(text)
    for broken in dict.fromkeys([*_MOJIBAKE.findall(text), *_LOST.findall(text)]):
        yield Fault(f"{broken} is not the character that was meant", broken)


@error()
def control_characters(message: Message, _: Context) -> Iterator[str]:
    r"""There are no control characters, no invisible marks, and nothing turns the direction of the text.

    Bad:  Willkommen -> Wel\u0007come
    Bad:  Willkommen -> \u202eemocleW
    Bad:  Willkommen -> Wel\u200bcome
    Good: Schifffahrt -> River\u00adboat trips
    """
    if message.translation.isprintable():
        return
    for char in dict.fromkeys(_HIDDEN.findall(message.translation)):
        if char not in message.source:
            yield f"U+{ord(char):04X} {unicodedata.name(char, 'control character').lower()} has no place in a text"


@warning()
def doubled_word(message: Message, _: Context) -> Iterator[Fault]:
    """No word stands twice in a row, but for names and where the source has it so.

    Bad:  in der Altstadt -> in the the old town
    Bad:  Die <b>Burg</b> -> The <b>the castle</b>
    Good (es): von A nach B -> de A a B
    Good: Die Insel Bora Bora -> The island of Bora Bora
    """
    there = list(map(str.lower, words(message.translation)))
    if not any(map(eq, there, there[1:])):
        return
    source = shown(message.source).lower()
    for found in _TWICE.finditer(prose(message.translation)):
        word, again = found["word"], found["again"]
        name = (word.istitle() and again.istitle()) or (word.isupper() and not again.isupper())
        if not name and word.lower() not in _LEGITIMATE and found[0].lower() not in source:
            yield Fault(f"{word} stands twice", found[0])


@warning()
def repeated_passage(message: Message, _: Context) -> Iterator[Fault]:
    """No passage stands twice where the source has it once, as when a machine has lost its thread.

    Bad:  Wir beraten Sie gern. -> We are happy to advise you. We are happy to advise you.
    Bad:  Der Weg zum Schloss -> The way to the castle to the castle
    Good: Montag von 9 bis 12 Uhr, Dienstag von 9 bis 12 Uhr -> Monday from 9 to 12, Tuesday from 9 to 12
    Good: Stadt Thale, Stadt Ilsenburg -> The town of Thale, the town of Ilsenburg
    """
    if len(lowered(message.translation)) == len(words(message.translation)):
        return
    text = prose(message.translation)
    plain = _TOKEN.findall(text.lower())
    if len(set(pairwise(plain))) == len(plain) - 1:
        return
    passage = _repeated(plain)
    if passage and not _repeated(_TOKEN.findall(prose(message.source).lower()), shorter=3):
        there = [found.span() for found in _TOKEN.finditer(text)]
        start, end = there[passage[0]][0], there[passage[1] - 1][1]
        yield Fault(f"{text[start:end]} stands twice", text[start:end])


def _repeated(there: list[str], shorter: int = 0) -> tuple[int, int] | None:
    """Return where a passage stands again: two words or more right behind it, or seven anywhere."""
    seen: dict[tuple[str, ...], int] = {}
    last: dict[str, int] = {}
    anywhere = _PASSAGE - shorter
    for at, word in enumerate(there):
        # Most words did not stand shortly before.
        for size in range(2, min(at, _NEAR, len(there) - at) + 1) if at - last.get(word, -_NEAR) <= _NEAR else ():
            if word == there[at - size] and _again(there, at, size):
                return at, at + size
        last[word] = at
        window = tuple(there[at : at + anywhere])
        if len(window) == anywhere and seen.setdefault(window, at) != at:
            return at, at + anywhere
    return None


def _again(there: list[str], at: int, size: int) -> bool:
    passage = there[at : at + size]
    return passage == there[at - size : at] and any(map(str.isalpha, passage)) and GONE_MARK not in passage


@warning()
def edge_blanks(message: Message, _: Context) -> Iterator[str]:
    r"""A text begins and ends with a blank only where its source does.

    Bad:  Karte -> Map\x20
    Bad:  Karte -> \u00a0Map
    Good: Karte -> Map
    """
    source, translation = message.source, message.translation
    if translation[:1] in _BLANKS and source[:1] not in _BLANKS:
        yield "there is a blank at the beginning"
    if translation[-1:] in _BLANKS and source[-1:] not in _BLANKS:
        yield "there is a blank at the end"


@error()
def outer_line_breaks(message: Message, _: Context) -> Iterator[str]:
    r"""A text begins and ends with a line break where its source does, and only there; `msgfmt -c` refuses any other.

    Bad:  Die Bahn fährt zum Brocken. -> The train goes to the Brocken.\n
    Bad:  \nPreise -> Prices
    Good: Eins\nZwei\n -> One\nTwo\n
    """
    source, translation = message.source, message.translation
    if source.startswith(_BREAK) != translation.startswith(_BREAK):
        yield f"only the {_which(source.startswith(_BREAK))} begins with a line break"
    if source.endswith(_BREAK) != translation.endswith(_BREAK):
        yield f"only the {_which(source.endswith(_BREAK))} ends with a line break"


def _which(is_source: bool) -> str:
    return "source" if is_source else "translation"


@warning()
def line_breaks(message: Message, _: Context) -> Iterator[str]:
    r"""There are line breaks within a text only where the source has some.

    Bad:  Marktstr. 1 -> Market\nStreet 1
    Good: Eins\nZwei -> One\nTwo
    """
    if "\n" in message.translation.strip("\n") and "\n" not in message.source:
        yield "there is a line break that the source has not"


@warning()
def no_break_spaces(message: Message, _: Context) -> Iterator[str]:
    r"""What the source binds with a no-break space, the translation does not let apart.

    Bad:  Preis: 5\u00a0€ -> Price: 5 €
    Bad:  Dr.\u00a0Müller -> Dr. Müller
    Good: Preis: 5\u00a0€ -> Price: €5
    Good: Preis: 5\u00a0€ -> Price: 5\u00a0€
    """
    if "\u00a0" not in message.source and "\u202f" not in message.source:
        return
    translation = shown(message.translation)
    for left, right in dict.fromkeys(_BOUND.findall(shown(message.source))):
        loose = re.search(rf"(?<!\w){_loosely(left)} {_loosely(right)}(?!\w)", translation)
        if loose:
            yield f"{loose[0]} may be torn apart at a line end; the source has a no-break space"


def _loosely(text: str) -> str:
    """Return a pattern for a word; a number may be written in the way of another language."""
    return "[0-9][0-9.,:]*".join(re.escape(piece) for piece in _NUMBER.split(text))


@warning()
def too_short(message: Message, _: Context) -> Iterator[str]:
    """A long text has not lost most of its length.

    Bad: Der Weg führt bis zum Gipfel. Oben wartet eine Hütte. Sie hat bis zum Abend offen. -> The trail leads up.
    Bad: Der Turm ist wegen Bauarbeiten geschlossen. Bitte nutzen Sie den Weg am Bach. -> The tower is closed.
    Good (es): Ansprechpartner für die Kfz-Zulassungsangelegenheiten im Kreis -> Matriculación de vehículos
    """
    source, translation = len(shown(message.source)), len(shown(message.translation))
    if source >= _LONG and translation * 3 < source:
        yield f"the translation has {translation} characters, the source {source}"
    elif source >= _LONG and translation * 3 < source * 2:
        ours, theirs = (len(_SENTENCE.findall(shown(text))) for text in (message.source, message.translation))
        if ours > 1 and theirs * 2 <= ours:
            yield f"the translation has {theirs or 1} of {ours} sentences"


@warning()
def too_long(message: Message, _: Context) -> Iterator[str]:
    """A translation is not several times as long as its source; a German compound may triple in length.

    Bad:  Anreise -> Getting here. Please note that this text may be translated as follows: Arrival.
    Good (es): Kfz-Zulassung -> Matriculación de vehículos
    """
    source, translation = len(shown(message.source)), len(shown(message.translation))
    if translation > 3 * source + 30:
        yield f"the translation has {translation} characters, the source {source}"

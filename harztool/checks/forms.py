"""Checks of form: numbers, dates, times of day and prices are written as the language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harztool.checks.amounts import calendar, facts, may_hold_dates
from harztool.checks.locales import ways
from harztool.checks.rack import Context, Fault, warning
from harztool.checks.reading import lowered, prose
from harztool.model import Message

_SWAP = str.maketrans(".,", ",.")
_DIGIT = re.compile("[0-9]")
_JOINED = re.compile("[0-9][.,][0-9]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_DOTTED = re.compile(
    r"(?<![0-9.])(?:0?[1-9]|[12][0-9]|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:[0-9]{4}|"
    r"[0-9]{2})?(?![0-9.])"
)
_MONTH_FIRST = re.compile(r"(?<![0-9/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/[0-9]{2,4}(?![0-9/])")
_ORDINAL = re.compile(
    r"(?<![0-9.])[0-9]{1,2}\. (?:of )?(?:de )?(?=(?:january|february|march|april|may|june|july|august|september|"
    r"october|"
    r"november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)\b)",
    re.IGNORECASE,
)
_BARE_SPANISH = re.compile(
    r"(?<![0-9.])[0-9]{1,2} (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|"
    r"diciembre)\b"
    r"|\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre) [0-9]{1,2},",
    re.IGNORECASE,
)
_CLOCKS = {
    "en": re.compile(
        r"(?<![\w.:])[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:Uhr\b|hrs?\b(?!/))|(?<![\w.:])(?:1[3-9]|2[0-4]) o['’]clock"
        r"|(?<![\w.:])(?:1[3-9]|2[0-4])(?:[.:][0-9]{2})?\s?[ap]\.?\s?m\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<![\w.:])[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:Uhr\b|o['’]clock)"
        r"|(?<![\w.:])(?:1[3-9]|2[0-4])(?:[.:][0-9]{2})?\s?[ap]\.?\s?m\b",
        re.IGNORECASE,
    ),
}
# One of these stands in whatever _CLOCKS find.
_CLOCKED = frozenset({"uhr", "hr", "hrs", "o'clock", "o’clock", "m", "am", "pm"})
_BEFORE = re.compile(r"(?<!\w)(?:€|EUR|£)\s?[0-9][0-9.,]*")


@warning()
def number_form(message: Message, context: Context) -> Iterator[Fault]:
    """Numbers are written as the language does: 1,141 and 4.50 in English, 1141 or 1.141 and 4,50 in Spanish.

    Bad:  Der Brocken ist 1.141 m hoch. -> The Brocken is 1.141 m high.
    Bad:  Eintritt: 4,50 € -> Admission: €4,50
    Bad (es): Eintritt: 4,50 € -> Entrada: 4.50 €
    Bad (fr): Eintritt: 4,50 € -> Entrée : 4.50 €
    Good: Geöffnet ab 9.30 Uhr -> Open from 9.30 a.m.
    Good (es): Der Brocken ist 1.141 m hoch. -> El Brocken tiene 1.141 m de altura.
    """
    if context.source != "de" or not _JOINED.search(message.source):
        return
    numbers = facts(message.source).numbers
    amounts = [each for each in numbers if "," in each.raw or "." in each.raw]
    here = ways(context.tongue) if amounts else None
    if here is None or here.decimal not in ".,":
        return
    written = {amount.raw for amount in facts(message.translation).numbers}
    for amount in amounts:
        # A point that parts no thousands is that of a time, or a slip of the source.
        if "," not in amount.raw and not _GROUPED.fullmatch(amount.raw):
            continue
        swapped = amount.raw.translate(_SWAP)
        wrong, right = (amount.raw, swapped) if here.decimal == "." else (swapped, amount.raw)
        if wrong in written:
            yield Fault(f"{wrong} is not how {here.name} writes it: {right}", wrong)


@warning()
def date_form(message: Message, context: Context) -> Iterator[Fault]:
    """Dates are written as the language does: 27 December 2019 or 27/12/2019, el 27 de diciembre de 2019.

    Bad:  am 27. Dezember 2019 -> on 27. December 2019
    Bad:  am 27.12.2019 -> on 27.12.2019
    Bad (en_GB): am 27.12.2019 -> on 12/27/2019
    Bad (es): am 27. Dezember 2019 -> el 27 diciembre 2019
    Good (pl): am 27.12.2019 -> dnia 27.12.2019
    Good (en_US): am 27.12.2019 -> on 12/27/2019
    Good: am 27.12.2019 -> on 27/12/2019
    """
    # Only what was a date: 2.10.18 may be the number of a version.
    if not _DIGIT.search(message.translation) or not may_hold_dates(message.source):
        return
    if not calendar(message.source)[0]:
        return
    text = prose(message.translation)
    here = ways(context.language) or ways(context.tongue) if "." in text or "/" in text else None
    if here and not here.dotted:
        yield from _faults(_DOTTED, text, f"is not how {here.name} writes a date")
    if context.tongue != "en" or context.language in {"en", "en_GB", "en-GB"}:
        yield from _faults(_MONTH_FIRST, text, "names the month first")
    if context.tongue in {"en", "es"}:
        yield from _faults(_ORDINAL, text, "has the point of a German date")
    if context.tongue == "es":
        yield from _faults(_BARE_SPANISH, text, "is not how Spanish writes a date: 27 de diciembre")


def _faults(pattern: re.Pattern[str], text: str, said: str) -> Iterator[Fault]:
    for found in pattern.finditer(text):
        yield Fault(f"{found[0].strip()} {said}", found[0].strip())


@warning()
def time_form(message: Message, context: Context) -> Iterator[Fault]:
    """Times of day are written as the language does, without Uhr: 5 p.m. or 17:00, a las 17:00 h.

    Bad:  bis 17 Uhr -> until 17 Uhr
    Bad:  bis 17 Uhr -> until 17 p.m.
    Bad (es): ab 9 Uhr -> a partir de las 9 o'clock
    Good: bis 17 Uhr -> until 5 p.m.
    Good: bis 17 Uhr -> until 17:00
    Good (es): bis 17 Uhr -> hasta las 17 h
    """
    clock = _CLOCKS.get(context.tongue)
    if clock and not _CLOCKED.isdisjoint(lowered(message.translation)):
        yield from _faults(clock, prose(message.translation), "is not how the language tells the time")


@warning()
def currency_form(message: Message, context: Context) -> Iterator[Fault]:
    """A currency stands behind its amount where the language has it there: 4,50 €. In English both are at home.

    Bad (es): Eintritt: 4,50 € -> Entrada: €4,50
    Good (es): Eintritt: 4,50 € -> Entrada: 4,50 €
    Good: Eintritt: 4,50 € -> Admission: €4.50
    """
    # Europe's institutions write €5, many British writers 5 €; only what is wrong for all of them is told.
    text = message.translation
    here = ways(context.language) or ways(context.tongue) if "€" in text or "£" in text or "EUR" in text else None
    if here and here.currency_behind and not _BEFORE.search(message.source):
        yield from _faults(_BEFORE, prose(text), f"stands the other way round in {here.name}")

"""Checks of facts: numbers, dates, currencies, e-mail addresses, URLs and telephone numbers stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harztool.checks import differences, measures
from harztool.checks.amounts import calendar, facts, may_hold_dates, may_hold_phones
from harztool.checks.rack import Context, Fault, error
from harztool.checks.reading import EMAIL, URL, lowered, may_hold, shown
from harztool.model import Message

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_CURRENCIES = {
    "EUR": r"€|eur|euros?",
    "GBP": r"£|gbp|pounds?|libras?",
    "USD": r"\$|usd|dollars?|dólar(?:es)?",
    "CHF": r"chf|franken|francs?|francos?",
}
_PRICES = {
    name: re.compile(rf"(?<!\w)(?:{forms})\s?(?=[0-9])|(?<=[0-9])[\s,–-]*(?:{forms})(?!\w)", re.IGNORECASE)
    for name, forms in _CURRENCIES.items()
}
# A cheap look before a thorough one.
_SIGNS = ("€", "£", "$")
_PLAIN_MONEY = frozenset(
    "eur euro euros gbp pound pounds libra libras usd dollar dollars dólar dólares chf franken franc francs franco "
    "francos".split()
)
_DIALLED = re.compile("[+0-9]")
_MONEY = {
    name: re.compile(rf"(?<![^\W\d_])(?:{forms})(?![^\W\d_])", re.IGNORECASE) for name, forms in _CURRENCIES.items()
}


@error()
def numbers_kept(message: Message, _: Context) -> Iterator[Fault]:
    """Every number of the source is in the translation, however it is written, and no other; words may stand for it.

    Bad:  Der Brocken ist 1.141 m hoch. -> The Brocken is 1,411 m high.
    Bad:  Der Brocken ist sehr hoch. -> The Brocken is 1,141 m high.
    Bad:  Geöffnet bis 18 Uhr -> Open until 8 p.m.
    Bad:  am 27.12.2019 -> on 27 December 2018
    Good: Der Brocken ist 1.141 m hoch. -> The Brocken is 1,141 m high.
    Good (es): Der Brocken ist 1.141 m hoch. -> El Brocken mide 1141 m.
    Good: Eintritt: 4,50 € -> Admission: €4.50
    Good: am 27. Dezember 2019 -> on 27/12/2019
    Good: Montag 10-18 Uhr -> Monday 10 a.m.-6 p.m.
    Bad (es): Die Tour dauert anderthalb Stunden. -> La ruta dura dos horas y media.
    Good: Die Tour dauert eineinhalb Stunden. -> The tour takes an hour and a half.
    Good: Die Tour dauert 3 Stunden. -> The tour takes three hours.
    Good (es): Im 19. Jahrhundert -> En el siglo XIX
    """
    lost, added = differences.numbers(message.source, message.translation)
    for number in lost:
        yield Fault(f"the number {number} is missing", differences.written(number, message.source))
    for number in added:
        yield Fault(f"the number {number} is not in the source", differences.written(number, message.translation))


@error()
def dates_kept(message: Message, _: Context) -> Iterator[str]:
    """Months and weekdays are those of the source, in words or in digits.

    Bad:  am 3. Mai 2026 -> on 5 March 2026
    Bad (es): jeden Mittwoch -> todos los jueves
    Good: am 27. Dezember 2019 -> on 27/12/2019
    Good (es): Herzog August -> el duque Augusto
    """
    if not may_hold_dates(message.source) or not may_hold_dates(message.translation):
        return
    here, there = calendar(message.source), calendar(message.translation)
    for ours, theirs, names in zip(here, there, (_MONTHS, _WEEKDAYS), strict=True):
        if ours - theirs and theirs - ours:
            yield f"{_named(ours - theirs, names)} became {_named(theirs - ours, names)}"


def _named(numbers: frozenset[int], names: list[str]) -> str:
    return " and ".join(names[number - 1] for number in sorted(numbers))


@error()
def currency_kept(message: Message, _: Context) -> Iterator[str]:
    """A price stays in its currency, as a sign, a code or a word.

    Bad:  Eintritt 12 € -> Admission $12
    Bad:  Eintritt 12 € -> Admission 12
    Good: Eintritt 12 € -> Admission €12
    Good (es): Eintritt 12 Euro -> Entrada: 12 EUR
    """
    source, translation = shown(message.source), shown(message.translation)
    if _PLAIN_MONEY.isdisjoint(lowered(message.source)) and not any(sign in source for sign in _SIGNS):
        return
    for name in _CURRENCIES:
        if _PRICES[name].search(source) and not _MONEY[name].search(translation):
            yield f"the currency {name} is missing"


@error()
def units_kept(message: Message, _: Context) -> Iterator[Fault]:
    """What a number measures stays: kilometres, weeks, per cent, millions.

    Bad:  Rundweg, 8 km -> Circular route, 8 miles
    Bad:  80 % der Kosten -> 80 of the costs
    Bad (es): Vor 3 Wochen -> Hace 3 meses
    Good: Rundweg, 8 km -> Circular route, 8 kilometres
    Good: Ein Fünftel sind 20 %. -> A fifth is 20 percent.
    Good: 80 % der Kosten -> 80 per cent of the costs
    Good: 2,4 Mio. Euro -> €2.4m
    Good (es): 60 m² Wohnfläche -> 60 metros cuadrados
    """
    for number, ours, theirs in measures.changed(message.source, message.translation):
        yield Fault(f"{number} {ours} became {theirs or 'a bare number'}", number)


@error()
def emails_kept(message: Message, _: Context) -> Iterator[str]:
    """E-mail addresses stay as they are.

    Bad:  E-Mail: info@zuhause-im-harz.de -> E-mail: info@at-home-in-the-harz.com
    Bad:  Schreiben Sie uns! -> Write to us: office@harz.example
    Good: willkommen(at)kreis-hz.de -> willkommen@kreis-hz.de
    """
    if not may_hold(EMAIL, message.source) and not may_hold(EMAIL, message.translation):
        return
    here, there = facts(message.source).emails, facts(message.translation).emails
    yield from _compared("e-mail address", here, there)


@error()
def urls_kept(message: Message, _: Context) -> Iterator[str]:
    """Web addresses stay as they are, but for the language that one names.

    Bad:  Mehr auf www.kreis-hz.de -> More at www.district-hz.de
    Bad:  https://harz.example/karte -> https://harz.example/map
    Good: Mehr auf www.kreis-hz.de. -> More at https://www.kreis-hz.de/
    Good: https://harz.example/de/karte -> https://harz.example/en/karte
    """
    if may_hold(URL, message.source) or may_hold(URL, message.translation):
        yield from _compared("address", facts(message.source).urls, facts(message.translation).urls)


@error()
def phones_kept(message: Message, _: Context) -> Iterator[str]:
    """Telephone numbers stay, digit by digit; blanks, brackets and the country code of Germany are free.

    Bad:  Tel. +49 5321 78060 -> Tel. +49 5321 78006
    Good: Tel. 03941 5970-0 -> Tel. +49 (0)3941 59700
    Good: Tel. +49 5321 78060 -> Tel. +49 5321 78060
    """
    if not may_hold_phones(message.source) and not may_hold_phones(message.translation):
        return
    # The same digits in the same order are the same numbers, wherever there are blanks between them.
    if _DIALLED.findall(message.source) == _DIALLED.findall(message.translation):
        return
    here, there = facts(message.source).phones, facts(message.translation).phones
    yield from _compared("telephone number", here, there)


def _compared(kind: str, ours: frozenset[str], theirs: frozenset[str]) -> Iterator[str]:
    for lost in sorted(ours - theirs):
        yield f"the {kind} {lost} is missing"
    for added in sorted(theirs - ours):
        yield f"the {kind} {added} is not in the source"

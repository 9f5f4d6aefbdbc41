"""What numbers of a text measure: kilometres or miles, weeks or months, per cent, millions; in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from harztool.checks.counting import by_word
from harztool.checks.reading import CACHED, shown

# By name; what stands in two lines, such as "m" for metres and millions, may be either.
_WRITTEN = {
    "per cent": "% prozent prozentig percent pct",
    "kilometres": "km kilometer kilometern kilometre kilometres kilometers kilómetro kilómetros",
    "metres": "m meter metern metre metres meters metro metros höhenmeter höhenmetern",
    "centimetres": "cm zentimeter zentimetern centimetre centimetres centimeter centimeters centímetro centímetros",
    "millimetres": "mm millimeter millimetern millimetre millimetres milímetro milímetros",
    "miles": "mile miles meile meilen milla millas mph",
    "feet": "ft foot feet fuß pies",
    "yards": "yard yards yarda yardas",
    "inches": "inch inches zoll pulgada pulgadas",
    "square metres": "m² m2 qm sqm quadratmeter quadratmetern",
    "square kilometres": "km² km2 quadratkilometer quadratkilometern",
    "hectares": "ha hektar hectare hectares hectárea hectáreas",
    "acres": "acre acres",
    "cubic metres": "m³ m3 cbm kubikmeter kubikmetern",
    "litres": "l liter litern litre litres liters litro litros",
    "gallons": "gallon gallons galón galones",
    "tonnes": "t tonne tonnen tonnes ton tons tonelada toneladas",
    "kilograms": "kg kilo kilos kilogramm kilogram kilograms kilogramme kilogrammes kilogramo kilogramos",
    "grams": "g gramm gram grams gramme grammes gramo gramos",
    "degrees": "° °c ºc º grad degree degrees grado grados celsius",
    "degrees Fahrenheit": "°f fahrenheit",
    "seconds": "sekunde sekunden second seconds segundo segundos",
    "minutes": "min minute minuten minütig minutes minuto minutos",
    "hours": "stunde stunden std stündig hour hours hora horas",
    "days": "tag tage tagen tägig day days día días",
    "nights": "nacht nächte nächten night nights noche noches",
    "weeks": "woche wochen wöchig week weeks semana semanas",
    "months": "monat monate monaten monatig month months mes meses",
    "years": "jahr jahre jahren jährig year years año años",
    "thousands": "tsd tausend thousand mil",
    "millions": "mio million millionen millions m millón millones",
    "billions": "mrd milliarde milliarden billion bn mil",
    "kilobytes": "kb kilobyte",
    "megabytes": "mb megabyte",
    "gigabytes": "gb gigabyte",
}
_UNITS = by_word(_WRITTEN)
# "60 square metres", "60 metros cuadrados": of one length in a row, whatever it is.
_POWERS = {"square": "square {}", "cuad": "square {}", "cubic": "cubic {}", "cúbi": "cubic {}"}
_LENGTHS = ("kilometres", "metres", "miles", "feet", "yards", "inches", "centimetres")
_MEASURED = re.compile(
    r"(?<![0-9.,:/])(?P<number>[0-9]++(?:[.,][0-9]++)*+)[ \u00a0\u202f-]?"
    r"(?:(?P<before>square|cubic) )?(?P<unit>%|per cent|por cien|[°º][CF]?|[^\W\d_]++[²³23]?)"
    r"(?: (?P<behind>cuad|cúbi))?",
    re.IGNORECASE,
)
_ENDING = re.compile("e[mnrs]?$")
# A cheap look before a thorough one.
_MAY_MEASURE = re.compile(r"[0-9][ \u00a0\u202f-]?[%°ºa-zA-Z]")
_NUMBER = re.compile("[0-9]++(?:[.,][0-9]++)*+")
_POINT = re.compile("[.,]")
PER_CENT = "per cent"
_SAYS_PER_CENT = re.compile(r"%|percent|per cent|\bpct\b|por ?cien|porcent|por 100|prozent", re.IGNORECASE)


@lru_cache(maxsize=CACHED)
def measures(text: str) -> Mapping[str, frozenset[str]]:
    """Return what each number of a text measures, without the point or comma of the number.

    >>> {number: sorted(names) for number, names in measures("1,5 km in 20 Minuten, 60 square metres").items()}
    {'15': ['kilometres'], '20': ['minutes'], '60': ['square metres']}
    """
    found: dict[str, frozenset[str]] = {}
    for each in _MEASURED.finditer(shown(text)) if _MAY_MEASURE.search(text) else ():
        names = _names(each)
        if names:
            number = _POINT.sub("", each["number"])
            found[number] = found.get(number, frozenset()) | names
    return found


def _names(found: re.Match[str]) -> frozenset[str]:
    unit = found["unit"].lower()
    if unit in ("per cent", "por cien"):
        return frozenset({PER_CENT})
    names = _UNITS.get(unit) or _UNITS.get(_ENDING.sub("", unit), frozenset())
    power = _POWERS.get((found["before"] or found["behind"] or "").lower())
    return frozenset(power.format(name) for name in names & set(_LENGTHS)) if power else names


def changed(source: str, translation: str) -> Iterator[tuple[str, str, str]]:
    """Yield each number that measures something else in a translation, and both measures; "" for a lost per cent.

    >>> list(changed("1,5 km", "1.5 miles")), list(changed("80 %", "80")), list(changed("8 km", "8 km (5 miles)"))
    ([('1.5', 'kilometres', 'miles')], [('80', 'per cent', '')], [])
    """
    here = measures(source)
    if not here:
        return
    there = measures(translation)
    written = {_POINT.sub("", number): number for number in _NUMBER.findall(shown(translation))}
    for number in filter(written.__contains__, here):
        ours, theirs = here[number], there.get(number, frozenset())
        if theirs and ours.isdisjoint(theirs):
            yield written[number], " or ".join(sorted(ours)), " or ".join(sorted(theirs))
        elif PER_CENT in ours and not theirs and not _SAYS_PER_CENT.search(shown(translation)):
            yield written[number], PER_CENT, ""

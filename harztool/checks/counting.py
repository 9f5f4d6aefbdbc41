"""Numbers in words, and what is told of a number without naming it, in German, English and Spanish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_VALUES = {
    "0": "null zero cero midnight medianoche mitternacht",
    "0.5": "half halb halbe halben halber medio media",
    "1": "ein eine einen einem einer eines eins einmal erste ersten erster erstes a an one first once single each per "
    "un una uno primer primero primera cada",
    "2": "zwei zwo beide beiden zweite zweiten zweiter zweimal doppel two second twice both double pair couple dos "
    "segundo segunda segundos segundas ambos ambas doble par",
    "3": "drei dritte dritten dritter dreimal three third triple tres tercer tercero tercera terceros terceras",
    "4": "vier vierte vierten vierter four fourth quarter quarters cuatro cuarto cuarta cuartos cuartas",
    "5": "fünf fünfte fünften fünfter five fifth cinco quinto quinta",
    "6": "sechs sechste sechsten sechster six sixth seis sexto sexta",
    "7": "sieben siebte siebten siebter seven seventh siete séptimo séptima",
    "8": "acht achte achten achter eight eighth ocho octavo octava",
    "9": "neun neunte neunten neunter nine ninth nueve noveno novena",
    "10": "zehn zehnte zehnten zehnter ten tenth diez décimo décima",
    "11": "elf elfte elften elfter eleven eleventh once undécimo undécima",
    "12": "zwölf zwölfte zwölften zwölfter dutzend mittag mittags twelve twelfth dozen noon midday doce docena "
    "duodécimo mediodía",
    "13": "dreizehn thirteen thirteenth trece",
    "14": "vierzehn fourteen fourteenth fortnight fortnightly weeks catorce semanas quincena quincenal",
    "15": "fünfzehn viertelstunde fifteen fifteenth quarter quince cuarto",
    "16": "sechzehn sixteen sixteenth dieciséis",
    "17": "siebzehn seventeen seventeenth diecisiete",
    "18": "achtzehn eighteen eighteenth dieciocho",
    "19": "neunzehn nineteen nineteenth diecinueve",
    "20": "zwanzig zwanziger twenty twentieth twenties veinte vigésimo",
    "21": "veintiún veintiuno veintiuna",
    "22": "veintidós",
    "23": "veintitrés",
    "24": "mitternacht midnight medianoche veinticuatro",
    "25": "veinticinco",
    "26": "veintiséis",
    "27": "veintisiete",
    "28": "veintiocho",
    "29": "veintinueve",
    "30": "dreißig dreißiger halbstunde thirty thirtieth thirties half treinta trigésimo media",
    "40": "vierzig vierziger forty fortieth forties cuarenta cuadragésimo",
    "45": "dreiviertelstunde",
    "50": "fünfzig fünfziger fifty fiftieth fifties half cincuenta quincuagésimo mitad hälfte",
    "60": "sechzig sechziger sixty sixtieth sixties sesenta sexagésimo",
    "70": "siebzig siebziger seventy seventieth seventies setenta septuagésimo",
    "80": "achtzig achtziger eighty eightieth eighties ochenta octogésimo",
    "90": "neunzig neunziger ninety ninetieth nineties noventa nonagésimo",
    "200": "doscientos doscientas",
    "300": "trescientos trescientas",
    "400": "cuatrocientos cuatrocientas",
    "500": "quinientos quinientas",
    "600": "seiscientos seiscientas",
    "700": "setecientos setecientas",
    "800": "ochocientos ochocientas",
    "900": "novecientos novecientas",
    "100": "century centuries siglo siglos jahrhundert hundert hundred hundredth cien ciento cientos "
    "centenary centenario",
    "1000": "tausend thousand thousandth mil miles millar",
    "1000000": "million millionen millions millón millones",
}
# Parts of German words by which a number is told to stand inside one: "dreitägig", "einundzwanzig".
COUNTING_STEMS: Mapping[str, str] = {
    "1": "ein",
    "2": "zwei",
    "3": "drei",
    "4": "vier",
    "5": "fünf",
    "6": "sech",
    "7": "sieb",
    "8": "acht",
    "9": "neun",
    "10": "zehn",
    "11": "elf",
    "12": "zwölf",
}


def by_word(lines: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return by word the names of the lines that it stands in.

    >>> sorted(by_word({"metres": "m meter", "minutes": "m min"})["m"])
    ['metres', 'minutes']
    """
    return {
        word: frozenset(name for name, line in lines.items() if word in line.split())
        for word in " ".join(lines.values()).split()
    }


COUNTED = by_word(_VALUES)

# Numbers in words that mean nothing else.
CARDINALS: Mapping[str, str] = {
    word: str(value)
    for value, line in enumerate(
        (
            "zwei zwo two dos",
            "drei three tres",
            "vier four cuatro",
            "fünf five cinco",
            "sechs six seis",
            "sieben seven siete",
            "acht eight ocho",
            "neun nine nueve",
            "zehn ten diez",
        ),
        2,
    )
    for word in line.split()
}
# How a number is told without a word for it, as a pattern.
TOLD: Mapping[str, str] = {
    "0": r"24[ -]hours?|24 horas|clock|day and night|día y noche",
    "6": r"half a year|half-year|medio año|semest|halbjahr|halbes jahr",
    "7": r"\b(?:a|one|per) week|weekly|una semana|semanal",
    "10": r"\ba decade|una década|jahrzehnt",
    "12": r"\b(?:a|one|per) year|\bun año|ein jahr",
    "18": r"year and a half|año y medio|anderthalb jahre",
    "20": r"fünftel|\bfifth|quint[oa]",
    "24": r"(?:around|round)[ -]the[ -]clock|day and night|día y noche|rund um die uhr",
    "25": r"viertel|quarter|cuart[oa]",
    "33": r"drittel|\bthird|tercio|tercera",
    "36": r"day and a half|día y medio|anderthalb tage",
    "45": r"three[ -]quarters of an hour|tres cuartos de hora",
    "60": r"\b(?:an|one) hour|\buna hora|eine stunde",
    "66": r"drittel|\bthirds|tercios",
    "67": r"drittel|\bthirds|tercios",
    "75": r"drei ?viertel|three[ -]quarters|tres cuart[oa]s",
    "90": r"hour and a half|hora y media|anderthalb stunden|eineinhalb stunden",
    "365": r"all year|year[ -]round|todo el año|ganzjährig",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Two units of one measure: how many of the smaller make one of the larger, and how each is written."""

    ratio: int
    less: re.Pattern[str]
    more: re.Pattern[str]


def _unit(ratio: int, less: str, more: str) -> Unit:
    return Unit(ratio, re.compile(less, re.IGNORECASE), re.compile(more, re.IGNORECASE))


UNITS = (
    _unit(60, r"minut", r"stunde|hour|hora"),
    _unit(24, r"stunde|hour|hora", r"\btag|\bday|\bdía"),
    _unit(7, r"\btag|\bday|\bdía", r"woche|week|semana"),
    _unit(12, r"monat|month|\bmes", r"jahr|year|año"),
    _unit(10, r"jahr|year|año", r"jahrzehnt|decade|década"),
    _unit(100, r"jahr|year|año", r"jahrhundert|centur|siglo"),
    _unit(100, r"\bcm\b|[cz]ent[ií]m", r"\bm\b|\bmet(?:er|re|ro)"),
    _unit(1000, r"\bm\b|\bmet(?:er|re|ro)", r"\bkm\b|kilomet|kilómet"),
    _unit(1000, r"\bg\b|gram", r"\bkg\b|kilo"),
)

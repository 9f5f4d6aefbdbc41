"""The checks on pairs of real kind: each bad one fires the check that it names, each good one is silent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harztool import glossary
from harztool.checks import CHECKS, problems
from harztool.model import Catalog, Message, Problem, Term

DATA = Path(__file__).parent / "data"
PAIRS = json.loads((DATA / "qa.json").read_text(encoding="utf-8"))
MORE = json.loads((DATA / "qa-more.json").read_text(encoding="utf-8"))
# Pairs that are read with the glossary of the district.
SITE = json.loads((DATA / "qa-glossary.json").read_text(encoding="utf-8"))
# Pairs that were written without a look at the checks, before any of them was run: a set for each time. They tell how
# well the checks do on texts that they were not made for; the commits that brought them name the first figures.
UNSEEN = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("qa-unseen-*.json"))}
GLOSSARY = glossary.parsed(
    (Path(__file__).parents[1] / "glossary.csv").read_text(encoding="utf-8"), "glossary.csv", ["en", "es"]
)
TERMS = (
    Term("Landkreis", {"en": "district", "es": "distrito"}),
    Term("Harz", {"en": "Harz", "es": "Harz"}),
)
# The check of harztool that catches what a bad pair shows, by the name that the pair gives to its fault.
NAMES = {
    "untranslated": "untranslated",
    "same-as-source": "same-as-source",
    "wrong-target-language": "wrong-language",
    "attr-changed": "tags-kept",
    "tag-nesting": "placeholders-fit",
    "placeholder": "formats-kept",
    "number": "numbers-kept",
    "number-format": "number-form",
    "date": "dates-kept",
    "currency": "currency-kept",
    "email": "emails-kept",
    "glossary-required": "glossary-used",
    "inverted-punctuation": "inverted-punctuation",
    "quotes": "quotes",
    "doubled-word": "doubled-word",
    "too-short / truncated": "too-short",
    "encoding": "mojibake",
    "token-leak": "protection-tokens",
    "newline": "outer-line-breaks",
    "nbsp": "no-break-spaces",
    "proper-name": "names-kept",
    "negation": "negation",
    "consistency": "consistency",
}
# Pairs on which the checks are wrong, and what it would take; one on which they are right has to leave these tables.
OPEN = {
    43: "not decidable from one message; a test of the consistency looks at the whole catalog",
}
SITE_OPEN = {
    "b80": "free carries one negation over, and the text has two",
    "g79": "a proverb: what the source denies, the translation says the other way round",
}


UNSEEN_OPEN = {
    ("qa-unseen-3", "g40"): "almost a third for 30 percent: a number that is rounded is another one",
    ("qa-unseen-4", "b8"): "by appointment for not without: the translation means the same and is a fair one",
    ("qa-unseen-3", "g62"): "euro palette for EUR 1: its size is told nowhere",
}


def found(source: str, translation: str, language: str = "en", terms: tuple[Term, ...] = TERMS) -> list[Problem]:
    header = Message("", f"Language: {language}\n")
    return list(problems(Catalog((Message(source, translation),), header), terms))


def read_with_the_glossary(kind: str) -> list[object]:
    return [
        pytest.param(
            pair,
            id=f"{pair['id']} {pair['source']}",
            marks=[pytest.mark.xfail(reason=SITE_OPEN[pair["id"]], strict=True)] if pair["id"] in SITE_OPEN else [],
        )
        for pair in SITE[kind]
    ]


@pytest.mark.parametrize("pair", [*PAIRS["good"], *MORE["good"]], ids=lambda pair: f"{pair['id']} {pair['source']}")
def test_a_good_pair_is_silent(pair: dict[str, str]) -> None:
    assert found(pair["source"], pair["target"], pair["lang"]) == []


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(
            pair,
            id=f"{pair['id']} {pair['check']}: {pair['source']}",
            marks=[pytest.mark.xfail(reason=OPEN[pair["id"]], strict=True)] if pair["id"] in OPEN else [],
        )
        for pair in [*PAIRS["bad"], *MORE["bad"]]
    ],
)
def test_a_bad_pair_fires_the_check_that_it_names(pair: dict[str, str]) -> None:
    fired = {problem.check for problem in found(pair["source"], pair["target"], pair["lang"])}
    assert NAMES.get(pair["check"], pair["check"]) in fired


@pytest.mark.parametrize("pair", read_with_the_glossary("good"))
def test_a_good_pair_is_silent_with_the_glossary(pair: dict[str, str]) -> None:
    assert found(pair["source"], pair["target"], pair["lang"], GLOSSARY) == []


@pytest.mark.parametrize("pair", read_with_the_glossary("bad"))
def test_a_bad_pair_fires_the_check_that_it_names_with_the_glossary(pair: dict[str, str]) -> None:
    assert pair["check"] in {problem.check for problem in found(pair["source"], pair["target"], pair["lang"], GLOSSARY)}


def unseen(kind: str) -> list[object]:
    return [
        pytest.param(
            pair,
            id=f"{name} {pair['id']} {pair['source']}",
            marks=[pytest.mark.xfail(reason=UNSEEN_OPEN[name, pair["id"]], strict=True)]
            if (name, pair["id"]) in UNSEEN_OPEN
            else [],
        )
        for name, pairs in UNSEEN.items()
        for pair in pairs[kind]
    ]


@pytest.mark.parametrize("pair", unseen("good"))
def test_an_unseen_good_pair_is_silent(pair: dict[str, str]) -> None:
    assert [problem.check for problem in found(pair["source"], pair["target"], pair["lang"], GLOSSARY)] == []


@pytest.mark.parametrize("pair", unseen("bad"))
def test_an_unseen_bad_pair_fires_one_of_the_checks_that_it_names(pair: dict[str, str]) -> None:
    fired = {problem.check for problem in found(pair["source"], pair["target"], pair["lang"], GLOSSARY)}
    assert fired & set(pair["check"])


def test_every_bad_pair_is_either_caught_by_a_known_check_or_listed_as_open() -> None:
    assert set(NAMES.values()) <= CHECKS.keys()
    caught = {pair["check"] for pair in PAIRS["bad"] if pair["id"] not in OPEN}
    assert caught <= NAMES.keys()
    assert {pair["check"] for pair in MORE["bad"]} <= CHECKS.keys()
    assert {pair["check"] for pair in SITE["bad"]} <= CHECKS.keys()
    assert {check for pairs in UNSEEN.values() for pair in pairs["bad"] for check in pair["check"]} <= CHECKS.keys()
    assert SITE_OPEN.keys() <= {pair["id"] for kind in SITE.values() for pair in kind}
    assert OPEN.keys() <= {pair["id"] for pair in PAIRS["bad"]}


# Good translations of the kind that other tools stumble over: language, source, translation.
SILENT = """\
en | Di–Fr 9.30–17 Uhr | Tue–Fri 9.30 a.m.–5 p.m.
en | Montag bis Freitag von 8.00 bis 16.30 Uhr | Monday to Friday, 8 a.m. to 4.30 p.m.
es | Montag bis Freitag von 8.00 bis 16.30 Uhr | De lunes a viernes de 8:00 a 16:30 h
en | Geöffnet 13–17 Uhr | Open 1–5 p.m.
es | um 20 Uhr | a las 8 de la tarde
en | um 12 Uhr | at noon
en | bis 24 Uhr | until midnight
en | 0:30 Uhr | 12:30 a.m.
en | halb acht | 7:30
en | viertel vor neun | 8:45
en | vom 3. bis 5. Mai 2026 | from 3 to 5 May 2026
en | vom 3. bis 5. Mai 2026 | from 3 May to 5 May 2026
es | am 1. Mai | el primero de mayo
en | am 27.12., 10 Uhr | on 27 December at 10 a.m.
en | 24.12.2019–6.1.2020 | 24 December 2019 to 6 January 2020
es | Stand: 05/2026 | Actualizado en mayo de 2026
en | Di., 3.11., 15-17 Uhr | Tue 3 Nov, 3-5 p.m.
en | Sonnabend, 5.9. | Saturday, 5 September
en | Amtsblatt 12/2019 | Official gazette 12/2019
en | 3.1. Anreise | 3.1 Arrival
en | Rund 210.000 Einwohner | Some 210,000 inhabitants
es | Rund 210.000 Einwohner | Unos 210 000 habitantes
en | 2,5 Mio. Euro | 2.5 million euros
es | 2,5 Mrd. Euro | 2500 millones de euros
en | Kinder bis 6 Jahre frei, Erwachsene 7,00 € | Children up to six free, adults €7
en | Die 1920er Jahre | The 1920s
es | Die 1920er Jahre | Los años veinte
es | Schuljahr 2026/27 | Curso 2026/2027
en | 2011 bis 2014 | 2011–14
es | im 16. Jahrhundert | en el siglo XVI
es | zum 25-jährigen Jubiläum | por el vigésimo quinto aniversario
en | dreitägige Wanderung | 3-day hike
en | 14 Tage | two weeks
en | anderthalb Stunden | 1.5 hours
en | 3. Klasse | 3rd grade
en | Maßstab 1:25.000 | Scale 1:25,000
en | Tel. 03941/5970-4239 | Tel. +49 3941 5970 4239
en | Telefon (0 39 41) 59 70-0, Fax -13 | Telephone +49 3941 59700, fax -13
es | Telefon: 03941 5970 / 03941 5971 | Teléfono: 03941 5970 / 03941 5971
en | 06484 Quedlinburg | 06484 Quedlinburg
en | Marktstr. 1<br/>38855 Wernigerode | Marktstr. 1<br/>38855 Wernigerode
en | Mehr unter https://de.wikipedia.org/wiki/Harz | More at https://en.wikipedia.org/wiki/Harz
en | 10-Euro-Gutschein | €10 voucher
en | Download (PDF, 1,2 MB) | Download (PDF, 1.2 MB)
en | Sie befinden sich hier: Startseite » Kontakt » Anfahrt | You are here: Home » Contact » Getting here
es | „Er sagte: ‚Ja‘“ | «Él dijo: “Sí”»
es | Was tun? Und wann? | ¿Qué hacer? ¿Y cuándo?
es | Herzlich willkommen! | ¡Bienvenidos!
en | © Foto: Max Mustermann | © Photo: Max Mustermann
en | Otto von Guericke | Otto von Guericke
en | Haus der Natur | Haus der Natur
es | Zur alten Mühle | Zur alten Mühle
en | ca. 5 km | ca. 5 km
en | GmbH & Co. KG | GmbH & Co. KG
en | 50 % der Gäste | Half of the guests
en | %d von %s | %2$s: %1$d
es | %zu von „%s“ | «%2$s»: %1$zu
es | Prüfung durch 3. Stellen | Comprobación por terceras partes
es | um 14∶15∶20 Uhr | a las 14:15:20 h
en | ½ Stunde | half an hour
es | 14 Tage | dos semanas
en | 90 Minuten Führung | guided tour of an hour and a half
en | 6 Monate | half a year
es | 500 Plätze | quinientas plazas
es | Kosten 12.50 bis 15.00 Euro | Coste de 12,50 a 15,00 euros
es | Unerwünschte Nebenwirkungen | Efectos secundarios
en | Container mit 7 m³ | 7 m³ skip
es | Container mit 7 m³ | Contenedor de 7 metros cúbicos
en | 10 Mio. € für den Breitbandausbau | €10m for broadband expansion
es | Temperaturen um 20 Grad | Temperaturas de unos 20 °C
en | 100-m-Lauf und 25-m-Becken | 100 m race and 25 m pool
en | 20-minütige Fahrt, alle 30 min | 20-minute ride, every 30 minutes
en | Heinrich-Heine-Platz 1 | Heinrich-Heine-Platz 1
es | in der Walther-Rathenau-Straße 9 | en la Walther-Rathenau-Straße 9
es | Ein unmöglicher Weg? Keineswegs! | ¿Un camino imposible? ¡En absoluto!
"""

# Bad translations, and the check that must say so: check, language, source, translation.
LOUD = """\
number-form | en | Höhe: 1.141 m | Height: 1.141 m
number-form | es | Rund 210.000 Einwohner | Unos 210,000 habitantes
numbers-kept | en | Di–Fr 9.30–17 Uhr | Tue–Fri 9–5 p.m.
numbers-kept | en | bis 17 Uhr | until 5 a.m.
numbers-kept | en | um 8.30 Uhr | at 8.30 p.m.
numbers-kept | en | 27.12.2019 | 12/27/2018
numbers-kept | en | 06484 Quedlinburg | 06448 Quedlinburg
numbers-kept | en | 06484 Quedlinburg | 6484 Quedlinburg
numbers-kept | en | 50.000 Besucher | 5,000 visitors
numbers-kept | es | drei Stunden | 4 horas
dates-kept | en | 3.5.2026 | 3 March 2026
dates-kept | es | am 3. Juni | el 3 de julio
dates-kept | en | jeden Montag | every Sunday
phones-kept | en | Tel. 03941 5970 | Tel.
phones-kept | es | Tel. 03941 5970 | Tel. +34 3941 5970
urls-kept | en | Mehr auf kreis-hz.de | More on kreis-hz.com
urls-kept | en | Mehr auf www.kreis-hz.de | More on the website
currency-kept | es | 5 Euro | 5 libras
formats-kept | es | Hallo {{ name }} | Hola {{ nombre }}
formats-kept | en | Vim9 %s | Vim9
protection-tokens | es | Willkommen | ⟦1⟧
entities | en | Über uns | About us&#39;
mojibake | es | Mañana | Ma\ufffdana
mojibake | en | Über uns | Ãœber uns
inverted-punctuation | es | Achtung! | Atención!
inverted-punctuation | es | Kennen Sie den „Harz“? | Conoce el «Harz»?
quotes | en | „Ja“ | «Yes»
quotes | en | „Ja“ | ,,Yes”
tags-kept | en | Siehe Karte | See <a onclick="x()">map</a>
tags-kept | en | Siehe Karte | See &lt;a href="/x">map
placeholders-fit | en | Siehe <a>Karte</a> | See <a>map<a>
wrong-language | es | Zum Seitenanfang | To the top
same-as-source | es | Impressum | Impressum
blank | en | Willkommen | ...
doubled-word | es | der Berg | la la montaña
"""


def rows(table: str) -> list[object]:
    lines = [line.replace("\\ufffd", "\ufffd").split(" | ") for line in table.splitlines()]
    return [pytest.param(*cells, id=" | ".join(cells)) for cells in lines]


@pytest.mark.parametrize(("language", "source", "translation"), rows(SILENT))
def test_what_a_good_translator_writes_is_silent(language: str, source: str, translation: str) -> None:
    assert [(problem.check, problem.text) for problem in found(source, translation, language, ())] == []


@pytest.mark.parametrize(("check", "language", "source", "translation"), rows(LOUD))
def test_what_went_wrong_is_told(check: str, language: str, source: str, translation: str) -> None:
    assert check in {problem.check for problem in found(source, translation, language)}

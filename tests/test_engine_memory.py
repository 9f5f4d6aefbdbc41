from __future__ import annotations

import pytest

from harztool.config import Config
from harztool.engines import ENGINES, Batch, default, named
from harztool.errors import UsageError
from harztool.memory import Entry, Memory
from harztool.model import Proposal, Term

MEMORY = Memory(
    (
        Entry("Zur <a>Karte</a>", "To the <a>map</a>"),
        Entry("Die „Burg“ im Tal", "The “castle” in the vale"),
        Entry("Öffnungszeiten der Verwaltung 2023", "Opening hours of the administration 2023"),
        Entry("Kitas | Zuhause im Harz", "Day-care centres | At Home in the Harz"),
        Entry("Alle Termine von <i>A</i> bis Z", "All dates from <i>A</i> to Z"),
        Entry("Alle Termine von A bis <b>X</b>", "All dates from A to <b>X</b>"),
        Entry("Landkreis und Land", "District and state"),
    )
)
TERMS = (
    Term("Kita", {"en": "day-care centre"}),
    Term("Notar", {"en": "notary"}),
    Term("A & <B>", {"en": "B & <A>"}),
    Term("Brocken", {"en": "Brocken"}),
    Term("Tal", {"es": "valle"}),
)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        pytest.param("Zur <a>Karte</a>", Proposal("To the <a>map</a>"), id="known"),
        pytest.param(
            "Die »Burg«  im\u00a0Tal", Proposal("The “castle” in the vale"), id="known but for quotes and blanks"
        ),
        pytest.param("Kita", Proposal("day-care centre", "from the glossary"), id="a term is the whole text"),
        pytest.param("Brocken", Proposal("Brocken", "from the glossary"), id="a name that stays"),
        pytest.param("A & &lt;B>", Proposal("B & &lt;A>", "from the glossary"), id="a term that a msgid escapes"),
        pytest.param(
            "Öffnungszeiten unserer Verwaltung 2023",
            Proposal("Opening hours of the administration 2023", "91 % like: Öffnungszeiten der Verwaltung 2023"),
            id="similar",
        ),
        pytest.param(
            "Öffnungszeiten der Verwaltung 2024",
            Proposal(
                "Opening hours of the administration 2024",
                "97 % like: Öffnungszeiten der Verwaltung 2023; 2023 → 2024",
            ),
            id="similar, and another year is exchanged",
        ),
        pytest.param(
            "Die „Burg“ im Berg",
            Proposal("The “castle” in the vale", "80 % like: Die „Burg“ im Tal"),
            id="similar text",
        ),
        pytest.param("Öffnungszeiten der Verwaltung", None, id="similar, but for no year"),
        pytest.param("Notar | Zuhause im Harz", None, id="similar, but a term would be missing"),
        pytest.param(
            "Meine Kita | Zuhause im Harz",
            Proposal("Day-care centres | At Home in the Harz", "86 % like: Kitas | Zuhause im Harz"),
            id="similar, and its term is there",
        ),
        pytest.param(
            "Alle Termine von A bis <b>Y</b>",
            Proposal("All dates from A to <b>X</b>", "95 % like: Alle Termine von A bis X"),
            id="the best whose placeholders fit",
        ),
        pytest.param("Öffnungszeiten der <a>Verwaltung</a> 2024", None, id="similar, but no placeholders fit"),
        pytest.param("Die Kita", None, id="a term is not the whole text"),
        pytest.param("<b>Kita</b> ", None, id="a term with placeholders"),
        pytest.param("Tal", None, id="no rule for the language"),
        pytest.param("Etwas ganz anderes", None, id="unknown"),
    ],
)
def test_it_proposes_what_is_known_and_never_invents_words(text: str, proposal: Proposal | None) -> None:
    engine = named("memory")(Config(), "en", TERMS, MEMORY)
    assert engine.name == "memory"
    assert engine.translate(Batch("en", (text,))) == [proposal]


def test_how_similar_a_text_must_be_is_configured() -> None:
    batch = Batch("en", ("Öffnungszeiten unserer Verwaltung 2023",))
    assert named("memory")(Config(similarity=91), "en", (), MEMORY).translate(batch) != [None]
    assert named("memory")(Config(similarity=92), "en", (), MEMORY).translate(batch) == [None]


@pytest.mark.parametrize(
    ("text", "source", "translation", "proposal"),
    [
        pytest.param(
            "Markt in Quedlinburg",
            "Markt in Thale",
            "Market in Thale",
            Proposal("Market in Quedlinburg", "58 % like: Markt in Thale; Thale → Quedlinburg"),
            id="a longer name",
        ),
        pytest.param(
            "Tel. 112", "Tel. 999", "Phone 999", Proposal("Phone 112", "62 % like: Tel. 999; 999 → 112"), id="a number"
        ),
        pytest.param("Markt in Blautal", "Markt in Thale", "Market in Thale", None, id="a name that nobody knows"),
        pytest.param("Tor in Quedlinburg", "Markt in Thale", "Market in Thale", None, id="a word as well"),
        pytest.param("<b>Markt</b> in Goslar", "Markt in Thale", "Market in Thale", None, id="no placeholders fit"),
    ],
)
@pytest.mark.parametrize("similarity", [75, 100])
def test_names_and_numbers_count_for_nothing_where_all_else_is_the_same(
    text: str, source: str, translation: str, proposal: Proposal | None, similarity: int
) -> None:
    memory = Memory((Entry("Burg", "castle"), Entry(source, translation)))
    engine = named("memory")(Config(similarity=similarity), "en", (), memory)
    assert engine.translate(Batch("en", (text,))) == [proposal]


def test_of_several_that_differ_in_names_and_numbers_the_most_like_is_taken() -> None:
    years = (Entry(f"Fest {year} in {place}", f"Fair {year} in {place}") for year, place in YEARS)
    engine = named("memory")(Config(), "en", (), Memory(tuple(years)))
    (proposal,) = engine.translate(Batch("en", ("Fest 2025 in Thale",)))
    assert proposal == Proposal("Fair 2025 in Thale", "94 % like: Fest 2024 in Thale; 2024 → 2025")


YEARS = [("1999", "Goslar"), ("2024", "Thale"), ("2018", "Wernigerode")]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("en_GB", "day-care centre", id="no column of its own"),
        pytest.param("pt_BR", "creche", id="a column of its own"),
        pytest.param("pt_PT", "infantário", id="another country's column is not taken"),
    ],
)
def test_a_country_follows_the_terms_of_its_language_unless_it_has_its_own(language: str, said: str) -> None:
    terms = [Term("Kita", {"en": "day-care centre", "pt_BR": "creche", "pt": "infantário"})]
    (proposal,) = named("memory")(Config(), language, terms, Memory()).translate(Batch(language, ("Kita",)))
    assert proposal == Proposal(said, "from the glossary")


def test_every_engine_of_the_rack_can_be_named() -> None:
    assert [named(name).__module__ for name in ENGINES] == list(ENGINES.values())


def test_an_unknown_engine_is_an_error_that_names_the_choice() -> None:
    with pytest.raises(
        UsageError, match=r"There is no engine 'google'; choose from deepl, memory, libretranslate, argos, pseudo\."
    ):
        named("google")
    with pytest.raises(UsageError, match=r"There is no engine 'Deep'; did you mean 'deepl'\?"):
        named("Deep")


@pytest.mark.parametrize(
    ("config", "environ", "name"),
    [
        pytest.param(Config(), {}, "memory", id="no key"),
        pytest.param(Config(), {"DEEPL_AUTH_KEY": " "}, "memory", id="a blank is no key"),
        pytest.param(Config(), {"DEEPL_AUTH_KEY": "6c1f:fx"}, "deepl", id="a key"),
        pytest.param(Config(engine="memory"), {"DEEPL_AUTH_KEY": "6c1f:fx"}, "memory", id="configured"),
    ],
)
def test_the_engine_when_none_is_named(config: Config, environ: dict[str, str], name: str) -> None:
    assert default(config, environ) == name

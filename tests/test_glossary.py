from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool.errors import GlossaryError
from harztool.glossary import found, missed, note, notes, parsed
from harztool.markup.plain import trimmed
from harztool.model import Term

LANGUAGES = ("en", "es")


def term(source: str, english: str = "", spanish: str = "") -> Term:
    pairs = {"en": english or f"{source.upper()} in English", "es": spanish}
    return Term(source, {language: text for language, text in pairs.items() if text})


def name(source: str) -> Term:
    return Term(source, {"en": source, "es": source})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("de,en,es,note\nKita,day-care centre,guardería,never kindergarten\n", id="commas"),
        pytest.param("de;en;es;note\nKita;day-care centre;guardería;never kindergarten\n", id="semicolons"),
        pytest.param(
            "\ufeffde,en,es,note\r\nKita,day-care centre,guardería,never kindergarten\r\n", id="from a spreadsheet"
        ),
        pytest.param(
            "DE, En ,es,note\n Kita , day-care  centre,guardería,never kindergarten", id="blanks and capitals"
        ),
        pytest.param("note,es,en,de\nnever kindergarten,guardería,day-care centre,Kita\n", id="another order"),
        pytest.param("de;en;es;note;;\nKita;day-care centre;guardería;never kindergarten;;\n", id="empty columns"),
        pytest.param('de,en,es,note\n"Kita","day-care\n centre",guardería,never kindergarten\n,,,\n', id="quotes"),
    ],
)
def test_a_row_is_a_term(text: str) -> None:
    translations = {"en": "day-care centre", "es": "guardería"}
    assert parsed(text, "glossary.csv", LANGUAGES) == (Term("Kita", translations, "never kindergarten", 2),)


def test_an_empty_cell_is_no_rule_and_a_separator_may_stand_in_quotes() -> None:
    terms = parsed('de,en,es\nHarz,"Harz, the",\nBrocken,,\n', "glossary.csv", LANGUAGES)
    assert terms == (Term("Harz", {"en": "Harz, the"}, "", 2), Term("Brocken", {}, "", 3))


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("Jugenda\u0308mter", id="letter by letter, as macOS does"),
        pytest.param("Jugend\u00adämter", id="with a soft hyphen"),
        pytest.param("Jugend\u200bämter", id="with a zero-width space"),
        pytest.param("Jugend\u2060ämter\ufeff", id="with joiners"),
        pytest.param("\u200b Jugendämter\u00a0", id="with blanks that nobody sees"),
    ],
)
def test_a_term_is_found_however_its_cell_was_written(cell: str) -> None:
    terms = parsed(f"de,en,note\n{cell},{cell},{cell}\n", "glossary.csv", LANGUAGES)
    assert terms == (Term("Jugendämter", {"en": "Jugendämter"}, "Jugendämter", 2),)
    assert found("Die Jugendämter", terms) == terms
    with pytest.raises(GlossaryError, match="'Jugendämter' stands in row 2 already"):
        parsed(f"de,en\n{cell},a\nJugendämter,b\n", "glossary.csv", LANGUAGES)


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters='"\u2060\ufeff'), min_size=1)
)
def test_a_cell_reads_as_the_same_text_of_a_page_does(cell: str) -> None:
    terms = parsed(f'de,en\n"{cell}",\n', "glossary.csv", LANGUAGES)
    assert [term.source for term in terms] == list(filter(None, [trimmed(cell).strip()]))


@pytest.mark.parametrize("translation", ["la guarderi\u0301a", "la guar\u00addería"])
def test_a_translation_says_a_term_however_it_was_written(translation: str) -> None:
    assert missed("Die Kita", translation, [term("Kita", "", "guardería")], "es") == ()


def test_a_language_keeps_the_name_that_the_project_gives_it() -> None:
    (term,) = parsed("DE,PT_br\nBurg,castelo\n", "glossary.csv", ["pt_BR"])
    assert term.translations == {"pt_BR": "castelo"}


@pytest.mark.parametrize("heading", ["pt_BR", "pt-BR", "PT-br"])
def test_the_column_of_a_country_may_be_written_with_a_hyphen(heading: str) -> None:
    (term,) = parsed(f"de,{heading}\nBurg,castelo\n", "glossary.csv", ["pt_BR"])
    assert term.translations == {"pt_BR": "castelo"}


@pytest.mark.parametrize("heading", ["es", "ES", "fr", "pt_BR", "hsb"])
def test_a_column_of_a_language_that_the_project_has_not_stops_nothing(heading: str) -> None:
    (term,) = parsed(f"de,en,{heading}\nBurg,castle,x\n", "glossary.csv", ["en"])
    assert term.translations["en"] == "castle"
    assert note(term, "en") == "term: Burg → castle"


def test_rows_count_as_in_a_spreadsheet() -> None:
    text = 'de,en\n\n"Kita","day-care\ncentre"\nBrocken,Brocken\n'
    assert [each.row for each in parsed(text, "glossary.csv", LANGUAGES)] == [3, 4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "g.csv, row 1: the first row must name the columns, such as de,en,es,note, with", id="empty"),
        pytest.param("Kita,nursery\n", "g.csv, row 1: the first row must name the columns", id="no header"),
        pytest.param(
            "de\ten\nKita\tnursery\n",
            "g.csv, row 1: the first row must name the columns, such as de,en,es,note, with commas or semicolons",
            id="tabs",
        ),
        pytest.param("en,es\nx,y\n", "g.csv, row 1: the column 'de' is missing; name the columns", id="no German"),
        pytest.param(
            "de,en,notes\n", "g.csv, row 1, column C: there is no column 'notes'; did you mean 'note'?", id="a typo"
        ),
        pytest.param(
            "de,xyz-1\n",
            "g.csv, row 1, column B: there is no column 'xyz-1'; choose from de, en, es, note.",
            id="what is no language",
        ),
        pytest.param(
            "de,english\n",
            "g.csv, row 1, column B: there is no column 'english'; did you mean 'en'?",
            id="a language's name",
        ),
        pytest.param("de,fr,FR\n", "g.csv, row 1, column C: there are two columns 'fr'; keep one", id="French twice"),
        pytest.param("de,en,en\n", "g.csv, row 1, column C: there are two columns 'en'; keep one", id="a column twice"),
        pytest.param(
            "de,en\nKita,a\nHort,b\nKita,c\n",
            "g.csv, row 4, column de: 'Kita' stands in row 2 already; keep one of the two rows.",
            id="a term twice",
        ),
        pytest.param("de,en\n,castle\n", "g.csv, row 2, column de: the term itself is missing; write it", id="no term"),
        pytest.param("de,note\n,ask\n", "g.csv, row 2, column de: the term itself is missing", id="nothing but a note"),
        pytest.param(
            "de,en\nHarz,Harz, the\n",
            "g.csv, row 2, column C: 'the' stands under no heading; name the column, or put a text that contains",
            id="a separator in a text",
        ),
        pytest.param(
            'de,en\nKita,a\nHort,"after-school\nBrocken,Brocken\n',
            "g.csv, row 3, column B: a quotation mark is not closed where its cell ends; close it",
            id="a quotation mark left open",
        ),
        pytest.param('de,en\n"Kita"s,a\n', "g.csv, row 2, column A: a quotation mark", id="text behind the quotes"),
        pytest.param("de,en\nKi\x07ta,a\n", "g.csv, row 2, column de: 'Ki\\x07ta' contains an invisible", id="a bell"),
    ],
)
def test_what_could_be_meant_in_two_ways_is_an_error_that_names_its_cell(text: str, said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        parsed(text, "g.csv", LANGUAGES)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        pytest.param("der Landkreis", ["Landkreis"], id="as it is written"),
        pytest.param("des Landkreises, die Landkreise", ["Landkreis"], id="inflected, counted once"),
        pytest.param("Ausschüsse", ["Ausschuss"], id="with an umlaut in the plural"),
        pytest.param("Kitas und Azubis", ["Kita", "Azubi"], id="the plural on -s after a vowel"),
        pytest.param("LANDKREIS", ["Landkreis"], id="in capitals"),
        pytest.param("Den Hort gibt es", ["Hort"], id="a noun"),
        pytest.param("Sie hort Geld", [], id="a verb is not the noun"),
        pytest.param("Landkreisverwaltung", [], id="a compound is a word of its own"),
        pytest.param("Landkreis-Verwaltung", ["Landkreis"], id="a compound with a hyphen contains its parts"),
        pytest.param("des Landkreises Harz", ["Landkreis Harz"], id="of several words, the longest counts"),
        pytest.param("Landkreis\u00a0Harz", ["Landkreis Harz"], id="over a no-break space"),
        pytest.param("im Landkreis. Harz", ["Landkreis", "Harz"], id="not over the end of a sentence"),
        pytest.param("<a>Land<b>kreises</b></a> <i>Harz</i>", ["Landkreis Harz"], id="through placeholders"),
        pytest.param("die <keep>Harz</keep>-Karte", [], id="what must stay contains no terms"),
        pytest.param(
            "Ländliche Räume, im ländlichen Raum", ["ländlicher Raum"], id="an adjective may begin a sentence"
        ),
        pytest.param("ein Harzer Käse, Halberstädter Straße", [], id="an adjective on -er is not the place"),
        pytest.param("am Fuß des Brockens", ["Brocken"], id="a name in the genitive"),
        pytest.param("in Thal", [], id="a name is not shortened"),
        pytest.param("für KMUs", ["KMU"], id="an abbreviation in the plural"),
        pytest.param("zum Kmu", [], id="an abbreviation is written in capitals"),
        pytest.param("in St. Andreasberg", ["St. Andreasberg"], id="with a full stop inside"),
        pytest.param("im Home Office", ["Home-Office"], id="a hyphen or a blank"),
        pytest.param("Schulen", ["Schulen"], id="of two with one stem, the one written so"),
        pytest.param("der Schule", ["Schule"], id="and the other"),
        pytest.param("nach Essen", [], id="a noun is not the verb"),
        pytest.param("Gut essen. Essen Sie mit!", ["essen"], id="a verb may begin a sentence"),
        pytest.param("&lt;Harz>", ["Harz"], id="a literal bracket"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_terms_that_a_text_contains(text: str, sources: list[str]) -> None:
    terms = [
        *map(
            term,
            ["Hort", "Kita", "Azubi", "Landkreis", "Landkreis Harz", "Harz", "ländlicher Raum", "KMU", "Ausschuss"],
        ),
        *map(term, ["Schule", "Schulen", "Home-Office", "essen", "&"]),
        *map(name, ["Brocken", "Thale", "St. Andreasberg", "Halberstadt"]),
    ]
    assert [each.source for each in found(text, terms)] == sources


WORDS = st.lists(st.from_regex(r"\A[A-ZÄÖÜ][a-zäöüß]{2,12}\Z"), min_size=1, max_size=3).map(" ".join)


@given(WORDS, st.lists(WORDS, max_size=5))
def test_a_term_is_found_in_itself_unless_a_longer_one_is(source: str, others: list[str]) -> None:
    terms = [Term(each, {"en": f"the {each}"}) for each in dict.fromkeys([source, *others])]
    assert found(source, terms)
    assert source in [each.source for each in found(source, terms[:1])]


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=5))
def test_any_text_may_be_searched_for_any_terms(text: str, sources: list[str]) -> None:
    terms = [Term(each, {"en": each}) for each in dict.fromkeys(sources)]
    there = found(text, terms)
    assert len(set(map(id, there))) == len(there)
    assert missed(text, text, there, "es") == ()


@pytest.mark.parametrize(
    ("translation", "sources"),
    [
        pytest.param(
            "The district runs day-care centres near the Brocken in the Harz Mountains.", [], id="all is said"
        ),
        pytest.param("DISTRICTS with a Day-Care Centre: Brocken's Harz mountains", [], id="in other forms and cases"),
        pytest.param(
            "<b>District</b>, day care centre, <keep>Brocken</keep>, Harz Mountains", [], id="with placeholders"
        ),
        pytest.param("County, nursery, brocken, Harz", ["Landkreis", "Kita", "Brocken", "Harz"], id="nothing is said"),
        pytest.param("districts, centre day-care, Brocken, Harz Mountains", ["Kita"], id="in another order"),
        pytest.param("", ["Landkreis", "Kita", "Brocken", "Harz"], id="nothing"),
    ],
)
def test_terms_that_a_translation_misses(translation: str, sources: list[str]) -> None:
    terms = [
        term("Landkreis", "district"),
        term("Kita", "day-care centre"),
        name("Brocken"),
        term("Harz", "the Harz Mountains"),
    ]
    source = "Der Landkreis hat Kitas am Brocken im Harz."
    assert [each.source for each in missed(source, translation, terms, "en")] == sources


def test_spanish_is_compared_by_stems_and_without_articles() -> None:
    terms = [term("Landkreis", spanish="el distrito"), term("Schule", spanish="centro escolar")]
    assert missed("Schulen im Landkreis", "Centros escolares del distrito", terms, "es") == ()


def test_a_language_without_a_rule_or_a_stemmer_misses_nothing_it_need_not() -> None:
    terms = [term("Landkreis", "district"), Term("Burg", {"hsb": "hród"})]
    assert missed("Landkreis", "okrjes", terms, "hsb") == ()
    assert missed("Burg", "Hród", terms, "hsb") == ()
    assert missed("Burg", "hrody", terms, "hsb") == (terms[1],)


def test_lines_for_the_reviewer() -> None:
    terms = [
        term("Landkreis", "district"),
        name("Brocken"),
        Term("Kita", {"en": "day-care centre"}, "never kindergarten"),
    ]
    assert notes("Kitas des Landkreises am Brocken", terms, "en") == (
        "term: Kita → day-care centre (never kindergarten)",
        "term: Landkreis → district",
        "term: Brocken stays",
    )
    assert notes("Kitas am Brocken", terms, "es") == ("term: Brocken stays",)
    assert note(terms[2], "es") == ""


@pytest.mark.parametrize(
    ("language", "rules"),
    [
        pytest.param("en", ["term: Tal → vale"], id="a language"),
        pytest.param("en_GB", ["term: Tal → vale"], id="a country without a column of its own"),
        pytest.param("pt_BR", ["term: Burg → castelo"], id="a country with one, in which a cell is empty"),
        pytest.param("pt_PT", ["term: Tal → val"], id="another country of that language"),
        pytest.param("fr_FR", [], id="no column at all"),
    ],
)
def test_a_country_follows_the_column_of_its_language_unless_it_has_its_own(language: str, rules: list[str]) -> None:
    terms = [Term("Tal", {"en": "vale", "pt": "val"}), Term("Burg", {"pt_BR": "castelo"})]
    assert list(notes("Tal und Burg", terms, language)) == rules
    assert [f"term: {each.source}" for each in missed("Tal und Burg", "", terms, language)] == [
        rule.partition(" →")[0] for rule in rules
    ]


def test_a_line_for_one_term_follows_the_language_too() -> None:
    assert note(term("Tal", "vale"), "en_GB") == "term: Tal → vale"

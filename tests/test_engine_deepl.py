from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree import ElementTree

import deepl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import harztool
from harztool import msgid
from harztool.config import Config, DeepL
from harztool.engines import Batch, Engine, Paid, Quota, named, planning
from harztool.engines.deepl import asking
from harztool.engines.deepl.asking import BYTES
from harztool.engines.deepl.client import client
from harztool.engines.tags import billed, kept_names, tagged, untagged
from harztool.errors import AnswerError, EngineError, GlossaryError
from harztool.glossary import parsed
from harztool.memory import Memory
from harztool.model import Term
from tests.deepl_rules import characters
from tests.deepl_server import (
    MESSAGES,
    DeepLServer,
    deepl_server_fixture,  # noqa: F401 - pytest looks for the fixture here
    translated,
)

TERMS = (
    Term("Landkreis", {"en": "district", "es": "distrito"}),
    Term("Brocken", {"en": "Brocken", "es": "Brocken"}),
    Term("Kita", {"en": "day-care centre"}),
)
ENGLISH = {"Landkreis": "district", "Brocken": "Brocken", "Kita": "day-care centre"}
SPANISH = {"Landkreis": "distrito", "Brocken": "Brocken"}


def engine(language: str = "en", terms: tuple[Term, ...] = (), **options: object) -> Engine:
    config = Config(deepl=DeepL(**options))  # type: ignore[arg-type]
    return named("deepl")(config, language, terms, Memory())


def drafts(engine: Engine, *texts: str, context: str = "") -> list[str | None]:
    proposals = engine.translate(Batch("en", texts, context))
    return [proposal.translation if proposal else None for proposal in proposals]


def test_texts_come_back_in_order_each_with_its_placeholders(deepl_server: DeepLServer) -> None:
    texts = ("Die Burg", "Siehe <a>Karte</a>", "Marktstr. 1<br/>38855 Wernigerode")
    assert drafts(engine(), *texts) == [
        "EN-GB DIE BURG",
        "EN-GB SIEHE <a>KARTE</a>",
        "EN-GB MARKTSTR. 1<br/>38855 WERNIGERODE",
    ]
    assert deepl_server.counted("translate") == 1


def test_the_request_says_all_that_makes_a_good_translation(deepl_server: DeepLServer) -> None:
    drafts(engine("es", model="quality_optimized"), "Die <keep>HarzCard</keep>", context="Alles über die Karte.")
    seen = deepl_server.requests[-1]
    assert seen.body == {
        "text": ["Die <keep>HarzCard</keep>"],
        "source_lang": "DE",
        "target_lang": "ES",
        "context": "Alles über die Karte.",
        "formality": "prefer_more",
        "model_type": "quality_optimized",
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "outline_detection": False,
        "splitting_tags": ["N"],
        "ignore_tags": ["keep"],
        "split_sentences": "nonewlines",
        "preserve_formatting": True,
        "show_billed_characters": True,
    }
    assert seen.headers["User-Agent"] == f"deepl-python/{deepl.__version__} harztool/{harztool.__version__}"


@pytest.mark.parametrize(
    ("language", "options", "sent"),
    [
        pytest.param("en", {}, ("EN-GB", "prefer_more"), id="English is British"),
        pytest.param("en", {"targets": {"en": "en-us"}}, ("EN-US", "prefer_more"), id="a variant is configured"),
        pytest.param("en", {"targets": {}}, ("EN-GB", "prefer_more"), id="English without a variant is British still"),
        pytest.param(
            "en", {"targets": {"es": "ES-419"}}, ("EN-GB", "prefer_more"), id="and where others are configured"
        ),
        pytest.param("en", {"targets": {"en": "en"}}, ("EN-GB", "prefer_more"), id="and where no variant is named"),
        pytest.param("pt", {}, ("PT-PT", "prefer_more"), id="Portuguese is that of Portugal"),
        pytest.param("pt_BR", {}, ("PT-BR", "prefer_more"), id="a code of gettext is one of DeepL"),
        pytest.param("en", {"formality": "more"}, ("EN-GB", "prefer_more"), id="more is no error without formality"),
        pytest.param(
            "es", {"formality": "less"}, ("ES", "prefer_less"), id="less is asked for where there is formality"
        ),
        pytest.param("es", {"formality": "default"}, ("ES", None), id="the default is not sent"),
    ],
)
def test_target_and_formality(
    deepl_server: DeepLServer, language: str, options: dict[str, object], sent: tuple[str, str | None]
) -> None:
    drafts(engine(language, **options), "Die Burg")
    body = deepl_server.requests[-1].body
    assert (body["target_lang"], body.get("formality")) == sent


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rat & Hilfe", id="an ampersand"),
        pytest.param("1 &lt; 2 > 0", id="less and greater"),
        pytest.param("&amp;lt; und &copy; und &amp;amp;", id="what reads like a reference"),
        pytest.param("„Zitat“ 'a' \"b\"", id="quotes"),
        pytest.param("5\u00a0€ 🏔️ Straße", id="a no-break space, an emoji, an umlaut"),
        pytest.param("<a2>Thale</a2> und <a>Goslar</a>", id="reordered placeholders"),
        pytest.param("<a>Zum <b>hohen <i>Brocken</i></b></a>", id="nested placeholders"),
        pytest.param("Blick <img/> nach <br/> oben<wbr/>", id="void placeholders"),
        pytest.param("Ort <i></i> ohne Inhalt", id="an empty pair"),
        pytest.param("<svg:a>Karte</svg:a>", id="a name that XML would take for a namespace"),
        pytest.param("Zeile 1\nZeile 2", id="a line break that is content"),
        pytest.param("Die <keep>Harz&amp;lt;Card <b>Plus</b></keep>", id="what stays has tags and escapes of its own"),
    ],
)
def test_a_text_comes_back_unharmed(deepl_server: DeepLServer, text: str) -> None:
    (draft,) = drafts(engine(), text)
    assert draft is not None
    assert list(msgid.faults(text, draft)) == []
    assert msgid.kept(draft) == msgid.kept(text)
    assert msgid.plain(draft).casefold() == f"en-gb {msgid.plain(text)}".casefold().replace("ß", "ss")
    assert deepl_server.requests[-1].status == 200


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("&<>;lta"), max_size=20
)
PLACEHOLDERS = st.sampled_from(["<a>", "</a>", "<br/>", "<keep>", "</keep>", "<b>", "</b>", "<svg:g/>"])


def numbered(pieces: Iterable[tuple[str, str]], end: str) -> str:
    """Return a msgid of texts that a placeholder follows: from the second of a name on, placeholders have numbers."""
    counts: Counter[str] = Counter()
    opened: list[str] = []
    text = ""
    for words, placeholder in pieces:
        name = placeholder.strip("</>")
        open_ones = [each for each in opened if each.rstrip("0123456789") == name]
        if placeholder.startswith("</") and open_ones:
            opened.remove(open_ones[-1])
            own = open_ones[-1]
        else:
            counts[name] += 1
            own = name if counts[name] == 1 else f"{name}{counts[name]}"
            if re.fullmatch("<[a-z]+>", placeholder):
                opened.append(own)
        text += msgid.escaped(words) + placeholder.replace(name, own)
    return text + msgid.escaped(end)


MSGIDS = st.builds(numbered, st.lists(st.tuples(WORDS, PLACEHOLDERS), max_size=8), WORDS)


def test_a_second_name_that_stays_stays(deepl_server: DeepLServer) -> None:
    text = "Die <keep>HarzCard</keep> und <keep2>das <b>Ticket</b></keep2>"
    assert drafts(engine(), text) == ["EN-GB DIE <keep>HarzCard</keep> UND <keep2>das <b>Ticket</b></keep2>"]
    assert deepl_server.requests[-1].body["ignore_tags"] == ["keep", "keep2"]


@given(MSGIDS)
def test_any_msgid_as_xml_is_well_formed_and_comes_back(text: str) -> None:
    ElementTree.fromstring(f"<text>{tagged(text)}</text>")
    assert untagged(tagged(text), text) == text


@given(MSGIDS)
def test_the_translation_of_any_msgid_fits_it(text: str) -> None:
    answer = translated(tagged(text), "EN-GB", ignored=set(kept_names([text])))
    assert list(msgid.faults(text, untagged(answer, text))) in (
        [],
        ["a placeholder is closed before one that was opened inside it"],
    )


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param("A<br></br>B", "A<br/>B", id="a void tag as a pair"),
        pytest.param("A<br />B", "A<br/>B", id="a void tag with a blank"),
        pytest.param("A <i/> B", "A <i></i> B", id="an empty pair as a void tag"),
        pytest.param("Tom & Jerry &#8364; &#x20AC; &quot;", 'Tom & Jerry € € "', id="loose and numeric references"),
        pytest.param("The <keep>Harz Map</keep>", "The <keep>HarzCard</keep>", id="what stays is restored"),
        pytest.param("A <X>B</X>", "A <x>B</x>", id="a tag that was never there can be found by the checks"),
    ],
)
def test_answers_that_are_written_another_way(answer: str, text: str) -> None:
    source = text if "<x>" not in text else "A B"
    assert untagged(answer, source) == text


def test_a_text_that_no_translation_could_fit_is_not_paid_for(deepl_server: DeepLServer) -> None:
    assert drafts(engine(), "</b>offen<i>", "Burg") == [None, "EN-GB BURG"]
    assert deepl_server.texts == ["Burg"]


def test_a_request_holds_fifty_texts(deepl_server: DeepLServer) -> None:
    texts = tuple(f"Burg {number}" for number in range(101))
    assert drafts(engine(), *texts) == [f"EN-GB BURG {number}" for number in range(101)]
    assert [len(seen.body["text"]) for seen in deepl_server.requests] == [50, 50, 1]  # type: ignore[arg-type]


def test_a_request_stays_below_its_size_and_a_text_too_long_for_one_is_left_out(deepl_server: DeepLServer) -> None:
    long = "Ämter und Öffnungszeiten äöü " * 500
    answers = drafts(engine(), *[long] * 6, "ä" * 40_000, "Burg", context="Höhe " * 1000)
    assert answers[6] is None
    assert all(answers[:6])
    assert answers[7] == "EN-GB BURG"
    assert max(seen.size for seen in deepl_server.requests) <= 128 * 1024
    assert deepl_server.counted("translate") == 2


@pytest.mark.parametrize(
    "context", [pytest.param("Höhe des Bergs\n" * 20_000, id="many lines"), pytest.param("ä" * 200_000, id="one line")]
)
def test_a_context_gives_way_to_the_texts(deepl_server: DeepLServer, context: str) -> None:
    longest = "x" * (BYTES - 10)
    assert all(drafts(engine(), longest, "Burg", "Tor", context=context))
    assert max(seen.size for seen in deepl_server.requests) <= 128 * 1024
    told = {str(seen.body["text"]): str(seen.body.get("context", "")) for seen in deepl_server.requests}
    assert all(context.startswith(each) for each in told.values())
    assert len(told[str([longest])]) < 100
    if "\n" in context:
        assert len(told["['Burg', 'Tor']"]) > 20_000


def test_the_longest_instructions_leave_room_for_texts_and_context(deepl_server: DeepLServer) -> None:
    drafting = engine(instructions={"en": ("ä" * 300,) * 10})
    assert all(drafts(drafting, *["ä" * 4000] * 4, context="ö" * 5000))
    assert max(seen.size for seen in deepl_server.requests) <= 128 * 1024


def test_terms_become_one_glossary_of_all_languages_that_every_request_names(deepl_server: DeepLServer) -> None:
    english, spanish = engine("en", TERMS), engine("es", TERMS)
    assert drafts(english, "Der Landkreis am Brocken") == ["EN-GB DER district AM Brocken"]
    assert drafts(spanish, "Der Landkreis") == ["ES DER distrito"]
    drafts(english, "Kita")
    ((number, glossary),) = deepl_server.glossaries.items()
    assert (glossary.name, glossary.dictionaries) == ("harztool", {("de", "en"): ENGLISH, ("de", "es"): SPANISH})
    asked = [seen.body for seen in deepl_server.requests if "translate" in seen.path]
    assert [body["glossary_id"] for body in asked] == [number] * 3
    assert all(body["source_lang"] == "DE" for body in asked)
    assert deepl_server.counted("glossaries", "POST") == 1
    assert deepl_server.counted("dictionaries", "PUT") == 0


def test_a_glossary_is_found_by_its_name_and_only_what_differs_is_replaced(deepl_server: DeepLServer) -> None:
    other = deepl_server.add_glossary("Tourismus", {("de", "en"): {"Brocken": "Mount Brocken"}})
    older = deepl_server.add_glossary("harztool", {("de", "en"): ENGLISH | {"Kita": "nursery"}, ("de", "es"): SPANISH})
    newer = deepl_server.add_glossary("harztool", {("de", "en"): {"Tal": "dale"}}, "2025-02-01T00:00:00Z")
    drafts(engine("en", TERMS), "Kita")
    assert deepl_server.glossaries[older].dictionaries == {("de", "en"): ENGLISH, ("de", "es"): SPANISH}
    assert deepl_server.glossaries[other].dictionaries == {("de", "en"): {"Brocken": "Mount Brocken"}}
    assert deepl_server.glossaries[newer].dictionaries == {("de", "en"): {"Tal": "dale"}}
    assert deepl_server.counted("dictionaries", "PUT") == 1
    drafts(engine("en", TERMS), "Kita")
    assert deepl_server.counted("dictionaries", "PUT") == 1
    assert len(deepl_server.glossaries) == 3


def test_a_glossary_gets_the_dictionary_of_a_new_language(deepl_server: DeepLServer) -> None:
    number = deepl_server.add_glossary("harztool", {("de", "en"): ENGLISH})
    drafts(engine("es", TERMS), "Landkreis")
    assert deepl_server.glossaries[number].dictionaries[("de", "es")] == SPANISH


def test_a_country_follows_the_terms_of_its_language_unless_it_has_its_own(deepl_server: DeepLServer) -> None:
    terms = (*TERMS, Term("Tal", {"pt": "vale", "pt_BR": "valezinho"}))
    assert drafts(engine("en_GB", terms), "Landkreis") == ["EN-GB district"]
    assert drafts(engine("pt_BR", terms), "Tal") == ["PT-BR valezinho"]


def variants(*languages: str, rows: str) -> dict[str, Engine]:
    config = Config(languages=languages)
    terms = parsed(rows, "glossary.csv", languages)
    return {each: named("deepl")(config, each, terms, Memory()) for each in languages}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param("de,en_GB,en_US\nTal,vale,vale\n", {"Tal": "vale"}, id="both the same"),
        pytest.param("de,en_GB,en_US\nTal,vale,\n", {"Tal": "vale"}, id="an empty one takes nothing away"),
        pytest.param("de,en_GB,en_US\nTal,,vale\nHof,yard,\n", {"Tal": "vale", "Hof": "yard"}, id="each has some"),
        pytest.param("de,en\nTal,vale\n", {"Tal": "vale"}, id="one column for both"),
        pytest.param("de,en-GB\nTal,vale\n", {"Tal": "vale"}, id="one country's column for both"),
    ],
)
def test_two_variants_share_the_one_dictionary_that_deepl_has_for_them(
    deepl_server: DeepLServer, rows: str, said: dict[str, str]
) -> None:
    for language, drafting in variants("en_GB", "en_US", rows=rows).items():
        assert drafts(drafting, "Tal") == [f"{language.replace('_', '-').upper()} vale"]
        assert [each.dictionaries for each in deepl_server.glossaries.values()] == [{("de", "en"): said}]
    assert deepl_server.counted("dictionaries", "PUT") == 0


def test_two_variants_that_differ_are_refused_before_anything_is_sent(deepl_server: DeepLServer) -> None:
    with pytest.raises(GlossaryError, match=r"^glossary\.csv, row 3, columns pt_BR and pt_PT: DeepL has one .* PT "):
        variants("pt_BR", "pt_PT", rows="de,pt_BR,pt_PT\nTal,vale,vale\nZug,trem,comboio\n")
    assert deepl_server.requests == []


@pytest.mark.parametrize("heading", ["en", "EN-GB", "en_GB", "en-US"])
def test_the_only_column_of_a_language_counts_whatever_country_it_names(
    deepl_server: DeepLServer, heading: str
) -> None:
    assert drafts(variants("en", rows=f"de,{heading}\nTal,vale\n")["en"], "Tal") == ["EN-GB vale"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        pytest.param("de,es", "no column is for 'en'; add one of this name, which may stay empty.", id="none"),
        pytest.param("de,gb", "no column is for 'en'; add one of this name", id="that of another language"),
        pytest.param("de,en-GB,en-US", "en_GB and en_US could each be for 'en'; give one of them this name.", id="two"),
    ],
)
def test_without_a_column_for_a_language_nothing_is_sent(deepl_server: DeepLServer, header: str, said: str) -> None:
    with pytest.raises(GlossaryError, match=f"^glossary.csv, row 1: {said}"):
        variants("en", rows=f"{header}\nTal,vale\n")
    assert deepl_server.requests == []


def test_an_empty_column_says_that_there_are_no_terms(deepl_server: DeepLServer) -> None:
    assert drafts(variants("en", rows="de,en,en_GB\nTal,,vale\n")["en"], "Tal") == ["EN-GB TAL"]
    assert deepl_server.counted("glossaries") == 0


def test_without_terms_for_a_language_there_is_no_glossary(deepl_server: DeepLServer) -> None:
    drafts(engine("fr", TERMS), "Landkreis")
    assert deepl_server.counted("glossaries") == 0
    assert "glossary_id" not in deepl_server.requests[-1].body


def test_nothing_is_asked_before_there_is_something_to_translate(deepl_server: DeepLServer) -> None:
    assert drafts(engine("en", TERMS)) == []
    assert deepl_server.requests == []


@pytest.mark.parametrize(
    ("faults", "tries"),
    [
        pytest.param([429, 429], 3, id="asked too often"),
        pytest.param([503, 500], 3, id="not available"),
        pytest.param(["drop", "drop"], 3, id="connections cut"),
    ],
)
def test_a_passing_fault_is_waited_out(deepl_server: DeepLServer, faults: list[int | str], tries: int) -> None:
    deepl_server.fail(*faults)
    assert drafts(engine(tries=tries), "Burg") == ["EN-GB BURG"]
    assert deepl_server.counted("translate") == tries


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(403, "DeepL does not accept the key; check DEEPL_AUTH_KEY", id="the key is refused"),
        pytest.param(456, "DeepL's quota of characters is used up; raise the limit", id="the quota is used up"),
        pytest.param(429, "DeepL is asked too often just now", id="asked too often"),
        pytest.param(503, "DeepL is not available just now (status 503); try again", id="not available"),
        pytest.param(529, "DeepL is not available just now (status 529); try again", id="overloaded"),
        pytest.param(413, "DeepL refuses the request: ", id="too large after all"),
        pytest.param(404, "http://127.0.0.1", id="another server, which knows no such address"),
        pytest.param("drop", "DeepL can't be reached at http://127.0.0.1", id="the connection is cut"),
        pytest.param("short", "DeepL answered 1 of 2 texts, so none of them was taken", id="an answer is missing"),
        pytest.param("truncated", "DeepL answered 0 of 2 texts", id="half of the JSON"),
        pytest.param("page", ("http://127.0.0.1", " answers with a web page, "), id="a page of the network's portal"),
        pytest.param("moved", ("http://127.0.0.1", " sends whoever asks elsewhere, "), id="a redirect"),
        pytest.param("nested", "What http://127.0.0.1", id="JSON nested too deep"),
    ],
)
def test_a_lasting_fault_is_one_sentence_with_the_way_out(
    deepl_server: DeepLServer, fault: int | str, said: str | tuple[str, ...]
) -> None:
    deepl_server.fail(fault)
    with pytest.raises(EngineError) as caught:
        drafts(engine(tries=1), "Burg", "Tal")
    begun, *rest = [said] if isinstance(said, str) else said
    assert str(caught.value).startswith(begun)
    assert all(part in str(caught.value) for part in rest)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")
    assert not rest or "check DEEPL_SERVER_URL if it is set, or log in to your network." in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="null"),
        pytest.param(7, id="a number"),
        pytest.param(["x"], id="a list"),
        pytest.param({"text": "x"}, id="an object"),
    ],
)
def test_what_is_no_text_is_never_a_draft(deepl_server: DeepLServer, answer: Any) -> None:
    deepl_server.answer = lambda text, whole: answer if text == "Tal" else whole
    with pytest.raises(AnswerError, match="can't be read as the DeepL API's"):
        drafts(engine(tries=1), "Burg", "Tal")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(456, "DeepL takes no glossary 'harztool' now", id="quota of glossaries"),
        pytest.param(404, "DeepL has lost the glossary 'harztool' in between", id="deleted by somebody"),
        pytest.param(400, "DeepL refuses the glossary 'harztool': Bad request", id="not understood"),
        pytest.param("page", "http://127.0.0.1", id="a page of the network's portal"),
        pytest.param("moved", "http://127.0.0.1", id="a redirect"),
    ],
)
def test_a_fault_with_the_glossary_names_the_glossary(deepl_server: DeepLServer, fault: int | str, said: str) -> None:
    deepl_server.fail(fault, fault, path="glossaries")
    with pytest.raises(EngineError) as caught:
        drafts(engine("en", TERMS, tries=1), "Burg")
    assert str(caught.value).startswith(said)
    assert deepl_server.counted("translate") == 0


def test_a_server_that_is_not_that_of_deepl_is_named(deepl_server: DeepLServer) -> None:
    deepl_server.fail(404, 404, 404, path="/")
    for terms in ((), TERMS):
        with pytest.raises(EngineError, match="check DEEPL_SERVER_URL, which should be that of DeepL"):
            drafts(engine("en", terms, tries=1), "Burg")
    drafting = engine(tries=1)
    assert isinstance(drafting, Paid)
    with pytest.raises(EngineError, match="check DEEPL_SERVER_URL, which should be that of DeepL"):
        drafting.quota()


def test_the_one_glossary_of_a_free_account_may_be_another(deepl_server: DeepLServer) -> None:
    deepl_server.add_glossary("harztool", {("de", "en"): {"Tal": "dale"}})
    with pytest.raises(EngineError, match=r"'harztool www\.harz\.example' beside 'harztool'; .* deepl\.glossary;"):
        drafts(of_site("https://www.harz.example/de/"), "Burg")
    assert [glossary.name for glossary in deepl_server.glossaries.values()] == ["harztool"]
    assert deepl_server.counted("translate") == 0
    assert drafts(of_site("https://www.harz.example/de/", glossary="harztool"), "Kita") == ["EN-GB day-care centre"]


def of_site(site: str, terms: tuple[Term, ...] = TERMS, **options: Any) -> Engine:
    return named("deepl")(Config(site=site, deepl=DeepL(**options)), "en", terms, Memory())


def test_two_sites_in_one_account_keep_their_terms_apart(
    deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    deepl_server.key = "not-a-free-one"
    monkeypatch.setenv("DEEPL_AUTH_KEY", deepl_server.key)
    plain = deepl_server.add_glossary("harztool", {("de", "en"): {"Tal": "dale"}})
    one = of_site("https://www.harz.example/de/", (Term("Tal", {"en": "vale"}),))
    other = of_site("https://goslar.example:8080/", (Term("Tal", {"en": "valley"}),))
    for _ in range(2):
        assert drafts(one, "Tal") == ["EN-GB vale"]
        assert drafts(other, "Tal") == ["EN-GB valley"]
    names = [glossary.name for glossary in deepl_server.glossaries.values()]
    assert names == ["harztool", "harztool www.harz.example", "harztool goslar.example"]
    assert deepl_server.glossaries[plain].dictionaries == {("de", "en"): {"Tal": "dale"}}


def test_the_region_of_the_source_is_not_sent(deepl_server: DeepLServer) -> None:
    assert drafts(named("deepl")(Config(source="de_AT"), "en", TERMS, Memory()), "Kita") == ["EN-GB day-care centre"]
    assert deepl_server.requests[-1].body["source_lang"] == "DE"
    assert [list(each.dictionaries) for each in deepl_server.glossaries.values()] == [[("de", "en"), ("de", "es")]]


def test_the_quota_may_end_between_two_batches(deepl_server: DeepLServer) -> None:
    deepl_server.limit = 10
    drafting = engine()
    assert drafts(drafting, "Burg <b>Tal</b>") == ["EN-GB BURG <b>TAL</b>"]
    assert deepl_server.characters == len("Burg Tal")
    with pytest.raises(EngineError, match="quota"):
        drafts(drafting, "Halberstadt")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        pytest.param("", "Set DEEPL_AUTH_KEY to the key of your DeepL account", id="no key"),
        pytest.param("  \n", "Set DEEPL_AUTH_KEY to the key of your DeepL account", id="nothing but white space"),
        pytest.param("6c1f\n7a3e:fx", "DEEPL_AUTH_KEY holds a character that no key has", id="a line break inside"),
        pytest.param("6c1f–7a3e:fx", "DEEPL_AUTH_KEY holds a character that no key has", id="a dash of a text program"),
    ],
)
def test_a_key_that_can_be_none_is_refused_at_once(monkeypatch: pytest.MonkeyPatch, key: str, said: str) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", key)
    with pytest.raises(EngineError) as caught:
        engine()
    assert str(caught.value).startswith(said)


def test_a_key_with_a_line_break_behind_it_works(deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", deepl_server.key + "\n")
    assert drafts(engine(), "Burg") == ["EN-GB BURG"]


def test_the_key_is_never_shown(deepl_server: DeepLServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    drafting = engine("en", TERMS, tries=1)
    drafts(drafting, "Burg")
    messages = [repr(drafting), str(drafting)]
    for fault in (403, 456, 429, 503, 400, "drop", "short", "page"):
        deepl_server.fail(fault)
        with pytest.raises(EngineError) as caught:
            drafts(drafting, "Burg")
        error: BaseException | None = caught.value
        while error:
            messages.append(f"{error!r} {error}")
            error = error.__cause__
    assert deepl_server.key not in "\n".join([*messages, caplog.text])


@pytest.mark.parametrize("make", [named, planning], ids=["drafts", "plans"])
def test_one_client_is_made_for_a_language(
    deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch, make: Callable[[str], Any]
) -> None:
    made = []

    def counted(*arguments: Any) -> Any:
        made.append(arguments)
        return client(*arguments)

    monkeypatch.setattr(asking, "client", counted)
    make("deepl")(Config(), "en", (), Memory())
    assert len(made) == 1


def test_a_wrong_key_is_refused_by_the_server(deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", "another-key:fx")
    with pytest.raises(EngineError, match="does not accept the key") as caught:
        drafts(engine(), "Burg")
    assert "another-key" not in str(caught.value)


def test_an_unknown_target_is_refused_with_what_deepl_says(deepl_server: DeepLServer) -> None:
    with pytest.raises(EngineError, match="'target_lang' not supported"):
        drafts(engine("tlh"), "Burg")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("not an address", id="no address"),
        pytest.param("api.deepl.com", id="no scheme"),
        pytest.param("ftp://office:geheim@127.0.0.1", id="another scheme"),
        pytest.param("http://", id="no host"),
        pytest.param("http://a host/", id="a blank"),
        pytest.param("http://[::1", id="half a bracket"),
        pytest.param("http://user:geheim@127.0.0.1:99999", id="a port that can't be"),
        pytest.param("http://user:ge/heim@127.0.0.1", id="a password with a slash"),
        pytest.param("http://user:1/geheim@127.0.0.1", id="a password that reads like a port"),
    ],
)
def test_an_address_that_can_be_none_is_refused_at_once(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", "6c1f7a3e:fx")
    monkeypatch.setenv("DEEPL_SERVER_URL", address)
    with pytest.raises(EngineError, match=r"^DEEPL_SERVER_URL holds no address of a server; set it to ") as caught:
        engine()
    assert not re.search("user|office|ge/?heim", str(caught.value))


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://office:se@cret@[::1]:9"])
def test_an_address_where_nobody_answers(
    deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setitem(os.environ, "DEEPL_SERVER_URL", address)
    with pytest.raises(EngineError, match="can't be reached at http") as caught:
        drafts(engine(tries=1), "Burg")
    assert not re.search("office|cret", str(caught.value))


def test_glossaries_name_languages_in_lower_case_as_the_description_of_the_api_does(deepl_server: DeepLServer) -> None:
    drafts(engine("en", TERMS), "Landkreis")
    drafts(engine("en", (*TERMS, Term("Tal", {"en": "vale"}))), "Tal")
    drafts(engine("en", (Term("Berg", {"en": "hill"}), *TERMS[1:])), "Berg")
    asked = [seen for seen in deepl_server.requests if "glossaries" in seen.path]
    named = re.findall(r"_lang[\"'=: ]+(\w+)", " ".join(f"{seen.body}" for seen in asked))
    assert set(named) == {"de", "en", "es"}
    assert deepl_server.counted("dictionaries", "PUT") == 3
    assert deepl_server.counted("/entries", "GET") > 0


def test_options_of_the_account_are_named_in_every_request(deepl_server: DeepLServer) -> None:
    options: dict[str, object] = {
        "styles": {"en": "7ff9bfd6-cd85-4190-8503-d6215a321519"},
        "instructions": {"en": ("Write plain English.",)},
        "translation_memory": "a74d88fb-ed2a-4943-a664-a4512398b994",
        "translation_memory_threshold": 80,
    }
    drafts(engine("en", **options), "Burg")
    drafts(engine("es", **options), "Burg")
    english, spanish = (seen.body for seen in deepl_server.requests)
    assert english["style_id"] == "7ff9bfd6-cd85-4190-8503-d6215a321519"
    assert english["custom_instructions"] == ["Write plain English."]
    assert (english["translation_memory_id"], english["translation_memory_threshold"]) == (
        "a74d88fb-ed2a-4943-a664-a4512398b994",
        80,
    )
    assert not {"style_id", "custom_instructions"} & set(spanish)


def test_asked_once_more_it_names_the_terms_or_handles_tags_in_the_other_way(deepl_server: DeepLServer) -> None:
    drafting = engine("en", instructions={"en": ("Write plain English.",)})
    drafting.translate(Batch("en", ("Burg",), again=True, terms=(("Burg", "castle"),)))
    drafting.translate(Batch("en", ("Burg",), again=True))
    engine("en", model="latency_optimized").translate(Batch("en", ("Burg",), again=True, terms=(("Burg", "castle"),)))
    named, other, fast = (seen.body for seen in deepl_server.requests)
    assert named["custom_instructions"] == [
        "Write plain English.",
        "Translate the term “Burg” as “castle”, inflected where needed.",
    ]
    assert [body["tag_handling_version"] for body in (named, other, fast)] == ["v2", "v1", "v1"]
    assert "custom_instructions" not in fast


@given(MSGIDS)
def test_what_is_billed_can_be_foretold(text: str) -> None:
    assert characters(tagged(text), {"tag_handling": "xml"}) == billed(text)


@pytest.mark.parametrize("cell", ["ä" * 513, "x" * 1025])
def test_a_term_that_deepl_would_not_take_is_named_by_row_and_column(cell: str) -> None:
    terms = (*TERMS, Term("Tal", {"en": "vale", "es": cell}, row=7))
    with pytest.raises(GlossaryError, match=r"^glossary\.csv, row 7, column es: the text has \d+ bytes") as caught:
        planning("deepl")(Config(), "en", terms, Memory())
    assert len(str(caught.value)) < 200


def test_more_terms_than_deepl_takes_are_named_where_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harztool.engines.deepl.glossaries.DICTIONARY_BYTES", 20)
    terms = (Term("Tal", {"en": "vale"}, row=2), Term("Burg", {"en": "castle"}, row=3))
    with pytest.raises(GlossaryError, match=r"^glossary\.csv, row 3, column en: .* 10 MiB that DeepL takes"):
        planning("deepl")(Config(), "en", terms, Memory())


def test_planning_needs_no_key_and_tells_what_shapes_an_answer() -> None:
    def stamp(language: str = "en", terms: tuple[Term, ...] = (), **options: object) -> str:
        drafting = planning("deepl")(Config(deepl=DeepL(**options)), language, terms, Memory())  # type: ignore[arg-type]
        assert isinstance(drafting, Paid)
        assert drafting.quota() is None
        return drafting.stamp

    kinds = [
        stamp(),
        stamp("es"),
        stamp(terms=TERMS),
        stamp(terms=TERMS[:2]),
        stamp(formality="less"),
        stamp(model="quality_optimized"),
        stamp(styles={"en": "x"}),
        stamp(instructions={"en": ("Short.",)}),
        stamp(translation_memory="x"),
        stamp(translation_memory="x", translation_memory_threshold=90),
        stamp(targets={"en": "EN-US"}),
    ]
    assert len(set(kinds)) == len(kinds)
    assert stamp() == kinds[0]


def test_what_is_left_of_the_account_is_asked_live(deepl_server: DeepLServer) -> None:
    deepl_server.limit = 1000
    drafting = engine()
    drafts(drafting, "Burg")
    assert isinstance(drafting, Paid)
    assert drafting.quota() == Quota(4, 1000)


def test_a_key_that_an_answer_repeats_and_a_password_in_the_address_are_not_shown(
    deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MESSAGES, 400, f"no account for {deepl_server.key}")
    deepl_server.fail(400)
    with pytest.raises(EngineError, match="no account for …") as caught:
        drafts(engine(tries=1), "Burg")
    assert deepl_server.key.removesuffix(":fx") not in str(caught.value)
    monkeypatch.setenv("DEEPL_SERVER_URL", "http://office:secret@127.0.0.1:9")
    with pytest.raises(EngineError, match=r"http://127\.0\.0\.1:9;") as caught:
        drafts(engine(tries=1), "Burg")
    assert "secret" not in str(caught.value)

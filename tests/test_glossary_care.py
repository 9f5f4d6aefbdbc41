"""`harztool glossary` and `translate --refresh-glossary`: what is told, drafted anew, and left alone."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest

from harztool.drafts import concerned
from harztool.glossary import parsed, remarks, suggestions, usage
from harztool.model import Catalog, Message, Term
from harztool.provenance import digits, drafted_by
from tests.conftest import Said
from tests.deepl_server import DeepLServer, deepl_server_fixture  # noqa: F401 - pytest looks for it here
from tests.sites import messages, project, write_page

Harz = Callable[..., Said]


def row(number: int, source: str, english: str = "", spanish: str = "") -> Term:
    cells = {"en": english, "es": spanish}
    return Term(source, {name: cell for name, cell in cells.items() if cell}, row=number)


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        pytest.param([row(2, "Schule", "school"), row(3, "Schulen", "schools")], [(3, "de", "double")], id="a plural"),
        pytest.param([row(2, "Kita", "nursery"), row(3, "KITA", "nursery")], [(3, "de", "double")], id="capitals"),
        pytest.param(
            [row(2, "Kita", "nursery", "guardería"), row(3, "Kitas", "day-care centre", "guarderías")],
            [(3, "en", "contradiction")],
            id="two translations of one word",
        ),
        pytest.param([row(2, "Rückkehr", "return"), row(3, "Rückkehrer", "returnee")], [], id="two words of one stem"),
        pytest.param(
            [row(2, "Harz", "Harz"), row(3, "Landkreis Harz", "district of Harz")],
            [(3, "de", "contains")],
            id="one in the other",
        ),
        pytest.param([row(2, "Burg")], [(2, "de", "empty")], id="no rule at all"),
        pytest.param([row(2, "<b>Burg</b>", "castle")], [(2, "de", "not found")], id="a tag in a term"),
        pytest.param([row(2, "K&amp;K", "castle")], [(2, "de", "not found")], id="a reference in a term"),
        pytest.param([row(2, "…", "castle")], [(2, "de", "not found")], id="no word in a term"),
        pytest.param([row(2, "Burg", "castle"), row(3, "Tal", "", "valle")], [], id="nothing"),
    ],
)
def test_remarks_on_a_glossary(terms: list[Term], found: list[tuple[int, str, str]]) -> None:
    assert [each[:3] for each in remarks(terms, [])] == found


def test_a_language_without_a_column_is_told() -> None:
    terms = parsed("de,fr,es\nTal,val,\n", "glossary.csv", ["en", "es"])
    assert [(each.row, each.column, each.kind, each.wrong) for each in remarks(terms, [], "de", ["en", "es"])] == [
        (1, "en", "missing", True)
    ]


def test_a_longer_term_whose_translation_does_not_go_with_the_shorter_one_is_told() -> None:
    terms = [row(2, "Harz", "Harz"), row(3, "Landkreis Harz", "the district")]
    (remark,) = remarks(terms, [])
    assert "'the district' is without 'Harz'" in remark.text


def test_terms_that_never_occur_are_told_where_the_texts_are_known() -> None:
    terms = [row(2, "Burg", "castle"), row(3, "Tal", "vale")]
    assert [(each.row, each.kind) for each in remarks(terms, ["Die Burgen"])] == [(3, "unused")]


def calls(step: Callable[[], object]) -> int:
    """Return how many functions are called in a step: what it takes, whatever else the machine does."""
    count = 0

    def counting(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counting)
    try:
        step()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("what", ["check", "status", "suggest"])
def test_twice_as_many_terms_and_texts_take_about_twice_as_long(what: str) -> None:
    dice = random.Random(1)
    names = ["".join(dice.choices("abdeghiklmnorstu", k=8)).title() for _ in range(600)]

    def size(count: int, which: Sequence[str]) -> int:
        terms = [row(2 + at, word if at % 4 else f"Amt {word}", word) for at, word in enumerate(which[:count])]
        texts = [f"Das {one} und {other}" for one, other in pairwise(which[:count])]
        found = [Message(text, "Some") for text in texts]
        steps: dict[str, Callable[[], object]] = {
            "check": lambda: list(remarks(terms, texts, "de", ["en"])),
            "status": lambda: usage(Catalog(tuple(found)), terms, "en"),
            "suggest": lambda: suggestions(found, terms, 1),
        }
        return calls(steps[what])

    assert size(300, names[300:]) < 2.6 * size(150, names)


def test_how_a_term_fares() -> None:
    catalog = Catalog(
        (
            Message("Ein Landkreis", "A district", places=("a.html",)),
            Message("Landkreise", "Districts", places=("b.html", "a.html")),
            Message("Der Landkreis", "The county", fuzzy=True),
            Message("Landkreis"),
            Message("Landkreis!", "Gone", obsolete=True),
        )
    )
    (found,) = usage(catalog, [row(2, "Landkreis", "district"), row(3, "Tal", "", "valle")], "en")
    assert (found.messages, found.applied, found.inflected, found.missed, found.untranslated) == (4, 1, 1, 1, 1)
    assert found.pages == ("a.html", "b.html")
    assert [message.source for message in found.misses] == ["Der Landkreis"]


def test_frequent_words_and_names_without_a_row_are_suggested() -> None:
    texts = [
        "Das Team vom Harzer Bürgertreff hilft.",
        "Alle kommen zum Harzer Bürgertreff.",
        "Ein Abend im Harzer Bürgertreff mit der Burg",
        "Am Montag die Burg",
        "Auf der Burg. Heute ist Ruhe. Heute auch.",
        "Die Burgen und das <keep>Ticket</keep>",
        "Ein <keep>Ticket</keep>",
        "Das <keep>Ticket</keep>",
    ]
    found = suggestions([Message(text) for text in texts], [], 3)
    assert [(each.text, each.messages, each.name) for each in found] == [
        ("Burg", 4, False),
        ("Harzer Bürgertreff", 3, True),
    ]
    assert [each.text for each in suggestions([Message(text) for text in texts], [row(2, "Burg", "castle")], 3)] == [
        "Harzer Bürgertreff"
    ]


def draft(source: str, made: str, **others: object) -> Message:
    comments = drafted_by((), "deepl", made)
    return replace(Message(source, made, fuzzy=True, comments=comments), **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("message", "before", "where"),
    [
        pytest.param(draft("Tal", "dale"), {}, "machines", id="a draft"),
        pytest.param(draft("Tal", "dale", fuzzy=False), {}, "persons", id="an accepted draft"),
        pytest.param(draft("Tal", "dale", translation="dales"), {}, "persons", id="an edited draft"),
        pytest.param(Message("Tal", "dale", fuzzy=True), {}, "persons", id="a text of unknown origin"),
        pytest.param(Message("Tal", "the vales", fuzzy=True), {}, "", id="it follows the glossary"),
        pytest.param(draft("Berg", "fell"), {"Berg": "fell"}, "machines", id="a term was taken out"),
        pytest.param(draft("Berg", "hill"), {"Berg": "fell"}, "", id="taken out and not followed"),
        pytest.param(Message("Tal"), {}, "", id="not translated"),
        pytest.param(Message("Tal", "dale", obsolete=True), {}, "", id="gone"),
    ],
)
def test_which_messages_an_edit_concerns(message: Message, before: dict[str, str], where: str) -> None:
    found = concerned(Catalog((message,)), [row(2, "Tal", "vale")], "en", before.items())
    assert {name for name in ("machines", "persons") if getattr(found, name)} == ({where} if where else set())


@pytest.fixture
def site(harz: Harz, tmp_path: Path, deepl_server: DeepLServer) -> Path:
    """Two pages with a term, drafted by DeepL with its glossary; it is the working folder."""
    project(tmp_path, pages=0, glossary="de,en,note\nLandkreis,district,\nTal,vale,\n")
    write_page(tmp_path, 0, ["Unser Landkreis", "Euer Landkreis", "Ein Tal"])
    write_page(tmp_path, 1, ["Jeder Landkreis", "Die Burg"])
    harz("extract", "-q")
    assert harz("translate").status == 0
    deepl_server.texts.clear()
    return tmp_path


def test_after_an_edit_only_what_is_concerned_and_the_machines_is_drafted_anew(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    path = site / "po/en.po"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"EN-GB EUER district"', '"Your own district"')  # a person claims one, and accepts another
    before, drafted, after = text.partition('#, fuzzy\nmsgid "Jeder Landkreis"')
    path.write_text(before + drafted.replace("#, fuzzy\n", "") + after, encoding="utf-8")
    (site / "glossary.csv").write_text("de,en,note\nLandkreis,county,\nTal,vale,\n", encoding="utf-8")
    looked = harz("translate", "--refresh-glossary", "--dry-run")
    assert looked.out.splitlines()[:3] == [
        "po/en.po: Unser Landkreis (15 characters)",
        "po/en.po: Euer Landkreis (left alone: a person's)",
        "po/en.po: Jeder Landkreis (left alone: a person's)",
    ]
    concerned = [
        {"language": "en", "page": page, "text": text, "drafted_by": "deepl", **more}
        for page, text, more in (
            ("0000.html", "Unser Landkreis", {"characters": 15, "left_alone": False}),
            ("0000.html", "Euer Landkreis", {"characters": 0, "left_alone": True}),
            ("0001.html", "Jeder Landkreis", {"characters": 0, "left_alone": True}),
        )
    ]
    assert json.loads(harz("translate", "--refresh-glossary", "--dry-run", "--json").out)["concerned"] == concerned
    assert json.loads(harz("translate", "--dry-run", "--json").out)["concerned"] == []
    assert deepl_server.texts == []
    told = harz("translate", "--refresh-glossary")
    assert told.out.splitlines() == looked.out.splitlines()[:3]
    assert deepl_server.texts == ["Unser Landkreis"]
    there = messages(site)
    assert there["Unser Landkreis"].translation == "EN-GB UNSER county"
    assert there["Unser Landkreis"].by_machine
    assert there["Euer Landkreis"].translation == "Your own district"
    assert there["Jeder Landkreis"].translation == "EN-GB JEDER district"
    assert deepl_server.counted("dictionaries", "PUT") == 1
    assert deepl_server.counted("glossaries", "POST") == 1
    harz("translate", "--refresh-glossary")
    assert deepl_server.texts == ["Unser Landkreis"]


def test_another_engine_drafts_anew_what_any_machine_drafted_and_tells_which(harz: Harz, site: Path) -> None:
    path = site / "po/en.po"
    text = path.read_text(encoding="utf-8").replace('"EN-GB EUER district"', '"Your own district"')
    path.write_text(text, encoding="utf-8")
    (site / "glossary.csv").write_text("de,en,note\nLandkreis,county,\nTal,vale,\n", encoding="utf-8")
    told = harz("translate", "--refresh-glossary", "-e", "pseudo")
    assert told.out.splitlines() == [
        "po/en.po: Unser Landkreis (0 characters; drafted by deepl)",
        "po/en.po: Jeder Landkreis (0 characters; drafted by deepl)",
        "po/en.po: Euer Landkreis (left alone: a person's)",
    ]
    there = messages(site)
    assert [there[f"{each} Landkreis"].provenance for each in ("Unser", "Jeder")] == [
        ("pseudo", digits(there[f"{each} Landkreis"].translation)) for each in ("Unser", "Jeder")
    ]
    assert there["Euer Landkreis"].translation == "Your own district"


def test_drafts_by_a_former_term_stay_to_be_refreshed_until_they_were(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    for rows, new in (("Landkreis,county\n", "Kein Landkreis"), ("Burg,castle\n", "Ein Hof")):
        (site / "glossary.csv").write_text(f"de,en\n{rows}", encoding="utf-8")
        write_page(site, 2, ["Kein Landkreis", new])
        harz("extract", "-q")
        assert harz("translate").status == 0  # plainly, and under other terms than before
    deepl_server.texts.clear()
    told = harz("translate", "--refresh-glossary", "--dry-run")
    concerned = [
        "Seite Burg",
        "Unser Landkreis",
        "Euer Landkreis",
        "Ein Tal",
        "Jeder Landkreis",
        "Die Burg",
        "Kein Landkreis",
    ]
    assert [line.split(" (")[0] for line in told.out.splitlines()[:7]] == [f"po/en.po: {each}" for each in concerned]
    deepl_server.fail(403)
    assert harz("translate", "--refresh-glossary").status == 4
    told = harz("translate", "--refresh-glossary")
    assert sorted(deepl_server.texts) == sorted(concerned)
    assert messages(site)["Kein Landkreis"].translation == "EN-GB KEIN LANDKREIS"
    told = harz("translate", "--refresh-glossary")
    assert (told.out, told.err) == ("", "po/en.po: 0 drafted by deepl, 0 untranslated\n")


def test_a_draft_that_comes_out_as_it_was_is_not_written_anew(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    # The engine says "vale" of itself, so that it follows the former term for ever.
    deepl_server.answer = lambda text, whole: "EN-GB EIN vale" if text == "Ein Tal" else whole
    (site / "glossary.csv").write_text("de,en\nLandkreis,district\n", encoding="utf-8")
    path = site / "po/en.po"
    text = path.read_text(encoding="utf-8")
    told = messages(site)["Ein Tal"].provenance
    assert told
    before, drafted, after = text.partition(f"# draft: deepl {told[1]}")
    path.write_text(f"{before}{drafted}{after}".replace(drafted, f"{drafted}\n# ask the office"), encoding="utf-8")
    assert harz("fmt", "-q").status == 0
    whole = path.read_bytes()
    told = harz("translate", "--refresh-glossary", "--json")
    assert deepl_server.texts == ["Ein Tal"]
    assert "0 drafted by deepl, 0 untranslated; 7 characters, less than 0.01 EUR; 1 came out as they were" in told.err
    assert (json.loads(told.out)[0]["drafted"], json.loads(told.out)[0]["unchanged"]) == (0, 1)
    assert path.read_bytes() == whole
    assert harz("translate", "--refresh-glossary").out == ""


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        pytest.param("Tal,dale\n", None, id="it is right now"),
        pytest.param("Berg,hill\n", None, id="the term was taken out"),
        pytest.param("Tal,glen\n", "check this: Tal must be glen", id="it must be another word now"),
        pytest.param("Tal,vale\n", "check this: Tal must be vale", id="nothing that concerns it"),
    ],
)
def test_a_note_of_a_missed_term_goes_with_the_glossary(
    harz: Harz, site: Path, deepl_server: DeepLServer, rows: str, note: str | None
) -> None:
    deepl_server.answer = lambda text, whole: whole.replace("vale", "dale")
    write_page(site, 2, ["Kein Tal"])
    harz("extract", "-q")
    harz("translate", "-q")
    path = site / "po/en.po"
    before = path.read_bytes()
    assert "draft note: check this: Tal must be vale" in messages(site)["Kein Tal"].comments
    (site / "glossary.csv").write_text(f"de,en\nLandkreis,district\n{rows}", encoding="utf-8")
    told = harz("translate")
    found = messages(site)["Kein Tal"]
    assert [line for line in found.comments if "note" in line] == ([f"draft note: {note}"] if note else [])
    assert (found.translation, found.by_machine, found.fuzzy) == ("EN-GB KEIN dale", True, True)
    assert ("up to date" in told.err) is (path.read_bytes() != before) is (rows != "Tal,vale\n")
    assert harz("translate").err == "po/en.po: 0 drafted by deepl, 0 untranslated\n"


def test_the_note_of_a_draft_that_a_person_made_their_own_stays(harz: Harz, site: Path) -> None:
    path = site / "po/en.po"
    note = "# draft note: check this: Tal must be dell"
    text = path.read_text(encoding="utf-8").replace('"EN-GB EIN vale"', '"A vale"')
    drafted = next(line for line in text[: text.index('msgid "Ein Tal"')].splitlines()[::-1] if "# draft:" in line)
    path.write_text(text.replace(drafted, f"{drafted}\n{note}"), encoding="utf-8")
    before = path.read_bytes()
    assert "up to date" not in harz("translate").err
    assert path.read_bytes() == before


def test_every_request_names_the_glossary_which_is_made_once_and_replaced_once(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    other = "Andere Namen"
    (site / "glossary.csv").write_text("de,en\nLandkreis,county\n", encoding="utf-8")
    write_page(site, 2, ["Ein Landkreis", other])
    harz("extract", "-q")
    harz("translate")
    write_page(site, 3, ["Kein Landkreis"])
    harz("extract", "-q")
    harz("translate")
    asked = [seen.body for seen in deepl_server.requests if seen.path == "/v2/translate"]
    assert len({str(body["glossary_id"]) for body in asked}) == 1
    assert all(body["source_lang"] == "DE" for body in asked)
    assert (deepl_server.counted("glossaries", "POST"), deepl_server.counted("dictionaries", "PUT")) == (1, 1)
    assert {name for each in deepl_server.glossaries.values() for name in each.dictionaries} == {("de", "en")}


def test_the_glossary_can_be_checked_followed_and_filled(harz: Harz, site: Path) -> None:
    told = harz("glossary", "check")
    assert (told.status, told.out, told.err) == (0, "", "glossary.csv: 2 terms; nothing to remark\n")
    (site / "glossary.csv").write_text("de,en\nLandkreis,county\nLandkreise,districts\nSee,lake\n", encoding="utf-8")
    told = harz("glossary", "check")
    assert told.status == 1
    assert told.out.splitlines()[0] == (
        "glossary.csv, row 3, column en: contradiction: 'Landkreise' is 'districts', but 'Landkreis' in row 2 is "
        "'county'."
    )
    assert [each["kind"] for each in json.loads(harz("glossary", "check", "--json").out)] == [
        "contradiction",
        "unused",
        "unused",
    ]
    told = harz("-v", "glossary", "status")
    assert told.out.splitlines()[1].split() == ["en", "Landkreis", "county", "3", "0", "0", "3", "0", "2"]
    assert "en: Landkreis must be county: Unser Landkreis -> EN-GB UNSER district" in told.err
    assert json.loads(harz("glossary", "status", "--json").out)[0]["missed"] == 3
    told = harz("glossary", "suggest", "--least", "1", "--json")
    assert [each["text"] for each in json.loads(told.out)] == ["Burg", "Tal", "Tor"]


def test_all_doubles_and_all_that_is_too_long_is_listed_at_once(harz: Harz, site: Path) -> None:
    rows = f"de,en\nTal,vale\nTal,vale\nTal,dale\nBurg,{'ä' * 513}\n"
    (site / "glossary.csv").write_text(rows, encoding="utf-8")
    told = harz("glossary", "check")
    assert told.status == 1
    assert told.out.splitlines() == [
        "glossary.csv, row 3, column de: double: 'Tal' stands in row 2 already; keep one of the two rows.",
        "glossary.csv, row 4, column en: contradiction: 'Tal' is 'dale', but 'Tal' in row 2 is 'vale'.",
        "glossary.csv, row 4, column en: contradiction: 'Tal' is 'dale', but 'Tal' in row 3 is 'vale'.",
        "glossary.csv, row 5, column en: long: the text has 1026 bytes, and DeepL takes 1024; shorten it.",
    ]
    assert (harz("translate").status, harz("glossary", "status").status) == (2, 2)


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        pytest.param(["chek"], 2, "The glossary has no 'chek'; did you mean 'check'?", id="a slip"),
        pytest.param(["check", "--lang", "en"], 2, "The glossary is for all languages; --lang is", id="one language"),
        pytest.param(["suggest", "--lang", "en"], 2, "--lang is for `glossary status`", id="words in one language"),
        pytest.param(["status", "--lang", "fr"], 2, "This project has no language 'fr'", id="an unknown language"),
        pytest.param(["suggest", "--least", "0"], 2, "Invalid value for '--least'", id="less than one"),
    ],
)
def test_wrong_usage(harz: Harz, site: Path, args: list[str], status: int, said: str) -> None:
    told = harz("glossary", *args)
    assert (told.status, told.err.count("\n")) == (status, 1)
    assert said in told.err


def test_without_a_glossary_or_texts_the_way_out_is_told(harz: Harz, tmp_path: Path) -> None:
    project(tmp_path, pages=0)
    columns = "which names the columns de,en,note; `harztool glossary suggest` lists words for it."
    for what in ("check", "status"):
        assert harz("glossary", what).err == f"harztool: There is no glossary.csv; make one, {columns}\n"
    (tmp_path / "glossary.csv").write_text("de,en\n", encoding="utf-8")
    said = f"harztool: There are no terms in glossary.csv; write some below its first row, {columns}\n"
    assert harz("glossary", "check").err == said
    assert harz("glossary", "suggest").err == "harztool: There is no po/site.pot; run `harztool extract` first.\n"

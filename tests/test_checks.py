"""The checks: each by its own examples, all of them by pairs of real kind, bad ones and good ones."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harztool import checks
from harztool.checks import CHECKS, Check, Context, Example, examples, problems, terms
from harztool.model import Catalog, Message, Problem, Term

TERMS = (
    Term("Landkreis", {"en": "district", "es": "distrito"}),
    Term("Harz", {"en": "Harz", "es": "Harz"}),
)


def found(source: str, translation: str, language: str = "en", terms: tuple[Term, ...] = TERMS) -> list[Problem]:
    header = Message("", f"Language: {language}\n")
    return list(problems(Catalog((Message(source, translation),), header), terms))


def said(check: str, source: str, translation: str, language: str = "en") -> list[str]:
    return [problem.text for problem in found(source, translation, language) if problem.check == check]


def run(check: Check, example: Example) -> list[str]:
    return list(check.run(example.message, example.context)) if check.when(example.message) else []


def of_all_checks() -> list[tuple[Check, Example]]:
    return [(check, example) for check in CHECKS.values() for example in examples(check)]


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)
def test_a_check_has_a_manual_with_bad_and_good_examples(check: Check) -> None:
    first = check.manual.partition("\n")[0]
    assert first.endswith(".")
    assert {example.good for example in examples(check)} == {True, False}
    assert check.severity in {"error", "warning"}


@pytest.mark.parametrize(
    ("check", "example"), of_all_checks(), ids=lambda value: getattr(value, "line", getattr(value, "name", ""))
)
def test_a_check_fires_on_its_bad_examples_and_on_no_good_one(check: Check, example: Example) -> None:
    assert bool(run(check, example)) is not example.good


@pytest.mark.parametrize(
    "example", [each for _, each in of_all_checks() if each.good and each.message.source], ids=lambda each: each.line
)
def test_a_good_example_of_one_check_is_good_for_all(example: Example) -> None:
    assert [(check.name, text) for check in CHECKS.values() for text in run(check, example)] == []


def test_a_text_that_is_translated_in_two_ways_is_told_where_it_differs() -> None:
    messages = (Message("<b>Weiter</b>", "<b>Next</b>"), Message("Weiter:", "Next:"), Message("Weiter", "Further"))
    (found,) = problems(Catalog(messages, Message("", "Language: en\n")), (), ["consistency"])
    assert (found.message, found.text) == (messages[2], "elsewhere this is next")


def test_a_context_of_its_own_is_a_reason_to_translate_a_text_in_another_way() -> None:
    messages = (Message("Weiter", "Next", context="pager"), Message("Weiter", "Further"))
    assert not list(problems(Catalog(messages, Message("", "Language: en\n")), (), ["consistency"]))


def test_reviewed_texts_count_for_more_than_drafts() -> None:
    drafts = tuple(Message(f"Weiter{'.' * number}", "Further", fuzzy=True) for number in range(1, 6))
    catalog = Catalog((*drafts, Message("Weiter", "Next")), Message("", "Language: en\n"))
    assert {found.message for found in problems(catalog, (), ["consistency"])} == set(drafts)


def test_a_word_that_stays_in_all_other_texts_is_missed_where_it_goes() -> None:
    kept = tuple(Message(f"Pension Wiesengrund {number}", f"Wiesengrund guest house {number}") for number in range(5))
    lost = Message("Zum Wiesengrund", "To the meadow ground")
    catalog = Catalog((*kept, lost), Message("", "Language: en\n"))
    found = list(problems(catalog, (), ["names-kept"]))
    assert [(each.message, each.text) for each in found] == [(lost, "Wiesengrund stays as it is in 5 other texts")]


def test_names_of_the_project_stay() -> None:
    catalog = Catalog((Message("Im Tannenhof", "At Fir Court"),), Message("", "Language: en\n"))
    assert [each.text for each in problems(catalog, (), ["names-kept"], known=("Tannenhof",))] == [
        "Tannenhof stays as it is"
    ]
    assert not list(problems(catalog, (), ["names-kept"]))


@pytest.mark.parametrize(
    ("note", "forbidden"),
    [
        pytest.param("never “county” or “shire”", ("county", "shire"), id="English, two of them"),
        pytest.param("Name, bleibt; kein „Magdeburgo“", ("Magdeburgo",), id="German"),
        pytest.param("never county; see the law", ("county",), id="without marks"),
        pytest.param("nicht das Studium, im Betrieb", (), id="a remark that forbids nothing"),
        pytest.param("bleibt", (), id="no word of it"),
    ],
)
def test_the_note_of_a_term_says_what_it_must_not_become(note: str, forbidden: tuple[str, ...]) -> None:
    assert terms.forbidden(Term("Kurhaus", {"en": "spa house"}, note)) == forbidden


@pytest.mark.parametrize(
    ("comments", "names"),
    [
        pytest.param((), ["numbers-kept"], id="nothing accepted"),
        pytest.param(("ok: numbers, the house was numbered anew",), [], id="by the beginning of its name"),
        pytest.param(("draft: deepl 3a1c82b0", "OK: numbers-kept – numbered anew"), [], id="among other comments"),
        pytest.param(("ok: numbers",), ["numbers-kept", "acceptance"], id="without a reason"),
        pytest.param(("ok: quotes, they are fine",), ["numbers-kept", "acceptance"], id="another check"),
        pytest.param(("ok: nombers, a slip",), ["numbers-kept", "acceptance"], id="no check at all"),
        pytest.param(("ok with the mayor",), ["numbers-kept"], id="a comment that only begins alike"),
    ],
)
def test_one_finding_is_accepted_where_it_stands(comments: tuple[str, ...], names: list[str]) -> None:
    catalog = Catalog((Message("Haus 7", "House 9", comments=comments),), Message("", "Language: en\n"))
    texts = {problem.check for problem in problems(catalog, ())}
    assert sorted(texts) == sorted(names)


def test_an_acceptance_is_not_called_needless_by_a_run_without_its_check() -> None:
    message = Message("Haus 7", "House 7", comments=("ok: numbers, numbered anew",))
    catalog = Catalog((message,), Message("", "Language: en\n"))
    assert [each.text for each in problems(catalog, ())] == ["`ok: numbers` is no longer needed; remove the comment"]
    assert not list(problems(catalog, (), ["untranslated"]))


@pytest.mark.parametrize(
    ("messages", "language"),
    [
        pytest.param([Message("Save the file or close it")] * 5, "en", id="English"),
        pytest.param([Message("Die Datei und der Ordner")] * 5, "de", id="German"),
        pytest.param([Message("OK"), Message("Radio")], "de", id="nothing to tell by"),
    ],
)
def test_the_language_of_the_sources_is_told_by_their_small_words(messages: list[Message], language: str) -> None:
    assert checks.source_of(Catalog(tuple(messages))) == language


def test_the_header_may_name_the_language_of_the_sources() -> None:
    assert checks.source_of(Catalog((), Message("", "X-Source-Language: fr\n"))) == "fr"


def test_an_english_source_is_not_taken_for_german() -> None:
    catalog = Catalog(
        (Message("delete", "delete"), Message("open file", "open file")), Message("", "Language: en_GB\n")
    )
    assert not list(problems(catalog, (), source="en"))


@given(st.text(alphabet="IVXLCDM ", max_size=12))
def test_no_row_of_roman_letters_makes_a_check_fail(text: str) -> None:
    found(f"{text} 7", text)


@pytest.mark.parametrize(
    ("check", "source", "translation", "texts"),
    [
        pytest.param(
            "numbers-kept",
            "Der Brocken ist 1.141 m hoch.",
            "The Brocken is 1,411 m high.",
            ["the number 1141 is missing", "the number 1411 is not in the source"],
            id="a number",
        ),
        pytest.param("dates-kept", "am 3. Mai", "on 3 March", ["May became March"], id="a month"),
        pytest.param("formats-kept", "Hallo %s", "Hello", ["%s is missing"], id="a field as it is written"),
        pytest.param("glossary-used", "Der Landkreis", "The county", ["Landkreis must be district"], id="a term"),
        pytest.param("glossary-used", "Im Harz", "In resin", ["Harz stays as it is"], id="a name that stays"),
    ],
)
def test_a_problem_says_what_is_wrong(check: str, source: str, translation: str, texts: list[str]) -> None:
    assert said(check, source, translation) == texts


@pytest.mark.parametrize(
    ("message", "names"),
    [
        pytest.param(Message("Burg"), ["untranslated"], id="an untranslated message is just that"),
        pytest.param(Message("Burg", fuzzy=True), ["untranslated"], id="fuzzy without a text is untranslated"),
        pytest.param(Message("Burg 7", " ", fuzzy=True), ["blank", "unreviewed"], id="a blank is not looked into"),
        pytest.param(Message("Burg 7", "Castle", fuzzy=True), ["unreviewed", "numbers-kept"], id="drafts are checked"),
        pytest.param(Message("Burg 7", "Castle", obsolete=True), [], id="obsolete messages are left alone"),
        pytest.param(
            Message("%d Burg", "%d castle", plural="%d Burgen", translations=("castles",)),
            ["formats-kept"],
            id="a plural form is read against the plural",
        ),
        pytest.param(
            Message("%d Burg", "One castle", plural="%d Burgen", translations=("%d castles",)),
            [],
            id="a first form may do without the number",
        ),
        pytest.param(
            Message("%d Burg", "%d castle", plural="%d Burgen", translations=("",)),
            ["untranslated"],
            id="a plural form can be missing",
        ),
    ],
)
def test_the_state_of_a_message_decides_what_is_checked(message: Message, names: list[str]) -> None:
    catalog = Catalog((message,), Message("", "Language: en\n"))
    assert [(problem.check, problem.message) for problem in problems(catalog, ())] == [
        (name, message) for name in names
    ]


@pytest.mark.parametrize(
    ("header", "language", "texts"),
    [
        pytest.param("Language: es\n", "en", ["the header says es, but the file is for en"], id="another language"),
        pytest.param("Language: en_GB\n", "en", [], id="a country is welcome"),
        pytest.param("Language: en\n", "", [], id="without a name the header is believed"),
        pytest.param("", "es", ["the header names no language; write Language: es"], id="no language"),
        pytest.param(None, "es", ["the header names no language; write Language: es"], id="no header"),
    ],
)
def test_the_header_names_the_language_of_the_file(header: str | None, language: str, texts: list[str]) -> None:
    catalog = Catalog((), None if header is None else Message("", header))
    assert [problem.text for problem in problems(catalog, (), language=language)] == texts


def test_a_file_is_read_in_the_language_of_its_name() -> None:
    catalog = Catalog((Message("Fragen?", "Preguntas?"),), Message("", "Language: en\n"))
    found = list(problems(catalog, (), language="es"))
    assert [(problem.check, problem.language) for problem in found] == [
        ("header-language", "es"),
        ("inverted-punctuation", "es"),
    ]


def test_only_the_checks_that_are_named_are_run() -> None:
    catalog = Catalog((Message("Burg 7", "castle castle", fuzzy=True),), Message("", "Language: en\n"))
    names = ["numbers-kept", "unreviewed"]
    assert [problem.check for problem in problems(catalog, (), names)] == ["unreviewed", "numbers-kept"]
    with pytest.raises(KeyError, match="numbers-kepd"):
        list(problems(catalog, (), ["numbers-kepd"]))


def test_a_file_with_a_country_follows_the_column_of_its_language() -> None:
    message = Message("Der Landkreis", "The county")
    assert [each.check for each in problems(Catalog((message,)), TERMS, ["glossary-used"], "en_GB")] == [
        "glossary-used"
    ]


def test_the_rack_holds_the_checks_of_every_room_and_no_other() -> None:
    rooms = {f"{checks.__name__}.{room}" for room in checks.ROOMS}
    folder = Path(checks.__file__).parent
    assert {check.run.__module__ for check in CHECKS.values()} == rooms
    hung = {path.stem for path in folder.glob("*.py") if "@error" in path.read_text() or "@warning" in path.read_text()}
    assert {f"{checks.__name__}.{name}" for name in hung} == rooms


def test_a_check_that_needs_none_loads_no_client_no_screen_and_no_stems() -> None:
    heavy = {"requests", "deepl", "polib", "typer", "rich", "urllib3", "msgspec", "rapidfuzz", "snowballstemmer"}
    script = "import sys; from harztool.checks import CHECKS; CHECKS['untranslated']; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert heavy.isdisjoint(loaded.split())


TEXT = st.text() | st.from_regex(r"[0-9.,:/+€%{}<>()@ apm_-]{0,30}", fullmatch=True)
LANGUAGE = st.sampled_from(["en", "es", "de", "fr", "en_GB", ""])


@settings(deadline=None)
@given(source=TEXT, translation=TEXT, language=LANGUAGE)
def test_no_text_makes_a_check_fail(source: str, translation: str, language: str) -> None:
    message = Message(source, translation)
    for problem in problems(Catalog((message, replace(message, fuzzy=True))), TERMS, language=language):
        assert problem.text


KEEPING = [check for check in CHECKS.values() if check.name.endswith("-kept")]


@settings(deadline=None)
@given(text=TEXT)
@pytest.mark.parametrize("check", KEEPING, ids=lambda check: check.name)
def test_a_text_keeps_what_it_has(check: Check, text: str) -> None:
    assert list(check.run(Message(text, text), Context("en"))) == []


@pytest.mark.parametrize(
    "piece", ["1", "1.", "1,1 ", "½", "0", "+0", "I", "zwanzig eins ", "nicht ", "(", "{", "%", "<a ", "@a."]
)
def test_no_check_falls_over_a_long_text(piece: str) -> None:
    text = piece * (6000 // len(piece))
    for source, translation in ((text, f"{text}x"), ("Burg", text), (text, "castle")):
        assert list(problems(Catalog((Message(source, translation),), Message("", "Language: es\n")), ())) is not None


def test_what_is_kept_is_told_by_one_check_alone() -> None:
    message = Message(
        "Die <keep>Oker</keep> und die <keep2>Bode</keep2>", "The <keep>Corner</keep> and <keep2>Bode</keep2>"
    )
    others = [Message(f"Bei Oker {number}", f"Near Oker {number}") for number in range(6)]
    found = problems(Catalog((message, *others), Message("", "Language: en\n")), ())
    assert [(problem.check, problem.text) for problem in found] == [
        ("placeholders-fit", "<keep> must hold 'Oker' as it is")
    ]


@pytest.mark.parametrize(
    ("source", "translation", "spots"),
    [
        pytest.param("Höhe: 1.141 m", "Height: 1,411 m", ["1.141", "1,411"], id="a large number"),
        pytest.param("bis 9.30 Uhr", "until 8.30 a.m.", ["9.30", "8.30"], id="a time"),
        pytest.param("am 27.12.2019", "on 28/12/2019", ["27", "28"], id="the day of a date"),
        pytest.param("Drei von vier", "Two out of four", ["Drei", "Two"], id="words"),
        pytest.param("Haus 7", "House", ["7"], id="one that is lost"),
    ],
)
def test_a_number_is_marked_as_it_is_written(source: str, translation: str, spots: list[str]) -> None:
    found = problems(Catalog((Message(source, translation),), Message("", "Language: en\n")), (), ["numbers-kept"])
    assert [problem.spot for problem in found] == spots

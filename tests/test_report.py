"""The reports, by exact texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from harztool.model import Catalog, Change, Message, Problem
from harztool.report import FORMATS, Finding, Progress, changed, closing, counted, summary

BROCKEN = Message(
    "Der Brocken ist 1.141 m hoch.", "The Brocken is 1,411 m high. ", places=("de/brocken.html", "de/index.html")
)
CASTLE = Message("Burg\n100 %", "castle castle, 100%", context="title", fuzzy=True, places=("de/burg.html",))
HEADER = Message("", "Language: es\n")


def problem(check: str, text: str, message: Message, severity: str = "error", language: str = "en") -> Problem:
    return Problem(check, severity, text, message, language)


FINDINGS = (
    Finding("po/en.po", 1, problem("header-language", "the header says es, but the file is for en", HEADER)),
    Finding("po/en.po", 123, problem("numbers-kept", "the number 1141 is missing", BROCKEN)),
    Finding("po/en.po", 123, problem("edge-blanks", "there is a blank at the end", BROCKEN, "warning")),
    Finding("po/en.po", 130, problem("doubled-word", "castle stands twice", CASTLE, "warning")),
    Finding("po/es.po", 99, problem("untranslated", "there is no translation", Message("Tal"), "error", "es")),
)


def test_the_terminal_format_groups_by_page_and_shows_each_message_once() -> None:
    assert FORMATS["terminal"](FINDINGS) == (
        "The header\n"
        "po/en.po:1: error: header-language: the header says es, but the file is for en\n"
        "\n"
        "de/brocken.html\n"
        "po/en.po:123: error: numbers-kept: the number 1141 is missing\n"
        "po/en.po:123: warning: edge-blanks: there is a blank at the end\n"
        "    Der Brocken ist 1.141 m hoch.\n"
        "    The Brocken is 1,411 m high. \n"
        "\n"
        "de/burg.html\n"
        "po/en.po:130: warning: doubled-word: castle stands twice\n"
        "    Burg\\n100 %\n"
        "    castle castle, 100%\n"
        "\n"
        "On no page\n"
        "po/es.po:99: error: untranslated: there is no translation\n"
        "    Tal\n"
    )


def test_the_terminal_format_brings_the_findings_of_a_page_together() -> None:
    again = Finding(
        "po/en.po", 140, problem("blank", "the translation is blank", Message("Tor", " ", places=("de/brocken.html",)))
    )
    lines = FORMATS["terminal"]((FINDINGS[1], FINDINGS[3], again)).splitlines()
    assert [line for line in lines if line and not line.startswith(("po/", " "))] == ["de/brocken.html", "de/burg.html"]
    assert lines.index("po/en.po:140: error: blank: the translation is blank") < lines.index("de/burg.html")


PLURAL = Message("%d Tag", "%d day", plural="%d Tage", translations=("days",))


@pytest.mark.parametrize(
    ("form", "texts"),
    [pytest.param(0, ("%d Tag", "%d day"), id="first"), pytest.param(1, ("%d Tage", "days"), id="second")],
)
def test_a_finding_shows_the_form_of_the_plural_that_it_is_about(form: int, texts: tuple[str, str]) -> None:
    found = [Finding("x.po", 3, replace(problem("formats-kept", "%d is missing", PLURAL), form=form))]
    source, translation = texts
    assert FORMATS["terminal"](found).endswith(
        f":3: error: formats-kept: %d is missing\n    {source}\n    {translation}\n"
    )
    assert f"missing%0A{source.replace('%', '%25')}%0A{translation.replace('%', '%25')}\n" in FORMATS["github"](found)
    assert f"{source}\n{translation}</failure>" in FORMATS["junit"](found)
    assert f"({source})" in FORMATS["gitlab"](found)
    assert json.loads(FORMATS["sarif"](found))["runs"][0]["results"][0]["message"]["text"].endswith("\n".join(texts))
    (read,) = json.loads(FORMATS["json"](found))
    assert (read["msgid"], read["msgstr"]) == ("%d Tag", translation)


@pytest.mark.parametrize("name", ["terminal", "github"])
def test_a_text_cannot_command_the_terminal(name: str) -> None:
    message = Message("Burg", "\x1b[31mcastle\u202e\r\u2028")
    shown = FORMATS[name]([Finding("x.po", 3, problem("control-characters", "U+001B \x1b", message))])
    assert r"\x1b[31mcastle\u202e\r\u2028" in shown
    assert all(char.isprintable() or char == "\n" for char in shown)


def test_the_json_format_is_a_list_of_objects() -> None:
    assert FORMATS["json"](FINDINGS[3:4]) == (
        "[\n"
        "  {\n"
        '    "check": "doubled-word",\n'
        '    "severity": "warning",\n'
        '    "file": "po/en.po",\n'
        '    "line": 130,\n'
        '    "msgctxt": "title",\n'
        '    "msgid": "Burg\\n100 %",\n'
        '    "msgstr": "castle castle, 100%",\n'
        '    "message": "castle stands twice"\n'
        "  }\n"
        "]\n"
    )


def test_the_json_format_tells_no_context_from_an_empty_one() -> None:
    empty = Finding("x.po", 3, problem("blank", "the translation is blank", Message("Burg", " ", context="")))
    read = json.loads(FORMATS["json"]([FINDINGS[1], empty]))
    assert [each["msgctxt"] for each in read] == [None, ""]


def test_the_github_format_is_a_workflow_command_per_finding() -> None:
    assert FORMATS["github"](FINDINGS[:1] + FINDINGS[3:]) == (
        "::error file=po/en.po,line=1,title=header-language::the header says es, but the file is for en\n"
        "::warning file=po/en.po,line=130,title=doubled-word::"
        "castle stands twice%0ABurg\\n100 %25%0Acastle castle, 100%25\n"
        "::error file=po/es.po,line=99,title=untranslated::there is no translation%0ATal\n"
    )


def test_the_github_format_escapes_the_name_of_the_file() -> None:
    shown = FORMATS["github"]([Finding("po:1,2/100%\n.po", 3, FINDINGS[4].problem)])
    assert shown.startswith("::error file=po%3A1%2C2/100%25%0A.po,line=3,title=untranslated::")


def test_a_number_is_not_marked_inside_another() -> None:
    message = Message("Haus 1, 3. Stock", "House 10, 3rd floor")
    lost = Finding("x.po", 3, replace(problem("numbers-kept", "the number 1 is missing", message), spot="1"))
    new = Finding("x.po", 3, replace(problem("numbers-kept", "the number 3 is there", message), spot="3"))
    assert FORMATS["terminal"]([lost, new]).splitlines()[-4:] == [
        "    Haus 1, 3. Stock",
        "         ^",
        "    House 10, 3rd floor",
        "              ^",
    ]


def test_the_terminal_format_marks_the_spot_in_the_translation_or_else_in_the_source() -> None:
    message = Message("Die Ecker und die Ilse", "The Corner and the other Ilse")
    here = Finding("x.po", 3, replace(problem("names-kept", "Ecker stays as it is", message), spot="Ecker"))
    there = Finding("x.po", 3, replace(problem("doubled-word", "the stands twice", message), spot="the"))
    assert FORMATS["terminal"]([here, there]).splitlines()[-4:] == [
        "    Die Ecker und die Ilse",
        "        ^^^^^",
        "    The Corner and the other Ilse",
        "                   ^^^",
    ]


def test_the_gitlab_format_has_what_gitlab_asks_for() -> None:
    """Required by GitLab: description, check_name, fingerprint, severity, location.path, location.lines.begin."""
    read = json.loads(FORMATS["gitlab"](FINDINGS))
    for each, finding in zip(read, FINDINGS, strict=True):
        assert each["description"].startswith(f"{finding.problem.check}: {finding.problem.text}")
        assert each["check_name"] == finding.problem.check
        assert each["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert each["location"] == {"path": finding.file, "lines": {"begin": finding.line}}
    assert len({each["fingerprint"] for each in read}) == len(FINDINGS)


def test_a_fingerprint_stays_when_a_message_moves_and_differs_between_two_alike() -> None:
    moved = replace(FINDINGS[1], line=999)
    first, second, third = (each["fingerprint"] for each in json.loads(FORMATS["gitlab"]([FINDINGS[1], moved, moved])))
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_the_sarif_format_has_what_the_standard_asks_for() -> None:
    """SARIF 2.1.0: version and runs (3.13), tool.driver.name (3.18), results with message.text (3.27)."""
    read = json.loads(FORMATS["sarif"](FINDINGS))
    assert (read["version"], len(read["runs"])) == ("2.1.0", 1)
    (run,) = read["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "harztool"
    assert [rule["id"] for rule in rules] == list(dict.fromkeys(each.problem.check for each in FINDINGS))
    for result, finding in zip(run["results"], FINDINGS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.problem.check
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"].startswith(finding.problem.text)
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == finding.file
        assert location["physicalLocation"]["region"]["startLine"] == finding.line


def test_the_sarif_format_tells_what_a_check_asks_for_and_escapes_addresses() -> None:
    odd = replace(FINDINGS[1], file="po/a b#1.po", manual="Every number stays.")
    run = json.loads(FORMATS["sarif"]([odd]))["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "Every number stays."}
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "po/a%20b%231.po"


# Attributes that Ant's schema for JUnit reports requires of a suite, and the order of its children.
SUITE = {"name", "timestamp", "hostname", "tests", "failures", "errors", "time", "id", "package"}
CHILDREN = ["properties", "testcase", "system-out", "system-err"]


def test_the_junit_format_has_what_its_schema_asks_for() -> None:
    root = ElementTree.fromstring(FORMATS["junit"](FINDINGS))
    assert root.tag == "testsuites"
    assert [suite.get("name") for suite in root] == ["po/en.po", "po/es.po"]
    for number, suite in enumerate(root):
        assert (set(suite.keys()), suite.get("id")) == (SUITE, str(number))
        assert list(dict.fromkeys(child.tag for child in suite)) == CHILDREN
        cases = suite.findall("testcase")
        assert (suite.get("tests"), suite.get("failures")) == (str(len(cases)), str(len(cases)))
        assert all(set(case.keys()) == {"name", "classname", "time"} for case in cases)
        # Some servers keep one of those that are called the same.
        assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)
    first = root.findall("*/testcase")[1]
    assert (first.get("classname"), first.get("name")) == (
        "numbers-kept",
        "po/en.po:123: the number 1141 is missing",
    )
    assert first[0].get("message") == "the number 1141 is missing"
    assert first[0].text == (
        "po/en.po:123: error: the number 1141 is missing\nDer Brocken ist 1.141 m hoch.\nThe Brocken is 1,411 m high. "
    )


def test_nothing_found_is_a_junit_report_with_one_case_that_has_passed() -> None:
    (suite,) = ElementTree.fromstring(FORMATS["junit"](()))
    assert (suite.get("tests"), suite.get("failures"), len(suite.findall("testcase/failure"))) == ("1", "0", 0)


# `make schemas` brings them; their makers' terms do not go with those of this project.
SCHEMAS = Path(__file__).parent / "schemas"
# Texts that formats stumble over: marks of XML and JSON, blanks, a control character, a lone surrogate, no text at all.
ODD = tuple(
    Finding(file, 1, problem("blank", text, Message(text, text[::-1], context=text), severity))
    for file in ("po/en.po", "über uns/a b#%.po", "-")
    for severity in ("error", "warning")
    for text in ("", "<&\"'>]]>", " \t\n\r ", "\x00\x1b\u202e\ufffe", "\ud800", "\U0001f3d4 5\u00a0€")
)


@pytest.fixture
def schema() -> Callable[[str], Path]:
    """Return the path of a published schema; where it has not been fetched the test is skipped."""

    def found(name: str) -> Path:
        if not (SCHEMAS / name).exists():
            pytest.skip(f"{name} is not here; `make schemas` fetches it")
        return SCHEMAS / name

    return found


@pytest.mark.parametrize("findings", [(), FINDINGS, ODD], ids=["none", "some", "odd"])
def test_a_sarif_report_is_valid(findings: Sequence[Finding], schema: Callable[[str], Path]) -> None:
    rules = json.loads(schema("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(rules)(rules)
    assert [error.message for error in validator.iter_errors(json.loads(FORMATS["sarif"](findings)))] == []
    assert list(validator.iter_errors({"version": "2.1.0"}))


@pytest.mark.parametrize("name", ["JUnit.xsd", "junit-10.xsd"])
@pytest.mark.parametrize("findings", [(), FINDINGS, ODD], ids=["none", "some", "odd"])
def test_a_junit_report_is_valid(name: str, findings: Sequence[Finding], schema: Callable[[str], Path]) -> None:
    rules = etree.XMLSchema(file=str(schema(name)))
    rules.assertValid(etree.fromstring(FORMATS["junit"](findings).encode()))
    assert not rules.validate(etree.fromstring("<testsuites><testcase/></testsuites>"))


@given(st.text(), st.text(), st.text())
@pytest.mark.parametrize("name", ["junit", "sarif", "gitlab", "json"])
def test_a_report_can_be_read_whatever_the_texts_are(name: str, file: str, source: str, translation: str) -> None:
    finding = Finding(file, 1, problem("blank", "blank", Message(source, translation)))
    shown = FORMATS[name]([finding])
    assert len(ElementTree.fromstring(shown)) == 1 if name == "junit" else json.loads(shown)


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_one_finding_is_one_workflow_command_whatever_the_texts_are(file: str, source: str, translation: str) -> None:
    shown = FORMATS["github"]([Finding(file, 1, problem("blank", "blank", Message(source, translation)))])
    assert re.fullmatch(r"::error file=[^\r\n:,]*,line=1,title=blank::[^\r\n]*\n", shown)


@pytest.mark.parametrize(("name", "nothing"), [("terminal", ""), ("json", "[]\n"), ("github", "")])
def test_nothing_found_is_nothing_said(name: str, nothing: str) -> None:
    assert FORMATS[name](()) == nothing


@pytest.mark.parametrize(
    ("findings", "sentence"),
    [
        pytest.param((), "No problems found.", id="none"),
        pytest.param(FINDINGS, "Found 2 errors and 2 warnings in en, 1 error in es.", id="two languages"),
        pytest.param(FINDINGS[3:4], "Found 1 warning in en.", id="one warning"),
        pytest.param(
            [Finding("x.po", 1, problem("blank", "blank", BROCKEN, language=""))],
            "Found 1 error in a file without language.",
            id="no language",
        ),
    ],
)
def test_the_sentence_that_ends_a_check(findings: tuple[Finding, ...], sentence: str) -> None:
    assert counted(findings) == sentence


def test_the_summary_counts_each_message_in_one_state() -> None:
    messages = (
        Message("Burg", "castle"),
        Message("Tal", "valley", fuzzy=True),
        Message("Berg"),
        Message("Weg", fuzzy=True),
        Message("Tor", "gate", obsolete=True),
        Message("Turm", obsolete=True),
    )
    header = Message("", "Language: en\n")
    assert summary([Catalog(messages, header)]) == (Progress("en", 4, 1, 1, 2, 2),)


@pytest.mark.parametrize(
    ("messages", "reviewed", "percent"),
    [
        pytest.param(3, 1, 33, id="a third"),
        pytest.param(1000, 999, 99, id="all but one is not all"),
        pytest.param(7, 7, 100, id="all"),
        pytest.param(0, 0, 100, id="nothing to do is done"),
    ],
)
def test_the_percentage_is_rounded_down(messages: int, reviewed: int, percent: int) -> None:
    assert Progress("en", messages, reviewed, messages - reviewed, 0, 0).percent == percent


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        pytest.param((), "There are no catalogs yet.", id="no catalogs"),
        pytest.param(
            (Progress("en", 4, 2, 2, 0, 1),),
            "2 of 4 translations are reviewed; 2 drafts wait for review, 0 messages are untranslated (en 2 of 4).",
            id="one language",
        ),
    ],
)
def test_the_sentence_below_the_status_table(rows: tuple[Progress, ...], sentence: str) -> None:
    assert closing(rows) == sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("https://harz.example/a", "https<!-- -->://harz.example/a", id="an address"),
        pytest.param("(www.harz.example)", "(www<!-- -->.harz.example)", id="an address without its scheme"),
        pytest.param("ana@harz.example", "ana@<!-- -->harz.example", id="an e-mail address"),
        pytest.param("@ana", "@<!-- -->ana", id="a mention"),
        pytest.param("Saal #1", "Saal #<!-- -->1", id="an issue"),
        pytest.param("harz/site#1", "harz/site#<!-- -->1", id="an issue elsewhere"),
        pytest.param("GH-1", "GH<!-- -->-1", id="an issue as GitHub once wrote it"),
        pytest.param("Stand 3f9a01c2", "Stand 3f9a01<!-- -->c2", id="a commit"),
        pytest.param("# Burg", "\\# Burg", id="a heading"),
        pytest.param("<b>Burg</b> [x](y)", "&lt;b&gt;Burg&lt;/b&gt; \\[x\\](y)", id="tags and links"),
        pytest.param("Tel. 039439350 um 10:30", "Tel. 039439350 um 10:30", id="numbers are left alone"),
    ],
)
def test_no_text_becomes_a_link_or_calls_anybody_in_markdown(text: str, shown: str) -> None:
    written = changed.markdown({"po/en.po": [Change(("new",), None, Message(text))]})
    assert written == f"### po/en.po: 1 message changed: 1 new.\n\n- **new**\n  - {shown}\n\n"

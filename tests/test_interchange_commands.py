"""Export and import as commands: what is never overwritten, what is told, and that gettext takes the result."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harztool import interchange, po
from harztool.model import Message

from .conftest import Said
from .test_catalogs import english
from .test_interchange import applied

Harz = Callable[..., Said]
OPEN = Message("Das Tor", "The gate", fuzzy=True)
DONE = Message("Offen", "Open")


@pytest.fixture
def project(harz: Harz, tmp_path: Path) -> Path:
    """A project in two languages, which is the working folder."""
    (tmp_path / "harztool.toml").write_text('languages = ["en", "es"]\n', encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("de,en\n", encoding="utf-8")
    (tmp_path / "po").mkdir()
    written(tmp_path, OPEN, DONE)
    (tmp_path / "po/es.po").write_text(po.text(english()).replace("Language: en", "Language: es"), encoding="utf-8")
    return tmp_path


def written(project: Path, *messages: Message) -> bytes:
    path = project / "po/en.po"
    path.write_text(po.text(english(*messages)), encoding="utf-8")
    return path.read_bytes()


def table(project: Path, *lines: tuple[str, ...], name: str = "back.csv") -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("source", "translation", "state"), *lines])
    (project / name).write_text(out.getvalue(), encoding="utf-8", newline="")
    return name


class TestExport:
    @pytest.mark.parametrize("name", ["po/en.po", "po/es.po", "po/site.pot", "harztool.toml", "glossary.csv"])
    def test_no_file_of_the_project_is_overwritten(self, harz: Harz, project: Path, name: str) -> None:
        before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
        told = harz("export", "-l", "en", "-f", "csv", "-o", project / name, "--force")
        assert (told.status, "is a file of the project" in told.err) == (2, True)
        assert before == {path: path.read_bytes() for path in before}

    def test_a_name_tells_its_format(self, harz: Harz, project: Path) -> None:
        told = harz("export", "-l", "en", "-f", "csv", "-o", "en.xlsx")
        assert told.status == 2
        assert "ends in .csv, not as en.xlsx" in told.err

    @pytest.mark.parametrize("form", interchange.FORMATS)
    def test_what_a_translator_sent_back_is_not_overwritten(self, harz: Harz, project: Path, form: str) -> None:
        suffix = interchange.FORMATS[form].suffixes[0]
        export = ("export", "-l", "en", "-f", form, "--drafts")
        assert harz(*export).err == f"en{suffix}: 2 texts, written\n"
        # A workbook states when it was saved, so it may differ when nothing else does.
        again = "written" if form == "xlsx" else "unchanged"
        assert harz(*export).err in (f"en{suffix}: 2 texts, unchanged\n", f"en{suffix}: 2 texts, {again}\n")
        returned = interchange.read((project / f"en{suffix}").read_bytes(), form, "x")
        rows = tuple(_edited(row) for row in returned.rows)
        sent = interchange.printed(interchange.Sheet(rows, "de", "en"), form)
        (project / f"en{suffix}").write_bytes(sent)
        told = harz(*export)
        assert (told.status, f"run `harztool import en{suffix} --lang en` first, or say --force" in told.err) == (
            5,
            True,
        )
        assert (project / f"en{suffix}").read_bytes() == sent
        assert harz("import", f"en{suffix}").status == 0
        assert harz(*export).status == 0

    def test_force_overwrites(self, harz: Harz, project: Path) -> None:
        table(project, ("Das Tor", "The great gate"), name="en.csv")
        assert harz("export", "-l", "en", "-f", "csv").status == 5
        assert harz("export", "-l", "en", "-f", "csv", "--force").status == 0

    @pytest.mark.parametrize(
        "data", [b"a letter to the mayor", b"\xff\x00", b"source;x\n"], ids=["a text", "no text", "another table"]
    )
    def test_a_file_of_somebody_else_is_not_overwritten(self, harz: Harz, project: Path, data: bytes) -> None:
        (project / "en.csv").write_bytes(data)
        told = harz("export", "-l", "en", "-f", "csv")
        assert (told.status, "is no export of en; say --force to overwrite it" in told.err) == (5, True)
        assert (project / "en.csv").read_bytes() == data

    def test_an_export_of_another_language_is_not_overwritten(self, harz: Harz, project: Path) -> None:
        harz("export", "-l", "en", "-o", "x.xlf")
        assert "x.xlf is an export of en, not of es" in harz("export", "-l", "es", "-o", "x.xlf").err

    @pytest.mark.parametrize("form", interchange.FORMATS)
    def test_an_export_without_a_text_is_one_of_its_language(self, harz: Harz, project: Path, form: str) -> None:
        suffix = interchange.FORMATS[form].suffixes[0]
        for _ in range(2):
            assert harz("export", "-l", "es", "-f", form).status == 0
        assert harz("import", f"es{suffix}").err == f"es{suffix}: 0 texts taken over\n"

    def test_without_the_extra_the_way_out_is_told(
        self, harz: Harz, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        harz("export", "-l", "en", "-f", "xlsx")
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        monkeypatch.delitem(sys.modules, "harztool.interchange.workbook", raising=False)
        told = harz("export", "-l", "en", "-f", "xlsx")
        assert (told.status, "pip install 'harztool[interchange]'" in told.err) == (2, True)


def _edited(row: interchange.Row) -> interchange.Row:
    return replace(row, translation="The great gate", state="reviewed") if row.source == "Das Tor" else row


TEXTS = [
    pytest.param("Das Tor", "The gate\n", "", id="a line break behind a text"),
    pytest.param("Das Tor", "\n   The gate\n", "", id="line breaks around a text"),
    pytest.param("\nPreise\n", "Prices", "", id="line breaks that are missing"),
    pytest.param("%d Tage", "days", "c-format", id="a field that is missing"),
    pytest.param("%d Tage", "%s days", "c-format", id="a field of another kind"),
    pytest.param("%d Tage", "%d of %d days", "c-format", id="a field too many"),
    pytest.param("{n} Tage", "{m} days", "python-brace-format", id="a field of another name"),
]


@pytest.mark.parametrize(("source", "text", "flag"), TEXTS)
def test_gettext_takes_what_came_in(
    harz: Harz, project: Path, tool: Callable[[str], str], source: str, text: str, flag: str
) -> None:
    written(project, Message(source, flags=(flag,) if flag else ()))
    assert harz("import", table(project, (source, text, "reviewed")), "-l", "en").status == 0
    subprocess.run([tool("msgfmt"), "-c", "-o", os.devnull, project / "po/en.po"], check=True, capture_output=True)
    (message,) = po.parse((project / "po/en.po").read_text(encoding="utf-8"), "en.po").messages
    assert (message.translation.strip(), message.fuzzy) == (text.strip(), bool(flag))


def test_a_text_with_an_error_is_a_draft_and_told(harz: Harz, project: Path) -> None:
    written(project, Message("%d Tage", flags=("c-format",)), Message("Am 3. Mai"))
    told = harz("import", table(project, ("%d Tage", "days"), ("Am 3. Mai", "On May 4")), "-l", "en")
    assert told.err.splitlines() == [
        "back.csv: does not fit and came in as a draft: %d Tage",
        "back.csv: does not fit and came in as a draft: Am 3. Mai",
        "back.csv: 2 texts taken over",
    ]


FILES = [
    pytest.param([("Das Tor", "The great gate")], id="a text"),
    pytest.param([("Das Tor", "\nThe great gate\n")], id="a text in line breaks"),
    pytest.param([("Offen", "Open", "draft")], id="a review taken back"),
    pytest.param([("Offen", "Opened", "draft")], id="a draft beside a reviewed text"),
    pytest.param([("%d Tage", "days")], id="a text with an error"),
    pytest.param([("Alt", "Aged"), ("Unbekannt", "Unknown"), ("", "Lost")], id="texts that are nowhere"),
]


@pytest.mark.parametrize("lines", FILES)
def test_importing_a_file_without_conflicts_twice_changes_nothing(
    harz: Harz, project: Path, lines: list[tuple[str, ...]]
) -> None:
    days = Message("%d Tage", "%d day", fuzzy=True, previous="%d Tag", flags=("c-format",))
    written(project, OPEN, DONE, days, Message("Alt", "Old", obsolete=True))
    name = table(project, *lines)
    assert harz("import", name, "-l", "en").status == 0
    once = (project / "po/en.po").read_bytes()
    told = harz("import", name, "-l", "en")
    assert (told.status, told.err.splitlines()[-1]) == (0, "back.csv: 0 texts taken over")
    assert (project / "po/en.po").read_bytes() == once


def test_what_is_obsolete_stays_as_it_is(harz: Harz, project: Path) -> None:
    before = written(project, DONE, Message("Alt", "Old", obsolete=True), Message("Weg", "Path", obsolete=True))
    told = harz("import", table(project, ("Alt", "Aged", "reviewed"), ("Weg", "Path", "reviewed")), "-l", "en")
    assert (told.status, told.err) == (0, "back.csv: is not on the site: Alt\nback.csv: 0 texts taken over\n")
    assert (project / "po/en.po").read_bytes() == before


def test_a_table_of_which_one_column_alone_was_sorted_is_told(harz: Harz, project: Path) -> None:
    before = written(project, Message("Neu"), Message("Alt"), Message("Rest"))
    harz("export", "-l", "en", "-f", "csv")
    lines = list(csv.DictReader((project / "en.csv").read_text(encoding="utf-8-sig").splitlines()))
    sources = sorted(line["source"] for line in lines)
    for line, source in zip(lines, sources, strict=True):
        line |= {"source": source, "translation": f"{source} in English", "state": "reviewed"}
    with (project / "en.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(lines[0]))
        out.writeheader()
        out.writerows(lines)
    told = harz("import", "en.csv").err.splitlines()
    assert [line.rpartition(": ")[2] for line in told] == ["Alt", "Neu", "1 text taken over"]
    after = (project / "po/en.po").read_bytes()
    assert after != before
    assert b"Rest in English" in after
    assert b"Neu in English" not in after


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("Das Tor", "The great gate")], "1 text taken over"),
        ([("Das Tor", "The great gate"), ("Leer", "Empty")], "2 texts taken over"),
        ([("Offen", "Opened")], "0 texts taken over"),
        ([("Offen", "Opened", "draft")], "0 texts taken over, 1 only in comments"),
    ],
    ids=["one", "two", "a conflict", "a text that gives way"],
)
def test_what_was_taken_over_is_counted(harz: Harz, project: Path, lines: list[tuple[str, ...]], said: str) -> None:
    written(project, OPEN, DONE, Message("Leer"))
    assert harz("import", table(project, *lines), "-l", "en").err.splitlines()[-1] == f"back.csv: {said}"


def test_an_open_conflict_is_told_as_long_as_it_is_open() -> None:
    torn = Message("Burg", "Castle", fuzzy=True, comments=("conflict, ours: Castle", "conflict, theirs: Fort"))
    outcome = applied(english(torn), [interchange.Row("Burg", "Keep", "draft")])
    assert [message.translation for message in outcome.conflicts] == ["Castle"]

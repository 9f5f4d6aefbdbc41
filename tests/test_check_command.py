"""`harztool check` as CI and reviewers use it: what fails, what is looked at, what is held back, what is stale."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from harztool.checks import CHECKS

from .conftest import Said

Harz = Callable[..., Said]
Git = Callable[..., None]
PO = """\
msgid ""
msgstr "Language: en\\n"

#: de/index.html
msgid "Haus 7"
msgstr "House 9"

#: de/index.html
msgid "in der Stadt"
msgstr "in the the town"

#: de/wohnen.html
#, fuzzy
msgid "Wohnen"
msgstr "Living"

#: de/wohnen.html
msgid "Tal"
msgstr ""
"""


@pytest.fixture
def catalog(harz: Harz, tmp_path: Path) -> Path:
    """A catalog with an error, a warning, a draft and a gap; it lies in the working folder."""
    path = tmp_path / "en.po"
    path.write_text(PO, encoding="utf-8")
    return path


@pytest.fixture
def git(tmp_path: Path, tool: Callable[[str], str]) -> Git:
    """Run git in the working folder."""

    def git(*args: str) -> None:
        author = ("-c", "user.name=A", "-c", "user.email=a@harz.example", "-c", "commit.gpgsign=false")
        subprocess.run([tool("git"), *author, *args], cwd=tmp_path, check=True, capture_output=True)

    return git


def committed(git: Git) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "One")


def names(told: Said) -> list[str]:
    return [each["check"] for each in json.loads(told.out)]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        pytest.param([], 1, id="errors fail"),
        pytest.param(["--ignore", "numbers,untranslated"], 0, id="warnings do not"),
        pytest.param(["--ignore", "numbers,untranslated", "--fail-on", "warning"], 1, id="unless asked"),
        pytest.param(["--fail-on", "never"], 0, id="never"),
        pytest.param(["--select", "unreviewed"], 0, id="a draft is a warning"),
        pytest.param(["--select", "unreviewed", "--fail-on", "unreviewed"], 1, id="a draft by name"),
        pytest.param(["--fail-on", "mojibake"], 0, id="a check that finds nothing"),
        pytest.param(["--fail-on", "doubled-word,mojibake"], 1, id="one of two checks"),
        pytest.param(["--select", "untranslated", "--min-translated", "75"], 0, id="the share is reached"),
        pytest.param(["--select", "untranslated", "--min-translated", "76"], 1, id="the share is not reached"),
        pytest.param(["--select", "untranslated", "--min-translated", "en=75"], 0, id="a share of this language"),
        pytest.param(["--select", "mojibake", "--min-reviewed", "50"], 0, id="enough is reviewed"),
        pytest.param(["--select", "mojibake", "--min-reviewed", "51"], 1, id="too little is reviewed"),
    ],
)
def test_what_fails_is_chosen(harz: Harz, catalog: Path, options: list[str], status: int) -> None:
    assert harz("check", "en.po", *options).status == status


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--select", "nombers"], "There is no check 'nombers'; did you mean numbers-kept?", id="select"),
        pytest.param(
            ["--ignore", "xyzzy"], "There is no check 'xyzzy'; `harztool check --list` shows them.", id="ignore"
        ),
        pytest.param(["--fail-on", "eror"], "There is no check 'eror'", id="fail on"),
        pytest.param(["--min-translated", "most"], "--min-translated most is no share", id="a word for a share"),
        pytest.param(["--min-reviewed", "en=101"], "--min-reviewed en=101 is no share", id="more than all"),
        pytest.param(
            ["--min-translated", "es=99"], "No catalog is in 'es'", id="a share of a language without catalog"
        ),
        pytest.param(["--format", "xml"], "There is no format 'xml'; choose from terminal, json, github", id="format"),
        pytest.param(["--changed-since", "HEAD"], "is in no git repository; run `git init`", id="no git"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line(harz: Harz, catalog: Path, options: list[str], said: str) -> None:
    told = harz("check", "en.po", *options)
    assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
    assert said in told.err


def test_a_share_that_is_not_reached_is_a_finding_like_others(harz: Harz, catalog: Path) -> None:
    told = harz("check", "en.po", "--min-translated", "95", "--select", "mojibake", "-f", "json")
    (found,) = json.loads(told.out)
    assert (found["check"], found["line"], found["severity"]) == ("min-translated", 1, "error")
    assert found["message"] == "75 % are translated, 95 % are asked for: 1 message is missing"


def test_a_folder_stands_for_its_po_files_and_a_file_counts_once(harz: Harz, catalog: Path, tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de/LC_MESSAGES").mkdir()
    (tmp_path / "de/LC_MESSAGES/es.po").write_text(PO.replace("en\\n", "es\\n"), encoding="utf-8")
    told = harz("check", ".", "en.po", "--select", "untranslated", "-f", "json")
    assert [each["file"] for each in json.loads(told.out)] == ["de/LC_MESSAGES/es.po", "en.po"]
    assert "(es 2 of 4, en 2 of 4)" in told.err
    (tmp_path / "empty").mkdir()
    told = harz("check", "empty")
    assert (told.status, told.err) == (
        5,
        "harztool: There is no PO file in empty; name a file, or the folder that they lie in.\n",
    )


def test_a_file_without_language_is_named_in_the_closing_sentence(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "words.po").write_text('msgid "Burg"\nmsgstr "Castle"\n', encoding="utf-8")
    assert "(words.po 1 of 1)" in harz("check", "words.po").err


class TestAcceptance:
    """A comment accepts one finding at its message; one that is of no use is told, if it is asked for."""

    PO = """\
msgid ""
msgstr "Language: en\\n"

# ok: numbers, house number of 1907
msgid "Haus 7"
msgstr "House 8"

# ok: numbers, was wrong once
msgid "Haus 9"
msgstr "House 9"
"""

    @pytest.fixture
    def accepted(self, harz: Harz, tmp_path: Path) -> str:
        (tmp_path / "en.po").write_text(self.PO, encoding="utf-8")
        return "en.po"

    def test_it_is_told_when_it_is_no_longer_needed(self, harz: Harz, accepted: str) -> None:
        told = harz("check", accepted, "-f", "json")
        (found,) = json.loads(told.out)
        assert (found["check"], found["line"], found["severity"]) == ("acceptance", 9, "warning")
        assert found["message"] == "`ok: numbers` is no longer needed; remove the comment"
        assert "Found 1 warning in en." in told.err

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            pytest.param(["--ignore", "acceptance"], [], id="ignored"),
            pytest.param(["--select", "numbers"], [], id="not selected"),
            pytest.param(["--select", "numbers,acceptance"], ["acceptance"], id="selected"),
            pytest.param(["--select", "acceptance"], [], id="selected without the check that it accepts"),
        ],
    )
    def test_it_is_chosen_as_a_check_is(self, harz: Harz, accepted: str, options: list[str], found: list[str]) -> None:
        assert names(harz("check", accepted, *options, "-f", "json")) == found

    def test_it_may_fail(self, harz: Harz, accepted: str) -> None:
        assert harz("check", accepted).status == 0
        assert harz("check", accepted, "--fail-on", "acceptance").status == 1


def test_the_list_shows_every_check_with_its_examples(harz: Harz) -> None:
    told = harz("check", "--list")
    assert told.status == 0
    for check in CHECKS.values():
        assert f"{check.name} ({check.severity})\n    {check.manual.splitlines()[0]}" in told.out
    assert "    Bad:  Marktstr" not in told.err


def test_the_settings_hold_for_a_project_and_options_go_before_them(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "harztool.toml").write_text(
        '[check]\nignore = ["numbers"]\nfail_on = ["unreviewed"]\nmin_translated = { en = 75 }\nnames = ["Tal"]\n',
        encoding="utf-8",
    )
    (tmp_path / "po").mkdir()
    (tmp_path / "po" / "en.po").write_text(PO, encoding="utf-8")
    told = harz("check", "-f", "json")
    assert (told.status, "numbers-kept" in names(told)) == (1, False)
    assert harz("check", "--fail-on", "error").status == 0
    assert harz("check", "--fail-on", "error", "--min-translated", "76").status == 1


def test_a_share_in_the_settings_is_a_percentage(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "harztool.toml").write_text("[check]\nmin_reviewed = { en = 800 }\n", encoding="utf-8")
    told = harz("check")
    assert (told.status, "check.min_reviewed holds percentages" in told.err) == (2, True)


class TestBaseline:
    """The findings that were there at a first introduction are held back; new ones are not."""

    def test_what_was_there_is_held_back_and_what_is_new_is_told(self, harz: Harz, catalog: Path) -> None:
        assert "5 findings, written" in harz("check", "en.po", "--write-baseline", "known.jsonl").err
        told = harz("check", "en.po", "--baseline", "known.jsonl")
        assert (told.status, told.out) == (0, "")
        assert "The baseline holds back 5." in told.err
        catalog.write_text("# moved down\n\n" + PO.replace('"Living"', '"Living 5"'), encoding="utf-8")
        told = harz("check", "en.po", "--baseline", "known.jsonl", "-f", "json")
        assert (told.status, names(told)) == (1, ["numbers-kept"])

    def test_a_share_is_asked_for_again_in_each_run(self, harz: Harz, catalog: Path) -> None:
        ask = ("check", "en.po", "--min-translated", "100")
        assert "min-translated" in names(harz(*ask, "-f", "json"))
        assert "5 findings, written" in harz(*ask, "--write-baseline", "known.jsonl").err
        told = harz(*ask, "--baseline", "known.jsonl", "-f", "json")
        assert (told.status, names(told)) == (1, ["min-translated"])

    def test_what_was_mended_is_counted(self, harz: Harz, catalog: Path) -> None:
        harz("check", "en.po", "--write-baseline", "known.jsonl")
        catalog.write_text(PO.replace("House 9", "House 7"), encoding="utf-8")
        assert "2 of it are no longer found" in harz("check", "en.po", "--baseline", "known.jsonl").err

    def test_writing_it_twice_changes_nothing(self, harz: Harz, catalog: Path) -> None:
        harz("check", "en.po", "--write-baseline", "known.jsonl")
        assert "unchanged" in harz("check", "en.po", "--write-baseline", "known.jsonl").err

    @pytest.mark.parametrize("text", ["{}\n", "[]\n", "x\n"])
    def test_a_file_that_is_no_baseline_is_named(self, harz: Harz, catalog: Path, tmp_path: Path, text: str) -> None:
        (tmp_path / "known.jsonl").write_text(text, encoding="utf-8")
        told = harz("check", "en.po", "--baseline", "known.jsonl")
        assert (told.status, told.err.count("\n")) == (5, 1)
        assert "known.jsonl, line 1, is not a line of a baseline" in told.err


class TestChangedSince:
    """Only the messages that were touched since a revision are looked at, with what the rest of the catalog says."""

    @pytest.fixture(autouse=True)
    def committed(self, catalog: Path, git: Git) -> None:
        committed(git)

    def test_nothing_touched_is_nothing_found(self, harz: Harz, git: Git) -> None:
        assert names(harz("check", "en.po", "--changed-since", "HEAD", "-f", "json")) == []

    def test_a_touched_message_is_looked_at(self, harz: Harz, catalog: Path, git: Git) -> None:
        catalog.write_text(
            PO.replace('"Living"', '"Living 5"').replace("de/index.html", "de/start.html"), encoding="utf-8"
        )
        told = harz("check", "en.po", "--changed-since", "HEAD", "-f", "json")
        assert names(told) == ["unreviewed", "numbers-kept"]
        assert {each["msgid"] for each in json.loads(told.out)} == {"Wohnen"}

    def test_a_new_file_is_touched_as_a_whole(self, harz: Harz, tmp_path: Path, git: Git) -> None:
        (tmp_path / "es.po").write_text(
            'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Tal"\nmsgstr ""\n', encoding="utf-8"
        )
        assert names(harz("check", "es.po", "--changed-since", "HEAD", "-f", "json")) == ["untranslated"]

    @pytest.mark.parametrize("revision", ["nowhere", "--output=x"])
    def test_a_revision_that_is_none_is_named(self, harz: Harz, git: Git, tmp_path: Path, revision: str) -> None:
        told = harz("check", "en.po", f"--changed-since={revision}")
        assert (told.status, f"git knows no revision {revision!r} here" in told.err) == (2, True)
        assert not (tmp_path / "x").exists()


class TestAgainst:
    """A template that no longer fits the pages, or a catalog its template, fails."""

    PAGE = '<html lang="de"><head><title>Die Burg</title></head><body><p>Zur <a href="/de/">Burg</a></p></body></html>'

    @pytest.fixture
    def project(self, harz: Harz, tmp_path: Path) -> Path:
        (tmp_path / "harztool.toml").write_text('languages = ["en"]\n', encoding="utf-8")
        (tmp_path / "pages/de").mkdir(parents=True)
        (tmp_path / "pages/de/index.html").write_text(self.PAGE, encoding="utf-8")
        assert harz("extract").status == 0
        return tmp_path

    def test_fresh_catalogs_are_well(self, harz: Harz, project: Path) -> None:
        told = harz("check", "--against", "pages/", "--select", "template-stale,catalog-stale")
        assert (told.status, told.out) == (0, "")

    def test_a_changed_page_makes_the_template_stale(self, harz: Harz, project: Path) -> None:
        page = project / "pages/de/index.html"
        page.write_text(self.PAGE.replace("Die Burg", "Das Schloss"), encoding="utf-8")
        told = harz("check", "--against", "pages/", "--select", "template-stale,catalog-stale", "-f", "json")
        assert told.status == 1
        assert [(each["file"], each["msgid"], each["message"].partition(";")[0]) for each in json.loads(told.out)] == [
            ("po/site.pot", "Das Schloss", "this text is missing"),
            ("po/site.pot", "Die Burg", "this text has gone"),
        ]
        assert harz("extract").status == 0
        assert harz("check", "--against", "pages/", "--select", "template-stale,catalog-stale").status == 0

    def test_an_old_catalog_is_stale(self, harz: Harz, project: Path) -> None:
        old = (project / "po/en.po").read_text(encoding="utf-8")
        (project / "pages/de/index.html").write_text(self.PAGE.replace("Die Burg", "Das Tor"), encoding="utf-8")
        harz("extract")
        (project / "po/en.po").write_text(old, encoding="utf-8")
        told = harz("check", "--against", "pages/", "--select", "template-stale,catalog-stale", "-f", "json")
        assert {(each["check"], each["file"]) for each in json.loads(told.out)} == {("catalog-stale", "po/en.po")}

    def test_a_folder_that_is_not_there_is_named(self, harz: Harz, project: Path) -> None:
        told = harz("check", "--against", "seiten/")
        assert (told.status, "There is no folder seiten" in told.err) == (5, True)

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            pytest.param(["--select", "mojibake"], set(), id="others are selected"),
            pytest.param(["--ignore", "template-stale,untranslated"], {"catalog-stale"}, id="one is ignored"),
            pytest.param(["--select", "catalog-stale"], {"catalog-stale"}, id="one is selected"),
            pytest.param(["--select", "template"], {"template-stale"}, id="by the beginning of its name"),
        ],
    )
    def test_it_is_chosen_as_a_check_is(self, harz: Harz, project: Path, options: list[str], found: set[str]) -> None:
        """The template misses a text of the pages, and the catalog one of the template."""
        page, template = project / "pages/de/index.html", project / "po/site.pot"
        page.write_text(self.PAGE.replace("Die Burg", "Das Tor"), encoding="utf-8")
        template.write_text(template.read_text("utf-8") + '\nmsgid "Tal"\nmsgstr ""\n', encoding="utf-8")
        assert set(names(harz("check", "--against", "pages/", *options, "-f", "json"))) == found

    def test_without_pages_it_cannot_be_selected(self, harz: Harz, project: Path) -> None:
        told = harz("check", "--select", "catalog-stale")
        assert (told.status, "catalog-stale compares with pages; name their folder" in told.err) == (2, True)

    def test_a_revision_leaves_what_was_stale_before(self, harz: Harz, project: Path, git: Git) -> None:
        page = project / "pages/de/index.html"
        page.write_text(self.PAGE.replace("Die Burg", "Das Tor"), encoding="utf-8")
        committed(git)
        ask = ("check", "--against", "pages/", "--select", "catalog,template", "--changed-since", "HEAD", "-f", "json")
        assert names(harz(*ask)) == []
        catalog = project / "po/en.po"
        gone, kept = catalog.read_text("utf-8").rsplit("\n#: ", 1)
        catalog.write_text(gone, encoding="utf-8")
        assert [(each["check"], each["msgid"]) for each in json.loads(harz(*ask).out)] == [
            ("catalog-stale", "Zur <a>Burg</a>")
        ]
        assert "Zur <a>Burg</a>" in kept


@pytest.mark.parametrize(
    ("name", "header", "language"),
    [
        pytest.param("messages.po", "Language: es\\n", "es", id="by the header"),
        pytest.param("site.es.po", "", "es", id="by the end of the name"),
        pytest.param("es/LC_MESSAGES/site.po", "", "es", id="by the folder"),
        pytest.param("es/site.po", "", "es", id="by the folder that it lies in"),
        pytest.param("xz.po", "Language: es\\n", "es", id="what is no language is the name of a program"),
        pytest.param("new.po", "Language: es\\n", "es", id="three letters are not always a language"),
    ],
)
def test_any_po_file_is_read_in_its_language(harz: Harz, tmp_path: Path, name: str, header: str, language: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'msgid ""\nmsgstr "{header}"\n\nmsgid "Haben Sie Fragen?"\nmsgstr "Tiene preguntas?"\n', encoding="utf-8"
    )
    assert "inverted-punctuation" in names(harz("check", name, "-f", "json"))


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        pytest.param("doubled-word", ["    in the the town", "       ^^^^^^^"], id="a word"),
        pytest.param("numbers", ["    Haus 7", "         ^", "    House 9", "          ^"], id="numbers"),
    ],
)
def test_the_spot_is_marked_below_the_text(harz: Harz, catalog: Path, check: str, lines: list[str]) -> None:
    assert harz("check", "en.po", "--select", check).out.splitlines()[-len(lines) :] == lines


class TestNames:
    """Servers know a file by its name in the repository, people by the one in their project."""

    @pytest.fixture
    def site(self, harz: Harz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A project in a folder of a repository, and the shell in it."""
        (tmp_path / ".git").mkdir()
        root = tmp_path / "web site"
        (root / "po").mkdir(parents=True)
        (root / "harztool.toml").write_text('languages = ["en"]\n', encoding="utf-8")
        (root / "po/en.po").write_text(PO, encoding="utf-8")
        monkeypatch.chdir(root)
        return root

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            pytest.param("github", "file=web site/po/en.po,", id="github"),
            pytest.param("gitlab", '"path": "web site/po/en.po"', id="gitlab"),
            pytest.param("sarif", '"uri": "web%20site/po/en.po"', id="sarif"),
            pytest.param("junit", 'name="web site/po/en.po:', id="junit"),
            pytest.param("json", '"file": "po/en.po"', id="json"),
            pytest.param("terminal", "\npo/en.po:", id="terminal"),
        ],
    )
    def test_a_project_in_a_folder_of_a_repository(self, harz: Harz, site: Path, form: str, said: str) -> None:
        assert said in harz("check", "-f", form).out

    def test_outside_of_a_repository_nothing_changes(self, harz: Harz, site: Path) -> None:
        (site.parent / ".git").rmdir()
        assert "file=po/en.po," in harz("check", "-f", "github").out

    def test_the_template_is_named_alike(self, harz: Harz, site: Path) -> None:
        (site / "pages/de").mkdir(parents=True)
        (site / "pages/de/index.html").write_text(TestAgainst.PAGE, encoding="utf-8")
        harz("extract")
        (site / "pages/de/index.html").write_text(TestAgainst.PAGE.replace("Die Burg", "Das Tor"), encoding="utf-8")
        told = harz("check", "--against", "pages/", "-f", "github")
        assert "file=web site/po/site.pot," in told.out


def test_a_finding_in_a_form_of_the_plural_names_its_line(harz: Harz, tmp_path: Path) -> None:
    source = 'msgid ""\n"%d Burg"\nmsgid_plural "msgstr[1] %d Burgen"\n'
    entry = f'{source}msgstr[0] "%d castle"\nmsgstr [1]\n"msgstr[1] castles"\n'
    (tmp_path / "en.po").write_text(
        f'msgid ""\nmsgstr "Language: en\\n"\n\n{entry}\n{PO[PO.index("#:") :]}', encoding="utf-8"
    )
    first, *_ = json.loads(harz("check", "en.po", "-f", "json").out)
    assert (first["check"], first["line"], first["msgstr"]) == ("formats-kept", 8, "msgstr[1] castles")


class TestUnreadable:
    """A file that cannot be read hides nothing of the others; it is told behind them, and ends with status 5."""

    @pytest.fixture(autouse=True)
    def broken(self, catalog: Path, tmp_path: Path) -> None:
        (tmp_path / "es.po").write_text('msgid "Burg\n', encoding="utf-8")

    def test_the_findings_of_the_others_are_told(self, harz: Harz) -> None:
        told = harz("check", "es.po", "en.po", "gone.po", "-f", "json")
        assert told.status == 5
        assert "numbers-kept" in names(told)
        sentence, *faults = told.err.splitlines()
        assert sentence.startswith("Found 3 errors and 2 warnings in en.")
        assert [fault.split()[0] for fault in faults] == ["harztool:"] * 2
        assert "es.po:1: the string is not closed" in faults[0]
        assert "gone.po" in faults[1]

    def test_without_others_only_the_fault_is_told(self, harz: Harz) -> None:
        told = harz("check", "es.po")
        assert (told.status, told.out, told.err.count("\n")) == (5, "", 1)

    def test_nor_does_a_template_that_cannot_be_read(self, harz: Harz, tmp_path: Path) -> None:
        (tmp_path / "harztool.toml").touch()
        (tmp_path / "po").mkdir()
        (tmp_path / "po/site.pot").write_text('msgid "Burg\n', encoding="utf-8")
        told = harz("check", "en.po", "--against", ".", "-f", "json")
        assert (told.status, "numbers-kept" in names(told), "po/site.pot:1:" in told.err) == (5, True, True)

    def test_a_share_is_not_asked_of_a_file_that_cannot_be_read(self, harz: Harz) -> None:
        assert harz("check", "es.po", "en.po", "--min-translated", "es=90").status == 5

    def test_a_baseline_of_the_others_alone_is_not_written(self, harz: Harz, tmp_path: Path) -> None:
        assert harz("check", ".", "--write-baseline", "known.jsonl").status == 5
        assert not (tmp_path / "known.jsonl").exists()


class TestFolder:
    """With -C, what the command line names lies in that folder, as for git."""

    @pytest.fixture(autouse=True)
    def project(self, tmp_path: Path) -> None:
        (tmp_path / "site/po").mkdir(parents=True)
        (tmp_path / "site/harztool.toml").write_text('languages = ["en"]\n', encoding="utf-8")
        (tmp_path / "site/po/en.po").write_text(PO, encoding="utf-8")

    def test_files_lie_in_it(self, harz: Harz) -> None:
        told = harz("check", "-C", "site", "po/en.po", "-f", "json")
        assert {each["file"] for each in json.loads(told.out)} == {"po/en.po"}

    def test_baselines_lie_in_it(self, harz: Harz, tmp_path: Path) -> None:
        assert "5 findings, written" in harz("check", "-C", "site", "--write-baseline", "known.jsonl").err
        assert (tmp_path / "site/known.jsonl").exists()
        assert harz("check", "-C", "site", "--baseline", "known.jsonl").status == 0

    def test_pages_lie_in_it(self, harz: Harz, tmp_path: Path) -> None:
        (tmp_path / "site/pages/de").mkdir(parents=True)
        (tmp_path / "site/pages/de/index.html").write_text(TestAgainst.PAGE, encoding="utf-8")
        harz("extract", "-C", "site")
        told = harz("check", "-C", "site", "--against", "pages", "--select", "template-stale")
        assert (told.status, told.out) == (0, "")


class TestLanguage:
    """A language that is asked for leaves out the files of others, also of those that are named."""

    @pytest.fixture(autouse=True)
    def catalogs(self, catalog: Path, tmp_path: Path) -> None:
        (tmp_path / "es.po").write_text(PO.replace("en\\n", "es_MX\\n"), encoding="utf-8")

    def test_the_files_of_a_folder_in_others_are_left_out(self, harz: Harz) -> None:
        told = harz("check", ".", "--lang", "es", "-f", "json")
        assert {each["file"] for each in json.loads(told.out)} == {"es.po"}

    def test_a_file_that_is_in_another_is_refused(self, harz: Harz) -> None:
        told = harz("check", "en.po", "--lang", "es")
        assert (told.status, told.err) == (2, "harztool: None of the files is in 'es'; their languages are en.\n")

    def test_a_baseline_keeps_what_it_lists_of_others(self, harz: Harz) -> None:
        harz("check", "en.po", "es.po", "--write-baseline", "known.jsonl")
        harz("check", "es.po", "--write-baseline", "known.jsonl")
        assert harz("check", "en.po", "es.po", "--baseline", "known.jsonl").out == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--fail-on", "never,warning"], "With never, nothing fails", id="never and something"),
        pytest.param(["--write-baseline", "a", "--baseline", "b"], "leave --baseline out", id="two baselines"),
        pytest.param(["--write-baseline", "a", "--select", "blank"], "leave --select out", id="some checks"),
        pytest.param(["--write-baseline", "a", "--ignore", "blank"], "leave --ignore out", id="not all checks"),
        pytest.param(
            ["--write-baseline", "a", "--changed-since", "HEAD"], "leave --changed-since out", id="some messages"
        ),
    ],
)
def test_what_contradicts_itself_is_refused(
    harz: Harz, catalog: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    told = harz("check", "en.po", *options)
    assert (told.status, told.out, said in told.err) == (2, "", True)
    assert not (tmp_path / "a").exists()

"""The command line, as a user runs it: what it says, what it leaves, which status it ends with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from harztool import __version__, markup
from harztool.demo import server
from harztool.model import Slot

from .conftest import Said, on_a_terminal

Harz = Callable[..., Said]
PAGE = '<html lang="de"><head><title>Die Burg</title></head><body><p>Zur <a href="/de/">Burg</a></p></body></html>'


@pytest.fixture
def project(harz: Harz, tmp_path: Path) -> Path:
    """A project with one page, extracted; it is the working folder."""
    (tmp_path / "harztool.toml").write_text('site = "https://harz.example/de/"\n[crawl]\ndelay = 0\n', encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("de,en,es\nBurg,castle,castillo\n", encoding="utf-8")
    (tmp_path / "pages" / "de").mkdir(parents=True)
    (tmp_path / "pages" / "de" / "index.html").write_text(PAGE, encoding="utf-8")
    assert harz("extract").status == 0
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def reviewed(project: Path, **texts: str) -> None:
    path = project / "po" / "en.po"
    text = path.read_text(encoding="utf-8")
    for source, translation in texts.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
    path.write_text(text, encoding="utf-8")


COMMANDS = (
    "update scrape extract translate review accept reject check status diff build report fmt texts "
    "export import merge-po git-setup demo init"
).split()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_what_a_command_does(harz: Harz, command: str) -> None:
    said = harz(command, "--help")
    assert said.status == 0
    assert said.out.startswith(f"Usage: harztool {command}")
    assert len(said.out) > 300


def test_the_help_lists_all_commands_in_the_order_of_work(harz: Harz) -> None:
    listed = [
        line.split()[0] for line in harz("--help").out.partition("Commands:")[2].splitlines() if line[2:3].isalpha()
    ]
    assert listed[: len(COMMANDS)] == COMMANDS


def test_the_version(harz: Harz) -> None:
    assert harz("--version").out == f"harztool {__version__}\n"


class TestStatus:
    """Each thing that can go wrong is one clear line on standard error and its status; nothing is half-written."""

    @pytest.mark.parametrize(
        ("args", "status", "said"),
        [
            pytest.param(
                ["trnslate"], 2, "harztool: No such command 'trnslate'. Did you mean 'translate'?", id="a command"
            ),
            pytest.param(["check", "--frmat", "x"], 2, "harztool: No such option: --frmat", id="an option"),
            pytest.param(
                ["check", "--format", "x"], 2, "harztool: There is no format 'x'; choose from terminal, ", id="a format"
            ),
            pytest.param(
                ["status", "--lang", "fr"],
                2,
                "harztool: This project has no language 'fr'; choose from en, es.",
                id="a language",
            ),
            pytest.param(
                ["translate", "--engine", "x"],
                2,
                "harztool: There is no engine 'x'; choose from deepl, memory",
                id="an engine",
            ),
            pytest.param(["translate", "--engine", "deepl"], 4, "harztool: ", id="no key"),
            pytest.param(["texts", "fehlt.html"], 5, "harztool: There is no file fehlt.html.", id="a file"),
            pytest.param(
                ["texts"],
                2,
                "harztool: Missing argument 'FILE.html|DIR...'. See `harztool texts --help`.",
                id="no file",
            ),
            pytest.param(["check", "fehlt.po"], 5, "harztool: There is no file fehlt.po.", id="a catalog"),
            pytest.param(["scrape", "ftp://x"], 2, "harztool: ", id="no web address"),
            pytest.param(
                ["scrape", "http://127.0.0.1:9/de/"],
                2,
                "harztool: This folder is of https://harz.example/de/",
                id="another site",
            ),
        ],
    )
    def test_wrong_usage(self, harz: Harz, project: Path, args: list[str], status: int, said: str) -> None:
        settings = project / "harztool.toml"
        settings.write_text(settings.read_text() + "tries = 1\n", encoding="utf-8")
        before = files(project)
        told = harz(*args)
        assert (told.status, told.out) == (status, "")
        assert told.err.startswith(said)
        assert told.err.count("\n") == 1
        assert files(project) == before

    @pytest.mark.parametrize(
        ("name", "text", "status", "said"),
        [
            pytest.param(
                "harztool.toml",
                "langages = []",
                2,
                "harztool.toml: there is no option langages; did you mean languages?",
                id="a slip in the settings",
            ),
            pytest.param("harztool.toml", "= 3", 2, "harztool.toml is not valid TOML", id="settings that are no TOML"),
            pytest.param(
                "glossary.csv",
                "de,en\nBurg,castle\nBurg,fort\n",
                2,
                "glossary.csv, row 3",
                id="a double in the glossary",
            ),
            pytest.param(
                "glossary.csv", "de,xxxx\nBurg,castle\n", 2, "glossary.csv, row 1", id="a column nobody knows"
            ),
            pytest.param("po/en.po", 'msgid "a\n', 5, "po/en.po", id="a broken catalog"),
            pytest.param("po/site.pot", "msgid\n", 5, "po/site.pot", id="a broken template"),
            pytest.param("pages/index.jsonl", "{", 5, "pages/index.jsonl, line 1", id="a broken index"),
        ],
    )
    def test_a_file_that_cannot_be_used(
        self, harz: Harz, project: Path, name: str, text: str, status: int, said: str
    ) -> None:
        (project / name).write_text(text, encoding="utf-8")
        before = files(project)
        told = harz("extract")
        assert (told.status, told.out) == (status, "")
        assert told.err.startswith(f"harztool: {said}")
        assert told.err.count("\n") == 1
        assert files(project) == before

    def test_a_folder_without_a_project(self, harz: Harz) -> None:
        told = harz("status")
        assert told.status == 2
        assert "put a harztool.toml there" in told.err

    def test_an_interruption(self, harz: Harz, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("harztool.catalogs.template", interrupted)
        told = harz("extract")
        assert (told.status, told.err) == (130, "harztool: interrupted; what was finished is saved.\n")


def test_a_second_run_changes_no_byte(harz: Harz, project: Path) -> None:
    for command in ("extract", "translate", "build"):
        harz(command)
    before = files(project)
    for command in ("extract", "translate", "build", "fmt"):
        assert harz(command).status == 0
    assert files(project) == before


def test_check_ends_with_1_while_something_is_untranslated_and_with_0_when_all_is_well(
    harz: Harz, project: Path
) -> None:
    told = harz("check", "--lang", "en")
    assert told.status == 1
    assert "po/en.po:" in told.out
    reviewed(project, **{"Die Burg": "The castle", "Zur <a>Burg</a>": "To the <a>castle</a>"})
    told = harz("check", "--lang", "en")
    assert (told.status, told.out) == (0, "")
    assert told.err.startswith("No problems found.")


def test_check_finds_a_lost_tag_and_names_its_line(harz: Harz, project: Path) -> None:
    reviewed(project, **{"Die Burg": "The castle", "Zur <a>Burg</a>": "To the castle"})
    told = harz("check", "--lang", "en", "--format", "json")
    (found,) = json.loads(told.out)
    lines = (project / "po/en.po").read_text(encoding="utf-8").splitlines()
    assert (found["file"], found["severity"], found["msgid"]) == ("po/en.po", "error", "Zur <a>Burg</a>")
    assert lines[found["line"] - 1] == 'msgid "Zur <a>Burg</a>"'


def test_check_takes_a_file_of_no_project(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "es.po").write_text('msgid "Burg"\nmsgstr ""\n', encoding="utf-8")
    told = harz("check", "es.po", "--format", "json")
    assert told.status == 1
    assert "untranslated" in [each["check"] for each in json.loads(told.out)]


def test_build_writes_reviewed_texts_and_leaves_out_what_does_not_fit(harz: Harz, project: Path) -> None:
    reviewed(project, **{"Die Burg": "The castle", "Zur <a>Burg</a>": "To the castle"})
    told = harz("build", "--lang", "en")
    page = (project / "public/en/index.html").read_text(encoding="utf-8")
    assert "<title>The castle</title>" in page
    assert '<p lang="de">Zur <a href="/de/">Burg</a></p>' in page
    assert "does not fit 'Zur <a>Burg</a>'" in told.err
    assert not (project / "public/es").exists()


def test_texts_lists_the_texts_of_a_page_for_people_and_for_programs(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    assert harz("texts", "a.html").out == "title: Die Burg\nparagraph: Zur <a>Burg</a>\n    <a>: /de/\n"
    assert json.loads(harz("texts", "a.html", "--json").out) == [
        {"file": "a.html", "text": "Die Burg", "kind": "title", "context": None, "notes": []},
        {"file": "a.html", "text": "Zur <a>Burg</a>", "kind": "paragraph", "context": None, "notes": ["<a>: /de/"]},
    ]


def test_texts_lists_the_pages_of_folders_by_their_names(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "site/de").mkdir(parents=True)
    (tmp_path / "site/de/b.htm").write_bytes('<meta charset="iso-8859-1"><p>Übernachten'.encode("latin-1"))
    (tmp_path / "site/a.html").write_text("<p>Burg", encoding="utf-8")
    (tmp_path / "site/a.css").write_text("p {}", encoding="utf-8")
    assert harz("texts", "site").out == "site/a.html\nparagraph: Burg\n\nsite/de/b.htm\nparagraph: Übernachten\n"


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<p>1.141 m", "number: 1.141 m (p)"),
        ("<p>info@harz.example", "e-mail: info@harz.example (p)"),
        ("<p>www.<b>harz</b>.example", "URL: www. (p)\na.html: URL: harz (b)\na.html: URL: .example (p)"),
        ("<p>info@<b>&shy;</b>harz.example", "e-mail: info@ (p)\na.html: e-mail: harz.example (p)"),
        ("<p translate=no title=Tor>Burg", 'translate="no": Tor (p[title])\na.html: translate="no": Burg (p)'),
        ("<p lang=en>Welcome", 'lang="en": Welcome (p)'),
        ("<script>x()</script>", "<script>: x() (script)"),
        ("<p>Tipp <code>harz</code>", "<code>: harz (code)"),
        ("<xmp>Burg</xmp>", "<xmp>: Burg (xmp)"),
        ('<iframe srcdoc="<p>5 €"></iframe>', "number: 5 € (iframe[srcdoc] p)"),
        ("<p class=notranslate>Burg", 'class="notranslate": Burg (p)'),
        ("<p>{name}", "placeholder: {name} (p)"),
        ("<p>Die Burg", ""),
    ],
)
def test_coverage_tells_why_a_text_is_in_no_unit(harz: Harz, tmp_path: Path, html: str, rows: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    told = harz("texts", "--coverage", "a.html")
    assert (told.status, told.out) == (0, f"a.html: {rows}\n" if rows else "")
    assert told.err.startswith("1 page: ")


def test_coverage_names_the_selector_that_leaves_a_text_out(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "harztool.toml").write_text('left_out = [".cookie"]\n[notes]\n".date" = "a date"\n', encoding="utf-8")
    (tmp_path / "a.html").write_text("<p class=cookie>Kekse<p class=date>Samstag", encoding="utf-8")
    assert harz("texts", "--coverage", "a.html").out == "a.html: left out by .cookie: Kekse (p)\n"
    assert harz("texts", "a.html").out == "paragraph: Samstag\n    a date\n"


def test_a_text_in_no_unit_without_a_reason_ends_with_1(
    harz: Harz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if extraction had overlooked it: what the independent parser sees must not go by in silence."""
    from harztool.proof import coverage

    monkeypatch.setattr(coverage, "texts", lambda html, rules: markup.texts(html, rules)[:-1])
    (tmp_path / "a.html").write_text("<p>Die Burg<p>Das Tor", encoding="utf-8")
    told = harz("texts", "--coverage", "a.html")
    assert (told.status, told.out) == (1, "a.html: no reason: Das Tor (p)\n")
    assert told.err == "1 page: in no unit are 1 no reason\n"
    assert json.loads(harz("texts", "--coverage", "--json", "a.html").out)[0]["reason"] == ""


def test_what_a_page_holds_cannot_talk_to_the_terminal(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p lang="x\x1b[31m&#10;y">Burg \x1b[0m', encoding="utf-8")
    told = harz("texts", "--coverage", "a.html")
    assert "\x1b" not in told.out + told.err
    assert told.out.count("\n") == told.err.count("\n") == 1


def test_what_was_found_before_a_page_that_cannot_be_read_is_shown(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>5 km", encoding="utf-8")
    told = harz("texts", "--coverage", "--json", "a.html", "a.html", "fehlt.html")
    assert (told.status, [row["text"] for row in json.loads(told.out)]) == (5, ["5 km"])


def test_a_selected_text_goes_its_way_from_the_page_to_the_page(harz: Harz, tmp_path: Path) -> None:
    """Left out, noted and set apart: extracted, reviewed and built."""
    (tmp_path / "pages/de").mkdir(parents=True)
    (tmp_path / "harztool.toml").write_text(
        'site = "https://harz.example/de/"\nlanguages = ["en"]\nleft_out = [".cookie"]\n'
        '[notes]\n".open" = "opening hours"\n[contexts]\nnav = "navigation"\n',
        encoding="utf-8",
    )
    left_out = "<div class=cookie>Kekse &uuml;berall,  <b>ja</b></div>"
    page = f"<html lang=de>{left_out}<nav><a href=#a>Wohnen</a></nav><p class=open>Montags</p><p>Wohnen</p>"
    (tmp_path / "pages/de/index.html").write_text(page, encoding="utf-8")
    row = {"url": "https://harz.example/de/", "path": "de/index.html", "status": 200}
    (tmp_path / "pages/index.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert harz("extract").status == 0
    catalog = (tmp_path / "po/en.po").read_text(encoding="utf-8")
    assert "Kekse" not in catalog
    assert "#. opening hours\n" in catalog
    for context, source, translation in (('msgctxt "navigation"\n', "Wohnen", "Housing"), ("", "Wohnen", "Living")):
        catalog = catalog.replace(
            f'\n{context}msgid "{source}"\nmsgstr ""\n', f'\n{context}msgid "{source}"\nmsgstr "{translation}"\n', 1
        )
    (tmp_path / "po/en.po").write_text(catalog, encoding="utf-8")
    assert harz("build").status == 0
    built = (tmp_path / "public/en/index.html").read_text(encoding="utf-8")
    assert left_out.replace("<div", '<div lang="de"') in built
    assert "<a href=#a>Housing</a>" in built
    assert "<p>Living</p>" in built


def test_verify_is_silent_about_pages_that_keep_the_laws(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    told = harz("texts", "--verify", ".")
    assert (told.status, told.out, told.err) == (0, "", "1 page: all laws hold\n")


def test_a_page_that_would_change_ends_with_1(harz: Harz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if filling had lost a tag."""
    from harztool.proof import laws

    def careless(html: str, values: Mapping[Slot, str]) -> str:
        return markup.fill(html, values).replace("<b>", "")

    monkeypatch.setattr(laws, "fill", careless)
    (tmp_path / "a.html").write_text("<p>Die <b>alte</b> Burg", encoding="utf-8")
    told = harz("texts", "--verify", "a.html")
    assert told.status == 1
    assert "a.html: filled with nothing, it is not the same" in told.out
    assert "a.html: written anew, its tree differ" in told.out
    assert told.err == "1 page: 1 breaks a law\n"


def test_a_selector_that_is_none_is_named_with_its_option(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "harztool.toml").write_text('[contexts]\n"nav >" = "navigation"\n', encoding="utf-8")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    told = harz("texts", "a.html")
    assert (told.status, told.err) == (
        2,
        "harztool: contexts: 'nav >' is no CSS selector; write one such as '#menu .date'.\n",
    )


def test_fmt_brings_a_wrapped_file_back_and_tells_so(harz: Harz, project: Path) -> None:
    path = project / "po/en.po"
    canonical = path.read_text(encoding="utf-8")
    path.write_text(canonical.replace('msgid "Die Burg"', 'msgid ""\n"Die "\n"Burg"'), encoding="utf-8")
    told = harz("fmt", "--check")
    assert (told.status, told.out) == (1, "po/en.po: is not canonical\n")
    assert path.read_text(encoding="utf-8") != canonical
    assert harz("fmt").out == "po/en.po: rewritten\n"
    assert path.read_text(encoding="utf-8") == canonical
    assert harz("fmt", "--check").status == 0


def test_fmt_keeps_the_character_set_of_a_file_that_is_not_utf8(harz: Harz, tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n'
    path = tmp_path / "old.po"
    path.write_bytes(f'{head}msgid "Größe"\nmsgstr ""\n"Si"\n"ze"\n'.encode("latin-1"))
    assert harz("fmt", path).status == 0
    assert path.read_bytes() == f'{head}msgid "Größe"\nmsgstr "Size"\n'.encode("latin-1")
    assert "'Größe'" not in harz("check", path).err
    assert harz("diff", "--textconv", path).out == "Größe\n    reviewed: Size\n"


def test_fmt_moves_a_comment_that_gettext_drops_to_the_header_as_other_commands_do(harz: Harz, project: Path) -> None:
    path = project / "po/en.po"
    canonical = path.read_text(encoding="utf-8")
    kept = f"# ask the office\n{canonical}"
    told = "po/en.po: the header keeps a comment that gettext would drop where it stands: ask the office\n"
    for command in (["extract"], ["fmt"]):
        path.write_text(f"{canonical}\n# ask the office\n", encoding="utf-8")
        assert harz("fmt", "--check").err == told
        assert harz(*command).status == 0
        assert path.read_text(encoding="utf-8") == kept


def test_quiet_says_nothing_and_stands_anywhere_on_the_line(harz: Harz, project: Path) -> None:
    assert harz("extract", "-q") == harz("-q", "extract") == Said(0, "", "")


@pytest.mark.parametrize(
    ("command", "module"),
    [(command, module) for command in ("check", "status", "build") for module in ("requests", "deepl", "urllib3")]
    + [("--help", module) for module in ("requests", "deepl", "rich", "polib", "msgspec", "harztool.markup")],
)
def test_a_command_loads_only_what_it_needs(project: Path, command: str, module: str) -> None:
    code = (
        "import sys\nfrom harztool.cli import run\n"
        f"run([{command!r}])\nsys.exit(sorted(name for name in sys.modules if name.startswith({module!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1:] == ["[]"]


def test_an_update_reads_extracts_and_drafts(harz: Harz, tmp_path: Path) -> None:
    site = tmp_path / "site" / "de"
    site.mkdir(parents=True)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("de,en,es\nDie Burg,The castle,\n", encoding="utf-8")
    with server.serve([tmp_path / "site"]) as base:
        (tmp_path / "harztool.toml").write_text(f'site = "{base}/de/"\n[crawl]\ndelay = 0\n', encoding="utf-8")
        told = harz("update")
        assert told.status == 0, told.err
        before = files(tmp_path)
        assert harz("update").status == 0
    assert files(tmp_path) == before
    assert 'msgid "Die Burg"\nmsgstr "The castle"' in (tmp_path / "po/en.po").read_text(encoding="utf-8")
    assert '#, fuzzy\nmsgid "Die Burg"' in (tmp_path / "po/en.po").read_text(encoding="utf-8")


def test_a_project_begins_with_a_url(harz: Harz, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(PAGE, encoding="utf-8")
    with server.serve([tmp_path / "site"]) as base:
        (tmp_path / "new").mkdir()
        assert harz("scrape", f"{base}/", "-C", "new").status == 0
    assert (tmp_path / "new/harztool.toml").read_text(encoding="utf-8") == f'site = "{base}/"\n'
    assert (tmp_path / "new/pages/index.html").read_text(encoding="utf-8") == PAGE


def test_what_is_not_for_a_terminal_holds_no_control_characters(project: Path) -> None:
    environment = {**os.environ, "TERM": "xterm-256color"}
    for command in ("status", "check", "extract", "--help"):
        done = harztool(command, cwd=project, env=environment)
        assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(("variable", "coloured"), [("NO_COLOR", False), ("TERM", True)])
def test_a_terminal_shows_colours_unless_asked_not_to(project: Path, variable: str, coloured: bool) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "120"} | ({"NO_COLOR": "1"} if variable == "NO_COLOR" else {})
    shown = on_a_terminal([sys.executable, "-m", "harztool", "status"], project, environment)
    assert "untranslated" in shown
    assert bool(re.search(r"\x1b\[[0-9;]*3[0-9]", shown)) is coloured


def harztool(*args: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "harztool", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=60, **options)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_that_lacks_characters_shows_their_numbers(project: Path, encoding: str) -> None:
    page = project / "pages/de/index.html"
    page.write_text(PAGE.replace("Die Burg", "Šumava → Brocken"), encoding="utf-8")
    done = harztool("texts", "pages/de/index.html", cwd=project, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u2192 Brocken" in done.stdout


@pytest.mark.parametrize("command", [["status"], ["check"], ["cost"], ["glossary", "status"], ["translate"], ["build"]])
def test_a_language_that_is_named_twice_is_worked_on_once(harz: Harz, project: Path, command: list[str]) -> None:
    twice, once = (harz(*command, *["--lang", "en"] * times) for times in (2, 1))
    assert twice.status in {0, 1}
    assert len(twice.out.splitlines()) == len(once.out.splitlines())
    assert twice.err.count("po/en.po") == once.err.count("po/en.po")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_an_output_that_is_full_is_one_line(project: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "harztool", "check"], cwd=project, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 5
    assert done.stderr == b"harztool: The output cannot be written: no space left on device.\n"


def test_nothing_asked_for_shows_the_help(harz: Harz) -> None:
    told = harz()
    assert (told.status, told.err) == (2, "")
    assert told.out.startswith("Usage: harztool [OPTIONS] COMMAND")
    assert "\n  translate " in told.out


def test_a_wrong_option_of_an_update_is_noticed_before_anything_is_read(harz: Harz, project: Path) -> None:
    before = files(project)
    assert harz("update", "--engine", "deeple").status == 2
    assert harz("update", "--lang", "fr").status == 2
    assert files(project) == before


def test_a_site_that_cannot_be_read_begins_no_project(harz: Harz, tmp_path: Path) -> None:
    assert harz("scrape", "http://127.0.0.1:9/de/").status == 3
    assert files(tmp_path) == {}


def test_a_catalog_stays_in_its_file_whatever_language_an_editor_put_in_its_header(harz: Harz, project: Path) -> None:
    path = project / "po/en.po"
    spanish = (project / "po/es.po").read_bytes()
    path.write_text(path.read_text(encoding="utf-8").replace("Language: en\\n", "Language: es\\n"), encoding="utf-8")
    for command in ("extract", "translate", "build"):
        assert harz(command).status == 0
    assert (project / "po/es.po").read_bytes() == spanish.replace(b'msgstr ""', b'msgstr ""')
    assert sorted(each.name for each in (project / "po").iterdir()) == ["en.po", "es.po", "site.pot"]


def test_a_memory_of_another_language_is_none(harz: Harz, project: Path) -> None:
    for name, language in (("alt", "en"), ("viejo", "es")):
        text = f'msgid ""\nmsgstr "Language: {language}_XX\\n"\n\nmsgid "Die Burg"\nmsgstr "{name}"\n'
        (project / f"{name}.po").write_text(text, encoding="utf-8")
    settings = project / "harztool.toml"
    settings.write_text('memories = ["alt.po", "viejo.po"]\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert harz("translate").status == 0
    assert 'msgstr "alt"' in (project / "po/en.po").read_text(encoding="utf-8")
    assert 'msgstr "viejo"' in (project / "po/es.po").read_text(encoding="utf-8")

"""With the real git: merges, diffs and stored bytes after `harztool git-setup`, and nothing left after `--remove`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from harztool import po
from harztool.catalogs import empty
from harztool.model import Catalog, Message

from .conftest import Said

Harz = Callable[..., Said]
Git = Callable[..., str]
SOURCES = ("Burg", "Tor", "Turm", "Brunnen")


def text(**translations: str) -> str:
    """Return a catalog as it is stored; a translation that ends in ? is a draft."""
    messages = (Message(each, translations.get(each, "")) for each in SOURCES)
    messages = (
        Message(each.source, each.translation.rstrip("?"), fuzzy=each.translation.endswith("?")) for each in messages
    )
    return po.text(Catalog(tuple(messages), empty("en").header))


def write(tmp_path: Path, **translations: str) -> None:
    (tmp_path / "po/en.po").write_text(text(**translations), encoding="utf-8")


def committed(git: Git, tmp_path: Path, **translations: str) -> None:
    write(tmp_path, **translations)
    git("add", ".")
    git("commit", "--quiet", "--message", ", ".join(translations) or "nothing")


@pytest.fixture
def parted(harz: Harz, git: Git, tmp_path: Path) -> Path:
    """Two branches that begin with the same catalog; both of them were told how to handle PO files."""
    assert harz("git-setup").status == 0
    committed(git, tmp_path, Burg="Castle?")
    git("branch", "theirs")
    return tmp_path


def test_two_branches_that_review_neighbouring_messages_merge_by_themselves(parted: Path, git: Git) -> None:
    committed(git, parted, Burg="Castle", Tor="Gate")
    git("checkout", "--quiet", "theirs")
    committed(git, parted, Burg="Castle?", Turm="Tower")
    git("merge", "--quiet", "--no-edit", "main")
    assert (parted / "po/en.po").read_text(encoding="utf-8") == text(Burg="Castle", Tor="Gate", Turm="Tower")


def test_two_different_texts_stop_the_merge_in_a_file_that_gettext_reads(
    parted: Path, git: Git, tool: Callable[[str], str]
) -> None:
    committed(git, parted, Burg="Fort", Tor="Gate")
    git("checkout", "--quiet", "theirs")
    committed(git, parted, Burg="Fortress", Turm="Tower")
    git("merge", "--no-edit", "main", status=1)
    assert git("diff", "--name-only", "--diff-filter=U").split() == ["po/en.po"]
    subprocess.run([tool("msgfmt"), "-c", "-o", "-", "po/en.po"], cwd=parted, check=True, stdout=subprocess.DEVNULL)
    burg, *others = po.parse((parted / "po/en.po").read_text(encoding="utf-8")).messages
    assert (burg.fuzzy, burg.comments) == (True, ("conflict, ours: Fortress", "conflict, theirs: Fort"))
    assert [each.translation for each in others] == ["Gate", "Tower", ""]


def test_what_an_editor_wrapped_is_stored_in_canonical_form(parted: Path, git: Git, tool: Callable[[str], str]) -> None:
    path = parted / "po/en.po"
    wrapped = subprocess.run([tool("msgcat"), "--width=20", path], capture_output=True, check=True).stdout
    path.write_bytes(wrapped.replace(b"\n", b"\r\n"))
    assert git("diff", "--name-only") == ""
    git("add", "po/en.po")
    assert git("status", "--porcelain", "po") == ""


def test_a_comment_that_gettext_drops_survives_a_stash(parted: Path, git: Git) -> None:
    path = parted / "po/en.po"
    path.write_text(path.read_text(encoding="utf-8") + "\n# ask the office\n", encoding="utf-8")
    git("stash", "--quiet")
    git("stash", "pop", "--quiet")
    assert path.read_text(encoding="utf-8").startswith("# ask the office\n")


def test_nothing_in_the_work_tree_is_run(parted: Path, git: Git) -> None:
    (parted / "harztool").mkdir()
    for name in ("__init__.py", "__main__.py"):
        (parted / "harztool" / name).write_text("raise SystemExit('run')\n", encoding="utf-8")
    path = parted / "po/en.po"
    canonical = path.read_text(encoding="utf-8")
    path.write_text(canonical.replace("\n\n", "\n\n\n"), encoding="utf-8")
    git("add", "po/en.po")
    assert git("show", ":po/en.po") == canonical


def test_a_broken_file_is_stored_as_it_is(parted: Path, git: Git) -> None:
    (parted / "po/en.po").write_text('msgid "Burg\n', encoding="utf-8")
    git("add", "po/en.po")
    assert git("show", ":po/en.po") == 'msgid "Burg\n'


def test_git_diff_shows_a_broken_file_as_it_is(parted: Path, git: Git) -> None:
    (parted / "po/en.po").write_text('msgid "Burg\n', encoding="utf-8")
    assert '+msgid "Burg\n' in git("diff")
    command = git("config", "diff.harztool.textconv").partition(" --textconv")[0]
    assert "po/en.po:1: the string is not closed" in git("-c", f"diff.external={command}", "diff", "po")


def test_git_diff_shows_texts(parted: Path, git: Git) -> None:
    write(parted, Burg="Castle")
    shown = git("diff")
    assert "-    draft: Castle\n+    reviewed: Castle\n" in shown
    assert "msgid" not in shown


def test_git_diff_shows_what_people_say_of_a_text(parted: Path, git: Git) -> None:
    path = parted / "po/en.po"
    said = "# conflict, ours: Fort\n# draft: deepl 3a1c82b0\n# ask the museum\n"
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy", f"{said}#, fuzzy", 1), encoding="utf-8")
    added = [line for line in git("diff").splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert added == ["+    comment: conflict, ours: Fort", "+    comment: ask the museum"]


def test_an_external_diff_of_git(parted: Path, git: Git) -> None:
    command = git("config", "diff.harztool.textconv").partition(" --textconv")[0]
    write(parted, Burg="Fort")
    assert git("-c", f"diff.external={command}", "diff", "po").startswith(
        "po/en.po\ntranslation changed, reviewed\n    Burg\n    [-Castle-]{+Fort+}\n"
    )


def test_a_merge_in_ci_needs_no_driver(harz: Harz, tmp_path: Path) -> None:
    for name, texts in {"base": {}, "ours": {"Burg": "Castle"}, "theirs": {"Tor": "Gate"}}.items():
        (tmp_path / f"{name}.po").write_text(text(**texts), encoding="utf-8")
    assert harz("merge-po", "base.po", "ours.po", "theirs.po", "--output", "new.po").status == 0
    assert (tmp_path / "new.po").read_text(encoding="utf-8") == text(Burg="Castle", Tor="Gate")
    assert (tmp_path / "ours.po").read_text(encoding="utf-8") == text(Burg="Castle")
    (tmp_path / "theirs.po").write_text(text(Burg="Fort"), encoding="utf-8")
    told = harz("merge-po", "base.po", "ours.po", "theirs.po")
    assert (told.status, told.err) == (1, "ours.po: two texts, choose one: Burg\n")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(None, id="no file"),
        pytest.param(b"*.png binary", id="one rule"),
        pytest.param(b"# ours\n*.png binary\n", id="some rules"),
        pytest.param(b"# ours\r\n*.png binary\r\n", id="line ends of Windows"),
        pytest.param(b"\xef\xbb\xbf*.png binary\n", id="a byte order mark"),
        pytest.param("# grün\n".encode("latin-1"), id="Latin-1"),
    ],
)
def test_a_setup_says_what_it_does_and_can_be_undone_to_the_byte(
    harz: Harz, git: Git, tmp_path: Path, before: bytes | None
) -> None:
    path, settings = tmp_path / ".gitattributes", tmp_path / ".git/config"
    git("config", "diff.harztool.xfuncname", "^msgid")
    if before is not None:
        path.write_bytes(before)
    old = settings.read_text(encoding="utf-8")
    told = harz("git-setup")
    assert (told.status, told.err.count("\n")) == (0, 5)
    assert "merge=harztool" in git("check-attr", "merge", "po/en.po").replace(": ", "=")
    written = path.read_bytes()
    assert written.count(b"\n") - written.count(b"\r\n") in (0, written.count(b"\n"))
    assert written.startswith(b"\xef\xbb\xbf") == (before is not None and before.startswith(b"\xef\xbb\xbf"))
    assert harz("git-setup").err.count(": unchanged\n") == 5
    assert harz("git-setup", "--remove").err.count(": removed\n") == (5 if before is None else 4)
    assert (path.read_bytes() if path.exists() else None) == before
    assert settings.read_text(encoding="utf-8") == old
    assert harz("git-setup", "--remove").err.count(": unchanged\n") == 5


def test_an_editor_may_give_the_attributes_the_line_ends_of_windows(harz: Harz, git: Git, tmp_path: Path) -> None:
    harz("git-setup")
    path = tmp_path / ".gitattributes"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert f"{path.name}: unchanged\n" in harz("git-setup").err
    harz("git-setup", "--remove")
    assert not path.exists()


def test_another_rule_that_has_the_last_word_is_told(harz: Harz, git: Git, tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.po merge=union -text\n", encoding="utf-8")
    said = harz("git-setup").err
    assert (
        "po/en.po: another rule of git attributes has the last word: merge is union, text is unset; take it out" in said
    )
    assert "site.pot" not in said


@pytest.mark.parametrize("folder", ["po [neu]", "a*b", 'la "po"', "was?", "übersetzt/po", "./po/"])
def test_the_folder_of_the_catalogs_may_have_any_name(harz: Harz, git: Git, tmp_path: Path, folder: str) -> None:
    (tmp_path / "harztool.toml").write_text(f"languages = ['en']\npo = '{folder}'\n", encoding="utf-8")
    said = harz("git-setup").err
    assert "has the last word" not in said
    assert git("check-attr", "merge", Path(folder, "en.po").as_posix()).endswith(": merge: harztool\n")
    assert git("check-attr", "merge", "po neu/en.po").endswith(": merge: unspecified\n")


def test_a_python_whose_path_git_would_read_otherwise(
    harz: Harz, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "100%P/python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    harz("git-setup")
    committed(git, tmp_path, Burg="Castle?")
    git("branch", "theirs")
    committed(git, tmp_path, Burg="Castle", Tor="Gate")
    git("checkout", "--quiet", "theirs")
    committed(git, tmp_path, Burg="Castle?", Turm="Tower")
    git("merge", "--quiet", "--no-edit", "main")
    assert (tmp_path / "po/en.po").read_text(encoding="utf-8") == text(Burg="Castle", Tor="Gate", Turm="Tower")


class TestDiff:
    def test_since_the_last_commit_between_revisions_and_since_they_parted(
        self, harz: Harz, git: Git, tmp_path: Path
    ) -> None:
        committed(git, tmp_path, Burg="Castle?")
        git("branch", "theirs")
        committed(git, tmp_path, Burg="Castle")
        git("checkout", "--quiet", "theirs")
        committed(git, tmp_path, Burg="Castle?", Tor="Gate")
        write(tmp_path, Burg="Castle?", Tor="Gate", Turm="Tower")
        for args, changed in {
            (): ["Turm"],
            ("po/en.po",): ["Turm"],
            ("HEAD~1",): ["Tor", "Turm"],
            ("main..theirs",): ["Burg", "Tor"],
            ("main", "theirs"): ["Burg", "Tor"],
            ("main...theirs",): ["Tor"],
            ("theirs..",): [],
        }.items():
            told = harz("diff", *args)
            assert (told.status, [each for each in SOURCES if f"    {each}\n" in told.out]) == (bool(changed), changed)

    def test_before_the_first_commit_all_is_new(self, harz: Harz, git: Git, tmp_path: Path) -> None:
        write(tmp_path, Burg="Castle")
        told = harz("diff")
        assert (told.status, told.out.count("new\n")) == (1, len(SOURCES))
        assert told.err.startswith("po/en.po was not there at HEAD.\n")

    def test_a_folder_that_had_another_name_is_told(self, harz: Harz, git: Git, tmp_path: Path) -> None:
        committed(git, tmp_path, Burg="Castle")
        git("mv", "po", "texts")
        (tmp_path / "harztool.toml").write_text('languages = ["en"]\npo = "texts"\n', encoding="utf-8")
        git("commit", "--quiet", "--all", "--message", "Rename the folder")
        assert "texts/en.po was not there at HEAD~1.\n" in harz("diff", "HEAD~1..HEAD").err
        assert harz("diff").err == "No text has changed.\n"

    def test_a_file_above_is_no_range_of_revisions(
        self, harz: Harz, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        committed(git, tmp_path, Burg="Castle")
        write(tmp_path, Burg="Fortress")
        monkeypatch.chdir(tmp_path / "po")
        assert "Fortress" in harz("diff", "../po/en.po", "-C", str(tmp_path)).out

    def test_of_two_files_in_three_formats(self, harz: Harz, tmp_path: Path) -> None:
        (tmp_path / "a.po").write_text(text(Burg="The castle"), encoding="utf-8")
        (tmp_path / "b.po").write_text(text(Burg="A castle"), encoding="utf-8")
        told = harz("diff", "a.po", "b.po")
        assert told.out == "b.po\ntranslation changed\n    Burg\n    [-The-]{+A+} castle\n"
        assert told.err == "1 message changed: 1 translation changed.\n"
        assert '"kinds": [\n      "translation changed"\n    ]' in harz("diff", "--json", "a.po", "b.po").out
        assert "  - <del>The</del><ins>A</ins> castle\n" in harz("diff", "a.po", "b.po", "-f", "markdown").out
        assert harz("diff", "a.po", "a.po").status == 0

    @pytest.mark.parametrize(
        ("args", "status", "said"),
        [
            pytest.param(["nowhere..HEAD"], 2, "git knows no revision 'nowhere'", id="a revision"),
            pytest.param(["--", "-x..HEAD"], 2, "git knows no revision '-x'", id="a revision like an option"),
            pytest.param(["a.po", "b.po"], 5, "There is no file a.po.", id="a file"),
            pytest.param(["a", "b", "c"], 2, "Name two PO files, or revisions", id="three words"),
            pytest.param(
                ["--json", "-f", "markdown"], 2, "--json and --format markdown are two formats", id="two formats"
            ),
            pytest.param(["nowhere", "HEAD"], 2, "git knows no revision 'nowhere'", id="the first of two revisions"),
            pytest.param(["--format", "x"], 2, "There is no format 'x'; choose from terminal, json", id="a format"),
        ],
    )
    def test_what_cannot_be_compared(
        self, harz: Harz, git: Git, tmp_path: Path, args: list[str], status: int, said: str
    ) -> None:
        committed(git, tmp_path)
        told = harz("diff", *args)
        assert (told.status, told.out) == (status, "")
        assert told.err.startswith(f"harztool: {said}")

    def test_outside_of_a_repository(self, harz: Harz, tmp_path: Path, tool: Callable[[str], str]) -> None:
        tool("git")
        (tmp_path / "harztool.toml").write_text("", encoding="utf-8")
        (tmp_path / "po").mkdir()
        for command in ("diff", "git-setup"):
            told = harz(command)
            assert (told.status, "in no git repository" in told.err) == (2, True)

    def test_a_file_that_was_not_utf8_at_a_revision_is_named(self, harz: Harz, git: Git, tmp_path: Path) -> None:
        (tmp_path / "po/en.po").write_bytes(text(Burg="Château").encode("latin-1"))
        git("add", ".")
        git("commit", "--quiet", "--message", "In Latin-1")
        write(tmp_path, Burg="Château")
        told = harz("diff")
        assert (told.status, told.err) == (
            5,
            "harztool: en.po at HEAD is in no known character set; compare with another.\n",
        )

    def test_a_file_in_another_character_set_is_compared_merged_and_written_as_utf8(
        self, harz: Harz, git: Git, tmp_path: Path
    ) -> None:
        def old(**texts: str) -> bytes:
            return text(**texts).replace("charset=UTF-8", "charset=ISO-8859-1").encode("latin-1")

        (tmp_path / "po/en.po").write_bytes(old(Burg="Château"))
        git("add", ".")
        git("commit", "--quiet", "--message", "In Latin-1")
        (tmp_path / "base.po").write_bytes(old(Burg="Château"))
        (tmp_path / "theirs.po").write_bytes(old(Burg="Château", Tor="Portière"))
        assert harz("status").status == 0
        assert harz("diff").out == ""
        assert harz("merge-po", "base.po", "po/en.po", "theirs.po").status == 0
        assert (tmp_path / "po/en.po").read_text(encoding="utf-8") == text(Burg="Château", Tor="Portière")
        assert harz("diff").out.endswith("    Tor\n    {+Portière+}\n")

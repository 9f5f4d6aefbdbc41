"""Merges of every kind with the real git after `harztool git-setup`: whatever happens, both sides are there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from harztool import po
from harztool.model import Message

from .conftest import Said
from .test_git import committed, text, write

Harz = Callable[..., Said]
Git = Callable[..., str]
BOTH = ("conflict, ours: Fort", "conflict, theirs: Fortress")


@pytest.fixture
def parted(harz: Harz, git: Git, tmp_path: Path) -> Path:
    """Two branches that begin with the same catalog; git was told how to handle PO files."""
    assert harz("git-setup").status == 0
    committed(git, tmp_path, Burg="Castle")
    git("branch", "theirs")
    return tmp_path


def burg(project: Path) -> Message:
    return po.parse((project / "po/en.po").read_text(encoding="utf-8")).messages[0]


def on_theirs(git: Git, project: Path, **translations: str) -> None:
    """Commit a catalog to the other branch, and come back."""
    git("checkout", "--quiet", "theirs")
    committed(git, project, **translations)
    git("checkout", "--quiet", "main")


class TestWithoutHarztool:
    """Where harztool cannot merge, git does, line by line, and never without a word."""

    def test_a_side_that_is_no_po_file_stops_the_merge_with_both_in_the_file(self, parted: Path, git: Git) -> None:
        git("checkout", "--quiet", "theirs")
        (parted / "po/en.po").write_text(text(Burg="Fortress") + 'msgid "broken\n', encoding="utf-8")
        git("commit", "--quiet", "--all", "--message", "Break it")
        git("checkout", "--quiet", "main")
        committed(git, parted, Burg="Fort")
        git("merge", "--no-edit", "theirs", status=1)
        found = (parted / "po/en.po").read_text(encoding="utf-8")
        assert '<<<<<<< ours\nmsgstr "Fort"\n=======\nmsgstr "Fortress"\n>>>>>>> theirs\n' in found
        assert found.endswith('msgid "broken\n')

    def test_so_does_a_python_that_has_gone_even_where_lines_merge(self, parted: Path, git: Git) -> None:
        driver = git("config", "merge.harztool.driver").strip()
        git("config", "merge.harztool.driver", driver.replace(sys.executable, "/gone/python"))
        on_theirs(git, parted, Burg="Castle", Brunnen="Fountain")
        committed(git, parted, Burg="Fort")
        git("merge", "--no-edit", "theirs", status=1)
        assert git("diff", "--name-only", "--diff-filter=U") == "po/en.po\n"
        assert (parted / "po/en.po").read_text(encoding="utf-8") == text(Burg="Fort", Brunnen="Fountain")


def test_a_revert_takes_back_one_text_and_no_other(parted: Path, git: Git) -> None:
    committed(git, parted, Burg="Castle", Tor="Gat")
    committed(git, parted, Burg="Fort", Tor="Gat")
    git("revert", "--no-edit", "HEAD")
    assert (parted / "po/en.po").read_text(encoding="utf-8") == text(Burg="Castle", Tor="Gat")


def test_a_rebase_replays_each_commit_by_message(parted: Path, git: Git) -> None:
    git("checkout", "--quiet", "theirs")
    committed(git, parted, Burg="Castle", Tor="Gate")
    committed(git, parted, Burg="Castle", Tor="Gate", Turm="Tower")
    git("checkout", "--quiet", "main")
    committed(git, parted, Burg="Fort", Brunnen="Fountain")
    git("rebase", "--quiet", "main", "theirs")
    everything = text(Burg="Fort", Tor="Gate", Turm="Tower", Brunnen="Fountain")
    assert (parted / "po/en.po").read_text(encoding="utf-8") == everything


def test_an_octopus_merges_by_message(parted: Path, git: Git) -> None:
    git("branch", "third")
    on_theirs(git, parted, Burg="Castle", Tor="Gate")
    git("checkout", "--quiet", "third")
    committed(git, parted, Burg="Castle", Turm="Tower")
    git("checkout", "--quiet", "main")
    committed(git, parted, Burg="Fort")
    git("merge", "--quiet", "--no-edit", "theirs", "third")
    assert (parted / "po/en.po").read_text(encoding="utf-8") == text(Burg="Fort", Tor="Gate", Turm="Tower")


def test_a_stash_that_conflicts_stays_and_both_texts_are_there(parted: Path, git: Git) -> None:
    write(parted, Burg="Fortress")
    git("stash", "--quiet")
    committed(git, parted, Burg="Fort")
    git("stash", "pop", status=1)
    assert burg(parted).comments == BOTH
    assert git("stash", "list") != ""


def test_a_merge_that_crosses_another_is_quiet_where_it_ends_well(
    parted: Path, git: Git, tool: Callable[[str], str]
) -> None:
    """Two branches that merged each other have two bases, which git unites first; that is nobody's choice."""
    on_theirs(git, parted, Burg="Fortress")
    committed(git, parted, Burg="Fort")
    ours, theirs = (git("rev-parse", name).strip() for name in ("main", "theirs"))
    for branch, other in (("main", theirs), ("theirs", ours)):
        git("checkout", "--quiet", branch)
        git("merge", "--no-edit", other, status=1)
        committed(git, parted, Burg="Stronghold")
    merge = [tool("git"), "-c", "user.name=Ana", "-c", "user.email=ana@harz.example", "merge", "--no-commit", "main"]
    done = subprocess.run(merge, cwd=parted, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "choose one" in done.stderr) == (0, False), done.stdout + done.stderr
    assert burg(parted).translation == "Stronghold"


class TestOneFile:
    """`harztool merge-po FILE` after a merge that git did by line."""

    @pytest.fixture
    def torn(self, parted: Path, git: Git) -> Path:
        git("config", "--remove-section", "merge.harztool")
        on_theirs(git, parted, Burg="Fortress", Turm="Tower")
        committed(git, parted, Burg="Fort", Tor="Gate")
        git("merge", "--no-edit", "theirs", status=1)
        return parted

    def test_what_is_wrong_is_named_with_the_way_out(self, harz: Harz, torn: Path) -> None:
        assert "git left a merge conflict here; run `harztool merge-po`" in harz("status").err

    def test_both_sides_are_united_and_the_file_as_it_was_is_kept(
        self, harz: Harz, torn: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = (torn / "po/en.po").read_bytes()
        monkeypatch.chdir(torn / "po")
        told = harz("merge-po", "en.po")
        assert (told.status, "en.po: two texts, choose one: Burg\n" in told.err) == (1, True)
        assert burg(torn).comments == BOTH
        found = po.parse((torn / "po/en.po").read_text(encoding="utf-8")).messages
        assert [each.translation for each in found] == ["Fort", "Gate", "Tower", ""]
        assert (torn / "po/en.po.orig").read_bytes() == before

    def test_a_choice_that_was_made_is_not_made_again(self, harz: Harz, torn: Path) -> None:
        write(torn, Burg="Stronghold")
        told = harz("merge-po", "po/en.po")
        assert (told.status, "git checkout --merge po/en.po" in told.err) == (2, True)
        assert burg(torn).translation == "Stronghold"

    def test_another_file_may_be_written(self, harz: Harz, torn: Path) -> None:
        before = (torn / "po/en.po").read_bytes()
        assert harz("merge-po", "po/en.po", "-o", "new.po").status == 1
        assert (torn / "po/en.po").read_bytes() == before
        assert po.parse((torn / "new.po").read_text(encoding="utf-8")).messages[0].comments == BOTH

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            pytest.param(["harztool.toml"], "git has no unfinished merge of harztool.toml", id="no merge"),
            pytest.param(["a.po", "b.po"], "or three: BASE OURS THEIRS", id="two files"),
        ],
    )
    def test_what_cannot_be_united(self, harz: Harz, torn: Path, words: list[str], said: str) -> None:
        told = harz("merge-po", *words)
        assert (told.status, said in told.err) == (2, True)

    def test_a_file_that_one_side_deleted(self, harz: Harz, parted: Path, git: Git) -> None:
        git("checkout", "--quiet", "theirs")
        git("rm", "--quiet", "po/en.po")
        git("commit", "--quiet", "--message", "Delete it")
        git("checkout", "--quiet", "main")
        committed(git, parted, Burg="Fort")
        git("merge", "--no-edit", "theirs", status=1)
        told = harz("merge-po", "po/en.po")
        assert (told.status, "One side deleted po/en.po; keep it by `git add`" in told.err) == (2, True)


def test_an_external_diff_goes_on_behind_a_file_whose_merge_is_not_done(parted: Path, git: Git) -> None:
    command = git("config", "diff.harztool.textconv").partition(" --textconv")[0]
    (parted / "po/zz.po").write_text(text(Tor="Gate"), encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message", "Another catalog")
    on_theirs(git, parted, Burg="Fortress")
    committed(git, parted, Burg="Fort")
    git("merge", "--no-edit", "theirs", status=1)
    (parted / "po/zz.po").write_text(text(Tor="Door"), encoding="utf-8")
    shown = git("-c", f"diff.external={command}", "diff", "--ours", "po")
    assert "po/en.po\nits merge is not done" in shown
    assert "[-Gate-]{+Door+}" in shown


@pytest.mark.parametrize("linked", [False, True], ids=["in the repository", "in another work tree"])
def test_a_hook_sees_what_has_changed(parted: Path, git: Git, linked: bool) -> None:
    tree = parted
    if linked:
        tree = parted / "tree"
        git("worktree", "add", "--quiet", str(tree), "theirs")
    hook = parted / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{sys.executable} -m harztool diff > seen\ntrue\n", encoding="utf-8")
    hook.chmod(0o755)
    write(tree, Burg="Fort")
    git("-C", str(tree), "commit", "--quiet", "--all", "--message", "Fort")
    seen = (tree / "seen").read_text(encoding="utf-8")
    assert seen == "po/en.po\ntranslation changed\n    Burg\n    [-Castle-]{+Fort+}\n"

"""One run at a time: the second says so and stops with 5, and nothing is left behind by one that was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from harztool import store
from harztool.errors import FileError
from harztool.store import lock

from .conftest import Said
from .test_cli import PAGE, files

Harz = Callable[..., Said]
HOLD = """
import sys
from pathlib import Path
from harztool.store import lock
with lock.alone(Path(), "harztool update"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def project(harz: Harz, tmp_path: Path) -> Path:
    """A project with one page, extracted; it is the working folder."""
    (tmp_path / "harztool.toml").write_text('site = "http://127.0.0.1:9/de/"\n', encoding="utf-8")
    (tmp_path / "pages/de").mkdir(parents=True)
    (tmp_path / "pages/de/index.html").write_text(PAGE, encoding="utf-8")
    assert harz("extract").status == 0
    return tmp_path


@pytest.fixture
def other(project: Path) -> subprocess.Popen[str]:
    """Another run that holds the project until a line is written to it."""
    running = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout
    assert running.stdout.readline() == "held\n"
    yield running  # type: ignore[misc]
    running.kill()
    running.communicate()


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["extract"], id="extract"),
        pytest.param(["translate"], id="translate"),
        pytest.param(["update"], id="update"),
        pytest.param(["build"], id="build"),
        pytest.param(["fmt"], id="fmt"),
        pytest.param(["accept", "--all"], id="accept"),
        pytest.param(["reject", "--all"], id="reject"),
        pytest.param(["import", "en.csv"], id="import"),
    ],
)
def test_the_second_of_two_runs_says_so_and_changes_nothing(
    harz: Harz,
    project: Path,
    other: subprocess.Popen[str],
    command: list[str],
) -> None:
    (project / "pages/de/index.html").write_text("<p>Neu", encoding="utf-8")
    (project / "en.csv").write_text("source,translation\nDie Burg,The castle\n", encoding="utf-8")
    before = files(project)
    told = harz(*command)
    assert (told.status, told.out) == (5, "")
    assert told.err == (
        f"harztool: Another run works on this project (harztool update, process {other.pid}); "
        "wait until it has ended.\n"
    )
    assert files(project) == before


def test_whoever_holds_a_project_is_named_as_on_the_command_line(
    harz: Harz, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = project / ".harztool/running"
    (project / "en.csv").write_text("source,translation\n", encoding="utf-8")
    said: list[str] = []
    read = store.read_bytes
    monkeypatch.setattr(store, "read_bytes", lambda path: said.append(held.read_text(encoding="utf-8")) or read(path))
    assert harz("import", "en.csv").status == 0
    assert said == [f"harztool import, process {os.getpid()}"]


@pytest.mark.parametrize("command", [["check"], ["status"], ["fmt", "--check"], ["texts", "pages/de/index.html"]])
def test_reading_needs_no_lock(
    harz: Harz,
    project: Path,
    other: subprocess.Popen[str],
    command: list[str],
) -> None:
    assert harz(*command).status < 2


def test_a_run_that_was_killed_leaves_no_lock(harz: Harz, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.communicate()
    assert harz("extract").status == 0


def test_who_waits_gets_the_project_when_it_is_free(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with pytest.raises(FileError), lock.alone(tmp_path, "harztool review", patience=0.1):
        pass
    other.communicate("go\n")
    with lock.alone(tmp_path, "harztool review", patience=60), lock.alone(tmp_path, "harztool extract"):
        assert "review" in (tmp_path / lock.FOLDER / "running").read_text(encoding="utf-8")
    assert not (tmp_path / lock.FOLDER / "running").exists()


def test_the_folder_of_the_lock_keeps_out_of_git(project: Path) -> None:
    assert (project / lock.FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"

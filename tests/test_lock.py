"""One run at a time: the second says so and stops with 5, and nothing is left behind by one that was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
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
        pytest.param(["export", "-o", "new.xlf"], id="export"),
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


def test_the_folder_of_the_lock_keeps_out_of_git(harz: Harz, project: Path) -> None:
    ignore = project / lock.FOLDER / ".gitignore"
    assert ignore.read_text(encoding="utf-8") == "*\n"
    ignore.write_bytes(b"")  # as on a disk that was full for a moment
    assert harz("extract").status == 0
    assert ignore.read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize(
    "command", [["fmt", "../po/en.po"], ["fmt", "../po/es.po", "../po/en.po"]], ids=["a file", "two files"]
)
def test_a_file_is_guarded_wherever_it_is_named_from(
    harz: Harz, project: Path, other: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (project / "elsewhere").mkdir()
    path = project / "po/en.po"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    before = files(project)
    monkeypatch.chdir(project / "elsewhere")
    told = harz(*command)
    assert (told.status, f"process {other.pid}" in told.err) == (5, True)
    assert files(project) == before


@pytest.mark.parametrize("command", [["translate", "-n"], ["accept", "--all", "-n"], ["reject", "--all", "-n"]])
def test_what_only_tells_disturbs_nobody(
    harz: Harz, project: Path, other: subprocess.Popen[str], command: list[str]
) -> None:
    assert harz(*command).status == 0
    assert other.poll() is None


def test_who_is_at_work_need_not_be_known(harz: Harz, project: Path) -> None:
    (project / lock.FOLDER / "running").mkdir()
    assert harz("extract").status == 0


def test_what_a_run_that_was_killed_left_half_written_is_swept_away(harz: Harz, project: Path) -> None:
    left = project / "po/.en.po-0123abcd.unfinished"
    left.write_text("half", encoding="utf-8")
    assert harz("status").status == 0
    assert left.exists()
    assert harz("extract").status == 0
    assert not left.exists()


DRAFTED = ('#, fuzzy\nmsgid "Die Burg"\nmsgstr "The castle"', 'msgid "Die Burg"\nmsgstr "The old castle"')


@pytest.mark.parametrize(
    ("command", "busy"),
    [
        pytest.param(["extract"], ("harztool.catalogs", "merged"), id="extract"),
        pytest.param(["accept", "--all"], ("harztool.reviews", "accepted"), id="accept"),
        pytest.param(["fmt"], ("harztool.po", "encoded"), id="fmt"),
        pytest.param(["import", "en.csv"], ("harztool.interchange", "applied"), id="import"),
    ],
)
def test_what_a_person_saves_while_a_command_is_at_work_stays(
    harz: Harz, project: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], busy: tuple[str, str]
) -> None:
    path = project / "po/en.po"
    draft, saved = DRAFTED
    path.write_text(path.read_text(encoding="utf-8").replace('msgid "Die Burg"\nmsgstr ""', draft), encoding="utf-8")
    if command == ["fmt"]:
        path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    (project / "en.csv").write_text("source,translation\n", encoding="utf-8")
    (project / "pages/de/index.html").write_text(f"{PAGE}<p>Neu", encoding="utf-8")
    room = import_module(busy[0])
    work = getattr(room, busy[1])

    def at_work(*args: object, **options: object) -> object:
        path.write_text(path.read_text(encoding="utf-8").replace(draft, saved), encoding="utf-8")
        return work(*args, **options)

    monkeypatch.setattr(room, busy[1], at_work)
    told = harz(*command)
    assert told.status == 0
    assert saved in path.read_text(encoding="utf-8")
    assert ("left, somebody has changed it meanwhile: Die Burg" in told.err) == (command[0] == "accept")


def test_a_file_that_is_never_left_in_peace_is_told(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    path.write_bytes(b"0")
    with pytest.raises(FileError, match=r"en\.po is written by another program again and again"):
        store.change(path, lambda data: (path.write_bytes(data + b"0") and b"") or b"")


def test_a_link_that_leads_to_itself_is_told(harz: Harz, project: Path) -> None:
    path = project / "po/en.po"
    path.unlink()
    path.symlink_to("en.po")
    told = harz("extract")
    assert (told.status, told.err.splitlines()[-1].startswith("harztool: po/en.po cannot be written: ")) == (5, True)

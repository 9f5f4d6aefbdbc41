"""What all tests share: the command line as a user runs it, and system programs that CI must not lack."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from harztool.cli.app import run

# CI tries the same examples each time, so that a change is judged by itself; at the desk they are others each time.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")

# Processes that tests start keep what Python compiled, or each of them would compile all of harztool anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the real DeepL, whatever the environment holds."""
    monkeypatch.delenv("DEEPL_AUTH_KEY", raising=False)
    monkeypatch.delenv("DEEPL_SERVER_URL", raising=False)


@dataclass(frozen=True)
class Said:
    """What a command left: its status, its data and its talk."""

    status: int
    out: str
    err: str


@pytest.fixture
def harz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command line in a fresh folder, as a user would: `harz("extract")`."""
    monkeypatch.chdir(tmp_path)

    def harz(*args: str | Path) -> Said:
        capfd.readouterr()
        status = run([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return Said(status, out, err)

    return harz


def on_a_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Return what a command prints to a terminal of its own."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = bytearray()
        with suppress(OSError):  # the end of a terminal is an error of input
            while data := os.read(ours, 4096):
                shown += data
        process.wait(timeout=30)
    os.close(ours)
    return shown.decode()


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Return the path of a system program; where it is missing the test is skipped, in CI it fails."""

    def found(name: str) -> str:
        path = shutil.which(name) or shutil.which(name, path="/usr/sbin")  # where Debian keeps servers
        if path is None and os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed, and CI must not skip what needs it")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return found


@pytest.fixture
def git(tool: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run git in a fresh repository that knows nobody's settings; it is the working folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    program = tool("git")

    def git(*args: str, status: int = 0) -> str:
        who = ("-c", "user.name=Ana", "-c", "user.email=ana@harz.example", "-c", "core.autocrlf=false")
        done = subprocess.run([program, *who, *args], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    git("init", "--quiet", "--initial-branch=main")
    (tmp_path / "harztool.toml").write_text('languages = ["en"]\n', encoding="utf-8")
    (tmp_path / "po").mkdir()
    return git

"""What git knows of a file: its text as it was at a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

from harztool.errors import FileError, UsageError


def text_at(path: Path, revision: str) -> str:
    """Return the text that a file had at a git revision, or "" where it was not there yet.

    Raises `UsageError` for what is no revision of the file's repository, and where there is no repository or no git.
    """
    folder = path.resolve().parent
    # `--end-of-options`: a name that begins with a hyphen is no option of git.
    done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise UsageError(f"{revision} is no revision here{_why(folder)}")
    commit = done.stdout.decode().strip()
    shown = _git(folder, "show", f"{commit}:./{path.name}")
    if shown.returncode:
        return ""
    try:
        return shown.stdout.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError(f"{path.name} is not UTF-8 at {revision}; compare with another revision.") from error


def _why(folder: Path) -> str:
    inside = _git(folder, "rev-parse", "--is-inside-work-tree").returncode == 0
    if not inside:
        return ": the file lies in no git repository; leave the revision away."
    return "; in a shallow clone of CI fetch more of the history (fetch-depth: 0)."


def _git(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *args], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise UsageError("git is not installed here; install it, or leave the revision away.") from error

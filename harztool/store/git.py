"""Git: what a file was at a revision, and the settings of a repository; the only room that runs git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from harztool import po
from harztool.errors import FileError, UsageError


def text_at(revision: str, path: Path) -> str:
    """Return the text that a PO file had at a revision, or "" where it was not there.

    Raises `UsageError` for a revision that git does not know, or a file outside of any repository, and `FileError`
    where the file was neither UTF-8 nor in the character set that its header named.
    """
    folder = _folder(path)
    # `--end-of-options`: a name that begins with a hyphen is no option of git.
    commit = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode:
        raise UsageError(
            f"git knows no revision {revision!r} here; name a commit, a branch or a tag"
            " (a shallow clone in CI needs more of the history: fetch-depth: 0)."
        )
    top = Path(_said(_run(folder, "rev-parse", "--show-toplevel")))
    inside = path.resolve().relative_to(top.resolve()).as_posix()
    found = _run(folder, "cat-file", "blob", f"{_said(commit)}:{inside}")
    if found.returncode:
        return ""
    try:
        return po.decoded(found.stdout)[0]
    except FileError as error:
        raise FileError(f"{path.name} at {revision} is in no known character set; compare with another.") from error


def meeting(folder: Path, revision: str, other: str) -> str:
    """Return the commit at which two revisions parted, as `git diff REV...REV` uses it.

    Raises `UsageError` where they have nothing in common.
    """
    found = _run(folder, "merge-base", "--end-of-options", revision, other)
    if found.returncode:
        raise UsageError(f"git finds no commit that {revision!r} and {other!r} have in common.")
    return _said(found)


def setting(folder: Path, name: str) -> str | None:
    """Return a setting of the repository that a folder belongs to, or None where it is not set there."""
    found = _run(folder, "config", "--local", "--get", name)
    return _said(found) if found.returncode == 0 else None


def set_setting(folder: Path, name: str, value: str) -> None:
    """Set a setting of the repository that a folder belongs to, for this machine only.

    Raises `FileError` where it cannot be written.
    """
    _checked(_run(folder, "config", "--local", "--replace-all", name, value))


def unset_setting(folder: Path, name: str) -> None:
    """Remove a setting of the repository that a folder belongs to.

    Raises `FileError` where it cannot be written.
    """
    _checked(_run(folder, "config", "--local", "--unset-all", name))


def require(folder: Path) -> None:
    """Raise `UsageError` where a folder belongs to no git repository."""
    if not folder.is_dir() or _run(folder, "rev-parse", "--is-inside-work-tree").returncode:
        raise UsageError(f"{'This folder' if folder == Path() else folder} is in no git repository; run `git init`.")


def _folder(path: Path) -> Path:
    """Return the nearest folder of a file that is there, which belongs to a repository."""
    folder = next(each for each in path.resolve().parents if each.is_dir())
    require(folder)
    return folder


def _run(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), *args]
    try:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError as error:
        raise UsageError("git is not installed; install it, or name files instead of revisions.") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return os.fsdecode(done.stdout).removesuffix("\n")


def _checked(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines() or [f"it ended with status {done.returncode}"]
        raise FileError(f"git could not write its settings: {said[-1]}.")

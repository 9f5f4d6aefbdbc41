"""Git: what a file was at a revision or on a side of a merge, and settings; the only room that runs git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from harztool import po
from harztool.errors import FileError, UsageError


def text_at(revision: str, path: Path) -> str:
    """Return the text that a PO file had at a revision, or "" where it was not there; raises as `version_at` does."""
    return version_at(revision, path) or ""


def version_at(revision: str, path: Path) -> str | None:
    """Return the text that a PO file had at a revision, or None where it was not there, as before the first commit.

    Raises `UsageError` for a revision that git does not know, or a file outside of any repository, and `FileError`
    where the file was neither UTF-8 nor in the character set that its header named.
    """
    folder = _folder(path)
    # `--end-of-options`: a name that begins with a hyphen is no option of git.
    commit = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode:
        if revision == "HEAD" and _run(folder, "symbolic-ref", "--quiet", "HEAD").returncode == 0:
            return None
        raise UsageError(
            f"git knows no revision {revision!r} here; name a commit, a branch or a tag"
            " (a shallow clone in CI needs more of the history: fetch-depth: 0)."
        )
    found = _run(folder, "cat-file", "blob", f"{_said(commit)}:{_inside(folder, path)}")
    if found.returncode:
        return None
    try:
        return po.decoded(found.stdout)[0]
    except FileError as error:
        raise FileError(f"{path.name} at {revision} is in no known character set; compare with another.") from error


def name(path: Path) -> str | None:
    """Return the name of a file inside its repository, or None where it lies in none.

    Its folder `.git` is looked for (a file in a submodule or a second work tree) rather than git asked: that may be
    missing, or refuse a folder of somebody else's, as in the container of a build server.
    """
    real = path.resolve()
    return next((real.relative_to(top).as_posix() for top in real.parents if (top / ".git").exists()), None)


def stages(path: Path) -> tuple[bytes, bytes, bytes] | None:
    """Return what a file in a merge that is not done was before both sides, on ours, and on theirs; None for no merge.

    A file that both sides made was empty before. Raises `UsageError` where one side deleted it.
    """
    folder = _folder(path)
    name = _inside(folder, path)
    listed = _run(folder, "ls-files", "--unmerged", "-z", "--full-name", "--", f":(top,literal){name}")
    # Each entry: mode, object and stage, a tab, the path.
    heads = [entry.split(b"\t")[0].split() for entry in listed.stdout.split(b"\0") if entry]
    objects = {int(stage): os.fsdecode(name) for _, name, stage in heads}
    if not objects:
        return None
    if 2 not in objects or 3 not in objects:
        raise UsageError(f"One side deleted {path}; keep it by `git add`, or delete it by `git rm`.")
    base, ours, theirs = (_blob(folder, objects.get(stage)) for stage in (1, 2, 3))
    return base, ours, theirs


def _blob(folder: Path, name: str | None) -> bytes:
    return _run(folder, "cat-file", "blob", name).stdout if name else b""


def attributes(folder: Path, path: str, names: Sequence[str]) -> Mapping[str, str]:
    """Return the attributes that git has for a path below a folder, of those named; "unspecified" where it has none."""
    words = os.fsdecode(_run(folder, "check-attr", "-z", *names, "--", path).stdout).split("\0")
    return dict(zip(words[1::3], words[2::3], strict=False))


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


def _inside(folder: Path, path: Path) -> str:
    """Return the path of a file inside its repository."""
    top = Path(_said(_run(folder, "rev-parse", "--show-toplevel")))
    return path.resolve().relative_to(top.resolve()).as_posix()


def _run(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    # In a hook, git names its repository in the environment, relative to another folder than this one; see githooks(5).
    environment = {name: value for name, value in os.environ.items() if name not in _local()}
    return _git("-C", str(folder), *args, environment=environment)


@cache
def _local() -> frozenset[str]:
    """Return the variables of the environment that speak of one repository."""
    return frozenset(os.fsdecode(_git("rev-parse", "--local-env-vars").stdout).split())


def _git(*args: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = ["git", *args]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - no shell
    except FileNotFoundError as error:
        raise UsageError("git is not installed; install it, or name files instead of revisions.") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return os.fsdecode(done.stdout).removesuffix("\n")


def _checked(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines() or [f"it ended with status {done.returncode}"]
        raise FileError(f"git could not write its settings: {said[-1]}.")

"""One at a time: a lock on a project, which the system releases when whoever holds it ends, however that happens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from harztool.errors import FileError
from harztool.store import files

FOLDER = ".harztool"


@contextmanager
def alone(root: Path, doing: str, patience: float = 0) -> Iterator[None]:
    """Keep all others from writing to a project; within one process it may be asked for again.

    Raises `FileError` where another run holds the project, still after so many seconds, and says which one.
    """
    folder = root / FOLDER
    holder = folder / "running"
    try:
        prepare(folder)
        lock = FileLock((folder / "lock").resolve(), is_singleton=True)
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise FileError(f"Another run works on this project ({_said(holder)}); wait until it has ended.") from error
    except (OSError, NotImplementedError) as error:
        raise FileError(f"{folder} cannot be locked: {files.said(error)}.") from error
    outermost = lock.lock_counter == 1
    try:
        if outermost:
            with suppress(OSError):  # it only tells others who is at work
                holder.write_text(f"{doing}, process {os.getpid()}", encoding="utf-8")
        yield
    finally:
        if outermost:
            with suppress(OSError):
                holder.unlink()
        lock.release()


def prepare(folder: Path) -> None:
    """Make the folder, which keeps itself out of git.

    Raises `FileError` where that is not possible.
    """
    ignore = folder / ".gitignore"
    if not (ignore.exists() and ignore.read_bytes()):
        files.write(ignore, "*\n", f"{FOLDER}/.gitignore")


def _said(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return "which one is not known"

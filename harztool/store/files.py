"""Files, read and written whole: what cannot be written leaves what was there before."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from harztool.errors import FileError, HarztoolError

# How the name of a file ends that is being written: whoever is cut off in the middle leaves no riddle.
UNFINISHED = ".unfinished"
# How often a file is looked at again that others write at the same time.
_TRIES = 5


def exists(path: Path, name: str) -> bool:
    """Return whether there is a file.

    Raises `FileError` where that cannot be told, as in a folder that may not be read.
    """
    try:
        return path.is_file()
    except OSError as error:
        raise FileError(f"{name} cannot be read: {said(error)}.") from error


def resolved(path: Path, name: str) -> Path:
    """Return where a path leads, behind all links.

    Raises `FileError` where that cannot be told, as of a link that leads to itself.
    """
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # the latter for a loop, before Python 3.13
        raise FileError(f"{name} cannot be read: {said(error)}.") from error


def in_place_of(path: Path, name: str) -> str:
    """Return what stands where a file should be: a folder, a link that leads to no file; "" where there is nothing.

    Raises `FileError` where that cannot be told.
    """
    try:
        if path.is_dir():
            return "a folder"
        return "a link that leads to no file" if path.is_symlink() and not path.exists() else ""
    except OSError as error:
        raise FileError(f"{name} cannot be read: {said(error)}.") from error


def found(folder: Path, pattern: str, name: str) -> list[str]:
    """Return the files below a folder whose names fit a pattern, as paths relative to it, sorted.

    Raises `FileError` where the folder may not be read.
    """
    try:
        if folder.exists():
            os.scandir(folder).close()  # rglob passes over what it may not read
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file())
    except OSError as error:
        raise FileError(f"{name} cannot be read: {said(error)}.") from error


def read(path: Path, name: str, unreadable: type[HarztoolError] = FileError) -> str:
    """Return the text of a UTF-8 file, its line ends untouched; `name` is what an error calls it.

    Raises `FileError` where there is no such file or it may not be read, and `unreadable` where it is not UTF-8.
    """
    try:
        return read_bytes(path, name).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise unreadable(f"{name}, line {line}, is not UTF-8; save it anew with the encoding UTF-8.") from error


def write(path: Path, text: str, name: str) -> bool:
    """Write a text as UTF-8, beside the file first and then in its place; return whether it differs from before.

    Raises `FileError` where that is not possible; the file is then as it was.
    """
    return write_bytes(path, text.encode("utf-8", "surrogatepass"), name)


def read_bytes(path: Path, name: str) -> bytes:
    """Return what a file holds; `name` is what an error calls it.

    Raises `FileError` where there is no such file, or it may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(f"There is no file {name}.") from error
    except OSError as error:
        raise FileError(f"{name} cannot be read: {said(error)}.") from error


def write_bytes(path: Path, data: bytes, name: str, *, lasting: bool = False) -> bool:
    """Write a file, beside it first and then in its place; return whether it differs from before.

    What is to be `lasting` is on the disk before it takes the place of what was there, also if the power fails.

    Raises `FileError` where that is not possible; the file is then as it was.
    """
    try:
        path = path.resolve()  # a link stays a link; what it leads to is written
        if (
            path.exists() and not path.is_file() and not path.is_dir()
        ):  # a device or a pipe: only written to, never read
            path.write_bytes(data)
            return True
        before = path.read_bytes() if path.exists() else None
        if before == data:
            return False
        _replace(path, data, path.stat().st_mode if before is not None else None, lasting=lasting)
    except (OSError, RuntimeError) as error:  # the latter for a link that leads to itself
        raise FileError(f"{name} cannot be written: {said(error)}.") from error
    return True


def change(path: Path, made: Callable[[bytes | None], bytes], name: str) -> bool:
    """Write what a function makes of a file as it is now, None where there is none; return whether it differs.

    Who saves the file while the function is at work loses nothing: it is asked again.

    Raises `FileError` where the file cannot be read or written, or is never left in peace.
    """
    for _ in range(_TRIES):
        before = read_bytes(path, name) if exists(path, name) else None
        new = made(before)
        if (read_bytes(path, name) if exists(path, name) else None) == before:
            return write_bytes(path, new, name, lasting=True)
    raise FileError(f"{name} is written by another program again and again; try again when that has ended.")


def appending(path: Path, name: str) -> IO[bytes]:
    """Return a file to add to; one that is not there begins empty.

    Raises `FileError` where that is not possible.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab", buffering=0)
    except OSError as error:
        raise FileError(f"{name} cannot be written: {said(error)}.") from error


def append(file: IO[bytes], text: str, name: str) -> None:
    """Add a text at the end of a file, in one piece.

    Raises `FileError` where that is not possible.
    """
    try:
        file.write(text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise FileError(f"{name} cannot be written: {said(error)}.") from error


def remove(path: Path, name: str) -> bool:
    """Remove a file; return whether it was there.

    Raises `FileError` where it cannot be removed.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileError(f"{name} cannot be removed: {said(error)}.") from error
    return True


def _replace(path: Path, data: bytes, mode: int | None, *, lasting: bool) -> None:
    # Beside the file, not in the system's folder for such: a rename is atomic only within one file system.
    beside = path.with_name(f".{path.name[:40]}-{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with _created(beside) as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _created(path: Path) -> IO[bytes]:
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def said(error: Exception) -> str:
    """Return what the system says of an error, as the end of a sentence."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def sweep(folder: Path, name: str) -> None:
    """Remove from a folder what a process that was cut off while writing has left there."""
    for path in folder.glob(f".*{UNFINISHED}"):
        remove(path, f"{name}/{path.name}")

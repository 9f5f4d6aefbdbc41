"""Text files, read and written whole: what cannot be written leaves what was there before."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from harztool.errors import FileError, HarztoolError


def exists(path: Path, name: str) -> bool:
    """Return whether there is a file.

    Raises `FileError` where that cannot be told, as in a folder that may not be read.
    """
    try:
        return path.is_file()
    except OSError as error:
        raise FileError(f"{name} cannot be read: {_said(error)}.") from error


def found(folder: Path, pattern: str, name: str) -> list[str]:
    """Return the files below a folder whose names fit a pattern, as paths relative to it, sorted.

    Raises `FileError` where the folder may not be read.
    """
    try:
        if folder.exists():
            os.scandir(folder).close()  # rglob passes over what it may not read
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file())
    except OSError as error:
        raise FileError(f"{name} cannot be read: {_said(error)}.") from error


def read(path: Path, name: str, unreadable: type[HarztoolError] = FileError) -> str:
    """Return the text of a UTF-8 file, its line ends untouched; `name` is what an error calls it.

    Raises `FileError` where there is no such file or it may not be read, and `unreadable` where it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise unreadable(f"{name}, line {line}, is not UTF-8; save it anew with the encoding UTF-8.") from error
    except FileNotFoundError as error:
        raise FileError(f"There is no file {name}.") from error
    except OSError as error:
        raise FileError(f"{name} cannot be read: {_said(error)}.") from error


def write(path: Path, text: str, name: str) -> bool:
    """Write a text as UTF-8, beside the file first and then in its place; return whether it differs from before.

    Raises `FileError` where that is not possible; the file is then as it was.
    """
    data = text.encode("utf-8", "surrogatepass")
    try:
        path = path.resolve()  # a link stays a link; what it leads to is written
        if path.exists() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise FileError(f"{name} cannot be written: {_said(error)}.") from error
    return True


def _replace(path: Path, data: bytes) -> None:
    # Beside the file, not in the system's folder for such: a rename is atomic only within one file system.
    handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _said(error: OSError) -> str:
    return (error.strerror or str(error)).lower()

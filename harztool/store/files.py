"""Files, read and written whole: what cannot be written leaves what was there before."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from harztool.errors import FileError


def read(path: Path, name: str) -> str:
    """Return the text of a UTF-8 file, its line ends untouched; `name` is what an error calls it.

    Raises `FileError` where there is no such file, it may not be read, or it is not UTF-8.
    """
    try:
        return read_bytes(path, name).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileError(f"{name}, line {line}, is not UTF-8; save it anew with the encoding UTF-8.") from error


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
        raise FileError(f"{name} cannot be read: {_said(error)}.") from error


def write_bytes(path: Path, data: bytes, name: str) -> bool:
    """Write a file, beside it first and then in its place; return whether it differs from before.

    Raises `FileError` where that is not possible; the file is then as it was.
    """
    try:
        if path.exists() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise FileError(f"{name} cannot be written: {_said(error)}.") from error
    return True


def delete(path: Path, name: str) -> bool:
    """Delete a file; return whether it was there.

    Raises `FileError` where that is not possible.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileError(f"{name} cannot be deleted: {_said(error)}.") from error
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

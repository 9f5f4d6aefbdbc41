"""Any file that a user names, in a project or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from harztool import po
from harztool.errors import FileError
from harztool.store import files

_PAGES = frozenset({".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Saved:
    """A file by the name a user knows it by, and whether it differs from what was there before."""

    name: str
    changed: bool


def read(path: Path) -> str:
    """Return the text of any UTF-8 file that a user names.

    Raises `FileError` where it cannot be read.
    """
    return files.read(path, str(path))


def write(path: Path, text: str) -> Saved:
    """Write any file that a user names, as UTF-8, in one step.

    Raises `FileError` where it cannot be written.
    """
    return Saved(str(path), files.write(path, text, str(path)))


def read_bytes(path: Path) -> bytes:
    """Return what any file holds that a user names.

    Raises `FileError` where it cannot be read.
    """
    return files.read_bytes(path, str(path))


def write_bytes(path: Path, data: bytes) -> Saved:
    """Write any file that a user names in one step.

    Raises `FileError` where it cannot be written.
    """
    return Saved(str(path), files.write_bytes(path, data, str(path)))


def change(path: Path, made: Callable[[bytes], bytes]) -> Saved:
    """Write what a function makes of any file that a user names; who saves it at the same time loses nothing.

    Raises `FileError` where there is none, or it cannot be written.
    """
    read_bytes(path)
    return Saved(str(path), files.change(path, lambda data: made(data or b""), str(path)))


def read_po(path: Path) -> str:
    """Return the text of any PO file that a user names, in UTF-8 or the character set that its header names.

    Raises `FileError` where it cannot be read.
    """
    return po.decoded(read_bytes(path), str(path))[0]


def inside(folder: Path, path: str) -> bytes | None:
    """Return what a file in a folder holds, by its path in it; None where there is none, or it leads out of the folder.

    Raises `FileError` where the file cannot be read, as where a link leads to itself.
    """
    name = str(folder / path)
    file = files.resolved(folder / path, name)
    there = bool(path) and file.is_relative_to(folder.resolve()) and files.exists(file, name)
    return files.read_bytes(file, name) if there else None


def pages_in(paths: Iterable[Path]) -> list[Path]:
    """Return the pages that a user names: files as they are, and of folders all the HTML files in them, sorted.

    Raises `FileError` for a folder without one.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in _PAGES and each.is_file())
        if path.is_dir() and not inside:
            raise FileError(f"There is no page in {path}; name a folder with files that end in .html.")
        found += inside if path.is_dir() else [path]
    return [*dict.fromkeys(found)]


def delete(path: Path) -> bool:
    """Delete any file that a user names; return whether it was there.

    Raises `FileError` where it cannot be deleted.
    """
    return files.remove(path, str(path))

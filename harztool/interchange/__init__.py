"""Interchange: catalogs for translators who use other tools, and what they did to them, back.

A format is a pair of functions, from rows to bytes and back, and a row in `FORMATS`. XLIFF and TMX need the Translate
Toolkit and spreadsheets openpyxl, which come with the extra `interchange`; CSV needs neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from harztool.errors import UsageError
from harztool.interchange.applying import Faulty, Outcome, applied
from harztool.interchange.rows import Row, Sheet, rows

__all__ = ["FORMATS", "Faulty", "Outcome", "Row", "Sheet", "applied", "format_of", "printed", "read", "rows"]


class Format(NamedTuple):
    """The room that knows a format, and the ends of its files' names, the usual one first."""

    room: str
    suffixes: tuple[str, ...]


FORMATS: Mapping[str, Format] = {
    "xliff": Format("xliff", (".xlf", ".xliff")),
    "tmx": Format("tmx", (".tmx",)),
    "csv": Format("table", (".csv",)),
    "xlsx": Format("workbook", (".xlsx",)),
}


def format_of(name: str) -> str:
    """Return the format of a file by its name.

    Raises `UsageError` where it is none of them.

    >>> format_of("en.xliff")
    'xliff'
    """
    for known, each in FORMATS.items():
        if name.lower().endswith(each.suffixes):
            return known
    wanted = ", ".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
    raise UsageError(f"{name} is of no known format; its name must end in {wanted}.")


def printed(sheet: Sheet, form: str) -> bytes:
    """Return the bytes of a file with the rows of a sheet.

    Raises `UsageError` where the extra is not installed, and `FileError` for a text that the format cannot hold.
    """
    return _room(form).printed(sheet)


def read(data: bytes, form: str, where: str, language: str = "", original: str = "de") -> Sheet:
    """Return what a file called `where` holds; where it holds several languages, the one wanted or named so.

    `original` is the language of the site, for a memory that does not tell which of its languages is translated.

    Raises `UsageError` where the extra is not installed or it is not clear which language is meant, and `FileError`
    where the file cannot be read.
    """
    return _room(form).read(data, where, language, original)


class _Room(Protocol):
    """What a room of this rack offers."""

    def printed(self, sheet: Sheet) -> bytes: ...

    def read(self, data: bytes, where: str, language: str, original: str, /) -> Sheet: ...


def _room(form: str) -> _Room:
    try:
        return cast("_Room", import_module(f"harztool.interchange.{FORMATS[form].room}"))
    except ModuleNotFoundError as error:
        raise UsageError(f"For {form} files install the extra: pip install 'harztool[interchange]'.") from error

"""Spreadsheets (.xlsx), through openpyxl."""

from __future__ import annotations

import io
import zlib
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from harztool.errors import FileError
from harztool.interchange import table
from harztool.interchange.rows import Sheet

_WIDTHS = (60, 60, 14, 14, 40, 30, 30, 24, 20)
# As the library, the archive and the parser say that a file is none, or ends too early.
_BROKEN = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    OSError,
)
# What a cell holds at most; openpyxl would cut the rest without a word.
_LONGEST = 32_767


def printed(sheet: Sheet) -> bytes:
    """Return the rows as a workbook with one sheet.

    Raises `FileError` for a text that no cell can hold.
    """
    book = openpyxl.Workbook()
    page = book.active or book.create_sheet()
    page.title = sheet.language or "texts"
    page.freeze_panes = "A2"
    for column, (name, width) in enumerate(zip(table.COLUMNS, _WIDTHS, strict=True), 1):
        page.cell(1, column, name).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.rows, 2):
        for column, text in enumerate(table.cells(row), 1):
            _fill(page.cell(number, column), text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Any, text: str) -> None:
    if len(text) > _LONGEST:
        raise FileError(f"The text {text[:40]!r}… is too long for a cell of a spreadsheet; export it as XLIFF.")
    try:
        cell.value = text
    except IllegalCharacterError as error:
        raise FileError(f"The text {text[:40]!r} has a character that no spreadsheet can hold; use XLIFF.") from error
    # A text that begins with = is no formula.
    cell.data_type = "s"
    # Nor does a program make a date of 3.5. when somebody writes into the cell.
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def read(data: bytes, where: str, *_: str) -> Sheet:
    """Return the rows of the first sheet of a workbook that names the columns.

    Raises `FileError` where it is no workbook, or a column is missing.
    """
    try:
        # What a formula came to, and where there is one, are told in two ways of reading only.
        shown, written = (
            openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (True, False)
        )
        pages = [_lines(*pair) for pair in zip(shown.worksheets, written.worksheets, strict=True)]
    except _BROKEN as error:
        raise FileError(f"{where} cannot be read as a spreadsheet; save it anew as .xlsx.") from error
    return table.sheet(next(filter(table.has_columns, pages), next(iter(pages), [])), where)


def _lines(shown: Any, written: Any) -> list[list[table.Cell]]:
    for page in (shown, written):
        # What a file says of its size is often wrong.
        page.reset_dimensions()
    return [
        [_cell(*pair) for pair in zip(*lines, strict=True)]
        for lines in zip(shown.iter_rows(), written.iter_rows(), strict=True)
    ]


def _cell(shown: Any, written: Any) -> table.Cell:
    value = shown.value
    if value is None:
        return table.Spoilt("a formula without a value") if written.data_type == "f" else ""
    if shown.data_type == "e" or isinstance(value, (bool, float)):
        return table.Spoilt(str(value).upper())
    if not isinstance(value, (str, int)):
        return table.Spoilt(f"the date {value}")
    # As Excel writes a carriage return (ECMA-376, 22.9.2.19, ST_Xstring).
    return str(value).replace("_x000D_\n", "\n").replace("_x000D_", "\n")

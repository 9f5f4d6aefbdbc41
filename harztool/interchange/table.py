"""CSV: a table with a row of names, for spreadsheets and for everything else."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harztool.errors import FileError
from harztool.interchange.rows import DRAFT, REVIEWED, STATES, UNTRANSLATED, Row, Sheet

COLUMNS = ("source", "translation", "state", "context", "notes", "comments", "pages", "base", "id")
_NEEDED = ("source", "translation")
_COMMAS = ",;\t"
# Excel puts a line before the table that tells its delimiter.
_TOLD = re.compile(r'"?sep=(?P<comma>[^\w "\x00-\x08\n-\x1f])"?\r?\n')
# A spreadsheet takes what begins so for a formula, which an apostrophe before it prevents (OWASP, "CSV Injection").
_FORMULA = re.compile(r"'*[=+\-@]")
# What a spreadsheet shows in place of a text that it could not make out, in English and German.
_ERROR = re.compile(r"#[A-ZÜ]+[?!]|#DIV/0!|#N/A|#NV|Err:[0-9]+")


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A cell that holds no text, and what it holds."""

    what: str


Cell = str | Spoilt


def printed(sheet: Sheet) -> bytes:
    """Return the rows as CSV, with a byte order mark, as spreadsheets know UTF-8 by it."""
    out = io.StringIO(newline="")
    lines = ([_guarded(cell) for cell in cells(row)] for row in sheet.rows)
    csv.writer(out, lineterminator="\r\n").writerows([COLUMNS, *lines])
    return codecs.BOM_UTF8 + out.getvalue().encode()


def cells(row: Row) -> tuple[str, ...]:
    r"""Return a row as texts, one for each column; a message without a context has none in its cell.

    >>> cells(Row("Burg", "Castle", "draft", notes=("heading", "under: Wohnen")))[4]
    'heading\nunder: Wohnen'
    """
    several = ("\n".join(each) for each in (row.notes, row.comments, row.places))
    return (row.source, row.translation, row.state, row.context or "", *several, row.base, row.id)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read(data: bytes, where: str, *_: str) -> Sheet:
    """Return the rows of a CSV file with commas, semicolons or tabs, as spreadsheets write it.

    Raises `FileError` where it is neither UTF-8 nor UTF-16 with its mark, or a column is missing.
    """
    text = _decoded(data, where)
    told = _TOLD.match(text)
    text = text[told.end() :] if told else text
    try:
        lines = _parsed(text, told["comma"] if told else _comma(text))
    except csv.Error as error:
        raise FileError(f"{where} cannot be read as CSV: {error}; save it anew.") from error
    if "base" in names(lines):
        # It is one of ours.
        lines = [[_bare(cell) for cell in line] for line in lines]
    return sheet([[Spoilt(cell) if _ERROR.fullmatch(cell) else cell for cell in line] for line in lines], where)


def _decoded(data: bytes, where: str) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{where} is not UTF-8; save it anew as CSV UTF-8.") from error


def _comma(text: str) -> str:
    """Return what parts the columns: that by which the first row names the columns that there must be."""
    return next((each for each in _COMMAS if has_columns(_parsed(text, each, 1))), _COMMAS[0])


def _parsed(text: str, comma: str, most: int | None = None) -> list[list[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=most is None)
    return [line for line, _ in zip(lines, range(most), strict=False)] if most else list(lines)


def names(lines: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the names of the columns, which stand in the first row of a table."""
    return [name.strip().lower() if isinstance(name, str) else "" for name in lines[0]] if lines else []


def has_columns(lines: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first row of a table names the columns that there must be."""
    return {*_NEEDED} <= {*names(lines)}


def sheet(lines: Sequence[Sequence[Cell]], where: str) -> Sheet:
    """Return the rows of a table whose first line names the columns; what could not be taken as it is, is remarked.

    Raises `FileError` where a column is missing.
    """
    columns = names(lines)
    for wanted in _NEEDED:
        if wanted not in columns:
            raise FileError(f"{where} has no column {wanted}; its first row must name the columns.")
    rows: list[Row] = []
    remarks: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        row, remark = _read(dict.fromkeys(columns, "") | dict(zip(columns, line, strict=False)))
        rows += [row] if row else []
        remarks += [f"row {number}: {remark}"] if remark else []
    return Sheet(tuple(rows), remarks=tuple(remarks))


def _read(line: Mapping[str, Cell]) -> tuple[Row | None, str]:
    """Return what a row of a table says, and what is wrong with it; no row where it cannot be taken."""
    text = {name: _lines(cell) if isinstance(cell, str) else "" for name, cell in line.items()}
    spoilt = [f"the cell {name} holds {cell.what}" for name, cell in line.items() if isinstance(cell, Spoilt)]
    is_named = bool(text["source"] or text.get("id"))
    if isinstance(line.get("translation"), Spoilt) or (spoilt and not is_named):
        return None, f"{' and '.join(spoilt)}, which is no text; the row is left out"
    if not is_named:
        return None, "it has a translation but no source; it is left out" if text.get("translation") else ""
    state, remark = _state(line)
    notes, comments, places = (tuple(text[name].split("\n")) if text.get(name) else () for name in COLUMNS[4:7])
    translation, base, known = (text.get(name, "") for name in ("translation", "base", "id"))
    context = text.get("context") or None
    return Row(text["source"], translation, state, context, notes, comments, places, base, known), remark


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _state(line: Mapping[str, Cell]) -> tuple[str, str]:
    held = line.get("state", "")
    state = held.what if isinstance(held, Spoilt) else held.strip().lower()
    if state and state not in STATES:
        return DRAFT, f"there is no state {state!r}, only {', '.join(STATES)}; it is taken as a draft"
    # Who sends a table of two columns has translated it, and vouches for it.
    return state or (REVIEWED if line.get("translation") else UNTRANSLATED), ""

"""CSV: a table with a row of names, for spreadsheets and for everything else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from harztool.errors import FileError
from harztool.interchange.rows import STATES, UNTRANSLATED, Row, Sheet

COLUMNS = ("source", "translation", "state", "context", "notes", "comments", "pages", "base", "id")


def printed(sheet: Sheet) -> bytes:
    """Return the rows as CSV, with a byte order mark, as spreadsheets know UTF-8 by it."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([COLUMNS, *map(cells, sheet.rows)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cells(row: Row) -> tuple[str, ...]:
    r"""Return a row as texts, one for each column; a message without a context has none in its cell.

    >>> cells(Row("Burg", "Castle", "draft", notes=("heading", "under: Wohnen")))[4]
    'heading\nunder: Wohnen'
    """
    several = ("\n".join(each) for each in (row.notes, row.comments, row.places))
    return (row.source, row.translation, row.state, row.context or "", *several, row.base, row.id)


def read(data: bytes, where: str, language: str = "") -> Sheet:  # noqa: ARG001 - a file of this kind has one
    """Return the rows of a CSV file with commas, semicolons or tabs, as spreadsheets write it.

    Raises `FileError` where it is not UTF-8, or a column is missing.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{where} is not UTF-8; save it anew as CSV UTF-8.") from error
    head = text.partition("\n")[0]
    dialect = max(",;\t", key=head.count)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect, strict=True))
    except csv.Error as error:
        raise FileError(f"{where} cannot be read as CSV: {error}; save it anew.") from error
    return sheet(found, where)


def sheet(lines: Sequence[Sequence[str]], where: str) -> Sheet:
    """Return the rows of a table whose first line names the columns.

    Raises `FileError` where a column is missing, or a state is none.
    """
    names = [name.strip().lower() for name in lines[0]] if lines else []
    for wanted in ("source", "translation"):
        if wanted not in names:
            raise FileError(f"{where} has no column {wanted}; its first row must name the columns.")
    return Sheet(tuple(_rows(names, lines[1:], where)))


def _rows(names: Sequence[str], lines: Sequence[Sequence[str]], where: str) -> Iterable[Row]:
    for number, line in enumerate(lines, 2):
        cell = dict(zip(names, (each.replace("\r\n", "\n") for each in line), strict=False))
        if not cell.get("source"):
            continue
        # Who sends a table of two columns has translated it, and vouches for it.
        state = cell.get("state", "").strip().lower() or (STATES[2] if cell.get("translation") else UNTRANSLATED)
        if state not in STATES:
            raise FileError(f"{where}, row {number}: there is no state {state!r}; choose from {', '.join(STATES)}.")
        notes, comments, places = (tuple(cell[name].split("\n")) if cell.get(name) else () for name in COLUMNS[4:7])
        context = cell.get("context") or None
        text, base, known = (cell.get(name, "") for name in ("translation", "base", "id"))
        yield Row(cell["source"], text, state, context, notes, comments, places, base, known)

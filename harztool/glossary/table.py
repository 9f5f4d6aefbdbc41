"""The text of a glossary.csv -> terms; whatever could be meant in two ways is an error that names its cell."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from harztool import msgid
from harztool.errors import GlossaryError, meant
from harztool.languages import code
from harztool.model import Term

NOTE = "note"
_SPACE = re.compile(r"[ \t\r\n]+")
# Marks without a width that come along when a cell is pasted, beside those that a text of a page is without.
_JOINERS = re.compile("[\u2060\ufeff]")
_INVISIBLE = frozenset({"Cc", "Zl", "Zp"})


def parsed(text: str, where: str, languages: Sequence[str], source: str = "de") -> tuple[Term, ...]:
    """Return the terms in the text of a glossary called `where`, in the order of its rows, each once.

    The text is CSV (RFC 4180) with commas or semicolons; a byte order mark is dropped. The first row names the
    column of the source language, columns of `languages`, and perhaps `note`; one of another language is no error. An
    empty cell is no rule; the same text in both columns means that the term is never translated.

    Raises `GlossaryError` naming file, row (as a spreadsheet counts it), column and the way out: for no header or an
    unknown column, a term twice, a row without its term, a cell under no heading, a quotation mark left open.

    >>> parsed("de;en;es\\nBrocken;Brocken;\\n", "glossary.csv", ["en", "es"])
    (Term(source='Brocken', translations={'en': 'Brocken'}, note='', row=2),)
    """
    terms: dict[str, Term] = {}
    for term in every_row(text, where, languages, source):
        if term.source in terms:
            before = f"{term.source!r} stands in row {terms[term.source].row} already"
            raise GlossaryError(f"{where}, row {term.row}, column {source}: {before}; keep one of the two rows.")
        terms[term.source] = term
    return tuple(terms.values())


def every_row(text: str, where: str, languages: Sequence[str], source: str = "de") -> Iterator[Term]:
    """Yield the terms as `parsed` does, but also those that stand there already, for who lists them all.

    Raises `GlossaryError` as `parsed` does, but for a term twice.

    >>> [term.row for term in every_row("de,en\\nTal,vale\\nTal,dale\\n", "glossary.csv", ["en"])]
    [2, 3]
    """
    rows = _rows(text.removeprefix("\ufeff"), where)
    columns = _columns(next(rows, (1, []))[1], where, [source, *languages, NOTE])
    own = tuple(name for name in columns if name and name not in {source, NOTE})
    terms = (_term(row, _named(row, cells, columns, where), own, where, source) for row, cells in rows)
    yield from filter(None, terms)


def _rows(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.splitlines(keepends=True)
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    row, start = 1, 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            place = f"{where}, row {row}, column {_letter(_unclosed(lines[start], delimiter))}"
            advice = 'close it at the end of the cell, and write one inside a quoted cell twice ("")'
            raise GlossaryError(f"{place}: a quotation mark is not closed where its cell ends; {advice}.") from error
        if cells is None:
            return
        yield row, cells
        row, start = row + 1, reader.line_num


def _unclosed(line: str, delimiter: str) -> int:
    """Return the number of the cell whose quotation mark a line leaves open, or else of the first one that has any."""
    cells = line.split(delimiter)
    odd = (number for number in range(len(cells)) if delimiter.join(cells[: number + 1]).count('"') % 2)
    return next(odd, next((number for number, cell in enumerate(cells) if '"' in cell), 0))


def _letter(column: int) -> str:
    return ascii_uppercase[column] if column < len(ascii_uppercase) else str(column + 1)


def _columns(header: list[str], where: str, known: Sequence[str]) -> list[str]:
    written = {name.lower(): name for name in known}
    names = [_name(cell.strip(), written) for cell in header]
    if not set(names) & set(known):
        example = f"such as {','.join(known)}, with commas or semicolons between them"
        raise GlossaryError(f"{where}, row 1: the first row must name the columns, {example}.")
    for number, name in enumerate(names):
        place = f"{where}, row 1, column {_letter(number)}"
        # A column of a language that the project has not, or not yet, is left alone.
        if name and name not in known and not code(name):
            raise GlossaryError(f"{place}: there is no column {name!r}{meant(name, known)}")
        if name and name in names[:number]:
            raise GlossaryError(f"{place}: there are two columns {name!r}; keep one of them.")
    if known[0] not in names:
        example = ",".join(known)
        raise GlossaryError(f"{where}, row 1: the column {known[0]!r} is missing; name the columns {example}.")
    return names


def _name(cell: str, written: Mapping[str, str]) -> str:
    """Return the name of a column as the project writes it, or else as gettext does; `pt-br` is `pt_BR`."""
    return written.get(cell.lower()) or written.get(code(cell).lower()) or code(cell) or cell


def _named(row: int, cells: list[str], columns: list[str], where: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, cell in enumerate(cells):
        written = _SPACE.sub(" ", cell).strip()
        value = _read(written)
        name = columns[number] if number < len(columns) else ""
        place = f"{where}, row {row}, column {name or _letter(number)}"
        if value and not name:
            advice = "name the column, or put a text that contains the separator into quotes"
            raise GlossaryError(f"{place}: {value!r} stands under no heading; {advice}.")
        if any(unicodedata.category(character) in _INVISIBLE for character in written):
            raise GlossaryError(f"{place}: {written!r} contains an invisible control character; type the cell anew.")
        values[name] = value
    return values


def _read(cell: str) -> str:
    """Return a cell in the form that the texts of pages have, in which it is searched."""
    return _SPACE.sub(" ", msgid.normalized(_JOINERS.sub("", cell))).strip()


def _term(row: int, values: Mapping[str, str], columns: tuple[str, ...], where: str, source: str) -> Term | None:
    translations = {name: values[name] for name in columns if values.get(name)}
    note = values.get(NOTE, "")
    if values.get(source):
        return Term(values[source], translations, note, row, columns)
    if translations or note:
        place = f"{where}, row {row}, column {source}"
        raise GlossaryError(f"{place}: the term itself is missing; write it, or delete the row.")
    return None

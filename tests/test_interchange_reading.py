"""Files as other tools and people make them: what is read, what is left out, and that it is told."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from harztool import interchange
from harztool.errors import FileError, UsageError
from harztool.interchange import Row, Sheet
from harztool.model import Message

from .test_catalogs import english
from .test_interchange import applied, tmx


def workbook(*pages: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for lines in pages:
        page = book.create_sheet()
        for line in lines:
            page.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reworked(data: bytes, pattern: bytes, new: bytes) -> bytes:
    """Return a workbook with something exchanged in its first sheet, as another program might have written it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as file:
        for name in old.namelist():
            text = old.read(name)
            changed = re.sub(pattern, new, text) if name.endswith("sheet1.xml") else text
            assert changed != text or not name.endswith("sheet1.xml")
            file.writestr(name, changed)
    return out.getvalue()


HEAD: list[object] = ["source", "translation"]


def texts(sheet: Sheet) -> list[tuple[str, str]]:
    return [(row.source, row.translation) for row in sheet.rows]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        pytest.param("#NAME?", "the cell translation holds #NAME?", id="an error"),
        pytest.param(datetime(2026, 5, 3), "the cell translation holds the date 2026-05-03", id="a date"),
        pytest.param(True, "the cell translation holds TRUE", id="a truth"),
        pytest.param(1.5, "the cell translation holds 1.5", id="a number with decimals"),
        pytest.param("=NAME_OF(3)", "the cell translation holds a formula without a value", id="a formula"),
    ],
)
def test_a_cell_without_a_text_is_named_and_the_other_rows_go_on(cell: object, said: str) -> None:
    data = workbook([HEAD, ["Tor", cell], ["Burg", "Castle"], ["Haus", 3]])
    sheet = interchange.read(data, "xlsx", "en.xlsx")
    assert texts(sheet) == [("Burg", "Castle"), ("Haus", "3")]
    (remark,) = sheet.remarks
    assert remark.startswith(f"row 2: {said}")


def test_a_formula_with_a_value_is_its_value() -> None:
    data = workbook([HEAD, ["Tor", "=A2"]])
    data = reworked(data, rb"<c r=\"B2\"[^>]*>.*?</c>", b'<c r="B2" t="str"><f>A2</f><v>Gate</v></c>')
    assert texts(interchange.read(data, "xlsx", "en.xlsx")) == [("Tor", "Gate")]


@pytest.mark.parametrize("told", [b"A1", b"A1:B1", b"A1:B2"])
def test_a_size_that_is_too_small_cuts_no_row(told: bytes) -> None:
    data = workbook([HEAD, ["Tor", "Gate"], ["Burg", "Castle"]])
    data = reworked(data, rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % told)
    assert texts(interchange.read(data, "xlsx", "en.xlsx")) == [("Tor", "Gate"), ("Burg", "Castle")]


def test_a_carriage_return_of_excel_is_a_line_end() -> None:
    data = workbook([HEAD, ["Eins\nzwei", "One_x000D_\ntwo"]])
    assert texts(interchange.read(data, "xlsx", "en.xlsx")) == [("Eins\nzwei", "One\ntwo")]


def test_the_sheet_that_has_the_columns_is_read() -> None:
    data = workbook([["Cover", None]], [HEAD, ["Tor", "Gate"]])
    assert texts(interchange.read(data, "xlsx", "en.xlsx")) == [("Tor", "Gate")]
    with pytest.raises(FileError, match="no column source"):
        interchange.read(workbook([["Cover"]]), "xlsx", "en.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"sep=;\r\nsource;translation\r\nTor;Gate\r\n", id="the line of Excel that tells the delimiter"),
        pytest.param(b"sep=|\r\nsource|translation\r\nTor|Gate\r\n", id="a rare delimiter that is told"),
        pytest.param(b"source;translation;comments, notes, of us\r\nTor;Gate;\r\n", id="commas in a name"),
        pytest.param(
            b"\xff\xfe" + "source\ttranslation\r\nTor\tGate\r\n".encode("utf-16-le"), id="Unicode text of Excel"
        ),
        pytest.param(
            b"\xfe\xff" + "source\ttranslation\r\nTor\tGate\r\n".encode("utf-16-be"), id="the other byte order"
        ),
    ],
)
def test_a_table_from_excel_is_read(data: bytes) -> None:
    sheet = interchange.read(data, "csv", "en.csv")
    assert (texts(sheet), sheet.remarks) == ([("Tor", "Gate")], ())


@pytest.mark.parametrize("told", [b'sep="\n', b"sep=\r\n", b"sep=a\n", b"sep= \n", b"sep=\x00\n"])
def test_a_delimiter_that_can_be_none_ends_with_no_traceback(told: bytes) -> None:
    with pytest.raises(FileError, match=r"has no column source|cannot be read as CSV"):
        interchange.read(told + b"source,translation\nTor,Gate\n", "csv", "en.csv")


@pytest.mark.parametrize("error", ["#NAME?", "#WERT!", "#BEZUG!", "#DIV/0!", "#NV", "Err:508"])
def test_an_error_that_a_spreadsheet_wrote_is_no_translation(error: str) -> None:
    sheet = interchange.read(f"source,translation\nTor,{error}\nBurg,Castle\n".encode(), "csv", "en.csv")
    assert texts(sheet) == [("Burg", "Castle")]
    assert sheet.remarks == (f"row 2: the cell translation holds {error}, which is no text; the row is left out",)


def test_a_state_that_is_none_makes_a_draft_and_the_other_rows_go_on() -> None:
    data = "source,translation,state\nTor,Gate,übersetzt\nBurg,Castle,reviewed\nHaus,House,#NAME?\n".encode()
    sheet = interchange.read(data, "csv", "en.csv")
    assert [row.state for row in sheet.rows] == ["draft", "reviewed", "draft"]
    assert [remark.partition(",")[0] for remark in sheet.remarks] == [
        "row 2: there is no state 'übersetzt'",
        "row 4: there is no state '#NAME?'",
    ]


def test_a_row_is_known_by_its_id_where_the_source_was_emptied() -> None:
    catalog = english(Message("- Tor"))
    (row,) = interchange.rows(catalog)
    data = f"source,translation,id\n,- Gate,{row.id}\n#NAME?,Gate!,{row.id}\n,Lost,\n,,\n".encode()
    sheet = interchange.read(data, "csv", "en.csv")
    assert sheet.remarks == ("row 4: it has a translation but no source; it is left out",)
    assert applied(catalog, sheet.rows[:1]).taken == (Message("- Tor", "- Gate"),)
    assert applied(catalog, sheet.rows[1:]).taken == (Message("- Tor", "Gate!"),)


STARTS = ["=1+1 ist zwei", "+49 3943 1", "- 5 %", "@harz", "'=x'", "''@x", "'s Tor", "'"]


def test_no_cell_of_a_table_is_a_formula_and_all_come_back() -> None:
    rows = tuple(interchange.rows(english(*(Message(text, text) for text in STARTS))))
    data = interchange.printed(Sheet(rows), "csv")
    cells = [cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert texts(interchange.read(data, "csv", "en.csv")) == [(text, text) for text in STARTS]
    # What others made has no guard that could be taken off.
    assert texts(interchange.read(b"source,translation\n'=x,'-y\n", "csv", "en.csv")) == [("'=x", "'-y")]


SEVERAL = tmx(
    "de-DE",
    {"de-DE": "Tor", "es": "Puerta", "en-US": "Gate US", "en-GB": "Gate GB"},
    {"de": "Offen", "en": "Open"},
    {"de-DE": "Burg", "en-US": "Castle"},
    {"de": "Weg", "es": "Camino"},
)


@pytest.mark.parametrize(
    ("language", "name", "found"),
    [
        pytest.param("en_GB", "x.tmx", ["Gate GB", "Open", "Castle"], id="a variety that is wanted"),
        pytest.param("en", "x.tmx", ["Gate US", "Open", "Castle"], id="a language that is wanted"),
        pytest.param("", "back/en-GB.tmx", ["Gate GB", "Open", "Castle"], id="a variety by the name of the file"),
        pytest.param("es", "x.tmx", ["Puerta", "Camino"], id="the other language"),
    ],
)
def test_each_unit_of_a_memory_gives_the_nearest_text(language: str, name: str, found: list[str]) -> None:
    sheet = interchange.read(SEVERAL, "tmx", name, language)
    assert [row.translation for row in sheet.rows] == found


def test_what_a_memory_holds_besides_is_counted_and_named() -> None:
    assert interchange.read(SEVERAL, "tmx", "x.tmx", "en_GB").remarks == (
        "2 texts in es are left out",
        "1 text in en-US is left out",
        "without a text in de-DE and en-GB, and left out: 1",
    )


def test_of_a_memory_in_which_any_language_may_be_the_source_the_site_has_its_own() -> None:
    data = tmx("*all*", {"fr": "Porte", "en": "Gate", "de": "Tor"})
    sheet = interchange.read(data, "tmx", "x.tmx", "en")
    assert (texts(sheet), sheet.source) == ([("Tor", "Gate")], "de")
    assert texts(interchange.read(data, "tmx", "x.tmx", "en", "fr")) == [("Porte", "Gate")]


def unit(source: str, target: str, attributes: str = "", **of_target: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in of_target.items())
    return f'<trans-unit id="1"{attributes}><source>{source}</source><target{said}>{target}</target></trans-unit>'


def xliff(**units: str) -> bytes:
    """A file of several parts, each with its own target language, as agencies send them."""
    files = "".join(
        f'<file original="{code}" source-language="de" target-language="{code.replace("_", "-")}" datatype="html">'
        f"<body>{body}</body></file>"
        for code, body in units.items()
    )
    return f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{files}</xliff>'.encode()


@pytest.mark.parametrize(
    ("language", "name", "found"),
    [("es", "x.xlf", "Puerta"), ("", "es.xlf", "Puerta"), ("en", "es.xlf", "Gate"), ("en_GB", "x.xlf", "Gate")],
)
def test_of_a_file_in_several_languages_one_is_taken(language: str, name: str, found: str) -> None:
    sheet = interchange.read(xliff(en=unit("Tor", "Gate"), es=unit("Tor", "Puerta")), "xliff", name, language)
    assert [row.translation for row in sheet.rows] == [found]
    (remark,) = sheet.remarks
    assert remark == f"1 text in {'en' if found == 'Puerta' else 'es'} is left out"


@pytest.mark.parametrize(
    ("form", "data"), [("tmx", SEVERAL), ("xliff", xliff(en=unit("Tor", "Gate"), es=unit("Tor", "Puerta")))]
)
def test_which_language_is_meant_is_not_guessed(form: str, data: bytes) -> None:
    with pytest.raises(UsageError, match=r"back\.x holds texts in .*; name the language that is wanted with --lang"):
        interchange.read(data, form, "back.x")


def test_varieties_of_one_language_are_taken_together_where_none_is_named() -> None:
    sheet = interchange.read(xliff(en_GB=unit("Tor", "Gate"), en_US=unit("Burg", "Castle")), "xliff", "back.xlf")
    assert (sheet.language, [row.translation for row in sheet.rows]) == ("en", ["Gate", "Castle"])


@pytest.mark.parametrize(
    ("attributes", "state", "found"),
    [
        (' approved="no"', "translated", "draft"),
        (' approved="yes"', "translated", "reviewed"),
        ("", "translated", "reviewed"),
        (' approved="no"', "final", "reviewed"),
        (' approved="yes"', "needs-translation", "draft"),
    ],
)
def test_what_xliff_says_of_a_review(attributes: str, state: str, found: str) -> None:
    (row,) = interchange.read(xliff(en=unit("Tor", "Gate", attributes, state=state)), "xliff", "en.xlf").rows
    assert row.state == found


@pytest.mark.parametrize(
    "body",
    [unit("Tor", "Gate", ' translate="no"'), f'<group translate="no">{unit("Tor", "Gate")}</group>'],
    ids=["a unit", "a group"],
)
def test_what_is_not_to_be_translated_is_left_out(body: str) -> None:
    sheet = interchange.read(xliff(en=body + unit("Burg", "Castle")), "xliff", "en.xlf")
    assert texts(sheet) == [("Burg", "Castle")]
    assert sheet.remarks == ("not to be translated, and left out: 1",)


@pytest.mark.parametrize("source", ["Tor", "\nTor\n", "Tor\n"])
def test_line_ends_around_a_text_become_those_of_its_source(source: str) -> None:
    catalog = english(Message(source))
    body = unit("\n   Tor\n ", "\n   Gate\n  ", state="final")
    rows = interchange.read(xliff(en=body), "xliff", "en.xlf").rows
    if source != "Tor":
        rows = tuple(replace(row, source=source) for row in rows)
    assert applied(catalog, rows).taken == (Message(source, source.replace("Tor", "Gate")),)


def test_blanks_around_a_text_that_break_no_line_stay() -> None:
    assert applied(english(Message("Tor")), [Row("Tor", " Gate ", "reviewed")]).taken == (Message("Tor", " Gate "),)

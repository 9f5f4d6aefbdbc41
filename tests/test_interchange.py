"""Catalogs out to translators and back: what stays as it is, what comes in, and what is never overwritten."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from harztool import interchange, memory, po
from harztool.catalogs.said import OURS, THEIRS
from harztool.cli import exchange
from harztool.errors import FileError, UsageError
from harztool.interchange import Row, Sheet
from harztool.model import Catalog, Message
from harztool.provenance import drafted_by

from .conftest import Said
from .test_catalogs import english

Harz = Callable[..., Said]
EVERYTHING = english(
    Message("Die Burg", "The castle", places=("de/a.html", "de/b.html"), notes=("heading", "under: Wohnen")),
    Message(
        "Siehe <a>Karte</a>", "See <a>map</a>", fuzzy=True, comments=drafted_by(("ask",), "deepl", "See <a>map</a>")
    ),
    Message("<a>Goslar</a> und <a2>Thale</a2>", "<a2>Thale</a2> and <a>Goslar</a>"),
    Message("Marktstr. 1<br/>1 &lt; 2 & &amp;lt;", "Marktstr. 1<br/>1 &lt; 2 & &amp;lt;"),
    Message("Die <keep>HarzCard</keep>", "The <keep>HarzCard</keep>", context="card"),
    Message("Spoilt <b>draft</b>", "<b>Spoilt", fuzzy=True),
    Message("=1+1 ist zwei", "=1+1 is two"),
    Message("Zeile\n zwei ", "Line\n two "),
    Message("Tor", context=""),
    Message("Tor"),
    Message("%d <b>Tag</b>", "%d <b>day</b>", plural="%d <b>Tage</b>", translations=("%d <b>days</b>",)),
)
FORMS = [pytest.param(form, id=form) for form in interchange.FORMATS]


def applied(catalog: Catalog, came: Iterable[Row]) -> interchange.Outcome:
    """Return what becomes of a catalog under the checks that the command has."""
    return interchange.applied(catalog, came, exchange.faulty(()))


def sent(catalog: Catalog, form: str) -> Sheet:
    """Return a catalog as it comes back from a trip through a file that nobody touched."""
    sheet = Sheet(tuple(interchange.rows(catalog)), "de", "en")
    return interchange.read(interchange.printed(sheet, form), form, f"en.{form}")


@pytest.mark.parametrize("form", FORMS)
def test_a_round_trip_keeps_texts_states_notes_and_placeholders(form: str) -> None:
    out = {(row.context or None, row.source): row for row in interchange.rows(EVERYTHING)}
    for row in sent(EVERYTHING, form).rows:
        was = out[row.context or None, row.source]
        assert (row.translation, row.state, row.notes, row.comments, row.places, row.base) == (
            was.translation, was.state, was.notes, was.comments, was.places, was.base,
        )  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_what_nobody_touched_changes_no_byte(form: str) -> None:
    outcome = applied(EVERYTHING, sent(EVERYTHING, form).rows)
    assert outcome == interchange.Outcome(EVERYTHING)


STATELESS = {
    "xliff": rb' (?:state|approved)="[^"]*"',
    "tmx": rb"<prop [^>]*>[^<]*</prop>",
}


@pytest.mark.parametrize("form", STATELESS)
def test_a_tool_that_drops_states_reviews_nothing_and_un_reviews_nothing(form: str) -> None:
    catalog = replace(EVERYTHING, messages=tuple(each for each in EVERYTHING.messages if each.plural is None))
    printed = interchange.printed(Sheet(tuple(interchange.rows(catalog)), "de", "en"), form)
    bare = re.sub(STATELESS[form], b"", printed)
    assert bare != printed
    assert applied(catalog, interchange.read(bare, form, "x").rows).catalog == catalog
    changed = bare.replace(b"The castle", b"The fortress")
    outcome = applied(catalog, interchange.read(changed, form, "x").rows)
    (taken,) = (*outcome.taken, *outcome.commented)
    # Where it is known what went out it is a draft, else a proposal beside the reviewed text.
    assert (taken.translation, taken.fuzzy) in [("The fortress", True), ("The castle", False)]
    assert "The fortress" in (taken.translation + "".join(taken.comments))


@pytest.mark.parametrize("form", FORMS)
def test_what_a_translator_did_comes_in(form: str) -> None:
    sheet = sent(EVERYTHING, form)
    rows = [
        replace(row, translation="See the <a>map</a>", state="reviewed") for row in sheet.rows if "Karte" in row.source
    ]
    again = interchange.read(interchange.printed(replace(sheet, rows=tuple(rows)), form), form, "back")
    (message,) = applied(EVERYTHING, again.rows).taken
    assert (message.translation, message.ready, message.comments) == ("See the <a>map</a>", True, ("ask",))


WORDS = st.lists(
    st.sampled_from(["Burg", " ", "&lt;", "&", "„ü“", "\n", "<br/>", "<a>Tor</a>", "]]>", "=", "-", "'"]), max_size=6
)


@settings(max_examples=40)
@pytest.mark.parametrize("form", FORMS)
@given(source=WORDS.map("".join), text=WORDS.map("".join), fuzzy=st.booleans(), note=st.sampled_from(["", "x", "a: b"]))
def test_any_text_comes_back_as_it_was(form: str, source: str, text: str, fuzzy: bool, note: str) -> None:
    message = Message(f"{source}x", text, fuzzy=fuzzy and bool(text), notes=(note,) if note else ())
    catalog = english(message)
    assert applied(catalog, sent(catalog, form).rows) == interchange.Outcome(catalog)


BURG = Message("Burg", "castle", fuzzy=True)


@pytest.mark.parametrize(
    ("ours", "came", "found"),
    [
        pytest.param(BURG, {"state": "reviewed"}, Message("Burg", "castle"), id="a draft is accepted"),
        pytest.param(
            Message("Burg", "Castle"), {"state": "draft"}, Message("Burg", "Castle", fuzzy=True), id="a text is doubted"
        ),
        pytest.param(BURG, {"translation": ""}, BURG, id="an empty cell takes nothing away"),
        pytest.param(BURG, {"comments": ("ask Ana",)}, replace(BURG, comments=("ask Ana",)), id="a comment comes in"),
        pytest.param(
            Message("<b>Burg</b> x", "<b>Fort</b>"),
            {"translation": "Castle", "state": "reviewed"},
            Message("<b>Burg</b> x", "Castle", fuzzy=True),
            id="a text that lost a placeholder is a draft",
        ),
    ],
)
def test_what_became_of_a_message(ours: Message, came: dict[str, object], found: Message) -> None:
    (row,) = interchange.rows(english(ours))
    assert applied(english(ours), [replace(row, **came)]).catalog.messages == (found,)  # type: ignore[arg-type]


def test_what_was_written_here_in_the_meantime_is_not_overwritten() -> None:
    (row,) = interchange.rows(english(BURG))
    back = replace(row, translation="Fort", state="reviewed")
    outcome = applied(english(Message("Burg", "Castle")), [back])
    (message,) = outcome.conflicts
    assert (message.fuzzy, message.comments) == (True, (f"{OURS}Castle", f"{THEIRS}Fort"))
    untouched = english(Message("Burg", "Castle"))
    assert applied(untouched, [row]) == interchange.Outcome(untouched)


def test_a_table_that_somebody_made_by_hand_fills_what_is_open_and_overwrites_nothing() -> None:
    data = "\ufeffSource;Translation\r\nBurg;Castle\r\nTor;Gate\r\n\r\nNichts;Nothing\r\n".encode()
    sheet = interchange.read(data, "csv", "en.csv")
    outcome = applied(english(Message("Burg"), Message("Tor", "Portal")), sheet.rows)
    assert [each.translation for each in outcome.catalog.messages] == ["Castle", "Portal"]
    assert [each.source for each in outcome.conflicts] == ["Tor"]
    assert [row.source for row in outcome.unknown] == ["Nichts"]


def test_obsolete_messages_stay_at_home() -> None:
    assert not list(interchange.rows(english(Message("Alt", "Old", obsolete=True))))


DAY = Message("%d Tag", "%d dzień", plural="%d Tage", translations=("%d dni", ""), fuzzy=True, previous="%d Tach")
POLISH = Catalog((DAY,), Message("", "Language: pl\nPlural-Forms: nplurals=3; plural=(n == 1 ? 0 : 1);\n"))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_plural_goes_out_and_comes_back(form: str) -> None:
    back = sent(POLISH, form).rows
    # A memory holds what is translated.
    assert [(row.source, row.translation) for row in back if row.translation] == [
        ("%d Tag", "%d dzień"),
        ("%d Tage", "%d dni"),
    ]
    assert "plural form 2 of 3 of “%d Tag”" in back[1].notes
    assert applied(POLISH, back) == interchange.Outcome(POLISH)


@pytest.mark.parametrize(
    ("came", "found"),
    [
        pytest.param(
            [("%d dzień", "reviewed"), ("%d dni", "reviewed"), ("%d dnia", "reviewed")],
            replace(DAY, translations=("%d dni", "%d dnia"), fuzzy=False, previous=None),
            id="all forms",
        ),
        pytest.param(
            [("%d doba", "reviewed"), ("%d doby", "reviewed"), ("", "untranslated")],
            replace(DAY, translation="%d doba", translations=("%d doby", "")),
            id="a form that is missing leaves a draft",
        ),
        pytest.param([("", "draft"), ("", "draft"), ("", "untranslated")], DAY, id="empty cells take nothing away"),
    ],
)
def test_what_became_of_a_plural(came: list[tuple[str, str]], found: Message) -> None:
    rows = [
        replace(row, translation=text, state=state)
        for row, (text, state) in zip(interchange.rows(POLISH), came, strict=True)
    ]
    assert applied(POLISH, rows).catalog.messages == (found,)
    # A tool may sort what it was given.
    assert applied(POLISH, rows[::-1]).catalog.messages == (found,)


def test_a_form_alone_leaves_the_others_and_a_conflict_keeps_all() -> None:
    _, few, _ = interchange.rows(POLISH)
    alone = applied(POLISH, [replace(few, translation="%d doby")])
    assert alone.catalog.messages == (replace(DAY, translations=("%d doby", "")),)
    ours = replace(POLISH, messages=(replace(DAY, translations=("%d noce", "")),))
    (message,) = applied(ours, [replace(few, translation="%d doby")]).conflicts
    assert message.fuzzy
    assert message.comments == (f"{OURS}%d dzień | %d noce | ", f"{THEIRS}%d dzień | %d doby | ")


def test_a_plural_without_the_id_of_its_form_is_nobodys() -> None:
    row = Row("%d Tag", "x")
    assert applied(POLISH, [row]) == interchange.Outcome(POLISH, unknown=(row,))


def test_a_header_that_promises_many_forms_is_not_believed() -> None:
    many = Message("", "Plural-Forms: nplurals=999999999; plural=0;\n")
    assert len(list(interchange.rows(Catalog((DAY,), many)))) == 6


def test_xliff_is_what_translation_programs_expect() -> None:
    sheet = Sheet(tuple(interchange.rows(EVERYTHING)), "de", "pt_BR")
    root = etree.fromstring(interchange.printed(sheet, "xliff"))
    name = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    assert root.find("x:file", name).get("target-language") == "pt-BR"
    units = root.findall(".//x:trans-unit", name)
    assert len({unit.get("id") for unit in units}) == len(units)
    assert [unit.get("approved") for unit in units[:2]] == ["yes", "no"]
    target = units[1].find("x:target", name)
    assert (target.get("state"), target.find("x:g", name).get("id")) == ("needs-review-translation", "a")


def test_tmx_serves_as_a_memory_of_harztool_itself() -> None:
    reviewed = english(*(each for each in EVERYTHING.messages if each.ready))
    data = interchange.printed(Sheet(tuple(interchange.rows(reviewed)), "de", "en"), "tmx")
    found = memory.entries_of_tmx(data.decode(), "en.tmx", "en")
    assert [(each.source, each.translation) for each in found][:4] == [
        (each.source, each.translation) for each in reviewed.messages[:4]
    ]


def tmx(srclang: str, *units: dict[str, str]) -> bytes:
    """A memory as another tool may write it: the texts of each unit by language."""
    body = "".join(
        "<tu>" + "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in unit.items()) + "</tu>"
        for unit in units
    )
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'.encode()


@pytest.mark.parametrize(
    ("srclang", "language", "found"),
    [
        pytest.param("de-DE", "en_GB", ("en-GB", ["Castle"]), id="a source language with its country"),
        pytest.param("DE", "es", ("es", ["Castillo", "Torre"]), id="the language that is wanted"),
        pytest.param("de", "en", ("en-GB", ["Castle"]), id="without its country"),
        pytest.param("*all*", "es", ("es", ["Castillo", "Torre"]), id="any source"),
    ],
)
def test_a_memory_of_many_languages_gives_the_one_that_is_meant(
    srclang: str, language: str, found: tuple[str, list[str]]
) -> None:
    data = tmx(srclang, {"de": "Burg", "en-GB": "Castle", "es": "Castillo"}, {"de": "Turm", "es": "Torre"})
    sheet = interchange.read(data, "tmx", "back.tmx", language)
    assert (sheet.source, sheet.language, [row.translation for row in sheet.rows]) == (
        "de",
        found[0].replace("-", "_"),
        found[1],
    )


@pytest.mark.parametrize(("srclang", "language"), [("fr", "en"), ("de", "pl")], ids=["its source", "pl"])
def test_a_memory_without_the_language_that_is_meant_is_told(srclang: str, language: str) -> None:
    with pytest.raises(FileError, match=f"one is {language}"):
        interchange.read(tmx(srclang, {"de": "Burg", "en": "Castle"}), "tmx", "back.tmx", language)


@pytest.mark.parametrize("comma", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_table_is_read_as_a_spreadsheet_writes_it(comma: str) -> None:
    lines = [["Source", " Translation", "STATE"], ["Burg", "Castle", " Reviewed "], ["Tor", "Gate", ""]]
    data = "\r\n".join(comma.join(line) for line in lines).encode()
    assert [(row.source, row.translation, row.state) for row in interchange.read(data, "csv", "back.csv").rows] == [
        ("Burg", "Castle", "reviewed"),
        ("Tor", "Gate", "reviewed"),
    ]


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    sheet = Sheet(tuple(interchange.rows(EVERYTHING)), "de", "en")
    page = openpyxl.load_workbook(io.BytesIO(interchange.printed(sheet, "xlsx"))).worksheets[0]
    assert {cell.data_type for line in page.iter_rows() for cell in line if cell.value} == {"s"}


def test_a_workbook_that_ends_too_early_is_told() -> None:
    whole = zipfile.ZipFile(
        io.BytesIO(interchange.printed(Sheet(tuple(interchange.rows(EVERYTHING)), "de", "en"), "xlsx"))
    )
    torn = io.BytesIO()
    with zipfile.ZipFile(torn, "w") as file:
        for name in whole.namelist():
            data = whole.read(name)
            file.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    with pytest.raises(FileError, match="cannot be read as a spreadsheet"):
        interchange.read(torn.getvalue(), "xlsx", "back")


@pytest.mark.parametrize("form", ["xliff", "tmx"])
@pytest.mark.parametrize(
    "message",
    [
        pytest.param(Message("Burg", "castle", comments=("note \7",)), id="a comment"),
        pytest.param(Message("Burg", "castle", context="a\7b"), id="a context"),
        pytest.param(Message("Burg\7", "castle"), id="a text"),
    ],
)
def test_what_xml_cannot_hold_is_named(form: str, message: Message) -> None:
    with pytest.raises(FileError, match="character that XML cannot hold"):
        interchange.printed(Sheet(tuple(interchange.rows(english(message))), "de", "en"), form)


@pytest.mark.parametrize(
    ("form", "data", "said"),
    [
        pytest.param("xliff", b"<xliff", "no well-formed XML", id="half an XLIFF"),
        pytest.param("xliff", b"<tmx/>", "no xliff file: it begins with <tmx>", id="something else"),
        pytest.param(
            "tmx",
            b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>',
            "declares XML entities",
            id="XML that hides something",
        ),
        pytest.param("csv", b"quelle,ziel\n", "has no column source", id="a table without names"),
        pytest.param("csv", "source,translation\nä,b\n".encode("latin-1"), "is not UTF-8", id="another character set"),
        pytest.param("xlsx", b"PK", "cannot be read as a spreadsheet", id="half a spreadsheet"),
        pytest.param("xlsx", b"", "cannot be read as a spreadsheet", id="an empty file"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(form: str, data: bytes, said: str) -> None:
    with pytest.raises(FileError, match=said):
        interchange.read(data, form, "back")


@pytest.mark.parametrize(
    ("form", "text"),
    [("xlsx", "x" * 40_000), ("xlsx", "a\x01"), ("xliff", "a\x01"), ("tmx", "a\x01")],
    ids=["a long text", "a control character in xlsx", "in xliff", "in tmx"],
)
def test_a_text_that_a_format_cannot_hold_is_never_cut(form: str, text: str) -> None:
    with pytest.raises(FileError, match="The text"):
        interchange.printed(Sheet((Row(text, "x", "reviewed"),), "de", "en"), form)


def test_without_the_extra_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.delitem(sys.modules, "harztool.interchange.workbook", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'harztool\[interchange\]'"):
        interchange.printed(Sheet(()), "xlsx")


class TestCommands:
    @pytest.fixture
    def project(self, harz: Harz, tmp_path: Path) -> Path:
        (tmp_path / "harztool.toml").write_text('languages = ["en", "es"]\n', encoding="utf-8")
        (tmp_path / "po").mkdir()
        for language in ("en", "es"):
            path = tmp_path / "po" / f"{language}.po"
            path.write_text(po.text(EVERYTHING).replace("Language: en", f"Language: {language}"), encoding="utf-8")
        return tmp_path

    @pytest.mark.parametrize("form", FORMS)
    def test_out_and_back(self, harz: Harz, project: Path, form: str) -> None:
        before = (project / "po/es.po").read_bytes()
        assert harz("export", "--format", form).status == 0
        suffix = interchange.FORMATS[form].suffixes[0]
        told = harz("import", f"en{suffix}", f"es{suffix}")
        assert (told.status, told.err) == (0, f"en{suffix}: 0 texts taken over\nes{suffix}: 0 texts taken over\n")
        assert (project / "po/es.po").read_bytes() == before

    def test_a_translator_fills_a_table(self, harz: Harz, project: Path) -> None:
        told = harz("export", "-f", "csv", "--open", "-l", "en", "-o", "open.csv")
        assert told.err == "open.csv: 4 texts, written\n"
        rows = list(csv.DictReader((project / "open.csv").read_text(encoding="utf-8-sig").splitlines()))
        assert [row["source"] for row in rows] == ["Siehe <a>Karte</a>", "Spoilt <b>draft</b>", "Tor", "Tor"]
        rows[3] |= {"translation": "Gate", "state": "reviewed"}
        with (project / "en.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[3]))
            table.writeheader()
            table.writerows(rows[3:])
        assert harz("import", "en.csv").err == "en.csv: 1 text taken over\n"
        assert 'msgid "Tor"\nmsgstr "Gate"' in (project / "po/en.po").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("args", "status", "said"),
        [
            pytest.param(["export", "-f", "doc"], 2, "There is no format 'doc'; choose from xliff, tmx", id="a format"),
            pytest.param(["export", "-o", "x.xlf"], 2, "One file holds one language", id="two languages in one"),
            pytest.param(["import", "en.doc"], 2, "en.doc is of no known format", id="an unknown file"),
            pytest.param(["import", "en.csv"], 5, "There is no file en.csv", id="no file"),
            pytest.param(
                ["import", "harz.csv"], 2, "harz.csv is for harz, and this project has en, es", id="a language"
            ),
            pytest.param(["import", "es.tmx", "-l", "en"], 5, "es.tmx holds no texts in two", id="another in TMX"),
            pytest.param(["import", "es.xlf", "-l", "en"], 2, "es.xlf is for es, not for en", id="another in XLIFF"),
        ],
    )
    def test_wrong_usage(self, harz: Harz, project: Path, args: list[str], status: int, said: str) -> None:
        (project / "harz.csv").write_text("source,translation\n", encoding="utf-8")
        (project / "en.doc").write_text("", encoding="utf-8")
        for form in ("tmx", "xliff"):
            harz("export", "-f", form, "-l", "es")
        told = harz(*args)
        assert (told.status, told.out) == (status, "")
        assert told.err.startswith(f"harztool: {said}")

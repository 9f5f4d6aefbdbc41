"""TMX 1.4, a memory for other tools, through the Translate Toolkit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from translate.storage.tmx import tmxfile

from harztool.errors import FileError
from harztool.interchange import inline
from harztool.interchange.rows import DRAFT, STATES, UNSTATED, UNTRANSLATED, Row, Sheet
from harztool.languages import primary

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def printed(sheet: Sheet) -> bytes:
    """Return the rows that have a translation as TMX; what TMX has no word for stands in `<prop>`.

    Raises `FileError` for a text that XML cannot hold.
    """
    source, language = (each.replace("_", "-") for each in (sheet.source, sheet.language))
    file = tmxfile(sourcelanguage=source, targetlanguage=language)
    # White space in a segment is text.
    file.XMLindent = {**file.XMLindent, "leaves": {"note", "prop", "seg"}}
    for row in sheet.rows:
        if row.state != UNTRANSLATED:
            file.addtranslation(" ", source, " ", language)
            with inline.fitting(row.source):
                _fill(file.units[-1], row)
    return bytes(file)


def _fill(unit: Any, row: Row) -> None:
    # What is the same code in both has the same number.
    numbers: dict[str, str] = {}
    for segment, text in zip(unit.xmlelement.iter("seg"), (row.source, row.translation), strict=True):
        inline.fill_codes(segment, text, numbers)
    said = [("note", "", note) for note in row.notes]
    said += [("prop", "x-state", row.state), ("prop", "x-base", row.base), ("prop", "x-id", row.id)]
    said += [("prop", "x-msgctxt", row.context)] if row.context is not None else []
    said += [("prop", "x-comment", comment) for comment in row.comments]
    said += [("prop", "x-page", place) for place in row.places]
    for position, (kind, name, text) in enumerate(said):
        element = etree.Element(kind, {"type": name} if name else {})
        element.text = text
        unit.xmlelement.insert(position, element)


def read(data: bytes, where: str, language: str = "") -> Sheet:
    """Return the rows of a TMX file: of its source language, and the language wanted or the first other that it holds.

    Where every language may be the source (`srclang="*all*"`, TMX 1.4b, header), it is the first of the first unit.

    Raises `FileError` where it is none, or has no texts in two languages.
    """
    inline.parsed(data, where, "tmx")
    storage: Any = tmxfile
    file = storage.parsestring(data)
    header = file.document.getroot().find("header")
    found = [(unit.xmlelement, _texts(unit.xmlelement)) for unit in file.units]
    codes = [code for _, texts in found for code in texts]
    source = "" if header is None else header.get("srclang", "")
    source = _same(source, codes) if source != "*all*" else next(iter(codes), "")
    others = [code for code in codes if code != source]
    target = _same(language, others) if language else next(iter(others), "")
    if found and not (source and target):
        raise FileError(f"{where} holds no texts in two languages of which one is {language or 'its source'}.")
    rows = (_row(unit, texts, source, target) for unit, texts in found)
    return Sheet(tuple(filter(None, rows)), source.replace("-", "_"), target.replace("-", "_"))


def _same(wanted: str, codes: Sequence[str]) -> str:
    """Return the code that is meant: the same, or else one of the same language, as `de` for `de-DE`; or nothing."""
    near = [code for code in codes if primary(code) == primary(wanted)]
    return next((code for code in near if code.lower() == wanted.lower().replace("_", "-")), next(iter(near), ""))


def _texts(unit: etree._Element) -> dict[str, etree._Element]:
    found = {}
    for variant in unit.iter("tuv"):
        segment = variant.find("seg")
        if segment is not None:
            found[variant.get(_LANGUAGE) or variant.get("lang") or ""] = segment
    return found


def _row(unit: etree._Element, texts: dict[str, etree._Element], source: str, language: str) -> Row | None:
    if source not in texts or language not in texts:
        return None
    state = next(iter(_props(unit, "x-state")), UNSTATED)
    return Row(
        inline.text_of(texts[source]),
        inline.text_of(texts[language]),
        state if state in (*STATES, UNSTATED) else DRAFT,
        next(iter(_props(unit, "x-msgctxt")), None),
        tuple(note.text or "" for note in unit.findall("note")),
        _props(unit, "x-comment"),
        _props(unit, "x-page"),
        next(iter(_props(unit, "x-base")), ""),
        next(iter(_props(unit, "x-id")), ""),
    )


def _props(unit: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(prop.text or "" for prop in unit.findall("prop") if prop.get("type") == name)

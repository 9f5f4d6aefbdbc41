"""TMX 1.4, a memory for other tools, through the Translate Toolkit."""

from __future__ import annotations

from typing import Any

from lxml import etree
from translate.storage.tmx import tmxfile

from harztool.interchange import inline
from harztool.interchange.rows import DRAFT, STATES, UNSTATED, UNTRANSLATED, Row, Sheet

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


def read(data: bytes, where: str) -> Sheet:
    """Return the rows of a TMX file: of its source language, and the first other language that it holds.

    Raises `FileError` where it is none.
    """
    inline.parsed(data, where, "tmx")
    storage: Any = tmxfile
    file = storage.parsestring(data)
    header = file.document.getroot().find("header")
    source = "" if header is None else header.get("srclang", "")
    found = [(unit, _texts(unit.xmlelement)) for unit in file.units]
    language = next((code for _, texts in found for code in texts if code.lower() != source.lower()), "")
    rows = tuple(_row(unit.xmlelement, texts, source, language) for unit, texts in found)
    return Sheet(tuple(filter(None, rows)), source.replace("-", "_"), language.replace("-", "_"))


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

"""TMX 1.4, a memory for other tools, through the Translate Toolkit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree
from translate.storage.tmx import tmxfile

from harztool.errors import FileError
from harztool.interchange import inline, tongues
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


def read(data: bytes, where: str, language: str, original: str) -> Sheet:
    """Return the rows of a TMX file: of its source language, and the other that is wanted or that the file's name says.

    Each unit gives its text in the nearest variety of a language, as `en-US` where `en` is meant and not there. Where
    every language may be the source (`srclang="*all*"`, TMX 1.4b, header), it is the original one of the project.

    Raises `FileError` where it is none, or has no texts in two languages, and `UsageError` where it is not clear which
    language is meant.
    """
    inline.parsed(data, where, "tmx")
    storage: Any = tmxfile
    file = storage.parsestring(data)
    header = file.document.getroot().find("header")
    found = [(unit.xmlelement, _texts(unit.xmlelement)) for unit in file.units]
    codes = [code for _, texts in found for code in texts]
    source = "" if header is None else header.get("srclang", "")
    source = tongues.nearest(original if source == "*all*" else source, codes)
    target = tongues.chosen([code for code in codes if primary(code) != primary(source)], language, where)
    if found and not (source and target):
        raise FileError(f"{where} holds no texts in two languages of which one is {language or 'its source'}.")
    pairs = [(unit, texts, tongues.nearest(source, texts), tongues.nearest(target, texts)) for unit, texts in found]
    rows = tuple(_row(unit, texts[one], texts[other]) for unit, texts, one, other in pairs if one and other)
    remarks = _left_out([(texts, one, other) for _, texts, one, other in pairs], f"{source} and {target}")
    return Sheet(rows, source.replace("-", "_"), target.replace("-", "_"), remarks)


def _left_out(pairs: Iterable[tuple[Mapping[str, object], str, str]], both: str) -> tuple[str, ...]:
    """Return remarks on texts in other languages or varieties, and on units that lack one of the two."""
    others: Counter[str] = Counter()
    halves = 0
    for texts, one, other in pairs:
        others.update(code for code in texts if code not in (one, other))
        halves += not (one and other)
    remark = f"without a text in {both}, and left out: {halves}"
    return (*tongues.left_out(others), *([remark] if halves else []))


def _texts(unit: etree._Element) -> dict[str, etree._Element]:
    found = {}
    for variant in unit.iter("tuv"):
        segment = variant.find("seg")
        if segment is not None:
            found[variant.get(_LANGUAGE) or variant.get("lang") or ""] = segment
    return found


def _row(unit: etree._Element, source: etree._Element, target: etree._Element) -> Row:
    state = next(iter(_props(unit, "x-state")), UNSTATED)
    return Row(
        inline.text_of(source),
        inline.text_of(target),
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

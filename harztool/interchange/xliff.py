"""XLIFF 1.2, through the Translate Toolkit."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lxml import etree
from translate.storage.xliff import xlifffile

from harztool.errors import FileError
from harztool.interchange import inline, tongues
from harztool.interchange.rows import DRAFT, REVIEWED, UNSTATED, UNTRANSLATED, Row, Sheet
from harztool.languages import primary

_NAMESPACE = "{urn:oasis:names:tc:xliff:document:1.2}"
_EMPTY = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="NoName" source-language="" datatype="plaintext"><body/></file></xliff>'
)
_STATES = {UNTRANSLATED: "new", DRAFT: "needs-review-translation", REVIEWED: "final"}
_DONE = {"final", "signed-off"}
# Which says nothing of a review.
_TRANSLATED = "translated"
_GROUP = "harztool"


def printed(sheet: Sheet) -> bytes:
    """Return the rows as XLIFF: reviewed is `final` and approved, a draft needs review.

    Raises `FileError` for a text that XML cannot hold.
    """
    file = _opened(_EMPTY.encode())
    name = f"{sheet.language}.po"
    # Made by name, as the nameless one would be dropped.
    file.switchfile(name, createifmissing=True)
    for row in sheet.rows:
        with inline.fitting(row.source):
            _fill(file.addsourceunit(" ", name, True), row)
    file.setsourcelanguage(_tag(sheet.source))
    file.settargetlanguage(_tag(sheet.language))
    etree.cleanup_namespaces(file.document)
    return bytes(file)


def _opened(data: bytes) -> Any:
    # The Toolkit begins a file as XLIFF 1.1, but goes on with whatever version it finds.
    storage: Any = xlifffile
    return storage.parsestring(data)


def _fill(unit: Any, row: Row) -> None:
    unit.setid(row.id)
    inline.fill(unit.source_dom, row.source, _NAMESPACE)
    unit.target = " "
    inline.fill(unit.target_dom, row.translation, _NAMESPACE)
    unit.target_dom.set("state", _STATES[row.state])
    unit.xmlelement.set("approved", "yes" if row.state == REVIEWED else "no")
    contexts = [("x-base", row.base)] + ([("x-msgctxt", row.context)] if row.context is not None else [])
    contexts += [("sourcefile", place) for place in row.places]
    unit.createcontextgroup(_GROUP, contexts)
    for note in row.notes:
        unit.addnote(note, origin="developer")
    for comment in row.comments:
        unit.addnote(comment, origin="translator")


def read(data: bytes, where: str, language: str, *_: str) -> Sheet:
    """Return the rows of an XLIFF file; where its parts are of several languages, of the one wanted or named so.

    Raises `FileError` where it is none, and `UsageError` where it is not clear which language is meant.
    """
    inline.parsed(data, where, "xliff")
    try:
        file = _opened(data)
    except ValueError as error:
        raise FileError(f"{where} cannot be read as XLIFF 1.2; export it as that version.") from error
    units = [(unit, _said_above(unit.xmlelement, "target-language")) for unit in file.units]
    codes = [code for _, code in units if code]
    meant = tongues.chosen(codes, language, where) or next(iter(codes), file.gettargetlanguage() or "")
    wanted = {code for code in codes if code == meant or (meant not in codes and primary(code) == meant)}
    mine = [unit for unit, code in units if not code or code in wanted]
    free = [unit for unit in mine if _said_above(unit.xmlelement, "translate") != "no"]
    remarks = tongues.left_out(Counter(code for code in codes if code not in wanted))
    remarks += _fixed(len(mine) - len(free))
    return Sheet(
        tuple(_row(unit) for unit in free),
        _language(file.getsourcelanguage()),
        _language(meant),
        remarks,
    )


def _fixed(count: int) -> tuple[str, ...]:
    return (f"not to be translated, and left out: {count}",) if count else ()


def _said_above(unit: etree._Element, name: str) -> str:
    """Return an attribute of a unit, or else of what it stands in."""
    found = (each.get(name) for each in (unit, *unit.iterancestors()))
    return next(filter(None, found), "")


def _row(unit: Any) -> Row:
    said = dict(unit.getcontextgroups(_GROUP)[0]) if unit.getcontextgroups(_GROUP) else {}
    target = unit.target_dom
    text = inline.text_of(target)
    return Row(
        inline.text_of(unit.source_dom),
        text,
        _state(unit.xmlelement, target) if text else UNTRANSLATED,
        said.get("x-msgctxt"),
        tuple(_notes(unit.xmlelement, "developer")),
        tuple(_notes(unit.xmlelement, "translator", "")),
        tuple(value for name, value in (unit.getcontextgroups(_GROUP) or [[]])[0] if name == "sourcefile"),
        said.get("x-base", ""),
        unit.xmlelement.get("id", ""),
    )


def _state(unit: etree._Element, target: etree._Element) -> str:
    state = target.get("state", "")
    if not state and unit.get("approved") is None:
        return UNSTATED
    approved = unit.get("approved")
    is_done = state in _DONE or (state == _TRANSLATED and approved != "no")
    return REVIEWED if is_done or (approved == "yes" and not state.startswith("needs-")) else DRAFT


def _notes(unit: etree._Element, *origins: str) -> list[str]:
    return [note.text or "" for note in unit.iterchildren("{*}note") if note.get("from", "") in origins]


def _tag(language: str) -> str:
    return language.replace("_", "-")


def _language(tag: str | None) -> str:
    return (tag or "").replace("-", "_")

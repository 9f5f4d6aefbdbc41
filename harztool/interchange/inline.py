"""Texts with placeholders <-> XML with inline codes, which translators' tools show as tags and keep whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from harztool import msgid
from harztool.errors import FileError

_NAME = re.compile(r"</?([^>/]+)/?>")


def parsed(data: bytes, where: str, kind: str) -> None:
    """Raise `FileError` where a file is not the XML it should be, or declares entities, which may hide anything."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise FileError(f"{where} is no well-formed XML: {error.msg}; export it again.") from error
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise FileError(f"{where} declares XML entities, which may hide anything; export it again without.")
    if etree.QName(root).localname != kind:
        raise FileError(f"{where} is no {kind} file: it begins with <{etree.QName(root).localname}>.")


def fill(node: etree._Element, text: str, namespace: str = "") -> None:
    """Write a text into an element of XLIFF: a pair of placeholders becomes `<g>`, a single one `<x/>`.

    Placeholders that are no pairs, as in a spoilt draft, become `<ph>` with what is written.
    """
    _clear(node)
    spoilt = msgid.parents(text) is None
    above = [node]
    for number, piece in enumerate(msgid.split(text)):
        if number % 2 == 0:
            _append(above[-1], msgid.unescaped(piece))
        elif spoilt:
            etree.SubElement(above[-1], f"{namespace}ph", id=str(number)).text = piece
        elif piece.startswith("</"):
            above.pop()
        elif piece.endswith("/>"):
            etree.SubElement(above[-1], f"{namespace}x", id=_named(piece))
        else:
            above.append(etree.SubElement(above[-1], f"{namespace}g", id=_named(piece)))


def fill_codes(node: etree._Element, text: str, numbers: dict[str, str]) -> None:
    """Write a text into a segment of TMX: `<bpt>` and `<ept>` for pairs, `<ph>` for single placeholders.

    `numbers` holds those that codes have got so far, and takes in new ones.
    """
    _clear(node)
    paired = msgid.parents(text) is not None
    for number, piece in enumerate(msgid.split(text)):
        if number % 2 == 0:
            _append(node, msgid.unescaped(piece))
            continue
        name = _named(piece)
        count = numbers.setdefault(name, str(len(numbers) + 1))
        if not paired or piece.endswith("/>"):
            code = etree.SubElement(node, "ph", x=count)
        elif piece.startswith("</"):
            code = etree.SubElement(node, "ept", i=count)
        else:
            code = etree.SubElement(node, "bpt", i=count, x=count)
        code.text = piece


def text_of(node: etree._Element | None) -> str:
    """Return the text in an element, with its inline codes as placeholders."""
    return "" if node is None else "".join(_pieces(node))


def _pieces(node: etree._Element) -> Iterator[str]:
    yield msgid.escaped(node.text or "")
    for child in node:
        if isinstance(child.tag, str):
            yield from _code(child)
        yield msgid.escaped(child.tail or "")


def _code(node: etree._Element) -> Iterator[str]:
    kind, name = etree.QName(node).localname, node.get("id", "")
    if kind == "g":
        yield f"<{name}>"
        yield from _pieces(node)
        yield f"</{name}>"
    elif kind == "x":
        yield f"<{name}/>"
    elif kind in ("ph", "bpt", "ept", "it"):
        yield "".join(str(piece) for piece in node.itertext())
    else:
        # A mark that a tool has made for itself.
        yield from _pieces(node)


def _named(placeholder: str) -> str:
    found = _NAME.fullmatch(placeholder)
    return found[1] if found else placeholder


def _clear(node: etree._Element) -> None:
    for child in list(node):
        node.remove(child)
    node.text = None


@contextmanager
def fitting(text: str) -> Iterator[None]:
    """Raise `FileError` where something of a text, be it a note or a context, does not fit into XML."""
    try:
        yield
    except ValueError as error:
        raise FileError(
            f"The text {text[:40]!r}, or a remark on it, has a character that XML cannot hold; take it out there."
        ) from error


def _append(node: etree._Element, text: str) -> None:
    """Add text behind what an element holds."""
    if text and len(node):
        node[-1].tail = (node[-1].tail or "") + text
    elif text:
        node.text = (node.text or "") + text

"""The laws of markup, over every page of the sample site and every page in tests/data/pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.dom.minidom import Node

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import msgid
from harztool.demo import SECOND, SITE
from harztool.markup import fill, texts
from harztool.markup.plain import is_text

PAGES = sorted(
    path for folder in (SITE, SECOND, Path(__file__).parent / "data/pages") for path in folder.rglob("*.html")
)
MARK = "\u241f"
BLANKS = re.compile(r"[ \t\n\r\f]+")
# Elements whose text nobody reads, or that hold what is the same in every language.
UNREAD = {"script", "style"}
SAME = {"code", "kbd", "samp", "var"}


def read(path: Path) -> str:
    data = path.read_bytes()
    return data.decode("iso-8859-1" if b"iso-8859-1" in data[:2000].lower() else "utf-8")


@pytest.fixture(params=PAGES, ids=lambda path: "/".join(path.parts[-3:]))
def html(request: pytest.FixtureRequest) -> str:
    return read(request.param)


def tree(html: str) -> list[tuple[str, object]]:
    """Return what an independent parser makes of a page, flat; blanks as a reader sees them, without the mark."""
    found: list[tuple[str, object]] = []
    for kind, value in _nodes(html5lib.parse(html, treebuilder="dom")):
        if kind == "text" and found and found[-1][0] == "text":
            value = f"{found.pop()[1]}{value}"
        found.append((kind, value))
    return [
        (kind, _seen(str(value)) if kind == "text" else value)
        for kind, value in found
        if kind != "text" or _seen(str(value))
    ]


def _nodes(node: Node) -> Iterator[tuple[str, object]]:
    if node.nodeType == Node.TEXT_NODE:
        yield "text", node.data
    elif node.nodeType == Node.ELEMENT_NODE:
        yield node.nodeName, sorted((name, _seen(value)) for name, value in node.attributes.items())
    for child in node.childNodes:
        yield from _nodes(child)
    if node.nodeType == Node.ELEMENT_NODE:
        yield f"/{node.nodeName}", None


def _seen(text: str) -> str:
    plain = unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\u200b", "").replace(MARK, ""))
    return BLANKS.sub(" ", plain).strip(" ")


def test_a_page_filled_with_nothing_is_itself(html: str) -> None:
    assert fill(html, {}) == html


def test_a_page_filled_with_its_own_texts_is_itself(html: str) -> None:
    assert fill(html, {slot: slot.text for slot in texts(html)}) == html


def test_a_page_filled_with_other_texts_has_the_same_tree(html: str) -> None:
    """Each text gets a mark, so that all of them are written anew; without the marks nothing has changed."""
    filled = fill(html, {slot: slot.text + MARK for slot in texts(html)})
    assert filled.count(MARK) == len(texts(html))
    assert tree(filled) == tree(html)


def test_slots_are_nested_or_apart(html: str) -> None:
    around: list[int] = []
    for slot in texts(html):
        assert 0 <= slot.start < slot.end <= len(html)
        while around and around[-1] <= slot.start:
            around.pop()
        assert not around or slot.end <= around[-1]
        around.append(slot.end)


def test_every_visible_text_is_in_a_slot_or_left_out_for_a_reason(html: str) -> None:
    found = _words(" ".join(msgid.plain(slot.text) for slot in texts(html)))
    document = html5lib.parse(html, treebuilder="dom").documentElement
    document.normalize()
    for text in _visible(document):
        assert not is_text(text) or _words(text) <= found, text


def _words(text: str) -> set[str]:
    """Return the words of a text; a single letter, as in m², may be a sign."""
    return set(re.findall(r"[^\W\d_]{2,}", _seen(text)))


def _visible(node: Node) -> Iterator[str]:
    """Yield the texts of a page that are to be translated, as its markup tells: each omission has its line here."""
    if node.nodeType == Node.TEXT_NODE:
        yield node.data
        return
    if node.nodeType != Node.ELEMENT_NODE or node.nodeName in UNREAD | SAME:
        return
    if node.getAttribute("translate") == "no" or "notranslate" in node.getAttribute("class").split():
        return
    if node.getAttribute("lang") not in ("", "de"):
        return
    for child in node.childNodes:
        yield from _visible(child)


SIGNS = [*"<>&\"'=/! \n", "Burg", "Tor ", "&amp;", "&nbsp;", "<!--", "-->", "<br>", "<a href=x title='Tor'>"]
OPEN = [
    "p",
    "b",
    "i",
    "li",
    "td",
    "table",
    "svg",
    "title",
    "script",
    "select",
    "option",
    "code",
    "pre",
    "span translate=no",
]
TAGS = [tag for name in OPEN for tag in (f"<{name}>", f"</{name.split()[0]}>")]
HTML = st.lists(st.sampled_from([*SIGNS, *TAGS, "<div lang=en>", "</div>", "</a>"]), max_size=30).map("".join)


@given(HTML)
def test_no_text_is_too_broken_to_be_a_page(html: str) -> None:
    slots = texts(html)
    assert fill(html, {}) == html
    assert fill(html, {slot: slot.text for slot in slots}) == html
    filled = fill(html, {slot: slot.text + MARK for slot in slots})
    assert filled.count(MARK) == len(slots)


@given(st.text())
def test_any_text_is_a_page(html: str) -> None:
    assert fill(html, {slot: slot.text for slot in texts(html)}) == html


@pytest.mark.parametrize("reference", ["&#4;", "&#0;", "&#x1f;", "\x04", "\x7f"])
def test_control_characters_are_no_text(reference: str) -> None:
    page = f'<p title="Zum{reference} Tor">Die {reference}Burg</p>'
    assert [slot.text.replace("\ufffd", "") for slot in texts(page)] == ["Zum Tor", "Die Burg"]

"""The laws of markup: over every page of the sample site and in tests/data/pages, and over pages made at random.

Two independent parsers stand for browsers: Lexbor, through the room `proof`, and html5lib.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.dom.minidom import Node

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harztool import charsets
from harztool.demo import SECOND, SITE
from harztool.markup import fill, texts
from harztool.proof import broken_laws, uncovered
from harztool.proof.laws import MARK, marked
from harztool.rules import PRESETS, Rules

PAGES = sorted(
    path for folder in (SITE, SECOND, Path(__file__).parent / "data/pages") for path in folder.rglob("*.html")
)
BLANKS = re.compile(r"[ \t\n\r\f]+")


@pytest.fixture(params=PAGES, ids=lambda path: "/".join(path.parts[-3:]))
def html(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return charsets.decoded(path.read_bytes())


def tree(html: str) -> list[tuple[str, object]]:
    """Return what html5lib makes of a page, flat; blanks as a reader sees them, without the mark."""
    found: list[tuple[str, object]] = []
    data = ""
    for kind, value in _nodes(html5lib.parse(html, treebuilder="dom")):
        if kind == "text":
            data += str(value)
        elif kind.strip("/") != "wbr":
            found += [("text", seen)] if (seen := _seen(data)) and not _is_data(found) else []
            data = ""
            found.append((kind, value))
    return found


def _is_data(found: list[tuple[str, object]]) -> bool:
    """JSON may be escaped in another way; the room `proof` looks at what it says."""
    return bool(found) and found[-1][0] == "script"


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
    plain = unicodedata.normalize("NFC", re.sub(f"[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\xad\u200b{MARK}]", "", text))
    return BLANKS.sub(" ", plain).strip(" ")


def test_a_page_keeps_all_laws(html: str) -> None:
    assert not [*broken_laws(html)]


def test_another_parser_builds_the_same_tree_too(html: str) -> None:
    assert tree(fill(html, {slot: marked(slot.text) for slot in texts(html)})) == tree(html)


@pytest.mark.parametrize("preset", ["", *PRESETS])
def test_every_visible_text_is_in_a_unit_or_left_out_for_a_reason(html: str, preset: str) -> None:
    rules = Rules(left_out=(*PRESETS[preset].left_out, *PRESETS[preset].switchers)) if preset else Rules()
    assert not [each for each in uncovered(html, rules) if not each.reason]


def test_slots_are_nested_or_apart(html: str) -> None:
    around: list[int] = []
    for slot in texts(html):
        assert 0 <= slot.start < slot.end <= len(html)
        while around and around[-1] <= slot.start:
            around.pop()
        assert not around or slot.end <= around[-1]
        around.append(slot.end)


def test_every_page_of_the_corpus_shows_another_text() -> None:
    found = [tuple(slot.text for slot in texts(charsets.decoded(path.read_bytes()))) for path in PAGES]
    assert len(set(found)) == len(found)


# Pages at random. Words differ from signs, so that there is something to lose; attributes are those that matter.
WORDS = st.sampled_from(
    ["Burg", "Tor ", " Wald", "Brocken im Harz", "&amp;", "&uuml;ber", "&nbsp;", "5 m", "\u00ad", "x&lt;y"]
)
BLANK = st.sampled_from([" ", "\n", "  ", "\t"])
PHRASES = "a b big code em font i kbd nobr q s samp small span strong sub sup u var x-card".split()
BLOCKS = (
    "address article blockquote caption center dd details div dl dt fieldset figure form h1 h2 h3 legend li ol p "
    "pre section summary table tbody td th thead tr ul"
).split()
THINGS = "button canvas label math mi object option optgroup select svg template text textarea title video desc".split()
GIVEN = [
    "",
    "",
    "",
    ' title="Zum Tor"',
    " alt=Tor",
    " translate=no",
    ' translate="yes"',
    " lang=en",
    " lang=de",
    " class=x",
]
# What stands in these may be put elsewhere, out of reach of their attributes: well nested, it is only what it seems.
MOVED = frozenset("a button caption form math nobr option optgroup select svg table tbody td th thead tr".split())
VOID = st.sampled_from(["<br>", "<br>", "<img alt='Tor' src=x>", "<hr>", "<wbr>", "<input value=Los type=submit>"])
ASIDE = st.sampled_from(
    ["<!-- x -->", "<!--[if IE]>Tor<![endif]-->", "<?php echo 1 ?>", "</>", "<script>'<p>Tor'</script>"]
)


def tags(names: list[str]) -> st.SearchStrategy[str]:
    given = st.sampled_from(GIVEN)
    return st.builds(
        lambda name, extra, end: f"</{name}>" if end else f"<{name}{extra}>",
        st.sampled_from(names),
        given,
        st.booleans(),
    )


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, extra, parts: f"<{name}{extra}>{''.join(parts)}</{name}>",
        st.sampled_from([name for name in [*PHRASES, *BLOCKS, *THINGS] if name not in MOVED]),
        st.sampled_from(GIVEN),
        st.lists(inner, max_size=4),
    )


WELL = st.recursive(st.one_of(WORDS, BLANK, VOID, ASIDE), nested, max_leaves=25)
BROKEN = st.lists(
    st.one_of(WORDS, WORDS, BLANK, VOID, ASIDE, tags(PHRASES), tags(BLOCKS), tags([*PHRASES, *THINGS])), max_size=25
).map("".join)
HOSTILE = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            [*"<>&\"'=/! \n", "<!--", "-->", "<![CDATA[", "]]>", "\0", "&#", "<a", "</", "<p title='", "]]"]
        ),
        tags([*PHRASES, *BLOCKS, *THINGS, "html", "head", "body", "style", "xmp", "plaintext", "iframe", "noscript"]),
    ),
    max_size=25,
).map("".join)


@given(WELL)
@example('<dt><b translate="yes"><dt translate=no>Burg</dt></b></dt>')
@example("Burg<i>\xad</i>Tor")
@example("<li><b lang=de><li lang=en translate=no>Castle</li></b></li>")
def test_a_nested_page_keeps_all_laws(html: str) -> None:
    assert not [*broken_laws(html)]
    assert not [each for each in uncovered(html) if not each.reason]


@given(BROKEN)
@example("<p>Die <code>x</p>y</code> Burg")
@example("<math><desc><p>Tor</desc>Wald")
@example("Tor <code><h1 title='Tor'></code></h2>&amp;")
def test_a_broken_page_keeps_its_tree(html: str) -> None:
    """Its lines may lose a blank where tags cross around an empty element."""
    assert not [law for law in broken_laws(html) if "its lines differ" not in law]


@given(HOSTILE)
@example("Burg<span translate=no><")
def test_no_text_is_too_broken_to_be_a_page(html: str) -> None:
    slots = texts(html)
    assert fill(html, {}) == html
    assert fill(html, {slot: slot.text for slot in slots}) == html
    assert fill(html, {slot: marked(slot.text) for slot in slots}).count(MARK) == len(slots)


@given(WELL.map(lambda html: re.sub(r"(?:</[^>]*>)+$", "", html)))
@example("Die <code>Burg")
@example("Die <span translate=no><b>Burg<i>en")
@example("Burg<a>Tor")
def test_a_text_may_come_behind_whatever_stands_at_the_end(html: str) -> None:
    """What a page never ends is ended before the text."""
    before = texts(html)
    for at, slot in enumerate(before):
        longer = f"{slot.text}{MARK}"
        found = texts(fill(html, {slot: longer}))[at].text
        assert BLANKS.sub("", found).startswith(BLANKS.sub("", longer))


@given(st.text())
def test_any_text_is_a_page(html: str) -> None:
    assert fill(html, {slot: slot.text for slot in texts(html)}) == html


@pytest.mark.parametrize(
    ("html", "count"),
    [
        pytest.param("<div>" * 20_000 + "Burg" + "</div>" * 20_000, 1, id="nested blocks"),
        pytest.param("<span>Tor " * 20_000 + "</span>" * 20_000, 1, id="nested phrases"),
        pytest.param("<ul><li>Burg" * 20_000, 20_000, id="nested lists that nobody ends"),
        pytest.param("<template><p>Burg" * 5_000, 5_000, id="nested templates"),
        pytest.param("<p>" + "Landkreis Harz " * 70_000, 1, id="a text of a megabyte"),
        pytest.param("<p>" + "Landkreis" * 120_000, 1, id="a word of a megabyte"),
        pytest.param("<b>" * 100_000 + "Burg", 1, id="phrases that nobody ends"),
        pytest.param("".join(f"<b class=k{n}>Tor " for n in range(20_000)), 1, id="all different"),
        pytest.param("<object>" + "".join(f"<b class=k{n}>Tor " for n in range(20_000)), 1, id="within an object"),
        pytest.param("<svg>" + "<g>" * 20_000 + "</x></a>" * 20_000 + "<text>Burg", 1, id="end tags of nothing"),
        pytest.param("Burg <code>Tor" + "<i>" * 20_000 + "</x>" * 20_000 + " Wald", 1, id="a kept part without end"),
        pytest.param("<!-- translators: Burg" + " " * 200_000 + "! --><p>Tor", 1, id="a remark full of blanks"),
        pytest.param("<" * 500_000, 0, id="signs"),
    ],
)
def test_a_page_that_is_made_to_be_slow_comes_to_an_end(html: str, count: int) -> None:
    """How time grows is measured in benchmarks/linear.py; here each would take minutes if it grew with the square."""
    slots = texts(html)
    assert len(slots) == count
    assert fill(html, {}) == html
    assert fill(html, {slot: marked(slot.text) for slot in slots}).count(MARK) == count


@pytest.mark.parametrize("reference", ["&#4;", "&#0;", "&#x1f;", "\x04", "\x7f"])
def test_control_characters_are_no_text(reference: str) -> None:
    page = f'<p title="Zum{reference} Tor">Die {reference}Burg</p>'
    assert [slot.text.replace("\ufffd", "") for slot in texts(page)] == ["Zum Tor", "Die Burg"]

"""Character sets: what a page's bytes say, in the order of browsers."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool.charsets import decoded

WORD = "Übernachten für 5 €"
XML = '<?xml version="1.0" encoding="{}"?>'
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


def _page(charset: str, encoding: str) -> bytes:
    return (META.format(charset) + WORD).encode(encoding)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        pytest.param(WORD.encode(), "text/html; charset=UTF-8", id="the header says UTF-8"),
        pytest.param(WORD.encode("cp1252"), "text/html; charset=windows-1252", id="the header says Windows"),
        pytest.param(WORD.encode("cp1252"), "text/html; charset=ISO-8859-1", id="Latin-1 means Windows"),
        pytest.param(_page("ISO-8859-1", "cp1252"), "text/html", id="the page says it"),
        pytest.param(_page("UTF-8", "utf-8"), "text/html", id="the page says UTF-8"),
        pytest.param(_page("UTF-8", "cp1252"), "text/html; charset=ISO-8859-1", id="the header before the page"),
        pytest.param(codecs.BOM_UTF8 + WORD.encode(), "text/html; charset=ISO-8859-1", id="the mark before the header"),
        pytest.param(codecs.BOM_UTF16_LE + WORD.encode("utf-16-le"), "text/html", id="UTF-16 with a mark"),
        pytest.param(WORD.encode(), "text/html", id="nothing is said: valid UTF-8"),
        pytest.param(WORD.encode("cp1252"), "", id="nothing is said: anything else"),
        pytest.param(WORD.encode(), "text/html; charset=klingon", id="an unknown set"),
        pytest.param(WORD.encode(), "text/html; charset=rot13", id="a set that is none for text"),
        pytest.param(WORD.encode(), "text/html; charset=idna", id="a set that is none for pages"),
        pytest.param(WORD.encode("utf-16-le"), "text/html; charset=UTF-16", id="UTF-16 without a mark"),
        pytest.param(WORD.encode("iso8859-15"), "text/html; charset=latin9", id="another name of a set"),
        pytest.param(_page("UTF-16", "utf-8"), "text/html", id="a page that says UTF-16 in plain ASCII"),
        pytest.param(
            (XML.format("iso-8859-1") + "<meta charset=utf-8>" + WORD).encode(), "text/html", id="XML before the meta"
        ),
        pytest.param(
            ("\n" + XML.format("iso-8859-1") + META.format("utf-8") + WORD).encode(), "", id="XML behind a line break"
        ),
        pytest.param(
            (XML.format("iso-8859-15") + "<meta charset=utf-8>" + WORD).encode("iso8859-15"),
            "application/xhtml+xml",
            id="XML before the meta, sent as XML",
        ),
        pytest.param(
            (XML.format("iso-8859-15") + "<meta name=a>" + WORD).encode("iso8859-15"), "text/html", id="XML alone"
        ),
    ],
)
def test_a_page_reads_as_in_a_browser(body: bytes, header: str) -> None:
    assert decoded(body, header).removeprefix(META.format("UTF-8")).endswith(WORD)


@pytest.mark.parametrize("label", ["iso-8859-8", "ISO-8859-8-I", "iso-8859-8-e"])
def test_hebrew_is_read_whatever_its_order(label: str) -> None:
    word = "שלום"
    assert decoded(word.encode("iso-8859-8"), f"text/html; charset={label}") == word
    assert decoded((META.format(label) + word).encode("iso-8859-8")).endswith(word)


def _texts() -> list[str]:
    """The pages of the corpus in German that Windows-1252 can write, without what they say of their character set."""
    paths = sorted((Path(__file__).parent / "data/pages").glob("*.html"))
    told = re.compile("charset|encoding", re.IGNORECASE)
    texts = [told.sub("", decoded(path.read_bytes())) for path in paths]
    return [text for text in texts if len(re.findall("[äöüß]", text)) > 5 and not _unwritable(text)]


def _unwritable(text: str) -> bool:
    return text.encode("cp1252", "ignore").decode("cp1252") != text


TEXTS = _texts()


def test_german_in_windows_1252_that_does_not_say_so_is_read() -> None:
    assert len(TEXTS) > 10
    quoted = "„Spaß“ und »Spaß«, SÜẞ wie „Fuß“ – „Gruß“"
    lines = {line for text in [*TEXTS, quoted.replace("ẞ", "ß")] for line in text.splitlines()}
    for text in [*TEXTS, *lines]:
        assert decoded(text.encode("cp1252")) == text


def test_utf_8_that_does_not_say_so_is_read_but_for_a_byte_that_is_broken() -> None:
    for text in TEXTS:
        signs = [found.start() for found in re.finditer("[äöüß]", text)]
        for at in (signs[0], signs[len(signs) // 2], signs[-1]):
            before, after = text[:at], text[at + 1 :]
            half = text[at].encode()[:1]
            assert decoded(before.encode() + half + after.encode()) == f"{before}\ufffd{after}"
        assert decoded(text[: signs[-1]].encode() + half) == f"{text[: signs[-1]]}\ufffd"


def test_bytes_that_windows_leaves_empty_are_controls() -> None:
    # WHATWG Encoding, index windows-1252.
    assert decoded(b"a\x81\x8d\x8f\x90\x9d\x80", "text/html; charset=cp1252") == "a\x81\x8d\x8f\x90\x9d€"
    assert decoded(b"\xfc\x81 \xaa", "text/html; charset=windows-1253") == "ό\x81 \ufffd"


def test_line_ends_stay_and_the_byte_order_mark_goes() -> None:
    assert decoded(codecs.BOM_UTF8 + b"a\r\nb\rc\nd") == "a\r\nb\rc\nd"


def test_an_encoding_of_python_makes_no_tags() -> None:
    assert decoded(rb"\x3cscript>", "text/html; charset=unicode_escape") == r"\x3cscript>"


def test_bytes_that_the_set_does_not_know_are_marked() -> None:
    assert decoded(b"a\xffb", "text/html; charset=utf-8") == "a\ufffdb"


@given(
    st.binary(max_size=200),
    st.sampled_from(
        ["", "utf-8", "utf-16", "utf-7", "unicode_escape", "punycode", "hex", "undefined", "gb2312", "utf-32"]
    ),
)
def test_whatever_comes_becomes_text_that_can_be_stored(body: bytes, charset: str) -> None:
    decoded(body, f"text/html; charset={charset}").encode()

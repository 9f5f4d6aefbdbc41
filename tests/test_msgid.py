"""The grammar of a msgid: what must not be taken for a placeholder, and what keeps a translation from fitting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import msgid


@given(st.text())
def test_what_is_escaped_reads_the_same_again(text: str) -> None:
    assert msgid.unescaped(msgid.escaped(text)) == text


@given(st.text(alphabet="<>/abk12; &lt"))
def test_escaped_text_holds_no_placeholder(text: str) -> None:
    assert len(msgid.split(msgid.escaped(text))) == 1
    assert msgid.plain(msgid.escaped(text)) == text


@given(st.text(alphabet="<>/abk12 &;."))
def test_a_text_fits_itself_if_its_own_pairs_are_whole(text: str) -> None:
    whole = msgid.parents(text) is not None
    placeholders = msgid.split(text)[1::2]
    if whole and len(set(placeholders)) == len(placeholders):
        assert list(msgid.faults(text, text)) == []


@pytest.mark.parametrize(
    ("source", "translation", "faults"),
    [
        pytest.param("<a>Goslar</a> und <a2>Thale</a2>", "<a2>Thale</a2> and <a>Goslar</a>", [], id="order may change"),
        pytest.param("Marktstr. 1<br/>Thale", "Marktstr. 1, Thale", ["<br/> is missing"], id="a lost line break"),
        pytest.param("Burg", "<b>Castle</b>", ["<b>, </b> is not in the source"], id="an invented tag"),
        pytest.param(
            "Der <b>höchste</b> <i>Berg</i>",
            "La <i>montaña más <b>alta</i></b>",
            ["a placeholder is closed before one that was opened inside it"],
            id="crossed tags",
        ),
        pytest.param(
            "<a>Zum Berg</a> <b>hinauf</b>",
            "<a>Up <b>the</b> hill</a>",
            ["<b> stands inside <a>, but in the source inside no other placeholder"],
            id="a tag that moved into another",
        ),
        pytest.param(
            "Mit der <keep>HarzCard</keep>",
            "With the <keep>Harz card</keep>",
            ["<keep> must hold 'HarzCard' as it is"],
            id="a kept name that was translated",
        ),
        pytest.param("Preis &lt; 5 €", "Price &lt; €5", [], id="a literal sign is no tag"),
        pytest.param("Preis &lt; 5 €", "Price < €5", [], id="a literal sign may be written as it is"),
        pytest.param("<b>Burg</b>", "<b>Castle</b><b></b>", ["<b>, </b> is not in the source"], id="a doubled tag"),
        pytest.param(
            "Zum <b>Berg</b>",
            "</b>Up<b>",
            ["a placeholder is closed before one that was opened inside it"],
            id="closed before it is opened",
        ),
    ],
)
def test_faults(source: str, translation: str, faults: list[str]) -> None:
    assert list(msgid.faults(source, translation)) == faults


@pytest.mark.parametrize(
    ("text", "own", "kept"),
    [
        pytest.param("a<keep>b</keep>c", "ac", {"<keep>": "b"}, id="one"),
        pytest.param("<keep>a<keep2>b</keep2></keep>c", "c", {"<keep>": "a<keep2>b</keep2>"}, id="one inside another"),
        pytest.param("</keep>a<keep>b", "ab", {}, id="closed before it is opened"),
        pytest.param("<keep>a<keep>b</keep>c", "c", {"<keep>": "a<keep>b"}, id="opened twice, closed once"),
        pytest.param("</keep>" + "<keep>a" * 20_000, "a" * 20_000, {}, id="many that are not closed, in no time"),
        pytest.param("<keep2>" * 20_000 + "</keep>", "", {}, id="many that another one closes, in no time"),
    ],
)
def test_what_is_kept_ends_where_it_is_closed(text: str, own: str, kept: dict[str, str]) -> None:
    assert (msgid.own(text), dict(msgid.kept(text))) == (own, kept)

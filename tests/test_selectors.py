"""CSS selectors of presets and settings: what they leave out, what they tell reviewers, what they set apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from harztool import catalogs
from harztool.markup import fill, is_selector, texts
from harztool.model import Page
from harztool.proof import broken_laws, uncovered
from harztool.rules import PRESETS, Rules

CORPUS = Path(__file__).parent / "data" / "pages"


def found(html: str, **rules: Any) -> list[str]:
    return [slot.text for slot in texts(html, Rules(**rules))]


@pytest.mark.parametrize(
    ("html", "selector", "left"),
    [
        pytest.param("<div id=k>Kekse</div><p>Burg</p>", "#k", ["Burg"], id="a block is left out"),
        pytest.param(
            "<p>Zur <b class=k>HarzCard</b> hin</p>", ".k", ["Zur <keep>HarzCard</keep> hin"], id="a phrase is kept"
        ),
        pytest.param("<p class=k title=Tor>Burg</p>", ".k", [], id="attributes are left out too"),
        pytest.param(
            "<p class=k><b translate=yes>Burg</b> Tor</p>", ".k", ["Burg"], id="what is switched on in it counts"
        ),
        pytest.param("<li>Eins<li>Zwei<li>Drei", "li:nth-child(2)", ["Eins", "Drei"], id="end tags may be missing"),
        pytest.param("<div><h2>Kekse</h2><p>Ja</p></div><p>Burg", "div:has(> h2)", ["Burg"], id="by what stands in it"),
        pytest.param("<TD CLASS=K>Burg<table><tr><TD CLASS=K>Tor", ".K", ["Burg"], id="only where there is a table"),
        pytest.param("<template><p class=k>Burg</p><p>Tor</p></template>", ".k", ["Tor"], id="in a template"),
        pytest.param("<img class=k alt=Burg><img alt=Tor>", ".k", ["Tor"], id="a thing without an end"),
        pytest.param('<iframe srcdoc="<p class=k>Burg<p>Tor"></iframe>', ".k", ["Tor"], id="in a page within the page"),
        pytest.param("<b class=k>Burg<p>Tor</b>", ".k", [], id="where a browser opens it again"),
        pytest.param("<table class=k>Burg<tr><td>Tor</table>", ".k", ["Burg"], id="not what a browser puts before it"),
        pytest.param("<p class=k translate=yes>Burg", ".k", ["Burg"], id="unless it is switched on itself"),
    ],
)
def test_what_is_left_out(html: str, selector: str, left: list[str]) -> None:
    assert found(html, left_out=(selector,)) == left
    rules = Rules(left_out=(selector,))
    assert not [each for each in uncovered(html, rules) if not each.reason]
    assert not [*broken_laws(html, rules)]


def test_a_note_stands_on_the_texts_in_an_element_and_on_the_text_it_is_in() -> None:
    html = "<div class=cal><p title=Tor>Burg</p></div><p>Am <time>1. Mai</time> offen</p><p>Wald</p>"
    slots = texts(html, Rules(notes=((".cal", "calendar"), ("time, p", "dated"))))
    assert [(slot.text, slot.notes) for slot in slots] == [
        ("Tor", ("calendar", "dated")),
        ("Burg", ("calendar", "dated")),
        ("Am <time>1. Mai</time> offen", ("dated",)),
        ("Wald", ("dated",)),
    ]


def test_what_is_said_of_an_element_holds_for_pages_and_data_in_it() -> None:
    html = '<div><iframe srcdoc="<p>Burg"></iframe><script type="application/ld+json">{"name":"Tor"}</script></div>'
    slots = texts(html, Rules(notes=(("div", "hier"),), contexts=(("div", "kasten"),)))
    assert [(slot.text, slot.notes, slot.context) for slot in slots] == [
        ("Burg", ("hier",), "kasten"),
        ("Tor", ("hier",), "kasten"),
    ]


def test_the_selectors_of_the_presets_ask_for_one_element_alone() -> None:
    """What asks for those around it takes long where pages are nested deeply."""
    for preset in PRESETS.values():
        for selector in ", ".join([*preset.left_out, *preset.switchers, *(each for each, _ in preset.notes)]).split(
            ", "
        ):
            assert not re.search(r"[\s>+~](?![^\[]*\])", selector), selector


def test_a_context_sets_texts_apart_and_the_innermost_one_counts() -> None:
    html = (
        "<nav>Start <ul><li>Wohnen<li class=x>Wohnen</ul></nav><p>Wohnen <a class=x>Wohnen</a></p><a class=x>Wohnen</a>"
    )
    slots = texts(html, Rules(contexts=(("nav", "navigation"), (".x", "other"))))
    assert [(slot.text, slot.context) for slot in slots] == [
        ("Start", "navigation"),
        ("Wohnen", "navigation"),
        ("Wohnen", "other"),
        ("Wohnen <a>Wohnen</a>", None),
        ("Wohnen", "other"),
    ]
    template = catalogs.template([Page("", "a.html", html)], rules=Rules(contexts=(("nav", "navigation"),)))
    assert [message.key for message in template.messages if message.source == "Wohnen"] == [
        ("navigation", "Wohnen"),
        (None, "Wohnen"),
    ]


@pytest.mark.parametrize(
    ("preset", "page", "left_out", "stays"),
    [
        (
            "wordpress",
            '<div id="cookie-notice">Kekse</div><ul><li class="lang-item">Polski</ul><p>Burg',
            "Kekse",
            "Burg",
        ),
        ("wordpress", '<ul class="wpml-ls"><li>Polski</ul><p>Burg', "Polski", "Burg"),
        ("typo3", '<ul id="language_menu"><li>Polski</ul><p>Burg', "Polski", "Burg"),
        ("typo3", '<div class="cc-window">Kekse</div><p>Burg', "Kekse", "Burg"),
        ("geocms", '<DIV ID="COOKIEBANNER">Kekse</DIV><p>Burg', "Kekse", "Burg"),
        (
            "geocms",
            '<UL CLASS="LANGUAGES"><li>Polski</UL><p id="LEICHTE_SPRACHE">Leichte Sprache',
            "Polski",
            "Leichte Sprache",
        ),
        ("mediawiki", '<div id="p-lang"><li>Polski</div><p>Burg', "Polski", "Burg"),
    ],
)
def test_presets_leave_out_what_their_system_shows_beside_the_page(
    preset: str, page: str, left_out: str, stays: str
) -> None:
    assert left_out in found(page)
    assert left_out not in found(page, left_out=_left_out(preset))
    assert stays in found(page, left_out=_left_out(preset))


def _left_out(preset: str) -> tuple[str, ...]:
    return (*PRESETS[preset].left_out, *PRESETS[preset].switchers)


@pytest.mark.parametrize(
    ("preset", "page", "note"),
    [
        ("geocms", '<div class="EVENTKALENDER"><span class="DATUM">Samstag</span></div>', "date"),
        (
            "geocms",
            '<a href="/de/a.html?PAGE_MEDIA=text">Textversion</a>',
            "leads to the text or print version of the page",
        ),
        ("wordpress", '<span class="screen-reader-text">Suche</span>', "only for screen readers"),
        ("wordpress", '<span class="tribe-event-date-start">Samstag</span>', "date"),
        ("typo3", '<p class="d-print-block">Burg</p>', "for the print view"),
        ("mediawiki", '<div class="printfooter">Burg</div>', "for the print view"),
    ],
)
def test_presets_tell_reviewers_what_their_system_means(preset: str, page: str, note: str) -> None:
    (slot,) = texts(page, Rules(notes=PRESETS[preset].notes))
    assert note in slot.notes


def test_every_selector_of_the_presets_is_one() -> None:
    selectors = [
        each
        for preset in PRESETS.values()
        for each in (*preset.left_out, *preset.switchers, *(one for one, _ in preset.notes))
    ]
    assert [each for each in selectors if not is_selector(each)] == []


def test_a_cookie_banner_of_the_corpus_is_left_out_whole() -> None:
    html = (CORPUS / "wp-embed-cookies.html").read_text(encoding="utf-8")
    assert "Alle annehmen" in found(html)
    assert "Alle annehmen" not in found(html, left_out=("[id^=cookie i]",))


def test_what_is_said_again_and_again_of_nested_elements_is_said_once() -> None:
    (slot,) = texts("<div class=date>" * 20_000 + "Burg", Rules(notes=PRESETS["geocms"].notes))
    assert slot.notes == ("date",)


def test_a_hundred_thousand_phrases_that_nobody_ends_do_not_grow_without_measure() -> None:
    html = "<b>" * 100_000 + "<p>Burg" * 100
    assert found(html, left_out=(".k",)) == ["Burg"] * 100
    assert fill(html, {}) == html

"""A page in another language: which texts it shows, what it says of itself, where its links lead."""

from __future__ import annotations

from dataclasses import replace

import html5lib
import pytest

from harztool.catalogs import empty
from harztool.model import Catalog, Message, Page
from harztool.pages import Built, Site, localized, translated

URL = "https://harz.example/de/wandern/index.html"
SITE = Site(
    "de",
    {
        URL: "de/wandern/index.html",
        "https://harz.example/de/": "de/index.html",
        "https://harz.example/de/karte.html": "de/karte.html",
        "https://harz.example/ort": "ort.html",
        "https://harz.example/de/Ziele.html?seite=2": "de/ziele~0a1b2c@seite=2.html",
    },
)


def english(*messages: Message) -> Catalog:
    return replace(empty("en"), messages=messages)


def built(html: str, *messages: Message, drafts: bool = False, site: Site = SITE) -> Built:
    return translated(Page(URL, "de/wandern/index.html", html), english(*messages), site, drafts=drafts)


class TestTexts:
    def test_reviewed_texts_are_used_and_the_rest_stays(self) -> None:
        page = "<p>Burg</p><p>Tor</p><p>Turm</p>"
        made = built(page, Message("Burg", "Castle"), Message("Tor", "Gate", fuzzy=True), Message("Turm"))
        assert made.html == "<p>Castle</p><p>Tor</p><p>Turm</p>"
        assert (made.texts, made.translated) == (3, 1)

    def test_drafts_are_used_when_asked_for(self) -> None:
        made = built(
            "<p>Burg</p><p>Tor</p>",
            Message("Burg", "Castle", fuzzy=True),
            Message("Tor", "Gate", obsolete=True),
            drafts=True,
        )
        assert made.html == "<p>Castle</p><p>Tor</p>"

    def test_a_translation_that_does_not_fit_is_left_out_and_named(self) -> None:
        broken = Message("Zur <b>Burg</b> dort", "To the castle")
        made = built("<p>Zur <b>Burg</b> dort</p>", broken)
        assert (made.html, made.faulty) == ("<p>Zur <b>Burg</b> dort</p>", (broken,))

    @pytest.mark.parametrize(
        "hostile",
        [
            pytest.param("<script>alert(1)</script>", id="a script"),
            pytest.param("<img src=x onerror=alert(1)>", id="an image with a handler"),
            pytest.param('"><a href="javascript:alert(1)">', id="an end of the attribute"),
            pytest.param("</p><iframe src=//evil.example>", id="a frame"),
        ],
    )
    def test_a_translation_brings_no_markup_of_its_own(self, hostile: str) -> None:
        made = built('<p title="Tipp">Burg</p>', Message("Burg", hostile), Message("Tipp", hostile))
        (paragraph,) = html5lib.parseFragment(made.html, namespaceHTMLElements=False)
        assert (paragraph.tag, list(paragraph.attrib), len(paragraph)) == ("p", ["title"], 0)
        assert (paragraph.text, paragraph.attrib["title"]) in [(hostile, hostile), ("Burg", "Tipp")]


class TestHead:
    @pytest.mark.parametrize(
        ("html", "want"),
        [
            pytest.param('<html lang="de">', '<html lang="en">', id="the language"),
            pytest.param("<html>", '<html lang="en">', id="a language that was not told"),
            pytest.param("<html lang>", '<html lang="en">', id="a language that was left empty"),
            pytest.param(
                '<html lang="de" xml:lang="de">', '<html lang="en" xml:lang="en">', id="the language of XHTML"
            ),
            pytest.param('<meta charset="iso-8859-1">', '<meta charset="UTF-8">', id="the character set"),
            pytest.param(
                '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">',
                '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">',
                id="the character set as HTML 4 tells it",
            ),
            pytest.param(
                '<meta http-equiv="content-language" content="de">',
                '<meta http-equiv="content-language" content="en">',
                id="the language as HTML 4 tells it",
            ),
            pytest.param(
                '<meta property="og:url" content="https://harz.example/de/karte.html">',
                '<meta property="og:url" content="https://harz.example/en/karte.html">',
                id="the address for sharing",
            ),
            pytest.param(
                '<link rel="canonical" href="https://harz.example/de/wandern/index.html">',
                '<link rel="canonical" href="https://harz.example/en/wandern/index.html">',
                id="the canonical address",
            ),
        ],
    )
    def test_the_page_says_what_it_is(self, html: str, want: str) -> None:
        assert built(html).html == want

    def test_the_languages_of_the_page_know_each_other(self) -> None:
        made = built("<head><title>1</title></head>", site=replace(SITE, languages=("en", "es")))
        assert made.html.splitlines() == [
            '<head><title>1</title><link rel="alternate" hreflang="de" href="https://harz.example/de/wandern/index.html">',
            '<link rel="alternate" hreflang="x-default" href="https://harz.example/de/wandern/index.html">',
            '<link rel="alternate" hreflang="en" href="https://harz.example/en/wandern/index.html">',
            '<link rel="alternate" hreflang="es" href="https://harz.example/es/wandern/index.html">',
            "</head>",
        ]


@pytest.mark.parametrize(
    ("address", "want"),
    [
        pytest.param("/de/karte.html", "/en/karte.html", id="a page of the site, from the root"),
        pytest.param("../karte.html", "/en/karte.html", id="a page of the site, from the page"),
        pytest.param("https://harz.example/de/karte.html#a", "https://harz.example/en/karte.html#a", id="with all"),
        pytest.param("/de/", "/en/", id="the start page"),
        pytest.param("/ort", "/en/ort.html", id="a page outside of the folder of the language"),
        pytest.param("/de/Ziele.html?seite=2#b", "/en/ziele~0a1b2c@seite=2.html#b", id="a page with another file name"),
        pytest.param("#oben", "#oben", id="a place on the page"),
        pytest.param("/de/fehlt.html", "/de/fehlt.html", id="no page of the site"),
        pytest.param("karte.pdf", "/de/wandern/karte.pdf", id="a file beside the page"),
        pytest.param("?druck=1", "/de/wandern/index.html?druck=1", id="a version of the page that is none of its own"),
        pytest.param("/bilder/burg.jpg", "/bilder/burg.jpg", id="a file, from the root"),
        pytest.param("https://www.brocken.example/", "https://www.brocken.example/", id="another site"),
        pytest.param("//cdn.example/x.js", "//cdn.example/x.js", id="another site, in the same protocol"),
        pytest.param("mailto:info@harz.example", "mailto:info@harz.example", id="an e-mail"),
        pytest.param("tel:+4939411144", "tel:+4939411144", id="a telephone"),
        pytest.param("javascript:void(0)", "javascript:void(0)", id="a script"),
        pytest.param("data:image/png;base64,AA==", "data:image/png;base64,AA==", id="data"),
        pytest.param("http://[broken", "http://[broken", id="no address"),
        pytest.param("/de/karte.html?id=1", "/de/karte.html?id=1", id="a page with a query that is none of its own"),
    ],
)
def test_links(address: str, want: str) -> None:
    assert built(f'<a href="{address}">1</a>').html == f'<a href="{want}">1</a>'


def test_a_link_to_the_page_in_a_language_stays_as_it_is() -> None:
    page = '<a href="/de/karte.html" hreflang="de" lang="de">Deutsch</a>'
    assert built(page).html == page


def test_images_in_several_sizes_stay_where_they_are() -> None:
    made = built('<img src="a.jpg" srcset="a.jpg 1x, /b.jpg 2x">')
    assert made.html == '<img src="/de/wandern/a.jpg" srcset="/de/wandern/a.jpg 1x, /b.jpg 2x">'


@pytest.mark.parametrize(
    ("path", "want"),
    [("de/a.html", "en/a.html"), ("a.html", "en/a.html"), ("de.html", "en/de.html"), ("dex/a.html", "en/dex/a.html")],
)
def test_the_folder_of_a_language(path: str, want: str) -> None:
    assert localized(path, "de", "en") == want

"""A page in another language: which texts it shows, what it says of itself, where its links lead."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, fromstring, tostring

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from w3lib.encoding import html_body_declared_encoding

from harztool.catalogs import empty
from harztool.model import Catalog, Message, Page
from harztool.pages import Built, Site, edition, localized, read, translated

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


DECLARED = '<meta charset="UTF-8">'
LANGUAGES = re.compile(r'\A(<link rel="alternate" hreflang="[^"]*" href="[^"]*">\n)+')


def english(*messages: Message) -> Catalog:
    return replace(empty("en"), messages=messages)


def whole(html: str, *messages: Message, drafts: bool = False, site: Site = SITE, language: str = "en") -> Built:
    page = Page(URL, "de/wandern/index.html", html)
    made = translated(read(page), edition(english(*messages), language, drafts=drafts), site)
    # A page without the tag that states its language gets one, which is looked at in a test of its own.
    return (
        made if "<html" in html.lower() else replace(made, html=re.sub('<html lang="[^"]*">', "", made.html, count=1))
    )


def built(html: str, *messages: Message, drafts: bool = False, site: Site = SITE, language: str = "en") -> Built:
    """What becomes of the rest of a page that tells its character set; its languages, if they stand there, aside."""
    made = whole(DECLARED + html, *messages, drafts=drafts, site=site, language=language)
    assert made.html.startswith(DECLARED)
    return replace(made, html=LANGUAGES.sub("", made.html.removeprefix(DECLARED)))


class TestTexts:
    def test_reviewed_texts_are_used_and_the_rest_stays(self) -> None:
        page = "<p>Burg</p><p>Tor</p><p>Turm</p>"
        made = built(page, Message("Burg", "Castle"), Message("Tor", "Gate", fuzzy=True), Message("Turm"))
        assert made.html == '<p>Castle</p><p lang="de">Tor</p><p lang="de">Turm</p>'
        assert (made.texts, made.translated) == (3, 1)

    def test_drafts_are_used_when_asked_for(self) -> None:
        made = built(
            "<p>Burg</p><p>Tor</p>",
            Message("Burg", "Castle", fuzzy=True),
            Message("Tor", "Gate", obsolete=True),
            drafts=True,
        )
        assert made.html == '<p>Castle</p><p lang="de">Tor</p>'

    def test_a_translation_that_does_not_fit_is_left_out_and_named(self) -> None:
        broken = Message("Zur <b>Burg</b> dort", "To the castle")
        made = built("<p>Zur <b>Burg</b> dort</p>", broken)
        assert (made.html, made.faulty) == ('<p lang="de">Zur <b>Burg</b> dort</p>', (broken,))

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
        assert (paragraph.tag, paragraph.attrib.keys() - {"lang"}, len(paragraph)) == ("p", {"title"}, 0)
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
            pytest.param(
                '<meta property="og:locale" content="de_DE">',
                '<meta property="og:locale" content="en_GB">',
                id="the language for sharing",
            ),
            pytest.param(
                '<meta property="og:locale:alternate" content="fr_FR">',
                '<meta property="og:locale:alternate" content="fr_FR">',
                id="other languages for sharing stay",
            ),
            pytest.param(
                '<meta http-equiv="refresh" content="0; url=/de/karte.html">',
                '<meta http-equiv="refresh" content="0; url=/en/karte.html">',
                id="the page to go to",
            ),
            pytest.param(
                """<meta http-equiv=Refresh content="5;URL='../karte.html'">""",
                """<meta http-equiv=Refresh content="5;URL='/en/karte.html'">""",
                id="the page to go to, in quotes",
            ),
            pytest.param(
                '<meta http-equiv="refresh" content="5, fehlt.html">',
                '<meta http-equiv="refresh" content="5, /de/wandern/fehlt.html">',
                id="a page to go to that there is not",
            ),
            pytest.param(
                '<meta http-equiv="refresh" content="300">', '<meta http-equiv="refresh" content="300">', id="itself"
            ),
            pytest.param('<meta property="og:url">', '<meta property="og:url">', id="an address that was not told"),
        ],
    )
    def test_the_page_says_what_it_is(self, html: str, want: str) -> None:
        assert built(html).html == want

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            pytest.param("", "<p>1", id="a page that begins with its text"),
            pytest.param("<!doctype html>\n<!-- <html> -->\n", "<head><title>1</title></head>", id="behind a doctype"),
            pytest.param("\ufeff<?xml version='1.0'?>", "<title>1</title>", id="behind what comes before"),
        ],
    )
    def test_a_page_without_the_tag_that_states_its_language_gets_one(self, before: str, after: str) -> None:
        made = translated(
            read(Page(URL, "de/x.html", before + after)), edition(empty("pt_BR"), "pt_BR"), replace(SITE, paths={})
        ).html
        assert made.startswith(f'{before}<html lang="pt-BR">')
        assert (tree(made).get("lang"), tree(before + after).get("lang")) == ("pt-BR", None)
        assert part(made, "body") == part(before + after, "body")

    def test_the_languages_of_the_page_know_each_other(self) -> None:
        made = built("<head><title>1</title></head>", site=replace(SITE, languages=("en", "es")))
        assert made.html.splitlines() == [
            '<head><title>1</title><link rel="alternate" hreflang="de" href="https://harz.example/de/wandern/index.html">',
            '<link rel="alternate" hreflang="x-default" href="https://harz.example/de/wandern/index.html">',
            '<link rel="alternate" hreflang="en" href="https://harz.example/en/wandern/index.html">',
            '<link rel="alternate" hreflang="es" href="https://harz.example/es/wandern/index.html">',
            "</head>",
        ]

    def test_a_page_in_xhtml_stays_well_formed(self) -> None:
        page = Page(URL, "de/x.html", '<html xmlns="http://www.w3.org/1999/xhtml"><head></head><body></body></html>')
        made = translated(read(page), edition(empty("en"), "en"), replace(SITE, languages=("en",))).html
        assert len(fromstring(made).findall("*/")) == 4

    @pytest.mark.parametrize(
        ("language", "locale"),
        [("es", "es_ES"), ("en", "en_GB"), ("en_US", "en_US"), ("uk", "uk_UA"), ("sr_RS@latin", "sr_RS"), ("eo", "eo")],
    )
    def test_the_language_for_sharing_names_a_territory(self, language: str, locale: str) -> None:
        made = built('<meta property="og:locale" content="de_DE">', language=language)
        assert made.html == f'<meta property="og:locale" content="{locale}">'

    def test_the_page_names_its_language_as_the_web_does_and_its_path_as_the_project_does(self) -> None:
        made = built(
            '<html lang="de" xml:lang="de"><head><meta http-equiv="content-language" content="de"></head>'
            '<a href="/de/karte.html">1</a>',
            language="pt_BR",
            site=replace(SITE, languages=("pt_BR",)),
        )
        assert '<html lang="pt-BR" xml:lang="pt-BR">' in made.html
        assert 'content="pt-BR"' in made.html
        assert 'hreflang="pt-BR" href="https://harz.example/pt_BR/wandern/index.html"' in made.html
        assert '<a href="/pt_BR/karte.html">' in made.html
        assert made.path == "pt_BR/wandern/index.html"

    def test_the_language_is_the_projects_whatever_the_catalog_says(self) -> None:
        page = Page(URL, "de/wandern/index.html", '<html lang="de">')
        made = translated(read(page), edition(empty("en_GB"), "en"), replace(SITE, paths={}))
        assert (made.path, made.html) == ("en/wandern/index.html", f'<html lang="en">{DECLARED}')


ALTERNATES = {
    "de": "https://harz.example/de/wandern/index.html",
    "x-default": "https://harz.example/de/wandern/index.html",
    "en": "https://harz.example/en/wandern/index.html",
    "pt-BR": "https://harz.example/pt_BR/wandern/index.html",
}


class TestAlternates:
    @pytest.mark.parametrize(
        ("link", "want"),
        [
            pytest.param('rel="alternate" hreflang="de" href="/de/wandern/"', {"de": "/de/wandern/"}, id="the source"),
            pytest.param('rel="alternate" hreflang="X-Default" href="/"', {"x-default": "/"}, id="the default"),
            pytest.param('rel="alternate" hreflang="en" href="/en/old.html"', {}, id="a language of ours"),
            pytest.param('rel="Alternate nofollow" hreflang="EN" href="old"', {}, id="a language in upper case"),
            pytest.param('rel="alternate" hreflang="pt-br" href="/pt/old.html"', {}, id="a language with a region"),
            pytest.param('rel="alternate" hreflang="fr" href="fr.html"', {"fr": "/de/wandern/fr.html"}, id="another"),
        ],
    )
    def test_a_language_that_the_page_names_is_named_once(self, link: str, want: dict[str, str]) -> None:
        made = built(f"<head><link {link}></head>", site=replace(SITE, languages=("en", "pt_BR")))
        assert alternates(made.html) == {name.lower(): url for name, url in (ALTERNATES | want).items()}

    @pytest.mark.parametrize(
        "link",
        [
            pytest.param('<link rel="alternate" type="application/rss+xml" hreflang="en" href="/feed">', id="a feed"),
            pytest.param('<link rel="alternate stylesheet" hreflang="en" href="/dark.css">', id="a style sheet"),
            pytest.param(
                '<link rel="alternate" media="handheld" hreflang="en" href="/m/">', id="a page for telephones"
            ),
        ],
    )
    def test_what_is_no_page_in_a_language_stays_and_hides_none(self, link: str) -> None:
        made = built(f"<head>{link}</head>", site=replace(SITE, languages=("en",)))
        assert link in made.html
        assert f'<link rel="alternate" hreflang="en" href="{ALTERNATES["en"]}">' in made.html


def alternates(html: str) -> dict[str, str]:
    """Return where each language leads, by its name in lower case, if each is named once."""
    links = html5lib.parse(html, namespaceHTMLElements=False).iter("link")
    found = [(link.attrib["hreflang"].lower(), link.attrib["href"]) for link in links]
    assert len(found) == len(dict(found))
    return dict(found)


XHTML = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'


class TestCharset:
    @pytest.mark.parametrize(
        ("html", "want"),
        [
            pytest.param('<meta charset="iso-8859-1">', '<meta charset="UTF-8">', id="in HTML"),
            pytest.param(
                '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">',
                '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">',
                id="in HTML 4",
            ),
            pytest.param(
                "<meta http-equiv=content-type content='text/html; charset = \"latin1\"'>",
                "<meta http-equiv=content-type content='text/html; charset = \"UTF-8\"'>",
                id="in quotes of its own",
            ),
            pytest.param(
                "<meta http-equiv=content-type content=text/html;charset=iso-8859-1>",
                '<meta http-equiv=content-type content="text/html;charset=UTF-8">',
                id="without quotes",
            ),
            pytest.param("<meta charset=latin1>", "<meta charset=UTF-8>", id="without quotes, that need none"),
            pytest.param(
                '<?xml version="1.0" encoding="ISO-8859-1"?><html><head><meta charset="latin1"/></head></html>',
                '<?xml version="1.0" encoding="UTF-8"?><html lang="en"><head><meta charset="UTF-8"/></head></html>',
                id="in XHTML, in both places",
            ),
        ],
    )
    def test_a_character_set_that_was_told_is_put_right(self, html: str, want: str) -> None:
        made = whole(html, site=replace(SITE, paths={})).html
        assert made == want
        assert html_body_declared_encoding(made.encode()) == "utf-8"

    @pytest.mark.parametrize(
        ("before", "after", "meta"),
        [
            pytest.param("<!DOCTYPE html><html><head>", "<title>1</title></head>", DECLARED, id="first in the head"),
            pytest.param('<HTML><HEAD data-a="a>b">', "\n<title>1</title></HEAD>", DECLARED, id="in upper case"),
            pytest.param("<!doctype html>\n<html>\n", "<title>1</title><p>1", DECLARED, id="a head without a tag"),
            pytest.param("<!doctype html>\n", "<title>1</title><p>1", DECLARED, id="a page without its first tags"),
            pytest.param("", "<p>1</p>", DECLARED, id="only a paragraph"),
            pytest.param("", "<header>1</header>", DECLARED, id="an element whose name begins like the head's"),
            pytest.param("", "1", DECLARED, id="only a text"),
            pytest.param(
                "\ufeff<!doctype html><html><head>", "<title>1</title>", DECLARED, id="behind a mark of order"
            ),
            pytest.param(
                '<!-- <head> --><!doctype html><!--[if IE]><html class="ie"><![endif]--><html><!-- > --><head>',
                "<title>1</title></head>",
                DECLARED,
                id="behind comments",
            ),
            pytest.param(
                "<html><head>", '<meta http-equiv="content-type" content="text/html">', DECLARED, id="a type without it"
            ),
            pytest.param(
                "<html><head>", '<meta name="a" content="charset=b">', DECLARED, id="a text that speaks of it"
            ),
            pytest.param("<html><head>", '<!-- <meta charset="a"> -->', DECLARED, id="told in a comment only"),
            pytest.param(f"{XHTML}<html><head>", "<title>1</title>", '<meta charset="UTF-8" />', id="in XHTML"),
            pytest.param(
                '<?xml version="1.0"?><html><head>', "<title>1</title>", '<meta charset="UTF-8" />', id="in XML"
            ),
        ],
    )
    def test_a_character_set_that_only_the_server_told_is_told_first(self, before: str, after: str, meta: str) -> None:
        made = whole(before + after, site=replace(SITE, paths={})).html
        english = before.replace("<html>", '<html lang="en">').replace("<HTML>", '<HTML lang="en">')
        assert made == english + meta + after
        old, (first, second, *rest) = part(before + after, "head"), part(made, "head")
        assert (first, second.strip(), rest) == ("", '<meta charset="UTF-8" />', old[1:])
        assert part(made, "body") == part(before + after, "body")

    def test_the_page_is_otherwise_the_same_to_a_browser(self) -> None:
        page = "<!-- a --> <html> <!-- b --> <body class=c> <p>1</p>"
        assert part(whole(page).html, "body") == part(page, "body")


def tree(html: str) -> Element:
    root: Element = html5lib.parse(html.removeprefix("\ufeff"), namespaceHTMLElements=False)
    return root


def part(html: str, name: str) -> list[str]:
    """Return what a browser finds in the head or body of a page: its text, and each element."""
    found = tree(html).find(name)
    assert found is not None
    return [found.text or "", *(tostring(child, encoding="unicode") for child in found)]


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


def test_a_relative_link_that_states_its_language_leads_where_it_led() -> None:
    made = built('<a href="karte.html" hreflang="en">1</a><a href="../karte.html" hreflang="de">2</a>')
    assert (
        made.html == '<a href="/de/wandern/karte.html" hreflang="en">1</a><a href="/de/karte.html" hreflang="de">2</a>'
    )


@pytest.mark.parametrize(
    ("images", "want"),
    [
        pytest.param("a.jpg 1x, /b.jpg 2x", "/de/wandern/a.jpg 1x, /b.jpg 2x", id="with a blank behind the comma"),
        pytest.param("a.jpg 1x,b.jpg 2x", "/de/wandern/a.jpg 1x,/de/wandern/b.jpg 2x", id="without"),
        pytest.param("a.jpg, b.jpg 2x", "/de/wandern/a.jpg, /de/wandern/b.jpg 2x", id="one without a size"),
        pytest.param("a,b.jpg 1x", "/de/wandern/a,b.jpg 1x", id="a comma in an address"),
        pytest.param("a.jpg,,", "/de/wandern/a.jpg,,", id="commas at the end"),
        pytest.param(" ,a.jpg\n480w ,\tb.jpg", " ,/de/wandern/a.jpg\n480w ,\t/de/wandern/b.jpg", id="all blanks"),
        pytest.param("a.jpg (1,b) 2x,c.jpg", "/de/wandern/a.jpg (1,b) 2x,/de/wandern/c.jpg", id="a comma in brackets"),
        pytest.param("data:image/png;base64,A= 1x,b.jpg", "data:image/png;base64,A= 1x,/de/wandern/b.jpg", id="data"),
        pytest.param(",", ",", id="nothing"),
    ],
)
def test_images_in_several_sizes_stay_where_they_are(images: str, want: str) -> None:
    made = built(f'<img src="a.jpg" srcset="{images}"><link rel="preload" as="image" imagesrcset="{images}">')
    assert made.html == (
        f'<img src="/de/wandern/a.jpg" srcset="{want}"><link rel="preload" as="image" imagesrcset="{want}">'
    )


@pytest.mark.parametrize(
    ("style", "want"),
    [
        pytest.param("background: url(a.jpg) red", "background: url(/de/wandern/a.jpg) red", id="bare"),
        pytest.param("background:URL( 'a b.jpg' )", r"background:URL( '/de/wandern/a\ b.jpg' )", id="in quotes"),
        pytest.param(r"background:url(a\28 1\).jpg)", r"background:url(/de/wandern/a\(1\).jpg)", id="with escapes"),
        pytest.param("background:url(../a.jpg),url(b.jpg", "background:url(/de/a.jpg),url(/de/wandern/b.jpg", id="two"),
        pytest.param("background:url(/a.jpg)", "background:url(/a.jpg)", id="from the root"),
        pytest.param("background:url(data:,A)", "background:url(data:,A)", id="data"),
        pytest.param("filter:url(#a)", "filter:url(#a)", id="a place on the page"),
        pytest.param("background:url()", "background:url()", id="nothing"),
        pytest.param("background:url(a'b)", "background:url(a'b)", id="no address"),
        pytest.param(r"content:'\201C url(a)'", r"content:'\201C url(a)'", id="in a text"),
        pytest.param("font:'A';src:url(a.ttf)", "font:'A';src:url(/de/wandern/a.ttf)", id="behind a text"),
        pytest.param("/* url(a) */ color:red", "/* url(a) */ color:red", id="in a comment"),
        pytest.param("a:url(\\d800 x)", "a:url(/de/wandern/\ufffdx)", id="half a character"),
        pytest.param(r"--a:\';b:url(a.jpg)", r"--a:\';b:url(/de/wandern/a.jpg)", id="behind an escaped quote"),
        pytest.param("a:image-set('b' 1x,'c' 2x)", "a:image-set('/de/wandern/b' 1x,'/de/wandern/c' 2x)", id="a choice"),
        pytest.param(
            "a:-webkit-image-set(url(b) 1x,'c' 2x),url(d)",
            "a:-webkit-image-set(url(/de/wandern/b) 1x,'/de/wandern/c' 2x),url(/de/wandern/d)",
            id="a choice by its older name, with addresses in both forms",
        ),
        pytest.param(
            "a:Image-Set('b' type('image/png'),/*'*/ f(g('c')) 2x);content:'d'",
            "a:Image-Set('/de/wandern/b' type('image/png'),/*'*/ f(g('c')) 2x);content:'d'",
            id="other strings in a choice and behind it",
        ),
        pytest.param("a:my-image-set('b')", "a:my-image-set('b')", id="what only sounds like a choice"),
    ],
)
def test_addresses_in_styles_stay_where_they_are(style: str, want: str) -> None:
    page = '<html lang="en" style="{0}"><b style="{0}"><a href="#" style="{0}">1</a></b>'
    assert built(page.format(style)).html == page.format(want)


def test_addresses_in_style_elements_stay_where_they_are() -> None:
    page = "<style>@font-face { src: url('{}') } p { content: '</b>' }</style><p>1"
    assert built(page.replace("{}", "../a.ttf")).html == page.replace("{}", "/de/a.ttf")
    for name in ("'{}'", '"{}" screen'):
        page = f"<style>@charset 'x'; @import {name}; /* @import 'a' */ p {{ content: '@import' }}</style>"
        assert built(page.replace("{}", "a.css")).html == page.replace("{}", "/de/wandern/a.css")
    assert built("<script>url(a.jpg)</script>").html == "<script>url(a.jpg)</script>"


@pytest.mark.parametrize(
    ("html", "want"),
    [
        pytest.param('<svg><use href="{}i.svg#a" /></svg>', "/de/wandern/", id="what a drawing uses"),
        pytest.param('<svg><use xlink:href="{}i.svg#a"></use></svg>', "/de/wandern/", id="by the older name"),
        pytest.param("<svg><image href={}a.png></svg>", "/de/wandern/", id="an image in a drawing"),
        pytest.param("<svg><image XLINK:HREF='{}a.png'/></svg>", "/de/wandern/", id="by the older name, in capitals"),
        pytest.param('<svg><linearGradient href="{}i.svg#a"/></svg>', "/de/wandern/", id="a gradient"),
        pytest.param('<svg><path fill="url({}i.svg#a)"/></svg>', "/de/wandern/", id="a property of a drawing"),
        pytest.param('<svg><use href="#a"/><use xlink:href="#b"/></svg>', "", id="places on the page"),
        pytest.param('<base href="/de/"><svg><use href="#a"/></svg>', "", id="places on the page, whatever its base"),
        pytest.param('<img data-src="{}a.jpg" src="data:,A">', "/de/wandern/", id="an image for later"),
        pytest.param('<source data-srcset="{0}a.jpg 1x, {0}b.jpg 2x">', "/de/wandern/", id="images for later"),
        pytest.param('<video data-src="{}a.mp4"></video>', "/de/wandern/", id="a film for later"),
        pytest.param('<iframe data-src="{}a.htm"></iframe>', "/de/wandern/", id="a frame for later"),
        pytest.param('<img data-src="{{{{ image }}}}">', "", id="what a script is to fill in"),
        pytest.param('<div data-src="a.jpg"></div>', "", id="what a script has of its own"),
        pytest.param('<amp-img src="{0}a.jpg" srcset="{0}b.jpg 2x"></amp-img>', "/de/wandern/", id="an image of AMP"),
        pytest.param(
            '<table background="{0}a.gif"><tr background={0}b.gif><td background="{0}c.gif">1</td></tr></table>',
            "/de/wandern/",
            id="backgrounds of tables",
        ),
        pytest.param('<body background="{}a.gif">1</body>', "/de/wandern/", id="the background of the page"),
        pytest.param(
            '<object><param name="Movie" value="{0}a.swf"><param value={0}b.mp4 name=src></object>',
            "/de/wandern/",
            id="films of an object",
        ),
        pytest.param('<object><param name="scale" value="a.swf"></object>', "", id="another parameter"),
    ],
)
def test_files_stay_where_they_are_wherever_a_page_names_them(html: str, want: str) -> None:
    assert built(html.format("")).html == html.format(want)


class TestBase:
    """Addresses of a page that says what they are relative to."""

    @pytest.mark.parametrize(
        ("base", "want"),
        [
            pytest.param("/", "/", id="from the root"),
            pytest.param("../", "/de/", id="from the page"),
            pytest.param("https://harz.example/de/", "https://harz.example/de/", id="whole, though a page is there"),
            pytest.param("https://cdn.example/a/", "https://cdn.example/a/", id="on another host"),
            pytest.param(URL, "https://harz.example/en/wandern/index.html", id="the page itself"),
            pytest.param("", "", id="nothing"),
            pytest.param("data:text/html,1", "data:text/html,1", id="data, which counts for nothing"),
            pytest.param("http://[broken", "http://[broken", id="no address"),
        ],
    )
    def test_the_base_leads_where_it_led(self, base: str, want: str) -> None:
        assert built(f'<base href="{base}" target="_top">').html == f'<base href="{want}" target="_top">'

    @pytest.mark.parametrize(
        ("base", "address", "want"),
        [
            pytest.param("/", "de/karte.html", "/en/karte.html", id="a page, from the base"),
            pytest.param("/", "karte.html", "/karte.html", id="a file that would be a page from the page"),
            pytest.param("../", "wandern/a.jpg", "/de/wandern/a.jpg", id="a file, from a base from the page"),
            pytest.param("https://harz.example/de/", "karte.html", "/en/karte.html", id="a page, from a whole base"),
            pytest.param("/de/", "#a", "/en/#a", id="a place on the page that is the base"),
            pytest.param(URL, "#a", "#a", id="a place on the page itself"),
            pytest.param("", "karte.pdf", "/de/wandern/karte.pdf", id="a file, from a base that says nothing"),
            pytest.param("https://cdn.example/a/", "b.jpg", "https://cdn.example/a/b.jpg", id="a file on another host"),
            pytest.param("https://cdn.example/a/", "/b.jpg", "/b.jpg", id="a file from the root of another host"),
            pytest.param(
                "https://cdn.example/",
                "//harz.example/de/karte.html",
                "https://harz.example/en/karte.html",
                id="a page, from a base on another host",
            ),
        ],
    )
    def test_addresses_are_relative_to_the_base(self, base: str, address: str, want: str) -> None:
        made = built(f'<base href="{base}"><a href="{address}">1</a>').html
        assert made.endswith(f'<a href="{want}">1</a>')

    def test_a_place_in_a_style_is_on_the_page_whatever_the_base_is(self) -> None:
        made = built('<base href="/de/"><p style="filter:url(#a);background:url(b.jpg)">1</p>').html
        assert made.endswith('<p style="filter:url(#a);background:url(/de/b.jpg)">1</p>')

    @given(
        st.sampled_from(["", "/", "./", "..", "/de/", "karte.html", "//cdn.example/a/", "data:,1", "?a#b", URL]),
        st.sampled_from(
            ["karte.html", "../karte.html", "/de/", "a/b.jpg", "?a=1", "//x.example/", "mailto:a@b.example"]
        ),
    )
    def test_a_browser_finds_what_it_found_or_its_translation(self, base: str, address: str) -> None:
        page = f'<base href="{base}"><img src="{address}">'
        new = SITE.address(URL, "en")
        old, found = seen(page, URL), seen(built(page).html, new)
        assert found == (SITE.address(old, "en") if old in SITE.paths else old)


def seen(html: str, url: str) -> str:
    """Return where a browser finds the image of a page that it reads from an address."""
    root = tree(html)
    told = next(root.iter("base")).attrib["href"]
    base = url if told.startswith("data:") else urljoin(url, told)
    return urljoin(base, next(root.iter("img")).attrib["src"])


@pytest.mark.parametrize(
    ("path", "want"),
    [("de/a.html", "en/a.html"), ("a.html", "en/a.html"), ("de.html", "en/de.html"), ("dex/a.html", "en/dex/a.html")],
)
def test_the_folder_of_a_language(path: str, want: str) -> None:
    assert localized(path, "de", "en") == want

"""Links to the site in other languages: language switchers, and pages that a language does not have."""

from __future__ import annotations

from dataclasses import replace

import html5lib
import pytest

from harztool.catalogs import empty
from harztool.model import Page
from harztool.pages import Built, Site, edition, read, translated
from harztool.rules import PRESETS, Rules

URL = "https://harz.example/de/wandern/karte.html"
SITE = Site(
    "de",
    {
        URL: "de/wandern/karte.html",
        "https://harz.example/de/": "de/index.html",
        "https://harz.example/de/tor": "de/tor.html",
    },
    ("en", "es", "pt_BR"),
    {"es": frozenset({URL}), "en": frozenset({"https://harz.example/de/tor"})},
)
EN, PT = "/en/wandern/karte.html", "/pt_BR/wandern/karte.html"
RULES = Rules(left_out=("#languages",), switchers=("#languages",))


def built(html: str, rules: Rules = RULES, site: Site = SITE, language: str = "en") -> Built:
    page = Page(URL, "de/wandern/karte.html", f'<head><meta charset="UTF-8"></head>{html}')
    return translated(read(page, rules), edition(empty(language), language), site)


def body(html: str, rules: Rules = RULES) -> str:
    return built(html, rules).html.partition("</head>")[2]


@pytest.mark.parametrize(
    ("link", "want"),
    [
        pytest.param('<a href="/de/">Deutsch</a>', "/de/wandern/karte.html", id="the source, by its folder"),
        pytest.param('<a href="/en/">English</a>', EN, id="a language by its folder"),
        pytest.param('<a href="../../en/">x</a>', "/en/", id="a folder that only a browser finds"),
        pytest.param('<a href="/?lang=pt-BR">x</a>', PT, id="a parameter"),
        pytest.param('<a href="/wechsel.php" hreflang="en-GB">x</a>', EN, id="what the link states"),
        pytest.param('<a href="/wechsel.php" lang="en">x</a>', EN, id="the language of its text"),
        pytest.param('<a href="/wechsel.php">English</a>', EN, id="its own name"),
        pytest.param('<a href="/wechsel.php">Englisch</a>', EN, id="its German name"),
        pytest.param('<a href="/wechsel.php"><img alt=""> EN </a>', EN, id="its code"),
        pytest.param('<a href="/wechsel.php" title="Deutsch"><img></a>', "/de/wandern/karte.html", id="a flag"),
        pytest.param('<a href="/es/">Español</a>', "/es/", id="a language that lacks the page"),
        pytest.param('<a href="/pl/">Polski</a>', "/pl/", id="a language that nobody builds"),
        pytest.param('<a href="/en/" hreflang="pl">Polski</a>', "/en/", id="what the link states counts alone"),
        pytest.param('<a href="https://harz.example/en/">x</a>', f"https://harz.example{EN}", id="a whole address"),
        pytest.param('<a href="http://[x">x</a>', "http://[x", id="no address"),
        pytest.param('<a href="#">x</a>', "#", id="a place on the page"),
    ],
)
def test_a_switcher_leads_to_the_same_page_in_its_language(link: str, want: str) -> None:
    html = f'<ul id="languages"><li>{link}</li></ul>'
    before, _, rest = link.partition('href="')
    assert body(html) == f'<ul id="languages"><li>{before}href="{want}"{rest.partition(chr(34))[2]}</li></ul>'


@pytest.mark.parametrize(
    ("preset", "html"),
    [
        ("geocms", '<ol class="SPRACHEN"><li><a href="{}">English</a></ol>'),
        ("geocms", '<div id="LANGUAGES"><a href="{}">EN</a></div>'),
        ("wordpress", '<li class="lang-item lang-item-en"><a lang="en-GB" hreflang="en-GB" href="{}">English</a></li>'),
        ("wordpress", '<li class="wpml-ls-item wpml-ls-item-en"><a href="{}"><span lang="en">English</span></a></li>'),
        ("typo3", '<ul class="language-menu"><li><a href="{}" hreflang="en-US" title="English">EN</a></ul>'),
        ("mediawiki", '<li class="interlanguage-link interwiki-en"><a href="{}" hreflang="en" lang="en">English</a>'),
    ],
)
def test_each_preset_knows_the_switchers_of_its_system(preset: str, html: str) -> None:
    known = PRESETS[preset]
    rules = Rules(left_out=(*known.left_out, *known.switchers), switchers=known.switchers)
    assert body(html.format("/wechsel"), rules) == html.format(EN)


def test_a_link_beside_a_switcher_is_a_link_like_any_other() -> None:
    assert body('<a href="/de/" translate="no">1</a>') == '<a href="/en/" translate="no">1</a>'


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("index.php?id=5&amp;page=2", id="relative to the page"),
        pytest.param("/de/wandern/index.php?page=2&amp;id=5", id="parameters in another order"),
        pytest.param("?id=5&amp;page=2", id="other parameters of the same page"),
        pytest.param("index.php?&amp;page=2&amp;id=%35", id="more signs than needed"),
    ],
)
def test_pages_that_only_parameters_tell_apart_lead_to_each_other(link: str) -> None:
    script = "https://harz.example/de/wandern/index.php"
    paths = {
        f"{script}?id=4": "de/wandern/index.php@id=4.html",
        f"{script}?id=5&page=2": "de/wandern/index.php@id=5@page=2.html",
    }
    page = Page(
        f"{script}?id=4", paths[f"{script}?id=4"], f'<html lang="en"><meta charset="UTF-8"><a href="{link}">1</a>'
    )
    made = translated(read(page), edition(empty("en"), "en"), Site("de", paths))
    assert '<a href="/en/wandern/index.php@id=5@page=2.html">' in made.html
    assert not made.kept


@pytest.mark.parametrize("link", ["http://harz.example/de/", "HTTPS://HARZ.example:443/de/", "//harz.example/%64e/"])
def test_a_page_is_the_same_however_its_address_is_written(link: str) -> None:
    assert built(f'<a href="{link}">1</a>').html.endswith('harz.example/en/">1</a>')


def test_a_page_that_the_language_lacks_is_linked_as_it_is_and_told() -> None:
    made = built('<a href="/de/tor">1</a><a href="../tor#a" translate=no>2</a>')
    assert made.html.endswith('<a href="/de/tor">1</a><a href="/de/tor#a" translate=no>2</a>')
    assert made.kept == ("https://harz.example/de/tor",)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        pytest.param('<a href="/de/intern/">1</a>', ["https://harz.example/de/intern/"], id="a page that nobody read"),
        pytest.param('<a href="?modus=drucken">1</a>', [f"{URL}?modus=drucken"], id="a version of the page"),
        pytest.param('<a href="/suche.php">1</a>', ["https://harz.example/suche.php"], id="a script"),
        pytest.param('<form action="/suche.php"></form>', ["https://harz.example/suche.php"], id="what takes a form"),
        pytest.param(
            '<iframe src="karte"></iframe>', ["https://harz.example/de/wandern/karte"], id="a page in a frame"
        ),
        pytest.param(
            '<meta http-equiv="Refresh" content="0; url=/de/tor">',
            ["https://harz.example/de/tor"],
            id="a page to go to",
        ),
        pytest.param('<meta name="x" content="0; url=/de/tor">', [], id="what only looks like it"),
        pytest.param('<a href="/plan.pdf">1</a><img src="/a.jpg">', [], id="files"),
        pytest.param('<a href="https://www.brocken.example/">1</a>', [], id="another site"),
        pytest.param('<a href="mailto:a@harz.example">1</a><a href="#a">2</a><a>3</a>', [], id="no pages"),
        pytest.param('<a href="/fr/" hreflang="fr">1</a>', [], id="a page that is meant to be in another language"),
        pytest.param('<ul id="languages"><a href="/pl/">1</a></ul>', [], id="a switcher"),
        pytest.param('<a href="http://[x">1</a>', [], id="no address"),
    ],
)
def test_links_that_stay_are_told(html: str, kept: list[str]) -> None:
    assert list(built(html).kept) == kept


def test_search_engines_are_told_of_the_languages_that_have_the_page() -> None:
    html = built("").html
    assert 'hreflang="en"' in html
    assert 'hreflang="pt-BR"' in html
    assert 'hreflang="es"' not in html


def test_a_page_without_a_tag_that_ends_its_head_names_its_languages_behind_the_character_set() -> None:
    page = Page(URL, "de/wandern/karte.html", '<!doctype html><html><title>1</title><meta charset="latin1"><p>1')
    html = translated(read(page), edition(empty("en"), "en"), SITE).html
    assert html.startswith(
        '<!doctype html><html lang="en"><title>1</title><meta charset="UTF-8"><link rel="alternate" hreflang="de"'
    )
    told = replace(page, html="<html><p>1")
    html = translated(read(told), edition(empty("en"), "en"), SITE).html
    assert html.startswith('<html lang="en"><meta charset="UTF-8"><link rel="alternate" hreflang="de"')


ODD = Site(
    "de",
    {URL: "de/wandern/karte.html", "https://harz.example/de/%C3%BCber.html": "de/über.html"},
    ("en",),
)


@pytest.mark.parametrize(
    ("address", "want"),
    [
        pytest.param("/de/\u00fcber.html", "/en/%C3%BCber.html", id="a letter that is not escaped"),
        pytest.param("/de/%c3%bcber.html", "/en/%C3%BCber.html", id="an escape in small letters"),
        pytest.param("../%75ber.html", "/de/%75ber.html", id="another page, written from the root"),
        pytest.param("HTTPS://Harz.Example/de/wandern/karte.html", f"https://harz.example{EN}", id="capitals"),
        pytest.param("https://harz.example:443/de/wandern/karte.html", f"https://harz.example{EN}", id="the port"),
        pytest.param("./x/../karte.html#a", f"{EN}#a", id="steps back"),
        pytest.param("\\de\\wandern\\karte.html", EN, id="backslashes from the root"),
        pytest.param("..\\wandern\\karte.html", EN, id="backslashes from the page"),
        pytest.param("..\\fehlt.html", "/de/fehlt.html", id="backslashes to no page"),
        pytest.param("/de/wandern/ka\nrte.html", EN, id="a line break"),
    ],
)
def test_a_link_leads_to_the_page_in_however_its_address_is_written(address: str, want: str) -> None:
    page = Page(URL, "de/wandern/karte.html", f'<head><meta charset="UTF-8"></head><a href="{address}">1</a>')
    made = translated(read(page), edition(empty("en"), "en"), ODD).html
    assert made.partition("</head>")[2] == f'<a href="{want}">1</a>'


def test_each_page_that_stays_is_told_once_however_its_address_is_written() -> None:
    made = built('<a href="HTTPS://Harz.example:443/de/x">1</a><a href="/de/%78">2</a><a href="/de/x">3</a>')
    assert made.kept == ("https://harz.example/de/x",)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<html><title>1</title><body><p>Tor</p></head></body></html>", id="a stray end in the body"),
        pytest.param("<html><head><title>1</title><div>Tor</div></head><body>", id="a block in the head"),
        pytest.param("<html><head><title>1</title><noscript><img></noscript></head><body>", id="an image in the head"),
        pytest.param("<html><head><title>1</title><style>p {}</style></head><body>", id="a head"),
        pytest.param("<html><head><title>1</title>\n<body><p>Tor", id="a head that nothing ends"),
    ],
)
def test_the_languages_of_a_page_are_named_in_its_head(html: str) -> None:
    """Search engines read them there alone (HTML, "link": where body is allowed it is not for `alternate`)."""
    made = translated(read(Page(URL, "de/wandern/karte.html", html)), edition(empty("en"), "en"), SITE).html
    root = html5lib.parse(made, namespaceHTMLElements=False)
    assert len(root.findall("head/link")) == len(root.findall(".//link")) == 4

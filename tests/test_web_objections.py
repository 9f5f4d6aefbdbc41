"""Which addresses are no pages to read, and why."""

from __future__ import annotations

import pytest

from harztool import urls
from harztool.config import Config, Crawl
from harztool.dialects import DIALECTS
from harztool.objections import objection, read_parameters

HOME = "https://harz.example/de/"


def _objection(address: str, config: Config = Config(), home: str = HOME) -> str:  # noqa: B008  frozen, as all of it
    return objection(urls.found(address, home), home, config)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/de/wohnen.html", id="a page"),
        pytest.param("/de/", id="a folder"),
        pytest.param("/impressum", id="a page beside the folder of the language"),
        pytest.param("/de/index.php?id=118024000249", id="a script"),
        pytest.param("/de/englisch-lernen.html", id="a page about a language"),
        pytest.param("/de/en/kurse.html", id="a folder further down that is called as a language is"),
        pytest.param("/de/nachrichten-2.0", id="a dot that begins no ending"),
        pytest.param("/de/pdf", id="a name that is an ending"),
        pytest.param("/de/.zip/x", id="an ending of a folder"),
        pytest.param("http://harz.example/de/", id="the same site without TLS"),
    ],
)
def test_a_page_meets_no_objection(address: str) -> None:
    assert _objection(address) == ""


@pytest.mark.parametrize(
    ("address", "phrase"),
    [
        pytest.param("https://other.example/", "another site", id="another host"),
        pytest.param("http://169.254.169.254/", "another site", id="a link-local host"),
        pytest.param("/en/living.html", "a page of the translated site", id="English"),
        pytest.param("/es", "a page of the translated site", id="the bare folder of a language"),
        pytest.param("/EN/", "a page of the translated site", id="a language in upper case"),
        pytest.param("/de/plan.PDF", "a file, no page", id="a document"),
        pytest.param("/bilder/brocken.jpg", "a file, no page", id="a picture"),
        pytest.param("/de/" + "a" * 2000, "crawl.max_address", id="a very long address"),
        pytest.param("/de/x/de/y/de/z/de/", "crawl.max_repeats", id="a path that repeats itself"),
    ],
)
def test_an_objection_says_what_is_there_instead(address: str, phrase: str) -> None:
    assert phrase in _objection(address)


@pytest.mark.parametrize(
    ("home", "address", "translated"),
    [
        pytest.param("https://harz.example/", "/en/", True, id="a site that starts at the root"),
        pytest.param("https://harz.example/amt/de/", "/amt/en/x.html", True, id="a site below a folder"),
        pytest.param("https://harz.example/amt/de/", "/en/x.html", False, id="beside that folder"),
        pytest.param("https://harz.example/amt/de/", "/amt/de/x.html", False, id="the source language"),
    ],
)
def test_the_folders_of_languages_lie_where_that_of_the_source_does(home: str, address: str, translated: bool) -> None:
    assert bool(_objection(address, home=home)) is translated


@pytest.mark.parametrize(
    ("crawl", "address", "phrase"),
    [
        pytest.param(Crawl(include=("/de/wohnen*",)), "/de/wohnen/miete.html", "", id="included"),
        pytest.param(Crawl(include=("/de/wohnen*",)), "/de/arbeit.html", "not among crawl.include", id="not included"),
        pytest.param(Crawl(exclude=("*/intern/*",)), "/de/intern/x", "ruled out by crawl.exclude", id="excluded"),
        pytest.param(Crawl(exclude=("/de/über*",)), "/de/%C3%BCber-uns", "ruled out by crawl.exclude", id="by letters"),
        pytest.param(
            Crawl(include=("/de/*",), exclude=("/de/x",)), "/de/x", "ruled out by crawl.exclude", id="excluding wins"
        ),
    ],
)
def test_the_user_rules_pages_in_and_out(crawl: Crawl, address: str, phrase: str) -> None:
    assert _objection(address, Config(crawl=crawl)) == phrase


@pytest.mark.parametrize(
    ("preset", "address", "phrase"),
    [
        pytest.param("geocms", "/de/?id=5&PAGE_MEDIA=text", "the text version of a page", id="GeoCMS, text"),
        pytest.param("geocms", "/de/x.html?modus=drucken", "the print version of a page", id="GeoCMS, print"),
        pytest.param(
            "geocms",
            "/de/index.php?id=5&formscript[url]=https%3A%2F%2Fharz.example%2F",
            "the form that recommends a page",
            id="GeoCMS, recommend",
        ),
        pytest.param("geocms", "/de/a.html?id=5&articlelist[page]=2", "", id="GeoCMS, the pager is a page"),
        pytest.param("wordpress", "/2025/beitrag/?replytocom=7", "the reply form of a comment", id="WordPress, reply"),
        pytest.param("wordpress", "/beitrag/feed/", "a feed", id="WordPress, feed"),
        pytest.param("wordpress", "/?feed=rss2", "a feed", id="WordPress, feed in a query"),
        pytest.param("wordpress", "/?s=harz", "a search", id="WordPress, search"),
        pytest.param("wordpress", "/beitrag/?share=x", "a link that shares a page", id="WordPress, share"),
        pytest.param("wordpress", "/wp-json/wp/v2/posts", "a part of WordPress, no page", id="WordPress, API"),
        pytest.param("wordpress", "/wp-login.php?a=b", "a part of WordPress, no page", id="WordPress, log in"),
        pytest.param("wordpress", "/beitrag/embed/", "a part of WordPress, no page", id="WordPress, embed"),
        pytest.param("wordpress", "/feedback/", "", id="WordPress, a page that begins as a feed"),
        pytest.param("wordpress", "/?p=12", "", id="WordPress, a plain address"),
        pytest.param("wordpress", "/beitrag/comment-page-2/", "a page of comments", id="WordPress, comments"),
        pytest.param("", "/beitrag/comment-page-2/", "a page of comments", id="comments without a preset"),
        pytest.param("wordpress", "/?p=5&cpage=2", "a page of comments", id="WordPress, comments in a query"),
        pytest.param("wordpress", "/search/harz/", "a search", id="WordPress, search in the path"),
        pytest.param("mediawiki", "/wiki/Datei:Brocken.jpg", "", id="MediaWiki, a page about a picture"),
        pytest.param("mediawiki", "/images/Brocken.jpg", "a file, no page", id="MediaWiki, a picture"),
        pytest.param(
            "mediawiki", "/w/index.php?title=Harz&mobileaction=x", "another view of a page", id="MediaWiki, view"
        ),
        pytest.param("typo3", "/index.php?id=5&type=98", "the print version of a page", id="TYPO3, print"),
        pytest.param("typo3", "/index.php?id=5&L=1", "a page in another language", id="TYPO3, language"),
        pytest.param("typo3", "/index.php?id=5&L=0", "", id="TYPO3, the source language"),
        pytest.param("typo3", "/index.php?eID=mailer", "a part of TYPO3, no page", id="TYPO3, service"),
        pytest.param("typo3", "/suche?tx_indexedsearch[sword]=x", "a search", id="TYPO3, search"),
        pytest.param("mediawiki", "/w/index.php?title=Harz&action=edit", "an action on a page", id="MediaWiki, edit"),
        pytest.param("mediawiki", "/w/index.php?title=Harz&action=view", "", id="MediaWiki, view"),
        pytest.param("mediawiki", "/w/index.php?oldid=7", "an older version of a page", id="MediaWiki, version"),
        pytest.param("mediawiki", "/wiki/Harz?printable=yes", "the print version of a page", id="MediaWiki, print"),
        pytest.param("mediawiki", "/wiki/Spezial:Suche", "a special page of the wiki", id="MediaWiki, special page"),
        pytest.param("", "/wp-json/", "", id="no preset, no asides"),
        pytest.param("unknown", "/feed/", "", id="a preset without a dialect"),
    ],
)
def test_a_preset_knows_the_asides_of_its_system(preset: str, address: str, phrase: str) -> None:
    assert _objection(address, Config(preset=preset)) == phrase


@pytest.mark.parametrize("preset", DIALECTS)
def test_a_preset_adds_parameters_to_those_of_the_configuration(preset: str) -> None:
    config = Config(preset=preset, crawl=Crawl(parameters=("seite",)))
    assert read_parameters(config) == {"seite", *DIALECTS[preset].parameters}

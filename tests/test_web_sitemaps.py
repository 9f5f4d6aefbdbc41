"""Sitemaps: the pages that a site lists itself, within bounds, and no entity ever resolved."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import pytest

from harztool.config import Config, Crawl
from harztool.web import Response
from harztool.web.fetch import opened
from harztool.web.robots import Robots
from harztool.web.sitemaps import Listing, Sitemap, parsed, read, unpacked
from tests.crawled import HTML, crawled
from tests.crawled import page as crawlable
from tests.loopback import Answer, Misbehaving, page, redirect, serving

CONFIG = Config(crawl=Crawl(timeout=5, max_sitemaps=5, max_addresses=100, max_bytes=10_000))
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _urlset(*pages: str) -> str:
    items = "".join(f"<url><loc>{page}</loc><lastmod>2025-11-18</lastmod></url>" for page in pages)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{NAMESPACE}">{items}</urlset>'


def _index(*sitemaps: str) -> str:
    items = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in sitemaps)
    return f'<sitemapindex xmlns="{NAMESPACE}">{items}</sitemapindex>'


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        pytest.param(_urlset("https://h/a", "https://h/b"), ["https://h/a", "https://h/b"], id="a plain one"),
        pytest.param(
            _urlset("\n https://h/a?x=1&amp;y=2 \n"), ["https://h/a?x=1&y=2"], id="white space and references"
        ),
        pytest.param(_urlset("<![CDATA[https://h/a]]>"), ["https://h/a"], id="a CDATA section"),
        pytest.param(f"\ufeff{_urlset('https://h/ü')}", ["https://h/ü"], id="a byte order mark"),
        pytest.param(
            '<s:urlset xmlns:s="x"><s:url><s:loc>https://h/a</s:loc></s:url></s:urlset>', ["https://h/a"], id="a prefix"
        ),
        pytest.param(
            '<urlset xmlns:i="x"><url><loc>https://h/a</loc><i:image><i:loc>https://h/b.jpg</i:loc></i:image></url></urlset>',
            ["https://h/a"],
            id="pictures are no pages",
        ),
        pytest.param("https://h/a\r\n\nhttps://h/b\n# ende", ["https://h/a", "https://h/b"], id="plain lines"),
        pytest.param("<urlset/>", [], id="no page at all"),
        pytest.param(f"\r\n  {_urlset('https://h/a')}", ["https://h/a"], id="white space before the XML declaration"),
        pytest.param(_urlset("https://h/a", "", " "), ["https://h/a"], id="empty addresses"),
        pytest.param(
            "<rss version='2.0'><channel><link>https://h/</link><item><title>A</title><link> https://h/a </link></item>"
            "<item><link>https://h/b</link></item></channel></rss>",
            ["https://h/a", "https://h/b"],
            id="a feed in RSS",
        ),
        pytest.param(
            '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://h/"/><entry><link href="https://h/a"/>'
            '<link rel="edit" href="https://h/a/edit"/></entry></feed>',
            ["https://h/a"],
            id="a feed in Atom",
        ),
    ],
)
def test_a_sitemap_lists_pages(body: str, pages: list[str]) -> None:
    assert (list(parsed(body.encode()).pages), parsed(body.encode()).fault) == (pages, "")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n", id="white space"),
        pytest.param("Wartung", id="some text"),
        pytest.param("<html><body>Wartung</body></html>", id="a page"),
        pytest.param("<!DOCTYPE html><html><p>Wartung<br></html>", id="a page that is no XML"),
        pytest.param("<html><url><loc>https://h/a</loc></url></html>", id="a page that looks like one"),
    ],
)
def test_what_is_no_sitemap_lists_nothing_and_says_so(body: str) -> None:
    assert parsed(body.encode()) == Sitemap(fault="it is no sitemap")


def test_an_index_lists_sitemaps() -> None:
    assert parsed(_index("https://h/a.xml", "https://h/b.xml").encode()).sitemaps == (
        "https://h/a.xml",
        "https://h/b.xml",
    )


BOMB = '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param(
            f"{BOMB}]><urlset><url><loc>&j;</loc></url></urlset>", "declares an entity", id="a bomb of entities"
        ),
        pytest.param(
            '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>',
            "declares an entity",
            id="an external entity",
        ),
        pytest.param(
            '<!DOCTYPE u [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]><urlset/>',
            "declares an entity",
            id="an external parameter entity",
        ),
        pytest.param("<urlset><url></urlset>", "not well-formed", id="crossed tags"),
        pytest.param("<urlset>&nbsp;</urlset>", "not well-formed", id="an unknown entity"),
        pytest.param('<?xml version="1.0" encoding="klingon"?><urlset/>', "not well-formed", id="an unknown encoding"),
        pytest.param("<urlset>" * 100_000, "it nests more than 20 elements", id="tags without end"),
    ],
)
def test_a_hostile_sitemap_is_refused(body: str, fault: str) -> None:
    assert fault in parsed(body.encode()).fault


def test_what_came_before_a_fault_counts() -> None:
    body = _urlset("https://h/a", "https://h/b").encode()
    sitemap = parsed(body[: body.rindex(b"/b</loc>")])
    assert sitemap.pages == ("https://h/a",)
    assert sitemap.fault


@pytest.mark.parametrize(
    ("body", "size", "fault"),
    [
        pytest.param(b"<urlset/>", 9, "", id="not packed"),
        pytest.param(gzip.compress(b"x" * 500), 500, "", id="packed"),
        pytest.param(gzip.compress(b"x") + gzip.compress(b"y"), 2, "", id="packed in two parts"),
        pytest.param(gzip.compress(bytes(50_000_000)), 1000, "crawl.max_bytes", id="a bomb"),
        pytest.param(gzip.compress(b"x" * 500)[:-10], None, "no whole gzip file", id="torn"),
        pytest.param(b"\x1f\x8b nonsense", 0, "no whole gzip file", id="false"),
    ],
)
def test_unpacking(body: bytes, size: int | None, fault: str) -> None:
    whole, said = unpacked(body, 1000)
    assert len(whole) <= 1000
    assert size is None or len(whole) == size
    assert fault in said
    assert bool(fault) == bool(said)


def _read(
    answers: Mapping[str, Answer | Misbehaving], *named: str
) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Return the paths listed, the failures, and the paths asked for."""
    with serving(answers) as site:
        robots = Robots(
            lambda url: "/intern/" not in url, sitemaps=tuple(each.replace("{base}", site.base) for each in named)
        )
        with opened(site.base, CONFIG) as fetch:
            listing: Listing = read(fetch, f"{site.base}/de/", robots, CONFIG)
        pages = [page.removeprefix(site.base) for page in listing.pages]
        return pages, [(each.url.removeprefix(site.base), each.reason) for each in listing.failures], site.paths


def test_the_usual_place_is_asked_where_robots_txt_names_none() -> None:
    assert _read({"/sitemap.xml": Answer(_urlset("{base}/de/a"))}) == (["/de/a"], [], ["/sitemap.xml"])


def test_no_sitemap_at_the_usual_place_is_no_failure() -> None:
    assert _read({}) == ([], [], ["/sitemap.xml"])


def test_a_sitemap_that_robots_txt_names_must_be_there() -> None:
    assert _read({}, "{base}/karte.xml") == (
        [],
        [("/karte.xml", "sitemap: it answers 404 Not Found")],
        ["/karte.xml"],
    )


def test_indexes_lead_on_and_each_sitemap_is_read_once() -> None:
    answers = {
        "/index.xml": Answer(_index("{base}/a.xml.gz", "/b.xml", "{base}/index.xml", "{base}/b.xml")),
        "/a.xml.gz": Answer(gzip.compress(b"<urlset><url><loc>/de/a</loc></url></urlset>")),
        "/b.xml": Answer(_urlset("{base}/de/b", "{base}/de/a")),
    }
    assert _read(answers, "/index.xml") == (["/de/a", "/de/b"], [], ["/index.xml", "/a.xml.gz", "/b.xml"])


def test_a_chain_of_indexes_without_end_is_cut() -> None:
    answers = {f"/{i}.xml": Answer(_index(f"/{i + 1}.xml")) for i in range(10)}
    pages, failures, asked = _read(answers, "/0.xml")
    assert (pages, len(asked)) == ([], CONFIG.crawl.max_sitemaps)
    assert "crawl.max_sitemaps" in failures[-1][1]


def test_a_sitemap_lists_at_most_so_many_pages() -> None:
    pages, failures, _ = _read({"/a.xml": Answer(_urlset(*(f"/{i}" for i in range(150))))}, "/a.xml")
    assert (len(pages), failures) == (CONFIG.crawl.max_addresses, [])


def test_no_other_host_is_asked() -> None:
    with serving({}) as other:
        answers = {"/a.xml": Answer(_index(f"{other.base}/x.xml")), "/b.xml": redirect(f"{other.base}/y.xml")}
        _, failures, _ = _read(answers, "/a.xml", "/b.xml", f"{other.base}/z.xml")
        assert not other.asked
    assert sorted("another site" in reason for _, reason in failures) == [True, True, True]


def test_robots_txt_counts_for_sitemaps_too() -> None:
    assert _read({"/intern/a.xml": Answer(_urlset("/x"))}, "/intern/a.xml") == (
        [],
        [("/intern/a.xml", "sitemap: robots.txt forbids to read it")],
        [],
    )


def test_a_page_at_the_usual_place_is_no_sitemap_and_no_failure() -> None:
    assert _read({"/sitemap.xml": page("Diese Seite gibt es nicht")}) == ([], [], ["/sitemap.xml"])


def test_a_page_where_a_sitemap_is_named_is_a_failure() -> None:
    failure = ("/karte.xml", "sitemap: it is no sitemap")
    assert _read({"/karte.xml": page("Wartung")}, "/karte.xml") == ([], [failure], ["/karte.xml"])


def test_a_sitemap_that_the_usual_index_names_must_be_there() -> None:
    _, failures, _ = _read({"/sitemap.xml": Answer(_index("/a.xml"))})
    assert failures == [("/a.xml", "sitemap: it answers 404 Not Found")]


SITEMAP = Response(200, body=_urlset("/allein").encode())


@pytest.mark.parametrize(
    ("named", "answer", "gone"),
    [
        pytest.param("/s.xml", Response(200, body=_urlset().encode()), True, id="a sitemap without the page"),
        pytest.param("/s.xml", Response(200, HTML, b"<h1>Wartung</h1>"), False, id="a page instead"),
        pytest.param("/s.xml", Response(200), False, id="nothing"),
        pytest.param("https://cdn.example/s.xml", SITEMAP, True, id="one elsewhere, which is never asked for"),
        pytest.param("/intern/s.xml", SITEMAP, True, id="one that robots.txt forbids"),
    ],
)
def test_a_page_that_only_the_sitemap_knows_goes_when_the_sitemap_says_so(
    named: str, answer: Response, gone: bool
) -> None:
    rules = "User-agent: *\nDisallow: /intern/\nSitemap: {}"
    site = {"/": crawlable(), "/allein": crawlable(text="allein")}
    site["/robots.txt"] = Response(200, body=rules.format("/s.xml").encode())
    first = crawled(site | {"/s.xml": SITEMAP})
    assert ("/allein", "new") in first.outcomes
    site["/robots.txt"] = Response(200, body=rules.format(named).encode())
    assert (("/allein", "gone") in first.again(site | {named: answer}).outcomes) is gone

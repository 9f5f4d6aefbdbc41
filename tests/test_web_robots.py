"""robots.txt as RFC 9309 has it, and what pages say to crawlers themselves."""

from __future__ import annotations

import pytest

from harztool.config import Config, Crawl
from harztool.errors import SiteError
from harztool.web import robots
from harztool.web.fetch import opened
from harztool.web.robots import READ_BYTES, Robots, parsed, words
from tests.loopback import Answer, redirect, serving

HOST = "https://harz.example"
CONFIG = Config(crawl=Crawl(timeout=5, max_wait=30))


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        pytest.param("User-agent: *\nDisallow: /intern/", "/de/", "/intern/plan.html", id="a folder"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /de/", "/de/x.html", "/en/x.html", id="the longest rule wins"),
        pytest.param("User-agent: *\nDisallow: /*.php$", "/index.php?id=5", "/index.php", id="patterns"),
        pytest.param(
            "User-agent: *\nDisallow: /\n\nUser-agent: harztool\nDisallow: /x", "/de/", "/x", id="our own group counts"
        ),
        pytest.param(
            "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /x", "/de/", "/x", id="others' do not"
        ),
        pytest.param("\ufeffUser-agent: *\nDisallow: /x", "/de/", "/x", id="a byte order mark"),
        pytest.param("USER-AGENT: HarzTool\r\nDISALLOW: /x\r\n", "/de/", "/x", id="case and line ends"),
        pytest.param("User-agent: *\nDisallow: /%C3%BCber", "/de/", "/%C3%BCber-uns", id="escapes"),
    ],
)
def test_rules(text: str, allowed: str, forbidden: str) -> None:
    rules = parsed(text.encode())
    assert rules.allows(HOST + allowed)
    assert not rules.allows(HOST + forbidden)


def test_delay_and_sitemaps_are_read_too() -> None:
    rules = parsed(f"Sitemap: {HOST}/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nSitemap: {HOST}/b.xml".encode())
    assert (rules.delay, rules.sitemaps) == (2.5, (f"{HOST}/a.xml", f"{HOST}/b.xml"))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b"\x00\xff\xfe nonsense", id="no text"),
        pytest.param(b"<html><body>Nicht gefunden</body></html>", id="a page instead"),
        pytest.param(b"User-agent: *\nDisallow:", id="an empty rule"),
        pytest.param(b"Crawl-delay: 5\nDisallow: /", id="rules for nobody"),
    ],
)
def test_a_file_without_rules_allows_everything(body: bytes) -> None:
    assert parsed(body).allows(f"{HOST}/x")
    assert parsed(body).delay == 0.0


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        pytest.param("", set(), id="no header"),
        pytest.param("NoIndex, NoFollow", {"noindex", "nofollow"}, id="several words"),
        pytest.param("harztool: noindex", {"noindex"}, id="by our name"),
        pytest.param("googlebot: noindex, nofollow", set(), id="by another name, with all that follows"),
        pytest.param("otherbot: noindex, *: nofollow", {"nofollow"}, id="by everyone's name"),
        pytest.param("googlebot: noindex\nnofollow", {"nofollow"}, id="a name holds to the end of its line"),
        pytest.param("max-snippet: 20, noindex", {"max-snippet", "noindex"}, id="a word with a value is no name"),
    ],
)
def test_words_of_x_robots_tag(header: str, ours: set[str]) -> None:
    assert words(header) == ours


def _read(*, config: Config = CONFIG, **answers: Answer) -> Robots:
    table = {"/robots.txt": answers["robots"], "/neu.txt": answers.get("new", Answer())}
    with serving(table) as site, opened(site.base, config) as fetch:
        return robots.read(fetch, f"{site.base}/de/", config)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_missing_robots_txt_allows_everything(status: int) -> None:
    assert _read(robots=Answer("User-agent: *\nDisallow: /", status)).allows("http://any.example/x")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 204])
def test_a_robots_txt_that_cannot_be_read_forbids_everything(status: int) -> None:
    with pytest.raises(SiteError, match=rf"robots\.txt can't be read .*{status}.* nothing of the site was read"):
        _read(robots=Answer("", status))


def test_a_redirect_on_the_site_is_followed() -> None:
    rules = _read(robots=redirect("/neu.txt"), new=Answer("User-agent: *\nDisallow: /x"))
    assert not rules.allows("http://any.example/x")


def test_a_redirect_off_the_site_is_not() -> None:
    with serving({}) as other:
        with pytest.raises(SiteError, match="another site"):
            _read(robots=redirect(f"{other.base}/robots.txt"))
        assert not other.asked


def test_redirects_without_end_are_given_up() -> None:
    with pytest.raises(SiteError, match="max_redirects"):
        _read(robots=redirect("/robots.txt"))


def test_a_site_out_of_reach_is_named() -> None:
    with opened("http://127.0.0.1:1", CONFIG) as fetch, pytest.raises(SiteError, match=r"127\.0\.0\.1:1/robots\.txt"):
        robots.read(fetch, "http://127.0.0.1:1/de/", CONFIG)


def test_a_delay_that_nobody_would_wait_for_is_a_refusal() -> None:
    with pytest.raises(SiteError, match=r"asks for 3600 s .* crawl\.max_wait"):
        _read(robots=Answer("User-agent: *\nCrawl-delay: 3600"))


def test_an_endless_robots_txt_counts_as_far_as_it_is_read() -> None:
    text = "User-agent: *\nDisallow: /x\n" + "# \n" * READ_BYTES + "Disallow: /y\n"
    config = Config(crawl=Crawl(max_bytes=READ_BYTES))
    rules = _read(robots=Answer(text), config=config)
    assert (rules.allows(f"{HOST}/x"), rules.allows(f"{HOST}/y")) == (False, True)

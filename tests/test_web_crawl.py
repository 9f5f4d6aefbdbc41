"""The crawl: what is found, in which order, and what becomes of each address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool.errors import SiteError
from harztool.model import Record
from harztool.store.paths import page_path
from harztool.web import Response, crawl
from tests.crawled import CONFIG, HOST, HTML, QUICK, Run, crawled, moved, page


def test_pages_are_found_breadth_first_and_each_is_asked_for_once() -> None:
    run = crawled(
        {
            "/": page("/a", "/b", "/"),
            "/a": page("/c", "/b#unten", "../"),
            "/b": page("/a", "c?utm_source=brief"),
            "/c": page(),
        }
    )
    assert run.outcomes == [("/", "new"), ("/a", "new"), ("/b", "new"), ("/c", "new")]
    assert run.paths == ["/", "/a", "/b", "/c"]
    assert [run.visit(path).found_on for path in ("/", "/a", "/c")] == ["", f"{HOST}/", f"{HOST}/a"]


def test_a_new_page_brings_all_that_is_to_be_stored() -> None:
    response = Response(
        200, {"content-type": "text/html", "etag": '"7"', "last-modified": "gestern"}, b"<title>Gr\xfcn</title>\r\n"
    )
    visit = crawled({"/": response}).visit("/")
    assert visit.page is not None
    assert visit.record is not None
    assert (visit.page.url, visit.page.path, visit.page.html) == (f"{HOST}/", "index.html", "<title>Grün</title>\r\n")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", visit.record.fetched)
    assert replace(visit.record, fetched="") == Record(
        f"{HOST}/",
        "index.html",
        etag='"7"',
        last_modified="gestern",
        sha256=hashlib.sha256("<title>Grün</title>\r\n".encode()).hexdigest(),
        title="Grün",
    )


def test_of_a_page_with_too_many_links_the_first_are_followed() -> None:
    config = replace(CONFIG, crawl=replace(QUICK, max_links=2))
    site = {
        "/": page("/a", "https://other.example/", "/b", "/a", "/c"),
        **{f"/{name}": page(text=name) for name in "abc"},
    }
    first = crawled(site, config)
    for run in (first, first.again()):
        (cut,) = (visit for visit in run.visits if visit.outcome == "skipped")
        assert (cut.url, cut.hides) == (f"{HOST}/c", True)
        assert cut.reason == "more links on one page than crawl.max_links allows"
        assert run.paths == ["/", "/a", "/b"]


def test_as_many_links_as_are_allowed_are_not_too_many() -> None:
    config = replace(CONFIG, crawl=replace(QUICK, max_links=2))
    run = crawled({"/": page("/a", "/b", "/a"), "/a": page(text="a"), "/b": page(text="b")}, config)
    assert [outcome for _, outcome in run.outcomes] == ["new"] * 3


def test_long_addresses_fill_what_is_remembered_sooner() -> None:
    config = replace(CONFIG, crawl=replace(QUICK, max_addresses=10))
    run = crawled({"/": page(*(f"/{number}{'x' * 1000}" for number in range(9)))}, config)
    assert [visit.reason for visit in run.visits if visit.hides] == ["more addresses than crawl.max_addresses allows"]
    assert len(run.paths) == 1 + 2


def test_a_title_without_end_is_cut() -> None:
    record = crawled({"/": Response(200, HTML, b"<title>" + b"x" * 100_000 + b"</title>")}).visit("/").record
    assert record is not None
    assert record.title == "x" * 500


def test_a_page_of_very_long_links_leaves_no_trace_and_loses_no_link() -> None:
    names = [f"/{number}{'x' * 1500}" for number in range(100)]
    first = crawled({"/": page(*names, etag='"1"')})
    trace = first.visit("/").trace
    assert trace is not None
    assert trace.links == ()
    assert first.again().paths == first.paths


def test_what_no_question_can_hold_is_not_sent_back() -> None:
    run = crawled({"/": page(etag=f'"{"x" * 5000}"', last_modified="y" * 5000)})
    assert run.again().asked[0][1] == {}


SITEMAP = "<urlset><url><loc>https://harz.example/a</loc></url><url><loc>https://harz.example/b</loc></url></urlset>"


def test_pages_of_the_sitemap_are_read_too_behind_the_links_of_the_start_page() -> None:
    run = crawled({"/": page("/b"), "/a": page(), "/b": page(), "/sitemap.xml": Response(200, {}, SITEMAP.encode())})
    assert run.outcomes == [("/", "new"), ("/b", "new"), ("/a", "new")]
    assert run.visit("/a").found_on == f"{HOST}/sitemap.xml"


@pytest.mark.parametrize(
    ("response", "found"),
    [
        pytest.param(page("a.html", head='<base href="/unter/">'), "/unter/a.html", id="relative to the base"),
        pytest.param(page(head='<meta http-equiv="refresh" content="9; URL=/neu">'), "/neu", id="by a refresh"),
        pytest.param(
            page(head="<meta http-equiv=refresh content=\"5;url='neu'\">"), "/neu", id="by a refresh in quotes"
        ),
        pytest.param(page("/%7Ea/../b%2e"), "/b.", id="in another spelling"),
        pytest.param(page("http://harz.example/a"), "/a", id="without TLS"),
        pytest.param(page("/a?PHPSESSID=0a1b"), "/a", id="with a session id"),
        pytest.param(page("/a?page=2&amp;id=1"), "/a?id=1&page=2", id="with parameters that matter"),
    ],
)
def test_where_a_link_leads(response: Response, found: str) -> None:
    assert ("/", "new") in crawled({"/": response}).outcomes
    assert crawled({"/": response, found: page()}).paths == ["/", found]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://other.example/", id="another host"),
        pytest.param("mailto:info@harz.example", id="mail"),
        pytest.param("#oben", id="the page itself"),
        pytest.param("http://[", id="no address"),
    ],
)
def test_links_that_lead_off_the_site_are_passed_over(link: str) -> None:
    run = crawled({"/": page(link)})
    assert run.outcomes == [("/", "new")]
    assert run.paths == ["/"]


@pytest.mark.parametrize(
    ("link", "outcome", "reason"),
    [
        pytest.param("/en/", "skipped", "a page of the translated site", id="a translated page"),
        pytest.param("/plan.pdf", "skipped", "a file, no page", id="a document"),
        pytest.param("/?PAGE_MEDIA=text", "skipped", "the text version of a page", id="a text version"),
        pytest.param("/intern/", "refused", "robots.txt forbids to read it", id="what robots.txt forbids"),
    ],
)
def test_links_that_are_not_followed_are_told_once_and_never_asked_for(link: str, outcome: str, reason: str) -> None:
    robots = Response(200, {}, b"User-agent: *\nDisallow: /intern/")
    site = {"/": page(link, "/a"), "/a": page(link), "/robots.txt": robots}
    run = crawled(site, replace(CONFIG, preset="geocms"))
    visit = run.visit(link)
    assert (visit.outcome, visit.reason, visit.found_on) == (outcome, reason, f"{HOST}/")
    assert run.paths == ["/", "/a"]


def test_what_robots_txt_forbids_is_told_once_in_whatever_spelling() -> None:
    robots = Response(200, {}, b"User-agent: *\nDisallow: /intern/")
    run = crawled({"/": page("/intern/?utm_source=a", "/intern/?utm_source=b"), "/robots.txt": robots})
    assert run.outcomes == [("/", "new"), ("/intern/", "refused")]


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(page("/a", head='<meta name="robots" content="nofollow">'), id="by the page"),
        pytest.param(page("/a", x_robots_tag="harztool: nofollow"), id="by a header"),
        pytest.param(page("/a", head='<meta name="Robots" content="NONE">'), id="with everything else"),
        pytest.param(Response(200, HTML, b'<a rel="external nofollow" href="/a">x</a>'), id="by the link"),
    ],
)
def test_links_that_ask_not_to_be_followed_are_not(response: Response) -> None:
    assert crawled({"/": response, "/a": page()}).paths == ["/"]


def test_a_page_that_asks_not_to_be_listed_is_left_out_but_its_links_are_not() -> None:
    site = {"/": page("/a"), "/a": page("/b", head='<meta name="robots" content="noindex">'), "/b": page()}
    assert crawled(site).outcomes == [("/", "new"), ("/a", "refused"), ("/b", "new")]
    listed = replace(CONFIG, crawl=replace(QUICK, noindex=True))
    assert crawled(site, listed).outcomes == [("/", "new"), ("/a", "new"), ("/b", "new")]


@pytest.mark.parametrize(
    ("response", "outcome", "reason"),
    [
        pytest.param(Response(404), "failed", "it answers 404 Not Found", id="a dead link"),
        pytest.param(Response(500), "failed", "it answers 500 Internal Server Error", id="an error of the server"),
        pytest.param(Response(0, fault="the connection broke"), "failed", "the connection broke", id="no answer"),
        pytest.param(Response(200, HTML, b"x", "too large"), "failed", "too large", id="half an answer"),
        pytest.param(Response(304), "failed", "it answers 304 Not Modified", id="an answer to another question"),
        pytest.param(
            Response(200, {"content-type": "application/pdf"}, b"%PDF"),
            "skipped",
            "it is no HTML but application/pdf",
            id="a document under the name of a page",
        ),
        pytest.param(
            Response(200, {}, b"x"), "skipped", "it is no HTML but of a type that it does not state", id="no type"
        ),
        *(
            pytest.param(
                Response(200, HTML, body), "skipped", "binary data that is sent as HTML", id=f"a {kind} as HTML"
            )
            for kind, body in {
                "PDF": b"%PDF-1.7\n1 0 obj",
                "ZIP": b"PK\x03\x04abc",
                "JPEG": b"\xff\xd8\xff\xe0\x10JFIF",
                "GIF": b"GIF89a!",
            }.items()
        ),
        pytest.param(
            Response(200, HTML, b"\x89PNG\0\0"), "skipped", "binary data that is sent as HTML", id="a picture as HTML"
        ),
    ],
)
def test_what_is_no_page_is_told_with_the_page_that_led_there(response: Response, outcome: str, reason: str) -> None:
    visit = crawled({"/": page("/a"), "/a": response}).visit("/a")
    assert (visit.outcome, visit.reason, visit.found_on, visit.page) == (outcome, reason, f"{HOST}/", None)


@pytest.mark.parametrize(
    ("site", "said"),
    [
        pytest.param({}, "The start page https://harz.example/ can't be read: it answers 404 Not Found", id="missing"),
        pytest.param({"/": Response(503)}, "503 Service Unavailable", id="a server that falters"),
        pytest.param({"/": Response(0, fault="it accepts no connection")}, "it accepts no connection", id="no server"),
        pytest.param({"/": Response(200, {"content-type": "text/plain"})}, "no HTML but text/plain", id="no page"),
        pytest.param(
            {"/": moved("https://www.harz.example/")},
            "it redirects to https://www.harz.example/, another site",
            id="elsewhere",
        ),
        pytest.param(
            {"/": moved("mailto:\x1b[31mrot")},
            "can't be read: it redirects to no web address; check",
            id="a redirect to no page, with a sequence for terminals",
        ),
        pytest.param({"/": moved("/")}, "crawl.max_redirects", id="a redirect to itself"),
        pytest.param(
            {"/robots.txt": Response(200, {}, b"User-agent: *\nDisallow: /")}, "robots.txt forbids", id="forbidden"
        ),
        pytest.param(
            {"/": moved("/a"), "/robots.txt": Response(200, {}, b"User-agent: *\nDisallow: /a")},
            "robots.txt forbids",
            id="a redirect to what is forbidden",
        ),
        pytest.param({"/robots.txt": Response(500), "/": page()}, "robots.txt can't be read", id="no rules"),
    ],
)
def test_a_start_page_that_cannot_be_read_ends_the_crawl(site: dict[str, Response], said: str) -> None:
    with pytest.raises(SiteError, match=re.escape(said)):
        crawled(site)


@pytest.mark.parametrize("start", ["", "harz.example", "ftp://harz.example/", "https://", "http://["])
def test_a_start_that_is_no_address_is_refused(start: str) -> None:
    with pytest.raises(SiteError, match="no web address; write it like"):
        Run({}).go(start)


def test_a_start_page_that_has_moved_on_its_site_is_followed() -> None:
    run = crawled({"/": moved("/de/"), "/de/": page("/", "/de/a", "/en/"), "/de/a": page()})
    assert run.outcomes == [("/de/", "new"), ("/en/", "skipped"), ("/", "skipped"), ("/de/a", "new")]


def test_a_site_that_asks_for_tls_is_read_with_tls() -> None:
    pages = {f"{HOST}/": page("http://harz.example/a"), f"{HOST}/a": page()}
    asked: list[str] = []

    def ask(url: str, _headers: Mapping[str, str]) -> Response:
        asked.append(url)
        return pages.get(url, moved(url.replace("http:", "https:")) if url.startswith("http:") else Response(404))

    visits = list(crawl("http://harz.example/", CONFIG, {}, ask, path=page_path))
    assert [visit.url for visit in visits] == [f"{HOST}/", f"{HOST}/a"]
    assert "http://harz.example/a" not in asked


def test_a_start_page_that_the_user_rules_out_is_read_for_its_links_only() -> None:
    config = replace(CONFIG, crawl=replace(QUICK, include=("/a*",)))
    run = crawled({"/": page("/a", "/b"), "/a": page(), "/b": page()}, config)
    assert run.outcomes == [("/", "skipped"), ("/b", "skipped"), ("/a", "new")]


@given(st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=6)))
def test_a_crawl_reads_what_is_within_reach_once_and_the_next_one_changes_nothing(graph: dict[int, list[int]]) -> None:
    site = {f"/{node}": page(*(f"/{other}" for other in others)) for node, others in graph.items()}
    site["/"] = page("/0")
    first = crawled(site)
    reach, new = {"/"}, {"/"}
    while (
        new := {f"/{other}" for path in new for other in (graph.get(int(path[1:]), []) if path != "/" else [0])} - reach
    ):
        reach |= new
    assert sorted(first.paths) == sorted(reach)
    assert {path for path, outcome in first.outcomes if outcome == "new"} == reach & set(site)
    second = first.again()
    assert (second.known, second.pages) == (first.known, first.pages)
    assert {outcome for _, outcome in second.outcomes} <= {"unchanged", "failed"}


@pytest.mark.parametrize(
    ("answer", "dead"),
    [
        pytest.param(Response(404), True, id="it is not there"),
        pytest.param(Response(503), True, id="the server is at fault"),
        pytest.param(Response(0, fault="the connection broke", lasting=True), True, id="nothing answers"),
        pytest.param(moved("/a"), True, id="it redirects to itself"),
        pytest.param(Response(200, HTML, fault="it has more than 9 bytes"), False, id="a bound of ours was reached"),
        pytest.param(Response(200, {"content-type": "application/pdf"}), False, id="a file"),
    ],
)
def test_an_address_is_dead_where_a_reader_finds_nothing(answer: Response, dead: bool) -> None:
    assert crawled({"/": page("/a"), "/a": answer}).visit("/a").dead is dead


@pytest.mark.parametrize(
    "site", [{"/": moved("https://www.harz.example/")}, {"/robots.txt": moved("https://www.harz.example/robots.txt")}]
)
def test_a_site_that_has_moved_to_another_host_is_told_where_to_begin(site: dict[str, Response]) -> None:
    with pytest.raises(SiteError, match=r"if that is the site now, begin with https://www\.harz\.example/\.$"):
        crawled(site)


def test_parameters_that_were_dropped_from_several_addresses_are_told() -> None:
    links = [f"/?p={number}&utm_source=brief" for number in range(7)]
    run = crawled({"/": page(*links, "/?einmal=1")})
    assert run.outcomes == [("/", "new"), ("/?p=0&utm_source=brief", "skipped")]
    reason = run.visits[-1].reason
    assert reason == "the parameter p was dropped from 7 addresses; see crawl.parameters and preset"
    assert run.visits[-1].found_on == f"{HOST}/"


def test_no_more_than_a_few_dropped_parameters_are_told() -> None:
    links = [f"/?x{number}={value}" for number in range(500) for value in (1, 2)]
    assert len(crawled({"/": page(*links)}).visits) == 6


def test_a_parameter_that_makes_a_page_is_not_told_as_dropped() -> None:
    run = crawled({"/": page("/?id=1", "/?id=2"), "/?id=1": page(), "/?id=2": page()})
    assert [outcome for _, outcome in run.outcomes] == ["new"] * 3

"""Addresses that stand for others: canonical ones, redirects, and paths that lead nowhere or on without end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from harztool.config import Config
from harztool.errors import SiteError
from harztool.store.paths import page_path
from harztool.web import Response, crawl
from tests.crawled import CONFIG, HOST, HTML, QUICK, Run, canonical, crawled, moved, page


def test_two_addresses_with_one_canonical_are_one_page_read_from_there() -> None:
    site = {
        "/": page("/index.php?id=5", "/index.php?id=6", "/burg.html"),
        "/index.php?id=5": page("/a", head=canonical("/burg.html"), text="die Druckansicht"),
        "/index.php?id=6": page(head=canonical(f"{HOST}/burg.html?utm_source=x")),
        "/burg.html": page(head=canonical("http://harz.example/burg.html"), text="die Seite"),
        "/a": page(),
    }
    run = crawled(site)
    assert sorted(run.outcomes) == [
        ("/", "new"),
        ("/a", "new"),
        ("/burg.html", "new"),
        ("/index.php?id=5", "skipped"),
        ("/index.php?id=6", "skipped"),
    ]
    assert "die Seite" in run.pages["burg.html"]
    assert run.visit("/index.php?id=6").reason == f"the same page as {HOST}/burg.html"
    assert run.paths.count("/burg.html") == 1


@pytest.mark.parametrize(
    "there",
    [
        pytest.param(Response(404), id="missing"),
        pytest.param(Response(500), id="broken"),
        pytest.param(moved("/a"), id="a redirect back"),
        pytest.param(Response(200, {"content-type": "image/png"}), id="no page"),
        pytest.param(page(head=canonical("/a")), id="of the opposite opinion"),
        pytest.param(page(head='<meta name="robots" content="noindex">'), id="that asks not to be listed"),
    ],
)
def test_a_canonical_address_that_is_of_no_use_loses_no_page(there: Response) -> None:
    run = crawled(
        {"/": page("/a", "/b"), "/a": page(head=canonical("/x")), "/b": page(head=canonical("/x")), "/x": there}
    )
    kept = [path for path, outcome in run.outcomes if outcome == "new"]
    assert kept in (["/", "/a"], ["/", "/x"])
    assert [visit.outcome for visit in run.again().visits if visit.url.removeprefix(HOST) in kept] == ["unchanged"] * 2


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://other.example/a", id="on another site"),
        pytest.param("/en/a", id="on the translated site"),
        pytest.param("mailto:x", id="that is none"),
        pytest.param("", id="that is empty"),
    ],
)
def test_a_canonical_address_outside_of_the_crawl_is_passed_over(address: str) -> None:
    run = crawled({"/": page("/a"), "/a": page(head=canonical(address))})
    assert run.outcomes == [("/", "new"), ("/a", "new")]


def test_canonical_addresses_without_end_are_cut() -> None:
    site = {f"/{i}": page(head=canonical(f"/{i + 1}")) for i in range(50)} | {"/": page("/0")}
    run = crawled(site)
    assert len(run.paths) <= 2 + QUICK.max_redirects
    assert [outcome for _, outcome in run.outcomes].count("new") == 2


def test_two_addresses_that_would_lie_in_one_file_are_one_page() -> None:
    run = crawled({"/": page("/a", "/a.html"), "/a": page(), "/a.html": page()})
    assert run.visit("/a.html").reason == f"it would lie in the same file as {HOST}/a"


def test_upper_and_lower_case_are_two_pages_in_two_files() -> None:
    run = crawled({"/": page("/Seite", "/seite"), "/Seite": page(text="A"), "/seite": page(text="a")})
    assert len(run.pages) == 3


def test_a_redirect_leads_to_the_next_page() -> None:
    run = crawled({"/": page("/alt", "/b"), "/alt": moved("neu"), "/neu": page(), "/b": page("/neu")})
    assert run.outcomes == [("/", "new"), ("/alt", "skipped"), ("/neu", "new"), ("/b", "new")]
    assert run.visit("/alt").reason == f"it redirects to {HOST}/neu"


@pytest.mark.parametrize(
    ("answers", "outcome", "reason"),
    [
        pytest.param({"/a": moved("/a")}, "failed", "it redirects to itself", id="to itself"),
        pytest.param({"/a": moved("/a?PHPSESSID=1")}, "failed", "it redirects to itself", id="to a session"),
        pytest.param({"/a": moved("")}, "failed", "it redirects to no web address", id="nowhere"),
        pytest.param({"/a": moved("file:///etc/passwd")}, "failed", "it redirects to no web address", id="to a file"),
        pytest.param(
            {"/a": moved("http://10.0.0.1/x", 302)},
            "skipped",
            "it redirects to http://10.0.0.1/x, another site",
            id="to a private address",
        ),
        pytest.param(
            {"/a": moved("/en/a", 302)},
            "skipped",
            f"it redirects to {HOST}/en/a, a page of the translated site",
            id="to the translated site",
        ),
        pytest.param({"/a": moved("/b"), "/b": moved("/a")}, "skipped", f"it redirects to {HOST}/b", id="in a circle"),
    ],
)
def test_redirects_that_lead_nowhere(answers: dict[str, Response], outcome: str, reason: str) -> None:
    run = crawled({"/": page("/a"), **answers})
    assert (run.visit("/a").outcome, run.visit("/a").reason) == (outcome, reason)
    assert set(run.paths) <= {"/", "/a", "/b"}


def test_redirects_without_end_are_cut() -> None:
    run = crawled({"/": page("/0")} | {f"/{i}": moved(f"/{i + 1}") for i in range(50)})
    assert len(run.paths) == 2 + QUICK.max_redirects
    assert "crawl.max_redirects" in run.visits[-1].reason


@pytest.mark.parametrize(
    ("bound", "asked", "reason"),
    [
        pytest.param({"max_pages": 3}, 3, "crawl.max_pages", id="number of pages"),
        pytest.param({"max_depth": 3}, 4, "crawl.max_depth", id="links from the start page"),
        pytest.param({"max_address": 100}, None, "crawl.max_address", id="length of an address"),
        pytest.param({"max_repeats": 4}, 5, "crawl.max_repeats", id="names in a path"),
    ],
)
def test_a_path_that_grows_without_end_is_cut(bound: dict[str, int], asked: int | None, reason: str) -> None:
    seen: list[str] = []

    def ask(url: str, _headers: Mapping[str, str]) -> Response:
        if url.endswith((".txt", ".xml")):
            return Response(404)
        seen.append(url)
        return page("weiter/")

    config = Config(crawl=replace(QUICK, **{"max_repeats": 1000, **bound}))  # type: ignore[arg-type]
    visits = list(crawl(f"{HOST}/", config, {}, ask, path=page_path))
    assert asked is None or len(seen) == asked
    assert len(seen) < 30
    assert reason in visits[-1].reason


def test_a_page_with_very_many_links_is_cut() -> None:
    config = Config(crawl=replace(QUICK, max_addresses=20))
    run = crawled({"/": page(*(f"/{i}" for i in range(1000)))}, config)
    assert len(run.paths) == 20
    assert [visit.reason for visit in run.visits if visit.outcome == "skipped"] == [
        "more addresses than crawl.max_addresses allows"
    ]


def test_a_bound_is_told_of_behind_a_failure_too() -> None:
    run = crawled({"/": page("/tot", "/a"), "/tot": Response(500)}, Config(crawl=replace(QUICK, max_pages=2)))
    assert run.outcomes == [("/", "new"), ("/tot", "failed"), ("/a", "skipped")]


def test_a_form_that_recommends_itself_is_no_trap() -> None:
    recommend = "/index.php?id={}&formscript[url]=https%3A%2F%2Fharz.example%2F"
    site = {"/": page(recommend.format(1))} | {recommend.format(i): page(recommend.format(i + 1)) for i in range(9)}
    assert crawled(site, replace(CONFIG, preset="geocms")).paths == ["/"]


SILENT = {f"/{i}": Response(0, fault="it accepts no connection") for i in range(100)}


class Falling(dict[str, Response]):
    """A site that gives no answer at all any more once one of its dead ends was asked for."""

    fallen = False

    def get(self, path: str, default: Response) -> Response:  # type: ignore[override]
        self.fallen |= path in SILENT
        return Response(0, fault="it is down") if self.fallen else super().get(path, default)


def test_a_site_that_falls_silent_is_left_alone() -> None:
    run = Run(Falling({"/": page("/gut", *SILENT), "/gut": page()}))
    with pytest.raises(SiteError, match=r"has fallen silent \(it is down\)"):
        run.go()
    assert run.outcomes[:2] == [("/", "new"), ("/gut", "new")]
    assert len(run.paths) == 2 + QUICK.max_silent + 1
    assert run.paths[-1] == "/", "the start page, which had answered, was asked for once more"


def test_dead_ends_in_a_row_are_no_silence_of_the_site() -> None:
    run = Run({"/": page(*SILENT, "/gut"), "/gut": page(), **SILENT}).go()
    assert run.visit("/gut").outcome == "new"
    assert run.paths.count("/") == 1 + len(SILENT) / QUICK.max_silent


def test_broken_pages_in_a_row_are_no_silence_at_all() -> None:
    torn = {f"/{i}": Response(200, HTML, fault="it can't be unpacked") for i in range(20)}
    run = Run({"/": page(*torn, "/gut"), "/gut": page(), **torn}).go()
    assert run.visit("/gut").outcome == "new"
    assert run.visit("/7").reason == "it can't be unpacked"
    assert run.paths.count("/") == 1


def test_a_page_that_sends_its_reader_on_at_once_is_none() -> None:
    refresh = '<meta http-equiv="refresh" content="0; url=/neu">'
    run = crawled({"/": page("/alt"), "/alt": page(head=refresh), "/neu": page(text="neu")})
    assert run.outcomes == [("/", "new"), ("/alt", "skipped"), ("/neu", "new")]
    assert run.visit("/alt").target == f"{HOST}/neu"


@pytest.mark.parametrize(
    "content", ["0;url=/", "x;url=/neu", "url=/neu", ";url=/neu", "0;url=mailto:x", "0;url=https://other.example/"]
)
def test_a_refresh_that_leads_nowhere_else_on_the_site_is_passed_over(content: str) -> None:
    run = crawled({"/": page(head=f'<meta http-equiv="refresh" content="{content}">')})
    assert run.outcomes == [("/", "new")]


@pytest.mark.parametrize(
    ("response", "outcomes"),
    [
        pytest.param(
            page(link='<https://harz.example/b>; rel="canonical"'), ["new", "skipped", "new"], id="in a header"
        ),
        pytest.param(page(text=canonical("/b")), ["new", "new", "new"], id="not in the body"),
        pytest.param(
            page(head='<meta name="harztool" content="noindex">'), ["new", "refused", "new"], id="by our name"
        ),
    ],
)
def test_what_a_page_says_of_itself_and_where(response: Response, outcomes: list[str]) -> None:
    text = response.body.replace(b"<p>", b"<body><p>")
    run = crawled({"/": page("/a", "/b"), "/a": replace(response, body=text), "/b": page(text="b")})
    assert [run.visit(path).outcome for path in ("/", "/a", "/b")] == outcomes


def test_a_further_page_of_a_list_is_one_whatever_its_canonical_address() -> None:
    pager = "/liste?articlelist%5Bpage%5D=2"
    site = {"/": page("/liste"), "/liste": page(pager), pager: page("/neun", head=canonical("/liste"), text="zwei")}
    run = crawled(site | {"/neun": page(text="neun")})
    assert [outcome for _, outcome in run.outcomes] == ["new"] * 4


def _in(language: str, *links: str, hreflang: str = "") -> Response:
    body = "".join(f'<a href="{link}" hreflang="{hreflang}">x</a>' for link in links)
    return Response(200, HTML, f'<html lang="{language}"><title>Harz</title>{body}</html>'.encode())


def test_a_page_in_a_language_of_the_translations_is_none_of_the_source() -> None:
    run = crawled({"/": _in("de-DE", "/english.html"), "/english.html": _in("en-GB", "/more.html")})
    assert run.outcomes == [("/", "new"), ("/english.html", "skipped")]
    assert run.visit("/english.html").reason == "a page of the translated site"


def test_a_link_that_says_so_leads_to_no_page_of_the_source() -> None:
    assert crawled({"/": _in("de", "/x", hreflang="es")}).outcomes == [("/", "new")]


def test_where_the_start_page_states_another_language_nobody_is_believed() -> None:
    run = crawled({"/": _in("en", "/a"), "/a": _in("en")})
    assert [outcome for _, outcome in run.outcomes] == ["new"] * 2


def test_the_language_of_a_start_page_that_has_not_changed_is_still_known() -> None:
    site = {"/": _in("de", "/a"), "/a": page(text="a")}
    site["/"] = replace(site["/"], headers=HTML | {"etag": '"1"'})
    run = crawled(site).again(site | {"/a": _in("en")})
    assert run.visit("/a").outcome == "gone"

"""The second crawl: what changed, what did not, and what has gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from harztool.config import Config
from harztool.model import Record
from harztool.store.paths import page_path
from harztool.web import Memory, Response, crawl
from tests.crawled import CONFIG, HOST, HTML, QUICK, canonical, crawled, moved, page

SITE = {
    "/": page("/a", etag='"1"'),
    "/a": page("/b", etag='"2"'),
    "/b": page("/c"),
    "/c": page(text="alt", last_modified="Tue, 18 Nov 2025 12:00:00 GMT"),
}


def test_a_second_run_over_an_unchanged_site_changes_nothing() -> None:
    first = crawled(SITE)
    second = first.again()
    assert second.outcomes == [(path, "unchanged") for path, _ in first.outcomes]
    assert (second.known, second.pages) == (first.known, first.pages)
    assert all(visit.page is None for visit in second.visits)
    assert dict(second.asked[1][1]) == {"If-None-Match": '"1"'}
    assert dict(second.asked[-1][1]) == {"If-Modified-Since": "Tue, 18 Nov 2025 12:00:00 GMT"}


def test_what_changed_is_stored_anew() -> None:
    second = crawled(SITE).again(SITE | {"/c": page(text="neu")})
    assert second.outcomes == [("/", "unchanged"), ("/a", "unchanged"), ("/b", "unchanged"), ("/c", "changed")]
    assert "neu" in second.pages["c.html"]


def test_a_session_id_is_no_change() -> None:
    site = {"/": page("/a?PHPSESSID=0a1b"), "/a": page()}
    second = crawled(site).again(site | {"/": page("/a?PHPSESSID=2c3d")})
    assert second.outcomes == [("/", "unchanged"), ("/a", "unchanged")]


@pytest.mark.parametrize("stored", [pytest.param(None, id="gone"), pytest.param("<p>von Hand</p>", id="edited")])
def test_a_stored_page_that_is_not_what_was_read_is_read_anew(stored: str | None) -> None:
    run = crawled(SITE)
    run.pages.pop("a.html")
    if stored is not None:
        run.pages["a.html"] = stored
    second = run.again()
    assert [dict(headers) for url, headers in second.asked if url.endswith("/a")] == [{}]
    assert second.visit("/a").outcome == "changed"
    assert second.pages["a.html"] == SITE["/a"].body.decode()


def test_without_stored_texts_no_question_is_conditional() -> None:
    run = crawled(SITE)
    asked: list[Mapping[str, str]] = []

    def ask(url: str, headers: Mapping[str, str]) -> Response:
        asked.append(headers)
        return SITE.get(url.removeprefix(HOST), Response(404))

    visits = list(crawl(HOST, CONFIG, run.known, ask, path=page_path))
    assert [visit.outcome for visit in visits] == ["unchanged"] * 4
    assert not any(asked)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"/a": Response(404)}, "it answers 404 Not Found", id="missing"),
        pytest.param({"/a": Response(410)}, "it answers 410 Gone", id="removed"),
        pytest.param({"/a": moved("/b")}, f"it redirects to {HOST}/b", id="moved for good"),
        pytest.param({"/": page("/b")}, "nothing leads to it any more", id="no longer linked"),
    ],
)
def test_a_page_that_has_gone_is_told(change: dict[str, Response], reason: str) -> None:
    site = {"/": page("/a", "/b"), "/a": page(), "/b": page()}
    first = crawled(site)
    visit = first.again(site | change).visit("/a")
    assert (visit.outcome, visit.reason, visit.record) == ("gone", reason, first.known[f"{HOST}/a"])


@pytest.mark.parametrize(
    ("change", "config"),
    [
        pytest.param({"/": page("/b"), "/b": Response(500)}, CONFIG, id="a page that failed may link it"),
        pytest.param({"/": page("/b")}, replace(CONFIG, crawl=replace(QUICK, max_pages=1)), id="cut by max_pages"),
        pytest.param({"/": page("/b")}, replace(CONFIG, crawl=replace(QUICK, max_depth=0)), id="cut by max_depth"),
        pytest.param({"/": page("/b"), "/sitemap.xml": Response(500)}, CONFIG, id="no sitemap"),
        pytest.param({"/a": moved("/b", 302)}, CONFIG, id="a redirect for the time being"),
        pytest.param({"/a": Response(503)}, CONFIG, id="a server that falters"),
        pytest.param({"/a": Response(403)}, CONFIG, id="a page behind a door"),
    ],
)
def test_nothing_counts_as_gone_that_may_be_there(change: dict[str, Response], config: Config) -> None:
    site = {"/": page("/a", "/b"), "/a": page(), "/b": page()}
    second = crawled(site).again(site | change, config)
    assert "gone" not in {outcome for _, outcome in second.outcomes}


def test_a_known_address_whose_file_holds_another_page_now_has_gone() -> None:
    run = crawled({"/": page("/a"), "/a": page()})
    run.known["http://127.0.0.1:1/a"] = replace(run.known[f"{HOST}/a"], url="http://127.0.0.1:1/a")
    visit = run.again().visits[-1]
    assert (visit.url, visit.outcome, visit.reason) == ("http://127.0.0.1:1/a", "gone", f"its page is {HOST}/a now")


def test_the_pages_of_the_address_that_a_site_had_before_have_gone() -> None:
    run = crawled({"/": page()})
    run.known["https://old.example/a"] = Record("https://old.example/a", "a.html")
    visit = run.again().visits[-1]
    assert (visit.url, visit.outcome) == ("https://old.example/a", "gone")
    assert visit.reason == "the site has another address now"


@pytest.mark.parametrize(
    ("change", "config", "reason"),
    [
        pytest.param({"/a": page(head=canonical("/b"))}, CONFIG, f"the same page as {HOST}/b", id="a double"),
        pytest.param({"/a": Response(200, {"content-type": "application/pdf"})}, CONFIG, "it is no HTML", id="a PDF"),
        pytest.param({}, replace(CONFIG, crawl=replace(QUICK, exclude=["/a"])), "crawl.exclude", id="ruled out"),
        pytest.param({"/a": Response(200, HTML, b"\0")}, CONFIG, "binary data", id="binary data"),
    ],
)
def test_a_page_that_is_passed_over_now_has_gone_for_that_reason(
    change: dict[str, Response], config: Config, reason: str
) -> None:
    site = {"/": page("/a", "/b"), "/a": page(text="a"), "/b": page(text="b")}
    run = crawled(site).again(site | change, config)
    (visit,) = (each for each in run.visits if each.url == f"{HOST}/a")
    assert visit.outcome == "gone"
    assert visit.record is not None
    assert reason in visit.reason


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Response(403), id="a door"),
        pytest.param(Response(405), id="a form"),
        pytest.param(moved("mailto:info@harz.example"), id="a redirect to a letter"),
        pytest.param(moved("/neu"), id="a redirect to itself"),
        pytest.param(Response(200, {"content-type": "application/pdf"}, fault="too large"), id="a large PDF"),
    ],
)
def test_a_link_that_leads_to_no_page_hides_none(answer: Response) -> None:
    site = {"/": page("/a", "/neu"), "/a": page(text="a"), "/neu": answer}
    run = crawled(site).again(site | {"/": page("/neu")})
    assert ("/a", "gone") in run.outcomes


def test_a_wish_that_comes_with_no_change_counts() -> None:
    site = {"/": page("/a"), "/a": page(etag='"1"')}
    change = {"/a": Response(304, {"x-robots-tag": "noindex"})}
    run = crawled(site)
    traces = {visit.url: visit.trace for visit in run.visits if visit.trace}
    visits = crawl(
        f"{HOST}/",
        CONFIG,
        run.known,
        lambda url, _headers: (site | change).get(url.removeprefix(HOST), Response(404)),
        path=page_path,
        stored=lambda record: run.pages[record.path],
        memory=Memory(traces),
    )
    assert [(visit.url, visit.outcome) for visit in visits] == [(f"{HOST}/", "unchanged"), (f"{HOST}/a", "refused")]

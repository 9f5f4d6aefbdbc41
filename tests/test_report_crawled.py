"""What is told of a crawl: broken links with their pages, pages without a way to them, shares, rows for programs."""

from __future__ import annotations

import json

import pytest

from harztool.model import Record, Visit
from harztool.report.crawled import Crawled, counted, told, told_as_json

HOST = "https://harz.example"
HOME, A, B, DEAD = (f"{HOST}{path}" for path in ("/", "/a", "/b", "/tot"))
MAP = f"{HOST}/sitemap.xml"


def kept(url: str, *links: str, found_on: str = HOME) -> Visit:
    return Visit(url, "new", found_on="" if url == HOME else found_on, links=links)


def dead(url: str = DEAD, found_on: str = HOME) -> Visit:
    return Visit(url, "failed", "it answers 404 Not Found", found_on=found_on, dead=True)


def moved(url: str, target: str) -> Visit:
    return Visit(url, "skipped", f"it redirects to {target}", found_on=HOME, target=target)


@pytest.mark.parametrize(
    ("visits", "broken"),
    [
        pytest.param([kept(HOME, A)], {}, id="nothing is broken"),
        pytest.param([kept(HOME, A, DEAD), kept(A, DEAD), dead()], {DEAD: (HOME, A)}, id="on each of its pages"),
        pytest.param([kept(HOME, B), moved(B, DEAD), dead(found_on=B)], {DEAD: (HOME,)}, id="by way of a redirect"),
        pytest.param([kept(HOME), dead(found_on=MAP)], {}, id="in the sitemap it is no link"),
        pytest.param(
            [kept(HOME, A), Visit(A, "gone", "it redirects to /b", target=B)], {}, id="what has moved is not broken"
        ),
        pytest.param(
            [kept(HOME, A), Visit(A, "gone", "it answers 410 Gone", dead=True)], {A: (HOME,)}, id="what has gone is"
        ),
        pytest.param(
            [kept(HOME, A), Visit(A, "gone", "nothing leads to it any more")], {}, id="what is only no page now is not"
        ),
        pytest.param(
            [kept(HOME, A), Visit(A, "failed", "it has more than 5 bytes", hides=True)], {}, id="nor what is too large"
        ),
    ],
)
def test_broken_links_are_told_with_the_pages_they_stand_on(
    visits: list[Visit], broken: dict[str, tuple[str, ...]]
) -> None:
    assert Crawled(visits).broken == broken


@pytest.mark.parametrize(
    ("visits", "orphans"),
    [
        pytest.param([kept(HOME, A), kept(A)], (), id="a linked page is none"),
        pytest.param([kept(HOME, A), kept(A, found_on=MAP)], (), id="whoever found it first"),
        pytest.param([kept(HOME), kept(A, A, found_on=MAP)], (A,), id="a link to itself is no way"),
        pytest.param([kept(HOME), kept(A, B, found_on=MAP), kept(B, A, found_on=A)], (A, B), id="nor is a circle"),
        pytest.param([kept(HOME, B), moved(B, A), kept(A, found_on=MAP)], (), id="a redirect is a way"),
        pytest.param([kept(A, B, found_on=MAP)], (), id="without a start nothing can be said"),
    ],
)
def test_orphans_are_pages_to_which_no_way_leads(visits: list[Visit], orphans: tuple[str, ...]) -> None:
    assert Crawled(visits).orphans == orphans


def test_a_dead_link_is_no_failure_and_hides_nothing() -> None:
    assert (Crawled([kept(HOME), dead()]).failed, Crawled([kept(HOME), dead()]).whole) == (0, True)


def test_the_share_of_failures_counts_pages() -> None:
    torn = Visit(A, "failed", "the connection broke", hides=True)
    skipped = [Visit(f"{HOST}/{number}", "skipped", "a file, no page") for number in range(9)]
    crawled = Crawled([kept(HOME), kept(B), torn, *skipped])
    assert (crawled.failed, crawled.whole) == (pytest.approx(1 / 3), False)


def test_a_crawl_that_did_not_end_is_not_whole() -> None:
    assert not Crawled([kept(HOME)], ended=False).whole


def test_people_are_told_of_a_reason_once() -> None:
    files = [Visit(f"{HOST}/{number}.pdf", "skipped", "a file, no page", found_on=HOME) for number in range(3)]
    assert told(Crawled([kept(HOME), *files])) == (
        "Skipped:\n  https://harz.example/0.pdf: a file, no page (2 more like this)"
    )


def test_people_are_told_of_three_pages_of_a_broken_link() -> None:
    pages = [kept(f"{HOST}/{number}", DEAD) for number in range(5)]
    assert told(Crawled([*pages, dead()])).endswith(
        "on https://harz.example/0, https://harz.example/1, https://harz.example/2 and 2 more pages"
    )


def test_what_a_server_says_cannot_speak_to_the_terminal() -> None:
    visit = Visit(A, "failed", "it redirects to \x1b[2J", found_on=HOME, hides=True)
    assert "\x1b" not in told(Crawled([visit]))


def test_programs_get_every_row_sorted_by_address() -> None:
    record = Record(B, "b.html")
    rows = json.loads(
        told_as_json(Crawled([kept(HOME, DEAD), Visit(B, "gone", "x", record=record), dead()]), ["b.html"])
    )
    assert rows["new"] == [{"url": HOME}]
    assert rows["gone"] == [{"url": B, "path": "b.html", "reason": "x"}]
    assert rows["failed"] == [{"url": DEAD, "reason": "it answers 404 Not Found", "found_on": HOME}]
    assert (rows["changed"], rows["unchanged"], rows["refused"], rows["skipped"]) == ([], [], [], [])
    assert rows["broken"] == [{"url": DEAD, "pages": [HOME]}]
    assert (rows["orphans"], rows["removed"], rows["whole"]) == ([], ["b.html"], True)


def test_a_crawl_is_counted_by_outcome() -> None:
    assert counted(Crawled([kept(HOME), kept(A), dead()])) == "2 new, 1 failed"
    assert counted(Crawled([])) == "no page found"

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


def moved(url: str, target: str, found_on: str = HOME) -> Visit:
    return Visit(url, "skipped", f"it redirects to {target}", found_on=found_on, target=target)


def double(url: str, first: str, *links: str) -> Visit:
    return Visit(url, "skipped", f"the same page as {first}", found_on=HOME, links=links, target=first)


@pytest.mark.parametrize(
    ("visits", "broken"),
    [
        pytest.param([kept(HOME, A)], {}, id="nothing is broken"),
        pytest.param([kept(HOME, A, DEAD), kept(A, DEAD), dead()], {DEAD: (HOME, A)}, id="on each of its pages"),
        pytest.param([kept(HOME, B), moved(B, DEAD), dead(found_on=B)], {DEAD: (HOME,)}, id="by way of a redirect"),
        pytest.param(
            [kept(HOME, A), moved(A, B), moved(B, f"{HOST}/c"), moved(f"{HOST}/c", DEAD), dead(found_on=f"{HOST}/c")],
            {DEAD: (HOME,)},
            id="by way of many redirects",
        ),
        pytest.param(
            [kept(HOME, A), moved(A, B), moved(B, A, found_on=A)], {A: (HOME,)}, id="by redirects in a circle"
        ),
        pytest.param(
            [kept(HOME, DEAD), double(A, HOME, DEAD), dead()], {DEAD: (HOME,)}, id="once on a page and its double"
        ),
        pytest.param([kept(HOME), double(A, HOME, DEAD), dead()], {DEAD: (A,)}, id="on a double that differs"),
        pytest.param(
            [kept(HOME, A), Visit(A, "refused", "robots noindex", found_on=HOME, links=(DEAD,)), dead(found_on=A)],
            {DEAD: (A,)},
            id="on a page that is not kept",
        ),
        pytest.param([kept(HOME), dead(found_on=HOME)], {DEAD: (HOME,)}, id="as a canonical address"),
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
    assert {url: tuple(places) for url, places in Crawled(visits).broken.items()} == broken


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
    lines = told(Crawled([*pages, dead()])).splitlines()
    assert lines[-4:] == [*(f"    on {HOST}/{number}" for number in range(3)), "    and 2 more pages"]


def test_people_are_told_what_the_link_on_the_page_is() -> None:
    said = told(Crawled([kept(HOME, B), moved(B, DEAD), dead(found_on=B)]))
    assert said.endswith(f"  {DEAD}: it answers 404 Not Found\n    on {HOME}, as {B}")
    assert f"{A}: it redirects in a circle\n    on {HOME}" in told(
        Crawled([kept(HOME, A), moved(A, B), moved(B, A, found_on=A)])
    )


def test_people_are_told_where_what_failed_or_was_refused_was_found() -> None:
    large = Visit(A, "failed", "too large", found_on=HOME, hides=True)
    closed = Visit(B, "refused", "robots.txt forbids to read it", found_on=HOME)
    said = told(Crawled([kept(HOME, A, B), large, closed]))
    assert f"Refused:\n  {B}: robots.txt forbids to read it\n    on {HOME}\n" in said
    assert f"Failed:\n  {A}: too large\n    on {HOME}\n" in said


def test_people_are_told_that_a_stored_page_that_is_refused_now_stays() -> None:
    closed = Visit(B, "refused", "robots.txt forbids to read it", record=Record(B, "b.html"))
    assert "what was read before stays in use, crawl.exclude and then --prune remove it" in told(Crawled([closed]))


@pytest.mark.parametrize(
    ("crawled", "ending"),
    [
        pytest.param(Crawled([], ended=False), "cut off; the next `harztool scrape` goes on", id="interrupted"),
        pytest.param(Crawled([], partly=True), "began elsewhere than the project's site", id="begun elsewhere"),
        pytest.param(Crawled([Visit(A, "skipped", "a bound", hides=True)]), "cut short", id="bounded"),
    ],
)
def test_people_are_told_why_there_may_be_more(crawled: Crawled, ending: str) -> None:
    assert ending in told(crawled).splitlines()[-1]
    assert not crawled.whole


def test_a_crawl_that_began_elsewhere_knows_of_no_orphans() -> None:
    assert Crawled([kept(HOME), kept(A, found_on=MAP)], partly=True).orphans == ()


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
    assert rows["broken"] == [{"url": DEAD, "reason": "it answers 404 Not Found", "pages": [HOME]}]
    assert (rows["orphans"], rows["removed"], rows["whole"], rows["error"]) == ([], ["b.html"], True, "")


def test_the_keys_for_programs_are_always_the_same_in_one_order() -> None:
    keys = "new changed unchanged gone refused failed skipped broken orphans removed whole error".split()
    assert [*json.loads(told_as_json(Crawled([])))] == keys
    failed = json.loads(told_as_json(Crawled([], ended=False), error="The site is down."))
    assert ([*failed], failed["whole"], failed["error"]) == (keys, False, "The site is down.")


def test_programs_get_the_target_of_an_address() -> None:
    (row,) = json.loads(told_as_json(Crawled([moved(A, B)])))["skipped"]
    assert row == {"url": A, "reason": f"it redirects to {B}", "found_on": HOME, "target": B}


def test_a_crawl_is_counted_by_outcome() -> None:
    assert counted(Crawled([kept(HOME), kept(A), dead()])) == "2 new, 1 failed"
    assert counted(Crawled([])) == "no page found"

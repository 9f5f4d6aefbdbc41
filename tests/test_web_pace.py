"""Politeness: the time between requests, and the patience with a site that falters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import repeat
from threading import Event, Lock, Thread

import pytest

from harztool.config import Crawl
from harztool.errors import SiteError
from harztool.web.pace import Pace, retry_after
from harztool.web.values import ABANDONED, NO_HEADERS, Fetch, Response

NOW = datetime(2025, 11, 18, 12, tzinfo=UTC)
CRAWL = Crawl(delay=0, tries=3, backoff=1, max_wait=30)


def _answering(*responses: Response) -> tuple[Fetch, list[str]]:
    """Give these answers in turn, the last one ever after; and the list of what is asked."""
    asked: list[str] = []

    def ask(url: str, _headers: Mapping[str, str]) -> Response:
        asked.append(url)
        return responses[min(len(asked), len(responses)) - 1]

    return ask, asked


class Time:
    """A clock that sleeping moves on, and nothing else."""

    def __init__(self) -> None:
        self.now, self.slept, self._lock = 0.0, list[float](), Lock()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds

    def pace(self, crawl: Crawl = CRAWL, stopped: Event | None = None) -> Pace:
        return Pace(crawl, stopped, self.sleep, lambda: self.now)


def test_requests_begin_at_least_a_delay_apart() -> None:
    time = Time()
    ask = time.pace(replace(CRAWL, delay=2)).asking(_answering(Response(200))[0])
    ask("a", NO_HEADERS)
    time.now += 0.5
    ask("b", NO_HEADERS)
    time.now += 5
    ask("c", NO_HEADERS)
    assert time.slept == [1.5]


def test_a_delay_that_robots_txt_asks_for_holds_from_its_own_request_on() -> None:
    time = Time()
    pace = time.pace()
    ask = pace.asking(_answering(Response(200))[0])
    ask("robots.txt", NO_HEADERS)
    pace.delay = 5
    ask("start", NO_HEADERS)
    assert time.slept == [5]


@pytest.mark.parametrize(
    ("responses", "status", "waits"),
    [
        pytest.param([Response(200)], 200, [], id="what succeeds is asked once"),
        pytest.param([Response(404)], 404, [], id="what is missing is asked once"),
        pytest.param([Response(503), Response(200)], 200, [1], id="a server that falters is asked again"),
        pytest.param([Response(0, fault="broke"), Response(200)], 200, [1], id="a network that falters too"),
        pytest.param([Response(500)], 500, [1, 2], id="at most so many times, with growing pauses"),
        pytest.param([Response(0, fault="no", lasting=True)], 0, [], id="what will not change is asked once"),
        pytest.param(
            [Response(429, {"retry-after": "7"}), Response(200)], 200, [7], id="the site says how long to wait"
        ),
        pytest.param([Response(503, {"retry-after": "0"}), Response(200)], 200, [1], id="never without a pause"),
    ],
)
def test_patience(responses: list[Response], status: int, waits: list[float]) -> None:
    time = Time()
    ask, asked = _answering(*responses)
    response = time.pace().asking(ask)("a", NO_HEADERS)
    assert (response.status, time.slept, len(asked)) == (status, waits, len(waits) + 1)


def test_pauses_grow_no_further_than_a_site_may_ask_for() -> None:
    time = Time()
    ask, asked = _answering(Response(500))
    response = time.pace(replace(CRAWL, tries=6, max_wait=3)).asking(ask)("a", NO_HEADERS)
    assert (response.saying, time.slept, len(asked)) == ("it answers 500 Internal Server Error", [1, 2, 3, 3, 3], 6)


def test_a_site_that_asks_for_too_much_patience_is_left_alone_by_all() -> None:
    stopped = Event()
    fetch, asked = _answering(Response(503, {"retry-after": "3600"}))
    ask = Time().pace(stopped=stopped).asking(fetch)
    for url in "ab":
        with pytest.raises(SiteError, match=r"^a asks to wait 3600 s, more than crawl\.max_wait; try again later"):
            ask(url, NO_HEADERS)
    assert asked == ["a"]
    assert stopped.is_set(), "those who wait are woken"


def test_a_crawl_comes_to_its_end_however_slow_the_site_is() -> None:
    time = Time()
    fetch, asked = _answering(Response(503, {"retry-after": "30"}))
    ask = time.pace(replace(CRAWL, max_hours=0.1)).asking(fetch)
    with pytest.raises(SiteError, match=r"takes longer than 0\.1 h \(crawl\.max_hours\); run it again to go on"):
        list(map(ask, repeat("a", 1000), repeat(NO_HEADERS)))
    assert time.now == 360
    assert len(asked) == 360 / 30


def test_who_waits_when_the_crawl_ends_does_not_ask() -> None:
    stopped, time = Event(), Time()

    def interrupted(seconds: float) -> None:
        time.sleep(seconds)
        stopped.set()

    fetch, asked = _answering(Response(200))
    ask = Pace(replace(CRAWL, delay=5), stopped, interrupted, lambda: time.now).asking(fetch)
    assert ask("a", NO_HEADERS).status == 200
    assert ask("b", NO_HEADERS) == ABANDONED
    assert asked == ["a"]


def test_who_waits_for_another_try_when_the_crawl_ends_does_not_ask() -> None:
    stopped = Event()
    fetch, asked = _answering(Response(500))
    ask = Pace(CRAWL, stopped, lambda _: stopped.set()).asking(fetch)
    assert ask("a", NO_HEADERS) == ABANDONED
    assert asked == ["a"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        pytest.param("120", 120, id="seconds"),
        pytest.param(format_datetime(NOW.replace(minute=2), usegmt=True), 120, id="a date"),
        pytest.param("Tue, 18 Nov 2025 12:02:00", 120, id="a date without zone"),
        pytest.param("Tue, 18 Nov 2025 11:00:00 GMT", 0, id="a date that has passed"),
        pytest.param("", 0, id="nothing"),
        pytest.param("bald", 0, id="nonsense"),
        pytest.param("-5", 0, id="less than nothing"),
        pytest.param("Tue, 18 Nov 99999999999999 12:00:00 GMT", 0, id="a year without end"),
        pytest.param("Tue, 18 Nov 2025 12:00:00 +99999999999999", 0, id="a zone without end"),
        pytest.param("Mon, 01 Jan 0001 00:00:00 +2359", 0, id="before all time"),
        pytest.param("9" * 400, 999_999_999, id="a number without end"),
    ],
)
def test_retry_after(text: str, seconds: float) -> None:
    assert retry_after(Response(503, {"retry-after": text}), NOW) == seconds


def test_one_delay_holds_for_all_threads() -> None:
    time, begun = Time(), list[str]()
    ask = time.pace(replace(CRAWL, delay=2)).asking(lambda url, _headers: begun.append(url) or Response(200))
    threads = [Thread(target=ask, args=("a", NO_HEADERS)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) == 5
    assert time.now >= 8, "only the first one need not wait"


def test_only_so_many_are_under_way_however_many_ask() -> None:
    lock, under_way, highest, full = Lock(), [0], [0], Event()

    def fetch(_url: str, _headers: Mapping[str, str]) -> Response:
        with lock:
            under_way[0] += 1
            highest[0] = max(highest[0], under_way[0])
            if under_way[0] == 2:
                full.set()
        full.wait(30)
        with lock:
            under_way[0] -= 1
        return Response(200)

    ask = Pace(replace(CRAWL, concurrency=2)).asking(fetch)
    threads = [Thread(target=ask, args=("a", NO_HEADERS)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert highest == [2]


def test_all_wait_as_long_as_the_site_asks_one_of_them_to() -> None:
    time = Time()
    fetch, _ = _answering(Response(429, {"retry-after": "7"}), Response(200))
    ask = time.pace(replace(CRAWL, tries=1)).asking(fetch)
    assert ask("a", NO_HEADERS).status == 429
    ask("b", NO_HEADERS)
    assert time.slept == [7], "even when there is no other try"


def test_who_waits_already_waits_as_long_as_the_site_asks_another_one_to() -> None:
    time = Time()
    slept = list[float]()

    def sleep(seconds: float) -> None:
        """While one waits for its turn, another one is told to wait."""
        slept.append(seconds)
        time.sleep(seconds)
        if len(slept) == 1:
            hearing("b", NO_HEADERS)

    pace = Pace(replace(CRAWL, delay=2, tries=1), sleep=sleep, clock=lambda: time.now)
    hearing = pace.asking(_answering(Response(503, {"retry-after": "20"}))[0])
    fetch, asked = _answering(Response(200))
    ask = pace.asking(fetch)
    ask("a", NO_HEADERS)
    ask("a", NO_HEADERS)
    assert len(asked) == 2
    assert (slept, time.now) == ([2, 20], 22)

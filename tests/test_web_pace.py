"""Politeness: the time between requests, and the patience with a site that falters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from threading import Thread

import pytest

from harztool.config import Crawl
from harztool.web.pace import Pace, patient, retry_after
from harztool.web.values import NO_HEADERS, Fetch, Response

NOW = datetime(2025, 11, 18, 12, tzinfo=UTC)
CRAWL = Crawl(tries=3, backoff=1, max_wait=30)


def _answering(*responses: Response) -> tuple[Fetch, list[str]]:
    """Give these answers in turn, the last one ever after; and the list of what is asked."""
    asked: list[str] = []

    def ask(url: str, _headers: Mapping[str, str]) -> Response:
        asked.append(url)
        return responses[min(len(asked), len(responses)) - 1]

    return ask, asked


def test_requests_begin_at_least_a_delay_apart() -> None:
    time, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time[0] += seconds

    ask = Pace(2.0, sleep, lambda: time[0]).paced(_answering(Response(200))[0])
    ask("a", NO_HEADERS)
    time[0] += 0.5
    ask("b", NO_HEADERS)
    time[0] += 5
    ask("c", NO_HEADERS)
    assert slept == [1.5]


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
        pytest.param([Response(503, {"retry-after": "3600"})], 503, [], id="nobody waits for an hour"),
    ],
)
def test_patience(responses: list[Response], status: int, waits: list[float]) -> None:
    slept: list[float] = []
    ask, asked = _answering(*responses)
    response = patient(ask, CRAWL, slept.append)("a", NO_HEADERS)
    assert (response.status, slept, len(asked)) == (status, waits, len(waits) + 1)


def test_a_site_that_asks_for_too_much_patience_is_quoted() -> None:
    response = patient(_answering(Response(503, {"retry-after": "3600"}))[0], CRAWL)("a", NO_HEADERS)
    assert response.saying == "it asks to wait 3600 s, more than crawl.max_wait"


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
        pytest.param("9" * 400, 999_999_999, id="a number without end"),
    ],
)
def test_retry_after(text: str, seconds: float) -> None:
    assert retry_after(Response(503, {"retry-after": text}), NOW) == seconds


def test_one_delay_holds_for_all_threads() -> None:
    waits: list[float] = []
    ask = Pace(2, waits.append, lambda: 0.0).paced(lambda _url, _headers: Response(200))
    threads = [Thread(target=ask, args=("a", NO_HEADERS)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [2, 4, 6, 8], "the first one need not wait"


def test_all_wait_as_long_as_the_site_asks_one_of_them_to() -> None:
    moment, slept = [0.0], list[float]()
    pace = Pace(0, slept.append, lambda: moment[0])
    ask, _ = _answering(Response(429, {"retry-after": "7"}), Response(200))
    patient(pace.paced(ask), CRAWL, lambda _: None, pace.hold)("a", NO_HEADERS)
    slept.clear()
    pace.paced(ask)("b", NO_HEADERS)
    assert slept == [7]

"""Politeness: the time between requests, and the patience with a site that falters."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

from harztool.config import Crawl
from harztool.web.values import Fetch, Response

FALTERING = frozenset({429, 500, 502, 503, 504})
Sleep = Callable[[float], object]


class Pace:
    """The time between the beginnings of requests: one for the whole site, from however many threads it is asked."""

    def __init__(self, delay: float, sleep: Sleep = time.sleep, clock: Callable[[], float] = time.monotonic) -> None:
        self.delay = delay
        self._sleep, self._clock, self._lock = sleep, clock, Lock()
        self._due = clock()

    def paced(self, fetch: Fetch) -> Fetch:
        """Return a fetch that lets at least `delay` seconds pass since the beginning of the request before."""

        def ask(url: str, headers: Mapping[str, str]) -> Response:
            if (wait := self._turn()) > 0:
                self._sleep(wait)
            return fetch(url, headers)

        return ask

    def hold(self, seconds: float) -> None:
        """Let nobody begin a request for so long."""
        with self._lock:
            self._due = max(self._due, self._clock() + seconds)

    def _turn(self) -> float:
        with self._lock:
            now = self._clock()
            turn = max(self._due, now)
            self._due = turn + self.delay
        return turn - now


def patient(fetch: Fetch, crawl: Crawl, sleep: Sleep = time.sleep, hold: Sleep | None = None) -> Fetch:
    """Return a fetch that tries again, up to `crawl.tries` times, when network or server falter.

    It waits as long as `Retry-After` asks, else `crawl.backoff` and twice as long each time; `hold` lets all others
    wait as long as the site asks for. A site that asks for more than `crawl.max_wait` is not asked again; the answer
    then says so.
    """

    def ask(url: str, headers: Mapping[str, str]) -> Response:
        response = fetch(url, headers)
        for tried in range(1, crawl.tries):
            if not _is_faltering(response):
                break
            asked = retry_after(response)
            wait = max(asked, crawl.backoff * 2 ** (tried - 1))
            if wait > crawl.max_wait:
                return replace(response, fault=f"it asks to wait {wait:.0f} s, more than crawl.max_wait", lasting=True)
            if hold and asked:
                hold(asked)
            sleep(wait)
            response = fetch(url, headers)
        return response

    return ask


def _is_faltering(response: Response) -> bool:
    return not response.lasting and (response.status == 0 or response.status in FALTERING)


def retry_after(response: Response, now: datetime | None = None) -> float:
    """Return the seconds that an answer asks to wait (RFC 9110, 10.2.3); 0 if it does not ask, or in no known way.

    >>> retry_after(Response(503, {"retry-after": "120"}))
    120.0
    """
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0)

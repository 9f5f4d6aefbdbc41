"""Politeness: the time between requests, and the patience with a site that falters."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import BoundedSemaphore, Event, Lock

from harztool.config import Crawl
from harztool.errors import SiteError
from harztool.web.values import ABANDONED, Fetch, Response

FALTERING = frozenset({429, 500, 502, 503, 504})
Sleep = Callable[[float], object]


class Pace:
    """How a site is asked, from however many threads: one pace for all of them, and one patience.

    At least `delay` seconds pass between the beginnings of two requests, robots.txt may make it more, and at most
    `crawl.concurrency` are under way. Once `stopped` is set nobody asks any more: the answer is `ABANDONED`, or
    `SiteError` where it was the site that asked for it.
    """

    def __init__(
        self,
        crawl: Crawl,
        stopped: Event | None = None,
        sleep: Sleep | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.delay = crawl.delay
        self._crawl, self._stopped, self._clock = crawl, stopped or Event(), clock
        self._sleep = sleep or self._stopped.wait
        self._lock, self._slots = Lock(), BoundedSemaphore(crawl.concurrency)
        self._last = self._held = -math.inf
        self._end = clock() + crawl.max_hours * 3600
        self._reason = ""

    def asking(self, fetch: Fetch) -> Fetch:
        """Return a fetch that keeps the pace, and asks up to `crawl.tries` times when network or server falter.

        In between it waits as long as `Retry-After` asks, and so does everybody else, after the last try too; without
        that `crawl.backoff` seconds, and twice as long each time. It raises `SiteError` for a site that asks to wait
        longer than `crawl.max_wait`, and where the crawl takes longer than `crawl.max_hours`.
        """

        def ask(url: str, headers: Mapping[str, str]) -> Response:
            response = self._paced(fetch, url, headers)
            for tried in range(1, self._crawl.tries + 1):
                if not _is_faltering(response):
                    break
                asked = self._heeded(url, retry_after(response))
                if tried < self._crawl.tries:
                    self._sleep(max(asked, min(self._crawl.backoff * 2 ** (tried - 1), self._crawl.max_wait)))
                    response = self._paced(fetch, url, headers)
            return response

        return ask

    def _paced(self, fetch: Fetch, url: str, headers: Mapping[str, str]) -> Response:
        with self._slots:
            while not self._stopped.is_set() and (wait := self._wait()) > 0:
                self._sleep(wait)
            if self._reason:
                raise SiteError(self._reason)
            return ABANDONED if self._stopped.is_set() else fetch(url, headers)

    def _wait(self) -> float:
        """Return how long to wait, and then to ask anew, as others may have had a turn by then; 0 is a turn."""
        with self._lock:
            now = self._clock()
            if now >= self._end:
                hours = self._crawl.max_hours
                self._finish(
                    f"Reading the site takes longer than {hours:g} h (crawl.max_hours); run it again to go on."
                )
            due = max(self._last + self.delay, self._held)
            if now >= due:
                self._last = now
        return max(due - now, 0.0)

    def _heeded(self, url: str, asked: float) -> float:
        """Let nobody begin a request for so long as the site asks for, or nobody ever where that is too long."""
        with self._lock:
            if asked > self._crawl.max_wait:
                self._finish(f"{url} asks to wait {asked:.0f} s, more than crawl.max_wait; try again later to go on.")
                raise SiteError(self._reason)
            if asked:
                self._held = max(self._held, self._clock() + asked)
        return asked

    def _finish(self, reason: str) -> None:
        self._reason = self._reason or reason
        self._stopped.set()


def _is_faltering(response: Response) -> bool:
    return not response.lasting and (bool(response.fault) or response.status in FALTERING)


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
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return 0.0

"""The crawl: from the start page along sitemaps and links, each address asked for once, until nothing waits.

What is decided about an answer is decided by functions of that answer, one answer after the other; only the asking
happens at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from threading import Event

from harztool import urls
from harztool.config import Config
from harztool.errors import SiteError
from harztool.model import KEPT, Record, Trace, Visit
from harztool.web import fetch as http
from harztool.web import reading, redirects, robots, sitemaps
from harztool.web.ahead import answered
from harztool.web.frontier import FORBIDDEN, Lead, Scope
from harztool.web.judging import Crawl, gone, remembering, visited
from harztool.web.pace import Pace
from harztool.web.shelf import Path, Shelf, Stored
from harztool.web.values import Fetch, Response

_ACCOUNTED = KEPT | {"refused", "failed", "gone"}


@dataclass(frozen=True, slots=True)
class Memory:
    """What is left of earlier crawls beside the index: traces of pages, and what was read a short while ago."""

    traces: Mapping[str, Trace] = field(default_factory=dict)
    fresh: Collection[str] = frozenset()


def crawl(
    start: str,
    config: Config,
    known: Mapping[str, Record],
    fetch: Fetch | None = None,
    *,
    path: Path,
    stored: Stored | None = None,
    memory: Memory | None = None,
    queued: Callable[[int], None] | None = None,
) -> Iterator[Visit]:
    """Read a site and yield what becomes of each of its addresses, as it happens.

    `known` is the index of the last crawl by URL, `stored` gives the text of a page in it (None if there is none),
    `path` names the file of a page: two addresses with one file are one page. `memory` spares reading and asking
    again. `queued` is told how many addresses wait. `fetch` asks one question, from several threads, and follows no
    redirect; by default it is HTTP.

    Raises `SiteError` where robots.txt or the start page can't be read, where the site falls silent or asks to be left
    alone, and where it all takes too long; what was yielded before holds. At the end, what was known and is no longer
    found is `gone`, unless a bound or a failure may have hidden it; so is a known address whose file now holds the
    page of another.

    >>> html = {"content-type": "text/html"}
    >>> site = {"https://harz.example/": Response(200, html, b"<title>Harz</title>")}
    >>> ask = lambda url, headers: site.get(url, Response(404))
    >>> [visit.outcome for visit in crawl("https://harz.example", Config(), {}, ask, path=lambda url: "index.html")]
    ['new']
    """
    home = urls.found(start, start)
    if not home:
        raise SiteError(f"{start or 'The empty text'} is no web address; write it like https://www.example.org/de/.")
    memory = memory or Memory()
    shelf = Shelf(known, path, stored, memory.traces, memory.fresh)
    with ExitStack() as stack:
        once = fetch or stack.enter_context(http.opened(home, config))
        yield from _crawled(home, config, shelf, once, queued or (lambda _: None))


def _crawled(home: str, config: Config, shelf: Shelf, once: Fetch, queued: Callable[[int], None]) -> Iterator[Visit]:
    stopped = Event()
    pace = Pace(config.crawl, stopped)
    ask = pace.asking(once)
    rules = robots.read(ask, home, config)
    pace.delay = max(rules.delay, config.crawl.delay)
    home, response = _entered(ask, Scope(home, config, rules), shelf)
    crawl = Crawl(Scope(home, config, rules), shelf)
    for each in _visits(crawl, ask, response, stopped):
        visit = remembering(crawl, each)
        if visit.outcome in _ACCOUNTED:
            crawl.accounted.add(visit.url)
        queued(len(crawl.frontier.waiting))
        yield visit
    yield from gone(crawl)


def _entered(ask: Fetch, scope: Scope, shelf: Shelf) -> tuple[str, Response]:
    """Return where the start page is in the end, and the answer there."""
    leaves = redirects.leaving(scope.home)

    def refusal(url: str) -> str:
        return leaves(url) or ("" if scope.robots.allows(url) else FORBIDDEN)

    url = scope.page(scope.home)
    if reason := refusal(url):
        raise SiteError(f"The start page {url} can't be read: {reason}; ask the site's owner to allow harztool.")
    url, response = redirects.followed(ask, url, scope.config.crawl.max_redirects, refusal, shelf.headers)
    if response.status != 304 and (reason := reading.fault(response)):
        raise SiteError(f"The start page {url} can't be read: {reason}; {redirects.advice(url, response)}.")
    return url, response


def _visits(crawl: Crawl, ask: Fetch, response: Response, stopped: Event) -> Iterator[Visit]:
    limits, frontier, silent = crawl.scope.config.crawl, crawl.frontier, 0
    first = Lead(crawl.scope.page(crawl.scope.home))
    frontier.hasten(first)
    frontier.next(1)
    yield from visited(crawl, first, response)
    yield from _listed(crawl, ask)
    answers = answered(
        lambda: frontier.next(limits.max_pages, crawl.awaiting),
        lambda question: _answer(crawl.shelf, ask, question),
        limits.concurrency,
        stopped,
    )
    with closing(answers):
        for lead, answer in answers:
            silent = silent + 1 if answer.status == 0 else 0
            yield from visited(crawl, lead, answer)
            yield from frontier.cuts
            frontier.cuts.clear()
            if silent >= limits.max_silent:
                _heard(crawl, ask, answer)
                silent = 0
    yield from frontier.cuts
    yield from frontier.losses()


def _heard(crawl: Crawl, ask: Fetch, last: Response) -> None:
    """See that it is only some pages that give no answer: the start page, which did, still does."""
    url = crawl.scope.page(crawl.scope.home)
    if not ask(url, crawl.shelf.headers(url)).status:
        raise SiteError(f"{crawl.scope.home} has fallen silent ({last.saying}); try again later to go on.")


def _answer(shelf: Shelf, ask: Fetch, lead: Lead) -> Response:
    return Response(304) if shelf.holds(lead.url) else ask(lead.url, shelf.headers(lead.url))


def _listed(crawl: Crawl, ask: Fetch) -> Iterator[Visit]:
    """Queue the pages that the sitemaps list; the start page's own links come before them."""
    listing = sitemaps.read(ask, crawl.scope.home, crawl.scope.robots, crawl.scope.config)
    if any(visit.hides for visit in listing.failures):
        crawl.frontier.whole = False
    yield from listing.failures
    for page, sitemap in listing.pages.items():
        yield from crawl.frontier.offer([page], crawl.scope, sitemap, 1)

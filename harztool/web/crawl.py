"""The crawl: from the start page along sitemaps and links, each address asked for once, until nothing waits.

What is decided about an answer is decided by functions of that answer; the loop only carries them from the queue
to the site and back, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from harztool.config import Config
from harztool.errors import SiteError
from harztool.model import Record
from harztool.web import fetch as http
from harztool.web import reading, redirects, robots, sitemaps, urls
from harztool.web.frontier import FORBIDDEN, Frontier, Lead, Scope
from harztool.web.pace import paced, patient
from harztool.web.reading import Reading
from harztool.web.shelf import Path, Shelf, Stored
from harztool.web.values import Fetch, Response, Visit

_GONE = frozenset({404, 410})
_ACCOUNTED = frozenset({"new", "changed", "unchanged", "refused", "failed", "gone"})


@dataclass(frozen=True, slots=True)
class _Crawl:
    """A crawl on its way: what it keeps to, what was known before, and what has come of it so far.

    `kept` holds the URL of the page that stands for an address, `files` the one whose text is in a file.
    """

    scope: Scope
    shelf: Shelf
    frontier: Frontier = field(default_factory=Frontier)
    kept: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    accounted: set[str] = field(default_factory=set)


def crawl(
    start: str,
    config: Config,
    known: Mapping[str, Record],
    fetch: Fetch | None = None,
    *,
    path: Path,
    stored: Stored | None = None,
) -> Iterator[Visit]:
    """Read a site and yield what becomes of each of its addresses, as it happens.

    `known` is the index of the last crawl by URL, `stored` gives the text of a page in it (None if there is none),
    `path` names the file of a page: two addresses with one file are one page. `fetch` asks one question and
    follows no redirect; by default it is HTTP.

    Raises `SiteError` where robots.txt or the start page can't be read, and where the site falls silent; what was
    yielded before holds. At the end, what was known and is no longer found is `gone`, unless a bound or a failure
    may have hidden it; so is a known address whose file now holds the page of another.

    >>> html = {"content-type": "text/html"}
    >>> site = {"https://harz.example/": Response(200, html, b"<title>Harz</title>")}
    >>> ask = lambda url, headers: site.get(url, Response(404))
    >>> [visit.outcome for visit in crawl("https://harz.example", Config(), {}, ask, path=lambda url: "index.html")]
    ['new']
    """
    home = urls.found(start, start)
    if not home:
        raise SiteError(f"{start or 'The empty text'} is no web address; write it like https://www.example.org/de/.")
    with ExitStack() as closing:
        once = fetch or closing.enter_context(http.opened(home, config))
        yield from _crawled(home, config, Shelf(known, path, stored), paced(once, config.crawl.delay))


def _crawled(home: str, config: Config, shelf: Shelf, once: Fetch) -> Iterator[Visit]:
    rules = robots.read(patient(once, config.crawl), home, config)
    ask = patient(paced(once, rules.delay) if rules.delay > config.crawl.delay else once, config.crawl)
    home, response = _entered(ask, Scope(home, config, rules), shelf)
    crawl = _Crawl(Scope(home, config, rules), shelf)
    for visit in _visits(crawl, ask, Lead(crawl.scope.page(home)), response):
        if visit.outcome in _ACCOUNTED:
            crawl.accounted.add(visit.url)
        yield visit
    yield from _gone(crawl)


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
        raise SiteError(f"The start page {url} can't be read: {reason}; check the address or try again later.")
    return url, response


def _visits(crawl: _Crawl, ask: Fetch, first: Lead, response: Response) -> Iterator[Visit]:
    limits, silent, count = crawl.scope.config.crawl, 0, 1
    crawl.frontier.hasten(first)
    crawl.frontier.next()
    yield from _visited(crawl, first, response)
    yield from _listed(crawl, ask)
    while lead := crawl.frontier.next():
        if count >= limits.max_pages and not lead.instead:
            yield from crawl.frontier.cut(lead.url, lead.found_on, "more pages than crawl.max_pages allows")
            return
        response = ask(lead.url, crawl.shelf.headers(lead.url))
        count, silent = count + 1, silent + 1 if response.status == 0 else 0
        yield from _visited(crawl, lead, response)
        if silent >= limits.max_silent:
            raise SiteError(f"{crawl.scope.home} has fallen silent ({response.saying}); try again later to go on.")


def _listed(crawl: _Crawl, ask: Fetch) -> Iterator[Visit]:
    """Queue the pages that the sitemaps list; the start page's own links come before them."""
    listing = sitemaps.read(ask, crawl.scope.home, crawl.scope.robots, crawl.scope.config)
    if listing.failures:
        crawl.frontier.whole = False
    yield from listing.failures
    for page, sitemap in listing.pages.items():
        yield from crawl.frontier.offer([page], crawl.scope, sitemap, 1)


def _visited(crawl: _Crawl, lead: Lead, response: Response) -> Iterator[Visit]:
    target = redirects.target(lead.url, response)
    result = _read(crawl, lead, response) if target is None else _moved(crawl, lead, response, target)
    if isinstance(result, Visit):
        yield result
        if lead.instead:
            yield from _kept(crawl, *lead.instead, canonical=lead.url)
        return
    yield from _settled(crawl, lead, result)
    yield from crawl.frontier.offer(result.links, crawl.scope, lead.url, lead.depth + 1)
    if lead.instead:
        other = lead.instead[0]
        yield Visit(other.url, "skipped", f"the same page as {lead.url}", found_on=other.found_on)


def _moved(crawl: _Crawl, lead: Lead, response: Response, target: str) -> Visit:
    """Let the target of a redirect be the next to be read, if it may be."""
    scope, page = crawl.scope, crawl.scope.page(target) if target else ""
    if page in ("", lead.url):
        return _failed(crawl, lead, "it redirects to itself" if page else "it redirects to no web address")
    if lead.hops >= scope.config.crawl.max_redirects:
        return _failed(crawl, lead, "it redirects more often than crawl.max_redirects allows")
    reason = scope.refuses(target)
    if not reason and page not in crawl.frontier.tried:
        crawl.frontier.hasten(Lead(page, lead.url, lead.depth, lead.hops + 1))
    where = f"it redirects to {target}, {reason}" if reason else f"it redirects to {page}"
    if response.status in redirects.FOR_GOOD and lead.url in crawl.shelf.known:
        return Visit(lead.url, "gone", where, record=crawl.shelf.known[lead.url], found_on=lead.found_on)
    # A page that is elsewhere for the time being has not gone.
    crawl.accounted.add(lead.url)
    return Visit(lead.url, "skipped", where, found_on=lead.found_on)


def _read(crawl: _Crawl, lead: Lead, response: Response) -> Reading | Visit:
    """Return the page in an answer, or what becomes of an address whose answer is none."""
    record = crawl.shelf.known.get(lead.url)
    before = crawl.shelf.text(record) if record and response.status == 304 else None
    if before is not None:
        return reading.reading(lead.url, before, response)
    if reason := reading.fault(response):
        return _unreadable(crawl, lead, response, reason)
    html = reading.text(response)
    if reading.is_binary(html):
        return Visit(lead.url, "skipped", "binary data that is sent as HTML", found_on=lead.found_on)
    return reading.reading(lead.url, html, response)


def _unreadable(crawl: _Crawl, lead: Lead, response: Response, reason: str) -> Visit:
    record = crawl.shelf.known.get(lead.url)
    if response.status == 200 and not response.fault:
        return Visit(lead.url, "skipped", reason, found_on=lead.found_on)
    if response.status not in _GONE:
        return _failed(crawl, lead, reason)
    return Visit(lead.url, "gone" if record else "failed", reason, record=record, found_on=lead.found_on)


def _failed(crawl: _Crawl, lead: Lead, reason: str) -> Visit:
    """Return a failure that may hide links, so that nothing which is not found counts as gone."""
    crawl.frontier.whole = False
    return Visit(lead.url, "failed", reason, found_on=lead.found_on)


def _settled(crawl: _Crawl, lead: Lead, page: Reading) -> Iterator[Visit]:
    """Keep a page under its canonical address, or see first what is there."""
    scope, canonical = crawl.scope, page.canonical
    other = scope.page(canonical) if canonical and not scope.refuses(canonical) else page.url
    if other == page.url or other in crawl.kept:
        yield from _kept(crawl, lead, page, other)
    elif other in crawl.frontier.tried or lead.hops >= scope.config.crawl.max_redirects:
        # The canonical address can't be read, or names this one in turn: the page stays where it is.
        yield from _kept(crawl, lead, page, other)
    else:
        crawl.frontier.hasten(Lead(other, lead.url, lead.depth, lead.hops + 1, (lead, page)))


def _kept(crawl: _Crawl, lead: Lead, page: Reading, canonical: str) -> Iterator[Visit]:
    file = crawl.shelf.path(page.url)
    if first := crawl.kept.get(canonical) or crawl.kept.get(page.url):
        reason = f"the same page as {first}"
    elif file in crawl.files:
        reason = f"it would lie in the same file as {crawl.files[file]}"
    else:
        reason = crawl.scope.refuses(page.url) if not lead.depth else ""
    if reason:
        yield Visit(page.url, "skipped", reason, found_on=lead.found_on)
    elif not page.listed and not crawl.scope.config.crawl.noindex:
        yield Visit(page.url, "refused", "it asks not to be listed (robots noindex)", found_on=lead.found_on)
    else:
        crawl.kept.update({page.url: page.url, canonical: page.url})
        crawl.files[file] = page.url
        yield crawl.shelf.visit(page, lead.found_on)


def _gone(crawl: _Crawl) -> Iterator[Visit]:
    """Yield what was known and has another address now or, where the crawl can be sure of it, is no longer found."""
    for url, record in crawl.shelf.known.items():
        if url in crawl.accounted:
            continue
        if record.path in crawl.files:
            yield Visit(url, "gone", f"its page is {crawl.files[record.path]} now", record=record)
        elif crawl.frontier.whole and urls.same_site(url, crawl.scope.home):
            yield Visit(url, "gone", "nothing leads to it any more", record=record)

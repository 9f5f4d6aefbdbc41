"""Judging: what becomes of an address, by its answer and what has come of the crawl so far; it asks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from harztool import urls
from harztool.model import Outcome, Visit
from harztool.objections import is_one_of_a_list
from harztool.web import reading, redirects
from harztool.web.frontier import FORBIDDEN, Frontier, Lead, Scope
from harztool.web.reading import Reading
from harztool.web.shelf import Shelf
from harztool.web.values import Response

_GONE = frozenset({404, 410})
# Of the refusals those that may be another answer in a while: nothing that they hide has gone.
_PASSING = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl on its way: what it keeps to, what was known before, and what has come of it so far.

    `kept` holds the URL of the page that stands for an address, `files` the one whose text is in a file. In
    `awaiting` are pages that name another address as their canonical one, until that has been judged. `spoken` are the
    languages that the start page states: where it states its own, other pages can be believed.
    """

    scope: Scope
    shelf: Shelf
    frontier: Frontier = field(default_factory=Frontier)
    kept: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)
    accounted: set[str] = field(default_factory=set)
    awaiting: dict[str, list[tuple[Lead, Reading]]] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)


def visited(crawl: Crawl, lead: Lead, response: Response) -> Iterator[Visit]:
    """Yield what becomes of an address by the answer that came for it, and of those that waited for it."""
    target = redirects.target(lead.url, response)
    result = _read(crawl, lead, response) if target is None else _moved(crawl, lead, response, target)
    if isinstance(result, Reading):
        result = _meant(crawl, lead, response, result)
    crawl.judged.add(lead.url)
    if isinstance(result, Visit):
        yield result
    else:
        offered = [*crawl.frontier.offer(result.links, crawl.scope, lead.url, lead.depth + 1)]
        yield from _settled(crawl, lead, result)
        yield from offered
    for other, page in crawl.awaiting.pop(lead.url, ()):
        if isinstance(result, Visit) or not crawl.scope.lists(result.listed):
            # The canonical address can't be read, or asks not to be listed: the page stays where it is.
            yield _kept(crawl, other, page, lead.url)
        else:
            yield _double(crawl, other, page, lead.url)


def _moved(crawl: Crawl, lead: Lead, response: Response, target: str) -> Visit:
    """Let the target of a redirect be the next to be read, if it may be."""
    scope, page = crawl.scope, crawl.scope.page(target) if target else ""
    if page in ("", lead.url):
        reason = "it redirects to itself" if page else "it redirects to no web address"
        return _failed(crawl, lead, reason, hides=lead.url in crawl.shelf.known)
    if lead.hops >= scope.config.crawl.max_redirects:
        return _failed(crawl, lead, "it redirects more often than crawl.max_redirects allows")
    reason = scope.refuses(target)
    if not reason and page not in crawl.frontier.tried:
        crawl.frontier.hasten(Lead(page, lead.url, lead.depth, lead.hops + 1))
    where = f"it redirects to {target}, {reason}" if reason else f"it redirects to {page}"
    if response.status in redirects.FOR_GOOD and lead.url in crawl.shelf.known:
        record = crawl.shelf.known[lead.url]
        return Visit(lead.url, "gone", where, record=record, found_on=lead.found_on, target=page)
    # A page that is elsewhere for the time being has not gone.
    crawl.accounted.add(lead.url)
    return Visit(lead.url, "skipped", where, found_on=lead.found_on, target=page)


def _read(crawl: Crawl, lead: Lead, response: Response) -> Reading | Visit:
    """Return the page in an answer, or what becomes of an address whose answer is none."""
    config = crawl.scope.config
    record = crawl.shelf.known.get(lead.url) if response.status == 304 and not response.fault else None
    if record and lead.url in crawl.shelf.compared and (trace := crawl.shelf.trace(record)):
        return reading.remembered(trace, response)
    if record and (before := crawl.shelf.text(record)) is not None:
        return reading.reading(lead.url, before, response, config)
    if reason := reading.fault(response):
        return _unreadable(crawl, lead, response, reason)
    html = reading.text(response)
    if reading.is_binary(html):
        return Visit(lead.url, "skipped", "binary data that is sent as HTML", found_on=lead.found_on)
    return reading.reading(lead.url, html, response, config)


def _meant(crawl: Crawl, lead: Lead, response: Response, page: Reading) -> Reading | Visit:
    """Return a page, unless it is only there to send its reader on, or for readers of another language."""
    scope = crawl.scope
    if page.refresh and scope.page(page.refresh) != lead.url:
        return _moved(crawl, lead, response, page.refresh)
    if not lead.depth:
        crawl.spoken.add(page.language)
    elif scope.config.source in crawl.spoken and reading.is_translated(page.language, scope.config):
        return Visit(lead.url, "skipped", "a page of the translated site", found_on=lead.found_on)
    return page


def _unreadable(crawl: Crawl, lead: Lead, response: Response, reason: str) -> Visit:
    record = crawl.shelf.known.get(lead.url)
    if reason == reading.foreign(response):
        return Visit(lead.url, "skipped", reason, found_on=lead.found_on)
    if response.status in _GONE:
        outcome: Outcome = "gone" if record else "failed"
        return Visit(lead.url, outcome, reason, record=record, found_on=lead.found_on, dead=True)
    refused = 400 <= response.status < 500 and response.status not in _PASSING and not response.fault
    dead = response.status == 0 or response.status >= 400
    return _failed(crawl, lead, reason, hides=not refused or record is not None, dead=dead)


def _failed(crawl: Crawl, lead: Lead, reason: str, *, hides: bool = True, dead: bool = True) -> Visit:
    """Return a failure; where it may hide links, nothing which is not found counts as gone."""
    crawl.frontier.whole &= not hides
    return Visit(lead.url, "failed", reason, found_on=lead.found_on, hides=hides, dead=dead)


def _settled(crawl: Crawl, lead: Lead, page: Reading) -> Iterator[Visit]:
    """Keep a page under its canonical address, or see first what is there."""
    scope = crawl.scope
    canonical = "" if is_one_of_a_list(page.url, page.canonical, scope.config) else page.canonical
    other = scope.page(canonical) if canonical and not scope.refuses(canonical) else page.url
    if other == page.url or other in crawl.kept:
        yield _kept(crawl, lead, page, other)
    elif other in crawl.judged or lead.hops >= scope.config.crawl.max_redirects:
        # The canonical address can't be read, or names this one in turn: the page stays where it is.
        yield _kept(crawl, lead, page, other)
    else:
        crawl.awaiting.setdefault(other, []).append((lead, page))
        if other not in crawl.frontier.tried:
            crawl.frontier.hasten(Lead(other, lead.url, lead.depth, lead.hops + 1))


def _kept(crawl: Crawl, lead: Lead, page: Reading, canonical: str) -> Visit:
    """Keep a page, unless it is another's double or not to be kept; in any case tell where it leads."""
    file = crawl.shelf.path(page.url)
    if first := crawl.kept.get(canonical) or crawl.kept.get(page.url):
        return _double(crawl, lead, page, first)
    if first := crawl.files.get(file, ""):
        reason = f"it would lie in the same file as {first}"
        visit = Visit(page.url, "skipped", reason, found_on=lead.found_on, target=first)
    elif reason := crawl.scope.refuses(page.url) if not lead.depth else "":
        visit = Visit(page.url, "skipped", reason, found_on=lead.found_on)
    elif not crawl.scope.lists(page.listed):
        visit = Visit(page.url, "refused", "it asks not to be listed (robots noindex)", found_on=lead.found_on)
    else:
        crawl.kept.update({page.url: page.url, canonical: page.url})
        crawl.files[file] = page.url
        visit = crawl.shelf.visit(page, lead.found_on)
    return replace(visit, links=crawl.frontier.leading(page.links))


def _double(crawl: Crawl, lead: Lead, page: Reading, first: str) -> Visit:
    links = crawl.frontier.leading(page.links)
    return Visit(lead.url, "skipped", f"the same page as {first}", found_on=lead.found_on, links=links, target=first)


def gone(crawl: Crawl) -> Iterator[Visit]:
    """Yield what was known and has another address now or, where the crawl can be sure of it, is no longer found."""
    for url, record in crawl.shelf.known.items():
        if url in crawl.accounted:
            continue
        if heir := crawl.files.get(record.path):
            yield Visit(url, "gone", f"its page is {heir} now", record=record, target=heir)
        elif crawl.frontier.whole:
            here = urls.same_site(url, crawl.scope.home)
            reason = "nothing leads to it any more" if here else "the site has another address now"
            yield Visit(url, "gone", reason, record=record)


def remembering(crawl: Crawl, visit: Visit) -> Visit:
    """Return a visit as it is, but for a page that was known before.

    One that is passed over now has gone, for that reason; one that robots.txt forbids now may hide others.
    """
    record = crawl.shelf.known.get(visit.url)
    if record is None or visit.hides or visit.url in crawl.accounted:
        return visit
    if visit.outcome == "refused" and visit.reason == FORBIDDEN:
        crawl.frontier.whole = False
        return replace(visit, hides=True)
    return replace(visit, outcome="gone", record=record) if visit.outcome == "skipped" else visit

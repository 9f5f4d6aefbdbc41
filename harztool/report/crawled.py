"""What came of a crawl: its pages, what could not be read, broken links, pages that nothing leads to."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from harztool.model import KEPT, OUTCOMES, Visit
from harztool.report.findings import line
from harztool.wording import number

_ADDRESS = re.compile(r"https?://\S+")
# As many places of a broken link are told to people; programs get all.
_SHOWN = 3
_STAYS = "; what was read before stays in use, crawl.exclude and then --prune remove it"


@dataclass(frozen=True)
class Crawled:
    """The visits of a crawl, and whether it came to its end; what follows from them is a property.

    `partly` tells that it did not begin where the site begins, so that nobody can say what of the site is missing.
    """

    visits: Sequence[Visit]
    ended: bool = True
    partly: bool = False

    @cached_property
    def pages(self) -> Mapping[str, Visit]:
        """The pages of the site as it is now, by address."""
        return {visit.url: visit for visit in self.visits if visit.outcome in KEPT}

    @property
    def whole(self) -> bool:
        """Whether nothing cut the crawl short, so that what was not found is not there."""
        return self.ended and not self.partly and not any(visit.hides for visit in self.visits)

    @property
    def failed(self) -> float:
        """Which share of the pages could not be read; a dead link is the fault of its page, and no failure to read."""
        lost = sum(visit.outcome == "failed" and visit.hides for visit in self.visits)
        return lost / (lost + len(self.pages)) if lost else 0.0

    @property
    def broken(self) -> Mapping[str, Mapping[str, str]]:
        """The addresses at which a reader finds nothing, each with its places; see `places`."""
        dead = {visit.url for visit in self.visits if visit.dead} | self.circling
        return {url: places for url in sorted(dead) if (places := self.places(url))}

    @cached_property
    def circling(self) -> frozenset[str]:
        """The addresses that redirect, and never to a page."""
        return frozenset(url for url in self._targets if self._end(url) == url)

    def places(self, url: str) -> Mapping[str, str]:
        """Return the pages that lead to an address, each with its link: that may redirect there, how often ever."""
        ways = (url, *self._ways.get(url, ()))
        found = {page: way for way in reversed(ways) for page in self._links.get(way, ())}
        if not found:
            # What no link names, a canonical address for one, was still found somewhere; a sitemap is no page.
            found = {page: way for way in ways if (page := self._found_on.get(way, "")) in self._texts}
        return {page: found[page] for page in sorted(found) if self._targets.get(page) not in found}

    @property
    def orphans(self) -> tuple[str, ...]:
        """The pages to which no way leads from the start page: only the sitemap knows them."""
        leads = {visit.url: (*visit.links, visit.target) for visit in self.visits}
        reached, new = set[str](), {visit.url for visit in self.visits if not visit.found_on and _leads(visit)}
        while new:
            reached |= new
            new = {other for url in new for other in leads.get(url, ())} - reached
        return tuple(sorted(self.pages.keys() - reached)) if reached and not self.partly else ()

    @cached_property
    def _targets(self) -> Mapping[str, str]:
        """What stands in for an address, by address: where it redirects to, or the page whose double it is."""
        return {visit.url: visit.target for visit in self.visits if visit.target and visit.url not in self.pages}

    def _end(self, url: str) -> str:
        """Return the address at which somebody ends who goes to another; that one itself where there is no end."""
        seen, at = set[str](), url
        while at in self._targets and at not in seen:
            seen.add(at)
            at = self._targets[at]
        return url if at in seen else at

    @cached_property
    def _ways(self) -> Mapping[str, Sequence[str]]:
        """The addresses that end at another, by that other."""
        ways: dict[str, list[str]] = {}
        for url in self._targets.keys() - self.circling:
            ways.setdefault(self._end(url), []).append(url)
        return ways

    @cached_property
    def _links(self) -> Mapping[str, Sequence[str]]:
        """What was read and leads to an address, by address; a page that is not kept has readers all the same."""
        found: dict[str, list[str]] = {}
        for url, links in {visit.url: visit.links for visit in self.visits if visit.links}.items():
            for link in links:
                found.setdefault(link, []).append(url)
        return found

    @cached_property
    def _texts(self) -> frozenset[str]:
        """The addresses at which a page was read, whatever became of it."""
        return frozenset(visit.url for visit in self.visits if _leads(visit))

    @cached_property
    def _found_on(self) -> Mapping[str, str]:
        return {visit.url: visit.found_on for visit in self.visits}


def told(crawled: Crawled) -> str:
    """Return what came of a crawl as lines for people: all that may ask for an answer, not what went well.

    >>> home = Visit("https://harz.example/", "new", links=("https://harz.example/weg",))
    >>> dead = Visit("https://harz.example/weg", "failed", "it answers 404 Not Found", found_on=home.url, dead=True)
    >>> print(told(Crawled([home, dead])))
    Broken links:
      https://harz.example/weg: it answers 404 Not Found
        on https://harz.example/
    """
    return "\n".join(_lines(crawled))


def counted(crawled: Crawled) -> str:
    """Return how many addresses came to which end.

    >>> counted(Crawled([Visit("https://harz.example/", "new")]))
    '1 new'
    """
    counts = Counter[str](visit.outcome for visit in crawled.visits)
    return ", ".join(f"{counts[each]} {each}" for each in OUTCOMES if counts[each]) or "no page found"


def told_as_json(crawled: Crawled, removed: Collection[str] = (), error: str = "") -> str:
    """Return what came of a crawl for programs: JSON (RFC 8259), as docs/scrape.md says; rows are sorted by address.

    `removed` are the files that were removed because their pages have gone, `error` is why the run failed, if it did.
    """
    found: dict[str, Any] = {outcome: [] for outcome in OUTCOMES}
    for visit in sorted(crawled.visits, key=lambda each: (each.url, each.outcome)):
        found[visit.outcome].append(_row(visit))
    reasons = _reasons(crawled)
    found["broken"] = [{"url": url, "reason": reasons[url], "pages": [*pages]} for url, pages in crawled.broken.items()]
    found |= {"orphans": crawled.orphans, "removed": sorted(removed), "whole": crawled.whole and not error}
    return json.dumps(found | {"error": error}, ensure_ascii=False, indent=2) + "\n"


def _reasons(crawled: Crawled) -> Mapping[str, str]:
    reasons = {visit.url: visit.reason for visit in crawled.visits}
    return reasons | dict.fromkeys(crawled.circling, "it redirects in a circle")


def _leads(visit: Visit) -> bool:
    return bool(visit.links) or visit.outcome in KEPT


def _row(visit: Visit) -> Mapping[str, str]:
    row = {"url": visit.url, "path": visit.record.path if visit.record else ""}
    row |= {"reason": visit.reason, "found_on": visit.found_on, "target": visit.target}
    return {name: value for name, value in row.items() if value}


def _lines(crawled: Crawled) -> Iterator[str]:
    broken, reasons = crawled.broken, _reasons(crawled)
    for title, outcome in (("Gone", "gone"), ("Refused", "refused"), ("Failed", "failed")):
        rows = {visit.url: _said(visit) for visit in crawled.visits if visit.outcome == outcome}
        yield from _list(crawled, title, {url: said for url, said in rows.items() if url not in broken})
    yield from _skipped(crawled.visits)
    yield from _list(crawled, "Broken links", {url: reasons[url] for url in broken})
    if crawled.orphans:
        yield from ["No page leads to:", *(line(f"  {url}") for url in crawled.orphans)]
    yield from _ending(crawled)


def _said(visit: Visit) -> str:
    stays = visit.outcome == "refused" and visit.record is not None
    return f"{visit.reason}{_STAYS if stays else ''}"


def _list(crawled: Crawled, title: str, rows: Mapping[str, str]) -> Iterator[str]:
    """Yield what is said of addresses, each with the first pages that lead there."""
    if rows:
        yield f"{title}:"
    for url, said in sorted(rows.items()):
        yield line(f"  {url}: {said}")
        places = [*crawled.places(url).items()]
        for page, link in places[:_SHOWN]:
            yield line(f"    on {page}{'' if link == url else f', as {link}'}")
        if len(places) > _SHOWN:
            yield f"    and {number(len(places) - _SHOWN, 'more page')}"


def _ending(crawled: Crawled) -> Iterator[str]:
    if not crawled.ended:
        yield "The crawl was cut off; the next `harztool scrape` goes on where it stopped."
    elif crawled.partly:
        yield "This run began elsewhere than the project's site: what was not found need not have gone."
    elif not crawled.whole:
        yield "The crawl was cut short: there may be more pages, and what was not found need not have gone."


def _skipped(visits: Sequence[Visit]) -> Iterator[str]:
    """Yield how often each reason to skip an address was met, with the first address as an example."""
    skipped = sorted((visit for visit in visits if visit.outcome == "skipped"), key=lambda each: each.url)
    groups: dict[str, list[Visit]] = {}
    for visit in skipped:
        groups.setdefault(_ADDRESS.sub("…", visit.reason), []).append(visit)
    yield from ["Skipped:"] if groups else []
    for _, group in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0])):
        more = f" ({len(group) - 1} more like this)" if len(group) > 1 else ""
        yield line(f"  {group[0].url}: {group[0].reason}{more}")

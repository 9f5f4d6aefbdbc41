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
from harztool.report.findings import line, number

_ADDRESS = re.compile(r"https?://\S+")
# As many places of a broken link are told to people; programs get all.
_SHOWN = 3


@dataclass(frozen=True)
class Crawled:
    """The visits of a crawl, and whether it came to its end; what follows from them is a property."""

    visits: Sequence[Visit]
    ended: bool = True

    @cached_property
    def pages(self) -> Mapping[str, Visit]:
        """The pages of the site as it is now, by address."""
        return {visit.url: visit for visit in self.visits if visit.outcome in KEPT}

    @property
    def whole(self) -> bool:
        """Whether nothing cut the crawl short, so that what was not found is not there."""
        return self.ended and not any(visit.hides for visit in self.visits)

    @property
    def failed(self) -> float:
        """Which share of the pages could not be read; a dead link is the fault of its page, and no failure to read."""
        lost = sum(visit.outcome == "failed" and visit.hides for visit in self.visits)
        return lost / (lost + len(self.pages)) if lost else 0.0

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """The pages that lead to an address, by address."""
        found: dict[str, dict[str, None]] = {}
        for page in self.pages.values():
            for link in page.links:
                found.setdefault(link, {})[page.url] = None
        return {link: tuple(sorted(pages)) for link, pages in found.items()}

    @property
    def broken(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses that answer with an error, or not at all, each with the pages that lead there."""
        places = {visit.url: self._places(visit) for visit in self.visits if visit.dead}
        return {url: pages for url, pages in sorted(places.items()) if pages}

    @property
    def orphans(self) -> tuple[str, ...]:
        """The pages to which no way leads from the start page: only the sitemap knows them."""
        leads = {visit.url: (*visit.links, visit.target) for visit in self.visits}
        reached, new = set[str](), {visit.url for visit in self.visits if not visit.found_on and _leads(visit)}
        while new:
            reached |= new
            new = {other for url in new for other in leads.get(url, ())} - reached
        return tuple(sorted(self.pages.keys() - reached)) if reached else ()

    def _places(self, visit: Visit) -> tuple[str, ...]:
        """Return the pages that lead to an address, those first that lead there by way of a redirect."""
        ways = {each.url: each for each in self.visits if each.target == visit.url}
        pages = {page for way in (visit.url, *ways) for page in self.places.get(way, ())}
        return tuple(sorted(pages)) or tuple(filter(None, [visit.found_on] if visit.found_on in self.pages else []))


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


def told_as_json(crawled: Crawled, removed: Collection[str] = ()) -> str:
    """Return what came of a crawl for programs: JSON (RFC 8259); rows are sorted by address.

    `removed` are the files that were removed because their pages have gone.
    """
    rows: dict[str, Any] = {outcome: [] for outcome in OUTCOMES}
    for visit in sorted(crawled.visits, key=lambda each: (each.url, each.outcome)):
        rows[visit.outcome].append(_row(visit))
    rows["broken"] = [{"url": url, "pages": pages} for url, pages in crawled.broken.items()]
    rows["orphans"] = crawled.orphans
    rows["removed"] = sorted(removed)
    rows["whole"] = crawled.whole
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _leads(visit: Visit) -> bool:
    return bool(visit.links) or visit.outcome in KEPT


def _row(visit: Visit) -> Mapping[str, str]:
    row = {"url": visit.url, "path": visit.record.path if visit.record else ""}
    row |= {"reason": visit.reason, "found_on": visit.found_on}
    return {name: value for name, value in row.items() if value}


def _lines(crawled: Crawled) -> Iterator[str]:
    broken = crawled.broken
    reasons = {visit.url: visit.reason for visit in crawled.visits}
    for title, outcome in (("Gone", "gone"), ("Refused", "refused"), ("Failed", "failed")):
        visits = [visit for visit in crawled.visits if visit.outcome == outcome and visit.url not in broken]
        yield from _list(title, [f"{visit.url}: {visit.reason}" for visit in visits])
    yield from _skipped(crawled.visits)
    if broken:
        yield "Broken links:"
    for url, pages in broken.items():
        yield line(f"  {url}: {reasons[url]}")
        more = f" and {number(len(pages) - _SHOWN, 'more page')}" if len(pages) > _SHOWN else ""
        yield line(f"    on {', '.join(pages[:_SHOWN])}{more}")
    yield from _list("No page leads to", crawled.orphans)
    if not crawled.whole:
        yield "The crawl was cut short: there may be more pages, and what was not found need not have gone."


def _list(title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f"{title}:"
        yield from (line(f"  {row}") for row in sorted(rows))


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

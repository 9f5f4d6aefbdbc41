"""The addresses that are still to be read, in breadth-first order, and what each crawl keeps to from its start."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from harztool.config import Config
from harztool.web import urls
from harztool.web.objections import objection, read_parameters
from harztool.web.reading import Reading
from harztool.web.robots import Robots
from harztool.web.values import Visit

FORBIDDEN = "robots.txt forbids to read it"


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to read: where it was found, how many links from the start, after how many redirects in a row.

    `instead` is the page that named this address its canonical one, with its own lead; it stands in for it if that
    can't be read.
    """

    url: str
    found_on: str = ""
    depth: int = 0
    hops: int = 0
    instead: tuple[Lead, Reading] | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a crawl keeps to: the site of `home`, the configuration, and what robots.txt says."""

    home: str
    config: Config
    robots: Robots

    def page(self, url: str) -> str:
        """Return the address under which a page of this site is asked for."""
        return urls.page(url, self.home, read_parameters(self.config))

    def refuses(self, url: str) -> str:
        """Return why an address in normal form is not to be asked for, else nothing."""
        if reason := objection(url, self.home, self.config):
            return reason
        return "" if self.robots.allows(self.page(url)) else FORBIDDEN


@dataclass(slots=True)
class Frontier:
    """What waits, what was ever found, what was tried, and which bounds were told of.

    `whole` turns false when a bound or a failure may have hidden addresses.
    """

    waiting: deque[Lead] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    whole: bool = True

    def next(self) -> Lead | None:
        """Take the next lead off, or None where nothing waits; the address counts as tried from now on."""
        while self.waiting:
            lead = self.waiting.popleft()
            if lead.url not in self.tried:
                self.tried.add(lead.url)
                return lead
        return None

    def hasten(self, lead: Lead) -> None:
        """Let a lead be the next, whether it waits already or not."""
        self.seen.add(lead.url)
        self.waiting.appendleft(lead)

    def offer(self, links: Iterable[str], scope: Scope, found_on: str, depth: int) -> Iterator[Visit]:
        """Queue the addresses of the site that were not found before; yield a visit for each that won't be read."""
        for link in links:
            if link in self.seen or not urls.same_site(link, scope.home):
                continue
            if len(self.seen) >= scope.config.crawl.max_addresses:
                yield from self.cut(link, found_on, "more addresses than crawl.max_addresses allows")
                return
            self.seen.add(link)
            yield from self._offered(link, scope, found_on, depth)

    def _offered(self, link: str, scope: Scope, found_on: str, depth: int) -> Iterator[Visit]:
        url, reason = scope.page(link), scope.refuses(link)
        if reason and reason != FORBIDDEN:
            yield Visit(link, "skipped", reason, found_on=found_on)
        elif url == link or url not in self.seen:
            self.seen.add(url)
            if reason:
                yield Visit(url, "refused", reason, found_on=found_on)
            elif depth > scope.config.crawl.max_depth:
                yield from self.cut(url, found_on, "more links away from the start page than crawl.max_depth allows")
            else:
                self.waiting.append(Lead(url, found_on, depth))

    def cut(self, url: str, found_on: str, reason: str) -> Iterator[Visit]:
        """Note that the crawl is cut short; yield a visit for the first address that this befalls for this reason."""
        if reason not in self.told:
            yield Visit(url, "skipped", reason, found_on=found_on)
        self.told.add(reason)
        self.whole = False

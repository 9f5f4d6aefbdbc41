"""The addresses that are still to be read, in breadth-first order, and what each crawl keeps to from its start."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from harztool import urls
from harztool.config import Config
from harztool.model import Visit
from harztool.objections import objection, read_parameters
from harztool.web.robots import Robots

# Characters of an address, for the bound on how many are remembered.
_USUAL = 200
# As many parameters that were dropped are told at most: hostile sites have a new name for each link.
_TOLD = 5
FORBIDDEN = "robots.txt forbids to read it"


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to read: where it was found, how many links from the start, after how many redirects in a row."""

    url: str
    found_on: str = ""
    depth: int = 0
    hops: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """What a crawl keeps to: the site of `home`, the configuration, and what robots.txt says."""

    home: str
    config: Config
    robots: Robots

    def page(self, url: str) -> str:
        """Return the address under which a page of this site is asked for."""
        return urls.page(url, self.home, read_parameters(self.config))

    def lists(self, listed: bool) -> bool:
        """Return whether a page is to be kept that asks to be listed, or not to be."""
        return listed or self.config.crawl.noindex

    def refuses(self, url: str) -> str:
        """Return why an address in normal form is not to be asked for, else nothing."""
        if reason := objection(url, self.home, self.config):
            return reason
        return "" if self.robots.allows(self.page(url)) else FORBIDDEN


@dataclass(slots=True)
class Frontier:
    """What waits, what was ever found, what was tried, and which bounds were told of.

    `seen` holds, for each link that was found, the address under which it is asked for. `whole` turns false when a
    bound or a failure may have hidden addresses; `cuts` are the visits that tell of bounds, until somebody takes them;
    `signs` counts the characters of what was found. `dropped` counts the addresses that lost a query parameter, by its
    name, `examples` has the first of them.
    """

    waiting: deque[Lead] = field(default_factory=deque)
    seen: dict[str, str] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    cuts: list[Visit] = field(default_factory=list)
    signs: int = 0
    whole: bool = True
    dropped: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Lead] = field(default_factory=dict)

    def next(self, most: int, wanted: Container[str] = ()) -> Lead | None:
        """Take the next lead off, or None where nothing waits; the address counts as tried from now on.

        Where `most` have been tried, only what is `wanted` is taken; for the rest the crawl is cut short.
        """
        while self.waiting:
            lead = self.waiting.popleft()
            if lead.url in self.tried:
                continue
            if len(self.tried) < most or lead.url in wanted:
                self.tried.add(lead.url)
                return lead
            self.cuts += self.cut(lead.url, lead.found_on, "more pages than crawl.max_pages allows")
        return None

    def hasten(self, lead: Lead) -> None:
        """Let a lead be the next, whether it waits already or not."""
        self.seen[lead.url] = lead.url
        self.waiting.appendleft(lead)

    def leading(self, links: Iterable[str]) -> tuple[str, ...]:
        """Return the addresses on the site that links lead to, as they are asked for; those of which is known."""
        return tuple(dict.fromkeys(self.seen[link] for link in links if link in self.seen))

    def offer(self, links: Iterable[str], scope: Scope, found_on: str, depth: int) -> Iterator[Visit]:
        """Queue the addresses of the site that were not found before; yield a visit for each that won't be read."""
        most = scope.config.crawl.max_links
        for number, link in enumerate(links):
            if number >= most:
                yield from self.cut(link, found_on, "more links on one page than crawl.max_links allows")
                return
            if link in self.seen or not urls.same_site(link, scope.home):
                continue
            if self._is_full(scope.config.crawl.max_addresses):
                yield from self.cut(link, found_on, "more addresses than crawl.max_addresses allows")
                return
            yield from self._offered(link, scope, found_on, depth)

    def _offered(self, link: str, scope: Scope, found_on: str, depth: int) -> Iterator[Visit]:
        page, reason = scope.page(link), scope.refuses(link)
        url = link if page == link else page  # one text in memory for both
        if reason and reason != FORBIDDEN:
            self._remember(link, link)
            yield Visit(link, "skipped", reason, found_on=found_on)
            return
        for name in urls.lost(link, url):
            self.dropped[name] += 1
            self.examples.setdefault(name, Lead(link, found_on))
        known = url in self.seen
        self._remember(link, url)
        if known:
            return
        if reason:
            yield Visit(url, "refused", reason, found_on=found_on)
        elif depth > scope.config.crawl.max_depth:
            yield from self.cut(url, found_on, "more links away from the start page than crawl.max_depth allows")
        else:
            self.waiting.append(Lead(url, found_on, depth))

    def _remember(self, link: str, url: str) -> None:
        self.seen[link] = self.seen[url] = url
        self.signs += len(link)

    def _is_full(self, most: int) -> bool:
        # Long addresses count for more: it is memory that has a bound.
        return len(self.seen) >= most or self.signs >= most * _USUAL

    def losses(self) -> Iterator[Visit]:
        """Yield a visit for each query parameter that several addresses lost: pages of their own may be among them."""
        often = [(name, count) for name, count in self.dropped.most_common() if count > 1]
        for name, count in [each for each in often if not urls.TRACKERS.fullmatch(each[0])][:_TOLD]:
            reason = f"the parameter {name} was dropped from {count} addresses; see crawl.parameters and preset"
            yield Visit(self.examples[name].url, "skipped", reason, found_on=self.examples[name].found_on)

    def cut(self, url: str, found_on: str, reason: str) -> Iterator[Visit]:
        """Note that the crawl is cut short; yield a visit for the first address that this befalls for this reason."""
        if reason not in self.told:
            yield Visit(url, "skipped", reason, found_on=found_on, hides=True)
        self.told.add(reason)
        self.whole = False

"""`harztool scrape`: the site -> pages/."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import inf
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app
from harztool.cli.beginning import begun
from harztool.cli.project import alone
from harztool.errors import SiteError, UsageError

if TYPE_CHECKING:
    from harztool.model import Record, Trace, Visit
    from harztool.report import Crawled
    from harztool.store import Journal, Store


@app.command()
@alone
def scrape(
    url: Annotated[
        str | None, typer.Argument(metavar="URL", help="Where to begin; the project's site by default.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove pages that have gone, if the whole site was read.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what came of each address for programs.")] = False,
    root: Root = HERE,
) -> None:
    """Read the pages of the site into pages/.

    Obeys robots.txt, goes from page to page without haste, and stores again only what has changed. Ends with a report:
    what is new, changed or gone, what could not be read, broken links, pages that only the sitemap knows. A run that
    was cut off goes on where it stopped. In a folder without settings a URL begins a project: it is written to
    harztool.toml. A run that begins elsewhere than the project's site does not know what of the site has gone.
    """
    store, start = begun(url, root)
    if prune and start.partly:
        raise UsageError(
            f"What has gone is known only where the whole site is read: leave out the URL, so that it begins at "
            f"{store.config.site}, or leave out --prune."
            if store.config.site
            else "What has gone is known only where the whole site is read: set `site` in the settings to use --prune."
        )
    reading = _Reading.of(store, partly=start.partly)
    error = ""
    try:
        reading.read(start.url)
        _judge(reading.crawled, store.config.crawl.max_failed)
    except SiteError as fault:
        error = str(fault)
        raise
    finally:
        removed = reading.pruned() if prune else []
        reading.save()
        _report(store, reading.crawled, removed, error, as_json=as_json)
        if prune and reading.ended and not reading.crawled.whole:
            talk.say("Nothing was removed, as the crawl was cut short; see above what may be hidden.")
        elif prune and reading.ended and reading.gone:
            talk.say(_refusal(reading))


@dataclass(slots=True)
class _Reading:
    """A crawl with all that it leaves on the disk: pages as they come, the index and what spares work next time.

    `records` are by file: a file holds one page, and what is found in it now takes the place of what was.
    """

    store: Store
    journal: Journal
    known: Mapping[str, Record]
    traces: Mapping[str, Trace]
    fresh: frozenset[str]
    partly: bool = False
    records: dict[str, Record] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    ended: bool = False

    @classmethod
    def of(cls, store: Store, *, partly: bool = False) -> _Reading:
        """Return the crawl that goes on where the last one stopped."""
        from harztool.store import overlaid

        journal = store.journal()
        entries = journal.entries()
        if journal.open:
            journal.sweep()
        known = overlaid(store.index(), entries)
        traces = journal.traces() | {entry.trace.url: entry.trace for entry in entries}
        fresh = frozenset(entry.record.url for entry in entries if _age(entry.record) < store.config.crawl.resume)
        records = {record.path: record for record in known.values()}
        return cls(store, journal, known, traces, fresh, partly, records)

    @property
    def crawled(self) -> Crawled:
        """What came of the crawl so far."""
        from harztool.report import Crawled

        return Crawled(self.visits, ended=self.ended, partly=self.partly)

    def read(self, site: str) -> None:
        """Read the site to its end; each page holds from when it was read."""
        from harztool import web
        from harztool.cli.gauge import Gauge
        from harztool.store import page_path

        memory = web.Memory(self.traces, self.fresh)
        with Gauge() as gauge:
            for visit in web.crawl(
                site,
                self.store.config,
                self.known,
                path=page_path,
                stored=self.store.page_text,
                memory=memory,
                queued=gauge.waits,
            ):
                self._keep(visit)
                gauge.count(visit)
        self.ended = True

    def _keep(self, visit: Visit) -> None:
        from harztool.store import Entry

        if talk.verbose:
            from harztool.report import line

            # What a server says must not speak to the terminal.
            talk.detail(line(f"{visit.url}: {visit.outcome}{', ' if visit.reason else ''}{visit.reason}"))
        if self.partly and visit.outcome == "gone" and not (visit.dead or visit.target):
            return  # it may well be where this run did not begin
        if visit.outcome == "refused":
            visit = replace(visit, record=self.known.get(visit.url))
        self.visits.append(replace(visit, page=None))
        if visit.page and visit.record and visit.trace:
            self.store.begin()
            self.journal.begin()
            self.store.save_page(visit.page)
            self.journal.add(Entry(visit.record, visit.trace))
        if visit.record and visit.outcome != "gone":
            self.records[visit.record.path] = visit.record

    @property
    def gone(self) -> list[Record]:
        """The pages that have gone, and whose file holds no other page by now."""
        records = [visit.record for visit in self.visits if visit.outcome == "gone" and visit.record]
        return [record for record in records if self.records.get(record.path) == record]

    def save(self) -> None:
        """Write the index; the journal stays open where the crawl did not come to its end."""
        for record in self.gone:
            # Whoever was cut off while pruning has removed the text alone.
            if self.store.page_text(record) is None:
                del self.records[record.path]
        self.journal.rest()
        if self.records:
            self.store.save_index(self.records.values())
        if self.ended:
            self._close()

    def _close(self) -> None:
        urls = {record.url for record in self.records.values()}
        found = {visit.url: visit.trace for visit in self.visits if visit.trace}
        traces = {url: trace for url, trace in {**self.traces, **found}.items() if url in urls}
        if traces != self.traces or self.journal.open:
            self.journal.save_traces(traces)
        self.journal.close()

    def pruned(self) -> list[str]:
        """Remove the pages that have gone, and return their files.

        Nothing is removed where there may be more pages than were found, or where more have gone than can be meant.
        """
        removed = self.gone
        if not removed or not self.crawled.whole or self.are_too_many(removed):
            return []
        self.journal.begin()
        for record in removed:
            self.store.remove_page(record)
            del self.records[record.path]
        return [record.path for record in removed]

    def are_too_many(self, gone: Collection[Record]) -> bool:
        """Return whether so many pages have gone that a slip of the site is more likely, such as a page of errors."""
        return len(gone) > self.store.config.crawl.max_gone * len(self.known)


def _report(store: Store, crawled: Crawled, removed: Iterable[str], error: str, *, as_json: bool) -> None:
    from harztool.report import crawled as report

    if as_json:
        talk.show(report.told_as_json(crawled, [*removed], error))
    elif crawled.visits and (text := report.told(crawled)):
        talk.say(text)
    for path in removed:
        talk.say(f"{store.config.pages}/{path}: removed")
    if crawled.visits:
        talk.say(f"{store.config.pages}: {report.counted(crawled)}")
        _tell_if_nothing(store, crawled)


def _tell_if_nothing(store: Store, crawled: Crawled) -> None:
    """Say what to do where a crawl has come to its end without a page."""
    if crawled.ended and not crawled.pages:
        begun = ", so no project was begun" if store.is_planned else ""
        wished = any("noindex" in visit.reason for visit in crawled.visits if visit.outcome == "refused")
        way = "set noindex = true in [crawl] to read pages that ask not to be listed" if wished else "see above why"
        talk.say(f"There is no page to keep{begun}; {way}.")


def _refusal(reading: _Reading) -> str:
    most = reading.store.config.crawl.max_gone
    return (
        f"Nothing was removed, as {len(reading.gone)} of {len(reading.known)} pages have gone, more than "
        f"crawl.max_gone allows ({most:.0%}); if that is meant, set it higher for this run."
    )


def _age(record: Record) -> float:
    """Return how many seconds ago a page was read; without end where the record does not say."""
    try:
        return (datetime.now(UTC) - datetime.fromisoformat(record.fetched)).total_seconds()
    except (ValueError, TypeError):
        return inf


def _judge(crawled: Crawled, most: float) -> None:
    """Raise `SiteError` where too much of the site could not be read."""
    if crawled.failed > most:
        raise SiteError(
            f"{crawled.failed:.0%} of the pages could not be read, more than crawl.max_failed allows ({most:.0%}); "
            "what was read is kept, try again later to go on."
        )

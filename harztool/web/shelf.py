"""What is known from the last crawl: by it, an answer is new, changed or unchanged, and a question conditional."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from harztool.model import Page, Record, Trace, Visit
from harztool.web.lots import without_lots
from harztool.web.reading import Reading

# Characters of all links of a page.
_HEAVY = 100_000
Path = Callable[[str], str]
Stored = Callable[[Record], str | None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The index by URL, the function that names a page's file, and the one that gives a page's stored text.

    Without `stored`, no question is conditional: an answer of 304 has no links, only the stored text has. `traces`
    spare reading that text again. What is in `fresh` was read so recently that it is not even asked for. `compared`
    are the pages that lie here as they were read, of which the question said so: by an answer of 304 they still do.
    """

    known: Mapping[str, Record]
    path: Path
    stored: Stored | None = None
    traces: Mapping[str, Trace] = field(default_factory=dict)
    fresh: Collection[str] = frozenset()
    compared: set[str] = field(default_factory=set)

    def text(self, record: Record) -> str | None:
        """Return the stored text of a page, or None if it is missing or no longer what was read."""
        html = self.stored(record) if self.stored else None
        return html if html is not None and digest(html) == record.sha256 else None

    def headers(self, url: str) -> dict[str, str]:
        """Return what makes a question conditional (RFC 9110, 13.1), for a page that lies here as it was read."""
        record = self.known.get(url)
        if record is None or self.text(record) is None:
            return {}
        pairs = {"If-None-Match": record.etag, "If-Modified-Since": record.last_modified}
        self.compared.add(url)
        return {name: value for name, value in pairs.items() if value}

    def trace(self, record: Record) -> Trace | None:
        """Return what the text of a page said when it was read, if that is the text of the record."""
        trace = self.traces.get(record.url)
        return trace if trace is not None and trace.sha256 == record.sha256 else None

    def holds(self, url: str) -> bool:
        """Return whether a page need not be asked for, as it was read a short while ago and lies here."""
        record = self.known.get(url) if url in self.fresh else None
        if record is None or self.trace(record) is None or self.text(record) is None:
            return False
        self.compared.add(url)
        return True

    def visit(self, page: Reading, found_on: str) -> Visit:
        """Return whether a page is new, changed or unchanged; an unchanged one keeps its record as it is."""
        old = self.known.get(page.url)
        if old is not None and (page.html is None or self._is_same(page.html, old)):
            return Visit(page.url, "unchanged", record=old, found_on=found_on, trace=_trace(page, old.sha256))
        return self._read(page, page.html or "", old, found_on)

    def _read(self, page: Reading, html: str, old: Record | None, found_on: str) -> Visit:
        path = self.path(page.url)
        record = Record(
            page.url,
            path,
            etag=page.etag,
            last_modified=page.last_modified,
            sha256=digest(html),
            title=page.title,
            fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        return Visit(
            page.url,
            "changed" if old else "new",
            page=Page(page.url, path, html),
            record=record,
            found_on=found_on,
            trace=_trace(page, record.sha256),
        )

    def _is_same(self, html: str, old: Record) -> bool:
        if self.stored is None:
            return digest(html) == old.sha256
        before = self.text(old)
        return before is not None and (before == html or without_lots(before) == without_lots(html))


def _trace(page: Reading, sha256: str) -> Trace:
    if sum(map(len, page.links)) > _HEAVY:
        # The trace of no text: it spares no work, and no memory is filled with what a hostile page says.
        return Trace(page.url, "")
    return Trace(page.url, sha256, page.canonical, page.links, page.listed, page.language)


def digest(html: str) -> str:
    """Return the SHA-256 of a page's text as it is stored, in UTF-8.

    >>> digest("<p>Burg</p>")[:8]
    '3df4da6b'
    """
    return hashlib.sha256(html.encode()).hexdigest()

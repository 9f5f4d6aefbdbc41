"""The journal of a crawl: what was read, one line at a time, so that no end of the process loses it.

In `pages/.crawl/` lie two files that are nobody's but the crawler's. `journal.jsonl` exists while a crawl is under way
or was cut off: a line is added for each page, and the next crawl begins with them. `traces.jsonl` tells of all pages
what they said to the crawler; it only saves work, and may be deleted at any time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from harztool.errors import FileError
from harztool.model import Record, Trace
from harztool.store import files

T = TypeVar("T")
FOLDER = ".crawl"
_IGNORE = "*\n"
# Counts up when a page is read in another way; what was found in an older way is then no longer believed.
_EDITION = "2"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: a page that was read, and what it said."""

    record: Record
    trace: Trace


@dataclass(slots=True)
class Journal:
    """The journal of the crawls of one folder of pages; `name` is what an error calls that folder."""

    pages: Path
    name: str
    _file: IO[bytes] | None = field(default=None, init=False)

    @property
    def open(self) -> bool:
        """Whether a crawl is under way, or was cut off."""
        return self._journal.exists()

    def entries(self) -> list[Entry]:
        """Return what a crawl that was cut off had read; a line that it had no time to finish does not count."""
        return [entry for line in self._lines(self._journal) for entry in _decoded(line, Entry)]

    def begin(self) -> IO[bytes]:
        """Note that something is about to be written, so that what is cut off in the middle is swept up; return where.

        Raises `FileError` where that cannot be written.
        """
        if self._file is None:
            self._file = files.appending(self._journal, f"{self.name}/{FOLDER}")
            # For those who keep pages/ under version control: a cache that says so itself, as others do.
            files.write(self.pages / FOLDER / ".gitignore", _IGNORE, f"{self.name}/{FOLDER}")
        return self._file

    def add(self, entry: Entry) -> None:
        """Add a page that was read; it holds from now on, whatever happens to the process.

        Raises `FileError` where that cannot be written.
        """
        file = self.begin()
        # The break comes first: it ends what a crawl may have left unfinished.
        files.append(file, f"\n{msgspec.json.encode(entry).decode()}", f"{self.name}/{FOLDER}")

    def rest(self) -> None:
        """Let go of the file, with all that was added."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def close(self) -> None:
        """Note that the crawl came to its end."""
        self.rest()
        files.remove(self._journal, f"{self.name}/{FOLDER}")

    def traces(self) -> dict[str, Trace]:
        """Return what pages said to the crawler, by URL."""
        edition, *lines = self._lines(self._traces) or [""]
        if edition != _EDITION:
            return {}
        return {trace.url: _lean(trace) for line in lines for trace in _decoded(line, Trace)}

    def save_traces(self, traces: Mapping[str, Trace]) -> None:
        """Write what pages said, sorted by URL."""
        self.begin()
        files.write(self._traces, "\n".join([_EDITION, *_encoded(traces.values())]) + "\n", f"{self.name}/{FOLDER}")

    def sweep(self) -> None:
        """Remove what a process that was cut off while writing has left beside the pages."""
        for path in self.pages.rglob(f".*{files.UNFINISHED}"):
            files.remove(path, f"{self.name}/{path.name}")

    def _lines(self, path: Path) -> list[str]:
        try:
            return files.read(path, f"{self.name}/{FOLDER}").split("\n") if path.exists() else []
        except FileError:  # cut off in the middle of a letter, or not ours: all of it can be had from the site again
            return []

    @property
    def _journal(self) -> Path:
        return self.pages / FOLDER / "journal.jsonl"

    @property
    def _traces(self) -> Path:
        return self.pages / FOLDER / "traces.jsonl"


def overlaid(known: Mapping[str, Record], entries: Iterable[Entry]) -> dict[str, Record]:
    """Return the index with what a crawl that was cut off had read; a file holds one page, the later one.

    >>> old, new = Record("https://harz.example/alt", "a.html"), Record("https://harz.example/a", "a.html")
    >>> list(overlaid({old.url: old}, [Entry(new, Trace(new.url, ""))]))
    ['https://harz.example/a']
    """
    records = {record.path: record for record in known.values()}
    records |= {entry.record.path: entry.record for entry in entries}
    return {record.url: record for record in records.values()}


def _lean(trace: Trace) -> Trace:
    # The same navigation stands on every page: one text in memory for each of its addresses.
    return replace(trace, links=tuple(map(sys.intern, trace.links)))


def _encoded(traces: Iterable[Trace]) -> Iterator[str]:
    return (msgspec.json.encode(trace).decode() for trace in sorted(traces, key=lambda each: each.url))


def _decoded(line: str, kind: type[T]) -> Iterator[T]:
    try:
        yield msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return

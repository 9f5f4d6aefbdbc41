"""The ledger: drafts that have been paid for, and how many characters were sent in which month.

It lies in `.harztool/`, which keeps itself out of git: it saves money, and no more. What is in it is there from the
moment that a call returns, whatever happens to the process. It may be deleted; then what is not yet in a catalog is
paid for again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from harztool.errors import FileError
from harztool.store.lock import FOLDER, prepare

FILE = "drafts.sqlite"
# Write-ahead, and no waiting for the disk: what is written outlasts the process, if not always a power cut
# (https://sqlite.org/wal.html, "Performance Considerations").
_PREPARED = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, translation TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sent (
    number INTEGER PRIMARY KEY, month TEXT NOT NULL, characters INTEGER NOT NULL, answered INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS terms (language TEXT PRIMARY KEY, entries TEXT NOT NULL) WITHOUT ROWID;
"""
# As many as SQLite takes in one question on every machine.
_MANY = 500


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m")


@dataclass(slots=True)
class Ledger:
    """The ledger of the project in a folder; it may be asked from several threads at once."""

    root: Path
    month: Callable[[], str] = _today
    _connection: sqlite3.Connection | None = field(default=None, init=False)
    _lock: RLock = field(default_factory=RLock, init=False)

    def known(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the translations that have been paid for, by their keys; "" is an answer without a text."""
        wanted = list(keys)
        found: dict[str, str] = {}
        if not wanted or not self._there:
            return found
        with self._open() as connection:
            for start in range(0, len(wanted), _MANY):
                some = wanted[start : start + _MANY]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, translation FROM answers WHERE key IN ({marks})"  # noqa: S608 - marks only
                found.update(connection.execute(query, some))
        return found

    def asking(self, characters: int) -> int:
        """Note that characters are about to be sent; return the number of that note."""
        with self._open() as connection:
            note = connection.execute("INSERT INTO sent (month, characters) VALUES (?, ?)", (self.month(), characters))
            return int(note.lastrowid or 0)

    def answered(self, number: int, answers: Mapping[str, str]) -> None:
        """Keep what was paid for."""
        with self._open() as connection:
            connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", answers.items())
            connection.execute("UPDATE sent SET answered = 1 WHERE number = ?", (number,))

    def refused(self, number: int) -> None:
        """Note that nothing came of what was about to be sent."""
        with self._open() as connection:
            connection.execute("DELETE FROM sent WHERE number = ?", (number,))

    def sent(self) -> int:
        """Return how many characters were sent this month, with what was cut off under way, as that may be billed."""
        return self._sum("SELECT SUM(characters) FROM sent WHERE month = ?", self.month())

    def lost(self) -> int:
        """Return how many characters were under way when a run was cut off, and forget that they were."""
        lost = self._sum("SELECT SUM(characters) FROM sent WHERE answered = 0")
        if lost:
            with self._open() as connection:
                connection.execute("UPDATE sent SET answered = 1")
        return lost

    def terms(self, language: str) -> str:
        """Return what was last noted of the glossary of a language, or ""."""
        if not self._there:
            return ""
        with self._open() as connection:
            found = connection.execute("SELECT entries FROM terms WHERE language = ?", (language,)).fetchone()
        return str(found[0]) if found else ""

    def note_terms(self, language: str, entries: str) -> None:
        """Note by which glossary the drafts of a language were made."""
        if self.terms(language) != entries:
            with self._open() as connection:
                connection.execute("INSERT OR REPLACE INTO terms VALUES (?, ?)", (language, entries))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _sum(self, query: str, *values: str) -> int:
        if not self._there:
            return 0
        with self._open() as connection:
            return int(connection.execute(query, values).fetchone()[0] or 0)

    @property
    def _path(self) -> Path:
        return self.root / FOLDER / FILE

    @property
    def _there(self) -> bool:
        return self._connection is not None or self._path.exists()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Give the file, and keep all that is done in the block, or nothing of it."""
        with self._lock:
            try:
                if self._connection is None:
                    prepare(self.root / FOLDER)
                    self._connection = sqlite3.connect(self._path, check_same_thread=False)
                    self._connection.executescript(_PREPARED)
                with self._connection:
                    yield self._connection
            except (sqlite3.Error, OSError) as error:
                raise FileError(
                    f"{FOLDER}/{FILE}, which holds the drafts that are paid for, cannot be used: "
                    f"{str(error).lower()}; if it is broken, delete it."
                ) from error

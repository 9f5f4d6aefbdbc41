"""The ledger: drafts that have been paid for, and how many characters were sent in which month.

It lies in `.harztool/`, which keeps itself out of git: it saves money, and no more. What is in it is there from the
moment that a call returns, whatever happens to the process. It may be deleted; then what is not yet in a catalog is
paid for again.
"""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock

from harztool.errors import FileError
from harztool.store.lock import FOLDER, prepare

FILE = "drafts.sqlite"
# Write-ahead, and no waiting for the disk: what is written outlasts the process, if not always a power cut
# (https://sqlite.org/wal.html, "Performance Considerations").
_SWIFT = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
"""
# Counts up when the tables below change so that others can't read them any more.
_VERSION = 1
_TERMS = """
CREATE TABLE IF NOT EXISTS terms (
    language TEXT, term TEXT, translation TEXT, PRIMARY KEY (language, term, translation)
) WITHOUT ROWID;
"""
_TABLES = f"""{_TERMS}
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, translation TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sent (
    number INTEGER PRIMARY KEY, month TEXT NOT NULL, characters INTEGER NOT NULL, answered INTEGER NOT NULL DEFAULT 0
);
"""
_NAMED = f"{FOLDER}/{FILE}, which holds the drafts that are paid for"
# As many as SQLite takes in one question on every machine.
_MANY = 500
# What is behind a fault, by the code of SQLite (https://sqlite.org/rescode.html), and the way out. Only the first two
# say that what is in the file is lost; nobody is told to give up paid answers for less.
_MOVE = f"move it to another name, such as {FILE}.old; what is not yet in a catalog is then paid for again"
_WAYS = {
    sqlite3.SQLITE_NOTADB: f"it is no such file: {_MOVE}",
    sqlite3.SQLITE_CORRUPT: f"it is broken: {_MOVE}",
    sqlite3.SQLITE_BUSY: "another program holds it; close that, and run the command again",
    sqlite3.SQLITE_LOCKED: "another program holds it; close that, and run the command again",
    sqlite3.SQLITE_READONLY: "it can't be written; let yourself write to it and to its folder",
    sqlite3.SQLITE_PERM: "it can't be opened; let yourself read and write it",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened; let yourself read and write it, and its folder",
    sqlite3.SQLITE_FULL: "the disk is full; make room, and run the command again",
    sqlite3.SQLITE_IOERR: "the disk fails; look whether there is room on it, and whether it is well",
}

_SYSTEM = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EACCES: sqlite3.SQLITE_PERM,
    errno.EISDIR: sqlite3.SQLITE_CANTOPEN,
    errno.EIO: sqlite3.SQLITE_IOERR,
}


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m")


@dataclass(slots=True)
class Ledger:
    """The ledger of the project in a folder; it may be asked from several threads at once.

    For so many seconds of `patience` it waits for another program that writes to its file. Where it `only_reads`, it
    changes nothing and makes no file, and needs no leave to write: it tells what was there when it was first asked.
    """

    root: Path
    month: Callable[[], str] = _today
    patience: float = 5.0
    only_reads: bool = False
    _came: list[tuple[int]] = field(default_factory=list, init=False)
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

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers beside those to what is sent: what must not be asked for again."""
        with self._open() as connection:
            connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", answers.items())

    def refused(self, number: int) -> None:
        """Note that nothing came of what was about to be sent."""
        with self._open() as connection:
            connection.execute("DELETE FROM sent WHERE number = ?", (number,))

    def sent(self) -> int:
        """Return how many characters were sent this month, with what was cut off under way, as that may be billed."""
        if not self._there:
            return 0
        with self._open() as connection:
            found = connection.execute("SELECT SUM(characters) FROM sent WHERE month = ?", (self.month(),))
            return int(found.fetchone()[0] or 0)

    def came(self, numbers: Iterable[int]) -> None:
        """Note that answers came that could not be kept, as soon as something can be noted again."""
        self._came.extend((number,) for number in numbers)

    def lost(self) -> tuple[int, int]:
        """Return how many requests, of how many characters, got no answer, and forget that they did not."""
        if not self._there:
            return 0, 0
        with self._open() as connection:
            connection.executemany("UPDATE sent SET answered = 1 WHERE number = ?", self._came)
            requests, characters = connection.execute(
                "SELECT COUNT(*), SUM(characters) FROM sent WHERE answered = 0"
            ).fetchone()
            if requests:
                connection.execute("UPDATE sent SET answered = 1")
        return requests, characters or 0

    def terms(self, language: str) -> frozenset[tuple[str, str]]:
        """Return the terms, each with its translation, by which drafts of a language may have been made."""
        if not self._there:
            return frozenset()
        with self._open() as connection:
            return frozenset(connection.execute("SELECT term, translation FROM terms WHERE language = ?", (language,)))

    def note_terms(self, language: str, entries: Mapping[str, str]) -> None:
        """Note by which terms drafts of a language are made from now on; earlier ones stay noted."""
        if not self.terms(language).issuperset(entries.items()):
            self._add_terms(language, entries, "")

    def forget_terms(self, language: str, entries: Mapping[str, str]) -> None:
        """Note that no draft of a language is by other terms than these any more."""
        if self.terms(language) != entries.items():
            self._add_terms(language, entries, "DELETE FROM terms WHERE language = ?")

    def _add_terms(self, language: str, entries: Mapping[str, str], before: str) -> None:
        with self._open() as connection:
            if before:
                connection.execute(before, (language,))
            rows = ((language, *each) for each in entries.items())
            connection.executemany("INSERT OR IGNORE INTO terms VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

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
                    self._connection = self._connected()
                with self._connection:
                    yield self._connection
            except (sqlite3.Error, OSError) as error:
                raise FileError(f"{_NAMED}, cannot be used: {_way_out(error)}.") from error

    def _connected(self) -> sqlite3.Connection:
        if self.only_reads:
            return _copied(self._path)
        prepare(self.root / FOLDER)
        made = sqlite3.connect(self._path, timeout=self.patience, check_same_thread=False)
        try:
            _require_version(made)
            made.executescript(_SWIFT + _TABLES)
        except BaseException:
            made.close()
            raise
        return made


def _copied(path: Path) -> sqlite3.Connection:
    """Return what is in a file, and in what was written ahead of it, as a database in memory.

    SQLite itself makes files beside one that is written ahead, and opens none in a folder where it may not
    (https://sqlite.org/wal.html, "Read-Only Databases").
    """
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with TemporaryDirectory() as folder:
        # In this order, so that what is moved from one to the other meanwhile is in both rather than in neither.
        for each in (path.with_name(f"{path.name}-wal"), path):
            if each is path or each.exists():
                shutil.copyfile(each, Path(folder) / each.name)
        with closing(sqlite3.connect(Path(folder) / path.name)) as found:
            _require_version(found)
            found.backup(copy)
    copy.executescript(f"{_TABLES} PRAGMA query_only = 1;")
    return copy


def _require_version(made: sqlite3.Connection) -> None:
    """Make sure that a file is as this version of harztool writes it; one without a version gets it."""
    version = made.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        _bring_terms_up(made)
        made.execute(f"PRAGMA user_version = {_VERSION}")
    elif version != _VERSION:
        raise FileError(f"{_NAMED}, was written by another version of harztool: use that one, or {_MOVE}.")


def _bring_terms_up(made: sqlite3.Connection) -> None:
    """Give each term a row of its own, where a file without a version has one row, in JSON, for all of a language."""
    if "entries" not in {row[1] for row in made.execute("PRAGMA table_info(terms)")}:
        return
    found = made.execute("SELECT language, entries FROM terms").fetchall()
    rows = [(language, *each) for language, entries in found for each in dict(json.loads(entries)).items()]
    with made:
        made.execute("BEGIN")
        made.execute("DROP TABLE terms")
        made.execute(_TERMS)
        made.executemany("INSERT INTO terms VALUES (?, ?, ?)", rows)


def _way_out(error: sqlite3.Error | OSError) -> str:
    if isinstance(error, OSError):
        code = _SYSTEM.get(error.errno or 0, 0)
    else:  # the last byte of a code is the kind, those before it say more of it
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _WAYS.get(code) or f"{str(error).lower().rstrip('.')}; leave it as it is, and run the command again"

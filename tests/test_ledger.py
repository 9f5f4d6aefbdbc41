from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from harztool.errors import FileError
from harztool.store import Ledger


def test_what_was_answered_is_there_after_the_process(tmp_path: Path) -> None:
    first = Ledger(tmp_path)
    number = first.asking(10)
    first.answered(number, {"a": "castle", "b": ""})
    second = Ledger(tmp_path)  # the first one never let go
    assert second.known(["a", "b", "c"]) == {"a": "castle", "b": ""}
    assert (second.sent(), second.lost()) == (10, (0, 0))


def test_what_was_refused_was_not_sent_and_what_was_cut_off_may_have_been(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.refused(ledger.asking(5))
    ledger.asking(7)
    ledger.asking(4)
    assert ledger.sent() == 11
    assert (ledger.lost(), ledger.lost()) == ((2, 11), (0, 0))
    assert ledger.sent() == 11


def test_a_month_begins_with_nothing(tmp_path: Path) -> None:
    months = iter(["2026-11", "2026-11", "2026-12"])
    ledger = Ledger(tmp_path, lambda: next(months))
    ledger.answered(ledger.asking(5), {})
    assert [ledger.sent(), ledger.sent()] == [5, 0]


def test_looking_makes_no_file(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert (ledger.known(["a"]), ledger.sent(), ledger.lost(), ledger.terms("en")) == ({}, 0, (0, 0), set())
    assert list(tmp_path.iterdir()) == []


def test_terms_stay_noted_until_no_draft_is_by_them_any_more(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for entries in ({}, {"Tal": "vale", "See": "lake"}, {"Tal": "dale"}, {}):
        ledger.note_terms("en", entries)
    assert ledger.terms("en") == {("Tal", "vale"), ("See", "lake"), ("Tal", "dale")}
    assert ledger.terms("es") == set()
    ledger.note_terms("es", {"Tal": "valle"})
    ledger.forget_terms("en", {"Tal": "dale"})
    assert (ledger.terms("en"), ledger.terms("es")) == ({("Tal", "dale")}, {("Tal", "valle")})


def test_many_keys_and_many_threads_at_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: ledger.answered(ledger.asking(1), {f"{i}": f"text {i}"}), range(200)))
    assert len(ledger.known(map(str, range(2000)))) == 200
    assert ledger.sent() == 200


def path_of(root: Path) -> Path:
    return root / ".harztool/drafts.sqlite"


def whole(root: Path) -> None:
    ledger = Ledger(root)
    ledger.answered(ledger.asking(1), {f"{number}": "castle" * 99 for number in range(99)})
    ledger.close()


def no_database(root: Path) -> None:
    path_of(root).write_bytes(b"x" * 5000)


def damaged(root: Path) -> None:
    content = bytearray(path_of(root).read_bytes())
    content[100:4096] = b"\xff" * 3996
    path_of(root).write_bytes(content)


def held(root: Path) -> None:
    other = sqlite3.connect(path_of(root), isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    HELD.append(other)


def no_file(root: Path) -> None:
    path_of(root).unlink()
    path_of(root).mkdir()


HELD: list[sqlite3.Connection] = []


@pytest.mark.parametrize(
    ("spoil", "said", "lost"),
    [
        pytest.param(
            no_database,
            "it is no such file: move it to another name, such as drafts.sqlite.old",
            True,
            id="no database",
        ),
        pytest.param(damaged, "it is broken: move it to another name", True, id="damaged"),
        pytest.param(held, "another program holds it; close that, and run the command again.", False, id="locked"),
        pytest.param(no_file, "it can't be opened; let yourself read and write it", False, id="a folder of its name"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_the_way_out(
    tmp_path: Path, spoil: Callable[[Path], None], said: str, *, lost: bool
) -> None:
    whole(tmp_path)
    spoil(tmp_path)
    try:
        with pytest.raises(FileError) as caught:
            Ledger(tmp_path, patience=0).known(["1"])
    finally:
        while HELD:
            HELD.pop().close()
    if spoil is not held:  # what only reads does not wait for others
        with pytest.raises(FileError, match=re.escape(said)):
            Ledger(tmp_path, only_reads=True).known(["1"])
    told = str(caught.value)
    assert told.startswith(".harztool/drafts.sqlite, which holds the drafts that are paid for, cannot be used: ")
    assert said in told
    assert ("paid for again" in told) is lost
    assert "delete" not in told


def content(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / ".harztool").iterdir()}


@pytest.mark.parametrize("closed", [True, False], ids=["whole", "written ahead"])
def test_a_ledger_that_only_reads_makes_and_changes_nothing(tmp_path: Path, *, closed: bool) -> None:
    writing = Ledger(tmp_path)
    writing.answered(writing.asking(7), {"a": "castle"})
    writing.asking(5)
    if closed:
        writing.close()
    before = content(tmp_path)
    assert ("drafts.sqlite-wal" in before) is not closed
    reading = Ledger(tmp_path, only_reads=True)
    assert (reading.known(["a", "b"]), reading.sent(), reading.terms("en")) == ({"a": "castle"}, 12, set())
    with pytest.raises(FileError, match="can't be written"):
        reading.asking(1)
    reading.close()
    assert content(tmp_path) == before
    writing.close()


def test_a_ledger_that_only_reads_needs_no_file_and_makes_none(tmp_path: Path) -> None:
    assert (Ledger(tmp_path, only_reads=True).known(["a"]), list(tmp_path.iterdir())) == ({}, [])


def test_a_ledger_that_only_reads_takes_one_without_a_version_and_without_later_tables(tmp_path: Path) -> None:
    whole(tmp_path)
    of_version(tmp_path, 0)
    with sqlite3.connect(path_of(tmp_path)) as older:
        older.execute("DROP TABLE terms")
    older.close()
    before = content(tmp_path)
    reading = Ledger(tmp_path, only_reads=True)
    assert (reading.known(["1"]), reading.terms("en")) == ({"1": "castle" * 99}, set())
    assert content(tmp_path) == before


def test_a_folder_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    writing = Ledger(tmp_path)
    writing.answered(writing.asking(7), {"a": "castle"})
    folder = tmp_path / ".harztool"
    (folder / "drafts.sqlite-shm").chmod(0o400)
    # Root may write wherever it is: then it is at least sure that nothing is written.
    folder.chmod(0o500)
    try:
        assert Ledger(tmp_path, only_reads=True).known(["a"]) == {"a": "castle"}
    finally:
        folder.chmod(0o700)


def of_version(root: Path, version: int) -> None:
    connection = sqlite3.connect(path_of(root))
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_a_file_of_another_version_is_left_alone_and_told_with_the_way_out(tmp_path: Path) -> None:
    whole(tmp_path)
    of_version(tmp_path, 2)
    before = path_of(tmp_path).read_bytes()
    ledger = Ledger(tmp_path)
    for ask in (lambda: ledger.known(["1"]), lambda: ledger.asking(1), ledger.sent):
        with pytest.raises(FileError) as caught:
            ask()
        assert str(caught.value) == (
            ".harztool/drafts.sqlite, which holds the drafts that are paid for, was written by another version of "
            "harztool: use that one, or move it to another name, such as drafts.sqlite.old; what is not yet in a "
            "catalog is then paid for again."
        )
    assert path_of(tmp_path).read_bytes() == before


def test_a_file_without_a_version_is_taken_as_it_is_and_gets_one(tmp_path: Path) -> None:
    whole(tmp_path)
    of_version(tmp_path, 0)
    ledger = Ledger(tmp_path)
    assert ledger.known(["1"]) == {"1": "castle" * 99}
    ledger.close()
    of = sqlite3.connect(path_of(tmp_path))
    assert of.execute("PRAGMA user_version").fetchone() == (1,)
    of.close()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        pytest.param("PRAGMA max_page_count = 1", "the disk is full; make room", id="full"),
        pytest.param("PRAGMA query_only = 1", "it can't be written; let yourself write to it", id="read-only"),
    ],
)
def test_a_file_that_cannot_be_written_loses_nothing(tmp_path: Path, setting: str, said: str) -> None:
    whole(tmp_path)
    ledger = Ledger(tmp_path)
    with ledger._open() as connection:
        connection.execute(setting)
    with pytest.raises(FileError, match=said):
        ledger.answered(1, {f"new {number}": "text" * 999 for number in range(99)})
    ledger.close()
    assert Ledger(tmp_path).known(["1"]) == {"1": "castle" * 99}


def test_a_file_is_used_again_once_nobody_holds_it(tmp_path: Path) -> None:
    whole(tmp_path)
    held(tmp_path)
    ledger = Ledger(tmp_path, patience=0)
    with pytest.raises(FileError):
        ledger.known(["1"])
    HELD.pop().close()
    assert ledger.known(["1"]) == {"1": "castle" * 99}


@pytest.mark.parametrize("only_reads", [False, True])
def test_the_terms_of_a_file_without_a_version_are_brought_up_to_date(tmp_path: Path, only_reads: bool) -> None:
    (tmp_path / ".harztool").mkdir()
    with closing(sqlite3.connect(tmp_path / ".harztool" / "drafts.sqlite")) as old, old:
        old.execute("CREATE TABLE terms (language TEXT PRIMARY KEY, entries TEXT NOT NULL) WITHOUT ROWID")
        old.execute("""INSERT INTO terms VALUES ('en', '{"Landkreis": "district", "Tal": "vale"}')""")
    with closing(Ledger(tmp_path, only_reads=only_reads)) as ledger:
        assert ledger.terms("en") == {("Landkreis", "district"), ("Tal", "vale")}
        assert ledger.sent() == 0
    with closing(Ledger(tmp_path, only_reads=only_reads)) as ledger:
        assert ledger.terms("en") == {("Landkreis", "district"), ("Tal", "vale")}

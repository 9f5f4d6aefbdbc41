from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
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
    assert (second.sent(), second.lost()) == (10, 0)


def test_what_was_refused_was_not_sent_and_what_was_cut_off_may_have_been(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.refused(ledger.asking(5))
    ledger.asking(7)
    assert ledger.sent() == 7
    assert (ledger.lost(), ledger.lost()) == (7, 0)
    assert ledger.sent() == 7


def test_a_month_begins_with_nothing(tmp_path: Path) -> None:
    months = iter(["2026-11", "2026-11", "2026-12"])
    ledger = Ledger(tmp_path, lambda: next(months))
    ledger.answered(ledger.asking(5), {})
    assert [ledger.sent(), ledger.sent()] == [5, 0]


def test_looking_makes_no_file(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert (ledger.known(["a"]), ledger.sent(), ledger.lost(), ledger.terms("en")) == ({}, 0, 0, "")
    assert list(tmp_path.iterdir()) == []


def test_the_terms_of_a_language_are_those_noted_last(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for entries in ("{}", '{"Tal": "vale"}', '{"Tal": "vale"}'):
        ledger.note_terms("en", entries)
    assert (ledger.terms("en"), ledger.terms("es")) == ('{"Tal": "vale"}', "")


def test_many_keys_and_many_threads_at_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: ledger.answered(ledger.asking(1), {f"{i}": f"text {i}"}), range(200)))
    assert len(ledger.known(map(str, range(2000)))) == 200
    assert ledger.sent() == 200


def test_a_file_that_is_none_is_told_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / ".harztool").mkdir()
    (tmp_path / ".harztool/drafts.sqlite").write_bytes(b"x" * 5000)
    with pytest.raises(FileError, match=r"^\.harztool/drafts\.sqlite, .*; if it is broken, delete it\.$"):
        Ledger(tmp_path).known(["a"])

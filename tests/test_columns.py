"""Tables and bars as terminals of some width show them: in lines that fit, with numbers that are whole."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from harztool.cli.bars import bars
from harztool.cli.columns import columns
from tests.conftest import Said, on_a_terminal
from tests.sites import project

PAGE = "de/verwaltung/amt-fuer-auslaender-und-asylangelegenheiten/aufenthaltstitel-und-einbuergerung-0.html"
HEAD = ("language", "page", "memory", "characters", "price")
ROWS = [HEAD, ("en", PAGE, "0", "1234567", "24.69 EUR"), ("(all)", "(all)", "0", "1234567", "24.69 EUR")]


@pytest.mark.parametrize(
    ("room", "first"),
    [
        pytest.param(0, f"en        {PAGE}       0     1234567  24.69 EUR", id="no terminal"),
        pytest.param(80, "en        de/verwaltung/amt-f…inbuergerung-0.html       0     1234567  24.69 EUR", id="80"),
        pytest.param(60, "en        de/verwaltung…gerung-0.html     1234567  24.69 EUR", id="a column left out"),
        pytest.param(44, "en        de/ve….html     1234567  24.69 EUR", id="a page that is short"),
    ],
)
def test_what_a_narrow_terminal_shows(room: int, first: str) -> None:
    shown = columns(ROWS, 2, ("memory",), room).splitlines()
    assert shown[1] == first
    assert all(len(line) <= (room or 200) for line in shown)


@given(
    st.lists(
        st.tuples(*[st.text("abc/", min_size=1, max_size=60)] * 2, *[st.text("0123456789", min_size=1, max_size=9)] * 3)
    )
)
@pytest.mark.parametrize("room", [60, 80])
def test_every_line_fits_and_every_number_is_whole(room: int, rows: list[tuple[str, ...]]) -> None:
    for line, row in zip(columns([HEAD, *rows], 2, ("memory",), room).splitlines()[1:], rows, strict=True):
        assert len(line) <= room
        assert line.split()[-2:] == list(row[-2:])


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_bar_is_one_line_whose_numbers_are_whole(width: int) -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=width, color_system=None)
    with bars({"sr@latin": 12345, "en": 7}, lambda characters: f"{characters / 50_000:.2f} EUR", console) as begun:
        begun("sr@latin")(1234, 2_234_567)
    shown = re.split(r"[\r\n]", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", out.getvalue()))
    line = next(line for line in reversed(shown) if "sr@latin" in line)
    assert len(line) <= width
    assert "1234/12345" in line
    assert "44.69 EUR" in line
    assert ("2,234,567 characters" in line) is (width >= 60)
    assert ("Drafting" in line) is (width >= 80)
    assert "…" not in out.getvalue()


@pytest.mark.parametrize("width", [60, 80])
def test_the_costs_fit_into_the_terminal(harz: Callable[..., Said], tmp_path: Path, width: int) -> None:
    project(tmp_path, pages=0)
    (tmp_path / "pages" / PAGE).parent.mkdir(parents=True)
    (tmp_path / "pages" / PAGE).write_text("<title>Burg</title><p>Das Tor</p>", encoding="utf-8")
    assert harz("extract", "-q").status == 0
    environment = {**os.environ, "COLUMNS": str(width)}
    command = [sys.executable, "-m", "harztool", "-q", "cost", "-e", "deepl"]
    table = on_a_terminal(command, tmp_path, environment).splitlines()
    assert [line.split()[0] for line in table] == ["language", "en", "en", "(all)"]
    assert all(len(line) <= width for line in table)
    assert all(line.endswith("<0.01 EUR") for line in table[1:])

"""The line that follows a crawl, as a terminal of some width shows it."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from harztool.cli.gauge import Gauge
from harztool.model import Visit


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_line_is_one_and_whole(width: int) -> None:
    out = io.StringIO()
    with Gauge(Console(file=out, force_terminal=True, width=width, color_system=None)) as gauge:
        gauge.waits(12345)
        gauge.count(Visit("https://harz.example/x", "failed"))
        for number in range(1200):
            gauge.count(Visit(f"https://harz.example/{number}", "new"))
    shown = out.getvalue().rpartition("1200 pages")[2].split("\n")[0]
    assert "1200 pages, 12345 waiting," in out.getvalue()
    assert "pages/s, 1 error 0:0" in shown
    assert ", 0.0 pages/s" not in shown, "the rate is told though the total changes all the time"
    assert "…" not in out.getvalue()
    assert ("Reading" in out.getvalue()) is (width == 120)

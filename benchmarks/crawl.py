"""Reading a site of 1,000 pages: against the floor that latency sets, against Scrapy, and a second time.

The peer needs an environment of its own: `python3 -m venv /tmp/scrapy && /tmp/scrapy/bin/pip install scrapy`, and then
`SCRAPY=/tmp/scrapy/bin/python`; without it that line is left out, and says so.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

PAGES = 1000
RUNS = 5
LATENCY = 0.05
REQUESTS = 16
HERE = Path(__file__).parent
PEER = Path(os.environ.get("SCRAPY", "/tmp/scrapy/bin/python"))
SETTINGS = """\
site = "{base}/de/"
[crawl]
delay = 0
concurrency = {requests}
"""


def measured() -> Iterator[str]:
    """Yield what was measured, each time in a process of its own."""
    # Nothing is deleted before the end: ext4 looks long for a new inode among those that were deleted a moment ago.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _served(LATENCY) as base:
            floor = PAGES * LATENCY / REQUESTS
            seconds = median(_scraped(base, folder).wall for _ in range(RUNS))
            yield f"latency {seconds:.2f} s, floor {floor:.2f} s, ratio {seconds / floor:.2f} (goal: at most 1.15)"
        with _served(0) as base:
            yield _second(base, folder, "pages of 8.5 kB")
            peer = f"Scrapy is not there: {PEER} (see benchmarks/crawl.py)"
            yield _against_scrapy(base, folder) if PEER.exists() else peer
        with _served(0, paragraphs=150) as base:
            yield _second(base, folder, "pages of 40 kB")


class Cost:
    """What a process took: seconds by the clock, and seconds of the processor."""

    def __init__(self, command: Sequence[str | Path], folder: Path) -> None:
        # Both sides as they are once installed, with their byte code kept.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, cwd=folder, env=environment, check=True, **quiet)
        self.wall = time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _project(base: str, folder: Path, requests: int) -> Path:
    project = Path(tempfile.mkdtemp(dir=folder))
    (project / "harztool.toml").write_text(SETTINGS.format(base=base, requests=requests), encoding="utf-8")
    return project


def _scraped(base: str, folder: Path, requests: int = REQUESTS) -> Cost:
    project = _project(base, folder, requests)
    cost = Cost([sys.executable, "-m", "harztool", "-q", "scrape"], project)
    assert len(list(project.rglob("*.html"))) == PAGES
    return cost


def _second(base: str, folder: Path, what: str) -> str:
    ratios, seconds = [], []
    for _ in range(RUNS):
        project = _project(base, folder, 4)
        first, second = (Cost([sys.executable, "-m", "harztool", "-q", "scrape"], project).cpu for _ in "12")
        ratios.append(second / first)
        seconds.append((first, second))
    one, other = (median(column) for column in zip(*seconds, strict=True))
    cost = f"second run {other:.2f} s of processor, first {one:.2f} s"
    return f"{what}: {cost}, ratio {median(ratios):.2f} (goal: at most 0.33)"


def _against_scrapy(base: str, folder: Path) -> str:
    pairs = []
    for _ in range(RUNS):
        project = Path(tempfile.mkdtemp(dir=folder))
        shutil.copy(HERE / "spider.py", project)
        theirs = Cost([PEER, "-m", "scrapy", "runspider", "spider.py", "-a", f"base={base}"], project)
        assert len(list(project.glob("pages/*"))) == PAGES
        pairs.append((_scraped(base, folder).wall, theirs.wall))
    ratio = median(other / mine for mine, other in pairs)
    mine, other = (median(column) for column in zip(*pairs, strict=True))
    return f"no latency {mine:.2f} s, Scrapy {other:.2f} s, {ratio:.2f} times as fast (goal: at least 3)"


@contextmanager
def _served(latency: float, paragraphs: int = 20) -> Iterator[str]:
    """Serve the site from a process of its own; give its base URL."""
    command = [sys.executable, "-m", "benchmarks.site", str(PAGES), str(latency), str(paragraphs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()

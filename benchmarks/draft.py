"""Drafting 2,000 texts where each request takes 300 ms: several requests at once against one at a time, and how few.

Both are whole runs of the command, from the start of the process to the written catalog. A second peer is nothing but
the official client in this process, told nothing of pages and keeping nothing: forty requests, one after the other.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import deepl

from tests.deepl_server import serving
from tests.sites import messages, project, text

LATENCY = 0.3
RUNS = 3
# Pages and texts on each, without its title, which is one more.
SITES = ((40, 49), (100, 19), (400, 4))
_ONE = "[drafts]\nconcurrency = 1\n"


def measured() -> Iterator[str]:
    """Yield for each form of a site how much faster it is drafted, and how many requests it took."""
    fast = []
    for pages, texts in SITES:
        pairs = [(_seconds(pages, texts), _seconds(pages, texts, _ONE)) for _ in range(RUNS)]
        ratio = median(one / several for (several, _), (one, _) in pairs)
        several, one = (median(run[at][0] for run in pairs) for at in (0, 1))
        fast.append(several)
        yield (
            f"{pages} pages of {texts + 1} texts: {several:.2f} s, one request at a time {one:.2f} s, "
            f"{ratio:.2f} times as fast (goal: at least 3); {_requests(pairs[0][0][1], pages * (texts + 1), pages)}"
        )
    bare = median(_bare() for _ in range(RUNS))
    yield f"the client alone, one request at a time: {bare:.2f} s, the command is {bare / fast[0]:.2f} times as fast"


def _seconds(pages: int, texts: int, settings: str = "") -> tuple[float, int]:
    """Return how long a run takes, and how many requests it makes."""
    with tempfile.TemporaryDirectory() as name, serving(limit=10**9) as server:
        folder = project(Path(name), pages=pages, texts=texts, settings=settings)
        _harztool(folder, "extract", {})
        server.latency = LATENCY
        begun = time.perf_counter()
        _harztool(folder, "translate", server.environ)
        seconds = time.perf_counter() - begun
        assert len(server.texts) == len(set(server.texts)) == pages * (texts + 1)
        assert all(message.draft for message in messages(folder).values())
        return seconds, server.counted("translate")


def _requests(asked: int, texts: int, pages: int) -> str:
    least = -(-texts // 50) + pages
    return f"{asked} requests, {asked / least:.2f} times texts / 50 and one for each page (goal: at most 1.3)"


def _bare() -> float:
    sources = [text(page, number) for page in range(40) for number in range(50)]
    with serving(limit=10**9) as server:
        server.latency = LATENCY
        client = deepl.DeepLClient(server.key, server_url=server.url)
        begun = time.perf_counter()
        for start in range(0, len(sources), 50):
            client.translate_text(sources[start : start + 50], source_lang="DE", target_lang="EN-GB")
        return time.perf_counter() - begun


def _harztool(folder: Path, command: str, environ: dict[str, str]) -> None:
    arguments = [sys.executable, "-m", "harztool", "-q", command]
    subprocess.run(arguments, cwd=folder, env={**os.environ, **environ}, check=True)

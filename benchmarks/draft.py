"""Drafting 2,000 texts where each request takes 300 ms: against one request at a time of 50 texts, and how few go out.

The peer is the official client in this process, told nothing of pages: forty requests, one after the other.
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

from tests.deepl_server import DeepLServer, serving
from tests.sites import messages, project

LATENCY = 0.3
RUNS = 3
# Pages and texts on each, without its title, which is one more.
SITES = ((40, 49), (100, 19), (400, 4))


def measured() -> Iterator[str]:
    """Yield for each form of a site how much faster it is drafted, and how many requests it took."""
    for pages, texts in SITES:
        pairs = [_pair(pages, texts) for _ in range(RUNS)]
        ratio = median(other / mine for mine, other, _ in pairs)
        mine, other = (median(column) for column in zip(*((one, two) for one, two, _ in pairs), strict=True))
        yield (
            f"{pages} pages of {texts + 1} texts: {mine:.2f} s, one at a time {other:.2f} s, {ratio:.2f} times as fast "
            f"(goal: at least 3); {pairs[0][2]}"
        )


def _pair(pages: int, texts: int) -> tuple[float, float, str]:
    with tempfile.TemporaryDirectory() as name:
        folder = project(Path(name), pages=pages, texts=texts)
        _harztool(folder, "extract", {})
        sources = [message.source for message in messages(folder).values()]
        with serving(limit=10**9) as server:
            server.latency = LATENCY
            begun = time.perf_counter()
            _harztool(folder, "translate", server.environ)
            mine = time.perf_counter() - begun
            assert len(server.texts) == len(set(server.texts)) == len(sources) == pages * (texts + 1)
            asked = server.counted("translate")
            return mine, _one_at_a_time(server, sources), _requests(asked, len(sources), pages)


def _requests(asked: int, texts: int, pages: int) -> str:
    least = -(-texts // 50) + pages
    return f"{asked} requests, {asked / least:.2f} times texts / 50 and one for each page (goal: at most 1.3)"


def _one_at_a_time(server: DeepLServer, sources: list[str]) -> float:
    client = deepl.DeepLClient(server.key, server_url=server.url)
    begun = time.perf_counter()
    for start in range(0, len(sources), 50):
        client.translate_text(sources[start : start + 50], source_lang="DE", target_lang="EN-GB")
    return time.perf_counter() - begun


def _harztool(folder: Path, command: str, environ: dict[str, str]) -> None:
    arguments = [sys.executable, "-m", "harztool", "-q", command]
    subprocess.run(arguments, cwd=folder, env={**os.environ, **environ}, check=True)

"""How long a user waits for `harztool --help`, against the import of typer alone in the same environment."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

RUNS = 21
GOAL = 2.5


def measured() -> Iterator[str]:
    """Yield the median of the ratios, run for run: the two in turn, so that a slow moment meets both."""
    harztool = shutil.which("harztool", path=str(Path(sys.executable).parent)) or "harztool"
    helping, importing = [harztool, "--help"], [sys.executable, "-c", "import typer"]
    for command in (helping, importing):
        _seconds(command)
    pairs = [(_seconds(helping), _seconds(importing)) for _ in range(RUNS)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield f"--help {ours:.3f} s, import typer {theirs:.3f} s, ratio {ratio:.2f} (goal: at most {GOAL})"


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**os.environ, "NO_COLOR": "1"})
    return time.perf_counter() - start

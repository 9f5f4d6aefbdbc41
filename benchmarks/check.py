"""Checking 10,000 messages: all checks against pofilter with all of its own, one check against msgattrib.

pofilter is part of the Translate Toolkit; put one into an environment of its own and name it:
`python -m venv pofilter && pofilter/bin/pip install translate-toolkit`, then
`POFILTER=pofilter/bin/pofilter python -m benchmarks check`. msgattrib comes with GNU gettext.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from time import process_time

from harztool import checks, po
from harztool.catalogs import empty
from harztool.model import Catalog, Message

RUNS = 5
COUNT = 10_000
# What a text is made of that could make a pattern try every place again and again, and how long it gets.
PIECES = (
    "a",
    "a.",
    "1.",
    "a-",
    "XX",
    "+0",
    "a\u00a0",
    "1\u00a0€ ",
    "http://",
    "(at)",
    "<a ",
    "__A",
    "la ",
    "la un ",
    "nicht ",
    "<keep>",
    "</keep><keep2>",
)
LONG = 20_000
GROWTH = 2.6
TELLING = 0.05  # seconds; less than that says nothing of growth


def measured() -> Iterator[str]:
    """Yield the medians of the ratios; the peers take turns, so that a slow moment meets both."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "en.po")
        path.write_text(po.text(_catalog()), encoding="utf-8")
        check = [sys.executable, "-m", "harztool", "check", "--root", folder, "--brief", str(path)]
        pofilter = os.environ.get("POFILTER", "pofilter")
        yield _against("all checks", check, [[pofilter, "--progress=none", str(path), str(Path(folder, "out.po"))]], 1)
        one = [["msgattrib", "--untranslated", "-o", os.devnull, str(path)]] * 2 + [[sys.executable, "-c", "pass"]]
        yield _against("--select untranslated", [*check, "--select", "untranslated"], one, 1)
    yield from map(_growth, PIECES)


def _growth(piece: str) -> str:
    """Return how the time of all checks grows when a text becomes twice as long."""
    half, whole = (_least(piece * (length // len(piece))) for length in (LONG, 2 * LONG))
    grown = f"growth {whole / half:.2f} (goal: at most {GROWTH})" if whole >= TELLING else "too fast to tell"
    return f"{2 * LONG:,} characters of {piece!r}: {half:.2f} s, then {whole:.2f} s, {grown}"


def _least(text: str) -> float:
    """Return the least time of several runs, as the rest is what else the machine did.

    Each text is a little longer: what has been read is remembered, and would take no time again.
    """
    return min(_checked(text + "b" * run) for run in range(RUNS))


def _checked(text: str) -> float:
    catalog = Catalog((Message(text, f"{text}x"),), Message("", "Language: es\n"))
    # As the command does it.
    gc.disable()
    start = process_time()
    list(checks.problems(catalog, ()))
    taken = process_time() - start
    gc.enable()
    return taken


def _against(name: str, ours: Sequence[str], theirs: Sequence[Sequence[str]], goal: float) -> str:
    for command in (ours, *theirs):
        _seconds(command)
    pairs = [(_seconds(ours), sum(map(_seconds, theirs))) for _ in range(RUNS)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    peer = " + ".join(dict.fromkeys(Path(command[0]).name for command in theirs))
    return f"{name} {mine:.2f} s, {peer} {other:.2f} s of processor time, ratio {ratio:.2f} (goal: at most {goal})"


def _seconds(command: Sequence[str]) -> float:
    """Return the processor time of a command, which says more than the clock where others use the machine, too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    # 1 says that problems were found; whoever fell over has measured nothing.
    if done.returncode > 1 or "Traceback" in done.stderr:
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _catalog() -> Catalog:
    """Return the reviewed texts of the sample site, again and again, each time with another number behind."""
    text = files("harztool.demo").joinpath("po", "en.po").read_text(encoding="utf-8")
    reviewed = [message for message in po.parse(text).messages if message.ready]
    return Catalog(tuple(_numbered(reviewed[at % len(reviewed)], at) for at in range(COUNT)), empty("en").header)


def _numbered(message: Message, number: int) -> Message:
    translation = f"{message.translation} ({number})" if number % 20 else ""
    return replace(message, source=f"{message.source} ({number})", translation=translation)

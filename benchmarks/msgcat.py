"""PO files of public projects, byte for byte as `msgcat --no-wrap` of GNU gettext prints them.

The files are not part of this repository: put checkouts or unpacked packages into one folder, each in a folder of its
own, then `PO_FILES=folder python -m benchmarks msgcat`; without it, one line says so. What msgcat refuses, for which
it wants a header with a character set, is no PO file and is counted apart. Releases of gettext differ in few points
(see `harztool.po`); each file that is printed otherwise is named with the first line that differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from harztool import po
from harztool.errors import FileError

SUFFIXES = (".po", ".pot")
ALIKE, REFUSED = "alike", "refused by msgcat"


def measured() -> Iterator[str]:
    """Yield for each project how many of its files are printed alike, and each that is not."""
    folder, peer = os.environ.get("PO_FILES"), shutil.which("msgcat")
    if not folder or peer is None:
        yield "PO_FILES names no folder of projects, or msgcat is not installed (see benchmarks/msgcat.py)"
        return
    projects = sorted(path for path in Path(folder).iterdir() if path.is_dir())
    found = {path.name: [*_outcomes(peer, path)] for path in projects}
    for name, outcomes in found.items():
        yield from _told(name, outcomes) if outcomes else ()
    every = Counter(
        ALIKE if what == ALIKE else "" for outcomes in found.values() for _, what in outcomes if what != REFUSED
    )
    yield f"{every[ALIKE]:,} of {every.total():,} files are alike (goal: all)"


def _told(name: str, outcomes: list[tuple[Path, str]]) -> Iterator[str]:
    counts = Counter(what if what in (ALIKE, REFUSED) else "differ" for _, what in outcomes)
    yield f"{name}: {', '.join(f'{count:,} {what}' for what, count in counts.most_common())}"
    for path, what in outcomes:
        if what not in (ALIKE, REFUSED):
            yield f"{name}: {path}: {what}"


def _outcomes(peer: str, folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(each for each in folder.rglob("*") if each.suffix in SUFFIXES and each.is_file()):
        yield path.relative_to(folder), _outcome(peer, path)


def _outcome(peer: str, path: Path) -> str:
    """Return what became of a file, or where its two printed forms differ first."""
    done = subprocess.run([peer, "--no-wrap", path], capture_output=True, check=False)
    if done.returncode:
        return REFUSED
    try:
        text, charset = po.decoded(path.read_bytes())
        ours = po.encoded(po.text(po.parse(text)), charset)
    except FileError as error:
        return str(error)
    if ours == done.stdout:
        return ALIKE
    lines = zip_longest(ours.split(b"\n"), done.stdout.split(b"\n"))
    return next(f"line {number}: {one!r} is {other!r}" for number, (one, other) in enumerate(lines, 1) if one != other)

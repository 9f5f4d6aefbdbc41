"""Merging a template with changed texts, against `msgmerge --previous` on the same files in the same run.

The peer is GNU gettext (`apt-get install gettext`). Both read a catalog and a template, merge, and write a catalog;
each as it is run every day, but harztool without the start of Python, which `startup` measures.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from harztool import po
from harztool.catalogs import empty, merged
from harztool.model import Catalog, Message

RUNS = 3
GOAL, GROWTH = 2, 7
WORDS = (
    "Landkreis Harz Wernigerode Quedlinburg Halberstadt Wohnung Arbeit Schule Kita Rückkehr Familie Termin Beratung "
    "Antrag Anmeldung Formular Adresse Telefon kostenlos geöffnet montags dienstags freitags Uhr bis von und oder für "
    "mit ohne neue alte schöne große kleine Stadt Gemeinde Verein Ehrenamt Umzug Förderung Zuschuss Bauland Makler"
).split()


def measured() -> Iterator[str]:
    """Yield the ratio for 10,000 messages, and how time grows to 50,000."""
    peer = shutil.which("msgmerge")
    if peer is None:
        yield "msgmerge is not installed: apt-get install gettext"
        return
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_files(Path(folder), count) for count in (10_000, 50_000))
        pairs = [(_ours(*small), _theirs(peer, *small)) for _ in range(RUNS)]
        mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(theirs / ours for ours, theirs in pairs)
        yield f"10,000 messages {mine:.2f} s, msgmerge {other:.2f} s, {ratio:.1f} times faster (goal: at least {GOAL})"
        # One thread, so seconds of the processor tell how work grows, whatever else the machine has to do.
        grown = [(_ours(*small, process_time), _ours(*large, process_time)) for _ in range(RUNS)]
        little, much = (statistics.median(column) for column in zip(*grown, strict=True))
        growth = statistics.median(after / before for before, after in grown)
        yield f"{little:.2f} s of the processor, 50,000 {much:.2f} s, {growth:.1f} times that (goal: at most {GROWTH})"


def _files(folder: Path, count: int) -> tuple[Path, Path]:
    """Write a catalog, and a template in which every tenth text has changed, on pages of forty texts."""
    dice = random.Random(1)
    old, new = [], []
    for number in range(count):
        words = dice.choices(WORDS, k=dice.randint(3, 30))
        place = (f"de/seite{number // 40}.html",)
        old.append(
            Message(f"{' '.join(words)} {number}", " ".join(reversed(words)), places=place, notes=("paragraph",))
        )
        if number % 10 == 0:
            words[dice.randrange(len(words))] = "geändert"
        new.append(Message(f"{' '.join(words)} {number}", places=place, notes=("paragraph",)))
    paths = folder / f"{count}.po", folder / f"{count}.pot"
    for path, messages, language in zip(paths, (old, new), ("en", ""), strict=True):
        path.write_text(po.text(replace(empty(language), messages=tuple(messages))), encoding="utf-8")
    return paths


def _ours(catalog: Path, template: Path, clock: Callable[[], float] = perf_counter) -> float:
    start = clock()
    old, new = (po.parse(path.read_text(encoding="utf-8")) for path in (catalog, template))
    made = merged(new, old)
    catalog.with_suffix(".new").write_text(po.text(made), encoding="utf-8")
    seconds = clock() - start
    _sound(old, made)
    return seconds


def _sound(old: Catalog, made: Catalog) -> None:
    """Make sure that what was measured is the whole of the work."""
    changed = sum(message.draft and message.previous is not None for message in made.messages)
    wanted = sum(number % 10 == 0 for number in range(len(old.messages)))
    if not 0.9 * wanted <= changed <= wanted:
        raise RuntimeError(f"{changed} of {wanted} changed texts took over a translation")


def _theirs(peer: str, catalog: Path, template: Path) -> float:
    start = perf_counter()
    command = [peer, "--previous", "--quiet", "--output-file", os.devnull, catalog, template]
    subprocess.run(command, check=True)
    return perf_counter() - start

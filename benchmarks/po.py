"""Reading and writing a PO file of 10,000 messages, against polib on the same file in the same run."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from time import perf_counter

import polib

from harztool import po
from harztool.catalogs import empty
from harztool.model import Catalog, Message

RUNS = 7
WORDS = "Der Landkreis und seine Städte Wernigerode Quedlinburg „Harz“ – 1.141 m mit <a>Karte</a>".split()


def measured() -> Iterator[str]:
    """Yield the median of the ratios for reading and for writing."""
    text = po.text(_catalog(10_000))
    ours, theirs = po.parse(text), polib.pofile(text, wrapwidth=0)
    yield _against("parse", lambda: po.parse(text), lambda: polib.pofile(text, wrapwidth=0))
    yield _against("text", lambda: po.text(ours), lambda: str(theirs))


def _against(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> str:
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(RUNS)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    return f"{name} {mine:.3f} s, polib {other:.3f} s, ratio {ratio:.2f} (goal: at most 1)"


def _seconds(step: Callable[[], object]) -> float:
    start = perf_counter()
    step()
    return perf_counter() - start


def _catalog(count: int) -> Catalog:
    dice = random.Random(1)
    messages = tuple(
        Message(
            f"{number}: {' '.join(dice.choices(WORDS, k=dice.randint(1, 25)))}",
            " ".join(dice.choices(WORDS, k=dice.randint(1, 25))),
            places=(f"de/seite{number}.html",),
            notes=("paragraph", "under: Wohnen"),
            fuzzy=number % 3 == 0,
        )
        for number in range(count)
    )
    return Catalog(messages, empty("en").header)

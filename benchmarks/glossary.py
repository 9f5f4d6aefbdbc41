"""Searching 10,000 texts for 100 terms, inflected or not, against a plain regex of the same terms in the same run."""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Callable, Iterator
from time import perf_counter

from harztool import glossary
from harztool.model import Term

RUNS = 5
GOAL = 15


def measured() -> Iterator[str]:
    """Yield the median of the ratios, run for run: the two in turn, so that a slow moment meets both."""
    dice = random.Random(1)
    words = ["".join(dice.choices("abdeghiklmnorstu", k=8)).title() for _ in range(5000)]
    terms = [Term(word, {"en": word.lower()}) for word in words[:100]]
    texts = [" ".join(dice.choices(words, k=20)) for _ in range(10_000)]
    pattern = re.compile(rf"\b(?:{'|'.join(term.source for term in terms)})\b")
    pairs = [
        (
            _seconds(lambda: [glossary.found(text, terms) for text in texts]),
            _seconds(lambda: [pattern.findall(text) for text in texts]),
        )
        for _ in range(RUNS)
    ]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield f"found {ours:.3f} s, a regex {theirs:.3f} s, ratio {ratio:.1f} (goal: at most {GOAL})"


def _seconds(step: Callable[[], object]) -> float:
    start = perf_counter()
    step()
    return perf_counter() - start

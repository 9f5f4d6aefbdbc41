"""Searching 10,000 texts for 100 terms, inflected or not, against a plain regex of the same terms in the same run.

And how the time of `harztool glossary check` grows when there are twice as many terms and texts.
"""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from harztool import glossary
from harztool.model import Term

RUNS = 5
GOAL, GROWTH = 15, 2.6
LARGE = 5000


def measured() -> Iterator[str]:
    """Yield a line for the search, and one for the check."""
    yield _search()
    yield _check()


def _search() -> str:
    """Return the median of the ratios, run for run: the two in turn, so that a slow moment meets both."""
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
    return f"found {ours:.3f} s, a regex {theirs:.3f} s, ratio {ratio:.1f} (goal: at most {GOAL})"


def _check() -> str:
    """Return the median of how the time grows, run for run."""
    pairs = [(_checking(LARGE), _checking(LARGE // 2)) for _ in range(RUNS)]
    growth = statistics.median(whole / half for whole, half in pairs)
    whole = statistics.median(whole for whole, _ in pairs)
    said = f"check of {LARGE:,} terms and as many texts {whole:.1f} s, growth {growth:.1f}"
    return f"{said} for twice as many (goal: at most {GROWTH})"


def _checking(size: int) -> float:
    """Return the seconds of a check of so many terms and texts; of the words of the texts every other is a term."""
    dice = random.Random(size)
    words = ["".join(dice.choices("abdeghiklmnorstu", k=8)).title() for _ in range(2 * size)]
    terms = [Term(_name(words, row), {"en": f"{words[row]} thing"}, row=row + 2) for row in range(size)]
    texts = [" ".join(dice.choices(words, k=20)) for _ in range(size)]
    return _seconds(lambda: list(glossary.remarks(terms, texts, "de", ["en"])))


def _name(words: Sequence[str], row: int) -> str:
    """Return a word, or for each fourth row two of them, of which one is a term too."""
    return words[row] if row % 4 else f"{words[row]} {words[row + 1]}"


def _seconds(step: Callable[[], object]) -> float:
    start = perf_counter()
    step()
    return perf_counter() - start

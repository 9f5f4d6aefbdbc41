"""Thresholds: which catalogs are not as far as the project asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harztool.checks.rack import ERROR
from harztool.model import Catalog, Message, Problem
from harztool.wording import number

THRESHOLDS: Mapping[str, str] = {
    "min-translated": "A catalog is translated as far as the project asks.",
    "min-reviewed": "A catalog is reviewed as far as the project asks.",
}


def behind(catalog: Catalog, language: str, translated: float, reviewed: float) -> Iterator[Problem]:
    """Yield a problem for each share, in percent, that a catalog does not reach; 0 asks for nothing.

    >>> catalog = Catalog((Message("Burg", "Castle"), Message("Tal"), Message("Berg", "Hill", fuzzy=True)))
    >>> [problem.text for problem in behind(catalog, "en", 50, 50)]
    ['33.3 % are reviewed, 50 % are asked for: 1 message is missing']
    """
    there = [message for message in catalog.messages if not message.obsolete]
    shares = (
        ("translated", translated, [each for each in there if each.translation]),
        ("reviewed", reviewed, [each for each in there if each.ready]),
    )
    for name, asked, done in shares:
        # Compared as whole messages, so that no rounding makes 94.96 into 95.
        missing = -int(-asked * len(there) // 100) - len(done)
        if missing > 0:
            share = int(1000 * len(done) / len(there)) / 10
            text = (
                f"{share:g} % are {name}, {asked:g} % are asked for: {number(missing, 'message', 'is', 'are')} missing"
            )
            yield Problem(f"min-{name}", ERROR, text, catalog.header or Message(""), language)

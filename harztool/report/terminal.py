"""Findings for people: grouped by file and page, each with its place first, so that an editor can jump to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from harztool.model import Message
from harztool.report.findings import Finding, line


def terminal(findings: Sequence[Finding]) -> str:
    """Return findings as lines for people: a heading for each page, and source and translation below their findings.

    Below a text, carets mark the stretches that the findings are about.

    A message is listed under the first of its pages; pages come in the order in which the findings name them.

    >>> from harztool.model import Problem
    >>> message = Message("Höhe: 1.141 m", "Height: 1,411 m", places=("de/brocken.html",))
    >>> problem = Problem("numbers-kept", "error", "the number 1411 is not in the source", message, "en", "1,411")
    >>> print(terminal([Finding("po/en.po", 123, problem)]), end="")
    de/brocken.html
    po/en.po:123: error: numbers-kept: the number 1411 is not in the source
        Höhe: 1.141 m
        Height: 1,411 m
                ^^^^^
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.file, _page(finding.problem.message)), []).append(finding)
    return "\n".join("\n".join([page, *_lines(group)]) + "\n" for (_, page), group in groups.items())


def _page(message: Message) -> str:
    if not message.source:
        return "The header"
    return line(message.places[0]) if message.places else "On no page"


def _lines(findings: Sequence[Finding]) -> list[str]:
    lines: list[str] = []
    for _, same in groupby(findings, key=lambda each: (each.line, each.problem.message.key, each.problem.form)):
        told = list(same)
        lines += [_told(finding) for finding in told]
        spots = list(dict.fromkeys(finding.problem.spot for finding in told if finding.problem.spot))
        lines += [f"    {text}" for text in _marked(told[0], spots)]
    return lines


def _told(finding: Finding) -> str:
    problem = finding.problem
    return f"{finding.file}:{finding.line}: {problem.severity}: {problem.check}: {line(problem.text)}"


def _marked(finding: Finding, spots: Sequence[str]) -> Iterator[str]:
    """Yield source and translation of the form concerned, with carets below; nothing for a header."""
    if not finding.source:
        return
    source, translation = line(finding.source), line(finding.translation)
    # What the translation shows is told there; the source is marked for what is missing from it.
    here = [spot for spot in map(line, spots) if _places(spot, translation)]
    missing = [spot for spot in map(line, spots) if spot not in here]
    for text, marks in ((source, missing), (translation, here)):
        yield from filter(None, (text, _carets(text, marks)))


def _carets(text: str, spots: Sequence[str]) -> str:
    """Return a line of carets that stand below the spots of a text; an empty one where it has none.

    >>> _carets("The colors of the town centre", ["colors", "centre"])
    '    ^^^^^^             ^^^^^^'
    """
    under = {place for spot in spots for start, end in _places(spot, text) for place in range(start, end)}
    return "".join("^" if place in under else " " for place in range(max(under, default=-1) + 1))


def _places(spot: str, text: str) -> list[tuple[int, int]]:
    """Return where a spot stands in a text: as a word of its own, or else anywhere, but a number not inside another."""
    found = [each.span() for each in re.finditer(rf"(?<!\w){re.escape(spot)}(?!\w)", text)]
    inside = rf"(?<!\d){re.escape(spot)}(?!\d)" if spot[0].isdigit() else re.escape(spot)
    return found or [each.span() for each in re.finditer(inside, text)]

"""Findings for people: grouped by file and page, each with its place first, so that an editor can jump to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from harztool.model import Message
from harztool.report.findings import Finding, line


def terminal(findings: Sequence[Finding]) -> str:
    """Return findings as lines for people: a heading for each page, and source and translation below their findings.

    A message is listed under the first of its pages; pages come in the order in which the findings name them.

    >>> from harztool.model import Problem
    >>> message = Message("Höhe: 1.141 m", "Height: 1,411 m", places=("de/brocken.html",))
    >>> problem = Problem("numbers-kept", "error", "the number 1141 is missing", message, "en")
    >>> print(terminal([Finding("po/en.po", 123, problem)]), end="")
    de/brocken.html
    po/en.po:123: error: numbers-kept: the number 1141 is missing
        Höhe: 1.141 m
        Height: 1,411 m
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
    for _, same in groupby(findings, key=lambda finding: (finding.line, finding.problem.message.key)):
        told = list(same)
        lines += [_told(finding) for finding in told]
        lines += [f"    {text}" for text in _texts(told[0].problem.message)]
    return lines


def _told(finding: Finding) -> str:
    problem = finding.problem
    return f"{finding.file}:{finding.line}: {problem.severity}: {problem.check}: {line(problem.text)}"


def _texts(message: Message) -> list[str]:
    """Return source and translation, with their plurals; nothing for a header."""
    if not message.source:
        return []
    texts = (message.source, message.plural or "", message.translation, *message.translations)
    return [line(text) for text in texts if text]

"""Findings as annotations of a pull request: the workflow commands of GitHub Actions.

What is escaped, and how, is what GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Sequence

from harztool.report.findings import Finding, line

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(findings: Sequence[Finding]) -> str:
    """Return findings as workflow commands, one line each, with source and translation below the message.

    >>> from harztool.model import Message, Problem
    >>> problem = Problem("numbers-kept", "error", "the number 7 is missing", Message("7 %", "Seven, roughly"), "en")
    >>> print(github([Finding("po/en.po", 12, problem)]), end="")
    ::error file=po/en.po,line=12,title=numbers-kept::the number 7 is missing%0A7 %25%0ASeven, roughly
    """
    return "".join(map(_command, findings))


def _command(finding: Finding) -> str:
    problem = finding.problem
    shown = (finding.source, finding.translation) if finding.source else ()
    data = "\n".join(line(text) for text in (problem.text, *shown) if text)
    properties = {"file": finding.file, "line": str(finding.line), "title": problem.check}
    written = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{problem.severity} {written}::{data.translate(_DATA)}\n"

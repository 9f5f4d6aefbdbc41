"""Findings for programs: JSON (RFC 8259)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from harztool.report.findings import Finding


def objects(findings: Sequence[Finding]) -> str:
    """Return findings as a JSON list with one object each; `msgctxt` is null where a message has no context.

    >>> objects(())
    '[]\\n'
    """
    return json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding) -> Mapping[str, str | int | None]:
    problem = finding.problem
    return {
        "check": problem.check,
        "severity": problem.severity,
        "file": finding.file,
        "line": finding.line,
        "msgctxt": problem.message.context,
        "msgid": problem.message.source,
        "msgstr": finding.translation,
        "message": problem.text,
    }

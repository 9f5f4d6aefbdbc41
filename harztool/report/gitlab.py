"""Findings for GitLab: a Code Quality report (the format of Code Climate, in the parts that GitLab reads)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from harztool.report.findings import Finding, fingerprint, line

_SEVERITY = {"error": "major", "warning": "minor"}


def gitlab(findings: Sequence[Finding]) -> str:
    """Return findings as the artifact `codequality`: a JSON list with one object each.

    >>> gitlab(())
    '[]\\n'
    """
    seen = Counter[str]()
    objects = []
    for finding in findings:
        known = fingerprint(finding)
        seen[known] += 1
        # GitLab drops all but one of those that share a fingerprint.
        objects.append(_object(finding, known if seen[known] == 1 else f"{known}-{seen[known]}"))
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding, known: str) -> dict[str, object]:
    problem = finding.problem
    source = f" ({line(finding.source)})" if finding.source else ""
    return {
        "type": "issue",
        "check_name": problem.check,
        "description": f"{problem.check}: {line(problem.text)}{source}",
        "categories": ["Style" if problem.severity == "warning" else "Bug Risk"],
        "severity": _SEVERITY[problem.severity],
        "fingerprint": known,
        "location": {"path": finding.file.removeprefix("./"), "lines": {"begin": finding.line}},
    }

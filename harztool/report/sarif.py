"""Findings for code scanning: SARIF 2.1.0, the OASIS standard that GitHub, Azure and many editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from harztool.report.findings import Finding, fingerprint, line

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[Finding]) -> str:
    """Return findings as one run of harztool, with a rule for each check that found something.

    >>> json.loads(sarif(()))["runs"][0]["results"]
    []
    """
    rules = {finding.problem.check: finding for finding in findings}
    numbers = {name: number for number, name in enumerate(rules)}
    driver = {
        "name": "harztool",
        "rules": [_rule(name, finding) for name, finding in rules.items()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, numbers[finding.problem.check]) for finding in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, finding: Finding) -> dict[str, object]:
    rule: dict[str, object] = {"id": name, "defaultConfiguration": {"level": finding.problem.severity}}
    return {**rule, "shortDescription": {"text": finding.manual}} if finding.manual else rule


def _result(finding: Finding, rule: int) -> dict[str, object]:
    problem = finding.problem
    texts = [line(text) for text in (finding.source, finding.translation) if finding.source]
    return {
        "ruleId": problem.check,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": "\n".join([line(problem.text), *filter(None, texts)])},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.file)},
                    "region": {"startLine": finding.line},
                }
            }
        ],
        "partialFingerprints": {"harztool/v1": fingerprint(finding)},
    }

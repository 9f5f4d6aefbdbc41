"""Findings for test reports: JUnit's XML, in the form that both Ant's schema and that of Jenkins accept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

from harztool.report.findings import Finding, line

# Ant's schema wants a host and a time. The same findings are the same report, wherever and whenever it is made.
_FIXED = 'hostname="localhost" timestamp="1970-01-01T00:00:00" time="0"'
# What XML 1.0 cannot hold, not even as a reference.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(findings: Sequence[Finding]) -> str:
    """Return findings as a test report: a suite for each file, and a failed case for each finding.

    Nothing found is one suite with one case that has passed, so that a build server shows that something ran.

    >>> print(junit(()).splitlines()[1])
    <testsuites>
    """
    groups = [(file, list(group)) for file, group in groupby(findings, key=lambda finding: finding.file)]
    suites = [_suite(number, file, group) for number, (file, group) in enumerate(groups)]
    body = "".join(suites) or _suite(0, "harztool", [])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}</testsuites>\n'


def _suite(number: int, file: str, findings: Sequence[Finding]) -> str:
    cases = "".join(map(_case, findings)) or '    <testcase classname="harztool" name="check" time="0"/>\n'
    counts = f'tests="{len(findings) or 1}" failures="{len(findings)}" errors="0"'
    return (
        f'  <testsuite id="{number}" package="harztool" name={_attribute(file)} {counts} {_FIXED}>\n'
        f"    <properties/>\n{cases}    <system-out/>\n    <system-err/>\n  </testsuite>\n"
    )


def _case(finding: Finding) -> str:
    problem = finding.problem
    place = f"{finding.file}:{finding.line}"
    texts = [text for text in (finding.source, finding.translation) if finding.source and text]
    said = line(problem.text)
    shown = "\n".join([f"{place}: {problem.severity}: {said}", *map(line, texts)])
    # With what is said in its name: some servers keep only one of the cases that are called the same.
    name = _attribute(f"{place}: {said}")
    return (
        f'    <testcase classname={_attribute(problem.check)} name={name} time="0">\n'
        f"      <failure type={_attribute(problem.severity)} message={_attribute(said)}>"
        f"{escape(_NO_XML.sub('?', shown), quote=False)}</failure>\n    </testcase>\n"
    )


def _attribute(text: str) -> str:
    # XML reads a bare line end in an attribute as a blank; what html escapes beside that, XML reads alike.
    written = escape(_NO_XML.sub("?", text)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{written}"'

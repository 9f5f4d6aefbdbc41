"""Reports: what was found and how far the work is, as plain text for people and for programs.

A format is a function from findings to text; a new one is a function in a room of its own, and a row in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from harztool.report.findings import Finding, counted
from harztool.report.github import github
from harztool.report.gitlab import gitlab
from harztool.report.junit import junit
from harztool.report.objects import objects
from harztool.report.progress import Progress, closing, progress, summary
from harztool.report.sarif import sarif
from harztool.report.terminal import terminal

__all__ = ["FORMATS", "Finding", "Progress", "closing", "counted", "progress", "summary"]

FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "terminal": terminal,
    "json": objects,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "sarif": sarif,
}

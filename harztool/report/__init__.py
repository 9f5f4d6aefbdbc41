"""Reports: what was found and how far the work is, as plain text for people and for programs.

A format is a function from findings to text; a new one is a function in a room of its own, and a row in `FORMATS`.
Those for the changes between catalogs stand in `DIFFS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from harztool.model import Change
from harztool.report import changed
from harztool.report.changed import COLOURED, PLAIN, changed_source, marked, readable, tally
from harztool.report.crawled import Crawled
from harztool.report.findings import Finding, counted, line
from harztool.report.github import github
from harztool.report.gitlab import gitlab
from harztool.report.junit import junit
from harztool.report.objects import objects
from harztool.report.progress import Progress, closing, progress, summary
from harztool.report.sarif import sarif
from harztool.report.terminal import terminal

__all__ = [
    "COLOURED",
    "DIFFS",
    "FORMATS",
    "PLAIN",
    "SHARED",
    "Crawled",
    "Finding",
    "Progress",
    "changed_source",
    "closing",
    "counted",
    "line",
    "marked",
    "progress",
    "readable",
    "summary",
    "tally",
]

FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "terminal": terminal,
    "json": objects,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "sarif": sarif,
}
# The formats for servers that show findings at the files of a repository, and know those by their names in it.
SHARED = frozenset({"github", "gitlab", "junit", "sarif"})
DIFFS: Mapping[str, Callable[[Mapping[str, Sequence[Change]]], str]] = {
    "terminal": changed.terminal,
    "json": changed.objects,
    "markdown": changed.markdown,
}

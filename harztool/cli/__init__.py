"""The command line: one file per command. Each loads, takes one pure step, saves and reports.

Commands import their rooms when they run: `--help` loads next to nothing, and `check` never an HTTP client.
"""

# ruff: noqa: F401

from __future__ import annotations

import sys

from harztool.cli.app import run

# isort: off
# In the order of `harztool --help`: as they are needed.
from harztool.cli import (
    update,
    scrape,
    extract,
    translate,
    review,
    accept,
    reject,
    check,
    status,
    diff,
    build,
    report,
    fmt,
    texts,
    export,
    import_,
    merge_po,
    git_setup,
    demo,
    init,
    cost,
    glossary,
)
# isort: on

__all__ = ["main"]


def main() -> None:
    """Run harztool with the arguments of the process, and leave with its status."""
    sys.exit(run(sys.argv[1:]))

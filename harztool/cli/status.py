"""`harztool status`: how far each language is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app

if TYPE_CHECKING:
    from harztool.report import Progress

_COLUMNS = ("language", "messages", "reviewed", "drafts", "untranslated", "obsolete", "percent")
_WIDE = 100  # columns of a terminal that leave room for a bar


@app.command()
def status(lang: Languages = None, root: Root = HERE) -> None:
    """Show how far each language is: reviewed, drafted, untranslated.

    Reviewed texts are what `harztool build` publishes. A draft is marked fuzzy in the catalog and waits for a person.
    An obsolete text has gone from the site; its translation is kept and comes back with it.
    """
    from harztool import report
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    rows = report.summary(project.catalog(store, language) for language in project.languages(store, lang))
    if sys.stdout.isatty():
        _draw(rows)
    else:
        talk.show(_table(rows))
    talk.say(report.closing(rows))


def _table(rows: Sequence[Progress]) -> str:
    """Return the rows as columns of the same width, for files and pipes."""
    cells = [_COLUMNS, *(tuple(str(getattr(row, name)) for name in _COLUMNS) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "".join("  ".join(map(str.rjust, line, widths)) + "\n" for line in cells)


def _draw(rows: Sequence[Progress]) -> None:
    """Print the rows for a terminal, each with a bar of what is reviewed."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.progress_bar import ProgressBar
    from rich.table import Column, Table

    console = Console()
    table = Table(*(Column(name, justify="right", no_wrap=True) for name in _COLUMNS), box=SIMPLE)
    wide = console.width >= _WIDE
    if wide:
        table.add_column("")
    for row in rows:
        bar = ProgressBar(total=max(row.messages, 1), completed=row.reviewed, width=20)
        table.add_row(*(str(getattr(row, name)) for name in _COLUMNS), *([bar] if wide else []))
    console.print(table)

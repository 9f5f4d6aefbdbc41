"""How far a crawl is, on a terminal: pages done, addresses that wait, pages a second, errors; elsewhere nothing."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.model import KEPT

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, TaskID

    from harztool.model import Visit

# Where a terminal has fewer columns, the numbers need all of them.
_WIDE = 90


class Gauge:
    """A line that follows a crawl; it is there while the block is."""

    def __init__(self, console: Console | None = None) -> None:
        self._done = self._waiting = self._errors = 0
        shown = console is not None or (sys.stderr.isatty() and not talk.quiet)
        self._progress: Progress | None = _progress(console) if shown else None
        self._task: TaskID | None = None

    def __enter__(self) -> Gauge:
        if self._progress:
            self._progress.start()
            self._task = self._progress.add_task("Reading", total=None, waiting=0, errors="0 errors")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._progress:
            self._progress.stop()

    def waits(self, count: int) -> None:
        """Tell how many addresses wait to be read."""
        self._waiting = count

    def count(self, visit: Visit) -> None:
        """Count what has become of an address."""
        self._done += visit.outcome in KEPT
        self._errors += visit.outcome == "failed"
        if self._progress and self._task is not None:
            self._show(self._progress, self._task)

    def _show(self, progress: Progress, task: TaskID) -> None:
        from harztool.wording import number

        total, errors = self._done + self._waiting, number(self._errors, "error")
        progress.update(task, completed=self._done, total=total, waiting=self._waiting, errors=errors)


def _progress(console: Console | None) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    console = console or Console(stderr=True)
    # A wait of minutes shows as such: the time goes on by itself, ten times a second.
    return Progress(*_columns(wide=console.width >= _WIDE), console=console, transient=True)


def _columns(*, wide: bool) -> list[ProgressColumn]:
    """Return the parts of the line; where it is narrow, those without numbers are left out, and none is broken."""
    from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeElapsedColumn
    from rich.table import Column
    from rich.text import Text

    class Rate(ProgressColumn):
        """Pages a second since it began; the speed that rich keeps is forgotten whenever the total changes."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.completed / task.elapsed if task.elapsed else 0:.1f} pages/s,")

    def whole() -> Column:
        return Column(no_wrap=True)

    numbers: list[ProgressColumn] = [
        TextColumn("{task.completed} pages, {task.fields[waiting]} waiting,", table_column=whole()),
        Rate(table_column=whole()),
        TextColumn("{task.fields[errors]}", table_column=whole()),
        TimeElapsedColumn(table_column=whole()),
    ]
    return [TextColumn("{task.description}", table_column=whole()), BarColumn(), *numbers] if wide else numbers

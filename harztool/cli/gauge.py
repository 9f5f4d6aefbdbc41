"""How far a crawl is, on a terminal: pages done, addresses that wait, pages a second, errors; elsewhere nothing."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.model import KEPT

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from harztool.model import Visit


class Gauge:
    """A line that follows a crawl; it is there while the block is."""

    def __init__(self) -> None:
        self._done = self._waiting = self._errors = 0
        self._progress: Progress | None = None if talk.quiet or not sys.stderr.isatty() else _progress()
        self._task: TaskID | None = None

    def __enter__(self) -> Gauge:
        if self._progress:
            self._progress.start()
            self._task = self._progress.add_task("Reading", total=None, waiting=0, errors=0)
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
            total = self._done + self._waiting
            self._progress.update(
                self._task, completed=self._done, total=total, waiting=self._waiting, errors=self._errors
            )


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Pages a second, by the last of them."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:.1f} pages/s")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} pages, {task.fields[waiting]} waiting,"),
        Rate(),
        TextColumn("{task.fields[errors]} errors"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )

"""How far drafting is, on a terminal: a bar for each language with messages, characters, price, and time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from harztool.cli import talk

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import ProgressColumn

Advance = Callable[[int, int], None]
# Where a terminal has fewer columns, the numbers need all of them; and with fewer still, the price has to do.
_WIDE, _NARROW = 80, 60


@contextmanager
def bars(
    messages: Mapping[str, int], cost: Callable[[int], str], console: Console | None = None
) -> Iterator[Callable[[str], Advance]]:
    """Give what begins the bar of a language and returns what moves it; nothing is drawn but on a terminal.

    `messages` are to be drafted by language, `cost` tells what characters cost.
    """
    if console is None and (talk.quiet or not sys.stderr.isatty()):
        yield lambda _: lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = console or Console(stderr=True)
    with Progress(*_columns(console.width), console=console, transient=True) as progress:
        tasks = {
            language: progress.add_task(language, start=False, total=count, sent="", price="")
            for language, count in messages.items()
        }

        def begun(language: str) -> Advance:
            progress.start_task(tasks[language])

            def advance(done: int, characters: int) -> None:
                price = cost(characters) if characters else ""
                sent = f"{characters:,} characters, {price}" if characters else ""
                progress.update(tasks[language], advance=done, sent=sent, price=price)

            return advance

        yield begun


def _columns(width: int) -> list[ProgressColumn]:
    """Return the parts of a line; where it is narrow, those without numbers are left out, and no number is broken."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.table import Column

    def whole() -> Column:
        return Column(no_wrap=True)

    wide = width >= _WIDE
    return [
        TextColumn("Drafting {task.description}" if wide else "{task.description}", table_column=whole()),
        # It takes what the others leave.
        *([BarColumn()] if wide else []),
        MofNCompleteColumn(table_column=whole()),
        TextColumn("{task.fields[sent]}" if width >= _NARROW else "{task.fields[price]}", table_column=whole()),
        TimeRemainingColumn(table_column=whole()),
    ]

"""How far drafting is, on a terminal: a bar for each language with messages, characters, price, and time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from harztool.cli import talk

Advance = Callable[[int, int], None]


@contextmanager
def bars(messages: Mapping[str, int], cost: Callable[[int], str]) -> Iterator[Callable[[str], Advance]]:
    """Give what begins the bar of a language and returns what moves it; nothing is drawn but on a terminal.

    `messages` are to be drafted by language, `cost` tells what characters cost.
    """
    if talk.quiet or not sys.stderr.isatty():
        yield lambda _: lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[sent]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks = {
            language: progress.add_task(f"Drafting {language}", start=False, total=count, sent="")
            for language, count in messages.items()
        }

        def begun(language: str) -> Advance:
            progress.start_task(tasks[language])

            def advance(done: int, characters: int) -> None:
                sent = f"{characters:,} characters, {cost(characters)}" if characters else ""
                progress.update(tasks[language], advance=done, sent=sent)

            return advance

        yield begun

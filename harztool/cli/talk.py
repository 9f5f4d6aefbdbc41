"""What harztool says: data on standard output, talk on standard error; colours and bars only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

quiet = False
verbose = False


def show(text: str) -> None:
    """Print data: what the command was asked for."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
    sys.stdout.flush()


def given() -> bytes:
    """Return what stands on standard input."""
    return sys.stdin.buffer.read()


def hand_over(data: bytes) -> None:
    """Write data to standard output, to the byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def say(text: str) -> None:
    """Tell the user what was done, unless asked to be quiet."""
    if not quiet:
        _print(text)


def detail(text: str) -> None:
    """Tell the user more, if asked for more."""
    if verbose:
        _print(text)


def complain(text: str) -> None:
    """Tell the user in one line what is wrong, in any case."""
    _print(f"harztool: {' '.join(text.split())}")


def asked(question: str) -> str:
    """Return the line that the user answers a question with; an empty text where there is nobody to answer."""
    sys.stdout.flush()
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = ""
    try:
        answer = sys.stdin.readline()
    finally:
        if not answer.endswith("\n"):
            sys.stderr.write("\n")  # Ctrl-C and Ctrl-D end no line
    return answer


def followed(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """Yield the items; on a terminal a bar tells how far it is, elsewhere nothing does."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.table import Column

    # The bar takes what the others leave; none of them is broken.
    columns = (
        TextColumn("{task.description}", table_column=Column(no_wrap=True)),
        BarColumn(),
        MofNCompleteColumn(table_column=Column(no_wrap=True)),
        TimeElapsedColumn(table_column=Column(no_wrap=True)),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total, description=doing)


def _print(text: str) -> None:
    sys.stderr.write(f"{text}\n")

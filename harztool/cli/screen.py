"""A draft on the screen of a reviewer: with all that helps to judge it, in as many columns as the terminal has."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from harztool.cli import talk

if TYPE_CHECKING:
    from harztool.model import Message
    from harztool.reviews import Draft

_Marks = Mapping[str, tuple[str, str]]
_Row = tuple[str, str]
_NAMES = 8


def show(draft: Draft, number: str) -> None:
    """Print a draft; on a terminal in colours, with long lines wrapped between words."""
    if sys.stdout.isatty():
        talk.show(_on_terminal(draft, number))
    else:
        talk.show("\n".join(lines(draft, number)))


def lines(draft: Draft, number: str) -> Iterator[str]:
    """Yield a draft as lines of plain text."""
    from harztool import report

    yield _head(draft, number)
    yield from (f"{name:>{_NAMES}}  {text}" for name, text in _rows(draft, report.PLAIN))


def _on_terminal(draft: Draft, number: str) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from harztool import report

    console = Console(highlight=False)
    coloured = console.color_system is not None and not console.no_color
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", min_width=_NAMES)
    table.add_column(overflow="fold")
    for name, text in _rows(draft, report.COLOURED if coloured else report.PLAIN):
        table.add_row(name, Text.from_ansi(text))
    with console.capture() as shown:
        console.print(Text(_head(draft, number)), table, sep="\n")
    return "\n".join(line.rstrip() for line in shown.get().splitlines())


def _head(draft: Draft, number: str) -> str:
    return f"\n{number}{''.join(f' · {place}' for place in draft.message.places[:1])}"


def _rows(draft: Draft, marks: _Marks) -> Iterator[_Row]:
    from harztool import changes, report, reviews

    message = draft.message
    yield from _texts("before", draft.before)
    if message.previous is not None and message.previous != message.source:
        yield "source", report.marked(changes.words(message.previous, message.source), marks)
    else:
        yield "source", report.line(message.source)
    dispute = reviews.dispute(message)
    if dispute:
        yield "ours", report.line(dispute.ours)
        yield "theirs", report.marked(changes.words(dispute.ours, dispute.theirs), marks)
    else:
        yield from (("draft", report.line(text)) for text in message.forms)
    comments = dispute.comments if dispute else message.comments
    yield from (("note", report.line(note)) for note in (*message.notes, *comments))
    yield from ((each.severity, f"{each.check}: {report.line(each.text)}") for each in draft.findings)
    yield from _texts("after", draft.after)


def _texts(name: str, message: Message | None) -> Sequence[_Row]:
    from harztool import report

    if message is None:
        return ()
    source = (name, report.line(message.source))
    return (source, ("", report.line(message.translation))) if message.translation else (source,)

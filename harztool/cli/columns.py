"""Rows as columns of the same width, for terminals, files and pipes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

_GAP = 2
# To how many characters a column of words may be shortened: before others are left out for it, and behind that.
_SHORT, _SHORTEST = 24, 8


def columns(lines: Sequence[Sequence[str]], names: int, spare: Sequence[str] = (), room: int | None = None) -> str:
    """Return lines of cells as columns; the first `names` of them are words, the others numbers.

    Where there is `room` for so many characters only, by default what the terminal has, long words are shortened in
    their middle, and of the columns with a heading in `spare` as many are left out as must be, from the first on.
    Numbers are always whole.

    >>> print(columns([("term", "messages"), ("Landkreis", "7")], 1), end="")
    term       messages
    Landkreis         7
    >>> print(columns([("page", "texts"), ("de/verwaltung/index.html", "7")], 1, room=20), end="")
    page           texts
    de/ver…x.html      7
    """
    room = room or _room()
    if not room:
        return _written(lines, names)
    kept = _kept(lines, names, spare, room)
    lines = [[line[at] for at in kept] for line in lines]
    widths = _fitted(_widths(lines), names, room)
    return _written([[_cut(cell, width) for cell, width in zip(line, widths, strict=True)] for line in lines], names)


def _room() -> int:
    """Return how many characters a line of the terminal has; 0 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _widths(lines: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*lines, strict=True)]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _kept(lines: Sequence[Sequence[str]], names: int, spare: Sequence[str], room: int) -> list[int]:
    """Return the numbers of the columns that there is room for, if words are shortened where they are long."""
    widths = [min(width, _SHORT) if at < names else width for at, width in enumerate(_widths(lines))]
    kept, head = list(range(len(widths))), list(lines[0])
    for name in spare:
        if _total([widths[at] for at in kept]) <= room:
            break
        kept.remove(head.index(name))
    return kept


def _fitted(widths: list[int], names: int, room: int) -> list[int]:
    """Return the widths of columns when the widest ones of words are made as narrow as must be, and as can be."""
    while (more := _total(widths) - room) > 0:
        widest = max(range(names), key=lambda at: widths[at])
        next_widest = max((widths[at] for at in range(names) if widths[at] < widths[widest]), default=0)
        narrow = max(widths[widest] - more, next_widest - 1, _SHORTEST)
        if narrow >= widths[widest]:
            break
        widths[widest] = narrow
    return widths


def _cut(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    end = (width - 1) // 2
    return f"{text[: width - 1 - end]}…{text[len(text) - end :]}"


def _written(lines: Sequence[Sequence[str]], names: int) -> str:
    widths = _widths(lines)
    ways = [str.ljust] * names + [str.rjust] * (len(widths) - names)
    told = ((way(cell, width) for way, cell, width in zip(ways, line, widths, strict=True)) for line in lines)
    return "".join((" " * _GAP).join(cells).rstrip() + "\n" for cells in told)

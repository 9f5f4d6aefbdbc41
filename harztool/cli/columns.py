"""Rows as columns of the same width, for terminals, files and pipes."""

from __future__ import annotations

from collections.abc import Sequence


def columns(lines: Sequence[Sequence[str]], names: int) -> str:
    """Return lines of cells as columns; the first `names` of them are words, the others numbers.

    >>> print(columns([("term", "messages"), ("Landkreis", "7")], 1), end="")
    term       messages
    Landkreis         7
    """
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ways = [str.ljust] * names + [str.rjust] * (len(widths) - names)
    told = ((way(cell, width) for way, cell, width in zip(ways, line, widths, strict=True)) for line in lines)
    return "".join("  ".join(cells).rstrip() + "\n" for cells in told)

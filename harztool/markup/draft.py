"""A slot in the making."""

from __future__ import annotations

from typing import NamedTuple

from harztool.model import Part


class Draft(NamedTuple):
    """What will be a slot, once it is known what stands before it in the page; the fields are those of a slot."""

    start: int
    end: int
    kind: str
    text: str
    form: tuple[str, ...]
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    context: str | None = None

"""`harztool texts`: what would be extracted from one page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app

if TYPE_CHECKING:
    from harztool.model import Slot


@app.command()
def texts(
    file: Annotated[Path, typer.Argument(metavar="FILE.html", help="A page, as UTF-8.")],
    as_json: Annotated[bool, typer.Option("--json", help="A list of objects with text, kind and notes.")] = False,
    root: Root = HERE,
) -> None:
    """List the texts of one page.

    They are listed as they would be extracted, with what a reviewer is told about each. The rules of the project in
    the folder hold, if there is one. Nothing is written.
    """
    from harztool import markup, store
    from harztool.cli import project

    slots = markup.texts(store.read(file), project.rules_here(root))
    talk.show(_json(slots) if as_json else _plain(slots))


def _json(slots: Sequence[Slot]) -> str:
    rows = [{"text": slot.text, "kind": slot.kind, "notes": slot.notes} for slot in slots]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _plain(slots: Sequence[Slot]) -> str:
    return "".join(f"{slot.kind}: {slot.text}\n" + "".join(f"    {note}\n" for note in slot.notes) for slot in slots)

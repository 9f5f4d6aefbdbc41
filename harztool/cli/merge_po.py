"""`harztool merge-po`: what two people did to a catalog, in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import app

if TYPE_CHECKING:
    from harztool.model import Catalog


@app.command("merge-po")
def merge_po(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The catalog that both began with.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="What one made of it; the result is written here.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="What the other made of it.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead.")] = None,
    name: Annotated[str, typer.Option("--name", metavar="PATH", help="What to call the file.", hidden=True)] = "",
) -> None:
    """Unite two versions of a PO file, message by message.

    Reviewed counts before fuzzy, a person's text before a machine's draft. Where two people wrote different texts, the
    message becomes fuzzy, holds both in its comments, and the status is 1: choose, and remove fuzzy. The file can be
    read by gettext in any case, and is UTF-8. git calls this by itself after `harztool git-setup`.
    """
    from harztool import catalogs, po, store

    versions = [_catalog(path) for path in (base, ours, theirs)]
    found = catalogs.united(*versions)
    store.write(output or ours, po.text(found.catalog))
    called = name or str(output or ours)
    for message in found.conflicts:
        talk.say(f"{called}: two texts, choose one: {message.source}")
    if not found.conflicts:
        talk.detail(f"{called}: united")
    raise typer.Exit(int(bool(found.conflicts)))


def _catalog(path: Path) -> Catalog:
    from harztool import po, store

    return po.parse(po.recoded(store.read_bytes(path), str(path)), str(path), keep_stray=True)

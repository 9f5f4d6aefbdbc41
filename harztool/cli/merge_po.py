"""`harztool merge-po`: what two people did to a catalog, in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import app
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.catalogs import United
    from harztool.model import Catalog

# How long git's conflict markers are; they are longer where it unites the commits that a merge begins with.
_MARKER = 7
_MARKERS = re.compile(rb"^<{7,} .*^={7,}$.*^>{7,} ", re.MULTILINE | re.DOTALL)


@app.command("merge-po")
def merge_po(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE | BASE OURS THEIRS",
            help="A file in which git left conflict markers; or what both began with, what one made of it (the result "
            "is written there), and what the other did.",
        ),
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead.")] = None,
    name: Annotated[str, typer.Option("--name", metavar="PATH", help="What to call the file.", hidden=True)] = "",
    marker: Annotated[int, typer.Option("--marker-size", help="As git's %L.", hidden=True)] = _MARKER,
) -> None:
    """Unite two versions of a PO file, message by message.

    Reviewed counts before fuzzy, a person's text before a machine's draft. Where two people wrote different texts, the
    message becomes fuzzy, holds both in its comments, and the status is 1: choose, and remove fuzzy. The file can be
    read by gettext in any case, and is UTF-8. git calls this by itself after `harztool git-setup`; where it merged
    without, `harztool merge-po FILE` takes the versions from git.
    """
    from harztool import catalogs, po, store

    found = catalogs.united(*_versions(files))
    target = output or (files[0] if len(files) == 1 else files[1])
    if len(files) == 1 and not output:
        _keep(target)
    store.write(target, po.text(found.catalog))
    called = name or str(target)
    if marker <= _MARKER:  # in an inner merge there is nothing to choose yet
        _tell(called, found)
    if len(files) == 1:
        talk.say(f"{called}: united; tell git by `git add {called}`")
    elif not found.conflicts:
        talk.detail(f"{called}: united")
    raise typer.Exit(int(bool(found.conflicts)))


def _tell(called: str, found: United) -> None:
    for message in found.conflicts:
        talk.say(f"{called}: two texts, choose one: {message.source}")
    for message in found.held:
        talk.say(f"{called}: one side took a person's text back; it stays, change it if it is wrong: {message.source}")


def _versions(files: Sequence[Path]) -> Sequence[Catalog]:
    """Return the catalog before, ours and theirs."""
    from harztool import store
    from harztool.store import git

    match files:
        case [path]:
            there = git.stages(path)
            if there is None:
                raise UsageError(f"git has no unfinished merge of {path}; name three versions: BASE OURS THEIRS.")
            whose = ("before both", "ours", "theirs")
            return [_catalog(data, f"{path} ({who})") for data, who in zip(there, whose, strict=True)]
        case [_, _, _]:
            return [_catalog(store.read_bytes(path), str(path)) for path in files]
    raise UsageError("Name one file in which git left a conflict, or three: BASE OURS THEIRS.")


def _keep(path: Path) -> None:
    """Keep what lies in the place of the result beside it, as it may have been edited since.

    Raises `UsageError` where it is no longer in conflict: somebody has chosen.
    """
    from harztool import store

    old = store.read_bytes(path)
    if not _MARKERS.search(old):
        raise UsageError(f"{path} has no conflict markers of git; bring them back by `git checkout --merge {path}`.")
    beside = path.with_name(f"{path.name}.orig")
    store.write_bytes(beside, old)
    talk.say(f"{beside}: what was there before; delete it when all is well")


def _catalog(data: bytes, name: str) -> Catalog:
    from harztool import po

    return po.parse(po.recoded(data, name), name, keep_stray=True)

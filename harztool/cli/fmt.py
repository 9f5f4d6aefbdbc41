"""`harztool fmt`: PO files in canonical form."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app


@app.command()
def fmt(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="PO files; all of po/ by default.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; status 1 if a file is not canonical.")] = False,
    root: Root = HERE,
) -> None:
    """Bring PO files into canonical form.

    That is exactly what `msgcat --no-wrap` of GNU gettext prints. An editor may wrap lines or sort comments its own
    way; after this, a diff shows texts only. With `-` for a FILE, from standard input to standard output. A comment
    that gettext would drop, as behind the last message, moves to the header and is named.
    """
    from harztool.cli import project
    from harztool.store import Store

    if files == [Path("-")]:
        data = talk.given()
        formed = _canonical(data, "standard input")
        if not check:
            talk.hand_over(formed)
        raise typer.Exit(int(check and formed != data))
    found = files or Store.open(root).catalog_files()
    if check:
        raise typer.Exit(int(_formed(found, write=False) > 0))
    with project.locked_around(found, "fmt"):
        _formed(found, write=True)


def _formed(files: Sequence[Path], *, write: bool) -> int:
    """Tell which files are not canonical, and bring them into that form if wanted; return how many there are."""
    from harztool import store

    read = {path: store.read_bytes(path) for path in files}
    odd = {path: data for path, old in read.items() if (data := _canonical(old, str(path))) != old}
    for path, old in read.items():
        if path in odd and write:
            store.change(path, partial(_unless_saved, path, old, odd[path]))
        if path in odd:
            talk.show(f"{path}: {'rewritten' if write else 'is not canonical'}")
        else:
            talk.detail(f"{path}: canonical")
    return len(odd)


def _unless_saved(path: Path, old: bytes, formed: bytes, now: bytes) -> bytes:
    """Return a file in canonical form, as it is now, should somebody have saved it meanwhile."""
    return formed if now == old else _canonical(now, str(path))


def _canonical(data: bytes, name: str) -> bytes:
    """Return a PO file in canonical form, in its own character set."""
    from harztool import po

    text, charset = po.decoded(data, name)
    catalog, said = po.kept(text, name)
    for comment in said:
        talk.say(f"{name}: the header keeps a comment that gettext would drop where it stands: {comment}")
    return po.encoded(po.text(catalog), charset, name)

"""`harztool fmt`: PO files in canonical form."""

from collections.abc import Sequence
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
    way; after this, a diff shows texts only. With `-` for a FILE, from standard input to standard output.
    """
    from harztool import po
    from harztool.cli import project

    if files == [Path("-")]:
        text = talk.given()
        formed = po.text(po.parse(text, "standard input"))
        if not check:
            talk.show(formed)
        raise typer.Exit(int(check and formed != text))
    if check:
        odd = _formed(files, root, write=False)
    else:
        with project.locked(root, "fmt"):
            odd = _formed(files, root, write=True)
    raise typer.Exit(int(check and odd > 0))


def _formed(files: Sequence[Path] | None, root: Path, *, write: bool) -> int:
    """Tell which files are not canonical, and bring them into that form if wanted; return how many there are."""
    from harztool import po, store

    found = files or store.Store.open(root).catalog_files()
    texts = {path: store.read(path) for path in found}
    odd = {path: text for path, old in texts.items() if (text := po.text(po.parse(old, str(path)))) != old}
    for path in found:
        if path in odd and write:
            store.write(path, odd[path])
        if path in odd:
            talk.show(f"{path}: {'rewritten' if write else 'is not canonical'}")
        else:
            talk.detail(f"{path}: canonical")
    return len(odd)

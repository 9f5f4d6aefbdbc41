"""`harztool fmt`: PO files in canonical form."""

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
    from harztool import po, store

    if files == [Path("-")]:
        text = talk.given()
        formed = po.text(po.parse(text, "standard input"))
        if not check:
            talk.show(formed)
        raise typer.Exit(int(check and formed != text))
    found = files or store.Store.open(root).catalog_files()
    texts = {path: store.read(path) for path in found}
    odd = {path: text for path, old in texts.items() if (text := po.text(po.parse(old, str(path)))) != old}
    for path in found:
        if path in odd and not check:
            store.write(path, odd[path])
        if path in odd:
            talk.show(f"{path}: {'is not canonical' if check else 'rewritten'}")
        else:
            talk.detail(f"{path}: canonical")
    raise typer.Exit(int(check and bool(odd)))

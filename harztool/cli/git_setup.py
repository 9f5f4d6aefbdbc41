"""`harztool git-setup`: let git merge, compare and store PO files as harztool does."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.store import Store

_ATTRIBUTES = ".gitattributes"
_BEGIN, _END = "# PO files, by harztool git-setup: begin", "# PO files, by harztool git-setup: end"
_BLOCK = re.compile(rf"^{_BEGIN}\n.*?^{_END}\n", re.MULTILINE | re.DOTALL)


@app.command("git-setup")
def git_setup(
    remove: Annotated[bool, typer.Option("--remove", help="Undo it all.")] = False,
    root: Root = HERE,
) -> None:
    """Let git handle PO files as harztool does.

    Writes .gitattributes, which all share, and the settings of this copy of the repository, which are yours: a merge
    driver (`harztool merge-po`), texts instead of lines in `git diff`, and a filter that stores canonical files only.
    Says what it did. Each person, and each CI job that merges, runs it once.
    """
    from harztool.store import Store, git

    store = Store.open(root)
    git.require(root)
    path = root / _ATTRIBUTES
    _write_attributes(path, "" if remove else _block(store))
    for name, value in _settings().items():
        old = git.setting(root, name)
        if remove and old is not None:
            git.unset_setting(root, name)
        elif not remove and old != value:
            git.set_setting(root, name, value)
        changed = (old is not None) if remove else (old != value)
        if changed:
            talk.say(f"git config {name}: {'removed' if remove else value}")
        else:
            talk.say(f"git config {name}: unchanged")


def _settings() -> dict[str, str]:
    """Return git's settings by name; this very Python runs harztool, whatever PATH a git client has."""
    # Nothing that lies in the work tree is code to run: a folder there may well be called harztool.
    program = f"{shlex.quote(Path(sys.executable).as_posix())} -P -m harztool"
    return {
        "merge.harztool.name": "PO files, message by message",
        "merge.harztool.driver": f"{program} merge-po --name %P %O %A %B",
        "diff.harztool.textconv": f"{program} diff --textconv",
        "filter.harztool.clean": f"{program} fmt -",
    }


def _block(store: Store) -> str:
    folder = store.config.po.strip("/")
    if folder.startswith(".."):
        raise UsageError(f"The catalogs lie in {folder}, outside of the project; git-setup cannot speak for them.")
    lines = [
        f"{_quoted(f'/{folder}/*.{kind}')} merge=harztool diff=harztool filter=harztool text eol=lf"
        for kind in ("po", "pot")
    ]
    return "\n".join([_BEGIN, *lines, _END, ""])


def _quoted(pattern: str) -> str:
    return f'"{pattern}"' if " " in pattern else pattern


def _write_attributes(path: Path, block: str) -> None:
    from harztool import store

    old = store.read(path) if path.exists() else ""
    # In front: what the file says already has the last word, and can be left as it is to the byte.
    new = _BLOCK.sub(lambda _: block, old) if _BLOCK.search(old) else f"{block}{old}"
    changed = store.write(path, new).changed if new else store.delete(path)
    talk.say(f"{path}: {('written' if new else 'removed') if changed else 'unchanged'}")

"""`harztool git-setup`: let git merge, compare and store PO files as harztool does."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.store import Store

_FILE = ".gitattributes"
_BEGIN, _END = "# PO files, by harztool git-setup: begin", "# PO files, by harztool git-setup: end"
# In bytes: the file may be in any character set, have a byte order mark, which stays in front, and any line ends.
_BLOCK = re.compile(rf"^{_BEGIN}\r?\n.*?^{_END}(?:\r?\n|\Z)".encode(), re.MULTILINE | re.DOTALL)
_BOM = b"\xef\xbb\xbf"
_ATTRIBUTES = {"merge": "harztool", "diff": "harztool", "filter": "harztool", "text": "set", "eol": "lf"}
_LINE = " ".join(name if value == "set" else f"{name}={value}" for name, value in _ATTRIBUTES.items())
# What git runs where harztool cannot merge, or cannot run at all (a status of 2 or more): both sides are there then,
# line by line, and somebody looks at it in any case.
_OR_BY_LINE = (
    "; s=$?; test $s -lt 2 || { s=1; git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; "
    "echo harztool: %P was merged line by line, as it could not be by message, see to it. >&2; }; exit $s"
)


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
    path = root / _FILE
    _write_attributes(path, "" if remove else _block(store))
    if not remove:
        _tell_overridden(store)
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
    # In a driver and a filter, % begins what git puts in.
    literal = program.replace("%", "%%")
    return {
        "merge.harztool.name": "PO files, message by message",
        "merge.harztool.driver": f"{literal} merge-po --marker-size %L --name %P %O %A %B{_OR_BY_LINE}",
        "diff.harztool.textconv": f"{program} diff --textconv",
        "filter.harztool.clean": f"{literal} fmt -",
    }


def _block(store: Store) -> str:
    lines = [f"{_pattern(_folder(store), kind)} {_LINE}" for kind in ("po", "pot")]
    return "\n".join([_BEGIN, *lines, _END, ""])


def _folder(store: Store) -> str:
    """Return the folder of the catalogs below that of the project."""
    folder = PurePosixPath(store.config.po.strip("/"))
    if ".." in folder.parts:
        raise UsageError(f"The catalogs lie in {folder}, outside of the project; git-setup cannot speak for them.")
    return str(folder)


def _pattern(folder: str, kind: str) -> str:
    r"""Return the pattern of gitattributes(5) for the files of a kind in a folder, whatever its name is made of.

    >>> print(_pattern("po", "po"), _pattern("neue [texte]", "pot"))
    /po/*.po "/neue \\[texte]/*.pot"
    """
    pattern = "/" + re.sub(r"[\[*?\\]", r"\\\g<0>", folder) + f"/*.{kind}"
    if not re.search(r'[\s"]', pattern):
        return pattern
    quoted = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _tell_overridden(store: Store) -> None:
    """Say which attributes of the catalogs another rule makes otherwise: that one has the last word."""
    from harztool.store import git

    for name in (*(f"{language}.po" for language in store.config.languages), "site.pot"):
        path = f"{_folder(store)}/{name}"
        there = git.attributes(store.root, path, [*_ATTRIBUTES])
        others = [f"{key} is {there[key]}" for key, value in _ATTRIBUTES.items() if there.get(key, value) != value]
        if others:
            talk.say(f"{path}: another rule of git attributes has the last word: {', '.join(others)}; take it out")


def _write_attributes(path: Path, block: str) -> None:
    from harztool import store

    old = store.read_bytes(path) if path.exists() else b""
    new = _with_block(old, block.encode())
    changed = store.write_bytes(path, new).changed if new else store.delete(path)
    talk.say(f"{path}: {('written' if new else 'removed') if changed else 'unchanged'}")


def _with_block(old: bytes, block: bytes) -> bytes:
    """Return the attributes with our block in place of the one they have, or in front, in their line ends."""
    if b"\r\n" in old:
        block = block.replace(b"\n", b"\r\n")
    found = _BLOCK.search(old)
    # In front: what the file says already has the last word, and can be left as it is to the byte.
    start = found.start() if found else len(_BOM) * old.startswith(_BOM)
    return old[:start] + block + _BLOCK.sub(b"", old[start:])

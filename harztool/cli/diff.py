"""`harztool diff`: what changed in the catalogs, as a reviewer cares about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.errors import FileError, UsageError

if TYPE_CHECKING:
    from harztool.model import Change

# git calls an external diff with seven words, and with nine for a file that has another name now.
_OF_GIT = (7, 9)

_Pairs = Mapping[str, tuple[str, str]]


@app.command()
def diff(
    what: Annotated[
        list[str] | None, typer.Argument(metavar="[OLD NEW | REV..REV | REV]", help="Two PO files, or revisions.")
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json or markdown.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    textconv: Annotated[
        Path | None, typer.Option("--textconv", metavar="FILE", help="Print one catalog for git to compare.")
    ] = None,
    lang: Languages = None,
    root: Root = HERE,
) -> None:
    """Show what changed in the catalogs, text by text.

    New texts and those that have gone, changed sources and translations with the words marked, what was reviewed and
    what is no longer: in the project's catalogs since the last commit or since REV, between two revisions (REV...REV:
    since they parted), or in two files. Ends with status 1 if there are changes.

    `harztool git-setup` makes git use it.
    """
    from harztool import report

    if textconv:
        talk.hand_over(_readable(textconv))
        return
    form = form or ("json" if as_json else "terminal")
    if form not in report.DIFFS:
        raise UsageError(f"There is no format {form!r}; choose from {', '.join(report.DIFFS)}.")
    words = what or []
    try:
        found = {name: _changes(name, pair) for name, pair in _pairs(words, lang, root).items()}
    except FileError as error:
        if len(words) not in _OF_GIT:
            raise
        # git would stop at any other status than 0, and not show the files behind this one.
        talk.show(f"{words[0]}\n{error}")
        return
    talk.show(_shown(form, found))
    if len(words) in _OF_GIT:
        return
    if form != "markdown":
        talk.say(report.tally([change for each in found.values() for change in each]))
    raise typer.Exit(int(any(found.values())))


def _readable(file: Path) -> bytes:
    """Return a catalog as git is to compare it; what cannot be read as one, as it is."""
    from harztool import po, report, store

    data = store.read_bytes(file)
    try:
        return report.readable(po.parse(po.decoded(data)[0])).encode()
    except FileError:
        return data


def _shown(form: str, found: Mapping[str, Sequence[Change]]) -> str:
    from harztool.report import COLOURED, DIFFS, changed

    colours = sys.stdout.isatty() or "GIT_PAGER_IN_USE" in os.environ
    if form == "terminal" and colours and not os.environ.get("NO_COLOR"):
        return changed.terminal(found, COLOURED)
    return DIFFS[form](found)


def _changes(name: str, pair: tuple[str, str]) -> Sequence[Change]:
    from harztool import changes, po

    old, new = (po.parse(text, name) for text in pair)
    return changes.between(old, new)


def _pairs(words: Sequence[str], lang: Sequence[str] | None, root: Path) -> _Pairs:
    """Return the texts to compare, before and after, by the name of their file."""
    match words:
        case [name, old, _, _, new, *_] if len(words) in _OF_GIT:
            return {name: (_read(old), _read(new))}
        case [old, new]:
            return {new: (_read(old), _read(new))}
        case [word] if Path(word).is_file():
            return {word: _since("HEAD", Path(word))}
        case [] | [_]:
            return _project_pairs(words[0] if words else "HEAD", lang, root)
    raise UsageError("Name two PO files, or revisions such as main..HEAD; see `harztool diff --help`.")


def _read(name: str) -> str:
    from harztool import store

    return "" if name == os.devnull else store.read_po(Path(name))


def _project_pairs(revisions: str, lang: Sequence[str] | None, root: Path) -> _Pairs:
    from harztool.cli import project
    from harztool.store import Store, git

    store = Store.open(root)
    old, dots, new = revisions.partition("..")
    old, new = old or "HEAD", new or ("HEAD" if dots else "")
    if new.startswith("."):
        new = new[1:] or "HEAD"
        git.require(root)
        old = git.meeting(root, old, new)
    paths = [store.catalog_path(language) for language in project.languages(store, lang)]
    return {store.name(path): _between(old, new, path) if new else _since(old, path) for path in paths}


def _between(old: str, new: str, path: Path) -> tuple[str, str]:
    from harztool.store import git

    return git.text_at(old, path), git.text_at(new, path)


def _since(revision: str, path: Path) -> tuple[str, str]:
    from harztool import store
    from harztool.store import git

    return git.text_at(revision, path), store.read_po(path) if path.exists() else ""

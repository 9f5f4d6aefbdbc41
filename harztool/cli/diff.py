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

# git calls an external diff with seven words, with nine for a file that has another name now, with its name alone
# for one whose merge is not done, and tells how many there are; see git(1), GIT_EXTERNAL_DIFF.
_OF_GIT, _TOTAL = (7, 9), "GIT_DIFF_PATH_TOTAL"

_SUFFIXES = (".po", ".pot")

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
    form = _form(form, as_json)
    words = what or []
    if len(words) == 1 and _TOTAL in os.environ:
        talk.show(f"{words[0]}\nits merge is not done: choose, then `git add` it")
        return
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


def _form(named: str, as_json: bool) -> str:
    """Return the format that the options of the command mean.

    Raises `UsageError` for one that there is not, or for two.
    """
    from harztool import report

    if as_json and named not in ("", "json"):
        raise UsageError(f"--json and --format {named} are two formats; name one.")
    form = named or ("json" if as_json else "terminal")
    if form not in report.DIFFS:
        raise UsageError(f"There is no format {form!r}; choose from {', '.join(report.DIFFS)}.")
    return form


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
        case [old, new] if any(Path(word).exists() or Path(word).suffix in _SUFFIXES for word in words):
            return {new: (_read(old), _read(new))}
        case [old, new]:
            return _project_pairs(old, new, lang, root)
        case [word] if Path(word).is_file():
            return {word: (_at("HEAD", Path(word), word), _read(word))}
        case [] | [_]:
            return _project_pairs(*_revisions(words[0] if words else "HEAD", root), lang, root)
    raise UsageError("Name two PO files, or revisions such as main..HEAD; see `harztool diff --help`.")


def _read(name: str) -> str:
    from harztool import store

    return "" if name == os.devnull else store.read_po(Path(name))


def _revisions(said: str, root: Path) -> tuple[str, str]:
    """Return the two revisions that one word means; the second is empty for the files as they are now."""
    from harztool.store import git

    old, dots, new = said.partition("..")
    old, new = old or "HEAD", new or ("HEAD" if dots else "")
    if new.startswith("."):
        new = new[1:] or "HEAD"
        git.require(root)
        old = git.meeting(root, old, new)
    return old, new


def _project_pairs(old: str, new: str, lang: Sequence[str] | None, root: Path) -> _Pairs:
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    paths = [store.catalog_path(language) for language in project.languages(store, lang)]
    names = {store.name(path): path for path in paths}
    return {name: (_at(old, path, name), _at(new, path, name)) for name, path in names.items()}


def _at(revision: str, path: Path, name: str) -> str:
    """Return a catalog as it was at a revision, or as it is now for none; say so where it was not there."""
    from harztool import store
    from harztool.store import git

    if not revision:
        return store.read_po(path) if path.exists() else ""
    found = git.version_at(revision, path)
    if found is None:
        talk.say(f"{name} was not there at {revision}.")
    return found or ""

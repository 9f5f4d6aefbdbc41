"""The user's editor, as $VISUAL or $EDITOR names it or the machine has one, for one text.

The text lies in a file of the project meanwhile, and stays there until it has been taken: whatever becomes of the
editor or of harztool, nobody writes it twice.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from harztool.errors import FileError, UsageError
from harztool.store import files
from harztool.store.lock import FOLDER, prepare


class Edited(NamedTuple):
    """What an editor left; `sure` tells whether it says itself where the text ends."""

    text: str
    sure: bool


def sheet(root: Path, name: str) -> Path:
    """Return where a text of a project can lie while it is edited: in a file that is not there yet.

    Raises `FileError` where the folder for it cannot be made.
    """
    folder = root / FOLDER
    try:
        prepare(folder)
    except OSError as error:
        raise FileError(f"{folder} cannot be made: {files.said(error)}.") from error
    return next(path for number in count(1) if not (path := folder / f"{name}-{number}.txt").exists())


def edited(path: Path, text: str, below: str) -> Edited | None:
    """Return what a person made of a text in their editor, without line breaks at its ends; None for no change.

    `below` is shown beneath the text, behind `#`, and left out. A file that differs from what was shown stays at
    `path`, to be deleted when the text has been taken.

    Raises `UsageError` where no editor is named, it cannot be started, or what it left cannot be taken.
    """
    command = _command()
    remarks = [f"# {line}".rstrip() for line in below.splitlines()]
    shown = "\n".join([text, _MARK, *remarks, ""])
    files.write(path, shown, str(path))
    status = _run(command, path)
    if not path.exists():
        raise UsageError("The editor left no file; the draft is as it was.")
    data = files.read_bytes(path, str(path))
    if data == shown.encode():
        files.remove(path, str(path))
        if status:
            raise UsageError("The editor ended with an error; the draft is as it was.")
        return None
    if status:
        raise UsageError(f"The editor ended with an error; the draft is as it was, what you wrote is kept in {path}.")
    found = _parted(_decoded(data, path), remarks)
    if found.text != text.strip("\n"):
        return found
    files.remove(path, str(path))
    return None


def _run(command: list[str], path: Path) -> int:
    try:
        with _undisturbed():
            return subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user's own command
    except OSError as error:
        files.remove(path, str(path))
        raise UsageError(f"The editor {command[0]!r} cannot be started; name another in EDITOR.") from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave Ctrl-C to the editor, which hears it too: to many of them it is a key like any other."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A function, and not SIG_IGN, which the editor would inherit.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"The editor saved something else than UTF-8; the draft is as it was, what you wrote is kept in {path}."
        ) from error


def _parted(written: str, remarks: list[str]) -> Edited:
    """Return the text above the remarks; where the line between the two is gone, all that is no remark."""
    above, mark, _ = f"\n{written}".partition(f"\n{_MARK}")
    if mark:
        return Edited(above.strip("\n"), sure=True)
    lines = [line for line in written.split("\n") if line.rstrip() not in remarks]
    return Edited("\n".join(lines).strip("\n"), sure=False)


def _command() -> list[str]:
    named = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").strip()
    # Whoever has never heard of EDITOR has an editor nevertheless; the kindest comes first.
    command = named or next(filter(shutil.which, ("sensible-editor", "nano", "notepad", "vi")), "")
    if not command:
        raise UsageError("There is no editor to open: name one, such as EDITOR=nano, in the environment.")
    try:
        return [os.path.expanduser(word) for word in shlex.split(command)]  # noqa: PTH111 - a word may be an option
    except ValueError as error:
        raise UsageError(f"EDITOR is {command!r}, in which a quotation mark is not closed; put it right.") from error


_MARK = "# ------ what stands below this line is left out ------"

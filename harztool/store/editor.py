"""The user's editor, as $VISUAL or $EDITOR names it or the machine has one, for one text."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from harztool.errors import UsageError
from harztool.store import files


def edited(text: str, below: str) -> str | None:
    """Return what a person made of a text in their editor; `below` is shown beneath it, behind `#`, and left out.

    None where the editor ended with an error, as by `:cq`, or the line between the two is gone: what is text then,
    nobody can tell.

    Raises `UsageError` where no editor is named, or it cannot be started.
    """
    command = _command()
    remarks = "".join(f"# {line}".rstrip() + "\n" for line in below.splitlines())
    with tempfile.TemporaryDirectory(prefix="harztool-") as folder:
        path = Path(folder) / "translation.txt"
        files.write(path, f"{text}\n{_MARK}\n{remarks}", str(path))
        try:
            done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603 - the user's own command
        except OSError as error:
            raise UsageError(f"The editor {command!r} cannot be started; name another in EDITOR.") from error
        written = files.read(path, str(path)).replace("\r\n", "\n")
    new, mark, _ = f"\n{written}".partition(f"\n{_MARK}")
    return new[1:].removesuffix("\n") if mark and not done.returncode else None


def _command() -> str:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    # Whoever has never heard of EDITOR has an editor nevertheless; the kindest comes first.
    command = named or next(filter(shutil.which, ("sensible-editor", "nano", "notepad", "vi")), "")
    if not command:
        raise UsageError("There is no editor to open: name one, such as EDITOR=nano, in the environment.")
    return command


_MARK = "# ------ what stands below this line is left out ------"

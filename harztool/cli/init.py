"""`harztool init`: what a project needs around it, written once."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app
from harztool.errors import FileError, UsageError

# Where each forge looks for what it runs.
WORKFLOWS = {"github": ".github/workflows/harztool.yml", "gitlab": ".gitlab-ci.yml"}


@app.command()
def init(
    forge: Annotated[
        str, typer.Option("--ci", metavar="FORGE", help="Write a workflow that checks: for github or gitlab.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Write it in the place of one that is there.")] = False,
    root: Root = HERE,
) -> None:
    """Write a workflow with which a forge checks every change.

    It installs harztool, runs `harztool check` with annotations at the lines of the PO files, and shows what has
    changed in the translations as a summary for people. A workflow that is there and differs is left alone.
    """
    if forge not in WORKFLOWS:
        raise UsageError(f"There is no forge {forge!r}; write --ci {' or --ci '.join(WORKFLOWS)}.")
    from harztool import store

    path = root / WORKFLOWS[forge]
    text = files("harztool.cli").joinpath("workflows", f"{forge}.yml").read_text(encoding="utf-8")
    if path.exists() and not force and store.read(path) != text:
        raise FileError(f"There is a {path} already; take over from it what you need, or use --force.")
    saved = store.write(path, text)
    talk.say(f"{saved.name}: {'written' if saved.changed else 'unchanged'}")

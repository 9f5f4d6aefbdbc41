"""`harztool demo`: the whole way, shown on a sample site."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import app
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.store import Store

_SETTINGS = """\
# The sample site, as `harztool demo` serves it; the port is the one of the first run.
site = "{base}/de/"
languages = ["en", "es"]
switchers = [".SPRACHEN"]

[crawl]
delay = 0
"""
_NEXT = """
What to look at next:
  {folder}/po/en.po          drafts wait for review: those marked fuzzy
  {folder}/public/en/        the English pages; what nobody has reviewed is still German
  {program} report -C {folder}
                          what is left to judge, as a page that you can mail
  {folder}/po, after `{program} demo {folder} --second`
                          the site has changed since then: its second edition"""


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or one of an earlier demo.")] = Path(
        "demo"
    ),
    second: Annotated[
        bool, typer.Option("--second", help="Serve the second edition of the site: three pages have changed.")
    ] = False,
) -> None:
    """Show the whole way on a sample site.

    Scrapes, extracts, translates, checks and builds. Serves the site on this machine and works on it in DIR, with
    translations that people have reviewed for two thirds of its texts. Needs neither a key nor the internet. Run
    again, it goes on from what is there.
    """
    from harztool.cli.build import build
    from harztool.cli.check import check
    from harztool.cli.extract import extract
    from harztool.cli.scrape import scrape
    from harztool.cli.status import status
    from harztool.cli.translate import translate
    from harztool.demo import SECOND, SITE, server

    old = _earlier(folder)
    with server.serve([SECOND, SITE] if second else [SITE], _port(old)) as base:
        _prepare(folder, base)
        talk.say(f"Reading the sample site at {base}/de/")
        scrape(root=folder)
    talk.say("\nExtracting its texts")
    extract(root=folder)
    talk.say("\nDrafting what nobody has translated yet")
    translate(engine="memory", root=folder)
    talk.say("\nChecking")
    with suppress(typer.Exit):
        check(brief=True, root=folder)
    talk.say("\nBuilding the pages")
    build(root=folder)
    talk.say("\nWhere it stands")
    status(root=folder)
    program = sys.argv[0] if sys.argv[0].endswith("harztool") else "harztool"  # as the user can call it again
    talk.say(_NEXT.format(folder=folder, program=program))


def _earlier(folder: Path) -> Store | None:
    """Return the demo that a folder holds, or None for a new folder.

    Raises `UsageError` for anything else that is there, which is left alone.
    """
    from harztool import store

    settings = folder / "harztool.toml"
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    if not settings.is_file() or not store.read(settings).startswith(_SETTINGS.partition("\n")[0]):
        raise UsageError(f"{folder} holds something else; name a new folder for the demo.")
    return store.Store.open(folder)


def _port(old: Store | None) -> int:
    from urllib.parse import urlsplit

    return (old and urlsplit(old.config.site).port) or 0


def _prepare(folder: Path, base: str) -> None:
    """Write the settings, and what a project has before it begins: a glossary, and texts that people have reviewed.

    What is there already stays, but for the address of the site, where the port of the first run is taken.
    """
    from harztool import store
    from harztool.demo import FILES

    settings = folder / "harztool.toml"
    text = store.read(settings) if settings.exists() else _SETTINGS.format(base=base)
    store.write(settings, re.sub(r'(?m)^site = ".*"$', f'site = "{base}/de/"', text, count=1))
    for name, path in FILES.items():
        if not (folder / name).exists():
            store.write(folder / name, store.read(path))

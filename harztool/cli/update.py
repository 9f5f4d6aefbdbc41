"""`harztool update`: scrape, extract and translate in a row."""

from typing import Annotated

import typer

from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone


@app.command()
@alone
def update(
    lang: Languages = None,
    engine: Annotated[
        str | None, typer.Option("--engine", "-e", metavar="NAME", help="The engine that drafts.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Read the site, extract, and draft what is new.

    This is what an editor runs every day: scrape, extract and translate in a row. Only what has changed is read, and
    only what has no translation is drafted. Nothing that a person wrote is touched.
    """
    from harztool.cli import drafting
    from harztool.cli.extract import extract
    from harztool.cli.scrape import scrape
    from harztool.cli.translate import translate

    drafting.ready(root, lang, engine)  # before anything is read, not after
    scrape(root=root)
    extract(root=root)
    translate(lang=lang, engine=engine, root=root)

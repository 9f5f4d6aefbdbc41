"""`harztool export`: a catalog for translators who use other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.errors import UsageError


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="xliff, tmx, csv or xlsx.")] = "xliff",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file; by default such as en.xlf.")
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not reviewed yet.")] = False,
    drafts: Annotated[bool, typer.Option("--drafts", help="Put drafts into a TMX, too.")] = False,
    lang: Languages = None,
    root: Root = HERE,
) -> None:
    """Write catalogs for translators who use other tools.

    XLIFF for translation programs, xlsx or csv for spreadsheets, tmx as a memory (of reviewed texts, as other programs
    know no drafts). Each form of a plural is a text of its own. `harztool import` brings back what they have
    done.
    """
    from harztool import interchange, store
    from harztool.cli import project
    from harztool.interchange.rows import REVIEWED

    if form not in interchange.FORMATS:
        raise UsageError(f"There is no format {form!r}; choose from {', '.join(interchange.FORMATS)}.")
    here = store.Store.open(root)
    languages = project.languages(here, lang)
    if output and len(languages) > 1:
        raise UsageError("One file holds one language; name it with --lang.")
    for language in languages:
        rows = tuple(interchange.rows(project.catalog(here, language), only_open=only_open))
        if form == "tmx" and not drafts:
            rows = tuple(row for row in rows if row.state == REVIEWED)
        path = output or Path(f"{language}{interchange.FORMATS[form].suffixes[0]}")
        saved = store.write_bytes(
            path, interchange.printed(interchange.Sheet(rows, here.config.source, language), form)
        )
        talk.say(f"{saved.name}: {len(rows)} texts, {'written' if saved.changed else 'unchanged'}")

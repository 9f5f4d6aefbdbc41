"""`harztool export`: a catalog for translators who use other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import exchange, talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone
from harztool.errors import FileError, UsageError
from harztool.languages import primary

if TYPE_CHECKING:
    from harztool.store import Store


@app.command()
@alone
def export(
    form: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="xliff, tmx, csv or xlsx.")] = "xliff",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file; by default such as en.xlf.")
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not reviewed yet.")] = False,
    drafts: Annotated[bool, typer.Option("--drafts", help="Put drafts into a TMX, too.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file with texts that were not imported.")] = False,
    lang: Languages = None,
    root: Root = HERE,
) -> None:
    """Write catalogs for translators who use other tools.

    XLIFF for translation programs, xlsx or csv for spreadsheets, tmx as a memory (of reviewed texts, as other programs
    know no drafts). Each form of a plural is a text of its own. `harztool import` brings back what they have
    done. In a csv an apostrophe stands before a text such as "- 5 %", which a spreadsheet would take for a formula.
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
    paths = {language: output or Path(f"{language}{interchange.FORMATS[form].suffixes[0]}") for language in languages}
    for language, path in paths.items():
        _refuse_own(here, path, form)
        if not force:
            _refuse_work(here, language, path, form)
    for language, path in paths.items():
        rows = tuple(interchange.rows(project.catalog(here, language), only_open=only_open))
        if form == "tmx" and not drafts:
            rows = tuple(row for row in rows if row.state == REVIEWED)
        saved = store.write_bytes(
            path, interchange.printed(interchange.Sheet(rows, here.config.source, language), form)
        )
        talk.say(f"{saved.name}: {exchange.texts(len(rows))}, {'written' if saved.changed else 'unchanged'}")


def _refuse_own(here: Store, path: Path, form: str) -> None:
    """Raise `UsageError` for a file that the project lives from, and for a name that `import` would not know."""
    from harztool import interchange, store

    names = (*store.SETTINGS, here.config.glossary, f"{here.config.po}/{store.TEMPLATE}")
    own = [*(here.root / name for name in names), *map(here.catalog_path, here.config.languages)]
    if path.resolve() in {each.resolve() for each in own}:
        raise UsageError(f"{path} is a file of the project, which an export would overwrite; name another one.")
    suffixes = interchange.FORMATS[form].suffixes
    if not path.name.lower().endswith(suffixes):
        raise UsageError(f"The name of a file of the format {form} ends in {' or '.join(suffixes)}, not as {path}.")


def _refuse_work(here: Store, language: str, path: Path, form: str) -> None:
    """Raise `FileError` where a file holds a translator's work that was not imported yet, or anything unknown."""
    from harztool import interchange, store
    from harztool.cli import project

    if not path.exists() or not (data := store.read_bytes(path)).strip():
        return
    try:
        sheet = interchange.read(data, form, str(path), language, here.config.source)
    except FileError as error:
        raise FileError(f"{path} is no export of {language}; say --force to overwrite it. {error}") from error
    if sheet.language and primary(sheet.language) != primary(language):
        raise FileError(f"{path} is an export of {sheet.language}, not of {language}; say --force to overwrite it.")
    now = project.catalog(here, language)
    came = exchange.outcome(here, sheet, now).catalog
    for message, new in zip(now.messages, came.messages, strict=True):
        if message != new:
            raise FileError(
                f"{path} holds what is not in the catalog yet, such as for {message.source[:40]!r}; "
                f"run `harztool import {path} --lang {language}` first, or say --force."
            )

"""`harztool import`: what translators did with other tools, back into the catalogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone
from harztool.errors import UsageError
from harztool.languages import primary

if TYPE_CHECKING:
    from harztool.interchange import Outcome, Sheet
    from harztool.store import Store


@app.command("import")
@alone
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="XLIFF, TMX, CSV or xlsx.")],
    lang: Languages = None,
    root: Root = HERE,
) -> None:
    """Bring back what translators did with other tools.

    What they wrote takes the place of what was exported. What somebody has changed here in the meantime is not
    overwritten: the message becomes fuzzy with both texts in its comments, and the status is 1. An empty cell takes
    nothing away, and a text that lost a placeholder comes in as a draft.
    """
    from harztool import interchange, store
    from harztool.cli import project

    here = store.Store.open(root)
    if lang and len(lang) > 1:
        raise UsageError("A file holds one language; name it with one --lang.")
    wanted = lang[0] if lang else ""
    sheets = [
        interchange.read(store.read_bytes(path), interchange.format_of(path.name), str(path), wanted) for path in files
    ]
    torn = False
    for path, sheet in zip(files, sheets, strict=True):
        language = _language(here, path, sheet, wanted)
        outcome = interchange.applied(project.catalog(here, language), sheet.rows)
        here.save_catalog(language, outcome.catalog)
        _report(str(path), outcome)
        torn = torn or bool(outcome.conflicts)
    raise typer.Exit(int(torn))


def _language(here: Store, path: Path, sheet: Sheet, wanted: str) -> str:
    """Return the language of a file: as it is told, as the file says, or as its name begins."""
    named = wanted or sheet.language or path.name.partition(".")[0]
    known = here.config.languages
    if wanted and sheet.language and primary(sheet.language) != primary(wanted):
        raise UsageError(f"{path} is for {sheet.language}, not for {wanted}; leave --lang out, or name another file.")
    if named in known:
        return named
    # A tool may have made en-GB of en.
    near = [language for language in known if primary(language) == primary(named)]
    if len(near) == 1:
        return near[0]
    raise UsageError(
        f"{path} is for {named or 'no language'}, and this project has {', '.join(known)}; name it with --lang."
    )


def _report(name: str, outcome: Outcome) -> None:
    for message in outcome.conflicts:
        talk.say(f"{name}: two texts, choose one: {message.source}")
    for message in outcome.unfit:
        talk.say(f"{name}: does not fit and came in as a draft: {message.source}")
    for row in outcome.unknown:
        talk.say(f"{name}: is not on the site: {row.source}")
    talk.say(f"{name}: {len(outcome.taken)} texts taken over")

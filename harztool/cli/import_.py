"""`harztool import`: what translators did with other tools, back into the catalogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import exchange, talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.interchange import Outcome, Sheet


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
    nothing away, and a text in which the checks find an error comes in as a draft. Of a file of several languages that
    one is taken which --lang or the name of the file says.
    """
    from harztool import interchange, store

    here = store.Store.open(root)
    if lang and len(lang) > 1:
        raise UsageError("A file holds one language; name it with one --lang.")
    wanted = lang[0] if lang else ""
    sheets = [
        interchange.read(
            store.read_bytes(path), interchange.format_of(path.name), str(path), wanted, here.config.source
        )
        for path in files
    ]
    torn = False
    for path, sheet in zip(files, sheets, strict=True):
        language = exchange.language_of(here, path, sheet, wanted)
        outcome = exchange.brought_in(here, language, sheet)
        _report(str(path), sheet, outcome)
        torn = torn or bool(outcome.conflicts)
    raise typer.Exit(int(torn))


def _report(name: str, sheet: Sheet, outcome: Outcome) -> None:
    for remark in sheet.remarks:
        talk.say(f"{name}: {remark}")
    for row in outcome.mixed:
        talk.say(f"{name}: the id is of another text, as when one column alone was sorted; left out: {row.source}")
    for message in outcome.conflicts:
        talk.say(f"{name}: two texts, choose one: {message.source}")
    for message in outcome.unfit:
        talk.say(f"{name}: does not fit and came in as a draft: {message.source}")
    for row in outcome.unknown:
        talk.say(f"{name}: is not on the site: {row.source or row.translation}")
    beside = f", {len(outcome.commented)} only in comments" if outcome.commented else ""
    talk.say(f"{name}: {exchange.texts(len(outcome.taken))} taken over{beside}")

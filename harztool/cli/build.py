"""`harztool build`: pages + catalogs -> the pages in other languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone
from harztool.errors import FileError, UsageError

if TYPE_CHECKING:
    from harztool.cli import building


@app.command()
@alone
def build(
    lang: Languages = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Use translations that nobody has reviewed, too.")] = False,
    assets: Annotated[
        Path | None,
        typer.Option("--assets", metavar="DIR", help="Copy the files that pages need from the folder of the site."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Check what was built; status 1 for what is wrong.")] = False,
    no_write: Annotated[
        bool, typer.Option("--no-write", help="With --check: check what lies in public/ as it is, and write nothing.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Write the pages in other languages to public/.

    Only reviewed texts are used; what is not reviewed yet stays in the language of the site, and is marked as such. A
    page of which too little is reviewed (build.min_reviewed in the settings) is not published; --drafts publishes all.
    A translation that lost or invented a tag is left out and reported, and so is each link to a page of the site that
    there is only in its own language. Pages that there are no longer are removed again. Each language has a sitemap.
    """
    from harztool.cli import auditing, building
    from harztool.store import Store

    if no_write and (assets or not check):
        raise UsageError("--no-write is for --check, and copies nothing: `harztool build --check --no-write`.")
    if assets and not assets.is_dir():
        raise FileError(f"There is no folder {assets}; name the one with the files of the site.")
    plan = building.plan(Store.open(root), lang, drafts=drafts)
    if not no_write:
        _write(plan, assets)
    if check:
        raise typer.Exit(int(auditing.checked(plan)))


def _write(plan: building.Plan, assets: Path | None) -> None:
    """Build the pages of a plan, copy what they need, and tell of it."""
    from harztool.cli import building

    outcomes, needed = building.carried_out(plan, with_assets=assets is not None)
    building.sweep(plan)
    building.say_unbuilt(plan)
    for outcome in outcomes:
        building.say(plan, outcome)
    if assets:
        building.copied(plan, assets, needed)

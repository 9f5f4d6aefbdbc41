"""`harztool scrape`: the site -> pages/."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app
from harztool.cli.project import alone
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.web import Visit


@app.command()
@alone
def scrape(
    url: Annotated[
        str | None, typer.Argument(metavar="URL", help="Where to begin; the project's site by default.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Read the pages of the site into pages/.

    Obeys robots.txt, goes from page to page without haste, and stores again only what has changed. In a folder without
    settings a URL begins a project: it is written to harztool.toml.
    """
    if url and not url.startswith(("http://", "https://")):
        raise UsageError(f"{url} is no web address; write it like https://www.example.org/de/.")
    from harztool import web
    from harztool.store import Store, page_path

    store = Store.begin(root, url) if url else Store.open(root)
    site = url or store.config.site
    if not site:
        raise UsageError("There is no site to read: name its URL, or set `site` in the settings.")
    known = store.index()
    # A file holds one page: what is found in it now takes the place of what was.
    records, visits = {record.path: record for record in known.values()}, Counter[str]()
    found = web.crawl(site, store.config, known, path=page_path, stored=store.page_text)
    try:
        for visit in talk.followed(found, "Reading"):
            visits[visit.outcome] += 1
            _report(visit)
            if visit.page:
                store.save_page(visit.page)
            if visit.record and visit.outcome != "gone":
                records[visit.record.path] = visit.record
    finally:
        if records:
            store.save_index(records.values())
    talk.say(f"{store.config.pages}: {_summary(visits)}")


def _report(visit: Visit) -> None:
    place = f" (linked from {visit.found_on})" if visit.found_on else ""
    if visit.outcome in ("failed", "refused", "gone"):
        talk.say(f"{visit.url}: {visit.outcome}, {visit.reason}{place}")
    else:
        talk.detail(f"{visit.url}: {visit.outcome}{', ' if visit.reason else ''}{visit.reason}")


def _summary(visits: Counter[str]) -> str:
    shown = ("new", "changed", "unchanged", "gone", "refused", "failed", "skipped")
    return ", ".join(f"{visits[outcome]} {outcome}" for outcome in shown if visits[outcome]) or "no page found"

"""What `harztool accept` and `reject` share: which drafts are meant, and how the decision is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.model import Catalog, Message
    from harztool.reviews import Draft, Filter
    from harztool.store import Store

_Key = tuple[str | None, str]

Pages = Annotated[
    list[str] | None, typer.Option("--page", "-p", metavar="GLOB", help="Only on pages such as 'de/aktuelles/*'.")
]
Engines = Annotated[
    list[str] | None, typer.Option("--engine", "-e", metavar="NAME", help="Only as this engine wrote it.")
]
CheckFree = Annotated[bool, typer.Option("--check-free", help="Only those in which the checks find nothing.")]
GlossaryTrue = Annotated[bool, typer.Option("--glossary-true", help="Only those that follow the glossary.")]
All = Annotated[bool, typer.Option("--all", help="All drafts; needed where nothing else is named.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Only list them.")]


def wanted(pages: Sequence[str] | None, engines: Sequence[str] | None, everything: bool, **conditions: bool) -> Filter:
    """Return which drafts the options of a command mean.

    Raises `UsageError` where nothing is said at all.
    """
    from harztool.reviews import Filter

    chosen = Filter(tuple(pages or ()), tuple(engines or ()), **conditions)
    if chosen == Filter() and not everything:
        raise UsageError("Name a condition, such as --page or --check-free, or --all for all drafts.")
    return chosen


def found(meant: Filter, lang: Sequence[str] | None, root: Path) -> Sequence[tuple[Store, str, Catalog, list[Draft]]]:
    """Return the drafts that are meant, by catalog."""
    from harztool import reviews
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    terms = project.terms(store)
    loaded = {language: project.catalog(store, language) for language in project.languages(store, lang)}
    waiting = [(language, catalog, [*reviews.drafts(catalog, terms)]) for language, catalog in loaded.items()]
    _require_engines(meant.engines, {draft.engine for _, _, drafts in waiting for draft in drafts})
    return [
        (store, language, catalog, [draft for draft in drafts if meant.fits(draft)])
        for language, catalog, drafts in waiting
    ]


def _require_engines(named: Sequence[str], there: set[str]) -> None:
    """Raise `UsageError` for the name of an engine that there is not, nor a draft of it."""
    from harztool.engines import ENGINES

    for name in named:
        if name not in ENGINES and name not in there:
            raise UsageError(f"There is no draft by {name!r}; {_listed(there)}.")


def _listed(there: set[str]) -> str:
    names = sorted(filter(None, there))
    return f"those that wait are by {', '.join(names)}" if names else "no draft of an engine waits"


def save(
    store: Store,
    language: str,
    catalog: Catalog,
    new: Mapping[_Key, Message],
    what: str,
    *,
    dry_run: bool,
) -> None:
    """List what was decided, and write it to the catalog as it is now, unless only a list is wanted.

    What somebody has changed since it was loaded is left, and named.
    """
    shown = {message.key: message for message in catalog.messages}
    done: set[_Key] = set()

    def made(now: Catalog) -> Catalog:
        done.clear()
        done.update(each.key for each in now.messages if each.key in new and each == shown[each.key])
        return replace(now, messages=tuple(new[each.key] if each.key in done else each for each in now.messages))

    if dry_run:
        made(catalog)
    else:
        store.change_catalog(language, lambda now: made(now or catalog))
    for key, message in new.items():
        if key in done:
            talk.show(f"{place(store, language)}: {message.source}")
        else:
            talk.say(f"{place(store, language)}: left, somebody has changed it meanwhile: {message.source}")
    talk.say(f"{place(store, language)}: {len(done)} {'would be ' if dry_run else ''}{what}")


def place(store: Store, language: str) -> str:
    """Return the name of a catalog's file."""
    return store.name(store.catalog_path(language))

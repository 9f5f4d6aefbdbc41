"""What `harztool export` and `import` share: what a file would do to the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from harztool.errors import UsageError
from harztool.languages import primary

if TYPE_CHECKING:
    from harztool.interchange import Faulty, Outcome, Sheet
    from harztool.model import Catalog, Message, Term
    from harztool.store import Store


def outcome(store: Store, sheet: Sheet, catalog: Catalog) -> Outcome:
    """Return what a file would make of a catalog."""
    from harztool import interchange
    from harztool.cli import project

    return interchange.applied(catalog, sheet.rows, faulty(project.terms(store)))


def brought_in(store: Store, language: str, sheet: Sheet) -> Outcome:
    """Bring a file into the catalog of a language as it is now; return what became of it.

    Raises `FileError` where there is no catalog.
    """
    from harztool.cli import project

    found = outcome(store, sheet, project.catalog(store, language))

    def made(now: Catalog | None) -> Catalog:
        nonlocal found
        found = outcome(store, sheet, now) if now else found
        return found.catalog

    store.change_catalog(language, made)
    return found


def faulty(terms: Sequence[Term]) -> Faulty:
    """Return what tells in which messages the checks find an error, as for `harztool accept`."""
    from harztool import reviews

    def told(catalog: Catalog, messages: Sequence[Message]) -> set[tuple[str | None, str]]:
        found = reviews.findings(catalog, messages, terms)
        return {key for key, problems in found.items() if any(each.severity == "error" for each in problems)}

    return told


def language_of(store: Store, path: Path, sheet: Sheet, wanted: str) -> str:
    """Return the language of a file: as it is told, as the file says, or as its name begins.

    Raises `UsageError` where it is not one of the project.
    """
    named = wanted or sheet.language or path.name.partition(".")[0]
    known = store.config.languages
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


def texts(count: int) -> str:
    """Return how many texts there are, in words.

    >>> texts(1), texts(2)
    ('1 text', '2 texts')
    """
    return f"{count} text{'' if count == 1 else 's'}"

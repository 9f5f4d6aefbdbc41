"""What commands load from a project: its rules, its terms, its catalogs by language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from harztool.cli.app import HERE
from harztool.errors import ConfigError, FileError, UsageError

_LANGUAGE = r"[a-z]{2,3}(?:_[A-Z]{2})?(?:@[a-z]+)?"

if TYPE_CHECKING:
    from harztool.memory import Memory
    from harztool.model import Catalog, Term
    from harztool.rules import Rules
    from harztool.store import Store


P = ParamSpec("P")
R = TypeVar("R")


def alone(command: Callable[P, R]) -> Callable[P, R]:
    """Return a command that no other may disturb in the project it works on, which is its option `root`.

    What only tells, as its option `dry_run` says, disturbs nobody.
    """

    @wraps(command)
    def undisturbed(*args: P.args, **options: P.kwargs) -> R:
        root = options.get("root", HERE)
        if options.get("dry_run"):
            return command(*args, **options)
        with locked(root if isinstance(root, Path) else HERE, command.__name__.rstrip("_")):
            return command(*args, **options)

    return undisturbed


@contextmanager
def locked(root: Path, doing: str, patience: float = 0) -> Iterator[None]:
    """Keep others from writing to the project in a folder; where there is no project, there is nothing to lock.

    Raises `FileError` where another run holds it.
    """
    from harztool.store import Store, lock

    store = Store.find(root)
    if store is None:
        yield
        return
    with lock.alone(root, f"harztool {doing}", patience):
        store.sweep()
        yield


@contextmanager
def locked_around(files: Iterable[Path], doing: str) -> Iterator[None]:
    """Keep others from writing to the projects that files lie in, wherever they were named from.

    Raises `FileError` where another run holds one.
    """
    with ExitStack() as stack:
        for root in sorted(filter(None, {_project_of(file) for file in files})):
            stack.enter_context(locked(root, doing))
        yield


def _project_of(file: Path) -> Path | None:
    from harztool.store import Store

    for folder in file.resolve().parents:
        with suppress(ConfigError):
            if Store.find(folder):
                return folder
    return None


def rules(store: Store) -> Rules:
    """Return what is text on the project's site: by its settings, and by the preset that they name.

    Raises `ConfigError` for what is no CSS selector.
    """
    from harztool.rules import PRESETS, Preset, Rules

    options = store.config
    for name, selectors in (
        ("left_out", options.left_out),
        ("switchers", options.switchers),
        ("notes", options.notes),
        ("contexts", options.contexts),
    ):
        _refuse_others(name, selectors)
    preset = PRESETS.get(options.preset, Preset())
    switchers = (*preset.switchers, *options.switchers)
    return Rules(
        options.source,
        frozenset(map(str.lower, options.attributes)),
        frozenset(options.json_keys),
        (*preset.left_out, *switchers, *options.left_out),
        (*preset.notes, *options.notes.items()),
        tuple((selector, context.strip()) for selector, context in options.contexts.items()),
        switchers,
    )


def _refuse_others(option: str, selectors: Iterable[str]) -> None:
    """Raise `ConfigError` where one of the selectors is none."""
    from harztool import markup

    for selector in selectors:
        if not markup.is_selector(selector):
            raise ConfigError(f"{option}: {selector!r} is no CSS selector; write one such as '#menu .date'.")


def terms(store: Store) -> tuple[Term, ...]:
    """Return the terms of the project's glossary; none where it has none."""
    from harztool import glossary

    text, name = store.glossary()
    options = store.config
    return glossary.parsed(text, name, options.languages, options.source) if text else ()


def rows(store: Store) -> tuple[Term, ...]:
    """Return the terms of all rows of the project's glossary, also of those that stand there already."""
    from harztool import glossary

    text, name = store.glossary()
    options = store.config
    return tuple(glossary.every_row(text, name, options.languages, options.source)) if text else ()


def memory(store: Store, language: str, catalog: Catalog) -> Memory:
    """Return what has been translated before: the catalog's own reviewed texts, then the memories of the settings.

    A PO file of another language, as its header says, is no memory for this one.
    """
    from harztool import memory, po
    from harztool.languages import primary

    entries = [*memory.entries_of(catalog)]
    for name, text in store.memories().items():
        if not name.endswith(".po"):
            entries += memory.entries_of_tmx(text, name, language, store.config.source)
        elif primary((found := po.parse(text, name)).language or Path(name).stem) == primary(language):
            entries += memory.entries_of(found)
    return memory.Memory(tuple(entries))


def languages(store: Store, wanted: Sequence[str] | None) -> tuple[str, ...]:
    """Return the languages that a command is for: those wanted, each once, or all of the project.

    Raises `UsageError` for one that the project does not have.
    """
    for language in wanted or ():
        if language not in store.config.languages:
            known = ", ".join(store.config.languages)
            raise UsageError(f"This project has no language {language!r}; choose from {known}.")
    return tuple(dict.fromkeys(wanted or store.config.languages))


def rules_here(root: Path) -> Rules:
    """Return the rules of the project in a folder, or the usual ones where there is no project."""
    from harztool.rules import DEFAULT
    from harztool.store import Store

    store = Store.find(root)
    return rules(store) if store else DEFAULT


def catalog_files(root: Path, wanted: Sequence[str] | None) -> list[Path]:
    """Return the catalogs of a project: of the languages wanted, or of all.

    Raises `FileError` where there is none.
    """
    from harztool.store import Store

    store = Store.open(root)
    return store.catalog_files(languages(store, wanted))


def language_of(path: Path, catalog: Catalog) -> str:
    """Return the language that a catalog is for: by the name of its file (es.po), its header, or its path.

    Paths tell in the way of gettext and its users: es/LC_MESSAGES/site.po, es/site.po, site.es.po, site-es.po. Three
    letters, as in new.po, are believed only where the header is silent, and what is no language, as in xz.po, never.
    """
    from harztool.checks import locales

    if path.stem == catalog.language:
        return path.stem
    short = path.stem[2:3] in ("", "_", "@")
    if re.fullmatch(_LANGUAGE, path.stem) and (not catalog.language or short) and locales.ways(path.stem):
        return path.stem
    behind = re.search(rf"[._-]({_LANGUAGE})$", path.stem)
    told = behind or re.search(rf"(?:^|/)({_LANGUAGE})/(?:LC_MESSAGES/)?[^/]*$", path.as_posix())
    return catalog.language or (told[1] if told and locales.ways(told[1]) else "")


def catalog(store: Store, language: str) -> Catalog:
    """Return the catalog of a language.

    Raises `FileError` where it has not been made yet.
    """
    found = store.catalog(language)
    if found is None:
        name = store.name(store.catalog_path(language))
        raise FileError(f"There is no {name}; run `harztool extract` first.")
    return found

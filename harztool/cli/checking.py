"""What `harztool check` is asked for, and what it finds: options and settings -> findings, and whether they fail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from harztool.errors import FileError, UsageError
from harztool.languages import primary

if TYPE_CHECKING:
    from harztool.model import Catalog, Message, Problem, Term
    from harztool.report import Finding, Progress
    from harztool.store import Store

_LEVELS: Mapping[str, Collection[str]] = {"error": {"error"}, "warning": {"error", "warning"}, "never": ()}
# Which threshold decides in place of a check.
_DECIDED = {"untranslated": "translated", "unreviewed": "reviewed"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is asked for: checks by name, what fails, shares in percent by language, since which revision."""

    names: tuple[str, ...]
    fail_on: tuple[str, ...]
    translated: Mapping[str, float]
    reviewed: Mapping[str, float]
    since: str = ""

    def share(self, what: str, language: str) -> float:
        """Return the share that a language must reach; 0 where nothing is asked."""
        shares = self.translated if what == "translated" else self.reviewed
        return next((shares[name] for name in (language, primary(language), "all") if name in shares), 0)

    def fails(self, problem: Problem) -> bool:
        """Whether a problem ends the run with status 1."""
        from harztool.checks import matching

        if any(problem.check in matching(name, [problem.check]) for name in self.fail_on):
            return True
        decided = _DECIDED.get(problem.check)
        if decided and self.share(decided, problem.language):
            return False
        return any(problem.severity in _LEVELS.get(name, ()) for name in self.fail_on)


def wanted(
    store: Store | None,
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: Sequence[str],
    shares: tuple[Sequence[str], Sequence[str]],
) -> Wanted:
    """Return what is asked for: by options, else by the settings of the project, else by default.

    Raises `UsageError` for a check, a level or a share that does not exist.
    """
    from harztool.checks import ACCEPTED, CHECKS, FRESHNESS, OTHERS, chosen
    from harztool.config import Check

    settings = store.config.check if store else Check()
    also = (*ACCEPTED, *FRESHNESS)
    names = chosen(_split(select) or settings.select, _split(ignore) or settings.ignore, CHECKS, also)
    fails = _split(fail_on) or settings.fail_on
    if "never" in fails and len(set(fails)) > 1:
        raise UsageError("With never, nothing fails; leave it out, or all else that is to fail.")
    unknown = [name for name in fails if name not in _LEVELS and name not in OTHERS]
    if unknown:
        chosen(unknown, (), CHECKS)
    translated = _shares(shares[0], "--min-translated") or settings.min_translated
    reviewed = _shares(shares[1], "--min-reviewed") or settings.min_reviewed
    return Wanted(names, fails, translated, reviewed)


def comparable(select: Sequence[str]) -> None:
    """Raise `UsageError` where a check is selected that compares with pages: without some it would find nothing."""
    from harztool.checks import FRESHNESS, matching

    for name in _split(select):
        if matching(name, FRESHNESS):
            raise UsageError(f"{name} compares with pages; name their folder, as in `--against pages/`.")


def _split(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for each in given for name in each.split(",") if name.strip())


def _shares(given: Sequence[str], option: str) -> dict[str, float]:
    """Return shares by language from words such as `95` and `en=80`."""
    found: dict[str, float] = {}
    for word in _split(given):
        language, _, number = word.rpartition("=")
        try:
            found[language or "all"] = float(number)
        except ValueError:
            found[language or "all"] = -1
        if not 0 <= found[language or "all"] <= 100:
            raise UsageError(f"{option} {word} is no share; write a percentage such as 95, or en=95 for one language.")
    return found


@dataclass(frozen=True, slots=True)
class File:
    """A catalog as it lies on the disk: its name for the user, its messages, and the lines of them and their forms."""

    path: Path
    name: str
    catalog: Catalog
    lines: Mapping[tuple[str | None, str], tuple[int, ...]]
    language: str

    @property
    def progress(self) -> Progress:
        """How far the catalog is."""
        from harztool import report

        return replace(report.progress(self.catalog), language=self.language or self.name)

    def is_in(self, languages: Collection[str]) -> bool:
        """Whether the catalog is in one of some languages, or in a variety of it."""
        return self.language in languages or primary(self.language) in languages

    def finding(self, problem: Problem) -> Finding:
        """Return a problem with its place."""
        from harztool.checks import manual
        from harztool.report import Finding

        # Forms that gettext would not take, such as two without a number, have no line of their own.
        lines = self.lines.get(problem.message.key, (1,))
        line = lines[min(problem.form, len(lines) - 1)]
        return Finding(self.name, line, problem, manual(problem.check))


def named(given: Sequence[Path]) -> list[Path]:
    """Return the files that were named, each once; a folder stands for all PO files below it.

    Raises `FileError` for a folder without any.
    """
    found: dict[Path, None] = {}
    for path in given:
        below = sorted(path.rglob("*.po")) if path.is_dir() else [path]
        if not below:
            raise FileError(f"There is no PO file in {path}; name a file, or the folder that they lie in.")
        found.update(dict.fromkeys(below))
    return list(found)


def answerable(store: Store | None, files: Sequence[File], asked: Wanted) -> None:
    """Raise `UsageError` where a share is asked of a language that no catalog is in: it would hold for nothing."""
    known = {*(store.config.languages if store else ()), *(file.language for file in files)}
    known |= {primary(language) for language in known} | {"all"}
    for language in {**asked.translated, **asked.reviewed}:
        if language not in known:
            there = ", ".join(sorted(file.language for file in files if file.language)) or "none that is known"
            raise UsageError(f"No catalog is in {language!r}, of which a share is asked; the languages are {there}.")


def there(files: Sequence[File], languages: Collection[str]) -> None:
    """Raise `UsageError` for a language that none of the files is in: there would be nothing to check."""
    for language in languages:
        if not any(file.is_in([language]) for file in files):
            known = ", ".join(sorted({file.language for file in files if file.language})) or "none that is known"
            raise UsageError(f"None of the files is in {language!r}; their languages are {known}.")


def readable(store: Store | None, paths: Iterable[Path], shared: bool) -> tuple[list[File], list[FileError]]:
    """Return the files that can be read, opened, and what is wrong with the others: one hides not what another has."""
    files, faults = list[File](), list[FileError]()
    for path in paths:
        with noted(faults):
            files.append(opened(store, path, shared))
    return files, faults


@contextmanager
def noted(faults: list[FileError]) -> Iterator[None]:
    """Note that something could not be read, and go on behind it."""
    try:
        yield
    except FileError as fault:
        faults.append(fault)


def opened(store: Store | None, path: Path, shared: bool = False) -> File:
    """Return a PO file with all that is known of it; what is `shared` is named as in its repository, where it has one.

    GitHub and GitLab show a finding only at the file that they know by that name.
    """
    from harztool import po
    from harztool.cli import project
    from harztool.store import git, read_po

    name = store.name(path) if store else path.as_posix()
    catalog, lines = po.located(read_po(path), name)
    shown = git.name(path) if shared else None
    return File(path, shown or name, catalog, lines, project.language_of(path, catalog))


def problems(store: Store | None, file: File, terms: Sequence[Term], asked: Wanted) -> Iterator[Problem]:
    """Yield what the checks find in a file, where it was touched, and how far it is behind."""
    from harztool import checks

    usual, names = (store.config.source, store.config.check.names) if store else ("de", ())
    own = store is not None and file.path.resolve().parent == (store.root / store.config.po).resolve()
    source = usual if own else checks.source_of(file.catalog, usual)
    yield from checks.behind(
        file.catalog, file.language, asked.share("translated", file.language), asked.share("reviewed", file.language)
    )
    # The glossary is in the language of the project; in other catalogs its words are other words.
    rules = terms if source == usual else ()
    run = [name for name in asked.names if name not in checks.FRESHNESS]
    yield from _touched(file, checks.problems(file.catalog, rules, run, file.language, source, names), asked.since)


def _touched(file: File, found: Iterable[Problem], since: str) -> Iterator[Problem]:
    """Yield the problems of messages that were touched since a revision, or all where none is named."""
    keys = _changed(file, since) if since else ()
    return (each for each in found if not since or each.message.key in keys)


def _changed(file: File, revision: str) -> Collection[tuple[str | None, str]]:
    """Return the keys of the messages that came, went, or changed but by `extract`, since a revision of git."""
    from harztool import po
    from harztool.store import git

    before = git.text_at(revision, file.path)
    old = po.parse(before, f"{file.name} at {revision}") if before else None
    known = {each.key: _matter(each) for each in _all(old)} if old else {}
    now = {each.key: _matter(each) for each in _all(file.catalog)}
    return {key for key in known.keys() | now.keys() if known.get(key) != now.get(key)}


def _all(catalog: Catalog) -> list[Message]:
    return [*((catalog.header,) if catalog.header else ()), *catalog.messages]


def _matter(message: Message) -> Message:
    """Return a message without what `extract` writes by itself."""
    return replace(message, places=(), notes=())


def stale(
    store: Store, pages: Path, files: Sequence[File], asked: Wanted, shared: bool = False
) -> Iterator[tuple[File, Problem]]:
    """Yield what of the template no longer fits the pages in a folder, and what of the catalogs the template."""
    from harztool import catalogs, checks
    from harztool.cli import project

    if not pages.is_dir():
        raise FileError(f"There is no folder {pages}; name the one that the pages lie in.")
    there = replace(store, config=replace(store.config, pages=str(pages.resolve())))
    old = opened(store, store.root / store.config.po / "site.pot", shared)
    fresh = catalogs.template(there.pages(), old.catalog, project.rules(store))
    if "template-stale" in asked.names:
        found = checks.stale("template-stale", old.catalog, fresh)
        yield from ((old, problem) for problem in _touched(old, found, asked.since))
    terms = project.terms(store)
    for file in files if "catalog-stale" in asked.names else ():
        merged = catalogs.merged(old.catalog, file.catalog, terms)
        found = checks.stale("catalog-stale", file.catalog, merged, file.language)
        yield from ((file, problem) for problem in _touched(file, found, asked.since))

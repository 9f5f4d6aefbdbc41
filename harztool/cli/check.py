"""`harztool check`: what is wrong in the catalogs."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.cli.checking import File, Wanted
    from harztool.errors import FileError
    from harztool.report import Finding
    from harztool.store import Store

Names = list[str] | None

# The options, as `harztool check --help` shows them.
Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE", help="PO files, or folders of them; po/ by default.")
]
Form = Annotated[
    str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json, github, gitlab, junit or sarif.")
]
Select = Annotated[Names, typer.Option("--select", metavar="NAMES", help="Only these checks.")]
Ignore = Annotated[Names, typer.Option("--ignore", metavar="NAMES", help="All checks but these.")]
FailOn = Annotated[
    Names,
    typer.Option(
        "--fail-on",
        metavar="NAMES",
        help="What ends with status 1: error (as by default), warning, untranslated, unreviewed, the name of a "
        "check, or never.",
    ),
]
MinTranslated = Annotated[
    Names,
    typer.Option(
        "--min-translated",
        metavar="PERCENT",
        help="How much must be translated, such as 95 or en=95; untranslated texts then fail by this alone.",
    ),
]
MinReviewed = Annotated[
    Names, typer.Option("--min-reviewed", metavar="PERCENT", help="How much must be reviewed, such as 80 or en=80.")
]
ChangedSince = Annotated[
    str, typer.Option("--changed-since", metavar="REV", help="Only messages touched since a revision of git.")
]
Against = Annotated[
    Path | None, typer.Option("--against", metavar="DIR", help="Tell, too, what no longer fits these pages.")
]
Known = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Leave out the findings that this file lists.")
]
WriteBaseline = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="List all findings in a file, and be well.")
]
Manual = Annotated[bool, typer.Option("--list", help="Show all checks with their examples, and leave.")]
Brief = Annotated[bool, typer.Option("--brief", help="Only how many problems there are.")]


@app.command()
def check(
    files: Files = None,
    lang: Languages = None,
    form: Form = "terminal",
    select: Select = None,
    ignore: Ignore = None,
    fail_on: FailOn = None,
    min_translated: MinTranslated = None,
    min_reviewed: MinReviewed = None,
    changed_since: ChangedSince = "",
    against: Against = None,
    baseline: Known = None,
    write_baseline: WriteBaseline = None,
    manual: Manual = False,
    brief: Brief = False,
    root: Root = HERE,
) -> None:
    """Find untranslated and broken texts.

    Ends with status 1 if there are errors. Errors are what must not be published: missing translations, lost tags,
    changed numbers or addresses. Warnings are for reviewers: drafts, missed glossary terms, doubled words. One finding
    is accepted by a comment at its message: `# ok: numbers, the year the house was built`. With -C, all that is named
    here lies in that folder, as for git.
    """
    from harztool import report
    from harztool.cli import baselines, checking, project
    from harztool.store import Store

    if manual:
        talk.show(_manual())
        return
    if form not in report.FORMATS:
        raise UsageError(f"There is no format {form!r}; choose from {', '.join(report.FORMATS)}.")
    if write_baseline:
        baselines.refuse_parts(
            {"--baseline": baseline, "--select": select, "--ignore": ignore, "--changed-since": changed_since}
        )
    here = Store.find(root)
    asked = checking.wanted(here, select or (), ignore or (), fail_on or (), (min_translated or (), min_reviewed or ()))
    asked = replace(asked, since=changed_since)
    if not against:
        checking.comparable(select or ())
    shared = form in report.SHARED
    with _no_collection():
        paths = [root / each for each in files] if files else project.catalog_files(root, lang)
        found, faults = _opened(here, paths, lang or (), asked, shared)
        findings = _findings(here, found, asked)
    if against:
        with checking.noted(faults):
            findings += _stale(Store.open(root), root / against, found, asked, shared)
    if faults and (write_baseline or not found):
        _end(faults)
    if write_baseline:
        baselines.write(root / write_baseline, findings, found if files or lang else ())
        return
    known = baseline or (here and here.config.check.baseline)
    findings, remark = baselines.new(findings, root / known) if known else (findings, "")
    if not brief:
        talk.show(report.FORMATS[form](findings))
    talk.say(f"{report.counted(findings)}{remark} {report.closing([file.progress for file in found])}")
    if faults:
        _end(faults)
    raise typer.Exit(int(any(asked.fails(each.problem) for each in findings)))


def _opened(
    store: Store | None, paths: Sequence[Path], languages: Sequence[str], asked: Wanted, shared: bool
) -> tuple[Sequence[File], list[FileError]]:
    """Return the files to look at, and what is wrong with those that cannot be read."""
    from harztool.cli import checking

    found, faults = checking.readable(store, checking.named(paths), shared)
    if not faults:
        checking.answerable(store, found, asked)
        checking.there(found, languages)
    return [each for each in found if not languages or each.is_in(languages)], faults


def _end(faults: Sequence[FileError]) -> NoReturn:
    """Tell what could not be read, each in a line, and end."""
    for fault in faults[:-1]:
        talk.complain(str(fault))
    raise faults[-1]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for circles among tens of thousands of messages, which are in none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _findings(store: Store | None, files: Sequence[File], asked: Wanted) -> list[Finding]:
    from harztool.cli import checking, project

    terms = project.terms(store) if store else ()
    return [file.finding(each) for file in files for each in checking.problems(store, file, terms, asked)]


def _stale(store: Store, pages: Path, files: Sequence[File], asked: Wanted, shared: bool) -> list[Finding]:
    from harztool.cli import checking

    return [file.finding(each) for file, each in checking.stale(store, pages, files, asked, shared)]


def _manual() -> str:
    from harztool.checks import CHECKS, OTHERS

    parts = [f"{check.name} ({check.severity})\n{_indented(check.manual)}\n" for check in CHECKS.values()]
    more = [f"{name}\n{_indented(said)}\n" for name, said in OTHERS.items()]
    return "\n".join([*parts, *more])


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())

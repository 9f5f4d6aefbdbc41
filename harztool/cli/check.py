"""`harztool check`: what is wrong in the catalogs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.errors import UsageError


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="PO files; all of po/ by default.")] = None,
    lang: Languages = None,
    form: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json or github.")] = "terminal",
    brief: Annotated[bool, typer.Option("--brief", help="Only how many problems there are.")] = False,
    root: Root = HERE,
) -> None:
    """Find untranslated and broken texts.

    Ends with status 1 if there are errors. Errors are what must not be published: missing translations, lost tags,
    changed numbers or addresses. Warnings are for reviewers: drafts, missed glossary terms, doubled words.
    """
    from harztool import checks, po, report, store
    from harztool.cli import project

    if form not in report.FORMATS:
        raise UsageError(f"There is no format {form!r}; choose from {', '.join(report.FORMATS)}.")
    here = store.Store.find(root)
    terms, known = (project.terms(here), here.config.languages) if here else ((), ("en", "es"))
    findings: list[report.Finding] = []
    rows: list[report.Progress] = []
    for path in files or project.catalog_files(root, lang):
        name = here.name(path) if here else str(path)
        text = store.read(path)
        catalog, lines = po.parse(text, name), po.lines(text)
        found = checks.problems(catalog, terms, language=project.language_of(path, catalog, known))
        findings += [report.Finding(name, lines.get(each.message.key, 1), each) for each in found]
        rows.append(report.progress(catalog))
    if not brief:
        talk.show(report.FORMATS[form](findings))
    talk.say(f"{report.counted(findings)} {report.closing(rows)}")
    raise typer.Exit(int(any(each.problem.severity == "error" for each in findings)))

"""`harztool texts`: what would be extracted from pages, what not and why, and whether they can be rebuilt."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app

if TYPE_CHECKING:
    from harztool.model import Slot
    from harztool.rules import Rules

_NO_REASON = "no reason"
_SHOWN = 100


@app.command()
def texts(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.html|DIR...", help="Pages, or folders of pages.")],
    coverage: Annotated[bool, typer.Option("--coverage", help="List the visible texts in no unit, and why.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check that rebuilding changes nothing but texts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A list of objects, each with its file.")] = False,
    root: Root = HERE,
) -> None:
    """List the texts of pages.

    They are listed as they would be extracted, with what a reviewer is told about each. With --coverage, an independent
    parser looks for visible texts that would not be, and tells the reason of each (number, translate="no", lang="en");
    one without a reason is a fault of harztool and ends with 1. With --verify, the pages are filled with their own
    texts: a byte or an element that changes ends with 1. The rules of the project in the folder hold, if there is one.
    Pages are read in their own character set. Nothing is written.
    """
    from harztool import charsets, store
    from harztool.cli import project

    paths, rules = store.pages_in(files), project.rules_here(root)
    pages = ((str(path), charsets.decoded(store.read_bytes(path))) for path in talk.followed(paths, "Reading"))
    if not (coverage or verify):
        talk.show(_listed(pages, rules, as_json=as_json, named=len(paths) > 1))
    elif _faulty(pages, rules, coverage=coverage, verify=verify, as_json=as_json):
        raise typer.Exit(1)


_Row = Mapping[str, object]


def _listed(pages: Iterator[tuple[str, str]], rules: Rules, *, as_json: bool, named: bool) -> str:
    from harztool import markup

    found = {name: markup.texts(html, rules) for name, html in pages}
    if as_json:
        return _json(
            {"file": name, "text": slot.text, "kind": slot.kind, "context": slot.context, "notes": slot.notes}
            for name, slots in found.items()
            for slot in slots
        )
    return "\n".join((f"{name}\n" if named else "") + "".join(map(_plain, slots)) for name, slots in found.items())


def _plain(slot: Slot) -> str:
    context = [f"context: {slot.context}"] if slot.context else []
    return f"{slot.kind}: {slot.text}\n" + "".join(f"    {note}\n" for note in [*context, *slot.notes])


def _faulty(pages: Iterable[tuple[str, str]], rules: Rules, *, coverage: bool, verify: bool, as_json: bool) -> bool:
    """Show what is found on each page as soon as it is; return whether any of it is a fault."""
    from harztool.wording import number

    reasons: Counter[str] = Counter()
    rows: list[_Row] = []
    count = broken = 0
    try:
        for name, html in pages:
            found = [*_proved(name, html, rules, coverage=coverage, verify=verify)]
            reasons.update(str(row["reason"]) for row in found if "reason" in row)
            count, broken = count + 1, broken + any("broken" in row for row in found)
            if as_json:
                rows += found
            else:
                talk.show("".join(map(_line, found)))
    finally:  # a page that cannot be read takes nothing from those before it
        if as_json:
            talk.show(_json(rows))
    pages_read = number(count, "page")
    if coverage:
        talk.say(f"{pages_read}: {_counted(reasons)}")
    if verify:
        talk.say(f"{pages_read}: " + (f"{broken} break{'s' * (broken == 1)} a law" if broken else "all laws hold"))
    return bool(broken or reasons[""])


def _proved(name: str, html: str, rules: Rules, *, coverage: bool, verify: bool) -> Iterator[_Row]:
    from harztool import proof

    if verify:
        yield from ({"file": name, "broken": law} for law in proof.broken_laws(html, rules))
    if coverage:
        yield from ({"file": name, **each._asdict()} for each in proof.uncovered(html, rules))


def _line(row: _Row) -> str:
    from harztool.report import line

    if "broken" in row:
        return line(f"{row['file']}: {row['broken']}") + "\n"
    text = str(row["text"])
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return line(f"{row['file']}: {row['reason'] or _NO_REASON}: {shown} ({row['where']})") + "\n"


def _counted(reasons: Counter[str]) -> str:
    from harztool.report import line

    kinds: Counter[str] = Counter()
    for reason, count in reasons.items():
        kinds[_NO_REASON if not reason else "selectors" if reason.startswith("left out") else reason] += count
    told = line(", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    return f"in no unit are {told}" if told else "every text is in a unit"


def _json(rows: Iterable[_Row]) -> str:
    return json.dumps([*rows], ensure_ascii=False, indent=2)

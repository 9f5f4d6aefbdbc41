"""The baseline of `harztool check`: written once, and held against what is found from then on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.cli.checking import File
    from harztool.report import Finding


def refuse_parts(narrowed: dict[str, object]) -> None:
    """Raise `UsageError` for an option that would leave findings out of a baseline that is to be written."""
    for option in filter(narrowed.get, narrowed):
        raise UsageError(f"--write-baseline lists all that the settings ask for; leave {option} out.")


def write(path: Path, findings: Sequence[Finding], some: Sequence[File]) -> None:
    """Write the findings to a baseline; where only `some` files were asked for, what it lists of others stays."""
    from harztool import checks, store

    # A share or a stale file is no text that somebody may mend one day: it holds for today's run.
    passing = checks.OTHERS.keys() - checks.ACCEPTED.keys()
    lasting = [each.problem for each in findings if each.problem.check not in passing]
    old = checks.baseline(store.read(path), str(path)) if some and path.exists() else None
    saved = store.write(path, checks.baseline_text(lasting, old, {file.language for file in some}))
    talk.say(f"{saved.name}: {len(lasting)} findings, {'written' if saved.changed else 'unchanged'}")


def new(findings: Sequence[Finding], path: Path) -> tuple[list[Finding], str]:
    """Return the findings that a baseline does not list, and a remark about those that it does."""
    from harztool import checks, store

    known = checks.baseline(store.read(path), str(path))
    left, gone = known.without(each.problem for each in findings)
    kept = {id(each) for each in left}
    others = [each for each in findings if id(each.problem) in kept]
    remark = f" The baseline holds back {len(findings) - len(others)}"
    return others, f"{remark}; {gone} of it {'is' if gone == 1 else 'are'} no longer found." if gone else f"{remark}."

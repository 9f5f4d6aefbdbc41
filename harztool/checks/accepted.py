"""Accepted findings: what a comment such as `# ok: numbers, the house number of 1907` says of its own message."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from harztool.checks.choosing import matching
from harztool.checks.rack import WARNING
from harztool.model import Message, Problem

ACCEPTED: Mapping[str, str] = {
    "acceptance": "A comment that accepts a finding names a check, gives a reason, and is still needed."
}
_OK = re.compile(r"\s*ok:\s*(?P<check>[\w-]+)?\s*(?:[,;:–-]\s*)?(?P<reason>.*?)\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One comment: the name in it, the checks that it means, and why what they find is right."""

    name: str
    checks: frozenset[str]
    reason: str


def any_of(message: Message) -> bool:
    """Whether a message has a comment that accepts something.

    >>> any_of(Message("Haus 7", "House", comments=("ok: numbers, the seven is gone",)))
    True
    """
    return any(map(_OK.fullmatch, message.comments))


def left(
    message: Message, found: Iterable[Problem], run: Collection[str], known: Collection[str], language: str
) -> Iterator[Problem]:
    """Yield the problems that no comment accepts, and, if `run` names it, one for each comment that is of no use.

    Whether a comment is still needed can be told only when all checks that it means were `run`.
    """
    acceptances = [_acceptance(said, known) for said in map(_OK.fullmatch, message.comments) if said]
    problems, names = list(found), set[str]()
    for problem in problems:
        if any(each.reason and problem.check in each.checks for each in acceptances):
            names.add(problem.check)
        else:
            yield problem
    for each in acceptances if ACCEPTED.keys() <= set(run) else ():
        for text in _useless(each, names, run):
            yield Problem("acceptance", WARNING, text, message, language)


def _acceptance(said: re.Match[str], known: Collection[str]) -> Acceptance:
    name = said["check"] or ""
    return Acceptance(name, frozenset(matching(name, known)), said["reason"])


def _useless(each: Acceptance, found: Collection[str], run: Collection[str]) -> Iterator[str]:
    if not each.checks:
        yield f"`ok: {each.name}` names no check; `harztool check --list` shows them"
    elif not each.reason:
        yield f"`ok: {each.name}` gives no reason; write it behind a comma"
    elif each.checks <= set(run) and not each.checks & set(found):
        yield f"`ok: {each.name}` is no longer needed; remove the comment"

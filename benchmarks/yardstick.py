"""The tokens of harztool.markup against those of html5lib-tests, which browsers hold themselves against.

The tests are not part of this repository: `git clone https://github.com/html5lib/html5lib-tests`, and then
`HTML5LIB_TESTS=html5lib-tests python -m benchmarks yardstick`; without it, one line says so. What is compared are texts
and tags with their attributes. harztool reads comments and doctypes, too, but needs nothing of what stands in them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from harztool.markup.drawings import ROOTS
from harztool.markup.rawtext import CONTENT
from harztool.markup.tokens import END, RAW, START, TEXT, VOID, attributes, text, tokens

GOAL = 99
LISTED = 5
DATA = "Data state"
# The elements whose content a tokenizer reads in a state; a test gets the first that its input does not end.
ELEMENTS = {
    "RCDATA state": ("title", "textarea"),
    "RAWTEXT state": ("style", "xmp", "iframe", "noembed", "noframes"),
    "Script data state": ("script",),
    "PLAINTEXT state": ("plaintext",),
}
CDATA = "CDATA section state"

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_HALF = re.compile(r"[\ud800-\udfff]")

# A text, or a tag: its name, and its attributes if it is a start tag.
_Piece = str | tuple[str, Mapping[str, str] | None]


class Case(NamedTuple):
    """One test in one state; `last` is the name of the start tag before it."""

    description: str
    state: str
    last: str
    html: str
    wanted: Sequence[_Piece]
    infoset: bool


class Outcome(NamedTuple):
    """What became of a case: nothing if it agrees, or why it does not, or why it does not apply."""

    case: Case
    differs: str = ""
    apart: str = ""


def measured() -> Iterator[str]:
    """Yield for each state how many tests agree, and by reason those that do not, or do not apply."""
    folder = os.environ.get("HTML5LIB_TESTS")
    if not folder:
        yield "HTML5LIB_TESTS does not name a checkout of html5lib-tests (see benchmarks/yardstick.py)"
        return
    outcomes = [_outcome(case) for path in sorted(Path(folder, "tokenizer").glob("*.test")) for case in _cases(path)]
    if not outcomes:
        raise SystemExit(f"{folder} has no tokenizer/*.test")
    for state in (DATA, *ELEMENTS, CDATA):
        yield from _told(state, [outcome for outcome in outcomes if outcome.case.state == state])


def _told(state: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    applying = [outcome for outcome in outcomes if not outcome.apart]
    agreeing = sum(not outcome.differs for outcome in applying)
    share = 100 * agreeing / len(applying) if applying else 100
    yield f"{state}: {agreeing:,} of {len(applying):,} agree, {share:.2f} % (goal: at least {GOAL} %)"
    for reason, found in _by_reason((outcome.differs, outcome.case) for outcome in outcomes):
        yield f"{state}: {len(found)} differ in {reason}: {_listed(found)}"
    for reason, found in _by_reason((outcome.apart, outcome.case) for outcome in outcomes):
        yield f"{state}: {len(found)} do not apply, as {reason}: {_listed(found)}"


def _by_reason(pairs: Iterable[tuple[str, Case]]) -> Sequence[tuple[str, Sequence[Case]]]:
    found: dict[str, list[Case]] = {}
    for reason, case in pairs:
        if reason:
            found.setdefault(reason, []).append(case)
    return sorted(found.items(), key=lambda item: -len(item[1]))


def _listed(cases: Sequence[Case]) -> str:
    names = [f"“{case.description}”" for case in cases[:LISTED]]
    return ", ".join(names) + (" …" if len(cases) > LISTED else "")


def _cases(path: Path) -> Iterator[Case]:
    """Yield the tests of a file, one for each state that they begin in."""
    for key, tests in json.loads(path.read_text(encoding="utf-8")).items():
        for test in tests:
            html, output = _unescaped((test["input"], test["output"]), twice=test.get("doubleEscaped", False))
            for state in test.get("initialStates", [DATA]):
                wanted = [*_wanted(output)]
                last = test.get("lastStartTag", "")
                yield Case(test["description"], state, last, html, wanted, key == "xmlViolationTests")


def _unescaped(value: Any, *, twice: bool) -> Any:
    """Return what a test says, where `twice` says that its strings are escaped once more than JSON does it."""
    if isinstance(value, str):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value) if twice else value
    if isinstance(value, dict):
        return {_unescaped(name, twice=twice): _unescaped(each, twice=twice) for name, each in value.items()}
    return [_unescaped(each, twice=twice) for each in value] if isinstance(value, (list, tuple)) else value


def _wanted(output: Sequence[Any]) -> Iterator[_Piece]:
    said = ""
    for kind, *rest in output:
        if kind == "Character":
            said += rest[0]
        elif kind in ("StartTag", "EndTag"):
            if said:
                yield said
            said = ""
            yield rest[0], rest[1] if kind == "StartTag" else None
    if said:
        yield said


def _outcome(case: Case) -> Outcome:
    before = _before(case)
    if apart := _apart(case, before):
        return Outcome(case, apart=apart)
    return Outcome(case, differs=_difference([*_pieces(before or "", case.html)], case.wanted))


def _apart(case: Case, before: str | None) -> str:
    """Return why a test says nothing of harztool."""
    if case.infoset:
        return "they change characters that XML cannot hold"
    if _HALF.search(case.html):
        return "their input holds half a character"
    if before is None:
        named = "no element of this name puts a tokenizer into this state"
        return named if case.last else "the input ends every element that puts a tokenizer into this state"
    tags = {piece[0] for piece in case.wanted if isinstance(piece, tuple) and piece[1] is not None}
    if tags & (CONTENT.keys() | ROOTS):
        return "they leave out what a start tag of theirs means for what follows"
    return ""


def _before(case: Case) -> str | None:
    """Return what puts harztool into the state that a test begins in, or None where nothing does."""
    if case.state == DATA:
        return ""
    if case.state == CDATA:
        return "<svg><![CDATA["
    elements = ELEMENTS[case.state]
    if case.last:
        return f"<{case.last}>" if case.last in elements else None
    return next((f"<{name}>" for name in elements if f"</{name}" not in case.html.lower()), None)


def _pieces(before: str, html: str) -> Iterator[_Piece]:
    """Yield what harztool reads behind the tag that puts it into a state."""
    page, said = before + html, ""
    for token in tokens(page):
        if token.kind is START and token.end <= len(before):
            continue
        if token.kind is TEXT or token.kind is RAW:
            said += text(page, token)
        elif token.kind in (START, VOID, END):
            if said:
                yield said
            said = ""
            given = {name: each.value for name, each in attributes(page, token).items()}
            yield token.name, None if token.kind is END else given
    if said:
        yield said


def _difference(found: Sequence[_Piece], wanted: Sequence[_Piece]) -> str:
    """Return in what two readings differ first, or nothing."""
    for one, other in zip(found, wanted, strict=False):
        if one != other:
            if isinstance(one, str) or isinstance(other, str):
                return "texts" if isinstance(one, str) and isinstance(other, str) else "what is a tag"
            return "the names of tags" if one[0] != other[0] else "attributes"
    return "what is a tag" if len(found) != len(wanted) else ""

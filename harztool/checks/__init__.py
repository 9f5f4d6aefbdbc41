"""Checks: what a translation must keep of its source, and what a reviewer should look at.

Each check is a generator over one message whose docstring is its manual, and whose examples are its test.
A new one is a function with a decorator in the room of its subject, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from harztool.checks import accepted
from harztool.checks.accepted import ACCEPTED
from harztool.checks.baseline import Baseline, baseline
from harztool.checks.baseline import written as baseline_text
from harztool.checks.choosing import chosen, matching
from harztool.checks.freshness import FRESHNESS, stale
from harztool.checks.overview import NOTHING, overview
from harztool.checks.progress import THRESHOLDS, behind
from harztool.checks.rack import Check, Context, Example, Fault, Rack, When, examples
from harztool.checks.tongues import source_of
from harztool.model import Catalog, Message, Problem, Term

__all__ = [
    "ACCEPTED",
    "CHECKS",
    "FRESHNESS",
    "OTHERS",
    "ROOMS",
    "Baseline",
    "Check",
    "Context",
    "Example",
    "Fault",
    "baseline",
    "baseline_text",
    "behind",
    "chosen",
    "examples",
    "manual",
    "matching",
    "problems",
    "source_of",
    "stale",
]

# Every room whose checks are hung up, in the order in which they are run. A room is opened when a check of it is asked
# for: a run of one check need not learn how Spanish tells the time.
ROOMS = (
    "state", "placeholders", "facts", "forms", "terms", "names", "language", "residue", "meaning", "style",
    "consistency", "text",
)  # fmt: skip
CHECKS: Mapping[str, Check] = Rack(f"{__name__}.{room}" for room in ROOMS)
# The rooms that look at more than one message.
_WIDE = frozenset(f"{__name__}.{room}" for room in ("consistency", "names", "style"))


def problems(
    catalog: Catalog,
    terms: Sequence[Term],
    names: Collection[str] | None = None,
    language: str = "",
    source: str = "de",
    known: Sequence[str] = (),
) -> Iterator[Problem]:
    """Yield what the checks find in a catalog, header first, then message by message; obsolete ones are left out.

    `names` are the checks to run, all by default, and `acceptance` if comments that accept nothing are to be told.
    `language` is the one that the file is for, as its name says; without it the header is believed. `source` is the
    language of the sources, and `known` are names that stay as they are. What a comment accepts
    (`# ok: numbers, a reason`) is left out. Raises `KeyError` for a name that is not in `CHECKS`.

    >>> catalog = Catalog((Message("Höhe: 1.141 m", "Height: 1,411 m"),), Message("", "Language: en"))
    >>> [problem.text for problem in problems(catalog, ())]
    ['the number 1141 is missing', 'the number 1411 is not in the source']
    """
    wanted = dict.fromkeys((*CHECKS, *ACCEPTED) if names is None else names)
    checks = sorted(
        {CHECKS[name]: None for name in wanted if name not in ACCEPTED}, key=lambda check: ROOMS.index(check.room)
    )
    wide = any(check.run.__module__ in _WIDE for check in checks)
    context = Context(
        language or catalog.language, tuple(terms), source, tuple(known), overview(catalog) if wide else NOTHING
    )
    rounds = _Rounds(checks)
    for message in (catalog.header or Message(""), *catalog.messages):
        if not message.obsolete:
            found = _found(message, rounds, context)
            yield from (
                accepted.left(message, found, wanted, CHECKS, context.language) if accepted.any_of(message) else found
            )


class _Rounds:
    """Which checks make sense for a message; those for messages of one kind are put together once."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        self._whens = tuple(dict.fromkeys(check.when for check in checks))
        self._known: dict[tuple[When, ...], tuple[Check, ...]] = {}

    def of(self, message: Message) -> tuple[Check, ...]:
        fits = tuple([when for when in self._whens if when(message)])
        if fits not in self._known:
            self._known[fits] = tuple(check for check in self._checks if check.when in fits)
        return self._known[fits]


def _found(message: Message, rounds: _Rounds, context: Context) -> Iterator[Problem]:
    for number, form in enumerate(_forms(message)):
        for check in rounds.of(form):
            for said in check.run(form, context):
                fault = said if isinstance(said, Fault) else Fault(said)
                yield Problem(check.name, check.severity, fault.text, message, context.language, fault.spot, number)


def _forms(message: Message) -> Iterator[Message]:
    """Yield the message itself, and its plural forms, each against the plural of the source."""
    yield message
    for translation in message.translations:
        yield replace(message, source=message.plural or message.source, translation=translation)


# What is told of a message or a catalog beside what the checks of the rack find.
OTHERS: Mapping[str, str] = {**ACCEPTED, **FRESHNESS, **THRESHOLDS}


def manual(name: str) -> str:
    """Return the sentence that tells what a problem of a name is about.

    >>> manual("untranslated")
    'Every message has a translation.'
    """
    return OTHERS[name] if name in OTHERS else CHECKS[name].manual.partition("\n")[0]

"""Checks: what a translation must keep of its source, and what a reviewer should look at.

Each check is a generator over one message whose docstring is its manual, and whose examples are its test.
A new one is a function with a decorator in the room of its subject, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from harztool.checks import (
    accepted,
    consistency,
    facts,
    forms,
    language,
    meaning,
    names,
    placeholders,
    residue,
    state,
    style,
    terms,
    text,
)
from harztool.checks.accepted import ACCEPTED
from harztool.checks.baseline import Baseline, baseline
from harztool.checks.baseline import written as baseline_text
from harztool.checks.choosing import chosen, matching
from harztool.checks.freshness import FRESHNESS, stale
from harztool.checks.overview import NOTHING, overview
from harztool.checks.progress import THRESHOLDS, behind
from harztool.checks.rack import HUNG, Check, Context, Example, Fault, examples
from harztool.checks.tongues import source_of
from harztool.model import Catalog, Message, Problem, Term

__all__ = [
    "CHECKS",
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
    "manuals",
    "matching",
    "problems",
    "source_of",
    "stale",
]

# Every room whose checks are hung up, in the order in which they are run.
ROOMS = (state, placeholders, facts, forms, terms, names, language, residue, meaning, style, consistency, text)
CHECKS: Mapping[str, Check] = {
    check.name: check for room in ROOMS for check in HUNG.values() if check.run.__module__ == room.__name__
}
# The rooms that look at more than one message.
_WIDE = frozenset(room.__name__ for room in (consistency, names, style))


def problems(
    catalog: Catalog,
    terms: Sequence[Term],
    names: Collection[str] | None = None,
    language: str = "",
    source: str = "de",
    known: Sequence[str] = (),
) -> Iterator[Problem]:
    """Yield what the checks find in a catalog, header first, then message by message; obsolete ones are left out.

    `names` are the checks to run, all by default. `language` is the one that the file is for, as its name says;
    without it the header is believed. `source` is the language of the sources, and `known` are names that stay as
    they are. What a comment accepts (`# ok: numbers, a reason`) is left out, and a comment that accepts nothing is
    told. Raises `KeyError` for a name that is not in `CHECKS`.

    >>> catalog = Catalog((Message("Höhe: 1.141 m", "Height: 1,411 m"),), Message("", "Language: en"))
    >>> [problem.text for problem in problems(catalog, ())]
    ['the number 1141 is missing', 'the number 1411 is not in the source']
    """
    wanted = CHECKS.keys() if names is None else {CHECKS[name].name for name in names}
    checks = [check for check in CHECKS.values() if check.name in wanted]
    wide = any(check.run.__module__ in _WIDE for check in checks)
    context = Context(
        language or catalog.language, tuple(terms), source, tuple(known), overview(catalog) if wide else NOTHING
    )
    for message in (catalog.header or Message(""), *catalog.messages):
        if not message.obsolete:
            found = _found(message, checks, context)
            yield from accepted.left(message, found, wanted, CHECKS) if accepted.any_of(message) else found


def _found(message: Message, checks: Sequence[Check], context: Context) -> Iterator[Problem]:
    whens = {check.when for check in checks}
    for form in _forms(message):
        fits = {when for when in whens if when(form)}
        for check in checks if fits else ():
            if check.when in fits:
                for said in check.run(form, context):
                    fault = said if isinstance(said, Fault) else Fault(said)
                    yield Problem(check.name, check.severity, fault.text, message, context.language, fault.spot)


def _forms(message: Message) -> Iterator[Message]:
    """Yield the message itself, and its plural forms, each against the plural of the source."""
    yield message
    for translation in message.translations:
        yield replace(message, source=message.plural or message.source, translation=translation)


def manuals() -> Mapping[str, str]:
    """Return one sentence for each name that a problem may carry, whether a check of the rack found it or not.

    >>> manuals()["untranslated"]
    'Every message has a translation.'
    """
    firsts = {check.name: check.manual.partition("\n")[0] for check in CHECKS.values()}
    return {**firsts, **ACCEPTED, **FRESHNESS, **THRESHOLDS}

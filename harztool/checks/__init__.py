"""Checks: what a translation must keep of its source, and what a reviewer should look at.

Each check is a generator over one message whose docstring is its manual, and whose examples are its test.
A new one is a function with a decorator in the room of its subject, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from harztool.checks import facts, language, placeholders, state, terms, text
from harztool.checks.rack import HUNG, Check, Context, Example, examples
from harztool.model import Catalog, Message, Problem, Term

__all__ = ["CHECKS", "ROOMS", "Check", "Context", "Example", "examples", "problems"]

# Every room whose checks are hung up, in the order in which they are run.
ROOMS = (state, placeholders, facts, terms, language, text)
CHECKS: Mapping[str, Check] = {
    check.name: check for room in ROOMS for check in HUNG.values() if check.run.__module__ == room.__name__
}


def problems(
    catalog: Catalog, terms: Sequence[Term], names: Collection[str] | None = None, language: str = ""
) -> Iterator[Problem]:
    """Yield what the checks find in a catalog, header first, then message by message; obsolete ones are left out.

    `names` are the checks to run, all by default. `language` is the one that the file is for, as its name says;
    without it the header is believed. Raises `KeyError` for a name that is not in `CHECKS`.

    >>> catalog = Catalog((Message("Höhe: 1.141 m", "Height: 1,411 m"),), Message("", "Language: en"))
    >>> [problem.text for problem in problems(catalog, ())]
    ['the number 1141 is missing', 'the number 1411 is not in the source']
    """
    context = Context(language or catalog.language, tuple(terms))
    wanted = CHECKS.keys() if names is None else {CHECKS[name].name for name in names}
    checks = [check for check in CHECKS.values() if check.name in wanted]
    for message in (catalog.header or Message(""), *catalog.messages):
        if message.obsolete:
            continue
        for form in _forms(message):
            for check in checks:
                if check.when(form):
                    for said in check.run(form, context):
                        yield Problem(check.name, check.severity, said, message, context.language)


def _forms(message: Message) -> Iterator[Message]:
    """Yield the message itself, and its plural forms, each against the plural of the source."""
    yield message
    for translation in message.translations:
        yield replace(message, source=message.plural or message.source, translation=translation)

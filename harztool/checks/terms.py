"""Checks against the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from harztool import glossary
from harztool.checks.rack import Context, warning
from harztool.model import Message


@warning()
def glossary_used(message: Message, context: Context) -> Iterator[str]:
    """A term of the glossary is translated as the glossary says, inflected or not.

    Term: Landkreis -> district
    Term: Harz -> Harz
    Bad:  Landkreis Goslar -> County of Goslar
    Bad:  Urlaub im Harz -> Holidays in Resin
    Good: Landkreise im Harz -> Districts in the Harz
    """
    if not context.terms:
        return
    for term in glossary.missed(message.source, message.translation, context.terms, context.column):
        wanted = context.wanted(term)
        yield f"{term.source} stays as it is" if wanted == term.source else f"{term.source} must be {wanted}"

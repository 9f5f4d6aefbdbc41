"""Plurals of other tools' catalogs: each form goes out to a translator as a text of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from harztool.model import Catalog, Message

# No language has more forms than Arabic.
MOST = 6


def count(catalog: Catalog) -> int:
    """Return how many forms a plural has, as the header says.

    >>> count(Catalog(header=Message("", "Plural-Forms: nplurals=3; plural=0;\\n")))
    3
    """
    found = re.search(r"nplurals\s*=\s*([0-9]+)", catalog.fields.get("Plural-Forms", ""))
    return min(int(found[1]), MOST) if found else 1


def forms(message: Message, wanted: int) -> tuple[str, ...]:
    """Return the translations of a message: one, or as many as are there or wanted where it has a plural.

    >>> forms(Message("%d Tag", "%d day", plural="%d Tage"), 2)
    ('%d day', '')
    """
    found = message.forms
    return found if message.plural is None else (*found, *[""] * (wanted - len(found)))


def with_forms(message: Message, texts: tuple[str, ...]) -> Message:
    """Return a message with other translations; empty ones that it did not have before are left out at the end."""
    least = len(message.forms)
    while len(texts) > least and not texts[-1]:
        texts = texts[:-1]
    return replace(message, translation=texts[0], translations=texts[1:])


def source(message: Message, number: int, of: int) -> str:
    """Return what a form is the translation of."""
    return message.source if message.plural is None or (number == 0 and of > 1) else message.plural


def notes(message: Message, number: int, of: int) -> Iterator[str]:
    """Yield what a translator has to know of a form.

    >>> list(notes(Message("%d Tag", plural="%d Tage"), 1, 2))
    ['plural form 2 of 2 of “%d Tag”']
    """
    if message.plural is not None:
        yield f"plural form {number + 1} of {of} of “{message.source}”"

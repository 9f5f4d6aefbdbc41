"""Rows: what of a message goes out to a translator, and comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from harztool.interchange import plurals
from harztool.model import Catalog, Message
from harztool.provenance import digits

STATES = UNTRANSLATED, DRAFT, REVIEWED = ("untranslated", "draft", "reviewed")
# What a file says whose tool keeps no states: a text that it changed is a draft, any other stays as it is here.
UNSTATED = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A message as it goes out. `base` tells on its way back what the translator was given."""

    source: str
    translation: str = ""
    state: str = UNTRANSLATED
    context: str | None = None
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    base: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, its languages (empty where it names none), and what had to be left out on reading it."""

    rows: tuple[Row, ...]
    source: str = ""
    language: str = ""
    remarks: tuple[str, ...] = ()


def rows(catalog: Catalog, *, only_open: bool = False) -> Iterator[Row]:
    """Yield a row for each message on the site, one for each form of a plural; if wanted only what is not reviewed.

    >>> [(row.source, row.state) for row in rows(Catalog((Message("Burg", "Castle"), Message("Tor"))))]
    [('Burg', 'reviewed'), ('Tor', 'untranslated')]
    """
    for message in catalog.messages:
        texts = plurals.forms(message, plurals.count(catalog))
        if message.obsolete or (only_open and message.ready and all(texts)):
            continue
        for number, text in enumerate(texts):
            state = _state(message, text)
            yield Row(
                plurals.source(message, number, len(texts)), text, state, message.context,
                (*message.notes, *plurals.notes(message, number, len(texts))), message.comments, message.places,
                f"{digits(text)} {state}", known_by(message, number),
            )  # fmt: skip


def _state(message: Message, text: str) -> str:
    return UNTRANSLATED if not text else DRAFT if message.fuzzy else REVIEWED


def known_by(message: Message, number: int) -> str:
    """Return what a text is known by where its source may suffer on the way, or serves several forms of a plural."""
    whole = message.source if message.context is None else f"{message.context}\4{message.source}"
    known = hashlib.sha256(whole.encode()).hexdigest()[:16]
    return known if message.plural is None else f"{known}[{number}]"

"""Rows: what of a message goes out to a translator, and what becomes of the message when it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from harztool import msgid
from harztool.catalogs import united
from harztool.model import Catalog, Message, digits, without_draft

STATES = UNTRANSLATED, DRAFT, REVIEWED = ("untranslated", "draft", "reviewed")


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
    """The rows of a file, and its languages; empty where the file names none."""

    rows: tuple[Row, ...]
    source: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A catalog with a translator's work in it, and what became of the rows that were more than a copy."""

    catalog: Catalog
    taken: tuple[Message, ...] = ()
    conflicts: tuple[Message, ...] = ()
    unfit: tuple[Message, ...] = ()
    unknown: tuple[Row, ...] = ()


def rows(catalog: Catalog, *, only_open: bool = False) -> Iterator[Row]:
    """Yield a row for each message on the site, without those with plural forms; if wanted only what is not reviewed.

    >>> [(row.source, row.state) for row in rows(Catalog((Message("Burg", "Castle"), Message("Tor"))))]
    [('Burg', 'reviewed'), ('Tor', 'untranslated')]
    """
    for message in catalog.messages:
        if message.obsolete or message.plural is not None or (only_open and message.ready):
            continue
        yield Row(
            message.source, message.translation, _state(message), message.context, message.notes, message.comments,
            message.places, _base(message), _id(message),
        )  # fmt: skip


def _state(message: Message) -> str:
    return UNTRANSLATED if not message.translation else DRAFT if message.fuzzy else REVIEWED


def _base(message: Message) -> str:
    return f"{digits(message.translation)} {_state(message)}"


def _id(message: Message) -> str:
    """Return what a message is known by where its source text may suffer on the way."""
    whole = message.source if message.context is None else f"{message.context}\4{message.source}"
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def applied(catalog: Catalog, came: Iterable[Row]) -> Outcome:
    """Return a catalog with what has come back from a translator; what nobody touched stays as it is.

    It is a merge of three: what went out, what the catalog has become, what came back. So a text that somebody changed
    here in the meantime is not lost but makes a conflict. A row without a translation takes nothing away, and a text
    that does not fit its source comes in as a draft.

    >>> old = Catalog((Message("Burg", "castle", fuzzy=True),))
    >>> back = [replace(row, translation="Castle", state="reviewed") for row in rows(old)]
    >>> applied(old, back).catalog.messages == (Message("Burg", "Castle"),)
    True
    """
    messages = {message.key: message for message in catalog.messages}
    ids = {_id(message): message.key for message in catalog.messages}
    taken: list[Message] = []
    conflicts: list[Message] = []
    unfit: list[Message] = []
    unknown: list[Row] = []
    for row in came:
        key = ids.get(row.id, (row.context, row.source))
        ours = messages.get(key)
        if ours is None or ours.plural is not None:
            unknown.append(row)
            continue
        base, theirs = _sides(ours, row)
        found = united(*(Catalog((each,)) for each in (base, ours, theirs)))
        (messages[key],) = found.catalog.messages
        conflicts += found.conflicts
        if messages[key] != ours:
            taken.append(messages[key])
            unfit += [messages[key]] if any(msgid.faults(ours.source, messages[key].translation)) else []
    changed = replace(catalog, messages=tuple(messages.values()))
    return Outcome(changed, tuple(taken), tuple(conflicts), tuple(unfit), tuple(unknown))


def _sides(ours: Message, row: Row) -> tuple[Message, Message]:
    """Return the message as it went out, as far as that is known, and as it came back."""
    text = ours.translation if _normal(row.translation) == _normal(ours.translation) else row.translation
    said = tuple(line for line in row.comments if line not in ours.comments and without_draft((line,)))
    comments = (*(ours.comments if text == ours.translation else without_draft(ours.comments)), *said)
    given, _, state = row.base.partition(" ")
    if not text or (given == digits(text) and state == row.state):
        # Nothing was done to it, except that a comment may have been written.
        return ours, replace(ours, comments=(*ours.comments, *said))
    fuzzy = row.state != REVIEWED or any(msgid.faults(ours.source, text))
    previous = (ours.previous, ours.previous_context) if fuzzy else (None, None)
    theirs = replace(
        ours, translation=text, fuzzy=fuzzy, comments=comments, previous=previous[0], previous_context=previous[1]
    )
    if given == digits(ours.translation):
        return replace(ours, fuzzy=state == DRAFT), theirs
    return replace(ours, translation="", fuzzy=False), theirs


def _normal(text: str) -> str:
    """Return a text with its escapes as harztool writes them; other tools write them their way."""
    pieces = msgid.split(text.replace("\r\n", "\n"))
    pieces[::2] = (msgid.escaped(msgid.unescaped(piece)) for piece in pieces[::2])
    return "".join(pieces)

"""Rows: what of a message goes out to a translator, and what becomes of the message when it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import repeat

from harztool import msgid
from harztool.catalogs import united
from harztool.interchange import plurals
from harztool.model import Catalog, Message, digits, without_draft

_Key = tuple[str | None, str]
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
                f"{digits(text)} {state}", _id(message, number),
            )  # fmt: skip


def _state(message: Message, text: str) -> str:
    return UNTRANSLATED if not text else DRAFT if message.fuzzy else REVIEWED


def _id(message: Message, number: int) -> str:
    """Return what a text is known by where its source may suffer on the way, or serves several forms of a plural."""
    whole = message.source if message.context is None else f"{message.context}\4{message.source}"
    known = hashlib.sha256(whole.encode()).hexdigest()[:16]
    return known if message.plural is None else f"{known}[{number}]"


def applied(catalog: Catalog, came: Iterable[Row]) -> Outcome:
    """Return a catalog with what has come back from a translator; what nobody touched stays as it is.

    It is a merge of three: what went out, what the catalog has become, what came back. So a text that somebody changed
    here in the meantime is not lost but makes a conflict. A row without a translation takes nothing away, and a text
    that does not fit its source comes in as a draft, as does a plural of which a form is missing.

    >>> old = Catalog((Message("Burg", "castle", fuzzy=True),))
    >>> back = [replace(row, translation="Castle", state="reviewed") for row in rows(old)]
    >>> applied(old, back).catalog.messages == (Message("Burg", "Castle"),)
    True
    """
    messages = {message.key: message for message in catalog.messages}
    taken: list[Message] = []
    conflicts: list[Message] = []
    unfit: list[Message] = []
    jobs, unknown = _jobs(catalog, came)
    for key, given in jobs:
        ours = messages[key]
        base, theirs = _sides(ours, given)
        found = united(*(Catalog((each,)) for each in (base, ours, theirs)))
        (messages[key],) = found.catalog.messages
        conflicts += found.conflicts
        if messages[key] != ours:
            taken.append(messages[key])
            unfit += [messages[key]] if any(map(plurals.unfit, repeat(ours), messages[key].forms)) else []
    changed = replace(catalog, messages=tuple(messages.values()))
    return Outcome(changed, tuple(taken), tuple(conflicts), tuple(unfit), tuple(unknown))


def _jobs(catalog: Catalog, came: Iterable[Row]) -> tuple[list[tuple[_Key, dict[int, Row]]], list[Row]]:
    """Return what came for each message, by the number of its form, and what came for none."""
    ids = {
        _id(message, number): (message.key, number)
        for message in catalog.messages
        for number in range(plurals.MOST if message.plural is not None else 1)
    }
    simple = {message.key for message in catalog.messages if message.plural is None}
    jobs: list[tuple[_Key, dict[int, Row]]] = []
    together: dict[_Key, dict[int, Row]] = {}
    unknown: list[Row] = []
    for row in came:
        key, number = ids.get(row.id, ((row.context, row.source), 0))
        if key in simple:
            jobs.append((key, {0: row}))
        elif row.id not in ids:
            unknown.append(row)
        elif key in together:
            together[key][number] = row
        else:
            jobs.append((key, together.setdefault(key, {number: row})))
    return jobs, unknown


def _sides(ours: Message, given: Mapping[int, Row]) -> tuple[Message, Message]:
    """Return the message as it went out, as far as that is known, and as it came back."""
    here = plurals.forms(ours, max(given) + 1)
    texts = tuple(_text(given.get(number), text) for number, text in enumerate(here))
    said = dict.fromkeys(line for row in given.values() for line in row.comments)
    new = tuple(line for line in said if line not in ours.comments and without_draft((line,)))
    if all(_untouched(row, texts[number], here[number]) for number, row in given.items()):
        # Nothing was done to it, except that a comment may have been written.
        return ours, replace(ours, comments=(*ours.comments, *new))
    before = ours.comments if texts == here else without_draft(ours.comments)
    fuzzy = any(row.state != REVIEWED or plurals.unfit(ours, texts[number]) for number, row in given.items())
    theirs = replace(plurals.with_forms(ours, texts), fuzzy=fuzzy, comments=(*before, *new))
    if not fuzzy:
        theirs = replace(theirs, previous=None, previous_context=None, previous_plural=None)
    if all(row.base.partition(" ")[0] == digits(here[number]) for number, row in given.items()):
        return replace(ours, fuzzy=any(row.base.endswith(f" {DRAFT}") for row in given.values())), theirs
    return replace(ours, translation="", translations=(), fuzzy=False), theirs


def _text(row: Row | None, ours: str) -> str:
    """Return the text that came, or ours where none did or where they differ only in how they are escaped."""
    if row is None or not row.translation or _normal(row.translation) == _normal(ours):
        return ours
    return row.translation


def _untouched(row: Row, text: str, ours: str) -> bool:
    given, _, state = row.base.partition(" ")
    if row.state == UNSTATED and text == ours:
        return True  # a tool that drops states has un-reviewed nothing, and reviewed nothing
    return not row.translation or (given == digits(text) and state == row.state)


def _normal(text: str) -> str:
    """Return a text with its escapes as harztool writes them; other tools write them their way."""
    pieces = msgid.split(text.replace("\r\n", "\n"))
    pieces[::2] = (msgid.escaped(msgid.unescaped(piece)) for piece in pieces[::2])
    return "".join(pieces)

"""Changes: what became of the messages between two catalogs, as a reviewer cares about it, and of the words in a text.

Places, notes, the order of messages and how a file is written are no changes here; an obsolete message has gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from harztool import msgid
from harztool.model import Catalog, Change, Message

# What can happen to a message, the weightiest first; a change names one or more of them.
KINDS = ("new", "gone", "source changed", "translation changed", "un-reviewed", "reviewed")

What = Literal["same", "added", "removed"]

_Key = tuple[str | None, str]
_PIECE = re.compile(rf"{msgid.PLACEHOLDER.pattern}|&\w+;|\w+|\s+|.", re.DOTALL)


def between(old: Catalog, new: Catalog) -> tuple[Change, ...]:
    """Return the changes from one catalog to another: in the order of the new one, and what has gone last.

    A text that took over the translation of another, as its previous source or its kinship tells, is one change, not
    a new message and one that has gone.

    >>> old, new = Catalog((Message("Burg", "Castle", fuzzy=True),)), Catalog((Message("Burg", "Castle"),))
    >>> [change.kinds for change in between(old, new)]
    [('reviewed',)]
    """
    before, after = _live(old), _live(new)
    gone = {key: message for key, message in before.items() if key not in after}
    origins = _origins(gone, {key: message for key, message in after.items() if key not in before})
    language = new.language or old.language
    changes = [
        Change(kinds, was, message, language)
        for key, message in after.items()
        if (kinds := _kinds(was := before.get(key) or origins.get(key), message))
    ]
    moved = {message.key for message in origins.values()}
    lost = [Change(("gone",), message, None, language) for key, message in gone.items() if key not in moved]
    return (*changes, *lost)


def _live(catalog: Catalog) -> dict[_Key, Message]:
    return {message.key: message for message in catalog.messages if not message.obsolete}


def _origins(gone: dict[_Key, Message], fresh: dict[_Key, Message]) -> dict[_Key, Message]:
    """Return the message that each new one was before its source changed, by its key."""
    found: dict[_Key, Message] = {}
    left = dict(gone)
    for key, message in fresh.items():
        if message.previous is not None and (old := left.pop((message.previous_context, message.previous), None)):
            found[key] = old
    alike = {(message.context, msgid.gist(message.source), message.translation): message for message in left.values()}
    for key, message in fresh.items() if alike else ():
        old = alike.get((message.context, msgid.gist(message.source), message.translation))
        if key not in found and old and message.translation and left.pop(old.key, None):
            found[key] = old
    return found


def _kinds(old: Message | None, new: Message) -> tuple[str, ...]:
    return ("new",) if old is None else tuple(_happened(old, new))


def _happened(old: Message, new: Message) -> Iterator[str]:
    if (old.key, old.plural) != (new.key, new.plural):
        yield "source changed"
    if (old.translation, old.translations) != (new.translation, new.translations):
        yield "translation changed"
    if old.ready and not new.ready:
        yield "un-reviewed"
    if new.ready and not old.ready:
        yield "reviewed"


class Piece(NamedTuple):
    """A stretch of a text that stayed, was added, or was removed."""

    what: What
    text: str


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Return how one text became another, word by word; placeholders and marks count as words.

    >>> [tuple(piece) for piece in words("Die alte Burg", "Die neue Burg")]
    [('same', 'Die '), ('removed', 'alte'), ('added', 'neue'), ('same', ' Burg')]
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    found: list[Piece] = []
    for tag, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        removed, added = "".join(before[i:j]), "".join(after[k:end])
        if tag == "equal":
            found.append(Piece("same", removed))
            continue
        found += [Piece("removed", removed)] if removed else []
        found += [Piece("added", added)] if added else []
    return tuple(_joined(found))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a blank that stayed between two changes is part of both, so that phrases stay together."""
    removed = added = ""
    for number, (what, text) in enumerate(pieces):
        between = what == "same" and text.isspace() and (removed or added) and number + 1 < len(pieces)
        if what == "same" and not between:
            yield from _changed(removed, added)
            removed = added = ""
            yield Piece("same", text)
            continue
        removed += text if what != "added" else ""
        added += text if what != "removed" else ""
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)

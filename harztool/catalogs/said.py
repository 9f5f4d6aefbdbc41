"""What people said of a message: the comments of two sides in one, and the lines that a conflict leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harztool.model import Message

OURS = "conflict, ours: "
THEIRS = "conflict, theirs: "
# Begins the comment that keeps a person's text which had to give way to a reviewed one.
KEPT = "not taken over: "


def is_disputed(message: Message) -> bool:
    """Return whether a merge left two people's texts here, of which one has to be chosen.

    >>> is_disputed(Message("Burg", "Castle", fuzzy=True, comments=("conflict, theirs: Fortress",)))
    True
    """
    return any(line.startswith(THEIRS) for line in message.comments)


def conflict(ours: Message, theirs: Message, comments: Iterable[str]) -> Message:
    """Return our message with both texts in its comments, for a person to choose; `comments` are its others."""
    said = both(ours, theirs)
    # Nobody has chosen yet between the texts of an earlier conflict.
    kept = _past(line for line in comments if line not in said)
    # For gettext only what has a first form can be fuzzy; half a plural waits as untranslated.
    return replace(ours, fuzzy=bool(ours.translation), comments=(*kept, *said))


def both(ours: Message, theirs: Message) -> tuple[str, ...]:
    """Return the lines of a conflict."""
    return f"{OURS}{shown(ours)}", f"{THEIRS}{shown(theirs)}"


def _past(comments: Iterable[str]) -> list[str]:
    """Return comments as they read when a conflict is over, or another follows: each other text is told once."""
    found: list[str] = []
    for line in comments:
        mark = next((mark for mark in (OURS, THEIRS, KEPT) if line.startswith(mark)), "")
        over = f"{KEPT}{line.removeprefix(mark)}" if mark else line
        found += [over] if not mark or over not in found else []
    return found


def settled(message: Message) -> Message:
    """Return a message that, where it is reviewed, tells of a conflict only what was not taken over.

    >>> settled(Message("Burg", "Castle", comments=("conflict, ours: Castle", "conflict, theirs: Fort"))).comments
    ('not taken over: Fort',)
    """
    if not (message.ready and any(line.startswith((OURS, THEIRS, KEPT)) for line in message.comments)):
        return message
    taken = f"{KEPT}{shown(message)}"
    return replace(message, comments=tuple(line for line in _past(message.comments) if line != taken))


def shown(message: Message) -> str:
    """Return the translations of a message in one line."""
    return " | ".join(message.forms).replace("\n", "\\n")


def commented(base: Message | None, ours: Message, theirs: Message) -> tuple[str, ...]:
    """Return the comments of both sides, without those that one of them removed."""
    before = base.comments if base else ()
    removed = {line for line in before if line not in ours.comments or line not in theirs.comments}
    both = dict.fromkeys((*ours.comments, *theirs.comments))
    if ours.comments == theirs.comments or theirs.comments == before:
        return ours.comments
    return theirs.comments if ours.comments == before else tuple(line for line in both if line not in removed)


def honest(comments: tuple[str, ...], winner: Message, loser: Message) -> tuple[str, ...]:
    """Return comments without the provenance of a draft that is no longer there."""
    theirs = set(loser.comments) - set(winner.comments)
    return tuple(line for line in comments if not (line in theirs and line.startswith("draft")))

"""What two people did to the same catalog, united message by message: the three-way merge.

What one side did counts; where both did something, the better state does: reviewed before fuzzy, a person's text
before a machine's draft, a draft before nothing. A person's text that has to give way is kept in a comment, and two
different texts of equal standing are a conflict: fuzzy, with both in comments, so that gettext reads the file and a
person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from harztool.catalogs.remarks import remarked
from harztool.model import Catalog, Message

OURS = "conflict, ours: "
THEIRS = "conflict, theirs: "
# Begins the comment that keeps a person's text which had to give way to a reviewed one.
KEPT = "not taken over: "

_Key = tuple[str | None, str]
# What may change in a message without touching its translation.
_MARGIN = ("places", "notes", "flags", "plural")


@dataclass(frozen=True, slots=True)
class United:
    """A catalog that holds the work of two people, and the messages for which a person must choose."""

    catalog: Catalog
    conflicts: tuple[Message, ...] = ()


def united(base: Catalog, ours: Catalog, theirs: Catalog) -> United:
    """Return what two catalogs have become since they were `base`, in one.

    >>> base = Catalog((Message("Burg"), Message("Tor")))
    >>> ours = Catalog((Message("Burg", "Castle"), Message("Tor")))
    >>> theirs = Catalog((Message("Burg"), Message("Tor", "Gate")))
    >>> [message.translation for message in united(base, ours, theirs).catalog.messages]
    ['Castle', 'Gate']
    """
    before, mine, others = (_by_key(catalog) for catalog in (base, ours, theirs))
    messages: list[Message] = []
    conflicts: list[Message] = []
    wordless: list[Message] = []
    for key in _order(list(mine), list(others)):
        found = _one(before.get(key), mine.get(key), others.get(key))
        if found is None:
            continue
        # gettext keeps no obsolete message without a translation.
        (wordless if found.obsolete and not found.translation else messages).append(found)
        if _is_conflict(found, mine.get(key), others.get(key)):
            conflicts.append(found)
    messages.sort(key=lambda message: message.obsolete)
    return United(Catalog(tuple(messages), remarked(_header(base, ours, theirs), wordless)), tuple(conflicts))


def _by_key(catalog: Catalog) -> dict[_Key, Message]:
    return {message.key: message for message in catalog.messages}


def _order(mine: Sequence[_Key], others: Sequence[_Key]) -> list[_Key]:
    """Return all keys in the order of the first, each that only the second has behind the one it follows there."""
    known = set(mine)
    behind: dict[_Key | None, list[_Key]] = {}
    last: _Key | None = None
    for key in others:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    order = list(behind.get(None, ()))
    for key in mine:
        order += [key, *behind.get(key, ())]
    return order


def _one(base: Message | None, ours: Message | None, theirs: Message | None) -> Message | None:
    """Return one message as it is after both sides' work, or None where it has gone."""
    if ours is None or theirs is None:
        there = ours or theirs
        assert there is not None  # noqa: S101 - a key comes from one of the two
        if base is None:
            return there
        # One side removed it. What the other did in the meantime, or a person's text, is not lost with it.
        untouched = _work(there) == _work(base) and there.comments == base.comments
        return None if untouched else _retired(there)
    if ours == theirs:
        return ours
    whole = _texts(base, ours, theirs)
    chosen: dict[str, Any] = {name: _either(base, ours, theirs, name) for name in _MARGIN}
    if (ours.plural is None) != (theirs.plural is None):
        chosen["plural"] = whole.plural  # which belongs to the forms that count
    if _half(whole) or not _gone(base, ours, theirs):
        return replace(whole, **chosen, obsolete=False)
    return replace(whole, **chosen, obsolete=True)


def _retired(message: Message) -> Message:
    return message if _half(message) else replace(message, obsolete=True, places=(), notes=())


def _half(message: Message) -> bool:
    """Whether a plural lacks the first of its forms, so that gettext would not keep the others if it were obsolete."""
    return any(message.translations) and not message.translation


def _either(base: Message | None, ours: Message, theirs: Message, name: str) -> object:
    """Return a field as the side that changed it has it; ours where both did."""
    mine, other = getattr(ours, name), getattr(theirs, name)
    return other if base is not None and mine == getattr(base, name) else mine


def _gone(base: Message | None, ours: Message, theirs: Message) -> bool:
    if ours.obsolete == theirs.obsolete or base is None:
        return ours.obsolete and theirs.obsolete
    return not base.obsolete


def _work(message: Message) -> tuple[object, ...]:
    """Return what a translator or reviewer decides: the texts, their state, and what they were made for."""
    return message.translation, message.translations, message.fuzzy, message.previous, message.previous_context


def _texts(base: Message | None, ours: Message, theirs: Message) -> Message:
    """Return our message with the texts, the state and the comments that count."""
    comments = _comments(base, ours, theirs)
    if ours.forms == theirs.forms:
        return replace(_same_text(base, ours, theirs), comments=comments)
    winner = _winner(base, ours, theirs)
    if winner is None:
        return _conflict(ours, theirs, _honest(comments, ours, theirs))
    loser = theirs if winner is ours else ours
    # A person may also have claimed the machine's text as it was, by taking its provenance out.
    lost = _is_of_a_person(loser) and (base is None or loser.forms != base.forms or base.by_machine)
    kept = (*comments, f"{KEPT}{_shown(loser)}") if lost else comments
    return _with_work(ours, winner, _honest(kept, winner, loser))


def _same_text(base: Message | None, ours: Message, theirs: Message) -> Message:
    """Return the side whose state counts where the text is the same: the one that changed it, else the reviewed one."""
    if base is not None and _work(base) in (_work(ours), _work(theirs)):
        return _with_work(ours, theirs if _work(ours) == _work(base) else ours, ours.comments)
    return _with_work(ours, min(ours, theirs, key=lambda message: message.fuzzy), ours.comments)


def _winner(base: Message | None, ours: Message, theirs: Message) -> Message | None:
    """Return the side whose text counts, or None where a person must choose."""
    if base is not None and not (_is_of_a_person(ours) ^ _is_of_a_person(theirs)):
        if _work(ours) == _work(base):
            return theirs
        if _work(theirs) == _work(base):
            return ours
    mine, other = _standing(ours), _standing(theirs)
    if mine == other:
        return ours if not _is_of_a_person(ours) else None
    return ours if mine > other else theirs


def _standing(message: Message) -> int:
    """Return how much a text counts: nothing, a machine's draft, a person's draft, reviewed."""
    if not any(message.forms):
        return 0
    return 3 if not message.fuzzy else 2 - message.by_machine


def _is_of_a_person(message: Message) -> bool:
    return _standing(message) > 1


def _shown(message: Message) -> str:
    return " | ".join(message.forms).replace("\n", "\\n")


def _with_work(message: Message, other: Message, comments: tuple[str, ...]) -> Message:
    return replace(
        message, translation=other.translation, translations=other.translations, plural=other.plural,
        fuzzy=other.fuzzy, previous=other.previous, previous_context=other.previous_context,
        previous_plural=other.previous_plural, comments=comments,
    )  # fmt: skip


def _conflict(ours: Message, theirs: Message, comments: Iterable[str]) -> Message:
    # Nobody has chosen yet between the texts of an earlier conflict.
    kept = dict.fromkeys(_past(line) for line in comments)
    said = (f"{OURS}{_shown(ours)}", f"{THEIRS}{_shown(theirs)}")
    # For gettext only what has a first form can be fuzzy; half a plural waits as untranslated.
    return replace(ours, fuzzy=bool(ours.translation), comments=(*kept, *said))


def _past(line: str) -> str:
    """Return a comment as it reads when another conflict follows."""
    mark = next((mark for mark in (OURS, THEIRS) if line.startswith(mark)), "")
    return f"{KEPT}{line.removeprefix(mark)}" if mark else line


def _is_conflict(message: Message, *sides: Message | None) -> bool:
    """Whether a message holds a conflict that neither side had."""
    known = {line for side in sides if side for line in side.comments}
    return any(line.startswith(THEIRS) and line not in known for line in message.comments)


def _comments(base: Message | None, ours: Message, theirs: Message) -> tuple[str, ...]:
    """Return the comments of both sides, without those that one of them removed."""
    before = base.comments if base else ()
    removed = {line for line in before if line not in ours.comments or line not in theirs.comments}
    both = dict.fromkeys((*ours.comments, *theirs.comments))
    if ours.comments == theirs.comments or theirs.comments == before:
        return ours.comments
    return theirs.comments if ours.comments == before else tuple(line for line in both if line not in removed)


def _honest(comments: tuple[str, ...], winner: Message, loser: Message) -> tuple[str, ...]:
    """Return comments without the provenance of a draft that is no longer there."""
    theirs = set(loser.comments) - set(winner.comments)
    return tuple(line for line in comments if not (line in theirs and line.startswith("draft")))


def _header(base: Catalog, ours: Catalog, theirs: Catalog) -> Message | None:
    """Return the header: each field as the side that changed it has it, ours where both did, the later of two dates."""
    if ours.header is None or theirs.header is None or ours.header == theirs.header:
        return ours.header or theirs.header
    if base.header is not None and ours.header == base.header:
        return theirs.header
    before, mine, others = (_fields(each.header) for each in (base, ours, theirs))
    names = dict.fromkeys((*mine, *others))
    lines = (_field(name, before.get(name), mine.get(name), others.get(name)) for name in names)
    return replace(
        ours.header,
        translation="".join(f"{line}\n" for line in lines if line is not None),
        comments=_comments(base.header, ours.header, theirs.header),
        fuzzy=ours.header.fuzzy and theirs.header.fuzzy,
    )


def _fields(header: Message | None) -> dict[str, str]:
    """Return the lines of a header, each by what stands before its colon, or by itself where it has none."""
    return {line.partition(":")[0]: line for line in header.translation.splitlines()} if header else {}


def _field(name: str, before: str | None, mine: str | None, other: str | None) -> str | None:
    if mine == before:
        return other
    if other == before:
        return mine
    return max(mine, other) if mine and other and name.endswith("-Date") else mine or other

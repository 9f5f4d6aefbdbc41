"""What two people did to the same catalog, united message by message: the three-way merge.

What one side did counts; where both did something, the better state does: reviewed before fuzzy, a person's text
before a machine's draft, a draft before nothing. A person's text that has to give way is kept in a comment, and two
different texts of equal standing are a conflict: fuzzy, with both in comments, so that gettext reads the file and a
person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from harztool.catalogs.heading import headed
from harztool.catalogs.said import KEPT, both, commented, conflict, honest, is_disputed, settled, shown
from harztool.model import Catalog, Message, remarks

_Key = tuple[str | None, str]
# What may change in a message without touching its translation.
_MARGIN = ("places", "notes", "flags", "plural")


@dataclass(frozen=True, slots=True)
class United:
    """A catalog that holds the work of two people, and the messages for which a person must choose.

    `held` are those in which one side took a person's text back that the other left alone: it stays.
    """

    catalog: Catalog
    conflicts: tuple[Message, ...] = ()
    held: tuple[Message, ...] = ()


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
    held: list[Message] = []
    wordless: list[Message] = []
    for key in _order(list(mine), list(others)):
        sides = before.get(key), mine.get(key), others.get(key)
        found = _one(*sides)
        if found is None:
            continue
        # gettext keeps no obsolete message without a translation.
        (wordless if found.obsolete and not found.translation else messages).append(found)
        conflicts += [found] if _is_conflict(found, *sides[1:]) else []
        held += [found] if _is_held(found, *sides) else []
    messages.sort(key=lambda message: message.obsolete)
    catalog = Catalog(tuple(messages), headed(base, ours, theirs))
    said = (line for message in wordless for line in remarks(message))
    return United(catalog.remarked(said), tuple(conflicts), tuple(held))


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
    return settled(replace(whole, **chosen, obsolete=_gone(base, ours, theirs) and not _half(whole)))


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
    comments = commented(base, ours, theirs)
    if ours.forms == theirs.forms:
        return replace(_same_text(base, ours, theirs), comments=comments)
    winner = _winner(base, ours, theirs)
    if winner is None:
        return conflict(ours, theirs, honest(comments, ours, theirs))
    loser = theirs if winner is ours else ours
    # A person may also have claimed the machine's text as it was, by taking its provenance out.
    lost = _is_of_a_person(loser) and (base is None or loser.forms != base.forms or base.by_machine)
    kept = (*comments, f"{KEPT}{shown(loser)}") if lost else comments
    return _with_work(ours, winner, honest(kept, winner, loser))


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
    """Return how much a text counts: nothing, a machine's draft, a person's draft, reviewed.

    What two people dispute was reviewed before, and is no one's to overwrite until somebody has chosen.
    """
    if not any(message.forms):
        return 0
    return 3 if not message.fuzzy or is_disputed(message) else 2 - message.by_machine


def _is_of_a_person(message: Message) -> bool:
    return _standing(message) > 1


def _with_work(message: Message, other: Message, comments: tuple[str, ...]) -> Message:
    return replace(
        message, translation=other.translation, translations=other.translations, plural=other.plural,
        fuzzy=other.fuzzy, previous=other.previous, previous_context=other.previous_context,
        previous_plural=other.previous_plural, comments=comments,
    )  # fmt: skip


def _is_conflict(found: Message, ours: Message | None, theirs: Message | None) -> bool:
    """Whether the two sides differ, and a person must choose between them."""
    if ours is None or theirs is None or ours.forms == theirs.forms:
        return False
    return found.comments[-2:] == both(ours, theirs)


def _is_held(found: Message, base: Message | None, ours: Message | None, theirs: Message | None) -> bool:
    """Whether a person's text stands although the one side that touched it took it back."""
    if base is None or ours is None or theirs is None or found.forms != base.forms or ours.forms == theirs.forms:
        return False
    return _is_of_a_person(base) and not (_is_of_a_person(ours) and _is_of_a_person(theirs))

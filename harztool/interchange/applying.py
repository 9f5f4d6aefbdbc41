"""What becomes of a catalog when what a translator did comes back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from harztool import msgid
from harztool.catalogs import united
from harztool.interchange import plurals
from harztool.interchange.matching import Key, matched
from harztool.interchange.rows import DRAFT, REVIEWED, UNSTATED, Row
from harztool.model import Catalog, Message
from harztool.provenance import digits, without_draft


@dataclass(frozen=True, slots=True)
class Outcome:
    """A catalog with a translator's work in it, and what became of the rows that were more than a copy.

    `taken` are messages with another text or state, `commented` those that only hold a comment more, be it a text that
    was not taken over. `conflicts` wait for a person, `unfit` came in as drafts. `unknown` rows are not on the site,
    `mixed` ones have the id of one message and the source of another.
    """

    catalog: Catalog
    taken: tuple[Message, ...] = ()
    commented: tuple[Message, ...] = ()
    conflicts: tuple[Message, ...] = ()
    unfit: tuple[Message, ...] = ()
    unknown: tuple[Row, ...] = ()
    mixed: tuple[Row, ...] = ()


# Tells which of some messages of a catalog must not be published as they are, by their keys.
Faulty = Callable[[Catalog, Sequence[Message]], Collection[Key]]


def applied(catalog: Catalog, came: Iterable[Row], faulty: Faulty) -> Outcome:
    """Return a catalog with what has come back from a translator; what nobody touched stays as it is.

    It is a merge of three: what went out, what the catalog has become, what came back. So a text that somebody changed
    here in the meantime is not lost but makes a conflict. A row without a translation takes nothing away, and a text
    that is `faulty` comes in as a draft, as does a plural of which a form is missing.

    >>> from harztool import interchange
    >>> old = Catalog((Message("Burg", "castle", fuzzy=True),))
    >>> back = [replace(row, translation="Castle", state="reviewed") for row in interchange.rows(old)]
    >>> applied(old, back, lambda catalog, messages: ()).catalog.messages == (Message("Burg", "Castle"),)
    True
    """
    before = {message.key: message for message in catalog.messages}
    after = dict(before)
    torn: set[Key] = set()
    found = matched(catalog, came)
    for key, given in found.jobs:
        sides = _sides(after[key], given)
        new = united(*(Catalog((each,)) for each in sides))
        (after[key],) = new.catalog.messages
        torn |= {key} if new.conflicts else set()
    unfit = faulty(catalog, [new for key, new in after.items() if new.ready and _is_taken(before[key], new)])
    for key in unfit:
        after[key] = replace(after[key], fuzzy=True)
    kinds = {key: _kind(before[key], new, key in torn) for key, new in after.items()}
    changed = replace(catalog, messages=tuple(after[key] if kind else before[key] for key, kind in kinds.items()))
    taken, commented, conflicts = (
        tuple(after[key] for key, kind in kinds.items() if kind == wanted) for wanted in (_TAKEN, _COMMENTED, _TORN)
    )
    drafts = tuple(message for message in taken if message.key in unfit)
    return Outcome(changed, taken, commented, conflicts, drafts, found.unknown, found.mixed)


_TAKEN, _COMMENTED, _TORN = "taken", "commented", "torn"


def _kind(old: Message, new: Message, is_torn: bool) -> str:
    """Return what became of a message: empty where nothing did but that a comment is said twice."""
    if is_torn:
        return _TORN
    if new is old or (replace(new, comments=old.comments) == old and {*new.comments} == {*old.comments}):
        return ""
    return _TAKEN if _is_taken(old, new) else _COMMENTED


def _is_taken(old: Message, new: Message) -> bool:
    return (old.forms, old.fuzzy) != (new.forms, new.fuzzy)


def _sides(ours: Message, given: Mapping[int, Row]) -> tuple[Message, Message, Message]:
    """Return the message as it went out, as far as that is known, as it is here, and as it came back."""
    here = plurals.forms(ours, max(given) + 1)
    texts = tuple(_text(given.get(number), text) for number, text in enumerate(here))
    said = dict.fromkeys(line for row in given.values() for line in row.comments)
    new = tuple(line for line in said if line not in ours.comments and without_draft((line,)))
    if all(_untouched(row, texts[number], here[number]) for number, row in given.items()):
        # Nothing was done to it, except that a comment may have been written.
        return ours, ours, replace(ours, comments=(*ours.comments, *new))
    texts = tuple(msgid.framed(text, ours.source) if number in given else text for number, text in enumerate(texts))
    before = ours.comments if texts == here else without_draft(ours.comments)
    fuzzy = any(row.state != REVIEWED for row in given.values())
    theirs = replace(plurals.with_forms(ours, texts), fuzzy=fuzzy, comments=(*before, *new))
    if not fuzzy:
        theirs = replace(theirs, previous=None, previous_context=None, previous_plural=None)
    if all(row.base.partition(" ")[0] == digits(here[number]) for number, row in given.items()):
        return replace(ours, fuzzy=any(row.base.endswith(f" {DRAFT}") for row in given.values())), ours, theirs
    return replace(ours, translation="", translations=(), fuzzy=False), ours, theirs


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

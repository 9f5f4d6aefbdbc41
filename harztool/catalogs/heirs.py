"""Which new text takes over the translation of which earlier text, and in which state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz, process

from harztool import msgid
from harztool.catalogs.template import PLACES, SHARED, foreign
from harztool.model import Catalog, Message
from harztool.provenance import without_draft

# How alike, in percent, a new text must be to an old one to take over its translation for review.
_ALIKE = 70
_WORD = re.compile(r"\w+")

_Key = tuple[str | None, str]


class Heir(NamedTuple):
    """A message that takes over the translation of an earlier one."""

    old: Message
    new: Message

    @property
    def keeps_state(self) -> bool:
        """Whether what was reviewed counts as reviewed."""
        return self.new.fuzzy == self.old.fuzzy


def heirs(template: Catalog, old: Catalog) -> dict[_Key, Heir]:
    """Return the texts of the template without a translation that take one over, by their keys.

    First those that differ from an earlier text in nothing but markup, white space, quotes or a full stop, and that
    its translation fits, wherever it stands or stood. Then those that are most like a text that has left their page,
    under whatever path; each text is taken over once so. A machine's draft is not, as it is better drafted anew.
    """
    known = {message.key: message for message in old.messages}
    now = {message.key: message for message in template.messages}
    fresh = [message for message in template.messages if _is_open(known.get(message.key))]
    found = _same_gist(fresh, old, now) if fresh else {}
    left = [message for message in fresh if message.key not in found]
    return found | (_likest(left, _near(template, old, found)) if left else {})


def carried(old: Catalog, new: Catalog) -> Iterator[tuple[Message, Message]]:
    """Yield what a merge made reviewed though its source is another one, behind the message that it was.

    >>> before, after = Catalog((Message("Burg", "Castle"),)), Catalog((Message("Burg.", "Castle"),))
    >>> [(was.source, now.source) for was, now in carried(before, after)]
    [('Burg', 'Burg.')]
    """
    translated = {message.key for message in old.messages if message.translation}
    fresh = [message for message in new.messages if message.ready and message.key not in translated]
    lenders = ((_gist(message), message) for message in old.messages if fresh and message.translation)
    origins = {(gist, message.translation): message for gist, message in lenders}
    for message in fresh:
        if was := origins.get((_gist(message), message.translation)):
            yield was, message


def _is_open(known: Message | None) -> bool:
    return known is None or (not known.translation and known.plural is None)


def _lends(message: Message) -> bool:
    return bool(message.translation) and message.plural is None and not foreign(message.places)


def _same_gist(fresh: Sequence[Message], old: Catalog, now: Mapping[_Key, Message]) -> dict[_Key, Heir]:
    wanted = {message.key: gist for message in fresh if (gist := _gist(message))[1]}
    lenders = _by_gist(old, set(wanted.values()), now)
    found: dict[_Key, Heir] = {}
    used: set[_Key] = set()
    for message in fresh if lenders else ():
        fitting = [each for each in lenders.get(wanted.get(message.key), ()) if _fits(message, each, each.key in now)]
        if fitting:
            best = min(fitting, key=lambda each: (*_worth(each), each.key in used, _is_elsewhere(each, message)))
            used.add(best.key)
            found[message.key] = Heir(best, replace(best, source=message.source))
    return found


def _gist(message: Message) -> _Key:
    return message.context, msgid.gist(message.source)


def _by_gist(old: Catalog, wanted: set[_Key], now: Mapping[_Key, Message]) -> dict[_Key | None, list[Message]]:
    found: dict[_Key | None, list[Message]] = {}
    for message in old.messages:
        # A person's doubt about a text that stands there still is not to be had twice.
        lends = _lends(message) and (message.key not in now or not message.fuzzy or message.by_machine)
        if lends and (gist := _gist(message)) in wanted:
            found.setdefault(gist, []).append(message)
    return found


def _worth(message: Message) -> tuple[bool, bool, bool]:
    return message.fuzzy, message.fuzzy and message.by_machine, message.obsolete


def _is_elsewhere(old: Message, message: Message) -> bool:
    return not set(old.places) & set(message.places)


def _fits(message: Message, old: Message, stays: bool) -> bool:
    """Whether a message may take over a translation as it is.

    What is inside a link, say, may have grown or shrunk, but must not be other words: the translation links those that
    it was. Of a text that stays, which may be an heir itself, it must be the very same words, so that a link does not
    wander from heir to heir.
    """
    if any(msgid.faults(message.source, old.translation)):
        return False
    before, after = _words_inside(old.source), _words_inside(message.source)
    pairs = [(before[name], after[name]) for name in before.keys() & after.keys()]
    return all(here == there or (not stays and here & there) for here, there in pairs)


def _words_inside(text: str) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(_WORD.findall(inside)) for name, inside in msgid.inside(text).items()}


def _renamed(template: Catalog, old: Catalog) -> Mapping[str, str]:
    """Return the new path of each page that has got another: the one where most of the texts that stayed are now."""
    before = {message.key: message.places for message in old.messages if not message.obsolete}
    were = {place for places in before.values() for place in places}
    are = {place for message in template.messages for place in message.places}
    votes: dict[str, Counter[str]] = {}
    for message in template.messages:
        for place in before.get(message.key, ()):
            if place not in are:
                votes.setdefault(place, Counter()).update(each for each in message.places if each not in were)
    return {place: count.most_common(1)[0][0] for place, count in votes.items() if count}


def _near(template: Catalog, old: Catalog, found: Mapping[_Key, Heir]) -> dict[str, list[Message]]:
    """Return the texts of people that have left a page, by its path of today."""
    renamed = _renamed(template, old)
    here: dict[_Key, list[Message]] = {message.key: [message] for message in template.messages}
    for key, heir in found.items():
        here.setdefault(heir.old.key, []).extend(here[key])
    wanted = {message.key for message in template.messages}
    near: dict[str, list[Message]] = {}
    for message in old.messages:
        if _lends(message) and not (message.fuzzy and (message.by_machine or message.key in wanted)):
            stands = here.get(message.key, [])
            # The heir of a text lends in its place.
            lender = found[stands[0].key].new if stands and stands[0].key in found else message
            for page in _left(message, stands, renamed):
                near.setdefault(page, []).append(lender)
    return near


def _left(message: Message, here: Sequence[Message], renamed: Mapping[str, str]) -> set[str]:
    """Return the pages that a message named, and neither it nor an heir of it names now, by their paths of today."""
    if len(here) == 1 and here[0].places == message.places:
        return set()
    before = message.places if here else _pages(message)
    return {renamed.get(page, page) for page in before} - {page for each in here for page in each.places}


def _pages(message: Message) -> tuple[str, ...]:
    """Return the pages that a message names; what may be on more of them has one in common with all such messages."""
    many = SHARED in message.notes or len(message.places) >= PLACES
    return (*message.places, SHARED) if many else message.places


def _likest(fresh: Sequence[Message], near: Mapping[str, list[Message]]) -> dict[_Key, Heir]:
    """Return the heirs among new texts: the best pairs first, each text once."""
    found: dict[_Key, Heir] = {}
    used: set[_Key] = set()
    limit = 3
    # Of many texts that are alike, the first few may all be taken: those left look further.
    while pairs := [pair for each in fresh if each.key not in found for pair in _alike(each, near, used, limit)]:
        for _, message, old in sorted(pairs, key=lambda pair: -pair[0]):
            if message.key not in found and old.key not in used:
                found[message.key] = Heir(old, _for_review(message, old))
                used.add(old.key)
        limit *= 4
    return found


def _alike(
    message: Message, near: Mapping[str, list[Message]], used: set[_Key], limit: int
) -> Iterator[tuple[float, Message, Message]]:
    there = {old.key: old for page in _pages(message) for old in near.get(page, ()) if old.key not in used}
    candidates = list(there.values())
    sources = [old.source for old in candidates]
    for _, score, i in process.extract(message.source, sources, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=limit):
        yield score, message, candidates[i]


def _for_review(message: Message, old: Message) -> Message:
    origin = (old.previous_context, old.previous) if old.fuzzy and old.previous else old.key
    context, source = origin if origin != message.key else (None, None)
    return replace(
        old, source=message.source, context=message.context, comments=without_draft(old.comments),
        fuzzy=True, previous=source, previous_context=context,
    )  # fmt: skip

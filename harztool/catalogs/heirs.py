"""Which new text takes over the translation of which text that has gone, and in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz, process

from harztool import msgid
from harztool.model import Catalog, Message, without_draft

# How alike, in percent, a new text must be to an old one to take over its translation for review.
_ALIKE = 70

_Key = tuple[str | None, str]


class Heir(NamedTuple):
    """A message that takes over the translation of one that has gone."""

    old: Message
    new: Message

    @property
    def keeps_state(self) -> bool:
        """Whether what was reviewed counts as reviewed."""
        return self.new.fuzzy == self.old.fuzzy


def heirs(template: Catalog, old: Catalog) -> dict[_Key, Heir]:
    """Return the new texts of the template that take over a translation, by their keys.

    First those that differ from a text that has gone in nothing but markup, white space, quotes or a full stop, and
    that its translation fits; then those that are most like one from the same page, or from a page that has been
    renamed. Each text that has gone is taken over once; a machine's draft is not, as it is better drafted anew.
    """
    known = {message.key for message in old.messages}
    wanted = {message.key for message in template.messages}
    fresh = [message for message in template.messages if message.key not in known]
    gone = [message for message in old.messages if message.key not in wanted and _is_of_a_person(message)]
    found = _same_gist(fresh, gone)
    used = {heir.old.key for heir in found.values()}
    left = [message for message in fresh if message.key not in found]
    near = _by_place((message for message in gone if message.key not in used), _renamed(template, old))
    return found | _likest(left, near)


def _is_of_a_person(message: Message) -> bool:
    return bool(message.translation) and not (message.fuzzy and message.by_machine) and message.plural is None


def _same_gist(fresh: Sequence[Message], gone: Sequence[Message]) -> dict[_Key, Heir]:
    if not fresh:
        return {}
    lenders: dict[tuple[str | None, str], list[Message]] = {}
    for message in gone:
        if gist := msgid.gist(message.source):
            lenders.setdefault((message.context, gist), []).append(message)
    found: dict[_Key, Heir] = {}
    for message in fresh if lenders else ():
        fitting = lenders.get((message.context, msgid.gist(message.source)), [])
        fitting = [old for old in fitting if not any(msgid.faults(message.source, old.translation))]
        if fitting:
            best = min(fitting, key=lambda old: (old.obsolete, old.fuzzy, not set(old.places) & set(message.places)))
            lenders[message.context, msgid.gist(message.source)].remove(best)
            found[message.key] = Heir(best, replace(best, source=message.source))
    return found


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


def _by_place(messages: Iterable[Message], renamed: Mapping[str, str]) -> dict[str, list[Message]]:
    near: dict[str, list[Message]] = {}
    for message in messages:
        for place in message.places:
            near.setdefault(renamed.get(place, place), []).append(message)
    return near


def _likest(fresh: Sequence[Message], near: Mapping[str, list[Message]]) -> dict[_Key, Heir]:
    """Return the heirs among new texts: the best pairs first, each text once."""
    pairs = [pair for message in fresh for pair in _alike(message, near)]
    found: dict[_Key, Heir] = {}
    used: set[_Key] = set()
    for _, message, old in sorted(pairs, key=lambda pair: -pair[0]):
        if message.key not in found and old.key not in used:
            found[message.key] = Heir(old, _for_review(message, old))
            used.add(old.key)
    return found


def _alike(message: Message, near: Mapping[str, list[Message]]) -> Iterator[tuple[float, Message, Message]]:
    candidates = list({old.key: old for place in message.places for old in near.get(place, ())}.values())
    sources = [old.source for old in candidates]
    for _, score, i in process.extract(message.source, sources, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3):
        yield score, message, candidates[i]


def _for_review(message: Message, old: Message) -> Message:
    origin = (old.previous_context, old.previous) if old.fuzzy and old.previous else old.key
    context, source = origin if origin != message.key else (None, None)
    return replace(
        old, source=message.source, context=message.context, comments=without_draft(old.comments),
        fuzzy=True, previous=source, previous_context=context,
    )  # fmt: skip

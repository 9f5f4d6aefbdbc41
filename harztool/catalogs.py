"""Catalogs: make a template from pages, and bring a translation up to date with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from harztool import glossary
from harztool.markup import texts
from harztool.model import Catalog, Message, Page, Slot, Term, without_draft
from harztool.rules import DEFAULT, Rules

# What is said of a text on many pages: without their number, so that one more page changes nothing.
SHARED = "on many pages"
_PLACES = 3
# How alike, in percent, a new text must be to an old one to take over its translation for review.
_ALIKE = 70

_Key = tuple[str | None, str]
# Where a text stands: the number of its page, its position on it, and its slot there.
_Place = tuple[int, int, Slot]

# The fields that gettext asks for. What they say is the business of people and their editors; no date is written here.
_HEADER = (
    "Project-Id-Version: \nReport-Msgid-Bugs-To: \nPO-Revision-Date: \nLast-Translator: \nLanguage-Team: \n"
    "Language: {language}\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
)


def empty(language: str = "") -> Catalog:
    """Return a catalog without messages for a language, or for a template where none is named.

    >>> empty("en").language
    'en'
    """
    return Catalog(header=Message("", _HEADER.format(language=language)))


def template(pages: Iterable[Page], old: Catalog | None = None, rules: Rules = DEFAULT) -> Catalog:
    """Return the texts of all pages, one message each: what stands on many pages first, then page by page.

    `old` is the template so far, or any catalog made of it. A message keeps the pages that it names there as long as
    its text is on them, and with them its notes and its place in the order: whether it stands on many pages is told
    when it is first seen. So a new page adds messages, and changes none.

    >>> [message.source for message in template([Page("", "a.html", "<h1>Burg</h1><p>Tor</p>")]).messages]
    ['Burg', 'Tor']
    """
    found = _found(pages, rules)
    known = {message.key: message for message in old.messages} if old else {}
    placed = [_placed(key, found[key], known.get(key)) for key in found]
    header = old.header if old and old.header and not old.language else empty().header
    return Catalog(tuple(message for _, message in sorted(placed, key=lambda pair: pair[0])), header)


def _found(pages: Iterable[Page], rules: Rules) -> dict[_Key, dict[str, _Place]]:
    found: dict[_Key, dict[str, _Place]] = {}
    for number, page in enumerate(pages):
        for position, slot in enumerate(texts(page.html, rules)):
            found.setdefault((slot.context, slot.text), {}).setdefault(page.path, (number, position, slot))
    return found


def _placed(key: _Key, on: Mapping[str, _Place], old: Message | None) -> tuple[tuple[bool, int, int], Message]:
    """Return a message, and where it belongs in the order of the site."""
    named = [place for place in old.places if place in on] if old else []
    shared = (SHARED in old.notes and len(on) > 1) if old and named else len(on) > _PLACES
    places = tuple(named or list(on)[:_PLACES])
    number, position, slot = on[places[0]]
    notes = (slot.kind, *((SHARED,) if shared else ()), *slot.notes)
    message = Message(key[1], context=key[0], places=places, notes=notes)
    return (not shared, number, position), message


def merged(template: Catalog, old: Catalog, terms: Sequence[Term] = (), language: str = "") -> Catalog:
    """Return the catalog with the messages of the template, and with every translation it had.

    A text that is still there keeps translation and state. One that changed takes over the translation of the text most
    like it that has gone from the same pages: fuzzy, with the previous source. What is gone becomes obsolete, and comes
    back with its text. Messages of other tools (plurals) stay. `merged(t, merged(t, c)) == merged(t, c)`.

    `language` is the project's code, by which terms are told; without it, it is the one that the header names.

    >>> page = Page("", "a.html", "<p>Die alte Burg</p>")
    >>> old = Catalog((Message("Die alte Burg", "The old castle"),), empty("en").header)
    >>> merged(template([page]), old).messages[0].translation
    'The old castle'
    """
    known = {message.key: message for message in old.messages}
    wanted = {message.key for message in template.messages}
    gone = [message for message in old.messages if message.key not in wanted]
    carried = _carried([message for message in template.messages if message.key not in known], gone)
    language = language or old.language
    current = [
        _updated(
            message, known.get(message.key) or carried.get(message.key), glossary.notes(message.source, terms, language)
        )
        for message in template.messages
    ]
    used = {message.key for message in carried.values() if message.fuzzy}
    left = [message for message in gone if message.key not in used]
    kept = [_retired(message) for message in left if _has_words(message) and not _is_copy(message, known)]
    return Catalog((*current, *kept), _with_remarks(old.header or empty(language).header, left))


def _updated(message: Message, old: Message | None, told: tuple[str, ...]) -> Message:
    """Return a message of the template with what is known of it; a reviewed one keeps its notes as they were."""
    notes = (*message.notes, *told)
    if old is None:
        return replace(message, notes=notes)
    if old.key == message.key:
        kept = old.notes if old.ready and old.notes else notes
        return replace(old, places=message.places, notes=kept, obsolete=False)
    previous = (old.previous, old.previous_context) if old.fuzzy and old.previous else (old.source, old.context)
    return replace(
        old, source=message.source, context=message.context, places=message.places, notes=notes,
        comments=without_draft(old.comments), fuzzy=True, previous=previous[0], previous_context=previous[1],
        obsolete=False,
    )  # fmt: skip


def _carried(fresh: Sequence[Message], gone: Sequence[Message]) -> dict[_Key, Message]:
    """Return, by the key of a new text, the gone message that it takes over: the best pairs first, each once."""
    near = _by_place(message for message in gone if _can_be_carried(message))
    pairs = [pair for message in fresh for pair in _alike(message, near)]
    carried: dict[_Key, Message] = {}
    used: set[_Key] = set()
    for _, message, old in sorted(pairs, key=lambda pair: -pair[0]):
        if message.key not in carried and old.key not in used:
            carried[message.key] = old
            used.add(old.key)
    return carried


def _can_be_carried(message: Message) -> bool:
    """Whether a person's work is in it; what is only a machine's is better drafted anew."""
    return bool(message.translation) and not (message.fuzzy and message.by_machine) and message.plural is None


def _by_place(messages: Iterable[Message]) -> dict[str, list[Message]]:
    near: dict[str, list[Message]] = {}
    for message in messages:
        for place in message.places:
            near.setdefault(place, []).append(message)
    return near


def _alike(message: Message, near: Mapping[str, list[Message]]) -> Iterator[tuple[float, Message, Message]]:
    candidates = list({old.key: old for place in message.places for old in near.get(place, ())}.values())
    sources = [old.source for old in candidates]
    for _, score, i in process.extract(message.source, sources, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3):
        yield score, message, candidates[i]


def _has_words(message: Message) -> bool:
    return bool(message.translation or message.translations)


def _is_copy(message: Message, known: Mapping[_Key, Message]) -> bool:
    """Whether a translation was only taken over from another text, which still has it, and nobody has touched it."""
    origin = known.get((message.previous_context, message.previous or ""))
    return message.fuzzy and origin is not None and origin.translation == message.translation


def _with_remarks(header: Message | None, gone: Iterable[Message]) -> Message | None:
    """Return the header with what people remarked on texts that have gone before anybody translated them.

    An obsolete message without a translation is nothing that gettext would keep.
    """
    remarks = tuple(
        f"On “{message.source}”, which has gone: {line}"
        for message in gone
        if not _has_words(message) and message.plural is None
        for line in without_draft(message.comments)
    )
    return replace(header, comments=(*header.comments, *remarks)) if header and remarks else header


def _retired(message: Message) -> Message:
    """Return a message whose text has gone. gettext writes neither places nor notes of an obsolete message."""
    return message if message.plural is not None else replace(message, obsolete=True, places=(), notes=())

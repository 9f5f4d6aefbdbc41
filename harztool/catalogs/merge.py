"""Template + catalog -> the catalog of today, with every translation that it had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harztool import glossary
from harztool.catalogs.heirs import Heir, heirs
from harztool.catalogs.remarks import remarked
from harztool.catalogs.template import empty
from harztool.model import Catalog, Message, Term

_Key = tuple[str | None, str]


def merged(template: Catalog, old: Catalog, terms: Sequence[Term] = (), language: str = "") -> Catalog:
    """Return the catalog with the messages of the template, and with every translation it had.

    A text that is still there keeps translation and state. One that changed takes over the translation of the text most
    like it that has gone from the same pages: fuzzy, with the previous source; where only markup, white space, quotes
    or a full stop changed, and the translation still fits, in the state it was in. What is gone becomes obsolete, and
    comes back with its text. Messages of other tools (plurals) stay. `merged(t, merged(t, c)) == merged(t, c)`.

    `language` is the project's code, by which terms are told; without it, it is the one that the header names.

    >>> page = Catalog((Message("Die alte Burg", places=("a.html",)),))
    >>> old = Catalog((Message("Die alte Burg", "The old castle"),), empty("en").header)
    >>> merged(page, old).messages[0].translation
    'The old castle'
    """
    known = {message.key: message for message in old.messages}
    taken = heirs(template, old)
    language = language or old.language
    current = []
    for message in template.messages:
        before = known.get(message.key) or _heir(taken, message)
        # A reviewed message keeps its notes as they were.
        if before is not None and before.ready and before.notes:
            notes = before.notes
        else:
            notes = (*message.notes, *glossary.notes(message.source, terms, language))
        current.append(_updated(message, before, notes))
    left = _left(template, known, taken)
    kept = [_retired(message) for message in left if _has_words(message)]
    wordless = (message for message in left if not _has_words(message) and message.plural is None)
    return Catalog((*current, *kept), remarked(old.header or empty(language).header, wordless))


def _heir(taken: Mapping[_Key, Heir], message: Message) -> Message | None:
    return taken[message.key].new if message.key in taken else None


def _updated(message: Message, old: Message | None, notes: tuple[str, ...]) -> Message:
    """Return a message of the template with what is known of it."""
    if old is None:
        return replace(message, notes=notes)
    if (old.places, old.notes, old.obsolete) == (message.places, notes, False):
        return old
    return replace(old, places=message.places, notes=notes, obsolete=False)


def _left(template: Catalog, known: Mapping[_Key, Message], taken: Mapping[_Key, Heir]) -> list[Message]:
    """Return what the template does not have and nothing else holds: nothing that a person wrote is lost."""
    # A reviewed text whose heir waits for review stays, so that it can come back with its text as it was.
    there = {message.key for message in template.messages}
    there |= {heir.old.key for heir in taken.values() if heir.keeps_state}
    gone = (message for message in known.values() if message.key not in there)
    return [message for message in gone if not _borrowed(message, known)]


def _borrowed(message: Message, known: Mapping[_Key, Message]) -> bool:
    """Whether a message holds nothing but what it took over, for review, from one that is still there."""
    if not message.fuzzy or message.previous is None:
        return False
    lender = known.get((message.previous_context, message.previous))
    return (
        lender is not None
        and not lender.fuzzy
        and lender.translation == message.translation
        and set(message.comments) <= set(lender.comments)
    )


def _has_words(message: Message) -> bool:
    return bool(message.translation or message.translations)


def _retired(message: Message) -> Message:
    """Return a message whose text has gone. gettext writes neither places nor notes of an obsolete message."""
    return message if message.plural is not None else replace(message, obsolete=True, places=(), notes=())

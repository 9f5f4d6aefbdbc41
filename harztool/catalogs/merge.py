"""Template + catalog -> the catalog of today, with every translation that it had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harztool import glossary
from harztool.catalogs.heirs import Heir, heirs
from harztool.catalogs.remarks import handed_on, joined
from harztool.catalogs.template import empty, foreign
from harztool.model import Catalog, Message, Term, remarks
from harztool.provenance import without_draft

_Key = tuple[str | None, str]


def merged(template: Catalog, old: Catalog, terms: Sequence[Term] = (), language: str = "") -> Catalog:
    """Return the catalog with the messages of the template, and with every translation it had.

    A text that is still there keeps translation and state. One that changed takes over the translation of the text most
    like it that has left the same pages: fuzzy, with the previous source; where only markup, white space, quotes or a
    full stop changed, and the translation still fits, from wherever such a text stands or stood, in the state it is in.
    What is gone becomes obsolete, and comes back with its text. Messages of other tools stay as they are: those with a
    plural, and those with a place that is no page. `merged(t, merged(t, c)) == merged(t, c)`.

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
        before = known.get(message.key)
        # A reviewed message keeps its notes as they were.
        if before is not None and before.ready and before.notes:
            notes = before.notes
        else:
            notes = (*message.notes, *glossary.notes(message.source, terms, language))
        current.append(_updated(message, _inherited(before, taken.get(message.key)), notes))
    left = [_without_pages(message) for message in _left(template, known, taken)]
    current, homeless = handed_on(
        current, [message for message in left if message.untranslated and not _stays(message)]
    )
    stay = [message for message in left if _stays(message)]
    retired = [replace(each, obsolete=True, notes=()) for each in left if _has_words(each) and not _stays(each)]
    catalog = Catalog((*current, *stay, *retired), old.header or empty(language).header)
    return catalog.remarked(line for message in homeless for line in remarks(message))


def _inherited(known: Message | None, heir: Heir | None) -> Message | None:
    """Return what is known of a message, with what it takes over."""
    if heir is None or known is None:
        return heir.new if heir else known
    comments = joined(without_draft(known.comments), heir.new.comments)
    return replace(heir.new, comments=comments, flags=known.flags or heir.new.flags)


def _updated(message: Message, old: Message | None, notes: tuple[str, ...]) -> Message:
    """Return a message of the template with what is known of it."""
    if old is None:
        return replace(message, notes=notes)
    places = message.places if old.places == message.places else (*message.places, *foreign(old.places))
    if (old.places, old.notes, old.obsolete) == (places, notes, False):
        return old
    return replace(old, places=places, notes=notes, obsolete=False)


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


def _stays(message: Message) -> bool:
    """Whether a message that is on no page is another tool's."""
    return not message.obsolete and (message.plural is not None or bool(foreign(message.places)))


def _without_pages(message: Message) -> Message:
    """Return a message with no place but those of other tools, where it has such, or has gone altogether."""
    ours = message.plural is not None and not foreign(message.places)
    return message if ours else replace(message, places=foreign(message.places))

"""What needs a draft, and what proposals make of a catalog: nothing that a person wrote is changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from harztool import msgid
from harztool.model import Catalog, Message, Proposal
from harztool.provenance import drafted_by

_Key = tuple[str | None, str]


def needed(catalog: Catalog) -> tuple[Message, ...]:
    """Return the messages that a draft is wanted for: live ones without any translation, and without plural forms.

    Messages of other tools, which stand on no page, are theirs.

    >>> needed(Catalog((Message("Burg", "castle"), Message("Tal"), Message("See", obsolete=True))))[0].source
    'Tal'
    """
    return tuple(
        message
        for message in catalog.messages
        if message.untranslated and message.plural is None and not message.foreign
    )


def drafted(
    catalog: Catalog,
    messages: Sequence[Message],
    proposals: Sequence[Proposal | None],
    engine: str,
    anew: Collection[_Key] = (),
) -> Catalog:
    """Return the catalog with the proposals of an engine, one for each message, as drafts: fuzzy, with provenance.

    A message that has a translation by now stays as it is, unless that is a draft, still the machine's, that is asked
    for `anew`. So does one whose proposal is missing, was rejected by a person, or loses, adds or crosses a
    placeholder. Twice is the same as once.

    >>> draft = drafted(Catalog((Message("Burg"),)), [Message("Burg")], [Proposal("castle")], "memory").messages[0]
    >>> draft.translation, draft.fuzzy, draft.by_machine, draft.comments
    ('castle', True, True, ('draft: memory 913a53d7',))
    """
    proposed = {message.key: proposal for message, proposal in zip(messages, proposals, strict=True) if proposal}
    wanted = {message.key for message in needed(catalog)}
    wanted |= {
        message.key for message in catalog.messages if message.key in anew and message.draft and message.by_machine
    }
    return replace(
        catalog,
        messages=tuple(
            _draft(message, proposed[message.key], engine)
            if message.key in wanted and message.key in proposed and not message.obsolete
            else message
            for message in catalog.messages
        ),
    )


def _draft(message: Message, proposal: Proposal, engine: str) -> Message:
    translation = proposal.translation
    if not translation.strip() or message.rejects(translation) or any(msgid.faults(message.source, translation)):
        return message
    comments = drafted_by(message.comments, engine, translation, proposal.note)
    if message.draft and message.translation == translation and set(message.comments) == set(comments):
        return message
    return replace(message, translation=translation, fuzzy=True, comments=comments)

"""Drafts: which messages need one, in which batches an engine is asked, and what becomes of its proposals.

What a person wrote is never changed: a draft goes only where there is no translation at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from harztool import msgid
from harztool.engines import Batch
from harztool.model import DRAFT_NOTE, Catalog, Message, Proposal, drafted_by

TEXTS = 50
CONTEXT = 2000
# What an engine says of its proposal stands among the translator's comments, next to the provenance, and is replaced
# with it. In a `#.` note the next extract would drop it, as those are made anew from the pages.
NOTE = DRAFT_NOTE


def needed(catalog: Catalog) -> tuple[Message, ...]:
    """Return the messages that a draft is wanted for: live ones without any translation, and without plural forms.

    >>> needed(Catalog((Message("Burg", "castle"), Message("Tal"), Message("See", obsolete=True))))[0].source
    'Tal'
    """
    return tuple(message for message in catalog.messages if message.untranslated and message.plural is None)


def batches(catalog: Catalog, messages: Sequence[Message], texts: int = TEXTS) -> Iterator[tuple[Batch, list[Message]]]:
    """Yield what to ask an engine, with the messages that it is asked for: page by page, at most `texts` at a time.

    A message belongs to the first page that it names. The context of a batch is what else stands on its page.

    >>> page = Catalog((Message("Burg", places=("index.html",)), Message("Tal", places=("index.html",))))
    >>> [(batch.texts, batch.context) for batch, _ in batches(page, page.messages[1:])]
    [(('Tal',), 'Burg\\nTal')]
    """
    whole = _by_page(message for message in catalog.messages if not message.obsolete)
    for page, theirs in _by_page(messages).items():
        context = _context(whole.get(page, [])) if page else ""
        for some in _parts(theirs, texts):
            yield Batch(catalog.language, tuple(message.source for message in some), context), some


def _by_page(messages: Iterable[Message]) -> dict[str, list[Message]]:
    pages: dict[str, list[Message]] = {}
    for message in messages:
        pages.setdefault(message.places[0] if message.places else "", []).append(message)
    return pages


def _parts(messages: list[Message], size: int) -> Iterator[list[Message]]:
    return (messages[start : start + size] for start in range(0, len(messages), size))


def _context(messages: Iterable[Message]) -> str:
    """Return the first texts of a page, whole, up to a set size."""
    lines: list[str] = []
    size = 0
    for message in messages:
        line = msgid.plain(message.source)
        size += len(line) + 1
        if size > CONTEXT:
            break
        lines.append(line)
    return "\n".join(lines)


def drafted(
    catalog: Catalog, messages: Sequence[Message], proposals: Sequence[Proposal | None], engine: str
) -> Catalog:
    """Return the catalog with the proposals of an engine, one for each message, as drafts: fuzzy, with provenance.

    A message that has a translation by now stays as it is, and so does one whose proposal is missing, or whose
    proposal loses, adds or crosses a placeholder. Twice is the same as once.

    >>> draft = drafted(Catalog((Message("Burg"),)), [Message("Burg")], [Proposal("castle")], "memory").messages[0]
    >>> draft.translation, draft.fuzzy, draft.by_machine, draft.comments
    ('castle', True, True, ('draft: memory 913a53d7',))
    """
    proposed = {message.key: proposal for message, proposal in zip(messages, proposals, strict=True) if proposal}
    wanted = {message.key for message in needed(catalog)}
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
    if not translation.strip() or any(msgid.faults(message.source, translation)):
        return message
    comments = tuple(line for line in message.comments if not line.startswith(NOTE))
    comments = drafted_by(comments, engine, translation)
    if proposal.note:
        comments = (*comments, NOTE + " ".join(proposal.note.split()))
    return replace(message, translation=translation, fuzzy=True, comments=comments)

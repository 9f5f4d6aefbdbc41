"""Reviews: which drafts wait for a person, what the checks would say of each, and what a decision makes of it.

A person's text is never dropped here: only what a machine wrote, or what stands elsewhere in the catalog, can be
rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from harztool import checks
from harztool.catalogs import united
from harztool.catalogs.said import OURS, THEIRS
from harztool.catalogs.said import is_disputed as is_disputed
from harztool.model import Catalog, Message, Problem, Term, without_draft

_Key = tuple[str | None, str]
GLOSSARY = "glossary-used"


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation that waits for review, what the checks find in it, and the messages around it."""

    message: Message
    findings: tuple[Problem, ...] = ()
    before: Message | None = None
    after: Message | None = None

    @property
    def engine(self) -> str:
        """The name of the engine that wrote it; empty where a person has changed it since."""
        message = self.message
        return message.provenance[0] if message.provenance and message.by_machine else ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be put right before it may be published."""
        return tuple(each for each in self.findings if each.severity == "error")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which drafts are meant: those that fit all that is set."""

    pages: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    check_free: bool = False
    glossary_true: bool = False

    def fits(self, draft: Draft) -> bool:
        """Whether a draft is meant.

        >>> draft = Draft(Message("Burg", "Castle", places=("de/burg.html",), fuzzy=True))
        >>> Filter(pages=("de/*",)).fits(draft), Filter(engines=("deepl",)).fits(draft)
        (True, False)
        """
        message = draft.message
        return (
            (not self.pages or any(fnmatchcase(place, page) for place in message.places for page in self.pages))
            and (not self.engines or draft.engine in self.engines)
            and not (self.check_free and draft.findings)
            and not (self.glossary_true and any(each.check == GLOSSARY for each in draft.findings))
        )


def drafts(catalog: Catalog, terms: Sequence[Term] = ()) -> Iterator[Draft]:
    """Yield the drafts of a catalog in its order.

    >>> catalog = Catalog((Message("Am 3. Mai", "On May 4", fuzzy=True), Message("Tor", "Gate")))
    >>> [(draft.message.source, len(draft.errors) > 0, draft.after.source) for draft in drafts(catalog)]
    [('Am 3. Mai', True, 'Tor')]
    """
    live = [message for message in catalog.messages if not message.obsolete]
    found = findings(catalog, [message for message in live if message.draft], terms)
    for before, message, after in zip([None, *live], live, [*live[1:], None], strict=False):
        if message.draft:
            yield Draft(message, found.get(message.key, ()), before, after)


def findings(
    catalog: Catalog, messages: Sequence[Message], terms: Sequence[Term] = ()
) -> Mapping[_Key, tuple[Problem, ...]]:
    """Return what the checks would find in messages of a catalog if they counted as reviewed, by their keys."""
    wanted = replace(catalog, messages=tuple(replace(message, fuzzy=False) for message in messages))
    found: dict[_Key, tuple[Problem, ...]] = {}
    for problem in checks.problems(wanted, terms):
        if problem.message.source or problem.message.context is not None:
            found[problem.message.key] = (*found.get(problem.message.key, ()), problem)
    return found


def accepted(message: Message) -> Message:
    """Return a message that a person stands behind; where the draft came from stays on record.

    >>> accepted(Message("Burgen", "Castles", fuzzy=True, previous="Burg")) == Message("Burgen", "Castles")
    True
    """
    comments = tuple(line for line in message.comments if not line.startswith((OURS, THEIRS)))
    return replace(message, fuzzy=False, previous=None, previous_context=None, previous_plural=None, comments=comments)


def edited(message: Message, translation: str) -> Message:
    """Return a message with a person's own text, not yet reviewed."""
    return replace(message, translation=translation, fuzzy=True, comments=without_draft(message.comments))


def rejected(message: Message, catalog: Catalog) -> Message | None:
    """Return a message without its draft, or None where that would lose what a person wrote.

    >>> draft = Message("Burgen", "Castle", fuzzy=True, previous="Burg")
    >>> rejected(draft, Catalog((draft,))) is None
    True
    >>> rejected(draft, Catalog((draft, Message("Burg", "Castle", obsolete=True)))).untranslated
    True
    """
    elsewhere = any(
        other.translation == message.translation and other.key == (message.previous_context, message.previous)
        for other in catalog.messages
        if not other.fuzzy
    )
    if message.plural is not None or not (message.by_machine or elsewhere):
        return None
    return replace(
        message, translation="", fuzzy=False, previous=None, previous_context=None, previous_plural=None,
        comments=without_draft(message.comments),
    )  # fmt: skip


def decided(catalog: Catalog, shown: Message, new: Message) -> Catalog | None:
    """Return the catalog with what a person made of a message that may have changed since it was shown.

    A text of their own is united with what somebody else did meanwhile, so that neither is lost. A decision on a text
    that is no longer there is none: then None.

    >>> old, new = Message("Burg", "Castle", fuzzy=True), Message("Burg", "Castle")
    >>> decided(Catalog((old,)), old, new).messages == (new,)
    True
    >>> decided(Catalog((Message("Burg", "Fort"),)), old, new) is None
    True
    >>> decided(Catalog((Message("Burg", "Fort"),)), old, Message("Burg", "Keep")).messages[0].comments
    ('conflict, ours: Fort', 'conflict, theirs: Keep')
    """
    now = next((message for message in catalog.messages if message.key == shown.key), None)
    if new.forms == shown.forms and (now is None or now.forms != shown.forms):
        return None
    found = new if now == shown else _united(shown, now, new)
    if now is None:
        return replace(catalog, messages=(*catalog.messages, found))
    return replace(catalog, messages=tuple(found if message is now else message for message in catalog.messages))


def _united(shown: Message, now: Message | None, new: Message) -> Message:
    sides = (Catalog((shown,)), Catalog((now,) if now else ()), Catalog((new,)))
    (found,) = united(*sides).catalog.messages
    return found

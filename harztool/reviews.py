"""Reviews: which drafts wait for a person, what the checks would say of each, and what a decision makes of it.

A person's text is never dropped here: only what a machine wrote, or what stands elsewhere in the catalog, can be
rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import NamedTuple

from harztool import checks, msgid
from harztool.catalogs import united
from harztool.catalogs.said import OURS, THEIRS, settled, shown
from harztool.catalogs.said import is_disputed as is_disputed
from harztool.model import Catalog, Message, Problem, Term
from harztool.provenance import rejected_by, without_draft, without_rejections

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

    So does what somebody else wrote: of two texts, the one that was not chosen stays in a comment.

    >>> accepted(Message("Burgen", "Castles", fuzzy=True, previous="Burg")) == Message("Burgen", "Castles")
    True
    >>> accepted(Message("Burg", "Castle", comments=("conflict, ours: Castle", "conflict, theirs: Fort"))).comments
    ('not taken over: Fort',)
    """
    return settled(
        replace(
            message, fuzzy=False, previous=None, previous_context=None, previous_plural=None,
            comments=without_rejections(message.comments),
        )
    )  # fmt: skip


def edited(message: Message, translation: str) -> Message:
    r"""Return a message with a person's own text, not yet reviewed; it begins and ends with line breaks as its source.

    gettext asks for that.

    >>> edited(Message("Burg"), "Castle\n\n").translation, edited(Message("Burg\n"), "Castle").translation
    ('Castle', 'Castle\n')
    """
    text = msgid.framed(translation, message.source)
    return replace(message, translation=text, fuzzy=True, comments=without_draft(message.comments))


class Dispute(NamedTuple):
    """Two people's texts as they stand in comments, of which one has to be chosen, and the other comments."""

    ours: str
    theirs: str
    comments: tuple[str, ...]


def dispute(message: Message) -> Dispute | None:
    """Return the two texts that a merge left in a message, or None where there is nothing to choose.

    >>> dispute(Message("Burg", "Castle", fuzzy=True, comments=("ask", "conflict, theirs: Fort")))
    Dispute(ours='Castle', theirs='Fort', comments=('ask',))
    """
    theirs = next((line for line in reversed(message.comments) if line.startswith(THEIRS)), None)
    if theirs is None:
        return None
    ours = shown(message)
    others = tuple(line for line in message.comments if line not in (f"{OURS}{ours}", theirs))
    return Dispute(ours, theirs.removeprefix(THEIRS), others)


def swapped(message: Message) -> Message | None:
    """Return a disputed message with their text in place of ours, and ours as theirs; None where that is not clear.

    >>> both = ("conflict, ours: Castle", "conflict, theirs: Fort")
    >>> found = swapped(Message("Burg", "Castle", fuzzy=True, comments=both))
    >>> found and (found.translation, found.comments)
    ('Fort', ('conflict, ours: Fort', 'conflict, theirs: Castle'))
    """
    found = dispute(message)
    if found is None:
        return None
    forms = found.theirs.split(" | ") if message.plural is not None else [found.theirs]
    if not all(forms) or len(forms) != len(message.forms):
        return None
    if "\n" in message.source:
        forms = [form.replace("\\n", "\n") for form in forms]
    comments = (*without_draft(found.comments), f"{OURS}{found.theirs}", f"{THEIRS}{found.ours}")
    return replace(message, translation=forms[0], translations=tuple(forms[1:]), comments=comments)


def rejected(message: Message, catalog: Catalog) -> Message | None:
    """Return a message without its draft, or None where that would lose what a person wrote.

    A comment keeps which draft it was, so that it is not proposed again.

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
        comments=rejected_by(message.comments) if message.by_machine else without_draft(message.comments),
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

"""Notes of what is broken in a draft, for its reviewer: written with it, and brought up to date with the glossary."""

from __future__ import annotations

from dataclasses import replace

from harztool.drafts.judging import Faults, Judge
from harztool.model import Catalog, Message
from harztool.provenance import NOTE

_CHECK = "check this: "


def note(said: str, faults: Faults) -> str:
    """Return what an engine says of a draft, with what is broken in that.

    >>> note("match of 80 %", Faults(said=("the number 3 is missing",)))
    'match of 80 %; check this: the number 3 is missing'
    """
    return "; ".join(filter(None, [said, _CHECK + ", ".join(faults.said) if faults else ""]))


def renoted(catalog: Catalog, judge: Judge) -> Catalog:
    """Return the catalog with each note of what is broken as it is to be today; no draft gets one that had none.

    Only drafts that are still the machine's are looked at. Twice is the same as once.

    >>> from harztool.model import Term
    >>> from harztool.provenance import drafted_by
    >>> told = drafted_by((), "deepl", "The county", "check this: Landkreis must be district")
    >>> draft = Message("Der Landkreis", "The county", fuzzy=True, comments=told)
    >>> renoted(Catalog((draft,)), Judge([Term("Landkreis", {"en": "county"})], "en")).messages[0].comments
    ('draft: deepl 3c4144d1',)
    """
    return replace(catalog, messages=tuple(_renoted(message, judge) for message in catalog.messages))


def _renoted(message: Message, judge: Judge) -> Message:
    at = next((at for at, line in enumerate(message.comments) if line.startswith(NOTE) and _CHECK in line), None)
    if at is None or not (message.draft and message.by_machine):
        return message
    said = message.comments[at].removeprefix(NOTE).partition(_CHECK)[0].rstrip("; ")
    now = note(said, judge.faults(message.source, message.translation))
    line = (NOTE + " ".join(now.split()),) if now else ()
    return replace(message, comments=(*message.comments[:at], *line, *message.comments[at + 1 :]))

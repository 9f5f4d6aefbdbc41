"""Asking: what becomes of a batch, with nothing paid twice and nothing lost.

A worker looks into the store of paid drafts, asks for the rest, and has each answer in the store before it asks for
anything else. What comes back broken is asked for once more, and the better of the two answers counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from harztool.drafts.budget import Budget
from harztool.drafts.judging import Faults, Judge
from harztool.drafts.mending import mended
from harztool.drafts.workers import Gate
from harztool.engines import Batch, Careful, CutOffError, Engine, Paid
from harztool.engines.tags import writable
from harztool.errors import AnswerError, EngineError
from harztool.model import Proposal

STORE = "store"
# How many terms are named when a text is asked for once more.
_TERMS = 5
_EMPTY = Faults(unfit=True, said=("the answer is empty",))


class Ledger(Protocol):
    """The store of paid drafts; it may be asked from several threads at once."""

    def known(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the translations that have been paid for, by their keys."""

    def asking(self, characters: int) -> int:
        """Note that characters are about to be sent; return a number to come back with."""

    def answered(self, number: int, answers: Mapping[str, str]) -> None:
        """Keep what was paid for, from now on and whatever happens."""

    def refused(self, number: int) -> None:
        """Note that nothing came of what was about to be sent."""


class Answer(NamedTuple):
    """What is proposed for a text, where it comes from (the store, or an engine), and what is broken in it."""

    proposal: Proposal | None
    origin: str
    faults: Faults = Faults()


def key(stamp: str, batch: Batch, text: str) -> str:
    """Return what a paid answer is known by: a digest of all that shapes it.

    >>> batch = Batch("en", ("Burg", "Tor"), "Die Burg")
    >>> key("deepl", batch, "Burg") == key("deepl", replace(batch, texts=("Burg",)), "Burg")
    True
    >>> key("deepl", batch, "Burg") == key("deepl", replace(batch, context=""), "Burg")
    False
    """
    shaping = [stamp, batch.language, batch.context, batch.again, batch.terms, text]
    return hashlib.sha256(json.dumps(shaping).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an engine is asked: with the store and the budget, if it is paid, and what its answers are held to.

    Through the gate go so many workers at a time; what they do before and behind it costs no time, as others are
    under way. `twice` says whether the engine is asked once more for what came back broken.
    """

    engine: Engine
    judge: Judge
    ledger: Ledger
    budget: Budget
    gate: Gate = field(default_factory=lambda: Gate(1))
    twice: bool = True
    careful: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "careful", isinstance(self.engine, Careful))

    def answers(self, batch: Batch) -> Mapping[str, Answer]:
        """Return what is proposed for each text of a batch; may be called from several threads at once.

        Raises `EngineError` when the engine refuses; what had been answered by then is in the store. Asking once more
        is a courtesy: where that is refused, the first answers stand, with a note.
        """
        found = self._asked(batch)
        for second in self._second(batch, found) if self.twice else ():
            try:
                others = self._asked(second)
            except EngineError:
                break
            for text, other in others.items():
                if other.proposal and other.faults.weight < found[text].faults.weight:
                    found[text] = other
        return {text: _noted(answer) for text, answer in found.items()}

    def _asked(self, batch: Batch) -> dict[str, Answer]:
        if isinstance(self.engine, Paid):
            return self._paid(self.engine, batch)
        with self.gate.passed():
            proposals = _translated(self.engine, batch)
        return {text: self._judged(text, each, self.engine.name) for text, each in proposals.items()}

    def _paid(self, engine: Paid, batch: Batch) -> dict[str, Answer]:
        keys = {text: key(engine.stamp, batch, text) for text in batch.texts}
        known = self.ledger.known(keys.values())
        found = {
            text: self._judged(text, _proposal(known[each]), STORE) for text, each in keys.items() if each in known
        }
        rest = replace(batch, texts=tuple(text for text in batch.texts if text not in found))
        for request in engine.requests(rest):
            with self.gate.passed():
                proposals = self._bought(engine, request, keys)
            found |= {text: self._judged(text, each, engine.name) for text, each in proposals.items()}
        return {text: found.get(text) or Answer(None, engine.name) for text in batch.texts}

    def _bought(self, engine: Paid, request: Batch, keys: Mapping[str, str]) -> dict[str, Proposal | None]:
        characters = sum(map(engine.billed, request.texts))
        self.budget.take(characters, second=request.again)
        number = self.ledger.asking(characters)
        try:
            proposals = _translated(engine, request)
        except Exception as error:  # whatever it is: it is noted here, and goes on to whoever asked
            if not request.again:  # else what was refused may be no more than the other way of asking
                self.gate.shut()
            if isinstance(error, AnswerError):
                self.ledger.answered(number, {})
            elif not isinstance(error, CutOffError):  # which stays noted as under way
                self.ledger.refused(number)
            raise
        # An empty answer is asked for anew in the next run, but only one that is a first.
        kept = {
            keys[text]: each.translation if each else "" for text, each in proposals.items() if each or request.again
        }
        self.ledger.answered(number, kept)
        return proposals

    def _judged(self, text: str, proposal: Proposal | None, origin: str) -> Answer:
        if not self.careful:
            return Answer(proposal, origin)
        if proposal is None:
            return Answer(None, origin, _EMPTY)
        whole = replace(proposal, translation=mended(text, proposal.translation))
        return Answer(whole, origin, self.judge.faults(text, whole.translation))

    def _second(self, batch: Batch, found: Mapping[str, Answer]) -> Iterator[Batch]:
        """Yield how broken texts are asked for once more: in another way, or with the terms that were missed."""
        broken = {text: answer.faults for text, answer in found.items() if answer.faults}
        facts = [text for text, faults in broken.items() if len(faults.said) > len(faults.terms)]
        rest = {text: faults.terms for text, faults in broken.items() if text not in facts}
        for texts, terms in [(facts, ()), *_by_terms(rest)]:
            second = replace(batch, texts=tuple(texts), again=True, terms=terms)
            if texts and isinstance(self.engine, Careful) and self.engine.can_again(second):
                yield second


def _translated(engine: Engine, batch: Batch) -> dict[str, Proposal | None]:
    """Return what an engine answers to each text, without what neither the ledger nor a PO file could hold."""
    answers = zip(batch.texts, engine.translate(batch), strict=True)
    return {text: _whole(each) if each else None for text, each in answers}


def _whole(proposal: Proposal) -> Proposal | None:
    translation = writable(proposal.translation)
    return replace(proposal, translation=translation) if translation.strip() else None


def _by_terms(
    texts: Mapping[str, tuple[tuple[str, str], ...]],
) -> Iterator[tuple[list[str], tuple[tuple[str, str], ...]]]:
    """Yield texts together with the few terms that they miss, as many texts at a time as share them."""
    some: list[str] = []
    named: dict[tuple[str, str], None] = {}
    for text, terms in sorted(texts.items(), key=lambda pair: pair[1]):
        together = named | dict.fromkeys(terms[:_TERMS])
        if some and len(together) > _TERMS:
            yield some, tuple(named)
            some, together = [], dict.fromkeys(terms[:_TERMS])
        some.append(text)
        named = together
    if some:
        yield some, tuple(named)


def _proposal(translation: str) -> Proposal | None:
    return Proposal(translation) if translation else None


def _noted(answer: Answer) -> Answer:
    """Return an answer as it is written: with what is broken in its note, or not at all where placeholders are."""
    if not answer.proposal or not answer.faults:
        return answer
    if answer.faults.unfit:
        return answer._replace(proposal=None)
    note = "; ".join(filter(None, [answer.proposal.note, f"check this: {', '.join(answer.faults.said)}"]))
    return answer._replace(proposal=replace(answer.proposal, note=note))

"""Asking: what becomes of a batch, with nothing paid twice and nothing lost.

A worker looks into the store of paid drafts, asks for the rest, and has each answer in the store before it asks for
anything else. What comes back broken is asked for once more, and the better of the two answers counts. A request that
is not taken is asked for in halves, until it is known for which text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from harztool.drafts.budget import Budget
from harztool.drafts.buying import Ledger, Purchase
from harztool.drafts.halving import Refusals, halved, untaken
from harztool.drafts.judging import Faults, Judge
from harztool.drafts.mending import mended
from harztool.drafts.noting import note
from harztool.drafts.seconds import Terms, in_vain, keys, paid, seconds
from harztool.drafts.workers import Gate
from harztool.engines import Batch, Careful, Engine, Paid
from harztool.engines.tags import writable
from harztool.errors import AnswerError, CutOffError, EngineError, FileError, RefusedError
from harztool.model import Proposal

STORE = "store"
_EMPTY = Faults(unfit=True, said=("the answer is empty",))


class Answer(NamedTuple):
    """What is proposed for a text, where it comes from (the store, or an engine), and what is broken in it.

    `lost` tells why nothing is proposed where there could be something, and the way out.
    """

    proposal: Proposal | None
    origin: str
    faults: Faults = Faults()
    lost: str = ""


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
    refusals: Refusals = field(default_factory=Refusals)
    # The numbers of the requests whose answers are not in the ledger, as it could not be written.
    unkept: list[int] = field(default_factory=list)
    careful: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "careful", isinstance(self.engine, Careful))

    def answers(self, batch: Batch) -> Mapping[str, Answer]:
        """Return what is proposed for each text of a batch; may be called from several threads at once.

        Raises `EngineError` when the engine refuses; what had been answered by then is in the store. Asking once more
        is a courtesy: where that is refused, the first answers stand, with a note.
        """
        found = self._asked(batch)
        broken = {text: answer.faults for text, answer in found.items()}
        tries = list(seconds(self.engine, batch, broken)) if self.twice else []
        owed = {text for second, _ in tries for text in second.texts}
        for second, own in tries:
            try:
                others = self._asked(second, own)
            except EngineError:
                break
            except FileError as error:
                self.gate.shut(error)
                break
            for text, other in others.items():
                if other.proposal and other.faults.weight < found[text].faults.weight:
                    found[text] = other
            owed -= others.keys()
        useless = {text: each.proposal for text, each in found.items() if each.faults.unfit and text not in owed}
        self.keep_useless(batch.language, {text: each.translation for text, each in useless.items() if each})
        return {text: _noted(answer) for text, answer in found.items()}

    def _asked(self, batch: Batch, own: Mapping[str, Terms] = MappingProxyType({})) -> dict[str, Answer]:
        if isinstance(self.engine, Paid):
            return self._paid(self.engine, batch, keys(self.engine, batch, own))
        with self.gate.passed():
            proposals = _told(batch, self.engine.translate(batch))
        return {text: self._judged(text, each, self.engine.name) for text, each in proposals.items()}

    def _paid(self, engine: Paid, batch: Batch, by: Mapping[str, str]) -> dict[str, Answer]:
        known = paid(self.ledger, batch, by)
        found = {text: self._judged(text, _proposal(each), STORE) for text, each in known.items()}
        rest = replace(batch, texts=tuple(text for text in batch.texts if text not in found))
        for request in engine.requests(rest):
            for answers in self._answered(engine, request, by):
                found |= answers
                if self.gate.fault:  # nothing more is asked, and what was answered is not lost
                    return {text: found.get(text) or Answer(None, engine.name) for text in batch.texts}
        return {text: found.get(text) or Answer(None, engine.name) for text in batch.texts}

    def _answered(self, engine: Paid, request: Batch, by: Mapping[str, str]) -> Iterator[dict[str, Answer]]:
        """Yield what is answered to a request, or to the parts of it that are taken, and what is to be told of others.

        One that asks once more is not asked for in parts.
        """

        def ask(part: Batch) -> dict[str, Proposal | None]:
            with self.gate.passed():
                return self._bought(engine, part, by)

        for part, said in [(request, ask(request))] if request.again else halved(request, ask):
            if isinstance(said, RefusedError):
                told = untaken(engine.name, len(part.texts), said.reason)
                yield dict.fromkeys(part.texts, Answer(None, engine.name, lost=told))
            else:
                yield {text: self._judged(text, each, engine.name) for text, each in said.items()}

    def _bought(self, engine: Paid, request: Batch, by: Mapping[str, str]) -> dict[str, Proposal | None]:
        purchase = Purchase(self.budget, self.ledger, sum(map(engine.billed, request.texts)), request.again)
        purchase.begin()
        try:
            proposals = _told(request, engine.bought(request, purchase.repeat))
        except RefusedError as error:
            purchase.refused(in_parts=len(request.texts) > 1 and not request.again)
            if not request.again:
                self._refused(error)
            raise
        except Exception as error:  # whatever it is: it is noted here, and goes on to whoever asked
            if not request.again:  # else what was refused may be no more than the other way of asking
                self.gate.shut()
            if isinstance(error, AnswerError):
                purchase.answered({})
            elif not isinstance(error, CutOffError):  # which stays noted as under way
                purchase.refused()
            raise
        self.refusals.taken = True
        # An empty answer is asked for anew in the next run, but only one that is a first.
        texts = {text: each.translation if each else "" for text, each in proposals.items()}
        try:
            purchase.answered({by[text]: each for text, each in texts.items() if each or request.again})
        except FileError as error:  # what is paid for goes to the catalog first; then this is raised
            self.unkept.append(purchase.number)
            self.gate.shut(error)
        return proposals

    def keep_useless(self, language: str, answers: Mapping[str, str]) -> None:
        """Keep what is not written, so that it is not paid for again where only what stands around the text changes."""
        if not answers or not isinstance(self.engine, Paid):
            return
        stamp = self.engine.stamp
        try:
            self.ledger.keep({in_vain(stamp, language, text): answer for text, answer in answers.items()})
        except FileError as error:
            self.gate.shut(error)

    def _refused(self, error: RefusedError) -> None:
        try:
            self.refusals.add(error)
        except EngineError:
            self.gate.shut()
            raise

    def _judged(self, text: str, proposal: Proposal | None, origin: str) -> Answer:
        if not self.careful:
            return Answer(proposal, origin)
        if proposal is None:
            return Answer(None, origin, _EMPTY)
        whole = replace(proposal, translation=mended(text, proposal.translation, self.judge.language))
        return Answer(whole, origin, self.judge.faults(text, whole.translation))


def _told(batch: Batch, answers: Sequence[Proposal | None]) -> dict[str, Proposal | None]:
    """Return what is answered to each text, without what neither the ledger nor a PO file could hold."""
    return {text: _whole(each) if each else None for text, each in zip(batch.texts, answers, strict=True)}


def _whole(proposal: Proposal) -> Proposal | None:
    translation = writable(proposal.translation)
    return replace(proposal, translation=translation) if translation.strip() else None


def _proposal(translation: str) -> Proposal | None:
    return Proposal(translation) if translation else None


def _noted(answer: Answer) -> Answer:
    """Return an answer as it is written: with what is broken in its note, or not at all where placeholders are."""
    if answer.faults.unfit:
        lost = f"came back broken, and is not written: {', '.join(answer.faults.said)}; translate it by hand"
        return answer._replace(proposal=None, lost=lost)
    if not answer.proposal or not answer.faults:
        return answer
    return answer._replace(proposal=replace(answer.proposal, note=note(answer.proposal.note, answer.faults)))

"""A job as it is carried out: what costs nothing first, then the rest, saved from time to time."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.cli.drafting.telling import price

if TYPE_CHECKING:
    from harztool.cli.drafting.jobs import Job
    from harztool.drafts import Answer, Budget
    from harztool.engines import Batch
    from harztool.model import Catalog, Message, Proposal

# Seconds after which a catalog is written; what is paid for is in the ledger before.
_CHECKPOINT = 5.0
# Of so many workers for each request that may be under way, the others look at answers and prepare questions.
_WORKERS = 2


@dataclass(slots=True)
class Outcome:
    """What became of a plan: how many messages came from where, what is broken, and what was sent.

    `unchanged` are drafts that were asked for anew and came out as they were, `lost` messages whose draft
    could not be written, `unfit` those that were not to be sent, `rejected` those whose draft a person had rejected.
    `finished` says whether all that was planned was done.
    """

    language: str
    file: str
    engine: str
    given: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0
    broken: int = 0
    lost: int = 0
    unfit: int = 0
    rejected: int = 0
    untranslated: int = 0
    texts: int = 0
    characters: int = 0
    price: float = 0.0
    finished: bool = False

    @property
    def drafted(self) -> int:
        """How many messages have a draft now that had none before, or another one."""
        return sum(self.given.values())


class Run:
    """A job that is carried out: first what costs nothing, then the rest; from time to time the catalog is saved.

    `advance` is told how many more messages are done, and how many characters were sent in all. What was finished
    before a failure is saved, and is in `outcome`.
    """

    def __init__(self, job: Job, budget: Budget, advance: Callable[[int, int], None]) -> None:
        from harztool import drafts

        self.job, self.budget, self.advance = job, budget, advance
        # The catalog as it was found at the last time of writing, and as it is behind it.
        self.found = self.catalog = job.catalog
        rejected = sum(each.rejected for each in job.plan.left_out)
        unfit = len(job.plan.left_out) - rejected
        self.made = Outcome(job.language, job.file, job.engine.name, unfit=unfit, rejected=rejected)
        self.messages: dict[str, list[Message]] = {}
        for message in job.plan.messages:
            self.messages.setdefault(message.source, []).append(message)
        # What is to be written, by text: the proposal, the engine that it is of, and where it comes from.
        self.waiting: dict[str, tuple[Proposal, str, str]] = {}
        self.broken: set[str] = set()
        self.given: set[str] = set()
        # The texts that have no draft to be written, and what is to be told of that.
        self.lost: dict[str, str] = {}
        # The drafts that a person had rejected, by text, as far as they are of the engine.
        self.rejected: dict[str, str] = {}
        self.saved_at = time.monotonic()
        self.before = self.sent = 0
        options = job.store.config.drafts
        gate = drafts.Gate(options.concurrency)
        self.desk = drafts.Desk(job.engine, job.judge, job.ledger, budget, gate, options.second_try)

    def free(self) -> None:
        """Write what the memory and the store have."""
        from harztool import drafts

        if self.job.plan.messages:
            self.job.ledger.note_terms(self.job.language, drafts.entries(self.job.terms, self.job.language))
        with self._saving():
            remembered = self.job.plan.remembered
            self._keep("memory", {text: (proposal, "memory") for text, proposal in remembered.items()})
            self.advance(self._count(remembered), 0)
            self._ask(self.job.plan.free)

    def rest(self) -> None:
        """Ask the engine for all else, and write that."""
        from harztool import drafts

        with self._saving():
            self._ask(self.job.plan.rest)
        self.desk.keep_useless(self.job.language, self.rejected)
        self.made.finished = True
        if self.job.concerned and self.given.issuperset(self.messages):
            self.job.ledger.forget_terms(self.job.language, drafts.entries(self.job.terms, self.job.language))

    @property
    def taken(self) -> bool:
        """Whether the engine took something, or refused nothing."""
        return self.desk.refusals.taken or self.desk.refusals.error is None

    def require_taken(self) -> None:
        """Make sure that the engine took something, if it refused anything.

        Raises `EngineError` that names the settings otherwise.
        """
        self.desk.refusals.require_taken()

    def _ask(self, batches: Sequence[Batch]) -> None:
        from harztool import drafts

        def waiting() -> None:
            talk.say("Interrupted; waiting for the answers that are under way, as they are paid for.")

        width = _WORKERS * self.job.store.config.drafts.concurrency
        gate = self.desk.gate
        try:
            for _, answers in drafts.asked(batches, self.desk.answers, width, gate.shut, waiting):
                self._take(answers)
                self.advance(self._count(answers), self.budget.sent - self.before)
        except drafts.StoppedError:
            if gate.fault is None:
                raise
        if gate.fault:
            raise gate.fault

    def _take(self, answers: Mapping[str, Answer]) -> None:
        from harztool.drafts import STORE

        name = self.job.engine.name
        self.broken |= {text for text, answer in answers.items() if answer.proposal and answer.faults}
        for origin in (STORE, name):
            some = {text: answer for text, answer in answers.items() if answer.origin == origin}
            self._keep(origin, {text: (each.proposal, name) for text, each in some.items() if each.proposal})
        self.lost |= {text: answer.lost for text, answer in answers.items() if answer.lost}
        self.made.lost = self._count(self.lost)
        if time.monotonic() - self.saved_at > _CHECKPOINT:
            self._save()

    def _keep(self, origin: str, proposals: Mapping[str, tuple[Proposal, str]]) -> None:
        self.waiting.update({text: (*each, origin) for text, each in proposals.items()})
        self.made.given.setdefault(origin, 0)
        if origin == self.job.engine.name:
            self.made.texts += len(proposals)

    def _count(self, texts: Collection[str]) -> int:
        return sum(len(self.messages[text]) for text in texts)

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """Save what came in, and count what was sent, however the block ends."""
        self.before = self.budget.sent
        try:
            yield
        finally:
            self.sent += self.budget.sent - self.before
            self._save()
            # They are in the catalog now, and nobody is to be told that they are lost.
            self.job.ledger.came(self.desk.unkept)

    def _save(self) -> None:
        """Write the drafts that came in since the last time, if any, into the catalog as people have left it."""
        if self.waiting:
            self.job.store.change_catalog(self.job.language, self._drafted)
            self._tally()
            self.given.update(self.waiting)
            self.waiting.clear()
            self.saved_at = time.monotonic()

    def _drafted(self, now: Catalog | None) -> Catalog:
        from harztool import drafts

        self.found = self.catalog = now or self.catalog
        for engine in dict.fromkeys(engine for _, engine, _ in self.waiting.values()):
            texts = {text: proposal for text, (proposal, by, _) in self.waiting.items() if by == engine}
            pairs = [(message, proposal) for text, proposal in texts.items() for message in self.messages[text]]
            messages, proposals = [each for each, _ in pairs], [each for _, each in pairs]
            self.catalog = drafts.drafted(self.catalog, messages, proposals, engine, self.job.plan.anew)
        return self.catalog

    def _tally(self) -> None:
        """Count what has really been written: a person may have been faster."""
        wanted = {message.key for text in self.waiting for message in self.messages[text]}
        for old, new in zip(self.found.messages, self.catalog.messages, strict=True):
            if new.key not in wanted:
                continue
            proposal, engine, origin = self.waiting[new.source]
            written = new != old
            same = new.by_machine and new.draft and new.translation == proposal.translation == old.translation
            self.made.given[origin] += written and not same
            self.made.unchanged += same
            self.made.broken += new.source in self.broken and (written or same)
            if new.untranslated and new.rejects(proposal.translation):
                self.made.rejected += 1
                self.rejected |= {new.source: proposal.translation} if engine == self.job.engine.name else {}

    @property
    def outcome(self) -> Outcome:
        """What has become of the job so far."""
        self.made.characters = self.sent
        self.made.price = price(self.job.store, self.sent)
        self.made.untranslated = sum(message.untranslated for message in self.catalog.messages)
        return self.made

"""What `harztool translate` and `harztool cost` share: the plan of each language, and how it is carried out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harztool.cli import talk

if TYPE_CHECKING:
    from harztool.drafts import Answer, Budget, Concerned, Desk, Plan
    from harztool.engines import Engine
    from harztool.model import Catalog, Message, Proposal, Term
    from harztool.store import Ledger, Store

# Seconds after which a catalog is written; what is paid for is in the ledger before.
_CHECKPOINT = 5.0
# Of so many workers for each request that may be under way, the others look at answers and prepare questions.
_WORKERS = 2


@dataclass(slots=True)
class Job:
    """What is to be done for a language, and with what."""

    store: Store
    language: str
    catalog: Catalog
    terms: tuple[Term, ...]
    engine: Engine
    ledger: Ledger
    plan: Plan
    concerned: Concerned | None = None


@dataclass(slots=True)
class Outcome:
    """What became of a plan: how many messages came from where, what is broken, and what was sent."""

    language: str
    file: str
    engine: str
    given: dict[str, int] = field(default_factory=dict)
    broken: int = 0
    lost: int = 0
    untranslated: int = 0
    texts: int = 0
    characters: int = 0
    price: float = 0.0

    @property
    def drafted(self) -> int:
        """How many messages have a draft now that had none before, or another one."""
        return sum(self.given.values())


def jobs(
    store: Store, name: str, languages: Sequence[str], ledger: Ledger, *, only_plan: bool, refresh: bool
) -> list[Job]:
    """Return what is to be done for each language.

    Raises `EngineError` where the engine can't be asked, unless only a plan is wanted.
    """
    from harztool import drafts, engines
    from harztool.cli import project

    make = engines.planning(name) if only_plan else engines.named(name)
    terms = project.terms(store)
    found = []
    for language in languages:
        catalog = project.catalog(store, language)
        memory = project.memory(store, language, catalog)
        engine = make(store.config, language, terms, memory)
        concerned = drafts.concerned(catalog, terms, language, _before(ledger, language)) if refresh else None
        anew = concerned.machines if concerned else None
        plan = drafts.planned(catalog, language, engine, memory, ledger, store.config.drafts.context, anew)
        found.append(Job(store, language, catalog, terms, engine, ledger, plan, concerned))
    return found


def _before(ledger: Ledger, language: str) -> Mapping[str, str]:
    noted = ledger.terms(language)
    return dict(json.loads(noted)) if noted else {}


def budget(store: Store, ledger: Ledger) -> Budget:
    """Return what may still be sent."""
    from harztool import drafts

    options = store.config.drafts
    return drafts.Budget(options.max_characters, options.max_characters_per_month, ledger.sent())


def done(job: Job, budget: Budget, advance: Callable[[int, int], None]) -> Outcome:
    """Carry out a plan, and return what became of it; what was finished before a failure is saved.

    `advance` is told how many more messages are done, and how many characters were sent in all.
    """
    from harztool import drafts

    options = job.store.config
    judge = drafts.Judge(job.terms, job.language, options.source)
    gate = drafts.Gate(options.drafts.concurrency)
    desk = drafts.Desk(job.engine, judge, job.ledger, budget, gate, options.drafts.second_try)
    run = _Run(job, budget, budget.sent)
    try:
        run.keep("memory", {text: (proposal, "memory") for text, proposal in job.plan.remembered.items()})
        advance(run.last, 0)
        for answers in _answers(job, desk):
            run.take(answers)
            advance(run.last, run.characters)
    finally:
        run.save()
    job.ledger.note_terms(job.language, json.dumps(drafts.entries(job.terms, job.language), ensure_ascii=False))
    return run.outcome()


def _answers(job: Job, desk: Desk) -> Iterator[Mapping[str, Answer]]:
    from harztool import drafts

    def waiting() -> None:
        talk.say("Interrupted; waiting for the answers that are under way, as they are paid for.")

    width = _WORKERS * job.store.config.drafts.concurrency
    for _, answers in drafts.asked(job.plan.batches, desk.answers, width, desk.gate.shut, waiting):
        yield answers


class _Run:
    """A catalog that drafts are written into, and from time to time saved."""

    def __init__(self, job: Job, budget: Budget, before: int) -> None:
        self.job, self.budget, self.before = job, budget, before
        self.catalog = job.catalog
        self.made = Outcome(job.language, job.store.name(job.store.catalog_path(job.language)), job.engine.name)
        self.messages: dict[str, list[Message]] = {}
        for message in job.plan.messages:
            self.messages.setdefault(message.source, []).append(message)
        self.waiting: dict[str, tuple[Proposal, str]] = {}
        self.saved_at = time.monotonic()
        self.last = 0

    @property
    def characters(self) -> int:
        return self.budget.sent - self.before

    def take(self, answers: Mapping[str, Answer]) -> None:
        from harztool.drafts import STORE

        name = self.job.engine.name
        for origin in (STORE, name):
            some = {text: answer for text, answer in answers.items() if answer.origin == origin}
            self.keep(origin, {text: (each.proposal, name) for text, each in some.items() if each.proposal})
        written = [answer for answer in answers.values() if answer.proposal]
        self.made.broken += sum(bool(answer.faults) for answer in written)
        self.made.lost += sum(answer.faults.unfit for answer in answers.values() if not answer.proposal)
        self.last = sum(len(self.messages[text]) for text in answers)
        if time.monotonic() - self.saved_at > _CHECKPOINT:
            self.save()

    def keep(self, origin: str, proposals: Mapping[str, tuple[Proposal, str]]) -> None:
        self.waiting.update(proposals)
        self.last = sum(len(self.messages[text]) for text in proposals)
        self.made.given[origin] = self.made.given.get(origin, 0) + self.last
        if origin == self.job.engine.name:
            self.made.texts += len(proposals)

    def save(self) -> None:
        """Write the drafts that came in since the last time, if any, into the catalog as people have left it."""
        if self.waiting:
            self.job.store.change_catalog(self.job.language, self._drafted)
            self.waiting.clear()
            self.saved_at = time.monotonic()

    def _drafted(self, now: Catalog | None) -> Catalog:
        from harztool import drafts

        self.catalog = now or self.catalog
        for engine in dict.fromkeys(engine for _, engine in self.waiting.values()):
            texts = {text: proposal for text, (proposal, by) in self.waiting.items() if by == engine}
            pairs = [(message, proposal) for text, proposal in texts.items() for message in self.messages[text]]
            messages, proposals = [each for each, _ in pairs], [each for _, each in pairs]
            self.catalog = drafts.drafted(self.catalog, messages, proposals, engine, self.job.plan.anew)
        return self.catalog

    def outcome(self) -> Outcome:
        self.made.characters = self.characters
        self.made.price = price(self.job.store, self.characters)
        self.made.untranslated = sum(message.untranslated for message in self.catalog.messages)
        return self.made


def price(store: Store, characters: int) -> float:
    """Return what characters cost, by the price of the settings."""
    return characters * store.config.drafts.price / 1_000_000

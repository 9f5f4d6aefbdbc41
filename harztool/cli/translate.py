"""`harztool translate`: drafts for what has no translation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone

if TYPE_CHECKING:
    from harztool.cli.drafting import Job, Outcome, Run
    from harztool.model import Catalog
    from harztool.store import Ledger, Store

# How many messages are named of those that nothing came of, where that is for another reason.
_SHOWN = 5
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures for programs.")]


@app.command()
@alone
def translate(
    lang: Languages = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", "-e", metavar="NAME", help="By default deepl where DEEPL_AUTH_KEY is set, or memory."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Only tell what would be sent, and its price.")
    ] = False,
    refresh_glossary: Annotated[
        bool, typer.Option("--refresh-glossary", help="Draft anew what does not follow the glossary; see below.")
    ] = False,
    as_json: AsJson = False,
    root: Root = HERE,
) -> None:
    """Draft what has no translation yet.

    A draft is fuzzy until a person has reviewed it and removed that word. What has been reviewed before is taken from
    there, and what has been paid for is never paid for again. A message that has a translation is never touched.

    With --refresh-glossary the drafts are listed that do not follow glossary.csv as it is now, with their cost; those
    that are still the machine's are drafted anew, whichever engine they are of.
    """
    from harztool.cli import cost, drafting

    store, name, languages = drafting.ready(root, lang, engine)
    ledger = store.ledger(only_reads=dry_run)
    try:
        jobs = drafting.jobs(store, name, languages, ledger, only_plan=dry_run, refresh=refresh_glossary)
        if refresh_glossary and not as_json:
            drafting.list_concerned(jobs)
        if dry_run:
            cost.tell(store, jobs, as_json=as_json)
            return
        _tell_lost(store, ledger, "An earlier run left {} without an answer")
        drafting.name_unfit(jobs)
        for job in jobs:
            _renote(job)
        _draft(store, jobs, ledger, as_json=as_json)
    finally:
        ledger.close()


def _renote(job: Job) -> None:
    """Bring the notes of what is broken in drafts up to date with the glossary."""
    from harztool import drafts
    from harztool.wording import number

    def made(now: Catalog | None) -> Catalog:
        return drafts.renoted(now or job.catalog, job.judge)

    pairs = zip(job.catalog.messages, made(job.catalog).messages, strict=True)
    if changed := sum(old != new for old, new in pairs):
        job.store.change_catalog(job.language, made)
        talk.say(f"{job.file}: {number(changed, 'note')} of what is broken brought up to date with the glossary")


def _draft(store: Store, jobs: Sequence[Job], ledger: Ledger, *, as_json: bool) -> None:
    """Carry out the jobs, and tell what was done, whatever ends that."""
    from harztool.cli import drafting
    from harztool.cli.bars import bars

    budget = drafting.budget(store, ledger)
    messages = {job.language: len(job.plan.messages) - len(job.plan.left_out) for job in jobs}
    runs: list[drafting.Run] = []
    try:
        with bars(messages, lambda characters: drafting.money(store, characters)) as begun:
            runs.extend(drafting.Run(job, budget, begun(job.language)) for job in jobs)
            for run in runs:
                run.free()
            budget.plan(sum(job.plan.characters for job in jobs))
            for run in runs:
                run.rest()
        for run in runs:
            run.require_taken()
    finally:
        for run in runs:
            _name_lost(run)
        _tell(store, runs, as_json=as_json)
        _tell_lost(store, ledger, "{} got no answer")


def _tell(store: Store, runs: Sequence[Run], *, as_json: bool) -> None:
    for run in runs:
        talk.say(_summary(store, run.outcome))
    if as_json:
        talk.show(json.dumps([_object(run) for run in runs], ensure_ascii=False))


def _object(run: Run) -> dict[str, Any]:
    from harztool.cli import drafting

    made = run.outcome
    return {**asdict(made), "drafted": made.drafted, "concerned": list(drafting.concerned(run.job))}


def _name_lost(run: Run) -> None:
    """Name the messages that have no draft to be written, each with its page, the reason, and the way out."""
    from harztool.cli import drafting

    told = [(message, said) for text, said in run.lost.items() for message in run.messages[text]]
    # Where nothing at all was taken it is not for these, and a few of them tell enough.
    shown = told if run.taken else told[:_SHOWN]
    for message, said in shown:
        talk.say(f"{drafting.place(run.job, message.places[:1], message.source)} {said}.")
    if more := len(told) - len(shown):
        talk.say(f"{run.job.file}: so it is with {more} more.")


def _summary(store: Store, outcome: Outcome) -> str:
    from harztool.cli import drafting
    from harztool.drafts import STORE

    others = {"memory": "from memory", STORE: "paid for before", outcome.engine: f"by {outcome.engine}"}
    told = [f"{count} {others[origin]}" for origin, count in outcome.given.items() if count]
    only = told[0].partition(" ")[2] if told else f"by {outcome.engine}"
    ways = f" ({', '.join(told)})" if len(told) > 1 else f" {only}"
    said = f"{outcome.file}: {outcome.drafted} drafted{ways}, {outcome.untranslated} untranslated"
    if outcome.characters:
        said += f"; {outcome.characters:,} characters, {drafting.about(store, outcome.characters)}"
    if outcome.unchanged:
        said += f"; {outcome.unchanged} came out as they were"
    if outcome.broken:
        said += f"; {outcome.broken} with a note of what is broken"
    if outcome.lost:
        said += f"; {outcome.lost} not written, as named above"
    if outcome.rejected:
        said += f"; {outcome.rejected} left as they are, as their draft was rejected before"
    if outcome.unfit:
        said += f"; {outcome.unfit} not sent, as named above"
    return said


def _tell_lost(store: Store, ledger: Ledger, how: str) -> None:
    """Tell what was sent without an answer, in a run that was cut off or where a connection was."""
    from harztool.cli import drafting

    if talk.quiet:
        return  # it is told only once, so that it waits for a run that tells it
    requests, characters = ledger.lost()
    if requests:
        what = f"{characters:,} characters in {requests} request{'s' * (requests > 1)}"
        talk.say(
            f"{how.format(what)}; they may be billed all the same, and then twice: {drafting.about(store, characters)}."
        )

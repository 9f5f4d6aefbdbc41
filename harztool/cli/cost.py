"""`harztool cost`: what drafting would send, and what that would cost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.columns import columns

if TYPE_CHECKING:
    from harztool.cli.drafting import Job
    from harztool.drafts import Budget, Row
    from harztool.engines import Quota
    from harztool.store import Store

_COLUMNS = (
    "language",
    "page",
    "messages",
    "memory",
    "store",
    "doubles",
    "texts",
    "unfit",
    "characters",
    "saved",
    "price",
)
# What a narrow terminal does without, from the first on.
_SPARE = ("unfit", "doubles", "store", "memory", "saved", "messages", "texts")


@app.command()
def cost(
    lang: Languages = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            "-e",
            metavar="NAME",
            help="The engine that would draft; by default that of the settings, or deepl.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures for programs.")] = False,
    root: Root = HERE,
) -> None:
    """Tell what drafting would send and cost, per language and page; nothing is sent.

    Messages come from what has been reviewed (memory), from what is paid for (store), or share their text with another
    (doubles); the rest is sent, but for what no request can hold, came back broken before, or was rejected (unfit).
    Characters are those that are billed. The quota is asked live where a key is set. A narrow terminal shows the most
    important columns; --json has all.
    """
    from harztool.cli import drafting

    store, name, languages = drafting.ready(root, lang, engine, unless="deepl")
    ledger = store.ledger(only_reads=True)
    try:
        tell(store, drafting.jobs(store, name, languages, ledger, only_plan=True, refresh=False), as_json=as_json)
    finally:
        ledger.close()


def tell(store: Store, jobs: Sequence[Job], *, as_json: bool) -> None:
    """Tell what some jobs would send, what that costs, and what is left of limits and quota."""
    from harztool import drafts
    from harztool.cli import drafting
    from harztool.engines import Paid

    found = [(job.language, drafts.rows(job.plan)) for job in jobs]
    totals = [drafts.total(rows, language) for language, rows in found]
    whole = drafts.total(totals)
    budget = drafting.budget(store, jobs[0].ledger)
    quota, said = _quota(jobs) if isinstance(jobs[0].engine, Paid) else (None, "")
    if as_json:
        talk.show(_object(store, jobs, [row for _, rows in found for row in rows], [*totals, whole], budget, quota))
        return
    lines = [_line(store, row) for (_, rows), summed in zip(found, totals, strict=True) for row in (*rows, summed)]
    talk.show(columns([_COLUMNS, *lines, _line(store, whole)], 2, _SPARE))
    talk.say(
        f"{whole.characters:,} characters would be sent, {drafting.about(store, whole.characters)}; "
        f"memory, store and doubles save {whole.saved:,}."
    )
    if twice := _second_tries(jobs):
        most = f"at most {twice:,} characters, {drafting.about(store, twice)}, more"
        talk.say(f"Drafts that come back broken are asked for once more: {most}.")
    drafting.name_unfit(jobs)
    for sentence in filter(None, [said, *_limits(budget, whole.characters)]):
        talk.say(sentence)


def _second_tries(jobs: Sequence[Job]) -> int:
    """Return how many characters are sent once more if all first answers come back broken."""
    from harztool.engines import Paid

    some = [job for job in jobs if isinstance(job.engine, Paid) and job.store.config.drafts.second_try]
    return sum(job.plan.sizes[text] for job in some for text in job.plan.texts if text not in job.plan.again)


def _quota(jobs: Sequence[Job]) -> tuple[Quota | None, str]:
    """Return what is left of the account, and the sentence that tells it, or why it can't be told."""
    from harztool.engines import Paid
    from harztool.errors import EngineError

    engine = jobs[0].engine
    assert isinstance(engine, Paid)  # noqa: S101 - the caller has looked
    try:
        quota = engine.quota()
    except EngineError as error:
        return None, f"What is left of the account can't be told: {error}"
    if quota is None:
        return None, "What is left of the account is not known: no key is set, or the account has no limit."
    needed = sum(job.plan.characters for job in jobs)
    short = f"; {needed - quota.left:,} are missing" if needed > quota.left else ""
    return quota, f"The account has {quota.left:,} of {quota.limit:,} characters left{short}."


def _limits(budget: Budget, characters: int) -> Sequence[str]:
    from harztool.errors import LimitError

    try:
        budget.check(characters)
    except LimitError as error:
        return [str(error)]
    return []


def _line(store: Store, row: Row) -> tuple[str, ...]:
    from harztool.cli import drafting

    cells = {**asdict(row), "page": row.page or "(all)", "language": row.language or "(all)"}
    cells["price"] = f"{drafting.money(store, row.characters)}"
    return tuple(str(cells[name]) for name in _COLUMNS)


def _object(
    store: Store,
    jobs: Sequence[Job],
    rows: Sequence[Row],
    totals: Sequence[Row],
    budget: Budget,
    quota: Quota | None,
) -> str:
    from harztool.cli import drafting

    def row(each: Row) -> dict[str, Any]:
        return {**asdict(each), "price": round(drafting.price(store, each.characters), 6)}

    whole = {
        "currency": store.config.drafts.currency,
        "pages": [row(each) for each in rows],
        "languages": [row(each) for each in totals[:-1]],
        "total": row(totals[-1]),
        "second_tries_at_most": _second_tries(jobs),
        "concerned": [each for job in jobs for each in drafting.concerned(job)],
        "unfit": [{"language": job.language, **each._asdict()} for job in jobs for each in job.plan.left_out],
        "sent_this_month": budget.sent_this_month,
        "max_characters": budget.run,
        "max_characters_per_month": budget.month,
        "quota": {"used": quota.used, "limit": quota.limit, "left": quota.left} if quota else None,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)

"""What is told of a job: what it costs, where a message stands, what is left out, and what an edit concerns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from harztool.cli import talk

if TYPE_CHECKING:
    from harztool.cli.drafting.jobs import Job
    from harztool.model import Message
    from harztool.store import Store

# A price below this is told as less than it.
_LEAST = 0.01


def price(store: Store, characters: int) -> float:
    """Return what characters cost, by the price of the settings."""
    return characters * store.config.drafts.price / 1_000_000


def money(store: Store, characters: int) -> str:
    """Return what characters cost, as an editor reads it in a table: what is less than a cent is not nothing."""
    amount, currency = price(store, characters), store.config.drafts.currency
    return f"<0.01 {currency}" if 0 < amount < _LEAST else f"{amount:,.2f} {currency}"


def about(store: Store, characters: int) -> str:
    """Return what characters cost, as an editor reads it in a sentence."""
    said = money(store, characters)
    return f"less than {said[1:]}" if said.startswith("<") else f"about {said}"


def place(job: Job, pages: Sequence[str], text: str) -> str:
    """Return where a message stands, as an editor finds it: its file, how it begins, and its first page."""
    from harztool import msgid

    begun = shorten(msgid.plain(text), 60, placeholder=" …")
    return f"{job.file}: {begun!r} on {next(filter(None, pages), 'no page')}"


def name_unfit(jobs: Sequence[Job]) -> None:
    """Name the messages that are not to be sent, each with its page, its size, and the way out.

    Whose draft was rejected is known to whoever did it.
    """
    for job in jobs:
        for each in job.plan.left_out:
            if not each.rejected:
                what = f"{place(job, [each.page], each.text)} has {each.characters:,} characters"
                talk.say(f"{what}, and is {each.why}.")


def concerned(job: Job) -> Iterator[dict[str, Any]]:
    """Yield the messages that an edit of the glossary concerns, with what each costs; a person's is left alone."""
    if job.concerned is None:
        return
    sent = frozenset(job.plan.texts)
    for message in job.concerned.machines:
        size = job.plan.sizes[message.source] if message.source in sent else 0
        yield _concerned(job, message, characters=size, left_alone=False)
    for message in job.concerned.persons:
        yield _concerned(job, message, characters=0, left_alone=True)


def _concerned(job: Job, message: Message, **more: Any) -> dict[str, Any]:
    page = message.places[0] if message.places else ""
    by = message.provenance[0] if message.provenance else ""
    return {"language": job.language, "page": page, "text": message.source, "drafted_by": by, **more}


def list_concerned(jobs: Sequence[Job]) -> None:
    """List the messages that an edit of the glossary concerns, with their cost."""
    for job in jobs:
        for each in concerned(job):
            by = each["drafted_by"]
            other = f"; drafted by {by}" if by != job.engine.name else ""
            what = "left alone: a person's" if each["left_alone"] else f"{each['characters']} characters{other}"
            talk.show(f"{job.file}: {each['text']} ({what})")

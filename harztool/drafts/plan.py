"""The plan before a spend: what of a catalog needs a draft, and how much of that is known, paid for, or to be sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from harztool import msgid
from harztool.drafts.asking import Ledger, key
from harztool.drafts.groups import CONTEXT, batches
from harztool.drafts.writing import needed
from harztool.engines import Batch, Careful, Engine, Paid
from harztool.memory import Memory
from harztool.model import Catalog, Message, Proposal

SAME = "translated so elsewhere"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for a language.

    `messages` need a draft; `remembered` are the proposals of the memory, by text; `batches` are to be answered, of
    which the texts in `stored` are paid for already. `sizes` are the characters of each text that would be billed,
    and `unfit` the texts that no request can hold. `anew` are the keys of drafts that are to be replaced.
    """

    language: str
    messages: tuple[Message, ...]
    remembered: Mapping[str, Proposal]
    batches: tuple[Batch, ...]
    stored: frozenset[str]
    sizes: Mapping[str, int]
    unfit: frozenset[str] = frozenset()
    anew: frozenset[tuple[str | None, str]] = frozenset()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are to be sent."""
        known = self.stored | self.unfit
        return tuple(text for batch in self.batches for text in batch.texts if text not in known)

    @property
    def characters(self) -> int:
        """How many characters will be billed; texts that come back broken and are asked for once more come on top."""
        return sum(self.sizes[text] for text in self.texts)


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be done for a page, or for more: messages, how many the memory and the store give, what is sent.

    `doubles` are messages whose text is sent once for another. `characters` are billed, `saved` are not.
    """

    language: str
    page: str
    messages: int
    memory: int
    store: int
    doubles: int
    texts: int
    characters: int
    saved: int


def planned(
    catalog: Catalog,
    language: str,
    engine: Engine,
    memory: Memory,
    ledger: Ledger,
    context: int = CONTEXT,
    anew: Sequence[Message] | None = None,
) -> Plan:
    """Return what is to be done for a catalog: drafts where there are none, or else for the messages wanted `anew`.

    >>> from harztool.config import Config
    >>> from harztool.engines import named
    >>> class Nothing:
    ...     def known(self, keys): return {}
    >>> catalog = Catalog((Message("Burg"), Message("Burg", context="menu"), Message("Tor", "gate")))
    >>> plan = planned(catalog, "en", named("memory")(Config(), "en", (), Memory()), Memory(), Nothing())
    >>> [batch.texts for batch in plan.batches], len(plan.messages)
    ([('Burg',)], 2)
    """
    messages = needed(catalog) if anew is None else tuple(anew)
    texts = dict.fromkeys(message.source for message in messages)
    # What a person has reviewed costs nothing; an engine that is no translator proposes what it has.
    remembered = _remembered(texts, memory) if isinstance(engine, Careful) and anew is None else {}
    wanted = [message for message in messages if message.source not in remembered]
    made = tuple(batch for batch, _ in batches(catalog, wanted, language, context=context))
    return Plan(
        language=language,
        messages=messages,
        remembered=remembered,
        batches=made,
        stored=_stored(made, engine, ledger),
        sizes={text: engine.billed(text) for text in texts} if isinstance(engine, Paid) else dict.fromkeys(texts, 0),
        unfit=_unfit(made, engine),
        anew=frozenset(message.key for message in anew or ()),
    )


def _remembered(texts: Iterable[str], memory: Memory) -> dict[str, Proposal]:
    entries = ((text, memory.exact(text)) for text in texts)
    return {
        text: Proposal(entry.translation, SAME)
        for text, entry in entries
        if entry and not any(msgid.faults(text, entry.translation))
    }


def _stored(made: Iterable[Batch], engine: Engine, ledger: Ledger) -> frozenset[str]:
    if not isinstance(engine, Paid):
        return frozenset()
    keys = {key(engine.stamp, batch, text): text for batch in made for text in batch.texts}
    return frozenset(keys[each] for each in ledger.known(keys))


def _unfit(made: Iterable[Batch], engine: Engine) -> frozenset[str]:
    if not isinstance(engine, Paid):
        return frozenset()
    sent = {text for batch in made for request in engine.requests(batch) for text in request.texts}
    return frozenset(text for batch in made for text in batch.texts if text not in sent)


def rows(plan: Plan) -> tuple[Row, ...]:
    """Return what is to be done page by page, in site order; a message counts for the first page it names."""
    pages: dict[str, list[Message]] = {}
    for message in plan.messages:
        pages.setdefault(message.places[0] if message.places else "", []).append(message)
    sent: set[str] = set()
    return tuple(_row(plan, page, messages, sent) for page, messages in pages.items())


def _row(plan: Plan, page: str, messages: Sequence[Message], sent: set[str]) -> Row:
    ways = [_way(plan, message.source, sent) for message in messages]
    billed = [plan.sizes[message.source] for message, way in zip(messages, ways, strict=True) if way == "texts"]
    saved = sum(plan.sizes[message.source] for message in messages) - sum(billed)
    counts = {name: ways.count(name) for name in ("memory", "store", "doubles", "texts")}
    return Row(plan.language, page, len(messages), **counts, characters=sum(billed), saved=saved)


def _way(plan: Plan, text: str, sent: set[str]) -> str:
    """Return how a message comes by its draft; what can't be sent at all comes by none."""
    if text in plan.remembered:
        return "memory"
    if text in plan.stored:
        return "store"
    if text in plan.unfit:
        return ""
    if text in sent:
        return "doubles"
    sent.add(text)
    return "texts"


def total(found: Collection[Row], language: str = "") -> Row:
    """Return the sum of some rows."""
    names = ("messages", "memory", "store", "doubles", "texts", "characters", "saved")
    return Row(language, "", **{name: sum(getattr(row, name) for row in found) for name in names})

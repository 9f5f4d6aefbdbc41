"""The plan before a spend: what of a catalog needs a draft, and how much of that is known, paid for, or to be sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from harztool import msgid
from harztool.drafts.groups import CONTEXT, batches
from harztool.drafts.judging import Judge
from harztool.drafts.mending import mended
from harztool.drafts.seconds import Known, in_vain, keys, paid, seconds
from harztool.drafts.writing import needed
from harztool.engines import Batch, Careful, Engine, Paid
from harztool.memory import Memory
from harztool.model import Catalog, Message, Proposal

SAME = "translated so elsewhere"
_LONG = "longer than a request may be; part it on the page, or translate it by hand"
_BROKEN = "not asked for again, as it came back broken ({}); change it on the page, or translate it by hand"
REJECTED = "not asked for again, as its draft was rejected; change it on the page, or translate it by hand"
_CROSSED = "not to be sent, as its tags do not pair; translate it by hand"


class Unfit(NamedTuple):
    """A message that is not to be sent: the page it stands on first, its text, its characters, and why."""

    page: str
    text: str
    characters: int
    why: str

    @property
    def rejected(self) -> bool:
        """Whether a person rejected its draft."""
        return self.why == REJECTED


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for a language.

    `messages` need a draft; `remembered` are the proposals of the memory, by text; `batches` are to be answered, of
    which the texts in `stored` are paid for already, those in `again` with an answer that came back broken and is to be
    asked for once more. `sizes` are the characters of each text that would be billed, and `unfit` the texts that no
    request can hold, or that were asked for in vain, each with the reason. `anew` are the keys of drafts that are to be
    replaced.
    """

    language: str
    messages: tuple[Message, ...]
    remembered: Mapping[str, Proposal]
    batches: tuple[Batch, ...]
    stored: frozenset[str]
    sizes: Mapping[str, int]
    again: frozenset[str] = frozenset()
    unfit: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    anew: frozenset[tuple[str | None, str]] = frozenset()

    @property
    def free(self) -> tuple[Batch, ...]:
        """The batches of what is paid for already, and to be asked for no more."""
        return tuple(self._only(self.stored - self.again - self.unfit.keys()))

    @property
    def rest(self) -> tuple[Batch, ...]:
        """The batches of what the engine is to be asked for."""
        left = self.sizes.keys() - (self.stored - self.again) - self.unfit.keys()
        return tuple(self._only(left))

    def _only(self, texts: Collection[str]) -> Iterator[Batch]:
        some = (replace(batch, texts=tuple(text for text in batch.texts if text in texts)) for batch in self.batches)
        return (batch for batch in some if batch.texts)

    @property
    def left_out(self) -> tuple[Unfit, ...]:
        """The messages that are not to be sent, in site order."""
        return tuple(
            Unfit(_page(each), each.source, self.sizes[each.source], self.unfit[each.source])
            for each in self.messages
            if each.source in self.unfit
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are to be sent."""
        return tuple(text for batch in self.rest for text in batch.texts)

    @property
    def characters(self) -> int:
        """How many characters will be billed; texts that come back broken and are asked for once more come on top."""
        return sum(self.sizes[text] for text in self.texts)


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be done for a page, or for more: messages, how many the memory and the store give, what is sent.

    `doubles` are messages whose text is sent once for another, `unfit` those that are not to be. `characters` are
    billed, `saved` are not.
    """

    language: str
    page: str
    messages: int
    memory: int
    store: int
    doubles: int
    texts: int
    unfit: int
    characters: int
    saved: int


def planned(
    catalog: Catalog,
    language: str,
    engine: Engine,
    memory: Memory,
    ledger: Known,
    context: int = CONTEXT,
    anew: Sequence[Message] | None = None,
    judge: Judge | None = None,
) -> Plan:
    """Return what is to be done for a catalog: drafts where there are none, or else for the messages wanted `anew`.

    With a `judge`, what is paid for is looked at, and asked for once more where it is broken.

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
    remembered = _remembered(messages, memory) if isinstance(engine, Careful) and anew is None else {}
    wanted = [message for message in messages if message.source not in remembered]
    made = tuple(batch for batch, _ in batches(catalog, wanted, language, context=context))
    if not isinstance(engine, Paid):
        sizes = dict.fromkeys(texts, 0)
        return Plan(language, messages, remembered, made, frozenset(), sizes, anew=_keys(anew))
    stored = {text: each for batch in made for text, each in paid(ledger, batch, keys(engine, batch, {})).items()}
    return Plan(
        language,
        messages,
        remembered,
        made,
        stored=frozenset(stored),
        sizes={text: engine.billed(text) for text in texts},
        again=_again(made, stored, engine, judge, ledger) if judge else frozenset(),
        unfit={**_unfit(made, engine, stored), **_in_vain(wanted, language, engine, ledger)},
        anew=_keys(anew),
    )


def _keys(messages: Sequence[Message] | None) -> frozenset[tuple[str | None, str]]:
    return frozenset(message.key for message in messages or ())


def _remembered(messages: Iterable[Message], memory: Memory) -> dict[str, Proposal]:
    entries = ((message, memory.exact(message.source)) for message in messages)
    return {
        message.source: Proposal(entry.translation, SAME)
        for message, entry in entries
        if entry and not any(msgid.faults(message.source, entry.translation)) and not message.rejects(entry.translation)
    }


def _again(
    made: Iterable[Batch], stored: Mapping[str, str], engine: Paid, judge: Judge, ledger: Known
) -> frozenset[str]:
    """Return the texts whose answer is broken, and that have not been asked for once more yet."""
    found: set[str] = set()
    for batch in made:
        answers = {text: mended(text, stored[text], judge.language) for text in batch.texts if text in stored}
        faults = {text: judge.faults(text, answer) for text, answer in answers.items()}
        for second, own in seconds(engine, batch, faults):
            found |= set(second.texts) - paid(ledger, second, keys(engine, second, own)).keys()
    return frozenset(found)


def _unfit(made: Iterable[Batch], engine: Paid, stored: Collection[str]) -> dict[str, str]:
    open_ones = [replace(batch, texts=tuple(text for text in batch.texts if text not in stored)) for batch in made]
    sent = {text for batch in open_ones for request in engine.requests(batch) for text in request.texts}
    unsent = (text for batch in open_ones for text in batch.texts if text not in sent)
    return {text: _CROSSED if msgid.parents(text) is None else _LONG for text in unsent}


def _in_vain(messages: Sequence[Message], language: str, engine: Paid, ledger: Known) -> dict[str, str]:
    """Return the texts whose answer was of no use, each with the reason: only what stands around them is another."""
    by = {in_vain(engine.stamp, language, text): text for text in dict.fromkeys(each.source for each in messages)}
    answers = {by[key]: answer for key, answer in ledger.known(by).items()}
    wanted = {each.source for each in messages if each.source in answers and not each.rejects(answers[each.source])}
    found = dict.fromkeys(answers.keys() - wanted, REJECTED)
    for text in wanted:
        if faults := tuple(msgid.faults(text, answers[text])):
            found[text] = _BROKEN.format(", ".join(faults))
    return found


def _page(message: Message) -> str:
    return message.places[0] if message.places else ""


def rows(plan: Plan) -> tuple[Row, ...]:
    """Return what is to be done page by page, in site order; a message counts for the first page it names."""
    pages: dict[str, list[Message]] = {}
    for message in plan.messages:
        pages.setdefault(_page(message), []).append(message)
    sent: set[str] = set()
    return tuple(_row(plan, page, messages, sent) for page, messages in pages.items())


def _row(plan: Plan, page: str, messages: Sequence[Message], sent: set[str]) -> Row:
    ways = [_way(plan, message.source, sent) for message in messages]
    sizes = [plan.sizes[message.source] for message in messages]
    billed = [size for size, way in zip(sizes, ways, strict=True) if way == "texts"]
    saved = [size for size, way in zip(sizes, ways, strict=True) if way not in ("texts", "unfit")]
    counts = {name: ways.count(name) for name in ("memory", "store", "doubles", "texts", "unfit")}
    return Row(plan.language, page, len(messages), **counts, characters=sum(billed), saved=sum(saved))


def _way(plan: Plan, text: str, sent: set[str]) -> str:
    """Return how a message comes by its draft; what is not to be sent, `unfit`, comes by none."""
    if text in plan.remembered:
        return "memory"
    if text in plan.unfit:
        return "unfit"
    if text in plan.stored and text not in plan.again:
        return "store"
    if text in sent:
        return "doubles"
    sent.add(text)
    return "texts"


def total(found: Collection[Row], language: str = "") -> Row:
    """Return the sum of some rows."""
    names = ("messages", "memory", "store", "doubles", "texts", "unfit", "characters", "saved")
    return Row(language, "", **{name: sum(getattr(row, name) for row in found) for name in names})

"""Which message a row belongs to: by its id, or by its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from harztool.interchange import plurals
from harztool.interchange.rows import Row, known_by
from harztool.model import Catalog, Message

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of each message by the number of its form, and those that belong to none, or to two."""

    jobs: tuple[tuple[Key, Mapping[int, Row]], ...]
    unknown: tuple[Row, ...]
    mixed: tuple[Row, ...]


def matched(catalog: Catalog, came: Iterable[Row]) -> Matched:
    """Return which rows came for which messages on the site.

    >>> catalog = Catalog((Message("Burg"), Message("Tor", "Gate", obsolete=True)))
    >>> found = matched(catalog, [Row("Burg", "Castle"), Row("Tor", "Door"), Row("Weg", "Path")])
    >>> [key for key, _ in found.jobs], [row.source for row in found.unknown]
    ([(None, 'Burg')], ['Tor', 'Weg'])
    """
    known = _Known.of(catalog)
    jobs: list[tuple[Key, dict[int, Row]]] = []
    together: dict[Key, dict[int, Row]] = {}
    unknown: list[Row] = []
    mixed: list[Row] = []
    for row in came:
        message, number = known.place(row)
        if message is None:
            unknown.append(row)
        elif known.is_mixed(row, message):
            mixed.append(row)
        elif message.obsolete:
            # What nobody changed is no news.
            unknown += [row] if row.translation and row.translation not in message.forms else []
        elif message.plural is None:
            jobs.append((message.key, {0: row}))
        elif message.key in together:
            together[message.key][number] = row
        else:
            jobs.append((message.key, together.setdefault(message.key, {number: row})))
    return Matched(tuple(jobs), tuple(unknown), tuple(mixed))


@dataclass(frozen=True, slots=True)
class _Known:
    """The messages of a catalog by all that a row may name them by."""

    ids: Mapping[str, tuple[Message, int]]
    keys: Mapping[Key, Message]
    sources: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, catalog: Catalog) -> _Known:
        ids = {
            known_by(message, number): (message, number)
            for message in catalog.messages
            for number in range(plurals.MOST if message.plural is not None else 1)
        }
        # A plural cannot be told by its source: that may stand for several forms.
        keys = {message.key: message for message in catalog.messages if message.plural is None}
        return cls(ids, keys, frozenset(text for message in catalog.messages for text in _sources(message)))

    def place(self, row: Row) -> tuple[Message | None, int]:
        """Return the message that a row is for, and the number of its form."""
        if row.id in self.ids:
            return self.ids[row.id]
        exact = self.keys.get((row.context, row.source))
        # A tool that writes XML in lines puts white space around a text.
        return exact or self.keys.get((row.context, row.source.strip(" \t\r\n"))), 0

    def is_mixed(self, row: Row, message: Message) -> bool:
        """Return whether a row holds the source of another message, as when one column alone was sorted."""
        return row.source in self.sources and row.source not in _sources(message)


def _sources(message: Message) -> tuple[str, ...]:
    return (message.source,) if message.plural is None else (message.source, message.plural)

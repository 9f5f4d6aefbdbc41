"""Groups: which texts are asked for in one request, and what an engine is told of the pages around them.

Both follow from the texts of the catalog alone, not from what is translated already: a run that goes on where another
was cut off asks in the same words, and finds again what was paid for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from harztool import msgid
from harztool.engines import TEXTS, Batch
from harztool.model import Catalog, Message

CONTEXT = 2000
# What a request is told in all; the pages that fill it share that, so that each is told of with its title at least.
_WHOLE = 20_000
# Up to so many pages each is asked for by itself; the pages of a larger site fill requests folder by folder, as
# requests are what takes time.
_FEW = 20
# How many texts before and behind those of a request belong to what it is told.
_AROUND = 2
_TITLE = "title"
_UNDER = "under: "


def batches(
    catalog: Catalog, messages: Sequence[Message], language: str, texts: int = TEXTS, context: int = CONTEXT
) -> Iterator[tuple[Batch, list[Message]]]:
    """Yield what to ask an engine, with the messages that it is asked for: page by page, at most `texts` at a time.

    A text that stands in more messages is asked for once. `language` is the project's code, whatever the header says:
    an editor may have made it `en_GB`. A text belongs to the first page that it names. The context of a batch is what
    else stands on its page, up to a size: title, the headings above, the texts around.

    >>> page = Catalog((Message("Burg", places=("index.html",)), Message("Tal", places=("index.html",))))
    >>> [(batch.texts, batch.context) for batch, _ in batches(page, page.messages[1:], "en")]
    [(('Tal',), 'Burg\\nTal')]
    """
    wanted = {message.source: message for message in reversed(messages)}
    pages = _by_page(message for message in catalog.messages if not message.obsolete)
    titles = _titles(catalog)
    for parts in _groups(pages, texts):
        asked = [wanted[text] for part in parts for text in part.texts if text in wanted]
        if asked:
            size = min(context, _WHOLE // len(parts))
            told = (part.context(titles.get(part.page, ""), size) for part in parts)
            whole = "\n\n".join(filter(None, told))
            yield Batch(language, tuple(message.source for message in asked), whole), asked


@dataclass(frozen=True, slots=True)
class _Part:
    """Texts of one page that are asked for together: a stretch of the page's texts, and all of them."""

    page: str
    start: int
    end: int
    messages: Sequence[Message]

    @property
    def texts(self) -> Iterator[str]:
        return (message.source for message in self.messages[self.start : self.end])

    def context(self, title: str, size: int) -> str:
        """Return what a reader sees around the texts, in whole lines, up to a size."""
        if not self.page:
            return ""
        first = self.messages[self.start]
        above = [note.removeprefix(_UNDER) for note in first.notes if note.startswith(_UNDER)]
        around = self.messages[max(self.start - _AROUND, 0) : self.end + _AROUND]
        lines = dict.fromkeys(filter(None, [title, *above, *(msgid.plain(message.source) for message in around)]))
        return "\n".join(_fitting(lines, size))


def _fitting(lines: Iterable[str], size: int) -> Iterator[str]:
    for line in lines:
        size -= len(line) + 1
        if size < 0:
            return
        yield line


def _by_page(messages: Iterable[Message]) -> dict[str, list[Message]]:
    """Return the messages of each page, in site order, each text once: where it stands first."""
    pages: dict[str, list[Message]] = {}
    seen: set[str] = set()
    for message in messages:
        if message.source not in seen:
            seen.add(message.source)
            pages.setdefault(message.places[0] if message.places else "", []).append(message)
    return pages


def _titles(catalog: Catalog) -> Mapping[str, str]:
    titles: dict[str, str] = {}
    for message in catalog.messages:
        if message.notes[:1] == (_TITLE,) and not message.obsolete:
            for page in message.places:
                titles.setdefault(page, msgid.plain(message.source))
    return titles


def _groups(pages: Mapping[str, list[Message]], size: int) -> Iterator[list[_Part]]:
    if len(pages) <= _FEW:
        for page, messages in pages.items():
            for start in range(0, len(messages), size):
                yield [_Part(page, start, min(start + size, len(messages)), messages)]
        return
    for _, folder in groupby(pages, key=lambda page: page.rpartition("/")[0]):
        yield from _filled([(page, pages[page]) for page in folder], size)


def _filled(pages: Sequence[tuple[str, list[Message]]], size: int) -> Iterator[list[_Part]]:
    """Yield the parts of some pages, as many at a time as have so many texts."""
    parts: list[_Part] = []
    room = size
    for page, messages in pages:
        start = 0
        while start < len(messages):
            end = min(start + room, len(messages))
            parts.append(_Part(page, start, end, messages))
            room -= end - start
            start = end
            if not room:
                yield parts
                parts, room = [], size
    if parts:
        yield parts

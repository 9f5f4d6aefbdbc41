"""Halving: which text of a request it is that an engine does not take, so that the others get their drafts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TypeVar

from harztool.engines import Batch
from harztool.errors import EngineError, RefusedError

T = TypeVar("T")

# So many requests more may be made of one that is refused: one text of 50 is found with 12.
MORE = 14
# After so many refusals, and nothing taken, nothing more is asked.
_MOST = 30


def halved(request: Batch, ask: Callable[[Batch], T], more: int = MORE) -> Iterator[tuple[Batch, T | RefusedError]]:
    """Yield a request, or the parts of it that are taken, with the answer; each that is refused with the refusal.

    What is refused is asked for in halves, the larger ones first, so that as many texts as can be are taken with so
    many requests more. What is left then are single texts, or a few of which it is not known.

    >>> def ask(batch):
    ...     if "Tor" in batch.texts:
    ...         raise RefusedError("No.")
    ...     return len(batch.texts)
    >>> [(part.texts, said) for part, said in halved(Batch("en", ("Burg", "Tal", "Tor")), ask)]
    [(('Burg',), 1), (('Tal',), 1), (('Tor',), RefusedError('No.'))]
    """
    waiting = deque([request])
    while waiting:
        part = waiting.popleft()
        try:
            answer = ask(part)
        except RefusedError as error:
            if len(part.texts) == 1 or more < 2:
                yield part, error
                continue
            more -= 2
            middle = len(part.texts) // 2
            waiting += [replace(part, texts=part.texts[:middle]), replace(part, texts=part.texts[middle:])]
        else:
            yield part, answer


def untaken(engine: str, texts: int, reason: str) -> str:
    """Return what is to be told of a text that an engine does not take, alone or among so many others.

    >>> untaken("deepl", 1, "Tag handling parsing failed")
    'is not taken by deepl: Tag handling parsing failed; change it on the page, or translate it by hand'
    """
    if texts == 1:
        return f"is not taken by {engine}: {reason}; change it on the page, or translate it by hand"
    return f"is among {texts} texts of which {engine} does not take one: {reason}; run the command again to learn which"


@dataclass(slots=True)
class Refusals:
    """What an engine refuses in a run, as long as it takes nothing at all: then it is likely not for the texts."""

    taken: bool = False
    count: int = 0
    error: RefusedError | None = None
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, error: RefusedError) -> None:
        """Count a refusal; may be called from several threads at once.

        Raises `EngineError` where there have been so many, and nothing was taken, that there is no use in asking on.
        """
        with self._lock:
            self.count += 1
            self.error = self.error or error
        if self.count >= _MOST:
            self.require_taken()

    def require_taken(self) -> None:
        """Make sure that something was taken, if anything was refused.

        Raises `EngineError` that names the settings otherwise.

        >>> Refusals(error=RefusedError("DeepL refuses …")).require_taken()
        Traceback (most recent call last):
        harztool.errors.EngineError: Not one text was taken; if not for the texts, a setting is wrong. DeepL refuses …
        """
        if self.error and not self.taken:
            raise EngineError(
                f"Not one text was taken; if not for the texts, a setting is wrong. {self.error}"
            ) from self.error

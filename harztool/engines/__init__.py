"""Engines that draft translations: what each must be, and the rack they are named in.

An engine is a module with a factory `engine(config, language, terms, memory)`; it is imported when it is named, so
that nothing loads an HTTP client that does not need one. docs/engines.md tells how to add one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from harztool.errors import UsageError, meant
from harztool.model import Proposal, Term

if TYPE_CHECKING:
    from harztool.config import Config
    from harztool.memory import Memory

ENGINES: Mapping[str, str] = {
    "deepl": "harztool.engines.deepl.asking",
    "memory": "harztool.engines.memory",
    "libretranslate": "harztool.engines.libretranslate",
    "argos": "harztool.engines.argos",
    "pseudo": "harztool.engines.pseudo",
}
# How many texts an engine is asked for at once: as many as DeepL takes in one request
# (https://developers.deepl.com/docs/resources/usage-limits).
TEXTS = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts (msgids) to be translated into one language, and plain text from around them that helps to understand.

    Where they are asked for once more, as the first answer was broken, `again` says so: another way may do better.
    `terms` are then terms that the first answer missed, each with what it must become.
    """

    language: str
    texts: tuple[str, ...]
    context: str = ""
    again: bool = False
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """What an account has used of the characters that it may use in its present period."""

    used: int
    limit: int

    @property
    def left(self) -> int:
        """How many characters are left."""
        return max(self.limit - self.used, 0)


class Engine(Protocol):
    """Something that drafts translations; `name` is what the provenance of a draft says."""

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""

    def translate(self, batch: Batch) -> Sequence[Proposal | None]:
        """Return a proposal for each text of a batch, in order; None where there is nothing to propose.

        Raises `EngineError` when the engine refuses or can't be reached; then the whole batch is as if not asked.
        """


@runtime_checkable
class Careful(Engine, Protocol):
    """An engine whose answers are looked at before they are written, and asked for once more where they are broken."""

    def can_again(self, batch: Batch) -> bool:
        """Whether asking once more for the texts of a batch, in another way, may give another answer."""


@runtime_checkable
class Paid(Careful, Protocol):
    """An engine that costs money: each answer is kept, and nothing is asked twice.

    Where what was sent may be billed though there is no answer, it raises `CutOffError`; where there is one that can't
    be used, `AnswerError`; any other `EngineError` says that nothing is billed. Where it may be for one of the texts
    that a request is not taken, it raises `RefusedError`, and is asked for the halves of it.
    """

    @property
    def stamp(self) -> str:
        """All that shapes an answer beside the batch itself: options, languages, what the glossary says."""

    def billed(self, text: str) -> int:
        """Return how many characters are billed for a text."""

    def requests(self, batch: Batch) -> Iterable[Batch]:
        """Yield the parts of a batch that are one request each, with as much of the context as fits beside the texts.

        A text that can't be sent at all is in none of them.
        """

    def bought(self, batch: Batch, repeat: Callable[[], None]) -> Sequence[Proposal | None]:
        """Return what `translate` does; `repeat` is told before anything is sent again that may be billed already.

        Raises, beside what `translate` does, whatever `repeat` raises; then nothing is sent again.
        """

    def quota(self) -> Quota | None:
        """Return what is left of the account, asked live, or None where that can't be known.

        Raises `EngineError` when the engine refuses or can't be reached.
        """


class Factory(Protocol):
    """What makes an engine for one language of a project; raises `EngineError` or `ConfigError` if it can't work."""

    def __call__(self, config: Config, language: str, terms: Sequence[Term], memory: Memory, /) -> Engine:
        """Return the engine; nothing is asked of the network before the first batch."""


def named(name: str) -> Factory:
    """Return the factory of the engine of a name.

    Raises `UsageError` for a name that is not in the rack.

    >>> named("memory").__module__
    'harztool.engines.memory'
    """
    return cast("Factory", _module(name, "engine"))


def planning(name: str) -> Factory:
    """Return the factory of an engine that tells what it would ask for, and at what price, but need not have a key.

    Raises `UsageError` for a name that is not in the rack.

    >>> planning("deepl").__name__, planning("memory").__name__
    ('planning', 'engine')
    """
    return cast("Factory", _module(name, "planning") or _module(name, "engine"))


def _module(name: str, function: str) -> object:
    if name not in ENGINES:
        raise UsageError(f"There is no engine {name!r}{meant(name, ENGINES)}")
    return getattr(import_module(ENGINES[name]), function, None)


def shown(server: str) -> str:
    """Return the address of a server as it may be shown: without a name and a password that it may hold.

    >>> shown("https://office:se@cret@harz.example/deepl")
    'https://harz.example/deepl'
    """
    return re.sub(r"//.*@", "//", server, flags=re.DOTALL)


def default(config: Config, environ: Mapping[str, str]) -> str:
    """Return the name of the engine that drafts when none is named: the configured one, or deepl if there is a key.

    >>> from harztool.config import Config
    >>> default(Config(), {}), default(Config(), {"DEEPL_AUTH_KEY": "1f-2e:fx"})
    ('memory', 'deepl')
    """
    return config.engine or ("deepl" if environ.get("DEEPL_AUTH_KEY", "").strip() else "memory")

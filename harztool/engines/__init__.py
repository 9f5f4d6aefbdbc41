"""Engines that draft translations: what each must be, and the rack they are named in.

An engine is a module with a factory `engine(config, language, terms, memory)`; it is imported when it is named, so
that nothing loads an HTTP client that does not need one. To add one: write the module, and give it a name below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from harztool.errors import UsageError, meant
from harztool.model import Proposal, Term

if TYPE_CHECKING:
    from harztool.config import Config
    from harztool.memory import Memory

ENGINES: Mapping[str, str] = {
    "deepl": "harztool.engines.deepl",
    "memory": "harztool.engines.memory",
}
# How many texts an engine is asked for at once: as many as DeepL takes in one request
# (https://developers.deepl.com/docs/resources/usage-limits).
TEXTS = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts (msgids) to be translated into one language, and plain text from around them that helps to understand."""

    language: str
    texts: tuple[str, ...]
    context: str = ""


class Engine(Protocol):
    """Something that drafts translations; `name` is what the provenance of a draft says."""

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""

    def translate(self, batch: Batch) -> Sequence[Proposal | None]:
        """Return a proposal for each text of a batch, in order; None where there is nothing to propose.

        Raises `EngineError` when the engine refuses or can't be reached; then the whole batch is as if not asked.
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
    if name not in ENGINES:
        raise UsageError(f"There is no engine {name!r}{meant(name, ENGINES)}")
    return cast("Factory", import_module(ENGINES[name]).engine)


def default(config: Config, environ: Mapping[str, str]) -> str:
    """Return the name of the engine that drafts when none is named: the configured one, or deepl if there is a key.

    >>> from harztool.config import Config
    >>> default(Config(), {}), default(Config(), {"DEEPL_AUTH_KEY": "1f-2e:fx"})
    ('memory', 'deepl')
    """
    return config.engine or ("deepl" if environ.get("DEEPL_AUTH_KEY", "").strip() else "memory")

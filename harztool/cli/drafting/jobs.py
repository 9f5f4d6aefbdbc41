"""What is to be done for each language: the plan, and with what it is carried out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harztool.drafts import Budget, Concerned, Judge, Plan
    from harztool.engines import Engine
    from harztool.model import Catalog, Term
    from harztool.store import Ledger, Store


@dataclass(slots=True)
class Job:
    """What is to be done for a language, and with what."""

    store: Store
    language: str
    catalog: Catalog
    terms: tuple[Term, ...]
    engine: Engine
    ledger: Ledger
    plan: Plan
    judge: Judge
    concerned: Concerned | None = None

    @property
    def file(self) -> str:
        """The name of the catalog."""
        return self.store.name(self.store.catalog_path(self.language))


def ready(
    root: Path, lang: Sequence[str] | None, engine: str | None, unless: str = ""
) -> tuple[Store, str, Sequence[str]]:
    """Return the project, the name of the engine and the languages of a command line that can be carried out.

    The engine is the one that is named, or of the settings, or else that of `unless`.

    Raises `UsageError` for an engine or a language that there is not.
    """
    from harztool import engines
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    name = engine or store.config.engine or unless or engines.default(store.config, os.environ)
    engines.named(name)
    return store, name, project.languages(store, lang)


def jobs(
    store: Store, name: str, languages: Sequence[str], ledger: Ledger, *, only_plan: bool, refresh: bool
) -> list[Job]:
    """Return what is to be done for each language.

    Raises `EngineError` where the engine can't be asked, unless only a plan is wanted.
    """
    from harztool import drafts, engines
    from harztool.cli import project

    make = engines.planning(name) if only_plan else engines.named(name)
    terms = project.terms(store)
    options = store.config.drafts
    found = []
    for language in languages:
        catalog = project.catalog(store, language)
        memory = project.memory(store, language, catalog)
        engine = make(store.config, language, terms, memory)
        concerned = drafts.concerned(catalog, terms, language, ledger.terms(language)) if refresh else None
        anew = concerned.machines if concerned else None
        judge = drafts.Judge(terms, language, store.config.source)
        twice = judge if options.second_try else None
        plan = drafts.planned(catalog, language, engine, memory, ledger, options.context, anew, twice)
        found.append(Job(store, language, catalog, terms, engine, ledger, plan, judge, concerned))
    return found


def budget(store: Store, ledger: Ledger) -> Budget:
    """Return what may still be sent."""
    from harztool import drafts

    options = store.config.drafts
    return drafts.Budget(options.max_characters, options.max_characters_per_month, ledger.sent())

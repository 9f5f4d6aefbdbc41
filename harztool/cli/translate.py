"""`harztool translate`: drafts for what has no translation."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone

if TYPE_CHECKING:
    from harztool.engines import Engine
    from harztool.model import Catalog
    from harztool.store import Store


@app.command()
@alone
def translate(
    lang: Languages = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine", "-e", metavar="NAME", help="deepl or memory; deepl by default where DEEPL_AUTH_KEY is set."
        ),
    ] = None,
    root: Root = HERE,
) -> None:
    """Draft what has no translation yet.

    A draft is fuzzy until a person has reviewed it and removed that word. DeepL drafts with the office's glossary.
    Without a key, drafts come from what has been reviewed before and from the glossary alone. A message that has a
    translation is never touched. Each batch is saved before the next is asked for.
    """
    from harztool import engines
    from harztool.cli import project

    store, name, languages = ready(root, lang, engine)
    make, terms = engines.named(name), project.terms(store)
    for language in languages:
        catalog = project.catalog(store, language)
        drafting = make(store.config, language, terms, project.memory(store, language, catalog))
        new = _drafted(store, language, catalog, drafting)
        drafts = sum(message.draft for message in new.messages) - sum(message.draft for message in catalog.messages)
        left = sum(message.untranslated for message in new.messages)
        talk.say(f"{store.name(store.catalog_path(language))}: {drafts} drafted by {name}, {left} untranslated")


def ready(root: Path, lang: Languages, engine: str | None) -> tuple[Store, str, Sequence[str]]:
    """Return the project, the name of the engine and the languages of a command line that can be carried out.

    Raises `UsageError` for an engine or a language that there is not.
    """
    from harztool import engines
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    name = engine or engines.default(store.config, os.environ)
    engines.named(name)
    return store, name, project.languages(store, lang)


def _drafted(store: Store, language: str, catalog: Catalog, engine: Engine) -> Catalog:
    """Return the catalog with what the engine proposes, saved after each batch: what was paid for is never lost."""
    from harztool import drafts

    batches = list(drafts.batches(catalog, drafts.needed(catalog), language))
    for batch, messages in talk.followed(batches, f"Drafting {language}"):
        catalog = drafts.drafted(catalog, messages, engine.translate(batch), engine.name)
        store.save_catalog(language, catalog)
    return catalog

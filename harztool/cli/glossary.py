"""`harztool glossary`: what is wrong with the glossary, how its terms fare, and which are missing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.errors import GlossaryError, UsageError, meant

if TYPE_CHECKING:
    from harztool.glossary import Usage
    from harztool.model import Message, Term
    from harztool.store import Store


_WHAT = ("check", "status", "suggest")


@app.command()
def glossary(
    what: Annotated[str, typer.Argument(help="What to tell of the glossary.", metavar="check|status|suggest")],
    lang: Languages = None,
    least: Annotated[
        int, typer.Option("--least", min=1, metavar="N", help="suggest: what stands in so many texts at least.")
    ] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
    root: Root = HERE,
) -> None:
    """Look after the glossary: check it, see how its terms fare, find missing ones.

    `check` lists languages without a column, doubles, contradictions and what is too long for DeepL (status 1), terms
    that never occur, and terms that contain each other. `status` tells for each term in how many texts it occurs, and
    whether the translations have it as it is, inflected, or not at all; -v lists those that miss it. `suggest` lists
    frequent words and names that have no row.
    """
    from harztool.cli import project
    from harztool.store import Store

    if what not in _WHAT:
        raise UsageError(f"The glossary has no {what!r}{meant(what, _WHAT)}")
    if lang and what != "status":
        raise UsageError("The glossary is for all languages; --lang is for `glossary status`.")
    store = Store.open(root)
    terms = project.rows(store) if what == "check" else project.terms(store)
    if what == "suggest":
        _suggest(store, terms, least, as_json=as_json)
        return
    if not terms:
        raise GlossaryError(_none(store))
    if what == "status":
        _status(store, terms, project.languages(store, lang), as_json=as_json)
    else:
        _check(store, terms, as_json=as_json)


def _none(store: Store) -> str:
    """Return what to say where there are no terms, with the way to some."""
    text, name = store.glossary()
    columns = ",".join([store.config.source, *store.config.languages, "note"])
    there = f"are no terms in {name}; write some below its first row" if text.strip() else f"is no {name}; make one"
    return f"There {there}, which names the columns {columns}; `harztool glossary suggest` lists words for it."


def _messages(store: Store) -> Sequence[Message]:
    template = store.template()
    return [message for message in template.messages if not message.obsolete] if template else ()


def _check(store: Store, terms: Sequence[Term], *, as_json: bool) -> None:
    from harztool import glossary
    from harztool.wording import number

    texts = [message.source for message in _messages(store)]
    found = list(glossary.remarks(terms, texts, store.config.source, store.config.languages))
    if as_json:
        talk.show(json.dumps([remark._asdict() for remark in found], ensure_ascii=False, indent=2))
    else:
        for remark in found:
            place = f"{store.config.glossary}, row {remark.row}, column {remark.column}"
            talk.show(f"{place}: {remark.kind}: {remark.text}")
    counts = ", ".join(f"{count} {kind}" for kind, count in glossary.by_kind(found).items())
    talk.say(f"{store.config.glossary}: {number(len(terms), 'term')}; {counts or 'nothing to remark'}")
    if not texts:
        talk.say("Which terms occur is not known before `harztool extract`.")
    raise typer.Exit(int(any(remark.wrong for remark in found)))


def _status(store: Store, terms: Sequence[Term], languages: Sequence[str], *, as_json: bool) -> None:
    from harztool import glossary
    from harztool.cli import project
    from harztool.cli.columns import columns
    from harztool.wording import number

    found = {language: glossary.usage(project.catalog(store, language), terms, language) for language in languages}
    if as_json:
        rows = [{"language": language, **_object(each)} for language, some in found.items() for each in some]
        talk.show(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    head = ("language", "term", "translation", "texts", "applied", "inflected", "missed", "untranslated", "pages")
    lines = [_line(language, each) for language, some in found.items() for each in some]
    talk.show(columns([head, *lines], 3, ("pages", "inflected", "applied")))
    for language, some in found.items():
        for each in some:
            for message in each.misses:
                rule = f"must be {each.wanted}" if each.wanted != each.term else "stays as it is"
                talk.detail(f"{language}: {each.term} {rule}: {message.source} -> {message.translation}")
        missed = sum(each.missed for each in some)
        occur = sum(each.messages > 0 for each in some)
        talk.say(f"{language}: {number(len(some), 'term')}, {occur} on the pages, missed {number(missed, 'time')}")


def _line(language: str, each: Usage) -> tuple[str, ...]:
    numbers = (each.messages, each.applied, each.inflected, each.missed, each.untranslated, len(each.pages))
    return (language, each.term, each.wanted, *map(str, numbers))


def _object(each: Usage) -> dict[str, Any]:
    misses = [{"source": message.source, "translation": message.translation} for message in each.misses]
    return {**asdict(each), "untranslated": each.untranslated, "misses": misses}


def _suggest(store: Store, terms: Sequence[Term], least: int, *, as_json: bool) -> None:
    from harztool import glossary
    from harztool.cli.columns import columns
    from harztool.errors import FileError
    from harztool.wording import number

    messages = _messages(store)
    if not messages:
        raise FileError(f"There is no {store.config.po}/site.pot; run `harztool extract` first.")
    found = glossary.suggestions(messages, terms, least)
    if as_json:
        talk.show(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    elif found:
        kinds = {True: "name", False: "word"}
        lines = [(each.text, kinds[each.name], *each.pages[:1], str(each.messages)) for each in found]
        talk.show(columns([("term", "kind", "first on", "texts"), *lines], 3))
    stand = "word or name stands" if len(found) == 1 else "words and names stand"
    rows = f"no row in {store.config.glossary}"
    talk.say(f"{len(found)} {stand} in {number(least, 'text')} or more with {rows}")

"""Checks of the state: is there a translation, has a person read it, is it in the right file."""

from __future__ import annotations

from collections.abc import Iterator

from harztool.checks.rack import Context, error, header, primary, stated, warning, written
from harztool.checks.reading import shown
from harztool.model import Catalog, Message


@error(when=header)
def header_language(message: Message, context: Context) -> Iterator[str]:
    r"""The header names the language that the file is for; a country may follow it.

    Bad:  -> Language: es\n
    Bad:  -> Content-Type: text/plain; charset=UTF-8\n
    Good: -> Language: en_GB\n
    """
    named = Catalog(header=message).language
    if not named:
        yield f"the header names no language; write Language: {context.language or 'en'}"
    elif primary(named) != context.tongue:
        yield f"the header says {named}, but the file is for {context.language}"


@error(when=stated)
def untranslated(message: Message, _: Context) -> Iterator[str]:
    """Every message has a translation.

    Bad:  Willkommen im Harz ->
    Good: Willkommen im Harz -> Welcome to the Harz
    """
    if not message.translation:
        yield "there is no translation"


@error(when=stated)
def blank(message: Message, _: Context) -> Iterator[str]:
    r"""A translation is more than blanks, placeholders and marks.

    Bad:  Willkommen im Harz -> \x20\xa0
    Bad:  Zur <b>Karte</b> -> <b>…</b>
    Good: Zur <b>Karte</b> -> To the <b>map</b>
    Good: – -> —
    Good: (C) -> ©
    Good: <datei> -> <file>
    """
    if message.translation and written(message.source) and not written(message.translation):
        yield "the translation is blank"
    elif message.translation and _worded(message.source) and not _worded(message.translation):
        yield "the translation has neither a letter nor a digit"


def _worded(text: str) -> bool:
    """Whether a text has a letter, a digit, or a sign that stands for a word, such as ©."""
    return any(char.isalnum() or char in "©®™℠" for char in shown(text))


@warning(when=stated)
def unreviewed(message: Message, _: Context) -> Iterator[str]:
    """A person has read the translation and removed its fuzzy flag.

    Bad (fuzzy): Willkommen im Harz -> Welcome to the Harz
    Good:        Willkommen im Harz -> Welcome to the Harz
    """
    if message.fuzzy and message.translation:
        yield "a draft that waits for review"

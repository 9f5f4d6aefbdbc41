"""Attributes of tags given other values, and lines added to the head; all else stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from harztool.markup.attributes import QUOTED
from harztool.markup.fill import WRITTEN
from harztool.markup.tokens import END, START, VOID, Attribute, Token, attributes, tokens

# Given an element's name and its attributes, the ones that change; an attribute that it lacks is added.
Change = Callable[[str, Mapping[str, str]], Mapping[str, str]]


def rewritten(html: str, elements: frozenset[str], change: Change, head: str = "") -> str:
    """Return the page with the attributes that `change` gives, asked for each start tag of the named elements.

    `head` is added at the end of the page's head, if it has one that ends.

    >>> rewritten("<html><p lang=de>", frozenset({"html"}), lambda name, found: {"lang": "en"})
    '<html lang="en"><p lang=de>'
    """
    pieces: list[str] = []
    at = 0
    for start, end, text in _edits(html, elements, change, head):
        pieces += html[at:start], text
        at = end
    return "".join([*pieces, html[at:]])


def _edits(html: str, elements: frozenset[str], change: Change, head: str) -> Iterator[tuple[int, int, str]]:
    for token in tokens(html):
        if token.kind in (START, VOID) and token.name in elements:
            yield from _changed(html, token, change)
        elif token.kind is END and token.name == "head" and head:
            yield token.start, token.start, head
            head = ""


def _changed(html: str, token: Token, change: Change) -> Iterator[tuple[int, int, str]]:
    found = {each.name: each for each in attributes(html, token)}
    values = change(token.name, {name: each.value for name, each in found.items()})
    missing = [(name, value) for name, value in values.items() if name not in found]
    for name, value in missing:
        yield token.inner, token.inner, f' {name}="{WRITTEN["double"](value)}"'
    for name, attribute in found.items():
        if name in values and values[name] != attribute.value:
            yield attribute.start, attribute.end, _written(html, attribute, values[name])


def _written(html: str, attribute: Attribute, value: str) -> str:
    if attribute.raw or attribute.quote:
        return WRITTEN[QUOTED[attribute.quote]](value)
    equals = "" if html[attribute.start - 1] == "=" else "="
    return f'{equals}"{WRITTEN["double"](value)}"'

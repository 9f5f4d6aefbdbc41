"""Attributes of tags given other values, and lines added to the head; all else stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from harztool.markup.escaping import QUOTED, fits_bare, in_form
from harztool.markup.plain import BLANK
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
    found = attributes(html, token)
    values = change(token.name, {name: each.value for name, each in found.items()})
    for name, value in values.items():
        if name not in found:
            yield token.inner, token.inner, f' {name}="{in_form(value, ("double",))}"'
    for name, attribute in found.items():
        if name in values and values[name] != attribute.value:
            yield attribute.start, attribute.end, _written(html, token, attribute, values[name])


def _written(html: str, token: Token, attribute: Attribute, value: str) -> str:
    # Who looks for a character set reads the bytes as they are (HTML 13.2.3.2): no reference may hide a sign from them.
    if attribute.quote or (fits_bare(value) and attribute.start < attribute.end):
        return in_form(value, (QUOTED[attribute.quote],))
    has_sign = html[token.inner : attribute.start].rstrip(BLANK).endswith("=")
    return f'{"" if has_sign else "="}"{in_form(value, ("double",))}"'

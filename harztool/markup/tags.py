"""The tags of a page, and edits that give their attributes other values; all else stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from harztool.markup.escaping import QUOTED, fits_bare, in_form
from harztool.markup.plain import BLANK
from harztool.markup.references import decoded_attribute, spans
from harztool.markup.tokens import END, RAW, START, VOID, Attribute, Fields, attributes, scanned, tag_token

_LONG = 1000


class Edit(NamedTuple):
    """What is to stand in place of `html[start:end]`."""

    start: int
    end: int
    text: str


class StartTag(NamedTuple):
    """A start tag of a page, `html[start:end]`, with its attributes; where their values stand counts from `start`."""

    name: str
    start: int
    end: int
    attributes: Mapping[str, Attribute]

    def value(self, name: str) -> str:
        """Return the value of an attribute, decoded; empty where the tag has none of the name."""
        return self.attributes[name].value if name in self.attributes else ""


class Tags(NamedTuple):
    """The start tags of a page that were asked for, in order; where its head ends, -1 if no tag says so.

    `styles` are the stretches that stand in `style` elements.
    """

    found: tuple[StartTag, ...]
    head_end: int
    styles: tuple[tuple[int, int], ...] = ()


def tags(
    html: str,
    elements: frozenset[str],
    mention: re.Pattern[str] | None = None,
    tokens: Iterable[Fields] | None = None,
) -> Tags:
    """Return the start tags of the named elements, and those of others in which a pattern is found.

    `tokens` are those of the page, if they are known.

    >>> [(tag.name, tag.value("href")) for tag in tags("<p><a href=/k>Karte</a>", frozenset({"a"})).found]
    [('a', '/k')]
    """
    found: list[StartTag] = []
    styles: list[tuple[int, int]] = []
    head_end = -1
    for kind, start, end, name, inner in scanned(html) if tokens is None else tokens:
        if kind is START or kind is VOID:
            if name in elements or (mention and inner < end - 1 and mention.search(html, inner, end)):
                found.append(StartTag(name, start, end, _attributes(html[start:end])))
        elif kind is END and name == "head" and head_end < 0:
            head_end = start
        elif kind is RAW and name == "style":
            styles.append((start, end))
    return Tags(tuple(found), head_end, tuple(styles))


def edited(html: str, tag: StartTag, values: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the edits that give a tag attributes with these values; one that it lacks is added.

    >>> page = "<p lang=de>"
    >>> (tag,) = tags(page, frozenset({"p"})).found
    >>> list(edited(page, tag, {"lang": "en", "id": "a"}))
    [Edit(start=8, end=10, text='en'), Edit(start=2, end=2, text=' id="a"')]
    """
    for name, value in values.items():
        attribute = tag.attributes.get(name)
        if attribute is None:
            inner = tag.start + 1 + len(tag.name)
            yield Edit(inner, inner, f' {name}="{in_form(value, ("double",))}"')
        elif value != attribute.value:
            start, end = tag.start + attribute.start, tag.start + attribute.end
            yield Edit(start, end, _written(html[tag.start : start], attribute, value))


def inner_page(html: str, tag: StartTag, name: str) -> str:
    """Return the page that stands in an attribute, as it would stand alone.

    >>> page = '<iframe srcdoc="&lt;p>Burg">'
    >>> (tag,) = tags(page, frozenset({"iframe"})).found
    >>> inner_page(page, tag, "srcdoc")
    '<p>Burg'
    """
    return decoded_attribute(_raw(html, tag, name))


def inner_edits(html: str, tag: StartTag, name: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits of the page that stands in an attribute as edits of the page around it.

    >>> page = '<iframe srcdoc="&lt;p>Burg">'
    >>> (tag,) = tags(page, frozenset({"iframe"})).found
    >>> list(inner_edits(page, tag, "srcdoc", [Edit(2, 2, ' lang="de"')]))
    [Edit(start=21, end=21, text=' lang=&quot;de&quot;')]
    """
    attribute = tag.attributes[name]
    start, places = tag.start + attribute.start, spans(_raw(html, tag, name))
    for edit in edits:
        yield Edit(start + places[edit.start], start + places[edit.end], in_form(edit.text, (QUOTED[attribute.quote],)))


def _raw(html: str, tag: StartTag, name: str) -> str:
    attribute = tag.attributes[name]
    return html[tag.start + attribute.start : tag.start + attribute.end]


def _attributes(tag: str) -> Mapping[str, Attribute]:
    return _read(tag) if len(tag) < _LONG else _read.__wrapped__(tag)


@lru_cache(maxsize=4096)  # the same navigation stands on every page
def _read(tag: str) -> Mapping[str, Attribute]:
    return attributes(tag, tag_token(tag))


def _written(before: str, attribute: Attribute, value: str) -> str:
    # Who looks for a character set reads the bytes as they are (HTML 13.2.3.2): no reference may hide a sign from them.
    if attribute.quote or (fits_bare(value) and attribute.start < attribute.end):
        return in_form(value, (QUOTED[attribute.quote],))
    return f'{"" if before.rstrip(BLANK).endswith("=") else "="}"{in_form(value, ("double",))}"'

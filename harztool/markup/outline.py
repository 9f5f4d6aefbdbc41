"""What a page says of itself and where it leads: title, base, canonical address, robots, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from harztool.markup.tokens import START, TEXT, VOID, attributes, tag_token, text, tokens

_LEADING = frozenset({"a", "area", "link", "base", "meta", "html", "frame", "iframe"})
_LONG = 1000


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page leads to, as written; `rel` and `hreflang` as the link states them."""

    href: str
    rel: frozenset[str] = frozenset()
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page states about itself; `robots` are the lower-case words of its robots meta."""

    title: str = ""
    base: str = ""
    canonical: str = ""
    language: str = ""
    robots: frozenset[str] = frozenset()
    refresh: str = ""
    links: tuple[Link, ...] = ()


def outline(html: str) -> Outline:
    """Return what the page states about itself, and the links of its `a`, `area`, `frame` and `iframe` elements.

    >>> page = '<title>Burg</title><link rel=canonical href=/burg><a href="/karte" rel=nofollow>Karte</a>'
    >>> outline(page).title, outline(page).canonical, outline(page).links[0].href
    ('Burg', '/burg', '/karte')
    """
    # By what is written there: a tag that stands on the page again says nothing new.
    found: dict[str, str] = {}
    title: str | None = None
    for token in tokens(html):
        if token.kind is TEXT and token.name == "title" and title is None:
            title = " ".join(text(html, token).split())
        elif token.kind in (START, VOID) and token.name in _LEADING:
            found.setdefault(html[token.start : token.end], token.name)
    tags = [(name, _attributes(tag)) for tag, name in found.items()]
    return Outline(
        title=title or "",
        base=next(_values(tags, "base", "href"), ""),
        canonical=next(_linked(tags, "canonical"), ""),
        language=next(_values(tags, "html", "lang"), ""),
        robots=frozenset(_words(" ".join(_metas(tags, "name", "robots")))),
        refresh=next(_metas(tags, "http-equiv", "refresh"), ""),
        links=tuple(_links(tags)),
    )


_Tag = tuple[str, Mapping[str, str]]


def _attributes(tag: str) -> Mapping[str, str]:
    return _read(tag) if len(tag) < _LONG else _read.__wrapped__(tag)


@lru_cache(maxsize=4096)  # the same navigation stands on every page
def _read(tag: str) -> Mapping[str, str]:
    return {name: each.value for name, each in attributes(tag, tag_token(tag)).items()}


def _values(tags: list[_Tag], name: str, attribute: str) -> Iterator[str]:
    return (found[attribute].strip() for tag, found in tags if tag == name and attribute in found)


def _linked(tags: list[_Tag], relation: str) -> Iterator[str]:
    for tag, found in tags:
        if tag == "link" and relation in _words(found.get("rel", "")):
            yield found.get("href", "").strip()


def _metas(tags: list[_Tag], attribute: str, value: str) -> Iterator[str]:
    for tag, found in tags:
        if tag == "meta" and found.get(attribute, "").lower() == value:
            yield found.get("content", "")


def _words(text: str) -> list[str]:
    return text.lower().replace(",", " ").split()


def _links(tags: list[_Tag]) -> Iterator[Link]:
    for tag, found in tags:
        address = found.get("src" if tag in ("frame", "iframe") else "href", "").strip()
        if tag in ("a", "area", "frame", "iframe") and address:
            yield Link(address, frozenset(_words(found.get("rel", ""))), found.get("hreflang", ""))

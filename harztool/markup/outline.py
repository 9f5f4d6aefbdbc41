"""What a page says of itself and where it leads: title, base, canonical address, robots, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from harztool.markup.tokens import START, TEXT, VOID, Token, attributes, scanned, tag_token, text

_LEADING = frozenset({"a", "area", "link", "base", "meta", "html", "body", "frame", "iframe"})
_LONG = 1000
_TELLING = frozenset({"content", "href", "hreflang", "http-equiv", "lang", "name", "property", "rel", "src"})


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


def outline(html: str, most: int = 1_000_000) -> Outline:
    """Return what the page states about itself, and the links of its `a`, `area`, `frame` and `iframe` elements.

    Of more than `most` different tags that may say so only the first are read.

    >>> page = '<title>Burg</title><link rel=canonical href=/burg><a href="/karte" rel=nofollow>Karte</a>'
    >>> outline(page).title, outline(page).canonical, outline(page).links[0].href
    ('Burg', '/burg', '/karte')
    """
    # By what is written there: a tag that stands on the page again says nothing new.
    found: dict[str, str] = {}
    title: str | None = None
    within = False  # the body, where a canonical address is somebody's comment (HTML, 4.6.6)
    for kind, start, end, name, _ in scanned(html):
        if name in _LEADING:
            within = within or name == "body"
            if (kind is START or kind is VOID) and len(found) < most and not (within and name == "link"):
                found.setdefault(html[start:end], name)
        elif kind is TEXT and name == "title" and title is None:
            title = " ".join(text(html, Token(kind, start, end, name)).split())
    tags = [_tag(tag, name) for tag, name in found.items()]
    return Outline(
        title=title or "",
        base=next(_values(tags, "base", "href"), ""),
        canonical=next(_linked(tags, "canonical"), ""),
        language=next(_values(tags, "html", "lang"), ""),
        robots=frozenset(_words(" ".join(_metas(tags, "name", "robots", "harztool")))),
        refresh=next(_metas(tags, "http-equiv", "refresh"), ""),
        links=tuple(tag.link for tag in tags if tag.link),
    )


@dataclass(frozen=True, slots=True)
class _Tag:
    """A start tag: its element, its attributes, and the link that it is, if it is one."""

    name: str
    attributes: Mapping[str, str]
    link: Link | None


def _tag(tag: str, name: str) -> _Tag:
    return _read(tag, name) if len(tag) < _LONG else _read.__wrapped__(tag, name)


@lru_cache(maxsize=4096)  # the same navigation stands on every page
def _read(tag: str, name: str) -> _Tag:
    found = {each: attribute.value for each, attribute in attributes(tag, tag_token(tag), _TELLING).items()}
    return _Tag(name, found, _link(name, found))


def _link(name: str, found: Mapping[str, str]) -> Link | None:
    address = found.get("src" if name in ("frame", "iframe") else "href", "").strip()
    if not address or name not in ("a", "area", "frame", "iframe"):
        return None
    return Link(address, frozenset(_words(found.get("rel", ""))), found.get("hreflang", ""))


def _values(tags: list[_Tag], name: str, attribute: str) -> Iterator[str]:
    return (tag.attributes[attribute].strip() for tag in tags if tag.name == name and attribute in tag.attributes)


def _linked(tags: list[_Tag], relation: str) -> Iterator[str]:
    for tag in tags:
        if tag.name == "link" and relation in _words(tag.attributes.get("rel", "")):
            yield tag.attributes.get("href", "").strip()


def _metas(tags: list[_Tag], attribute: str, *values: str) -> Iterator[str]:
    for tag in tags:
        if tag.name == "meta" and tag.attributes.get(attribute, "").lower() in values:
            yield tag.attributes.get("content", "")


def _words(text: str) -> list[str]:
    return text.lower().replace(",", " ").split()

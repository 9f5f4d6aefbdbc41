"""A page of the source language, read once for all the languages that it is built in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urljoin, urlsplit

from harztool.markup import Reading, Tags, inner_page, links_within, tags
from harztool.markup import read as read_markup
from harztool.model import Page
from harztool.rules import DEFAULT, Rules

# Where addresses stand: elements by attribute (HTML Living Standard, attributes index, "valid URL").
ADDRESSES = {
    "href": frozenset({"a", "area", "link"}),
    "src": frozenset("audio embed frame iframe img input script source track video".split()),
    "action": frozenset({"form"}),
    "formaction": frozenset({"button", "input"}),
    "cite": frozenset({"blockquote"}),
    "background": frozenset({"body", "td"}),
    "data": frozenset({"object"}),
    "longdesc": frozenset({"img"}),
    "poster": frozenset({"video"}),
    "srcset": frozenset({"img", "source"}),
    "imagesrcset": frozenset({"link"}),
}
# Pages within pages within pages: deeper ones stay as they are, and their texts, too.
_DEEPEST = 3
_TELLING = frozenset({"html", "meta", "base"}).union(*ADDRESSES.values())
# Any element may state its language, or have a style that names an address.
_MENTION = re.compile(r"(?i)\blang[\s=/>]|url\(")


@dataclass(frozen=True, slots=True)
class Source:
    """A page, its texts, its tags as far as they may change, and what its addresses are relative to.

    `switches` are the links of its language switchers: where each begins, and its text. `frames` are the pages that
    stand in an attribute of a tag (`srcdoc`), by where that begins.
    """

    page: Page
    language: str
    reading: Reading
    tags: Tags
    base: str
    switches: Mapping[int, str]
    frames: Mapping[int, Source]

    @property
    def own(self) -> bool:
        """Whether addresses are relative to the page itself."""
        return urldefrag(self.base)[0] == self.page.url


def read(page: Page, rules: Rules = DEFAULT) -> Source:
    """Return what building needs of a page.

    >>> page = Page("https://harz.example/de/", "de/index.html", '<base href="/x/"><p>Burg')
    >>> source = read(page)
    >>> source.base, [slot.text for slot in source.reading.slots]
    ('https://harz.example/x/', ['Burg'])
    """
    return _read(page, rules, page.url, 0)


def _read(page: Page, rules: Rules, around: str, depth: int) -> Source:
    """Read a page that stands in another one, whose base is `around`, or alone."""
    reading = read_markup(page.html, rules)
    found = tags(page.html, _TELLING, _MENTION, reading.tokens)
    base = _base(around, found)
    framing = [tag for tag in found.found if tag.name == "iframe" and "srcdoc" in tag.attributes and depth < _DEEPEST]
    inner = {tag.start: replace(page, html=inner_page(page.html, tag, "srcdoc")) for tag in framing}
    frames = {start: _read(each, rules, base, depth + 1) for start, each in inner.items()}
    switches = links_within(page.html, rules.switchers)
    return Source(page, rules.source, reading, found, base, switches, frames)


def _base(url: str, found: Tags) -> str:
    """Return what addresses are relative to on a page, or in a frame of it (HTML Standard, "document base URL")."""
    told = next((tag.value("href") for tag in found.found if tag.name == "base" and "href" in tag.attributes), "")
    try:
        base = urljoin(url, told.strip())
    except ValueError:  # what is no address is no base
        return url
    return url if urlsplit(base).scheme in ("data", "javascript") else base

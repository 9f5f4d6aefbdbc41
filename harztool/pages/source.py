"""A page of the source language, read once for all the languages that it is built in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from harztool.markup import Reading, Tags, links_within, tags
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
_TELLING = frozenset({"html", "meta", "base"}).union(*ADDRESSES.values())
# Any element may state its language, or have a style that names an address.
_MENTION = re.compile(r"(?i)\blang[\s=/>]|url\(")


@dataclass(frozen=True, slots=True)
class Source:
    """A page, its texts, its tags as far as they may change, and what its addresses are relative to.

    `switches` are the links of its language switchers: where each begins, and its text.
    """

    page: Page
    language: str
    reading: Reading
    tags: Tags
    base: str
    switches: Mapping[int, str]

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
    reading = read_markup(page.html, rules)
    switches = links_within(page.html, rules.switchers)
    found = tags(page.html, _TELLING, _MENTION)
    return Source(page, rules.source, reading, found, _base(page, found), switches)


def _base(page: Page, found: Tags) -> str:
    """Return what the page's addresses are relative to (HTML Living Standard, "document base URL")."""
    told = next((tag.value("href") for tag in found.found if tag.name == "base" and "href" in tag.attributes), "")
    try:
        base = urljoin(page.url, told.strip())
    except ValueError:  # what is no address is no base
        return page.url
    return page.url if urlsplit(base).scheme in ("data", "javascript") else base

"""A page of the source language, read once for all the languages that it is built in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urljoin, urlsplit

from harztool.markup import Reading, StartTag, Tags, inner_page, links_within, tags
from harztool.markup import read as read_markup
from harztool.model import Page
from harztool.rules import DEFAULT, Rules

# What drawings use, by an address of their own (SVG 2, "linking").
DRAWN = frozenset("feimage image lineargradient mpath pattern radialgradient textpath use".split())
_LAZY = frozenset("iframe img source video".split())
_TABLE = frozenset("table tbody td tfoot th thead tr".split())
# Where addresses stand: elements by attribute (HTML Living Standard, attributes index, "valid URL", and 15.3 for what
# was once allowed), what scripts put there later (`data-`), and elements of AMP.
ADDRESSES = {
    "href": frozenset({"a", "area", "link"}) | DRAWN,
    "xlink:href": frozenset({"a", "script"}) | DRAWN,
    "src": frozenset("amp-img audio embed frame iframe image img input script source track video".split()),
    "action": frozenset({"form"}),
    "formaction": frozenset({"button", "input"}),
    "cite": frozenset({"blockquote"}),
    "background": frozenset({"body"}) | _TABLE,
    "data": frozenset({"object"}),
    "longdesc": frozenset({"img"}),
    "poster": frozenset({"video"}),
    "srcset": frozenset({"amp-img", "img", "source"}),
    "imagesrcset": frozenset({"link"}),
    "data-src": _LAZY,
    "data-srcset": _LAZY,
    "value": frozenset({"param"}),
}
# Parameters of an `object` that name a file.
_FILMS = frozenset({"movie", "src"})
# Where styles stand: in an attribute for them, or in one of a drawing that is a property (SVG 2, "presentation").
STYLES = frozenset("clip-path cursor fill filter marker-end marker-mid marker-start mask stroke style".split())
# Pages within pages within pages: deeper ones stay as they are, and their texts, too.
_DEEPEST = 3
_TELLING = frozenset({"html", "meta", "base"}).union(*ADDRESSES.values()) - _TABLE
# Any element may state its language, or have a style that names an address; of a table, few cells have a background.
_MENTION = re.compile(r"(?i)\b(?:lang|background)[\s=/>]|(?:url|image-set)\(")


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


def addressed(tag: StartTag) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a tag that hold an address, or several, with their values.

    What a script is to fill in (`data-src="{{ image }}"`) is no address: it may not hold braces (URL Standard).

    >>> found = tags('<use href="icons.svg#burg"><img src=a.png data-src="{image}" alt=b>', frozenset({"use", "img"}))
    >>> [each for tag in found.found for each in addressed(tag)]
    [('href', 'icons.svg#burg'), ('src', 'a.png')]
    """
    for name, attribute in tag.attributes.items():
        if tag.name in ADDRESSES.get(name, ()):
            is_meant = tag.value("name").strip().lower() in _FILMS if name == "value" else True
            if is_meant and not (name.startswith("data-") and "{" in attribute.value):
                yield name, attribute.value


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

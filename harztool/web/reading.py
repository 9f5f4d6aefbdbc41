"""An answer read as a page: its text, the address that it goes by, where it leads, and what it asks of crawlers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harztool import charsets, markup
from harztool.model import Trace
from harztool.web import robots, urls
from harztool.web.values import Response

_READ = frozenset({200, 203})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_UNFOLLOWED = frozenset({"nofollow", "none"})
_UNLISTED = frozenset({"noindex", "none"})
# HTML, 4.2.5.3: "5; url=/neu", the word and the quotes may be missing.
_REFRESH = re.compile(r"""\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?["']?(?P<address>[^"']*)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page at `url` holds and says; `links` in normal form, those that it asks not to follow left out.

    `canonical` is empty where the page names none; `listed` is false where it asks not to be listed. `html` is None
    for a page that has not changed since it was read.
    """

    url: str
    html: str | None
    title: str = ""
    canonical: str = ""
    links: tuple[str, ...] = ()
    listed: bool = True
    etag: str = ""
    last_modified: str = ""


def fault(response: Response) -> str:
    """Return in a phrase why an answer is no page, else nothing.

    >>> fault(Response(200, {"content-type": "application/pdf"}))
    'it is no HTML but application/pdf'
    """
    # What is no page need not have been read to its end.
    if response.status in _READ and (reason := foreign(response)):
        return reason
    return response.saying if response.fault or response.status not in _READ else ""


def foreign(response: Response) -> str:
    """Return in a phrase what an answer is instead of HTML, by what its header states; nothing if it is HTML.

    >>> foreign(Response(200, {"content-type": "Text/HTML; charset=utf-8"}))
    ''
    """
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return "" if kind in _HTML else f"it is no HTML but {kind or 'of a type that it does not state'}"


def text(response: Response) -> str:
    """Return the text of a page; see `charsets.decoded`."""
    return charsets.decoded(response.body, response.headers.get("content-type", ""))


def is_binary(html: str) -> bool:
    r"""Return whether what was sent as HTML is none: no text holds the character U+0000.

    >>> is_binary("\x89PNG\r\n\x1a\n\x00")
    True
    """
    return "\0" in html


def reading(url: str, html: str, response: Response) -> Reading:
    """Return what the page with the text `html`, answered for the address `url`, holds and says.

    >>> page = '<link rel="canonical" href="/burg"><a href="karte.html">Karte</a><a rel="nofollow" href="/x">x</a>'
    >>> found = reading("https://harz.example/de/", page, Response(200))
    >>> found.canonical, found.links
    ('https://harz.example/burg', ('https://harz.example/de/karte.html',))
    """
    outline = markup.outline(html)
    wishes = outline.robots | robots.words(response.headers.get("x-robots-tag", ""))
    base = urls.found(outline.base, url) or url
    return Reading(
        url,
        html,
        title=outline.title,
        canonical=urls.found(outline.canonical, base) if outline.canonical else "",
        links=() if wishes & _UNFOLLOWED else tuple(dict.fromkeys(_links(outline, base))),
        listed=not wishes & _UNLISTED,
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
    )


def remembered(trace: Trace, response: Response) -> Reading:
    """Return what a page that has not changed says, without its text; what the answer says anew counts (RFC 9111, 3.2).

    >>> remembered(Trace("https://harz.example/", ""), Response(304, {"x-robots-tag": "noindex"})).listed
    False
    """
    wishes = robots.words(response.headers.get("x-robots-tag", ""))
    return Reading(
        trace.url,
        None,
        canonical=trace.canonical,
        links=() if wishes & _UNFOLLOWED else trace.links,
        listed=trace.listed and not wishes & _UNLISTED,
    )


def _links(outline: markup.Outline, base: str) -> Iterator[str]:
    hrefs = [link.href for link in outline.links if "nofollow" not in link.rel]
    refresh = _REFRESH.match(outline.refresh)
    if refresh and refresh["address"]:
        hrefs.insert(0, refresh["address"])
    yield from filter(None, (urls.found(href, base) for href in hrefs))

"""An answer read as a page: its text, the address that it goes by, where it leads, and what it asks of crawlers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from harztool import charsets, markup, urls
from harztool.config import Config
from harztool.model import Trace
from harztool.web import robots
from harztool.web.values import Response

_READ = frozenset({200, 203})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_UNFOLLOWED = frozenset({"nofollow", "none"})
_UNLISTED = frozenset({"noindex", "none"})
# How files begin that are no text; those that hold no byte which would tell.
_MAGIC = ("%PDF-", "%!PS-Adobe-", "PK\3\4", "GIF87a", "GIF89a")
_BINARY = re.compile(r"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SNIFFED = 1445
_TITLE = 500
_FIELD = 1000
_OTHERS = 1000
_USUAL = Config()
# HTML, 4.2.5.3: "5; url=/neu", the word and the quotes may be missing.
_REFRESH = re.compile(
    r"""\s*(?P<seconds>[\d.]+)(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?["']?(?P<address>[^"']*)""", re.IGNORECASE
)
# RFC 8288: <https://harz.example/burg>; rel="canonical"
_CANONICAL = re.compile(r"<(?P<address>[^<>]*)>\s*;[^<>]*?\brel\s*=\s*\"?canonical\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page at `url` holds and says; `links` in normal form, those that it asks not to follow left out.

    `canonical` is empty where the page names none; `listed` is false where it asks not to be listed. `refresh` is where
    it sends its reader at once. `html` is None for a page that has not changed since it was read.
    """

    url: str
    html: str | None
    title: str = ""
    canonical: str = ""
    links: tuple[str, ...] = ()
    listed: bool = True
    language: str = ""
    refresh: str = ""
    etag: str = ""
    last_modified: str = ""


def fault(response: Response) -> str:
    """Return in a phrase why an answer is no page, else nothing.

    >>> fault(Response(200, {"content-type": "application/pdf"}))
    'it is no HTML but application/pdf'
    """
    # What states that it is no page need not have been read to its end.
    torn = response.fault and "content-type" not in response.headers
    if response.status not in _READ or torn:
        return response.saying
    return foreign(response) or response.fault


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
    r"""Return whether what was sent as HTML is none, as WHATWG MIME Sniffing tells it (7.1), and by any U+0000.

    >>> is_binary("\x89PNG\r\n\x1a\n\x00")
    True
    """
    return "\0" in html or html.startswith(_MAGIC) or bool(_BINARY.search(html, 0, _SNIFFED))


def reading(url: str, html: str, response: Response, config: Config = _USUAL) -> Reading:
    """Return what the page with the text `html`, answered for the address `url`, holds and says.

    Of its links to the site there are at most `crawl.max_links`, and one more where there would be more; a link that
    says that it leads to one of the other languages is none.

    >>> page = '<link rel="canonical" href="/burg"><a href="karte.html">Karte</a><a rel="nofollow" href="/x">x</a>'
    >>> found = reading("https://harz.example/de/", page, Response(200))
    >>> found.canonical, found.links
    ('https://harz.example/burg', ('https://harz.example/de/karte.html',))
    """
    most = config.crawl.max_links
    # A page has more tags than links, and many links more than once or to other sites.
    outline = markup.outline(html, 4 * most + _OTHERS)
    wishes = outline.robots | robots.words(response.headers.get("x-robots-tag", ""))
    base = urls.found(outline.base, url) or url
    at_once, refresh = _refresh(outline.refresh)
    hrefs = [refresh, *_hrefs(outline, config)]
    return Reading(
        url,
        html,
        title=outline.title[:_TITLE],
        canonical=_canonical(outline, base, url, response),
        links=() if wishes & _UNFOLLOWED else tuple(islice(_distinct(_here(hrefs, base, url)), most + 1)),
        listed=not wishes & _UNLISTED,
        language=_primary(outline.language),
        refresh=next(_here([refresh], base, url), "") if at_once else "",
        etag=_short(response.headers.get("etag", "")),
        last_modified=_short(response.headers.get("last-modified", "")),
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
        language=trace.language,
    )


def is_translated(language: str, config: Config) -> bool:
    """Return whether the language that a page states is one that the site is translated into.

    >>> is_translated("en", Config()), is_translated("de", Config()), is_translated("", Config())
    (True, False, False)
    """
    return language != _primary(config.source) and language in map(_primary, config.languages)


def _primary(language: str) -> str:
    """Return the first subtag (RFC 5646, 2.1), as `en` of `en-GB`."""
    return language.replace("_", "-").partition("-")[0].strip().lower()


def _refresh(content: str) -> tuple[bool, str]:
    """Return where a page sends its reader, and whether at once."""
    found = _REFRESH.match(content)
    return (not found["seconds"].partition(".")[0].strip("0"), found["address"].strip()) if found else (False, "")


def _canonical(outline: markup.Outline, base: str, url: str, response: Response) -> str:
    if outline.canonical:
        return urls.found(outline.canonical, base)
    stated = _CANONICAL.search(response.headers.get("link", ""))
    return urls.found(stated["address"], url) if stated else ""


def _short(field: str) -> str:
    # What is sent back with the next question must fit into it.
    return field if len(field) <= _FIELD else ""


def _distinct(links: Iterable[str]) -> Iterator[str]:
    seen = set[str]()
    for link in links:
        if link not in seen:
            seen.add(link)
            yield link


def _hrefs(outline: markup.Outline, config: Config) -> Iterator[str]:
    for link in outline.links:
        if "nofollow" not in link.rel and not is_translated(_primary(link.hreflang), config):
            yield link.href


def _here(hrefs: Iterable[str], base: str, url: str) -> Iterator[str]:
    """Yield the addresses on the site of `url` that hrefs lead to; an empty one leads nowhere."""
    found = (urls.found(href, base) for href in hrefs if href)
    yield from (link for link in found if link and urls.same_site(link, url))

"""Sitemaps (sitemaps.org): the pages that a site lists itself, read without ever resolving an entity.

A sitemap is XML, plain lines, or a feed (RSS or Atom), as the protocol allows them.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin
from xml.parsers import expat

from harztool import urls
from harztool.config import Config
from harztool.model import Visit
from harztool.web import redirects
from harztool.web.robots import Robots
from harztool.web.values import NO_HEADERS, Fetch, Response

_DEEP = 20
_GZIP = b"\x1f\x8b"
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_ROOTS = frozenset({"urlset", "sitemapindex", "rss", "RDF", "feed"})
# What lists pages, by the element around the address: in `loc` or `link`, or in the attribute of Atom's `link`.
_PAGES = frozenset({("url", "loc"), ("item", "link"), ("entry", "link")})
_SITEMAPS = frozenset({("sitemap", "loc")})


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap lists: addresses of pages, and of further sitemaps; `fault` is why it ends early."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    fault: str = ""


@dataclass(slots=True)
class Listing:
    """The pages that all sitemaps list, each with its sitemap, and a visit for each sitemap that could not be read.

    Such a visit `hides` pages, unless it is of a sitemap that is never asked for.
    """

    pages: dict[str, str] = field(default_factory=dict)
    failures: list[Visit] = field(default_factory=list)


def read(fetch: Fetch, home: str, robots: Robots, config: Config) -> Listing:
    """Return what the sitemaps list that robots.txt names, or else the one at the usual place, `/sitemap.xml`.

    Each page is listed with the sitemap that it was found in. A missing sitemap at the usual place is no failure.
    """
    named = [urls.found(each, home) or each for each in robots.sitemaps]
    usual = urljoin(home, "/sitemap.xml")
    queue = deque(dict.fromkeys(named or [usual]))
    seen, listing = set(queue), Listing()
    for _ in range(config.crawl.max_sitemaps):
        if not queue or len(listing.pages) >= config.crawl.max_addresses:
            break
        url = queue.popleft()
        if refusal := _refused(url, home, robots):
            listing.failures.append(refusal)
            continue
        sitemap = _read(fetch, url, home, config, expected=bool(named) or url != usual)
        further = [each for each in _absolute(sitemap.sitemaps, url) if each not in seen]
        seen.update(further)
        queue.extend(dict.fromkeys(further))
        _take(listing, url, sitemap, config.crawl.max_addresses)
    if queue:
        listing.failures.append(
            Visit(queue[0], "failed", "more sitemaps than crawl.max_sitemaps or max_addresses allow", hides=True)
        )
    return listing


def _refused(url: str, home: str, robots: Robots) -> Visit | None:
    """Return the visit of a sitemap that is not asked for, in this crawl or in any other: so it hides no page."""
    if reason := redirects.leaving(home)(url):
        return Visit(url, "skipped", f"sitemap: {reason}")
    return None if robots.allows(url) else Visit(url, "refused", "sitemap: robots.txt forbids to read it")


def _read(fetch: Fetch, url: str, home: str, config: Config, *, expected: bool) -> Sitemap:
    leaving = redirects.leaving(home)
    _, response = redirects.followed(fetch, url, config.crawl.max_redirects, leaving, lambda _: NO_HEADERS)
    if response.status != 200:
        return Sitemap(fault=response.saying if expected or response.status not in (404, 410) else "")
    sitemap = _parsed(response, config.crawl.max_bytes)
    # A site may answer with some page what it does not have: where nobody names a sitemap, that is none.
    return Sitemap() if sitemap.fault and not expected and _is_page(response) else sitemap


def _is_page(response: Response) -> bool:
    return not response.fault and response.headers.get("content-type", "").lower().startswith("text/html")


def _parsed(response: Response, most: int) -> Sitemap:
    body, fault = unpacked(response.body, most)
    sitemap = parsed(body)
    cut = response.fault or fault
    return Sitemap(sitemap.pages, sitemap.sitemaps, cut or sitemap.fault)


def _absolute(addresses: tuple[str, ...], base: str) -> list[str]:
    return [found for each in addresses if (found := urls.found(each, base))]


def _take(listing: Listing, url: str, sitemap: Sitemap, most: int) -> None:
    # A page of another site is never read: it takes the place of none.
    pages = (page for page in _absolute(sitemap.pages, url) if urls.same_site(page, url))
    new = dict.fromkeys((page for page in pages if page not in listing.pages), url)
    listing.pages |= islice(new.items(), most - len(listing.pages))
    if sitemap.fault:
        listing.failures.append(Visit(url, "failed", f"sitemap: {sitemap.fault}", hides=True))


def unpacked(body: bytes, most: int) -> tuple[bytes, str]:
    """Return a body that may be packed with gzip, up to `most` bytes of it, and why it is not whole, if so.

    >>> unpacked(gzip.compress(b"<urlset/>"), 100)
    (b'<urlset/>', '')
    """
    if not body.startswith(_GZIP):
        return body, ""
    whole, fault = bytearray(), ""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            while len(whole) <= most and (chunk := file.read1(65536)):
                whole += chunk
    except (OSError, EOFError, zlib.error):
        fault = "it is no whole gzip file"
    if len(whole) > most:
        fault = f"it has more than {most} bytes (crawl.max_bytes)"
    return bytes(whole[:most]), fault


def parsed(body: bytes) -> Sitemap:
    """Return what a sitemap lists, in XML or as plain lines; as much as could be read where it has a fault.

    >>> parsed(b"<urlset><url><loc>https://harz.example/de/</loc></url></urlset>").pages
    ('https://harz.example/de/',)
    >>> parsed(b"<html><h1>Wartung</h1></html>").fault
    'it is no sitemap'
    """
    # Before `<?xml` nothing may stand (XML 1.0, 2.8), but what PHP prints too early often does.
    bare = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if bare.startswith(b"<") or body.startswith(_BOMS):
        return _from_xml(body if body.startswith(_BOMS) else bare)
    lines = (line.strip() for line in bare.decode("utf-8", "replace").splitlines())
    pages = tuple(line for line in lines if line.startswith(("http://", "https://")))
    return Sitemap(pages, fault="" if pages else "it is no sitemap")


class _EntityDeclaredError(Exception):
    """A sitemap declares an entity, which no sitemap needs and every entity bomb does."""


class _TooDeepError(Exception):
    """A sitemap nests its elements as none ever does."""


def _refuses(*_declaration: object) -> None:
    raise _EntityDeclaredError


@dataclass(slots=True)
class _Reader:
    """What a sitemap has listed so far; an address counts when its element ends."""

    root: str = ""
    elements: list[str] = field(default_factory=list)
    text: str = ""
    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.elements) >= _DEEP:
            raise _TooDeepError
        self.elements.append(name.rpartition(":")[2])
        self.root = self.root or self.elements[0]
        self.text = attributes.get("href", "") if attributes.get("rel", "alternate") == "alternate" else ""

    def reads(self, text: str) -> None:
        if tuple(self.elements[-2:]) in _PAGES | _SITEMAPS:
            self.text += text

    def ends(self, _name: str) -> None:
        place, address = tuple(self.elements[-2:]), self.text.strip()
        if address and place in _PAGES:
            self.pages.append(address)
        elif address and place in _SITEMAPS:
            self.sitemaps.append(address)
        self.elements.pop()
        self.text = ""


def _from_xml(body: bytes) -> Sitemap:
    reader, parser = _Reader(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = reader.starts, reader.reads
    parser.EndElementHandler, parser.EntityDeclHandler = reader.ends, _refuses
    fault = ""
    try:
        parser.Parse(body, True)
    except _EntityDeclaredError:
        fault = "it declares an entity"
    except _TooDeepError:
        fault = "it nests more than 20 elements"
    except (expat.ExpatError, LookupError, ValueError) as error:
        fault = f"it is not well-formed XML ({error})"
    if reader.root and reader.root not in _ROOTS:
        return Sitemap(fault="it is no sitemap")
    return Sitemap(tuple(reader.pages), tuple(reader.sitemaps), fault)

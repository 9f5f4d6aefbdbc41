"""Sitemaps (sitemaps.org): the pages that a site lists itself, read without ever resolving an entity."""

from __future__ import annotations

import gzip
import io
import zlib
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.parsers import expat

from harztool.config import Config
from harztool.model import Visit
from harztool.web import redirects, urls
from harztool.web.robots import Robots
from harztool.web.values import NO_HEADERS, Fetch, Response

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap lists: addresses of pages, and of further sitemaps; `fault` is why it ends early."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    fault: str = ""


@dataclass(slots=True)
class Listing:
    """The pages that all sitemaps list, each with its sitemap, and a failed visit for each sitemap at fault."""

    pages: dict[str, str] = field(default_factory=dict)
    failures: list[Visit] = field(default_factory=list)


def read(fetch: Fetch, home: str, robots: Robots, config: Config) -> Listing:
    """Return what the sitemaps list that robots.txt names, or else the one at the usual place, `/sitemap.xml`.

    Each page is listed with the sitemap that it was found in. A missing sitemap at the usual place is no failure.
    """
    named = [urls.found(each, home) or each for each in robots.sitemaps]
    queue = deque(dict.fromkeys(named or [urljoin(home, "/sitemap.xml")]))
    seen, listing = set(queue), Listing()
    for _ in range(config.crawl.max_sitemaps):
        if not queue or len(listing.pages) >= config.crawl.max_addresses:
            break
        url = queue.popleft()
        sitemap = _read(fetch, url, home, robots, config, expected=bool(named))
        further = [each for each in _absolute(sitemap.sitemaps, url) if each not in seen]
        seen.update(further)
        queue.extend(dict.fromkeys(further))
        _take(listing, url, sitemap, config.crawl.max_addresses)
    if queue:
        listing.failures.append(
            Visit(queue[0], "failed", "more sitemaps than crawl.max_sitemaps or max_addresses allow", hides=True)
        )
    return listing


def _read(fetch: Fetch, url: str, home: str, robots: Robots, config: Config, *, expected: bool) -> Sitemap:
    refusal = redirects.leaving(home)
    if reason := refusal(url) or ("" if robots.allows(url) else "robots.txt forbids to read it"):
        return Sitemap(fault=reason)
    _, response = redirects.followed(fetch, url, config.crawl.max_redirects, refusal, lambda _: NO_HEADERS)
    if response.status == 200:
        return _parsed(response, config.crawl.max_bytes)
    return Sitemap(fault=response.saying if expected or response.status not in (404, 410) else "")


def _parsed(response: Response, most: int) -> Sitemap:
    body, fault = unpacked(response.body, most)
    sitemap = parsed(body)
    cut = response.fault or fault
    return Sitemap(sitemap.pages, sitemap.sitemaps, cut or sitemap.fault)


def _absolute(addresses: tuple[str, ...], base: str) -> list[str]:
    return [found for each in addresses if (found := urls.found(each, base))]


def _take(listing: Listing, url: str, sitemap: Sitemap, most: int) -> None:
    for page in _absolute(sitemap.pages, url):
        if len(listing.pages) < most:
            listing.pages.setdefault(page, url)
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
    """
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines())
        return Sitemap(pages=tuple(line for line in lines if line.startswith(("http://", "https://"))))
    return _from_xml(body)


class _EntityDeclaredError(Exception):
    """A sitemap declares an entity, which no sitemap needs and every entity bomb does."""


def _from_xml(body: bytes) -> Sitemap:
    open_elements: list[str] = []
    texts: dict[str, list[str]] = {"url": [], "sitemap": []}

    def starts(name: str, _attributes: dict[str, str]) -> None:
        open_elements.append(name.rpartition(":")[2])
        if _is_address(open_elements):
            texts[open_elements[-2]].append("")

    def reads(text: str) -> None:
        if _is_address(open_elements):
            texts[open_elements[-2]][-1] += text

    def refuses(*_declaration: object) -> None:
        raise _EntityDeclaredError

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = starts, reads
    parser.EndElementHandler = lambda _name: open_elements.pop()
    parser.EntityDeclHandler = refuses
    fault = ""
    try:
        parser.Parse(body, True)
    except _EntityDeclaredError:
        fault = "it declares an entity"
    except (expat.ExpatError, LookupError, ValueError) as error:
        fault = f"it is not well-formed XML ({error})"
    pages, sitemaps = (tuple(text.strip() for text in texts[name]) for name in ("url", "sitemap"))
    return Sitemap(pages, sitemaps, fault)


def _is_address(open_elements: list[str]) -> bool:
    return open_elements[-1:] == ["loc"] and open_elements[-2:-1] in (["url"], ["sitemap"])

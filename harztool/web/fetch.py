"""One request over HTTP, with a bound on everything that the other side decides; the only room with requests."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException

from requests import Session
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH, select_proxy
from urllib3 import PoolManager
from urllib3.exceptions import (
    HTTPError,
    LocationValueError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,  # noqa: A004  named by the library
)
from urllib3.response import BaseHTTPResponse

from harztool import __version__
from harztool.config import Config, Crawl
from harztool.urls import loopback
from harztool.web.clock import Clock, Term
from harztool.web.packing import PackingError, UnendedError, unpacked
from harztool.web.robots import NAME
from harztool.web.values import Fetch, Response
from harztool.web.wire import POOLS, MalformedError, StaleError

_CHUNK = 65_536
_CONTROLS = re.compile(r"\s*[\x00-\x1f\x7f]\s*")
_LISTS = frozenset({"link", "x-robots-tag"})
# What is neither a page nor a sitemap, nor a robots.txt: megabytes that nobody would look at.
_MEDIA = re.compile(
    r"\s*(?:(?:audio|font|image|video)/|application/(?:pdf|msword|rtf|vnd\.|x-tar|x-7z|zip\b))", re.IGNORECASE
)


@contextmanager
def opened(home: str, config: Config) -> Iterator[Fetch]:
    """Give a fetch that asks the site of `home`, from several threads if need be.

    It follows no redirect, keeps no cookie and never raises for what the network or the site does: that is the
    `fault` of its `Response`. At the end its connections are closed, and what was under way is cut off.
    """
    headers = _headers(config)
    manager = _manager(home, config)
    with manager, Clock(config.crawl.max_seconds) as clock:
        yield lambda url, more: _asked(manager, clock, url, {**headers, **more}, config.crawl)


def _headers(config: Config) -> dict[str, str]:
    return {
        "User-Agent": user_agent(config.crawl.contact),
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate, br",
        "Accept-Language": config.source,
    }


def user_agent(contact: str = "") -> str:
    """Return how the crawler names itself: product, version, and where its owner can be reached.

    >>> user_agent("https://harz.example/kontakt").partition("/")[0]
    'harztool'
    """
    plain = "".join(sign for sign in contact if sign.isascii() and sign.isprintable() and sign not in "()").strip()
    return f"{NAME}/{__version__} (+{plain})" if plain else f"{NAME}/{__version__}"


def _manager(home: str, config: Config) -> PoolManager:
    """Return what holds the connections, with the proxies and certificates that the environment names.

    requests knows these. Its own way of sending costs five times as much as asking its pool of connections directly.
    """
    settings = Session().merge_environment_settings(home, {}, None, None, None)
    adapter = HTTPAdapter(pool_maxsize=config.crawl.concurrency)
    proxy = select_proxy(home, settings["proxies"])
    manager: PoolManager = adapter.poolmanager
    if proxy and not loopback(home):  # a proxy of the office can't reach this machine's own loopback
        manager = adapter.proxy_manager_for(proxy)
    named = settings["verify"] if isinstance(settings["verify"], str) else DEFAULT_CA_BUNDLE_PATH
    manager.connection_pool_kw["ca_certs"] = named
    manager.pool_classes_by_scheme = POOLS
    return manager


def _asked(manager: PoolManager, clock: Clock, url: str, headers: Mapping[str, str], crawl: Crawl) -> Response:
    status, named, pieces, fault, lasting = 0, dict[str, str](), list[bytes](), "", False
    with clock.term() as term:
        try:
            with _answered(manager, url, headers, crawl.timeout, term) as answer:
                status, named = answer.status, _named(answer)
                if not _MEDIA.match(named.get("content-type", "")):
                    _take(pieces, unpacked(_chunks(answer), named.get("content-encoding", "")), crawl.max_bytes)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            fault, lasting = _said(error, crawl)
    if term.over:
        fault, lasting = f"it takes longer than {crawl.max_seconds:g} s (crawl.max_seconds)", True
    if status and not 200 <= status < 300:
        fault, lasting = "", False  # the status says it all, whatever became of the body
    return Response(status, named, b"".join(pieces), fault, lasting)


def _answered(
    manager: PoolManager, url: str, headers: Mapping[str, str], timeout: float, term: Term
) -> BaseHTTPResponse:
    """Ask, and again where it was an idle connection that the server had closed by then (RFC 9112, 9.3.1)."""
    while True:
        try:
            return manager.urlopen(
                "GET", url, headers=headers, timeout=timeout, redirect=False, retries=False, preload_content=False
            )
        except ProtocolError as error:
            if term.over or not isinstance(error.args[-1], StaleError):
                raise


def _named(answer: BaseHTTPResponse) -> dict[str, str]:
    """Return the fields of an answer; of one on several lines the last, but all lines of a list (RFC 9110, 5.3).

    What would control a terminal or break a line of our own reads as a blank (RFC 9110, 5.5).
    """
    fields = {name.lower(): _CONTROLS.sub(" ", value) for name, value in answer.headers.items()}
    return fields | {name: "\n".join(_lines(answer, name)) for name in _LISTS & fields.keys()}


def _lines(answer: BaseHTTPResponse, name: str) -> list[str]:
    return [_CONTROLS.sub(" ", value) for value in answer.headers.getlist(name)]


def _chunks(answer: BaseHTTPResponse) -> Iterator[bytes]:
    while chunk := answer.read1(_CHUNK, decode_content=False):
        yield chunk


def _take(pieces: list[bytes], body: Iterator[bytes], most: int) -> None:
    """Take the pieces of a body, at most so many bytes of it; more raise `_LargeError`."""
    left = most
    for piece in body:
        pieces.append(piece[:left])
        left -= len(piece)
        if left < 0:
            raise _LargeError


class _LargeError(ValueError):
    """A body has more bytes than are taken."""


def _said(error: Exception, crawl: Crawl) -> tuple[str, bool]:
    """Return in a phrase what is wrong, and whether asking again is of no use."""
    cause = getattr(error, "original_error", error)
    if isinstance(cause, (ProtocolError, SSLError)) and isinstance(cause.args[-1], Exception):
        cause = cause.args[-1]
    if isinstance(cause, (MalformedError, PackingError)):
        return str(cause), not isinstance(cause, UnendedError)
    if isinstance(cause, (TimeoutError, OSError)) and "timed out" in str(cause):
        return f"no answer within {crawl.timeout:g} s (crawl.timeout)", False
    if isinstance(cause, _LargeError):
        return f"it has more than {crawl.max_bytes} bytes (crawl.max_bytes)", True
    return next((phrase, lasting) for kinds, phrase, lasting in _PHRASES if isinstance(cause, kinds))


_PHRASES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, bool], ...] = (
    (NameResolutionError, "its name is not known; is there a network?", False),
    (NewConnectionError, "it accepts no connection", False),
    (ssl.SSLCertVerificationError, "its certificate is not valid", True),
    (ssl.SSLEOFError, "the connection broke", False),
    (ssl.SSLError, "no secure connection with it comes about; is it a server for https?", False),
    ((LocationValueError, UnicodeError), "its address can't be asked for", True),
    (Exception, "the connection broke", False),
)

"""One request over HTTP, with a bound on everything that the other side decides; the only room with requests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException

from requests import Session
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH, select_proxy
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
    TimeoutError,  # noqa: A004  named by the library
)
from urllib3.response import BaseHTTPResponse

from harztool import __version__
from harztool.config import Config, Crawl
from harztool.web.clock import Clock, waits_at
from harztool.web.robots import NAME
from harztool.web.urls import loopback
from harztool.web.values import Fetch, Response

_CHUNK = 65_536
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
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
    return manager


class _Connection(HTTPConnection):
    """A connection that tells the clock when it begins to wait for an answer."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in the library
        waits_at(self.sock)
        return super().getresponse()


class _SecureConnection(HTTPSConnection):
    """The same with TLS."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in the library
        waits_at(self.sock)
        return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def _asked(manager: PoolManager, clock: Clock, url: str, headers: Mapping[str, str], crawl: Crawl) -> Response:
    status, named, body, fault = 0, dict[str, str](), b"", ""
    with clock.term() as term:
        try:
            with _answered(manager, url, headers, crawl.timeout) as answer:
                status, named = answer.status, _named(answer)
                body = b"" if _MEDIA.match(named.get("content-type", "")) else _body(answer, crawl.max_bytes)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            fault = _said(error, crawl)
    if term.over:
        return Response(
            status, named, fault=f"it takes longer than {crawl.max_seconds:g} s (crawl.max_seconds)", lasting=True
        )
    if fault:
        return Response(0, named, fault=fault)
    return Response(status, named, body[: crawl.max_bytes], _large(body, crawl.max_bytes))


def _answered(manager: PoolManager, url: str, headers: Mapping[str, str], timeout: float) -> BaseHTTPResponse:
    return manager.urlopen(
        "GET", url, headers=headers, timeout=timeout, redirect=False, retries=False, preload_content=False
    )


def _named(answer: BaseHTTPResponse) -> dict[str, str]:
    """Return the fields of an answer; of one on several lines the last, but all lines of a list (RFC 9110, 5.3)."""
    fields = {name.lower(): value for name, value in answer.headers.items()}
    return fields | {name: "\n".join(answer.headers.getlist(name)) for name in _LISTS & fields.keys()}


def _body(answer: BaseHTTPResponse, most: int) -> bytes:
    """Return the unpacked body, a little more of it than `most` where it is larger."""
    body = bytearray()
    while len(body) <= most and (chunk := answer.read1(_CHUNK, decode_content=True)):
        body += chunk
    return bytes(body)


def _large(body: bytes, most: int) -> str:
    return f"it has more than {most} bytes (crawl.max_bytes)" if len(body) > most else ""


def _said(error: Exception, crawl: Crawl) -> str:
    cause = getattr(error, "original_error", error)
    if isinstance(cause, NameResolutionError):
        return "its name is not known; is there a network?"
    if isinstance(cause, NewConnectionError):
        return "it accepts no connection"
    if isinstance(cause, (TimeoutError, OSError)) and "timed out" in str(cause):
        return f"no answer within {crawl.timeout:g} s (crawl.timeout)"
    if isinstance(cause, SSLError):
        return "its certificate is not valid"
    return "it can't be unpacked" if isinstance(cause, DecodeError) else "the connection broke"

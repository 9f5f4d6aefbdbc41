"""One request over HTTP, with a bound on everything that the other side decides; the only room with requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from threading import Timer

import requests
from urllib3.exceptions import DecodeError, HTTPError, NameResolutionError, NewConnectionError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from harztool import __version__
from harztool.config import Config, Crawl
from harztool.web.robots import NAME
from harztool.web.urls import loopback
from harztool.web.values import Fetch, Response

_CHUNK = 65_536


@contextmanager
def opened(home: str, config: Config) -> Iterator[Fetch]:
    """Give a fetch that asks the site of `home`; its connections are closed at the end.

    It follows no redirect, keeps no cookie and never raises for what the network or the site does: that is the
    `fault` of its `Response`.
    """
    with requests.Session() as session:
        session.headers.update(_headers(config))
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A proxy of the office can't reach this machine's own loopback.
        session.trust_env = not loopback(home)
        yield lambda url, headers: _asked(session, url, headers, config.crawl)


def _headers(config: Config) -> dict[str, str]:
    return {
        "User-Agent": user_agent(config.crawl.contact),
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.1",
        "Accept-Language": config.source,
    }


def user_agent(contact: str = "") -> str:
    """Return how the crawler names itself: product, version, and where its owner can be reached.

    >>> user_agent("https://harz.example/kontakt").partition("/")[0]
    'harztool'
    """
    plain = "".join(sign for sign in contact if sign.isascii() and sign.isprintable() and sign not in "()").strip()
    return f"{NAME}/{__version__} (+{plain})" if plain else f"{NAME}/{__version__}"


def _asked(session: requests.Session, url: str, headers: Mapping[str, str], crawl: Crawl) -> Response:
    try:
        answer = session.get(url, headers=headers, timeout=crawl.timeout, stream=True, allow_redirects=False)
    except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
        return Response(0, fault=_said(error, crawl))
    with answer:
        named = {name.lower(): value for name, value in answer.headers.items()}
        try:
            body, fault = _body(answer.raw, crawl)
        except (requests.RequestException, HTTPError, OSError) as error:
            return Response(0, headers=named, fault=_said(error, crawl))
        return Response(answer.status_code, named, body, fault)


def _body(raw: BaseHTTPResponse, crawl: Crawl) -> tuple[bytes, str]:
    """Read an unpacked body piece by piece; a clock that ends the connection is the only sure end of a slow one."""
    body, over = bytearray(), False

    def ends() -> None:
        nonlocal over
        over = True
        # What comes in the very last moment has closed the connection already.
        with suppress(ValueError, RuntimeError, OSError):
            raw.shutdown()

    clock = Timer(crawl.max_seconds, ends)
    clock.daemon = True
    clock.start()
    try:
        while len(body) <= crawl.max_bytes and (chunk := raw.read1(_CHUNK, decode_content=True)):
            body += chunk
    except (HTTPError, OSError):
        if not over:
            raise
    finally:
        clock.cancel()
    if over:
        return bytes(body), f"it takes longer than {crawl.max_seconds:g} s (crawl.max_seconds)"
    if len(body) > crawl.max_bytes:
        return bytes(body[: crawl.max_bytes]), f"it has more than {crawl.max_bytes} bytes (crawl.max_bytes)"
    return bytes(body), ""


def _said(error: Exception, crawl: Crawl) -> str:
    cause = getattr(error.args[0], "reason", error) if error.args else error
    if isinstance(error, (requests.Timeout, ReadTimeoutError)):
        return f"no answer within {crawl.timeout:g} s (crawl.timeout)"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    if isinstance(cause, NameResolutionError):
        return "its name is not known; is there a network?"
    if isinstance(cause, NewConnectionError):
        return "it accepts no connection"
    return "it can't be unpacked" if isinstance(error, DecodeError) else "the connection broke"

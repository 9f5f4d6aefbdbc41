"""Redirects: where an answer sends us, and following it within bounds and within the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from harztool import urls
from harztool.web.values import Fetch, Response

MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
Refusal = Callable[[str], str]


def target(url: str, response: Response) -> str | None:
    """Return the address that an answer of `url` redirects to, empty if it is none; None for any other answer.

    >>> target("https://harz.example/de", Response(301, {"location": "/de/"}))
    'https://harz.example/de/'
    """
    if response.status not in MOVED or response.fault:
        return None
    location = response.headers.get("location", "")
    return urls.found(_as_written(location), url) if location else ""


def _as_written(location: str) -> str:
    # HTTP headers are read as ISO-8859-1; servers write UTF-8.
    try:
        return location.encode("latin-1").decode()
    except UnicodeError:
        return location


def followed(
    fetch: Fetch, url: str, most: int, refusal: Refusal, headers: Callable[[str], Mapping[str, str]]
) -> tuple[str, Response]:
    """Return where an address leads in the end, and the answer there.

    `refusal(url)` says why a redirect must not be followed, `headers(url)` what is sent along. What is refused, and
    more than `most` redirects, give a `Response` with a lasting fault.
    """
    for _ in range(most + 1):
        response = fetch(url, headers(url))
        following = target(url, response)
        if following is None:
            return url, response
        if not following:
            return url, Response(0, fault="it redirects to no web address", lasting=True)
        if reason := refusal(following):
            fault = f"it redirects to {following}, {reason}"
            return url, Response(0, {"location": following}, fault=fault, lasting=True)
        url = following
    return url, Response(0, fault="it redirects more often than crawl.max_redirects allows", lasting=True)


def advice(home: str, response: Response) -> str:
    """Return what to do about an answer that kept us from the site: where it leads to another host, to begin there.

    >>> advice("https://harz.example/de/", Response(0, {"location": "https://www.harz.example/robots.txt"}))
    'if that is the site now, begin with https://www.harz.example/de/'
    """
    there = urlsplit(response.headers.get("location", ""))
    if response.status or not there.hostname or urls.same_site(there.geturl(), home):
        return "check the address or try again later"
    begin = urlsplit(home)._replace(scheme=there.scheme, netloc=there.netloc)
    return f"if that is the site now, begin with {begin.geturl()}"


def leaving(home: str) -> Refusal:
    """Return the refusal of every address that is not on the site of `home`: no other host is ever asked.

    >>> leaving("https://harz.example/")("http://169.254.169.254/")
    'another site'
    """
    return lambda url: "" if url and urls.same_site(url, home) else "another site"

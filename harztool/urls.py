"""Addresses: their normal form, in which two are equal when they mean the same page (RFC 3986, 6.2; WHATWG URL)."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote_plus, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

_PORTS = {"http": 80, "https": 443}
# How a session id is called, as an expression that minds no case.
SESSION = r"(?:PHPSESSID|JSESSIONID|ASPSESSIONID[A-Z]*|CFID|CFTOKEN|osCsid|zenid|session_?id|_wpnonce|fe_typo_user)"
_IN_PATH = re.compile(rf"[;&]{SESSION}=[^/;&]*", re.IGNORECASE)
_IN_QUERY = re.compile(SESSION, re.IGNORECASE)
# In an address that is the value of a parameter, its own signs escaped once or more often.
_INSIDE = re.compile(rf"%(?:25)*(?:3[BF]|26){SESSION}%(?:25)*3D[\w,.-]+", re.IGNORECASE)
# No longer address is kept in memory: thousands of hostile ones would fill it.
_LONG = 1000
# No server reads a longer one, and looking at it would take seconds.
_LONGEST = 20_000
# Parameters that count readers, and never make a page.
TRACKERS = re.compile(r"utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|gclid|fbclid|msclkid|dclid", re.IGNORECASE)
_ODD = re.compile(r"[\t\r\n\\]")
_SIGNATURE = "cHash"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def found(href: str, base: str) -> str:
    """Return the address that a link on the page `base` leads to, in normal form; empty where it is no web address.

    Scheme and host in lower case (a host as IDNA writes it), no default port, no user, no fragment, no session id;
    `%` escapes only where they are needed, no dot segments, parameters sorted.

    What has more than 20,000 characters is no address.

    >>> found("../Wohnen/%7eb.html?b=2&a=1#top", "HTTPS://Harz.example:443/de/start/")
    'https://harz.example/de/Wohnen/~b.html?a=1&b=2'
    >>> found("mailto:info@harz.example", "https://harz.example/")
    ''
    """
    href = href.strip()
    if len(href) + len(base) > _LONGEST:
        return ""
    # What has a path of its own is the same from each page of a folder: the navigation is resolved once.
    return _found(href, base if href[:1] in ("", "?", "#") else _folder(base))


@lru_cache(maxsize=256)
def _folder(base: str) -> str:
    plain = re.split(r"[?#]", base, maxsplit=1)[0]
    return plain[: plain.rfind("/") + 1] if plain.count("/") > 2 else base


def _found(href: str, base: str) -> str:
    return _resolved(href, base) if len(href) + len(base) < _LONG else _resolved.__wrapped__(href, base)


@lru_cache(maxsize=16_384)
def _resolved(href: str, base: str) -> str:
    try:
        return _normal(urljoin(base, plain(href)))
    except ValueError:  # what is no address: an unclosed IPv6 host, a port of 99999, half a character
        return ""


def plain(href: str) -> str:
    """Return an address as browsers read it: no tab or line break counts, and a backslash in its path is a slash.

    >>> plain("..\\\\karte.html?\\\\")
    '../karte.html?\\\\'
    """
    if not _ODD.search(href):
        return href
    return re.sub(r"^[^?#]*", lambda path: path[0].replace("\\", "/"), re.sub(r"[\t\r\n]", "", href))


def _normal(url: str) -> str:
    safe, whole = urlsplit(safe_url_string(url)), urlsplit(canonicalize_url(url))
    if whole.scheme not in _PORTS or not whole.hostname:
        return ""
    # A semicolon with nothing behind it is no part of an address to urljoin.
    path = _undotted(_IN_PATH.sub("", _ESCAPE.sub(_unescaped, safe.path)).rstrip(";"))
    fields = [each for each in _INSIDE.sub("", whole.query).split("&") if each and not _IN_QUERY.fullmatch(_name(each))]
    return urlunsplit((whole.scheme, _host(whole), path, "&".join(fields), ""))


def _unescaped(escape: re.Match[str]) -> str:
    sign = chr(int(escape[1], 16))
    return sign if _UNRESERVED.fullmatch(sign) else escape[0].upper()


def _undotted(path: str) -> str:
    kept: list[str] = []
    names = path.split("/")[1:] or [""]
    for name in names:
        if name == "..":
            kept[-1:] = []
        elif name != ".":
            kept.append(name)
    ending = [""] if names[-1] in (".", "..") else []
    return "/" + "/".join([*kept, *ending])


def _name(parameter: str) -> str:
    return unquote_plus(parameter.partition("=")[0])


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").removesuffix(".")
    name = f"[{name}]" if ":" in name else name
    return name if parts.port in (None, _PORTS[parts.scheme]) else f"{name}:{parts.port}"


def page(url: str, home: str, parameters: Collection[str]) -> str:
    """Return a normal form with those query parameters only that make a page of their own.

    On the site of `home`, http and https are one: the scheme becomes that of `home`. Where `cHash` is among the
    parameters, an address that holds it keeps all others but trackers, as TYPO3 signs them together.

    >>> page("http://harz.example/de/?id=5&utm_source=brief", "https://harz.example/de/", {"id"})
    'https://harz.example/de/?id=5'
    """
    parts = urlsplit(url)
    query = "&".join(_kept(parts.query, parameters))
    if not same_site(url, home):
        return urlunsplit(parts._replace(query=query))
    return urlunsplit(urlsplit(home)._replace(path=parts.path, query=query, fragment=""))


def _kept(query: str, parameters: Collection[str]) -> list[str]:
    names = {each: _name(each) for each in query.split("&") if each}
    if _SIGNATURE in parameters and _SIGNATURE in names.values():
        signed = [each for each, name in names.items() if not TRACKERS.fullmatch(name)]
        return signed if len(signed) > 1 else []
    return [each for each, name in names.items() if name in parameters]


def lost(url: str, other: str) -> list[str]:
    """Return the query parameters of a normal form that another one lacks, each once.

    >>> lost("https://harz.example/?p=7&id=5&p=8", "https://harz.example/?id=5")
    ['p']
    """
    left = {_name(each) for each in urlsplit(other).query.split("&")}
    return list(dict.fromkeys(name for each in urlsplit(url).query.split("&") if (name := _name(each)) not in left))


def same_site(url: str, home: str) -> bool:
    """Return whether two normal forms have the same host and port; the default ports of http and https are one.

    >>> same_site("http://harz.example/", "https://harz.example/de/")
    True
    >>> same_site("http://127.0.0.1:8001/", "http://127.0.0.1:8002/")
    False
    """
    if url.startswith(_origin(home)):
        return True
    one, other = urlsplit(url), urlsplit(home)
    return (one.hostname, one.port) == (other.hostname, other.port)


@lru_cache(maxsize=256)
def _origin(home: str) -> str:
    """Return how every address with the scheme, host and port of a normal form begins."""
    return urlunsplit(urlsplit(home)._replace(path="/", query=""))


def loopback(url: str) -> bool:
    """Return whether an address is on this very machine.

    >>> loopback("http://127.0.0.1:8000/de/"), loopback("https://harz.example/")
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

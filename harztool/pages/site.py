"""The site in all its languages: where each page lies, at which address, and which languages have it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote, unquote, urljoin, urlsplit

_PORT = re.compile(r":(?:80|443)?$")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


@dataclass(frozen=True, slots=True)
class Site:
    """The source pages: their language, the path of each below `pages/` by its URL, and the languages to come.

    `missing` are the pages that a language does not have, by its code.
    """

    source: str
    paths: Mapping[str, str]
    languages: Sequence[str] = ()
    missing: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    _alike: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_alike", {_normal(url): url for url in reversed([*self.paths])})

    def page(self, url: str) -> str:
        """Return the URL of the source page that an address means, or nothing where there is none.

        The same page are http and https, a host in any case and with its usual port, parameters in any order, and
        characters escaped or not (RFC 3986, 6.2).

        >>> site = Site("de", {"https://harz.example/index.php?id=5&page=2": "index.php@id=5@page=2.html"})
        >>> site.page("http://Harz.example:80/index.php?page=2&id=5")
        'https://harz.example/index.php?id=5&page=2'
        """
        return url if url in self.paths else self._alike.get(_normal(url), "")

    def has(self, url: str, language: str) -> bool:
        """Return whether a source page is published in a language."""
        return url in self.paths and url not in self.missing.get(language, ())

    def address(self, url: str, language: str) -> str:
        """Return the URL of a source page in a language: where its file lies, as a web server shows it."""
        return _address(url, self.paths[url], self.source, language)


@lru_cache(maxsize=65_536)  # the same links stand on every page
def _normal(url: str) -> str:
    """Return an address in a form in which those are equal that mean the same page; its scheme plays no part."""
    try:
        scheme, host, path, query, _ = urlsplit(url)
    except ValueError:
        return url
    if scheme not in ("http", "https"):
        return url
    fields = sorted(filter(None, query.split("&")))
    whole = quote(
        "?".join([path or "/", *filter(None, ["&".join(fields)])]), safe="/%:@!$&'()*+,;=~?[]", errors="replace"
    )
    return _PORT.sub("", host.lower()) + _ESCAPE.sub(_unescaped, whole)


def _unescaped(escape: re.Match[str]) -> str:
    sign = unquote(escape[0])
    return sign if _UNRESERVED.fullmatch(sign) else escape[0].upper()


@lru_cache(maxsize=65_536)
def _address(url: str, path: str, source: str, language: str) -> str:
    path = localized(path, source, language)
    if url.endswith("/"):
        path = path.removesuffix("index.html")
    return urljoin(url, "/" + quote(path, safe="/~@="))


def localized(path: str, source: str, language: str) -> str:
    """Return the path of a page in another language: the folder of the source language becomes the other's.

    >>> localized("de/wohnen.html", "de", "en"), localized("wohnen.html", "de", "en")
    ('en/wohnen.html', 'en/wohnen.html')
    """
    first, slash, rest = path.partition("/")
    return f"{language}/{rest}" if slash and first == source else f"{language}/{path}"

"""The site in all its languages: where each page lies, at which address, and which languages have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from urllib.parse import quote, urljoin

from harztool import urls

# An address that is in normal form as far as its path tells.
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/(?:[\w-]+(?:\.[\w-]+)*+/?)*+", re.ASCII)


def _normal(url: str) -> str:
    """Return an address as the crawler notes it, with http and https as one: most sites answer both alike."""
    found = urls.found(url, url)
    return f"https{found.removeprefix('http')}" if found.startswith("http:") else found


@dataclass(frozen=True)
class Site:
    """The source pages: their language, the path of each in it by its URL, and the languages to come.

    `missing` are the pages that a language does not have, by its code. `normal` returns the address of the page that an
    address means, as the crawler does; nothing for what is no page.
    """

    source: str
    paths: Mapping[str, str]
    languages: Sequence[str] = ()
    missing: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    normal: Callable[[str], str] = _normal

    def page(self, url: str) -> str:
        """Return the URL of the source page that an address leads to, or nothing.

        >>> Site("de", {"https://harz.example/de/%C3%BC": "de/ue.html"}).page("HTTPS://harz.example:443/de/ü")
        'https://harz.example/de/%C3%BC'
        """
        return url if url in self.paths else self._meant(url)

    def has(self, url: str, language: str) -> bool:
        """Return whether the source page that an address leads to is published in a language."""
        page = self.page(url)
        return bool(page) and page not in self.missing.get(language, ())

    def address(self, url: str, language: str) -> str:
        """Return the URL of a source page in a language: where its file lies, as a web server shows it."""
        page = self.page(url)
        return _address(page, self.paths[page], self.source, language)

    @cached_property
    def _meant(self) -> Callable[[str], str]:
        known = {self.normal(url): url for url in self._odd()}

        @lru_cache(maxsize=65_536)  # the same links stand on every page
        def meant(url: str) -> str:
            found = self.normal(url)
            return found if found in self.paths else known.get(found, "") if found else ""

        return meant

    def _odd(self) -> Iterable[str]:
        """Return the URLs of pages that may not be in normal form: all, if one is not that looks plain."""
        plain = next(filter(_PLAIN.fullmatch, self.paths), "")
        return self.paths if self.normal(plain) != plain else (url for url in self.paths if not _PLAIN.fullmatch(url))


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

"""The site in all its languages: where each page lies, at which address, and which languages have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote, urljoin


@dataclass(frozen=True, slots=True)
class Site:
    """The source pages: their language, the path of each below `pages/` by its URL, and the languages to come.

    `missing` are the pages that a language does not have, by its code.
    """

    source: str
    paths: Mapping[str, str]
    languages: Sequence[str] = ()
    missing: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    def has(self, url: str, language: str) -> bool:
        """Return whether a source page is published in a language."""
        return url in self.paths and url not in self.missing.get(language, ())

    def address(self, url: str, language: str) -> str:
        """Return the URL of a source page in a language: where its file lies, as a web server shows it."""
        return _address(url, self.paths[url], self.source, language)


@lru_cache(maxsize=65_536)  # the same links stand on every page
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

"""The links of a language switcher: each leads to the page that it stands on, in its language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from babel import Locale, UnknownLocaleError

from harztool.languages import primary
from harztool.markup import StartTag
from harztool.pages.site import Site

# Parameters by which systems choose a language.
_PARAMETERS = frozenset({"lang", "language", "locale", "hl", "sprache"})


def target(url: str, tag: StartTag, label: str, site: Site) -> str:
    """Return where a link of a switcher leads on the page of a URL, or nothing where no language of ours is meant.

    The language is what the link states of its target, or else of itself; or what its address or its text name.

    >>> from harztool.markup import tags
    >>> site = Site("de", {"https://harz.example/de/karte.html": "de/karte.html"}, ("en",))
    >>> (tag,) = tags('<a href="/en/">', frozenset({"a"})).found
    >>> target("https://harz.example/de/karte.html", tag, "English", site)
    'https://harz.example/en/karte.html'
    """
    language = _language(tag, label, (site.source, *site.languages))
    if language == site.source and url in site.paths:
        return url
    return site.address(url, language) if language and site.has(url, language) else ""


def _language(tag: StartTag, label: str, languages: tuple[str, ...]) -> str:
    """Return the language, of those that the site has, that a link of a switcher is for."""
    stated = tag.value("hreflang").strip() or tag.value("lang").strip()
    if stated:
        return _known(stated, languages)
    hints = [*_hints(tag.value("href")), label, tag.value("title")]
    names = _names(languages)
    return next((found for hint in hints if (found := names.get(hint.strip().lower(), ""))), "")


def _hints(address: str) -> list[str]:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return []
    values = [value for name, value in parse_qsl(parts.query) if name.lower() in _PARAMETERS]
    return [*values, *parts.path.strip("/").split("/")[:1]]


def _known(stated: str, languages: tuple[str, ...]) -> str:
    """Return the language that a BCP 47 tag means: the same, or the only one with the same primary subtag."""
    name = stated.replace("-", "_").lower()
    same = [each for each in languages if each.lower() == name]
    alike = [each for each in languages if primary(each) == primary(name)]
    return same[0] if same else alike[0] if len(alike) == 1 else ""


@lru_cache(maxsize=8)
def _names(languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return languages by what they may be called: their codes, and their names in all of these languages."""
    found: dict[str, str] = {}
    locales = {each: locale for each in languages if (locale := _locale(each))}
    for language in languages:
        found[language.lower()] = found[language.replace("_", "-").lower()] = language
        for locale in locales.values():
            if name := locale.languages.get(primary(language)):
                found.setdefault(name.lower(), language)
    return found


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(primary(language))
    except (UnknownLocaleError, ValueError):
        return None

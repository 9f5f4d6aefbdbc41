"""Which addresses are no pages to read: other sites and languages, files, asides, traps, what the user rules out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from urllib.parse import unquote, urlsplit

from harztool.config import Config
from harztool.dialects import aside, dialect
from harztool.urls import lost, same_site

_FILES = frozenset(
    """
    7z apk avi avif bin bmp bz2 css csv dmg doc docm docx dot dotx dwg eml eot eps epub exe flac flv gif gpx gz
    heic ico ics iso jar jpe jpeg jpg js json kml kmz log m4a m4v mid mjs mka mkv mov mp3 mp4 mpeg mpg msi odg
    odp ods odt ogg ogv otf pdf png pot potx pps ppsx ppt pptx ps psd rar rss rtf shp svg swf tar tgz tif tiff
    ttf txt vcf vcs wasm wav webm webmanifest webp wma wmv woff woff2 xls xlsm xlsx xml xz zip
    """.split()
)


def objection(url: str, home: str, config: Config) -> str:
    """Return in a phrase why the address, in normal form with all its parameters, is no page to read; else nothing.

    >>> objection("https://harz.example/en/living.html", "https://harz.example/de/", Config())
    'a page of the translated site'
    >>> objection("https://harz.example/de/wohnen.html", "https://harz.example/de/", Config())
    ''
    """
    return next((phrase for rule in _RULES if (phrase := rule(url, home, config))), "")


def read_parameters(config: Config) -> frozenset[str]:
    """Return the query parameters that make a page of their own on a site of this configuration.

    >>> sorted(read_parameters(Config(preset="mediawiki")))
    ['articlelist[page]', 'curid', 'filefrom', 'id', 'page', 'pagefrom', 'pageuntil', 'subcatfrom', 'title']
    """
    return frozenset(config.crawl.parameters) | dialect(config.preset).parameters


def is_one_of_a_list(url: str, canonical: str, config: Config) -> bool:
    """Return whether an address is a further page of a list, and the canonical one names only the list.

    >>> page = "https://harz.example/de/aktuelles.html?articlelist%5Bpage%5D=2"
    >>> is_one_of_a_list(page, "https://harz.example/de/aktuelles.html", Config(preset="geocms"))
    True
    """
    return bool(dialect(config.preset).pagers & set(lost(url, canonical)))


def _elsewhere(url: str, home: str, _config: Config) -> str:
    return "" if same_site(url, home) else "another site"


def _too_long(url: str, _home: str, config: Config) -> str:
    longest = config.crawl.max_address
    return f"the address has more than {longest} characters (crawl.max_address)" if len(url) > longest else ""


def _repeating(url: str, _home: str, config: Config) -> str:
    most = config.crawl.max_repeats
    names = Counter(name for name in urlsplit(url).path.split("/") if name)
    often = max(names.values(), default=0)
    return f"its path holds the same name more than {most} times (crawl.max_repeats)" if often > most else ""


def _translated(url: str, home: str, config: Config) -> str:
    folders, path = _language_folders(home, config), f"{_path(url)}/".lower()
    return "a page of the translated site" if any(path.startswith(each.lower()) for each in folders) else ""


def _language_folders(home: str, config: Config) -> Iterator[str]:
    """The folders that stand where the home page has that of the source language: `/amt/de/` -> `/amt/en/`."""
    names = urlsplit(home).path.split("/")
    above = "/".join(names[: names.index(config.source)]) if config.source in names else ""
    yield from (f"{above}/{each}/" for each in config.languages if each != config.source)


def _file(url: str, _home: str, config: Config) -> str:
    path = _path(url)
    if re.search(dialect(config.preset).pages, path):
        return ""
    name, dot, ending = path.rpartition("/")[2].rpartition(".")
    return "a file, no page" if name and dot and ending.lower() in _FILES else ""


def _aside(url: str, _home: str, config: Config) -> str:
    parts = urlsplit(url)
    return aside(unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path), dialect(config.preset))


def _ruled_out(url: str, _home: str, config: Config) -> str:
    path, crawl = _path(url), config.crawl
    if crawl.include and not any(fnmatchcase(path, pattern) for pattern in crawl.include):
        return "not among crawl.include"
    return "ruled out by crawl.exclude" if any(fnmatchcase(path, pattern) for pattern in crawl.exclude) else ""


def _path(url: str) -> str:
    return unquote(urlsplit(url).path)


_RULES: tuple[Callable[[str, str, Config], str], ...] = (
    _elsewhere,
    _too_long,
    _translated,
    _file,
    _aside,
    _ruled_out,
    _repeating,
)

"""Where each source page is published: below the folder of a language, each in a place of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import is_normalized
from urllib.parse import unquote, urlsplit

from harztool.languages import primary
from harztool.model import Page
from harztool.pages.head import stated_language

# Names that each disk and each server takes as they are; what they are on a disk that folds case, `placed` minds.
_SOUND = re.compile(r"(?![. -])[\w. -]{1,60}(?<![. ])")
# Names of devices on Windows, with whatever ending.
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)")


class Places(NamedTuple):
    """The paths of pages by URL, as they would be in the site's own language, and which are built in no other language.

    `foreign` are those that are in another language themselves, with that language as they write it; `displaced` those
    whose place another page has, with the URL of that page.
    """

    paths: Mapping[str, str]
    foreign: Mapping[str, str]
    displaced: Mapping[str, str]

    @property
    def unbuilt(self) -> frozenset[str]:
        """All that are built in no other language."""
        return frozenset([*self.foreign, *self.displaced])


def placed(pages: Iterable[Page], source: str) -> Places:
    """Return where the pages of a site go, `source` being the folder and the language of the site itself.

    In another language, what lies in that folder and what lies beside it meet in one folder. Where two pages meet in
    one file, the one of the folder has it: the other is most often an entrance that leads there.

    >>> harz = "https://harz.example"
    >>> found = placed([Page(f"{harz}/", "index.html", ""), Page(f"{harz}/de/", "de/index.html", "")], "de")
    >>> found.displaced
    {'https://harz.example/': 'https://harz.example/de/'}
    """
    paths, foreign = _paths(pages := [*pages]), {}
    for page in pages:
        if (language := stated_language(page.html)) and primary(language) != primary(source):
            foreign[page.url] = language
    return Places(paths, foreign, _displaced({url: path for url, path in paths.items() if url not in foreign}, source))


def _paths(pages: Iterable[Page]) -> dict[str, str]:
    """Return the paths of pages by URL: where they lie, but under the names of their addresses if these are sound."""
    paths = {page.url: page.path for page in pages}
    named = {url: name for url, path in paths.items() if "~" in path and (name := named_path(url))}
    if named:
        taken = Counter(path.casefold() for path in (paths | named).values())
        paths |= {url: name for url, name in named.items() if taken[name.casefold()] == 1}
    return paths


def named_path(url: str) -> str:
    """Return the path of an address as a web server would look for its file, or nothing where names are not sound.

    >>> named_path("https://harz.example/de/%C3%BCber"), named_path("https://harz.example/de/a%2Fb?x=1")
    ('de/über.html', '')
    """
    parts = urlsplit(url)
    path = unquote(parts.path, errors="replace").removeprefix("/")
    names = [*path.removesuffix("/").split("/")]
    sound = all(_SOUND.fullmatch(name) and not _DEVICE.match(name) for name in names) and is_normalized("NFC", path)
    if parts.query or not sound or path.count("/") != parts.path.count("/") - 1:
        return ""
    return f"{path}index.html" if path.endswith("/") else f"{path.removesuffix('.html')}.html"


def _displaced(paths: Mapping[str, str], source: str) -> Mapping[str, str]:
    owners: dict[str, str] = {}
    displaced: dict[str, str] = {}
    for url, path in sorted(paths.items(), key=lambda pair: not pair[1].startswith(f"{source}/")):
        owner = owners.setdefault(path.removeprefix(f"{source}/"), url)
        if owner != url:
            displaced[url] = owner
    return displaced

"""Where each source page is published: below the folder of a language, each in a place of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from harztool.languages import primary
from harztool.model import Page
from harztool.pages.head import stated_language


class Places(NamedTuple):
    """The paths of pages by URL, and which are built in no other language.

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
    paths, foreign = {}, {}
    for page in pages:
        paths[page.url] = page.path
        if (language := stated_language(page.html)) and primary(language) != primary(source):
            foreign[page.url] = language
    return Places(paths, foreign, _displaced({url: path for url, path in paths.items() if url not in foreign}, source))


def _displaced(paths: Mapping[str, str], source: str) -> Mapping[str, str]:
    owners: dict[str, str] = {}
    displaced: dict[str, str] = {}
    for url, path in sorted(paths.items(), key=lambda pair: not pair[1].startswith(f"{source}/")):
        owner = owners.setdefault(path.removeprefix(f"{source}/"), url)
        if owner != url:
            displaced[url] = owner
    return displaced

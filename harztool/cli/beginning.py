"""Where a crawl begins: at the site of the project, at the URL that a user names, or nowhere, with a word why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from harztool.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from harztool.store import Store


class Start(NamedTuple):
    """The address that a crawl begins at; `partly` where that is not where the project's site begins."""

    url: str
    partly: bool = False


def begun(url: str | None, root: Path) -> tuple[Store, Start]:
    """Return the project in a folder, or the one that a URL begins there, and where to begin.

    Raises `UsageError` where there is nothing to read, or where the URL is not of the project's site: its pages would
    take the place of those that are there.
    """
    from harztool import urls
    from harztool.store import Store

    if url is None:
        return _at_home(Store.open(root))
    start = _address(url)
    store = Store.planned(root, start)
    site = store.config.site or next(iter(store.index()), "")
    if site and not urls.same_site(start, urls.found(site, site)):
        raise UsageError(
            f"This folder is of {site}: read {start} in a folder of its own, or change `site` in the settings."
        )
    return store, Start(start, partly=not _is_same(start, store))


def _at_home(store: Store) -> tuple[Store, Start]:
    if not store.config.site:
        raise UsageError("There is no site to read: name its URL, or set `site` in the settings.")
    return store, Start(store.config.site)


def _is_same(start: str, store: Store) -> bool:
    from harztool import urls
    from harztool.objections import read_parameters

    site, parameters = store.config.site, read_parameters(store.config)
    home = urls.found(site, site)
    return bool(home) and urls.page(start, home, parameters) == urls.page(home, home, parameters)


def _address(url: str) -> str:
    """Return a URL in normal form, without what makes no page of its own: it is written to the settings.

    Raises `UsageError` for what is no web address, and for one with a user or password.

    >>> _address("HTTPS://Harz.example/de/?utm_source=brief#oben")
    'https://harz.example/de/'
    """
    from harztool import urls
    from harztool.config import Config
    from harztool.objections import read_parameters

    found = urls.found(url, url)
    if not found:
        raise UsageError(f"{url!r} is no web address; {_meant(url)}.")
    if "@" in urlsplit(url.strip()).netloc:
        raise UsageError(f"Leave user and password out of the URL, they would be written to files: {found}.")
    return urls.page(found, found, read_parameters(Config()))


def _meant(url: str) -> str:
    from harztool import urls

    whole = f"https://{url.strip()}"
    is_name = "." in url and "://" not in url and urls.found(whole, whole) and " " not in url.strip()
    return f"write it with its scheme, {whole}" if is_name else "write it like https://www.example.org/de/"

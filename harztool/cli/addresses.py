"""Which page of a project an address means: as the crawler tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harztool.config import Config
    from harztool.model import Page


def normal(config: Config, pages: Sequence[Page]) -> Callable[[str], str]:
    """Return what tells the address of the page that an address means, or nothing for what the crawler passes over.

    Only the query parameters count that make a page of their own; print views, searches and files are no pages.

    >>> from harztool.config import Config
    >>> meant = normal(Config(site="https://harz.example/de/"), ())
    >>> meant("HTTP://Harz.example/de/?utm_source=brief&id=1"), meant("https://harz.example/plan.pdf")
    ('https://harz.example/de/?id=1', '')
    """
    from harztool import urls
    from harztool.objections import objection, read_parameters

    site = config.site or next((page.url for page in pages), "")
    home, parameters = urls.found(site, site), read_parameters(config)

    def meant(url: str) -> str:
        found = urls.found(url, url)
        return urls.page(found, home, parameters) if found and not objection(found, home, config) else ""

    return meant

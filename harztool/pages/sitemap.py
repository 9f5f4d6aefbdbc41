"""The sitemap of a language: its pages, each with its addresses in all languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from harztool.pages.head import alternates
from harztool.pages.site import Site

# https://www.sitemaps.org/protocol.html: a sitemap holds 50,000 addresses at most.
MOST = 50_000
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(urls: Iterable[str], language: str, site: Site, most: int = MOST) -> Mapping[str, str]:
    """Return the sitemaps of a language by their path below `public/`, for the source pages that it is to list.

    More than a sitemap may hold are parted, and `sitemap.xml` is then an index of the parts. Each address names the
    others of its page by `xhtml:link` (as search engines read `hreflang` in sitemaps).

    >>> site = Site("de", {"https://harz.example/de/": "de/index.html"}, ("en",))
    >>> found = sitemaps(["https://harz.example/de/"], "en", site)
    >>> list(found), found["en/sitemap.xml"].count("<loc>https://harz.example/en/</loc>")
    (['en/sitemap.xml'], 1)
    """
    listed = sorted(url for url in urls if site.has(url, language))
    parts = [_urlset(part, language, site) for part in _cut(listed, most)]
    if len(parts) < 2:
        return {f"{language}/sitemap.xml": parts[0] if parts else _urlset([], language, site)}
    names = [f"{language}/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    addresses = [urljoin(listed[0], f"/{name}") for name in names]
    entries = "".join(f"  <sitemap>\n    <loc>{escape(each)}</loc>\n  </sitemap>\n" for each in addresses)
    index = f'{_XML}<sitemapindex xmlns="{_SPACE}">\n{entries}</sitemapindex>\n'
    return {f"{language}/sitemap.xml": index, **dict(zip(names, parts, strict=True))}


def _cut(urls: Sequence[str], size: int) -> list[Sequence[str]]:
    return [urls[at : at + size] for at in range(0, len(urls), size)]


def _urlset(urls: Sequence[str], language: str, site: Site) -> str:
    entries = "".join(_entry(url, language, site) for url in urls)
    return f'{_XML}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n'


def _entry(url: str, language: str, site: Site) -> str:
    links = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{name}" href={quoteattr(address)}/>\n'
        for name, address in alternates(url, site)
    )
    return f"  <url>\n    <loc>{escape(site.address(url, language))}</loc>\n{links}  </url>\n"

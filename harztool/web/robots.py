"""robots.txt (RFC 9309), the robots meta and X-Robots-Tag: what the site asks of crawlers, by the name `harztool`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from protego import Protego

from harztool.config import Config
from harztool.errors import SiteError
from harztool.web import redirects
from harztool.web.values import NO_HEADERS, Fetch, Response

NAME = "harztool"
# RFC 9309, 2.5: a crawler reads at least this much of a robots.txt.
READ_BYTES = 512_000
_WITH_VALUE = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})


@dataclass(frozen=True, slots=True)
class Robots:
    """What robots.txt says to us: which addresses we may read, how slowly, and where the sitemaps are."""

    allows: Callable[[str], bool]
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()


def read(fetch: Fetch, home: str, config: Config) -> Robots:
    """Return the rules of the site of `home`.

    As RFC 9309 has it, an answer of 4xx allows everything, and a robots.txt that cannot be read forbids everything:
    `SiteError` for 5xx, for no answer, and for 429, which is a wish to be left alone rather than a missing file.
    So it is for a Crawl-delay beyond `crawl.max_wait`, and for a redirect off the site.
    """
    url = urljoin(home, "/robots.txt")
    most = max(config.crawl.max_redirects, 5)
    _, response = redirects.followed(fetch, url, most, redirects.leaving(home), lambda _: NO_HEADERS)
    if 400 <= response.status < 500 and response.status != 429:
        return Robots(allows=lambda _: True)
    if response.status != 200 or _is_torn(response):
        reason = f"{url} can't be read ({response.saying}), so nothing of the site was read"
        raise SiteError(f"{reason}; {redirects.advice(home, response)}.")
    rules = parsed(response.body)
    if rules.delay > config.crawl.max_wait:
        raise SiteError(f"{url} asks for {rules.delay:g} s between requests; set crawl.max_wait to accept that.")
    return rules


def _is_torn(response: Response) -> bool:
    return bool(response.fault) and len(response.body) < READ_BYTES


def parsed(body: bytes) -> Robots:
    """Return the rules in a robots.txt.

    >>> parsed(b"User-agent: *\\nDisallow: /intern/").allows("https://harz.example/intern/plan.html")
    False
    """
    rules = Protego.parse(body[:READ_BYTES].decode("utf-8-sig", "replace"))
    return Robots(
        allows=lambda url: rules.can_fetch(url, NAME),
        delay=max(rules.crawl_delay(NAME) or 0.0, 0.0),
        sitemaps=tuple(rules.sitemaps),
    )


def words(header: str) -> frozenset[str]:
    """Return the words of an `X-Robots-Tag` that concern us; a word behind another crawler's name does not.

    Such a name holds to the end of its line.

    >>> sorted(words("noindex, googlebot: nofollow, harztool: noarchive"))
    ['noarchive', 'noindex']
    """
    return frozenset(word for line in header.lower().split("\n") for word in _words(line))


def _words(line: str) -> Iterator[str]:
    agent = NAME
    for part in filter(None, map(str.strip, line.split(","))):
        name, colon, word = (each.strip() for each in part.partition(":"))
        if colon and name not in _WITH_VALUE:
            agent, name = name, word
        if name and agent in (NAME, "*"):
            yield name

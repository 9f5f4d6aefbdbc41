"""A site as a table, and a crawl of it: what is asked, yielded and stored, without a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harztool.config import Config, Crawl
from harztool.model import Record, Visit
from harztool.store.paths import page_path
from harztool.web import Response, crawl

HOST = "https://harz.example"
HTML = {"content-type": "text/html; charset=utf-8"}
QUICK = Crawl(concurrency=1, delay=0, backoff=0, tries=1)
CONFIG = Config(crawl=QUICK)


def page(*links: str, head: str = "", text: str = "", **headers: str) -> Response:
    body = f"<title>Harz</title>{head}<p>{text}</p>" + "".join(f'<a href="{link}">x</a>' for link in links)
    return Response(200, HTML | {name.replace("_", "-"): value for name, value in headers.items()}, body.encode())


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def moved(location: str, status: int = 301) -> Response:
    return Response(status, {"location": location})


@dataclass
class Run:
    """A site as a table of paths, and what a crawl of it asks, yields and stores."""

    site: dict[str, Response]
    config: Config = CONFIG
    known: dict[str, Record] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    def go(self, start: str = f"{HOST}/") -> Run:
        """Crawl the site to the end, and keep what is to be stored."""
        found = crawl(start, self.config, self.known, self._ask, path=page_path, stored=self._stored)
        for visit in found:
            self.visits.append(visit)
            if visit.record and visit.outcome != "gone":
                self.known[visit.url] = visit.record
            if visit.page:
                self.pages[visit.page.path] = visit.page.html
        return self

    def again(self, site: dict[str, Response] | None = None, config: Config | None = None) -> Run:
        """Crawl the same site, or what has become of it, with what is known by now."""
        return Run(site or self.site, config or self.config, dict(self.known), dict(self.pages)).go()

    def _ask(self, url: str, headers: Mapping[str, str]) -> Response:
        self.asked.append((url, headers))
        response = self.site.get(url.removeprefix(HOST), Response(404))
        etag = response.headers.get("etag")
        return Response(304, {"etag": etag}) if etag and headers.get("If-None-Match") == etag else response

    def _stored(self, record: Record) -> str | None:
        return self.pages.get(record.path)

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """Address and outcome of each visit, in order."""
        return [(visit.url.removeprefix(HOST), visit.outcome) for visit in self.visits]

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt and the usual sitemap left out."""
        paths = (url.removeprefix(HOST) for url, _ in self.asked)
        return [path for path in paths if path not in ("/robots.txt", "/sitemap.xml")]

    def visit(self, path: str) -> Visit:
        """Return the only visit of an address."""
        (visit,) = (visit for visit in self.visits if visit.url == HOST + path)
        return visit


def crawled(site: dict[str, Response], config: Config = CONFIG) -> Run:
    return Run(site, config).go()

"""Whole sites over real HTTP: the sample site in both editions, and one that is full of traps."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from harztool.config import Config, Crawl
from harztool.demo import SECOND, SITE
from harztool.demo.server import serve
from harztool.errors import SiteError
from harztool.model import Record, Visit
from harztool.store.paths import page_path
from harztool.web import crawl
from tests.loopback import Answer, Misbehaving, Site, endless, links, page, redirect, serving, torn

QUICK = Config(preset="geocms", crawl=Crawl(delay=0, backoff=0.01, max_bytes=300_000))
LISTED = sorted(re.findall(r"<loc>[^<]*\.example(/[^<]*)</loc>", (SITE / "sitemap.xml").read_text(encoding="utf-8")))


class Project:
    """What crawls of the sample site leave: the index, and the stored pages."""

    def __init__(self) -> None:
        self.known: dict[str, Record] = {}
        self.pages: dict[str, str] = {}

    def crawled(self, base: str) -> list[Visit]:
        """Crawl what is served at a base URL, keep it, and return what became of each address."""
        visits = list(
            crawl(f"{base}/de/", QUICK, self.known, path=page_path, stored=lambda record: self.pages.get(record.path))
        )
        self.known = self.known | {visit.url: visit.record for visit in visits if visit.record}
        self.pages |= {visit.page.path: visit.page.html for visit in visits if visit.page}
        return visits


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[list[Visit]], Project]:
    """The base URL, the visits of three crawls (the second over the unchanged site, the third over the new edition)."""
    project, folder = Project(), tmp_path_factory.mktemp("site")
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    with serve([folder]) as base:
        visits = [project.crawled(base), project.crawled(base)]
        shutil.copytree(SECOND, folder, dirs_exist_ok=True)
        return base, [*visits, project.crawled(base)], project


def test_every_page_that_the_sample_site_lists_is_read(runs: tuple[str, list[list[Visit]], Project]) -> None:
    base, (first, _, _), _ = runs
    assert sorted(visit.url.removeprefix(base) for visit in first if visit.outcome == "new") == LISTED
    assert not [visit for visit in first if visit.outcome == "failed"]


def test_what_is_stored_is_the_text_of_the_page(runs: tuple[str, list[list[Visit]], Project]) -> None:
    base, (first, _, _), _ = runs
    for visit in first:
        if visit.page:
            raw = (SITE / visit.page.path).read_bytes().replace(b"https://www.zuhause-im-harz.example", base.encode())
            charset = "iso-8859-1" if re.search(rb"charset=.?iso-8859-1", raw, re.IGNORECASE) else "utf-8"
            assert visit.page.html == raw.decode(charset)


def test_a_page_that_names_another_by_number_leads_to_no_second_copy(
    runs: tuple[str, list[list[Visit]], Project],
) -> None:
    reasons = [visit.reason for visit in runs[1][0] if "index.php" in visit.url]
    assert reasons == [f"the same page as {runs[0]}/de/willkommensagentur.html"]


def test_a_second_crawl_finds_nothing_new(runs: tuple[str, list[list[Visit]], Project]) -> None:
    assert {visit.outcome for visit in runs[1][1]} == {"unchanged", "skipped", "refused"}


def test_the_second_edition_has_just_its_own_pages_changed(runs: tuple[str, list[list[Visit]], Project]) -> None:
    edited = sorted(path.relative_to(SECOND).as_posix() for path in SECOND.rglob("*.html"))
    assert sorted(visit.page.path for visit in runs[1][2] if visit.page) == edited
    assert {visit.outcome for visit in runs[1][2] if visit.page} == {"changed"}


BOMB = '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>/&b;</loc></url></urlset>'
TRAPS: dict[str, Answer | Misbehaving] = {
    "/endlos": endless,
    "/abgerissen": torn,
    "/bombe": Answer(gzip.compress(bytes(50_000_000)), 200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
    "/bild": Answer(b"\x89PNG\r\n\0", 200, {"Content-Type": "text/html"}),
    "/kreis": redirect("/kreis2"),
    "/kreis2": redirect("/kreis"),
    "/datei": redirect("file:///etc/passwd"),
    "/..%2F..%2Fetc": page("oben"),
    "/%00": page("null"),
    "/Seite": page("groß"),
    "/seite": page("klein"),
    "/ernst": page("fertig"),
    "/a/b/": links("/a/b/a/b/", "/a/b/a/b/a/b/a/b/a/b/"),
    "/a/b/a/b/": page(),
    "/tot": Answer("", 500),
    f"/{'x' * 1500}": page("lang"),
}


@pytest.fixture(scope="module")
def trapped() -> Iterator[tuple[Site, Site, list[Visit]]]:
    """A hostile site, the site that it tries to make us ask, and the visits."""
    with serving({}) as other:
        start = links(*TRAPS, "/weg", f"/{'y' * 3000}", f"{other.base}/x", *(f"/kalender?tag={i}" for i in range(5000)))
        answers = TRAPS | {
            "/": start,
            "/weg": redirect(f"{other.base}/geheim"),
            "/kalender": page("ein Kalender ohne Ende"),
            "/robots.txt": Answer("Sitemap: {base}/s1.xml\nSitemap: {base}/s2.xml\nSitemap: " + other.base + "/s.xml"),
            "/s1.xml": Answer(BOMB),
            "/s2.xml": Answer(f"<urlset><url><loc>{other.base}/y</loc></url></urlset>"),
        }
        with serving(answers) as site:
            yield site, other, list(crawl(f"{site.base}/", QUICK, {}, path=page_path))


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        pytest.param("/endlos", "failed", "crawl.max_bytes", id="a body without end"),
        pytest.param("/abgerissen", "failed", "the connection broke", id="a wrong Content-Length"),
        pytest.param("/bombe", "failed", "crawl.max_bytes", id="a packed bomb"),
        pytest.param("/bild", "skipped", "binary data", id="a picture as HTML"),
        pytest.param("/kreis", "skipped", "redirects to", id="a redirect in a circle"),
        pytest.param("/datei", "failed", "no web address", id="a redirect to a file"),
        pytest.param("/weg", "skipped", "another site", id="a redirect to another site"),
        pytest.param("/tot", "failed", "500", id="an error of the server"),
        pytest.param(f"/{'y' * 3000}", "skipped", "crawl.max_address", id="a very long address"),
        pytest.param("/a/b/a/b/a/b/a/b/a/b/", "skipped", "crawl.max_repeats", id="a path that grows"),
        pytest.param("/s1.xml", "failed", "it declares an entity", id="a bomb as sitemap"),
        pytest.param("/ernst", "new", "", id="a page behind all that"),
        pytest.param("/..%2F..%2Fetc", "new", "", id="a way out of the folder"),
    ],
)
def test_each_trap_has_its_row(trapped: tuple[Site, Site, list[Visit]], path: str, outcome: str, reason: str) -> None:
    site, _, visits = trapped
    (visit,) = (visit for visit in visits if visit.url == site.base + path)
    assert visit.outcome == outcome
    assert reason in visit.reason


def test_no_other_host_is_ever_asked(trapped: tuple[Site, Site, list[Visit]]) -> None:
    assert trapped[1].asked == []


def test_a_calendar_without_end_is_one_page(trapped: tuple[Site, Site, list[Visit]]) -> None:
    assert [path for path in trapped[0].paths if path.startswith("/kalender")] == ["/kalender"]


def test_traps_are_asked_for_only_so_often(trapped: tuple[Site, Site, list[Visit]]) -> None:
    site, _, _ = trapped
    assert max(Counter(site.paths).values()) <= QUICK.crawl.tries


def test_every_page_lies_in_a_file_of_its_own_inside_of_the_folder(
    trapped: tuple[Site, Site, list[Visit]], tmp_path: Path
) -> None:
    paths = [visit.page.path for visit in trapped[2] if visit.page]
    assert len({path.lower() for path in paths}) == len(paths)
    assert all((tmp_path / path).resolve().is_relative_to(tmp_path.resolve()) for path in paths)


def test_a_crawl_that_is_given_up_closes_its_connections() -> None:
    with serving({"/": links("/a"), "/a": page()}) as site:
        visits = crawl(f"{site.base}/", QUICK, {}, path=page_path)
        assert next(visits).outcome == "new"
        visits.close()  # type: ignore[attr-defined]  # it is a generator, as its name says
        assert "/a" not in site.paths


def test_requests_keep_the_distance_that_robots_txt_asks_for() -> None:
    answers = {"/robots.txt": Answer("User-agent: *\nCrawl-delay: 0.2"), "/": links("/a"), "/a": page()}
    with serving(answers) as site:
        begun = time.monotonic()
        list(crawl(f"{site.base}/", QUICK, {}, path=page_path))
        assert time.monotonic() - begun >= 0.6, "robots.txt, /, /sitemap.xml and /a"


def test_a_site_that_is_down_is_named_with_the_way_out() -> None:
    with pytest.raises(SiteError) as raised:
        list(crawl("http://127.0.0.1:1/de/", QUICK, {}, path=page_path))
    assert str(raised.value) == (
        "http://127.0.0.1:1/robots.txt can't be read (it accepts no connection), "
        "so nothing of the site was read; check the address or try again later."
    )

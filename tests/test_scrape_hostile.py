"""A hostile site with every trap at once: the run ends within its bounds, and each trap has its row in the report."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import brotli
import pytest

from tests.loopback import (
    Answer,
    Misbehaving,
    Site,
    begins,
    dripping,
    dripping_headers,
    endless,
    links,
    page,
    redirect,
    reset,
    serving,
    silent,
    torn,
)

# The bounds are those of the settings, but for those in seconds, which nobody wants to wait for.
SETTINGS = """\
site = "{}/"
[crawl]
delay = 0
tries = 2
backoff = 0.01
timeout = 4
max_seconds = 6
max_pages = 300
max_failed = 0.9
"""
RUN = """
import sys
from harztool.cli.app import run
import harztool.cli
status = run(["-q", "scrape", "--json"])
lines = open("/proc/self/status").read().splitlines()
print(next(line.split()[1] for line in lines if line.startswith(("VmHWM", "VmRSS"))), file=sys.stderr)
sys.exit(status)
"""
HTML = {"Content-Type": "text/html"}


BOMB = '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>/&b;</loc></url></urlset>'
FILE = '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>/&x;</loc></url></urlset>'
PACKED = {name: {**HTML, "Content-Encoding": name} for name in ("gzip", "br")}
TRAPS: dict[str, Answer | Misbehaving] = {
    "/endlos": endless,
    "/tropft": dripping,
    "/tropft-im-kopf": dripping_headers,
    "/abgerissen": torn,
    "/zurueckgesetzt": reset,
    "/stumm": silent,
    "/bombe": Answer(gzip.compress(bytes(300_000_000)), 200, PACKED["gzip"]),
    "/bombe-br": Answer(brotli.compress(bytes(300_000_000), quality=5), 200, PACKED["br"]),
    "/bild": Answer(b"\x89PNG\r\n\0", 200, HTML),
    "/kreis": redirect("/kreis2"),
    "/kreis2": redirect("/kreis"),
    "/selbst": redirect("/selbst"),
    "/kette": redirect("/kette1"),
    **{f"/kette{number}": redirect(f"/kette{number + 1}") for number in range(1, 30)},
    "/datei": redirect("file:///etc/passwd"),
    "/privat": redirect("http://10.0.0.1/"),
    "/wolke": redirect("http://169.254.169.254/latest/meta-data/"),
    "/viele": links(*(f"/v{number}" for number in range(50_000))),
    "/gross": page("<a href=/g>x</a>" * 290_000),
    "/..%2F..%2F..%2Ftmp%2Fboese": page("oben"),
    "/%00": page("null"),
    "/Seite": page("groß"),
    "/seite": page("klein"),
    "/titel": page(title="x" * 4_900_000),
    "/langer-link": page(f"<a href='/{'z' * 4_900_000}'>x</a>"),
    "/verschieden": links(*(f"/u{number}" for number in range(120_000))),
    "/über-uns": page("mit Umlaut"),
    "/con": page("ein Gerät"),
    f"/{'x' * 1900}": page("lang"),
    "/ernst": page("fertig"),
}


def _growing(handler: BaseHTTPRequestHandler) -> None:
    """Whatever is asked for leads further down, to the next day, and to itself with another number."""
    body = page("<a href='weiter/'>x</a><a href='/kalender/?tag=2&monat=1'>x</a>").body
    assert isinstance(body, str)
    begins(handler, Content_Length=str(len(body)))
    handler.wfile.write(body.encode())


class Growing(dict[str, Answer | Misbehaving]):
    """A table that has an answer for every address below `/wachsend/` and `/kalender/`."""

    def get(self, path: str, default: Any = None) -> Any:
        if path.startswith(("/wachsend/", "/kalender/")):
            return _growing
        return super().get("/über-uns" if path == "/%C3%BCber-uns" else path, default)


@dataclass
class Run:
    """A run over the hostile site: the site, the other one that it points to, and what the process left."""

    site: Site
    other: Site
    folder: Path
    report: dict[str, Any]
    megabytes: float

    def row(self, path: str) -> tuple[str, str]:
        """Return outcome and reason of an address."""
        outcomes = ("new", "failed", "skipped", "refused")
        rows = ((each, row) for each in outcomes for row in self.report[each])
        (found,) = ((each, row.get("reason", "")) for each, row in rows if row["url"] == self.site.base + path)
        return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("hostile") / "project"
    folder.mkdir()
    with serving({}) as other:
        calendar = [f"/kalender/?tag={number}" for number in range(4000)]
        named = [path for path in TRAPS if not re.match("/kette[0-9]", path)]
        more = ["/weg", "/puny", f"/{'y' * 3000}", f"{other.base}/x", "/wachsend/weiter/weiter/weiter/"]
        start = links(*more, *named, *calendar)
        sitemaps = [f"{{base}}/s{number}.xml" for number in (1, 2, 3, 4)]
        answers = TRAPS | {
            "/": start,
            "/weg": redirect(f"{other.base}/geheim"),
            "/puny": redirect("http://xn--bcher-kva.invalid/"),
            "/robots.txt": Answer("\n".join(f"Sitemap: {url}" for url in [*sitemaps, f"{other.base}/s"])),
            "/s1.xml": Answer(BOMB),
            "/s2.xml": Answer(FILE),
            "/s4.xml": Answer("<urlset>" * 600_000),
            "/s3.xml": Answer(f"<urlset><url><loc>{other.base}/y</loc></url></urlset>"),
        }
        with serving({}) as site:
            site.answers = Growing(answers)
            (folder / "harztool.toml").write_text(SETTINGS.format(site.base), encoding="utf-8")
            done = subprocess.run(
                [sys.executable, "-c", RUN],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
                capture_output=True,
                text=True,
                check=False,
                timeout=240,  # far beyond its bounds: who gets there would never end
            )
            assert done.returncode == 0, done.stderr
            peak = int(done.stderr.split()[-1]) / 1024
            yield Run(site, other, folder, json.loads(done.stdout), peak)


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        pytest.param("/endlos", "failed", "crawl.max_bytes", id="a body without end"),
        pytest.param("/tropft", "failed", "crawl.max_seconds", id="one byte at a time"),
        pytest.param("/tropft-im-kopf", "failed", "crawl.max_seconds", id="headers, one byte at a time"),
        pytest.param("/abgerissen", "failed", "the connection broke", id="a wrong Content-Length"),
        pytest.param("/zurueckgesetzt", "failed", "the connection broke", id="a reset"),
        pytest.param("/stumm", "failed", "crawl.timeout", id="no answer"),
        pytest.param("/bombe", "failed", "crawl.max_bytes", id="a bomb of gzip"),
        pytest.param("/bombe-br", "failed", "crawl.max_bytes", id="a bomb of Brotli"),
        pytest.param("/bild", "skipped", "binary data", id="a picture as HTML"),
        pytest.param("/kreis", "skipped", "redirects to", id="a redirect in a circle"),
        pytest.param("/selbst", "failed", "redirects to itself", id="a redirect to itself"),
        pytest.param("/kette5", "failed", "crawl.max_redirects", id="redirects without end"),
        pytest.param("/datei", "failed", "no web address", id="a redirect to a file"),
        pytest.param("/privat", "skipped", "another site", id="a redirect to a private address"),
        pytest.param("/wolke", "skipped", "another site", id="a redirect to a link-local address"),
        pytest.param("/weg", "skipped", "another site", id="a redirect to another site"),
        pytest.param("/puny", "skipped", "another site", id="a redirect to a host in punycode"),
        pytest.param(f"/{'y' * 3000}", "skipped", "crawl.max_address", id="a very long address"),
        pytest.param("/wachsend/weiter/weiter/weiter/weiter/", "skipped", "crawl.max_repeats", id="a path that grows"),
        pytest.param("/s1.xml", "failed", "it declares an entity", id="a bomb as sitemap"),
        pytest.param("/s2.xml", "failed", "it declares an entity", id="a sitemap with a file inside"),
        pytest.param("/..%2F..%2F..%2Ftmp%2Fboese", "new", "", id="a way out of the folder"),
        pytest.param("/%00", "new", "", id="a null"),
        pytest.param("/Seite", "new", "", id="a page in upper case"),
        pytest.param("/seite", "new", "", id="and one in lower case"),
        pytest.param("/%C3%BCber-uns", "new", "", id="a path with an umlaut"),
        pytest.param("/con", "new", "", id="the name of a device"),
        pytest.param(f"/{'x' * 1900}", "new", "", id="a path of 2,000 characters"),
        pytest.param("/kalender/", "new", "", id="a calendar is one page"),
        pytest.param("/viele", "new", "", id="a page with 50,000 links"),
        pytest.param("/gross", "new", "", id="a page of nothing but links"),
        pytest.param("/titel", "new", "", id="a title without end"),
        pytest.param("/langer-link", "new", "", id="a link without end"),
        pytest.param("/verschieden", "new", "", id="a page of different links"),
        pytest.param("/v5000", "skipped", "crawl.max_links", id="the links beyond the bound"),
        pytest.param("/s4.xml", "failed", "it nests more than", id="a sitemap without depth"),
        pytest.param("/ernst", "new", "", id="a page behind all that"),
    ],
)
def test_each_trap_has_its_row(hostile: Run, path: str, outcome: str, reason: str) -> None:
    found = hostile.row(path)
    assert found[0] == outcome
    assert reason in found[1]


def test_no_other_host_is_ever_asked(hostile: Run) -> None:
    assert hostile.other.asked == []


def test_it_ends_by_itself_and_asks_no_more_than_it_may(hostile: Run) -> None:
    assert max(Counter(hostile.site.paths).values()) <= 2
    assert len(set(hostile.site.paths)) <= 300 + 5
    assert any("crawl.max_pages" in row["reason"] for row in hostile.report["skipped"])
    assert hostile.report["whole"] is False


def test_it_takes_less_than_200_megabytes(hostile: Run) -> None:
    assert hostile.megabytes < 200


def test_nothing_is_written_outside_of_pages(hostile: Run) -> None:
    below = [path.relative_to(hostile.folder).parts for path in hostile.folder.rglob("*")]
    # The lock of the project is the tool's own; nothing that a server sends gets near it.
    assert {parts[0] for parts in below} - {".harztool"} == {"harztool.toml", "pages"}
    assert [path.name for path in hostile.folder.parent.iterdir()] == ["project"]
    names = [name for parts in below for name in parts]
    assert max(map(len, names)) <= 120
    assert not [name for name in names if re.search(r"[\0\\:%]", name)]


def test_every_page_lies_in_a_file_of_its_own(hostile: Run) -> None:
    paths = [row["path"].lower() for row in hostile.report["new"]]
    assert len(paths) == len(set(paths)) == len(list((hostile.folder / "pages").rglob("*.html")))

"""`harztool scrape` as a user runs it: what it leaves, what it says, and how it goes on after any end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from harztool import config
from tests.conftest import Said
from tests.loopback import Answer, Misbehaving, Site, links, page, redirect, serving

Harz = Callable[..., Said]
SETTINGS = 'site = "{}/"\n[crawl]\ndelay = 0\ntries = 1\nbackoff = 0.01\n{}'


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files below a folder, with the moment of their last change."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def contents(folder: Path) -> dict[str, object]:
    """What a project holds, without the moments at which its pages were read."""
    found: dict[str, object] = {name: data for name, (data, _) in files(folder).items()}
    lines = str((folder / "pages/index.jsonl").read_text(encoding="utf-8")).splitlines()
    return found | {"pages/index.jsonl": [json.loads(line) | {"fetched": ""} for line in lines]}


def begun(folder: Path, site: Site, more: str = "") -> None:
    folder.mkdir(exist_ok=True)
    (folder / "harztool.toml").write_text(SETTINGS.format(site.base, more), encoding="utf-8")


STATIC: dict[str, Answer | Misbehaving] = {
    "/": links("/a.html", "unter/", "/a.html#oben", "/a.html?utm_source=x", "/plan.pdf", "/tot"),
    "/a.html": page("<a href='/'>x</a><a href='unter/b.html'>x</a><a href='/tot'>x</a>", etag='"a"'),
    "/unter/": page("<a href='b.html'>x</a><a href='../alt'>x</a>", etag='"u"'),
    "/unter/b.html": page("<a href='./'>x</a>", etag='"b"'),
    "/alt": redirect("/a.html"),
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A static site without a sitemap; the working folder is a project for it."""
    with serving(STATIC) as served:
        begun(tmp_path, served)
        yield served


def reported(harz: Harz, *arguments: str) -> dict[str, list[dict[str, str]]]:
    said = harz("-q", "scrape", "--json", *arguments)
    assert said.err == ""
    found: dict[str, list[dict[str, str]]] = json.loads(said.out)
    return found


def test_a_static_site_without_sitemap_is_read_completely(harz: Harz, site: Site, tmp_path: Path) -> None:
    report = reported(harz)
    assert [row["path"] for row in report["new"]] == ["index.html", "a.html", "unter/index.html", "unter/b.html"]
    assert [path for path in site.paths if "utm" in path or "pdf" in path] == []
    assert report["broken"] == [
        {
            "url": f"{site.base}/tot",
            "reason": "it answers 404 Not Found",
            "pages": [f"{site.base}/", f"{site.base}/a.html"],
        }
    ]
    assert report["orphans"] == []
    assert report["whole"] is True


def test_a_second_run_writes_nothing(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    before = files(tmp_path)
    said = harz("scrape")
    assert files(tmp_path) == before
    assert said.err.endswith("pages: 4 unchanged, 1 failed, 2 skipped\n")


def test_the_settings_are_not_read_for_each_page(harz: Harz, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parsed = config.parsed
    monkeypatch.setattr(config, "parsed", lambda text, where: read.append(where) or parsed(text, where))
    assert len(reported(harz)["new"]) == 4
    assert len(read) < 4


def test_the_report_for_people_tells_what_asks_for_an_answer(harz: Harz, site: Site) -> None:
    said = harz("scrape")
    assert said.out == ""
    assert said.err == (
        "Skipped:\n"
        f"  {site.base}/plan.pdf: a file, no page\n"
        f"  {site.base}/alt: it redirects to {site.base}/a.html\n"
        "Broken links:\n"
        f"  {site.base}/tot: it answers 404 Not Found\n"
        f"    on {site.base}/\n"
        f"    on {site.base}/a.html\n"
        "pages: 4 new, 1 failed, 2 skipped\n"
    )


def test_what_has_gone_is_told_and_removed_only_if_asked(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    site.answers["/unter/b.html"] = Answer("", 410)
    assert "unter/b.html: it answers 410 Gone" in harz("scrape").err
    assert (tmp_path / "pages/unter/b.html").exists()
    said = harz("scrape", "--prune")
    assert "pages/unter/b.html: removed" in said.err
    assert not (tmp_path / "pages/unter/b.html").exists()
    assert "b.html" not in (tmp_path / "pages/index.jsonl").read_text(encoding="utf-8")
    assert (tmp_path / "pages/unter/index.html").exists()


def test_a_run_after_pruning_writes_nothing(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    site.answers["/unter/b.html"] = Answer("", 410)
    harz("scrape", "--prune")
    before = files(tmp_path)
    harz("scrape")
    assert files(tmp_path) == before


def test_where_most_pages_have_gone_none_is_removed(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    site.answers["/"] = page("<h1>Wartung</h1>")
    before = files(tmp_path)
    said = harz("scrape", "--prune")
    assert "Nothing was removed, as 3 of 4 pages have gone, more than crawl.max_gone allows (50%)" in said.err
    assert {name for name in before if name.endswith(".html")} <= files(tmp_path).keys()
    begun(tmp_path, site, "max_gone = 1\n")
    assert "pages/a.html: removed" in harz("scrape", "--prune").err


def test_pruning_that_was_cut_off_is_finished_by_the_next_run(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    site.answers["/unter/b.html"] = Answer("", 410)
    (tmp_path / "pages/unter/b.html").unlink()
    harz("scrape")
    assert "b.html" not in (tmp_path / "pages/index.jsonl").read_text(encoding="utf-8")


def test_a_folder_goes_with_its_last_page(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    site.answers["/"] = links("/a.html")
    site.answers["/a.html"] = page()
    assert sorted(reported(harz, "--prune")["removed"]) == ["unter/b.html", "unter/index.html"]
    assert not (tmp_path / "pages/unter").exists()


@pytest.mark.parametrize(
    ("answers", "settings"),
    [
        pytest.param({"/a.html": Answer("", 500)}, "max_failed = 0.9", id="a page that failed"),
        pytest.param({}, "max_pages = 2", id="a bound"),
    ],
)
def test_nothing_is_removed_when_the_crawl_was_cut_short(
    harz: Harz, site: Site, tmp_path: Path, answers: dict[str, Answer], settings: str
) -> None:
    harz("scrape")
    begun(tmp_path, site, settings)
    site.answers.update({"/unter/b.html": Answer("", 404), **answers})
    said = harz("scrape", "--prune")
    assert (said.status, (tmp_path / "pages/unter/b.html").exists()) == (0, True)
    assert "Nothing was removed, as the crawl was cut short" in said.err


def test_too_many_failures_end_with_status_3_and_what_was_read_is_kept(harz: Harz, site: Site, tmp_path: Path) -> None:
    site.answers.update({"/a.html": Answer("", 500), "/unter/": Answer("", 500)})
    said = harz("scrape")
    assert said.status == 3
    assert "67% of the pages could not be read, more than crawl.max_failed allows (25%)" in said.err
    assert (tmp_path / "pages/index.html").exists()
    assert (tmp_path / "pages/index.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_dead_links_alone_are_no_failure_to_read(harz: Harz, site: Site) -> None:
    site.answers["/"] = links(*(f"/tot{number}" for number in range(20)))
    assert harz("scrape").status == 0


def test_a_run_that_fails_half_way_is_gone_on_with(harz: Harz, site: Site, tmp_path: Path) -> None:
    begun(tmp_path, site, "concurrency = 1\nmax_silent = 1\n")
    whole = dict(site.answers)
    site.answers["/unter/b.html"] = _falling(site)
    said = harz("scrape")
    assert said.status == 3
    assert "has fallen silent" in said.err
    site.answers.update(whole)
    site.asked.clear()
    report = reported(harz)
    assert [row["path"] for row in report["new"]] == ["unter/b.html"]
    assert "/a.html" not in site.paths, "what was read a moment ago is not asked for again"
    assert not (tmp_path / "pages/.crawl/journal.jsonl").exists()


def test_what_was_read_too_long_ago_is_asked_for_again(harz: Harz, site: Site, tmp_path: Path) -> None:
    begun(tmp_path, site, "concurrency = 1\nmax_silent = 1\n")
    whole = dict(site.answers)
    site.answers["/unter/b.html"] = _falling(site)
    harz("scrape")
    begun(tmp_path, site, "resume = 0\n")
    site.answers.update(whole)
    site.asked.clear()
    harz("scrape")
    assert dict(site.asked)["/a.html"]["if-none-match"] == '"a"'


def _falling(site: Site) -> Misbehaving:
    """Hang up, and so does the whole site from now on."""

    def fall(handler: BaseHTTPRequestHandler) -> None:
        site.answers["/"] = _hanging_up
        _hanging_up(handler)

    return fall


def _hanging_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


MANY = 60


def _slowly(number: int, until: Event) -> Misbehaving:
    """Answer with a page that leads to two others; the last page waits, so that no crawl ends before its time."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if number == MANY - 1:
            until.wait(60)
        time.sleep(0.02)
        body = "".join(f"<a href='/{other}'>x</a>" for other in (2 * number, 2 * number + 1) if other < MANY)
        data = f"<title>{number}</title>{body}{'<p>Harz</p>' * 2000}".encode()
        handler.send_response(200)
        for name, value in (("Content-Type", "text/html"), ("ETag", f'"{number}"'), ("Content-Length", len(data))):
            handler.send_header(name, str(value))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


@pytest.mark.parametrize("pages", [0, 1, 2, 7, 23, 40, MANY - 2])
def test_killed_at_any_moment_and_started_again_it_ends_as_if_nothing_had_been(tmp_path: Path, pages: int) -> None:
    """The process is killed as soon as so many pages lie there, in whatever it is doing."""
    until = Event()
    answers: dict[str, Answer | Misbehaving] = {f"/{number}": _slowly(number, until) for number in range(1, MANY)}
    with serving({"/": links("/1"), **answers}) as site:
        for name in ("whole", "killed"):
            begun(tmp_path / name, site)
        with _started(tmp_path / "killed") as process:
            while len(list((tmp_path / "killed/pages").rglob("*.html"))) < pages and process.poll() is None:
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        until.set()
        assert _started(tmp_path / "killed").wait() == 0
        assert _started(tmp_path / "whole").wait() == 0
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


def _started(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "harztool", "-q", "scrape"]
    return subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])})


def test_what_a_killed_process_was_writing_is_swept_up(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    litter = [tmp_path / "pages/unter/.b.html-0a1b2c3d.unfinished", tmp_path / "pages/.crawl/journal.jsonl"]
    for path in litter:
        path.write_text('\n{"record": {"url": "http', encoding="utf-8")
    assert harz("scrape").status == 0
    assert [path for path in litter if path.exists()] == []


def test_a_journal_that_is_none_is_passed_over(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    for name in ("journal.jsonl", "traces.jsonl"):
        (tmp_path / "pages/.crawl" / name).write_bytes(b"\xff\xfe[1]\n{}\n")
    assert [len(reported(harz)[outcome]) for outcome in ("new", "changed", "unchanged")] == [0, 0, 4]
    assert (tmp_path / "pages/.crawl/.gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.fixture
def deep(site: Site) -> Site:
    """The site, with a page that nothing below `/unter/` leads to."""
    site.answers["/unter/"] = page("<a href='b.html'>x</a>")
    site.answers["/unter/b.html"] = page()
    return site


def test_a_run_that_begins_elsewhere_tells_of_nothing_as_gone(harz: Harz, deep: Site, tmp_path: Path) -> None:
    harz("scrape")
    report = reported(harz, f"{deep.base}/unter/")
    assert (report["gone"], report["orphans"], report["whole"]) == ([], [], False)
    assert "began elsewhere than the project's site" in harz("scrape", f"{deep.base}/unter/").err


@pytest.mark.parametrize("start", ["/unter/", "/?id=5"])
def test_a_run_that_begins_elsewhere_removes_nothing(harz: Harz, deep: Site, tmp_path: Path, start: str) -> None:
    harz("scrape")
    before = files(tmp_path / "pages")
    said = harz("scrape", f"{deep.base}{start}", "--prune")
    assert (said.status, files(tmp_path / "pages")) == (2, before)
    assert f"leave out the URL, so that it begins at {deep.base}/, or leave out --prune" in said.err


def test_the_site_by_its_url_is_the_whole_site(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    site.answers["/unter/b.html"] = Answer("", 410)
    assert reported(harz, f"{site.base}/?utm_source=x#oben", "--prune")["removed"] == ["unter/b.html"]


def test_the_pages_of_another_site_never_take_their_place(harz: Harz, site: Site, tmp_path: Path) -> None:
    harz("scrape")
    before = files(tmp_path / "pages")
    with serving({"/": page("fremd")}) as other:
        said = harz("scrape", f"{other.base}/")
        assert (said.status, other.asked, files(tmp_path / "pages")) == (2, [], before)
        (tmp_path / "harztool.toml").write_text("[crawl]\ndelay = 0\n", encoding="utf-8")
        assert harz("scrape", f"{other.base}/").status == 2, "the index tells whose pages there are"
    assert f"This folder is of {site.base}/: read {other.base}/ in a folder of its own" in said.err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param(
            "harz.example/de",
            "'harz.example/de' is no web address; write it with its scheme, https://harz.example/de.",
            id="no scheme",
        ),
        pytest.param("", "'' is no web address; write it like https://www.example.org/de/.", id="nothing"),
        pytest.param("ftp://harz.example/", "'ftp://harz.example/' is no web address", id="another scheme"),
        pytest.param("https://amt:geheim@harz.example/", "Leave user and password out of the URL", id="a password"),
    ],
)
def test_a_url_that_cannot_be_meant_begins_nothing(harz: Harz, tmp_path: Path, url: str, said: str) -> None:
    told = harz("scrape", url)
    assert (told.status, [*tmp_path.iterdir()]) == (2, [])
    assert said in told.err
    assert "geheim" not in told.err


def test_a_project_begins_with_the_normal_form_of_its_url(harz: Harz, tmp_path: Path) -> None:
    with serving({"/": page()}) as site:
        assert harz("scrape", f"{site.base.upper()}?utm_source=brief#oben").status == 0
        assert (tmp_path / "harztool.toml").read_text(encoding="utf-8") == f'site = "{site.base}/"\n'


def test_a_folder_without_project_says_how_to_begin_one(harz: Harz) -> None:
    assert "begin one with `harztool scrape URL`" in harz("scrape").err


def test_a_start_page_that_asks_not_to_be_listed_names_the_setting(harz: Harz, tmp_path: Path) -> None:
    with serving({"/": page(x_robots_tag="noindex")}) as site:
        said = harz("scrape", f"{site.base}/")
    assert (said.status, [*tmp_path.iterdir()]) == (0, [])
    assert said.err.endswith(
        "There is no page to keep, so no project was begun; "
        "set noindex = true in [crawl] to read pages that ask not to be listed.\n"
    )


def test_programs_get_an_object_though_nothing_could_be_read(harz: Harz, site: Site) -> None:
    site.answers["/"] = Answer("", 503)
    said = harz("scrape", "--json")
    report = json.loads(said.out)
    assert (said.status, report["whole"], report["new"]) == (3, False, [])
    assert report["error"] in said.err
    assert "it answers 503" in report["error"]


def test_programs_are_told_that_too_much_failed(harz: Harz, site: Site) -> None:
    site.answers.update({"/a.html": Answer("", 500), "/unter/": Answer("", 500)})
    assert "crawl.max_failed" in json.loads(harz("scrape", "--json").out)["error"]


@pytest.mark.parametrize("robots", ["User-agent: *\nDisallow: /a.html\n", ""])
def test_a_stored_page_that_is_refused_now_stays_and_is_told(
    harz: Harz, site: Site, tmp_path: Path, robots: str
) -> None:
    harz("scrape")
    site.answers["/robots.txt"] = Answer(robots)
    if not robots:
        site.answers["/a.html"] = page(x_robots_tag="noindex")
    said = harz("scrape", "--prune")
    assert "what was read before stays in use" in said.err
    assert (tmp_path / "pages/a.html").exists()
    assert [row["path"] for row in reported(harz)["refused"]] == ["a.html"]
    begun(tmp_path, site, 'exclude = ["/a.html"]\n')
    assert "a.html" in reported(harz, "--prune")["removed"], "the way out that the report names"


def test_what_a_link_says_cannot_speak_to_the_terminal(harz: Harz, site: Site) -> None:
    site.answers["/"] = links("/?%1b[2J=1", "/?%1b[2J=2")
    said = harz("-v", "scrape")
    assert "the parameter \\x1b[2J was dropped from 2 addresses" in said.err
    assert "\x1b" not in said.err

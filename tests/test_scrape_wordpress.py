"""A real WordPress, in German and full of posts: every page of it is read, and none of them twice."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harztool.cli.app import run
from harztool.store import Store
from tests.wordpress import SOURCE, WordPress, wordpress

SETTINGS = 'site = "{}/"\npreset = "wordpress"\n[crawl]\ndelay = 0\ntimeout = 120\nmax_seconds = 120\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Iterator[WordPress]:
    tool("mariadbd")
    tool("php")
    if not SOURCE.is_dir() and os.environ.get("CI") != "true":
        pytest.skip("Debian's package wordpress is not installed")
    with wordpress(tmp_path_factory.mktemp("wp"), tool) as served:
        yield served


Reports = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def scraped(site: WordPress, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Reports]:
    """The project, and the reports of two runs in a row."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "harztool.toml").write_text(SETTINGS.format(site.base), encoding="utf-8")
    first, second = _reported(folder), _reported(folder)
    return Store.open(folder), (first, second)


def _reported(folder: Path) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        shown: list[str] = []
        patch.setattr("harztool.cli.talk.show", shown.append)
        assert run(["-q", "scrape", "--json", "-C", str(folder)]) == 0
    found: dict[str, Any] = json.loads(shown[0])
    return found


def test_every_published_page_and_post_is_read(site: WordPress, scraped: tuple[Store, Reports]) -> None:
    assert len(site.published["pages"]) == 26
    assert set(site.published["pages"]) <= set(scraped[0].index())


def test_drafts_and_posts_of_the_future_are_not(scraped: tuple[Store, Reports]) -> None:
    assert not [
        record.title for record in scraped[0].index().values() if record.title.startswith(("Entwurf", "Später"))
    ]


def test_nothing_is_read_twice_by_query_feed_or_reply(scraped: tuple[Store, Reports]) -> None:
    urls = list(scraped[0].index())
    assert not [url for url in urls if "?" in url or "/feed" in url or "/wp-" in url or "replytocom" in url]
    assert max(Counter(record.sha256 for record in scraped[0].index().values()).values()) == 1


def test_pagers_parts_of_pages_and_attachments_are_pages(site: WordPress, scraped: tuple[Store, Reports]) -> None:
    wanted = [f"{site.base}/page/5/", f"{site.base}/uber-uns/2/", f"{site.base}/category/wohnen/page/2/"]
    assert {*wanted, site.published["attachment"]} <= set(scraped[0].index())


def test_the_address_of_old_leads_to_the_page_and_is_none(site: WordPress, scraped: tuple[Store, Reports]) -> None:
    skipped = {row["url"]: row["reason"] for row in scraped[1][0]["skipped"]}
    assert skipped[str(site.published["old"])] == f"it redirects to {site.published['new']}"


def test_a_dead_link_is_told_with_its_page(site: WordPress, scraped: tuple[Store, Reports]) -> None:
    (page,) = [url for url in site.published["pages"] if "nummer-3-" in url]
    rows = {row["url"]: row["pages"] for row in scraped[1][0]["broken"]}
    assert rows == {f"{site.base}/gibt-es-nicht/": [page]}


def test_a_page_that_only_the_sitemap_knows_is_told(site: WordPress, scraped: tuple[Store, Reports]) -> None:
    assert site.published["hidden"] in scraped[1][0]["orphans"]


def test_a_second_run_finds_nothing_new(scraped: tuple[Store, Reports]) -> None:
    first, second = scraped[1]
    assert second["new"] == second["changed"] == second["gone"] == []
    assert len(second["unchanged"]) == len(first["new"])


def test_without_a_preset_it_is_read_as_completely_and_nothing_twice(
    site: WordPress, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("plain")
    (folder / "harztool.toml").write_text(SETTINGS.format(site.base).replace('preset = "wordpress"\n', ""), "utf-8")
    _reported(folder)
    index = Store.open(folder).index()
    assert set(site.published["pages"]) <= set(index)
    assert not [url for url in index if "?" in url or "/feed" in url or "/wp-" in url]
    assert max(Counter(record.sha256 for record in index.values()).values()) == 1

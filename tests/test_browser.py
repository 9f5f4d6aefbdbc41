"""Built pages and the report in a real browser: Chromium, as Debian packages it, driven by Playwright.

Nothing here waits for a time to pass: Playwright waits for what is asked. Pages are small, on loopback or in a file.
"""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from harztool.demo import SECOND, SITE, server

from .test_demo import demo

PHONE = {"width": 375, "height": 667}
# The element tree without what build documents: names, and all attributes but texts, languages, addresses.
TREE = """() => {
  const languages = "lang xml:lang", addresses = "href src srcset action";
  const texts = "content title alt value placeholder label abbr aria-label aria-description";
  const beside = new Set(`${languages} ${addresses} ${texts}`.split(" "));
  const added = (each) =>
    (each.localName === "link" && each.rel === "alternate" && each.hreflang) ||
    (each.localName === "meta" && each.hasAttribute("charset")) ||
    (each.localName === "span" && each.lang && each.attributes.length === 1);
  const tree = (each) => {
    const given = [...each.attributes].filter(({name}) => !beside.has(name));
    const inner = [...each.children].flatMap((child) => added(child) ? [...child.children].map(tree) : [tree(child)]);
    return [each.localName, given.map(({name, value}) => `${name}=${value}`).sort(), inner];
  };
  return tree(document.documentElement);
}"""
STATES = "[...document.querySelectorAll('.entries > li:not([hidden])')].map((each) => each.dataset.state)"


@pytest.fixture(scope="module")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    """Chromium without a window; where it is not installed the tests are skipped, in CI they fail."""
    path = tool("chromium")
    with sync_playwright() as playwright:
        # Root, as which CI runs, has no sandbox of its own; the pages are ours.
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo, its second edition extracted over the first, so that some drafts have an earlier source."""
    folder = tmp_path_factory.mktemp("browser") / "demo"
    for options in ((), ("--second",)):
        done = demo(folder, *options)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own; what it says in its console is a fault."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    found = context.new_page()
    said: list[str] = []
    found.on("pageerror", lambda error: said.append(str(error)))
    yield found
    context.close()
    assert not said


@contextmanager
def site(project: Path) -> Iterator[str]:
    """Serve what the district would: the German site, and the pages in other languages beside it."""
    with server.serve([project / "public", SECOND, SITE], urlsplit(_site(project)).port or 0) as base:
        yield base


def _site(project: Path) -> str:
    found = re.search(r'site = "(.*)/de/"', (project / "harztool.toml").read_text(encoding="utf-8"))
    assert found
    return found[1]


def _pages(project: Path) -> list[str]:
    return sorted(path.relative_to(project / "pages/de").as_posix() for path in (project / "pages/de").rglob("*.html"))


@pytest.mark.parametrize("options", [(), ("--drafts",)], ids=["reviewed texts", "drafts, too"])
def test_a_built_page_has_the_same_element_tree_as_the_german_one(
    project: Path, page: Page, options: tuple[str, ...]
) -> None:
    _run(project, "build", *options)
    with site(project) as base:
        for name in _pages(project):
            page.goto(f"{base}/de/{name}")
            german, language = page.evaluate(TREE), page.evaluate("document.documentElement.lang")
            assert language == "de"
            for code in ("en", "es"):
                page.goto(f"{base}/{code}/{name}")
                assert page.evaluate(TREE) == german, f"{code}/{name}"
                assert page.evaluate("document.documentElement.lang") == code
                assert page.evaluate("document.characterSet") == "UTF-8"


def test_links_lead_where_they_say(project: Path, page: Page) -> None:
    _run(project, "build")
    with site(project) as base:
        page.goto(f"{base}/en/index.html")
        page.locator("#LEFTNAV").get_by_text("Housing", exact=True).click()
        assert (page.url, page.locator("html").get_attribute("lang")) == (f"{base}/en/wohnen.html", "en")
        page.get_by_text("Español", exact=True).click()
        assert (page.url, page.locator("html").get_attribute("lang")) == (f"{base}/es/wohnen.html", "es")
        page.get_by_text("Deutsch", exact=True).click()
        assert (page.url, page.locator("html").get_attribute("lang")) == (f"{base}/de/wohnen.html", "de")
        page.goto(f"{base}/es/wohnen.html")
        links = "[...document.querySelectorAll('link[hreflang]')].map((each) => [each.hreflang, each.href])"
        for language, address in page.evaluate(links):
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == ("de" if language == "x-default" else language)


def test_every_link_of_the_site_leads_to_a_page(project: Path, page: Page) -> None:
    """Asked of the server itself: what answers 404 in a language answers so in German, too."""
    _run(project, "build")
    with site(project) as base:
        found: set[str] = set()
        for name in _pages(project):
            page.goto(f"{base}/en/{name}")
            found |= set(page.evaluate("[...document.links].map((each) => each.href.split('#')[0])"))
        ours = sorted(each for each in found if each.startswith(f"{base}/en/"))
        assert len(ours) >= len(_pages(project)) - 1
        assert [each for each in ours if page.request.get(each).status != 200] == []


def _run(project: Path, *args: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "harztool", *args, "-C", str(project)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def report(project: Path) -> str:
    path = project.parent / "review.html"
    shutil.rmtree(project / "public", ignore_errors=True)  # it needs none
    _run(project, "report", "-o", str(path))
    return path.as_uri()


class TestReport:
    """The page that `harztool report` writes."""

    def shown(self, page: Page) -> int:
        return page.locator(".entries > li:visible").count()

    def test_its_filters_work_alone_and_together(self, report: str, page: Page) -> None:
        page.goto(report)
        everything = self.shown(page)
        assert page.get_by_role("status").inner_text() == f"{everything} texts"
        page.get_by_label("Language", exact=True).select_option("Spanish")
        spanish = self.shown(page)
        assert 0 < spanish < everything
        assert page.get_by_role("status").inner_text() == f"{spanish} of {everything} texts"
        page.get_by_label("State").select_option("draft")
        drafts = self.shown(page)
        assert 0 < drafts < spanish
        assert set(page.evaluate(STATES)) == {"draft"}
        page.get_by_role("button", name="Show all").click()
        page.wait_for_function("!document.querySelector('.entries > li[hidden]')")
        page.get_by_label("Words").fill("BRÖTCHEN pendler")
        assert 0 < self.shown(page) < everything / 4
        page.get_by_label("Words").fill("zzz")
        assert self.shown(page) == 0

    def test_it_filters_by_page_and_by_findings(self, report: str, page: Page) -> None:
        page.goto(report)
        page.get_by_label("Page", exact=True).select_option(label="Schulen | Zuhause im Harz")
        places = page.locator(".entries > li:visible .pages").all_text_contents()
        assert any("Schulen" in each for each in places)
        assert all("Schulen" in each or "such as" in each for each in places)
        page.get_by_role("button", name="Show all").click()
        page.get_by_label("with findings").check()
        assert self.shown(page) == page.locator(".entries > li:has(.findings)").count() > 0

    def test_who_comes_back_sees_what_the_fields_say(self, report: str, page: Page) -> None:
        page.goto(report)
        page.get_by_label("State").select_option("draft")
        drafts = self.shown(page)
        page.goto("about:blank")
        page.go_back()
        shown = {"draft": drafts, "": page.locator(".entries > li").count()}
        assert self.shown(page) == shown[page.get_by_label("State").input_value()]

    def test_a_click_has_no_browser_count_all_list_items_again(self, report: str, page: Page) -> None:
        page.goto(report)
        styles = page.evaluate(
            "[...document.querySelectorAll('.entries > li')].map((e) => getComputedStyle(e).display)"
        )
        assert {*styles} == {"block"}

    def test_it_marks_what_changed_since_the_earlier_text(self, report: str, page: Page) -> None:
        page.goto(report)
        assert page.locator(".difference ins").count() > 0
        assert page.locator(".difference del").count() > 0

    def test_a_keyboard_reaches_all_and_a_number_leads_to_its_text(self, report: str, page: Page) -> None:
        page.goto(report)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.href") is not None
        page.get_by_label("State").focus()
        page.keyboard.press("ArrowDown")
        assert set(page.evaluate(STATES)) == {"draft"}
        page.goto(f"{report}#text-3")
        assert page.evaluate("document.querySelector(':target').id") == "text-3"

    def test_without_a_script_all_is_there(self, report: str, browser: Browser) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(report)
        assert page.locator(".entries > li").count() == page.locator(".entries > li:visible").count() > 0
        assert not page.locator("#filters").is_visible()
        context.close()

    def test_it_asks_nobody_for_anything(self, report: str, page: Page) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(report)
        assert asked == [report]

    def test_it_fits_a_phone(self, report: str, page: Page) -> None:
        page.set_viewport_size(PHONE)
        page.goto(report)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        sides = page.locator("#text-1 .side")
        first, second = (sides.nth(number).bounding_box() for number in (0, 1))
        assert first
        assert second
        assert second["y"] >= first["y"] + first["height"]
        heights = "[...document.querySelectorAll('select, button, [type=search]')].map((each) => each.offsetHeight)"
        assert min(page.evaluate(heights)) >= 24  # WCAG 2.2, 2.5.8

    def test_a_wide_screen_shows_the_texts_side_by_side(self, report: str, page: Page) -> None:
        page.goto(report)
        sides = page.locator("#text-1 .side")
        first, second = (sides.nth(number).bounding_box() for number in (0, 1))
        assert first
        assert second
        assert (second["y"], second["x"] > first["x"]) == (first["y"], True)

    def test_it_prints_all_texts_without_the_filters(self, report: str, page: Page) -> None:
        page.goto(report)
        count = self.shown(page)
        page.emulate_media(media="print")
        assert (self.shown(page), page.locator("#filters").is_visible()) == (count, False)
        pdf = page.pdf(format="A4")
        assert pdf.startswith(b"%PDF-")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 3

    @pytest.mark.parametrize("size", [{"width": 1200, "height": 900}, PHONE], ids=["desk", "phone"])
    def test_axe_finds_no_fault(self, report: str, page: Page, size: dict[str, int]) -> None:
        """WCAG 2.2 AA and good practice, as far as a program can tell."""
        page.set_viewport_size(ViewportSize(width=size["width"], height=size["height"]))
        page.goto(report)
        page.get_by_label("State").select_option("draft")  # each entry is of one kind; so axe has less to read
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []


def test_axe_finds_nothing_in_a_built_page_that_its_source_does_not_have(project: Path, page: Page) -> None:
    """What build writes is no fault of its own: languages are valid, and said where they must be."""
    _run(project, "build")
    with site(project) as base:
        found = []
        for language in ("de", "en"):
            page.goto(f"{base}/{language}/wohnen.html")
            found.append({each["id"] for each in Axe().run(page).response["violations"]})
    assert found[1] <= found[0]
    assert not found[1] & {"html-has-lang", "html-lang-valid", "valid-lang", "html-xml-lang-mismatch"}


def test_the_picture_of_a_report_names_the_site_and_no_port() -> None:
    named = runpy.run_path(str(Path(__file__).parents[1] / "docs/screenshots.py"))["named"]
    html = '<a href="http://127.0.0.1:4711/de/">http://127.0.0.1:4711/de/</a>'
    site = "https://www.zuhause-im-harz.example/de/"
    assert named(html, "http://127.0.0.1:4711") == f'<a href="{site}">{site}</a>'

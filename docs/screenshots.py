"""Take the README's screenshots anew: a built page beside its German source, and the report, in Debian's Chromium.

`make screenshots` runs the demo in a folder of its own; nothing is asked beyond this machine.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, sync_playwright

from harztool.config import parsed
from harztool.demo import SECOND, SITE, server

IMAGES = Path(__file__).parent / "images"
SHOWN = "schulen.html"
PAIR = """<style>
body {{ margin: 0; background: #d9dedb; display: flex; gap: 12px; padding: 12px; }}
img {{ width: 634px; }}
</style>
<img src="data:image/png;base64,{0}"><img src="data:image/png;base64,{1}">"""


def main() -> None:
    """Write the images."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; on Debian: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name, "demo")
        for options in ([], ["--second"]):
            _run("demo", str(folder), *options)
        _run("report", "-C", str(folder), "-o", str(folder / "review.html"))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _take_pages(browser, folder)
        _take_report(browser, folder)
        browser.close()


def _run(*args: str) -> None:
    subprocess.run([sys.executable, "-m", "harztool", "-q", *args], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _base(folder: Path) -> str:
    """Return the address of the demo's server, as its settings tell."""
    settings = folder / "harztool.toml"
    site = parsed(settings.read_text(encoding="utf-8"), settings.name).site
    return urljoin(site, "/").rstrip("/")


def named(html: str, base: str) -> str:
    """Return a report with the site's own address in place of the server's, which has another port in every demo.

    >>> named('<a href="http://127.0.0.1:4711/de/">', "http://127.0.0.1:4711")
    '<a href="https://www.zuhause-im-harz.example/de/">'
    """
    return html.replace(base, server.WRITTEN.decode())


def _take_pages(browser: Browser, folder: Path) -> None:
    port = urlsplit(_base(folder)).port or 0
    page = browser.new_page(viewport={"width": 960, "height": 1000})
    shots = []
    with server.serve([folder / "public", SECOND, SITE], port) as base:
        for language in ("de", "en"):
            page.goto(f"{base}/{language}/{SHOWN}")
            shots.append(base64.b64encode(page.screenshot()).decode())
    page.set_viewport_size({"width": 1304, "height": 684})
    page.set_content(PAIR.format(*shots))
    page.screenshot(path=IMAGES / "pages.png")


def _take_report(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1304, "height": 1000})
    page.set_content(named((folder / "review.html").read_text(encoding="utf-8"), _base(folder)))
    page.get_by_label("Language", exact=True).select_option("English")
    page.get_by_label("State").select_option("draft")
    page.get_by_label("Words").fill("What changed")
    page.screenshot(path=IMAGES / "report.png")


if __name__ == "__main__":
    main()

"""Building 10,000 pages in a language, against a bare loop that reads and writes them and walks over their texts.

The pages are those of the sample site, again and again, each with texts of its own in its heading and its paragraphs;
two thirds of the texts are reviewed. `python -m benchmarks.build FOLDER` is the bare loop, in a process of its own.
"""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from harztool import po
from harztool.catalogs import empty, merged, template
from harztool.charsets import decoded
from harztool.demo import SITE
from harztool.markup import texts
from harztool.model import Message, Page

COUNT, RUNS = 10_000, 3
GOAL = 2
_OWN = re.compile(r"(?=</(?:h1|p)>)")
_SETTINGS = 'site = "https://harz.example/de/"\nlanguages = ["en"]\n'


def measured() -> Iterator[str]:
    """Yield the ratio of the processor times, and what a second build writes after one message has changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _project(folder)
        bare = [sys.executable, "-m", "benchmarks.build", name]
        build = [sys.executable, "-m", "harztool", "build", "--quiet", "--lang", "en", "--root", name]
        pairs = [(_anew(folder, build), _anew(folder, bare)) for _ in range(RUNS)]
        subprocess.run(build, check=True)
        mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        yield f"{COUNT:,} pages {mine:.1f} s, a bare loop {other:.1f} s, ratio {ratio:.2f} (goal: at most {GOAL})"
        yield _again(folder, build)


def _project(folder: Path) -> None:
    """Write the settings, the pages, and a catalog in which every third text is still to be translated."""
    known = [decoded(path.read_bytes()) for path in sorted(SITE.rglob("*.html"))]
    pages = [
        Page(f"https://harz.example/de/{at}.html", f"de/{at}.html", _varied(known[at % len(known)], at))
        for at in range(COUNT)
    ]
    (folder / "harztool.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "pages/de").mkdir(parents=True)
    (folder / "po").mkdir()
    for page in pages:
        (folder / "pages" / page.path).write_text(page.html, encoding="utf-8")
    catalog = merged(template(pages), empty("en"))
    messages = tuple(_translated(message, at) for at, message in enumerate(catalog.messages))
    (folder / "po/en.po").write_text(po.text(replace(catalog, messages=messages)), encoding="utf-8")


def _varied(html: str, number: int) -> str:
    return _OWN.sub(f" {number}", html)


def _translated(message: Message, at: int) -> Message:
    return message if at % 3 == 2 else replace(message, translation=message.source)


def _anew(folder: Path, command: Sequence[str]) -> float:
    """Return the processor time where no file is there yet: to make one takes longer than to write one again."""
    subprocess.run(["rm", "-rf", folder / "public", folder / "bare", folder / ".harztool"], check=True)
    return _seconds(command)


def _again(folder: Path, build: Sequence[str]) -> str:
    """Change the translation of one text, build again, and tell how many pages were written."""
    path = folder / "po/en.po"
    before = {each: each.stat().st_mtime_ns for each in (folder / "public").rglob("*.html")}
    catalog = po.parse(path.read_text(encoding="utf-8"))
    at = next(at for at, message in enumerate(catalog.messages) if message.ready and message.source.endswith(" 5"))
    changed = replace(catalog.messages[at], translation=catalog.messages[at].source.upper())
    text = po.text(replace(catalog, messages=(*catalog.messages[:at], changed, *catalog.messages[at + 1 :])))
    path.write_text(text, encoding="utf-8")
    seconds = _seconds(build)
    written = sum(each.stat().st_mtime_ns != time for each, time in before.items())
    return f"after a message of one page changed: {written} of {len(before):,} pages written (goal: 1), {seconds:.1f} s"


def _seconds(command: Sequence[str]) -> float:
    """Return the processor time of a command, which says more than the clock where others use the machine, too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _bare(folder: Path) -> None:
    target = folder / "bare"
    target.mkdir(exist_ok=True)
    for path in sorted((folder / "pages/de").iterdir()):
        html = path.read_text(encoding="utf-8")
        texts(html)
        (target / path.name).write_text(html, encoding="utf-8")


if __name__ == "__main__":
    _bare(Path(sys.argv[1]))

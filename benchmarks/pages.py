"""Pages to a PO file, 1,000 of them from memory, against html2po of the Translate Toolkit on the same pages in turns.

html2po falls over where end tags are missing; such pages are left out on both sides. For scale, the same pages go
through a bare regular expression for tags, and through Lexbor, the HTML parser in C that selectolax wraps.

The pages are those of the sample site and of the corpus, or those of a folder that is named in HTML_PAGES, as far as
they say that they are German, or nothing: html2po takes the texts of other languages, too, which harztool leaves.
"""

from __future__ import annotations

import os
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from time import process_time

from selectolax.lexbor import LexborHTMLParser
from translate.convert.html2po import converthtml

from harztool import po
from harztool.catalogs import template
from harztool.charsets import decoded
from harztool.demo import SECOND, SITE
from harztool.markup import outline, texts
from harztool.model import Page

RUNS = 5
COUNT = 1000
GOAL = 6
FOLDERS = (SITE, SECOND, Path(__file__).parent.parent / "tests" / "data" / "pages")
# The end of a text, and of an attribute that is text: a number behind it makes it another one.
_END = re.compile(
    rb"[^\s>](?=\s*</(?:a|button|dd|div|dt|h[1-6]|label|li|option|p|span|td|th|title)\b)"
    rb"|\s(?:alt|placeholder|summary|title)=\"[^\"]+(?=\")",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"<[^>]*+>|[^<]++|<")


def measured() -> Iterator[str]:
    """Yield pages per second of both, the median of the ratios, round for round, and what others take."""
    given = os.environ.get("HTML_PAGES")
    folders, runs = ((Path(given),), 1) if given else (FOLDERS, RUNS)
    known = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.html"))[:COUNT]]
    known = [data for data in known if outline(decoded(data)).language[:2].lower() in ("", "de")]
    read = [data for data in known if _is_read(data)]
    yield f"{len(read)} different pages; {len(known) - len(read)} more are left out, as html2po cannot read them"
    pages = [_varied(read[at % len(read)], at) for at in range(COUNT)]
    ours, theirs = _read(pages), _inputs(pages)
    _sound(ours, theirs)
    steps: dict[str, Callable[[], object]] = {
        "extract": lambda: po.text(template(_read(pages))),
        "texts alone": lambda: [texts(page.html) for page in ours],
        "a regex": lambda: [_TOKEN.findall(page.html) for page in ours],
        "Lexbor": lambda: [LexborHTMLParser(page.html) for page in ours],
        "html2po": lambda: _converted(theirs),
    }
    rounds = [{name: _seconds(step) for name, step in steps.items()} for _ in range(runs)]
    yield _against("extract", rounds, f" (goal: at least {GOAL})")
    yield _against("texts alone", rounds)
    regex, parser = (COUNT / statistics.median(each[who] for each in rounds) for who in ("a regex", "Lexbor"))
    yield f"for scale: a regex for tags {regex:,.0f} pages/s, Lexbor {parser:,.0f} pages/s"


def _against(name: str, rounds: Sequence[dict[str, float]], goal: str = "") -> str:
    mine, other = (COUNT / statistics.median(each[who] for each in rounds) for who in (name, "html2po"))
    ratio = statistics.median(each["html2po"] / each[name] for each in rounds)
    return f"{name} {mine:,.0f} pages/s, html2po {other:,.0f} pages/s, {ratio:.1f} times as fast{goal}"


def _seconds(step: Callable[[], object]) -> float:
    """Return the processor time of a step, which says more than the clock where others use the machine, too."""
    start = process_time()
    step()
    return process_time() - start


def _varied(data: bytes, number: int) -> bytes:
    """Return a page whose texts stand on no other, so that nobody gains by remembering equal ones."""
    return _END.sub(rb"\g<0> %d" % number, data)


class _File(BytesIO):
    """What html2po is given instead of an open file: it names each text by the file that it stands in."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name = name


def _read(pages: Sequence[bytes]) -> Sequence[Page]:
    return [Page("", f"{at}.html", decoded(data)) for at, data in enumerate(pages)]


def _inputs(pages: Sequence[bytes]) -> Sequence[Callable[[], BytesIO]]:
    return [partial(_File, f"{at}.html", data) for at, data in enumerate(pages)]


def _converted(inputs: Sequence[Callable[[], BytesIO]]) -> Sequence[bytes]:
    """Return what `html2po` writes for each page, as it does it for a folder: a PO file per page."""
    outputs = []
    for given in inputs:
        converthtml(given(), output := BytesIO(), None)
        outputs.append(output.getvalue())
    return outputs


def _is_read(data: bytes) -> bool:
    try:
        converthtml(_File("page.html", data), BytesIO(), None)
    except Exception:  # noqa: BLE001 - a page without an end tag is a ParseError, others fail as they come
        return False
    return True


def _sound(ours: Sequence[Page], theirs: Sequence[Callable[[], BytesIO]]) -> None:
    """Make sure that what was measured is the whole of the work: both find about the same texts, and all varied."""
    mine = [len(texts(page.html)) for page in ours]
    other = [output.count(b"\nmsgid ") - 1 for output in _converted(theirs)]
    if not 0.5 < sum(mine) / sum(other) < 2:
        raise RuntimeError(f"harztool found {sum(mine)} texts, html2po {sum(other)}")
    if len(template(ours).messages) < 0.5 * sum(mine):
        raise RuntimeError("most texts are the same on all pages")

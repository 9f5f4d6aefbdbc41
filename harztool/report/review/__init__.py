"""A report that a reviewer can read: one HTML file with all that is in it, to mail, to print, to read on a phone.

It loads nothing and obeys nothing but its own script (Content Security Policy): texts of a catalog are only shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from harztool import changes, msgid
from harztool.changes import Piece
from harztool.languages import language_tag
from harztool.model import Message, Problem
from harztool.report.progress import Progress
from harztool.report.review.words import WORDS

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
# A text on more pages than these is told to be on so many.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page of the site: its title, its address and those of its translations by language, and how far each is."""

    title: str
    url: str
    addresses: tuple[tuple[str, str], ...]
    progress: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A message to be judged: what the checks find in it, and on which of the pages, by their number, it stands."""

    language: str
    message: Message
    findings: tuple[Problem, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def state(self) -> str:
        """What is to be done with it: `draft`, `untranslated`, or `reviewed` where only the checks have something."""
        return "draft" if self.message.draft else "untranslated" if self.message.untranslated else "reviewed"

    @property
    def few(self) -> bool:
        """Whether its pages are named one by one."""
        return len(self.pages) <= _NAMED

    @property
    def difference(self) -> tuple[Piece, ...]:
        """How the source became what it is; nothing where no earlier one is known."""
        previous = self.message.previous
        return changes.words(previous, self.message.source) if previous is not None else ()


@dataclass(frozen=True, slots=True)
class Review:
    """All that a report shows: the site, how far its languages are, its pages, and what is left to judge."""

    site: str
    source: str
    languages: tuple[Progress, ...]
    pages: tuple[PageRow, ...]
    entries: tuple[Entry, ...]


def page(review: Review, tongue: str = "en") -> str:
    """Return the report as an HTML page that needs no other file, in one of the languages of `WORDS`.

    >>> entry = Entry("en", Message("Burg", "<b>", fuzzy=True))
    >>> "<b>" in page(Review("https://harz.example/", "de", (), (), (entry,)))
    False
    """
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("style.css", "script.js"))
    return (
        _environment(tongue)
        .get_template("page.html")
        .render(
            review=review,
            tongue=tongue,
            style=_inline(style),
            script=_inline(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _hash(text: str) -> str:
    """Return what a Content Security Policy names an inline script or style by (CSP Level 3, "hash-source")."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment(tongue: str) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"pieces": _pieces, "tag": language_tag, "web": _is_web, "places": _places}
    environment.filters |= {
        "language": partial(_language, tongue=tongue),
        "said": partial(_said, WORDS[tongue]),
        "counted": partial(_counted, WORDS[tongue]),
    }
    return environment


def _inline(text: str) -> str:
    """Return our own style or script, which stands in the page as it is."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - a file of this folder


def _pieces(text: str) -> Sequence[tuple[bool, str]]:
    """Return the stretches of a msgid, and whether each is a placeholder."""
    return [
        (at % 2 == 1, piece if at % 2 else msgid.unescaped(piece))
        for at, piece in enumerate(msgid.split(text))
        if piece
    ]


def _said(words: Mapping[str, str], name: str, *given: object) -> str:
    return words[name].format(*given)


def _counted(words: Mapping[str, str], name: str, count: int) -> str:
    return words[f"{name} one"] if count == 1 else words[name].format(count)


@cache
def _language(code: str, tongue: str = "en") -> str:
    """Return how a language is called in the language of the report.

    >>> _language("es"), _language("pt_BR", "de"), _language("xx")
    ('Spanish', 'Portugiesisch (Brasilien)', 'xx')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_display_name(tongue) or code
    except (UnknownLocaleError, ValueError):
        return code


def _is_web(url: str) -> bool:
    """Whether an address may be a link: what the index of the pages holds may be anything."""
    return url.lower().startswith(("http://", "https://"))


def _places(pages: Iterable[int]) -> str:
    """Return the numbers of pages, with ranges for those in a row: a text may stand on all of thousands.

    >>> _places([7, 3, 8, 9]), _places([])
    ('3 7-9', '')
    """
    ranges: list[list[int]] = []
    for page in sorted({*pages}):
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1][1:] = [page]
        else:
            ranges.append([page])
    return " ".join("-".join(map(str, each)) for each in ranges)

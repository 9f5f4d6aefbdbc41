"""Projects for tests of drafting: so many pages with so many texts each, extracted, without a glossary unless given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from harztool import po
from harztool.model import Message
from harztool.store import Store

WORDS = "Burg Tor Turm Tal Berg See Wald Markt Dom Hof".split()


def text(page: int, number: int) -> str:
    """Return a text that stands nowhere else, without digits."""
    digits = f"{page * 1000 + number:06}"
    return "Wir sehen " + " ".join(WORDS[int(digit)] for digit in digits)


def project(
    folder: Path, pages: int = 3, texts: int = 10, settings: str = "", glossary: str = "", language: str = "en"
) -> Path:
    """Write the files of a project with pages `0.html` … as they are scraped; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    head = f'site = "https://harz.example/"\nlanguages = ["{language}"]\n'
    (folder / "harztool.toml").write_text(head + settings, encoding="utf-8")
    if glossary:
        (folder / "glossary.csv").write_text(glossary, encoding="utf-8")
    for number in range(pages):
        write_page(folder, number, [text(number, each) for each in range(texts)])
    return folder


def write_page(folder: Path, number: int, paragraphs: list[str]) -> None:
    """Write a page of the project, with a title of its own."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = f"Seite {' '.join(WORDS[int(digit)] for digit in str(number))}"
    path = folder / "pages" / f"{number:04}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<title>{title}</title>{body}", encoding="utf-8")


def messages(folder: Path, language: str = "en") -> Mapping[str, Message]:
    """Return the messages of a catalog by their sources; it must be readable."""
    found = po.parse((folder / f"po/{language}.po").read_text(encoding="utf-8"))
    return {message.source: message for message in found.messages}


def sent(folder: Path) -> int:
    """Return how many characters the project's ledger counts for this month."""
    ledger = Store.open(folder).ledger()
    try:
        return ledger.sent()
    finally:
        ledger.close()

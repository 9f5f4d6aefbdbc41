"""The laws of building, over the sample site, the corpus, and pages made at random: only what is documented changes."""

from __future__ import annotations

import difflib
import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given

from harztool import charsets, po
from harztool.catalogs import empty, template
from harztool.demo import SITE
from harztool.markup import texts
from harztool.markup.plain import normalized
from harztool.model import Catalog, Message, Page
from harztool.pages import Edition, Site, edition, read, translated
from harztool.pages.audit import Made, faults
from harztool.pages.source import ADDRESSES, STYLES
from harztool.proof import laws
from harztool.proof.tree import events
from harztool.rules import DEFAULT

from .test_laws import BROKEN, HOSTILE, PAGES, WELL

GOLDEN = Path(__file__).parent / "golden"
# What of a page may change beside its texts: a line of the diff holds one of these, or a text.
LINES = re.compile(
    r"<html|<base|charset=|content-language|og:locale|og:url|rel=.?canonical|hreflang=|href=|src=|srcset=|action=|url\(|image-set\("
    r"|encoding=|lang=|srcdoc=|(?:background|cite|data|longdesc|poster|value)=|\A. *</head>",
    re.IGNORECASE,
)
# What marks an element as being in a language.
MARK = re.compile(r'(?<=\w) lang="(?:de|en)"')


@pytest.fixture(params=PAGES, ids=lambda path: "/".join(path.parts[-3:]))
def page(request: pytest.FixtureRequest) -> Page:
    path: Path = request.param
    name = path.relative_to(SITE).as_posix() if path.is_relative_to(SITE) else f"de/{path.name}"
    address = re.sub(r"(?:^|(?<=/))index\.html$", "", name)
    return Page(f"https://www.zuhause-im-harz.example/{address}", name, charsets.decoded(path.read_bytes()))


def site(page: Page) -> Site:
    return Site("de", {page.url: page.path}, ("en",))


def same(page: Page) -> Edition:
    """Translations that say what the source says."""
    slots = texts(page.html)
    return edition(
        replace(empty("en"), messages=tuple(Message(text, text) for text in {each.text for each in slots})), "en"
    )


def marked(page: Page) -> Edition:
    """Translations that say what the source says, each with a mark: so each text is written anew."""
    messages = {each.text: Message(each.text, laws.marked(each.text)) for each in texts(page.html)}
    return edition(replace(empty("en"), messages=tuple(messages.values())), "en")


def tree_faults(page: Page, words: Edition) -> list[str]:
    source = read(page)
    made = translated(source, words, site(page))
    found = faults(Made(source, words, site(page).address(page.url, "en"), made.html), site(page), DEFAULT, ())
    return [each.text for each in found if each.check == "tree"]


def test_a_page_in_its_own_words_differs_in_the_documented_lines_only(page: Page) -> None:
    made = translated(read(page), same(page), site(page)).html
    assert not tree_faults(page, same(page))
    old, new = (re.split(r"(?<=>)|\n", html) for html in (page.html, made))
    lines = [line for line in difflib.ndiff(old, new) if line[0] in "+-" and line[2:].strip()]
    unmarked = {MARK.sub("", line[2:]) for line in lines if line[0] == "+"}
    for line in lines:
        assert LINES.search(line) or (line[0] == "-" and line[2:] in unmarked), line


def told(html: str) -> list[object]:
    """Return what a page is to an independent parser: elements, attributes and words, but for what is documented."""
    found: list[object] = []
    words = within = ""
    for event in events(html.replace(laws.MARK, "")):
        if event.kind == "text":
            words += event.text if within not in ("script", "style") else ""  # written in another way, or led
            continue
        within = event.name if event.kind == "start" else ""
        given = {name for name in event.attributes if name not in ("lang", "xml:lang")}
        added = event.name in ("link", "meta") and given in ({"rel", "hreflang", "href"}, {"charset"})
        if event.name == "wbr" or added or (event.kind == "end" and event.name in ("link", "meta")):
            continue
        found += [" ".join(normalized(words).split()), event.kind, event.name]
        attributes = ((name, event.attributes[name]) for name in given if not is_led(event.name, name))
        found += sorted((name, told(value) if name == "srcdoc" else seen(value)) for name, value in attributes)
        words = ""
    return [each for each in found if each]


def seen(value: str) -> str:
    return " ".join(normalized(value).split())


def is_led(element: str, name: str) -> bool:
    """Whether an attribute holds an address, or what tells the language or the character set."""
    name = name.replace(" ", ":")  # as one parser writes `xlink:href`
    return (
        element.lower() in ADDRESSES.get(name, ())
        or name in (*STYLES, "content", "charset")
        or (element, name) == ("base", "href")
    )


def test_a_page_whose_texts_are_all_written_anew_has_the_same_elements_attributes_and_words(page: Page) -> None:
    made = translated(read(page), marked(page), site(page)).html
    assert made.count(laws.MARK) == len(texts(page.html)) + page.html.count(laws.MARK)
    assert told(made) == told(page.html)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_with_the_translations_that_there_are_has_the_same_elements(page: Page, language: str) -> None:
    catalog = po.parse((GOLDEN / f"{language}.po").read_text(encoding="utf-8"))
    assert not tree_faults(page, edition(catalog, "en", drafts=True))
    assert not tree_faults(page, edition(catalog, "en"))


def errors(html: str) -> list[str]:
    """Return what html5lib finds wrong in a page, by its names for the errors of parsing."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return sorted(code for _, code, _ in parser.errors)


def test_a_valid_page_is_still_valid(page: Page) -> None:
    """No error of parsing is new (HTML Living Standard, 13.2.2)."""
    before = errors(page.html)
    catalog = po.parse((GOLDEN / "en.po").read_text(encoding="utf-8"))
    for words in (edition(catalog, "en"), same(page)):
        made = errors(translated(read(page), words, site(page)).html)
        assert not set(made) - set(before)
        assert len(made) <= len(before)


def test_a_second_build_of_what_was_built_needs_no_edit(page: Page) -> None:
    """The documented lines are put right once: what says already what it must say is left as it is."""
    own = Site("en", {page.url: page.path}, ("en",))
    again = translated(read(page), same(page), site(page)).html
    words = edition(Catalog(tuple(template([page]).messages)), "en")
    made = translated(read(replace(page, html=again)), words, own).html
    assert made.count("<meta charset") == again.count("<meta charset")
    assert made.count('hreflang="en"') == again.count('hreflang="en"')


@given(WELL)
def test_a_nested_page_keeps_its_elements_and_its_order(html: str) -> None:
    page = Page("https://harz.example/de/x", "de/x.html", html)
    assert not tree_faults(page, same(page))
    assert not tree_faults(page, edition(empty("en"), "en"))


@given(BROKEN)
def test_a_broken_page_in_its_own_words_keeps_its_elements(html: str) -> None:
    page = Page("https://harz.example/de/x", "de/x.html", html)
    assert not tree_faults(page, same(page))


@given(HOSTILE)
def test_no_page_is_too_broken_to_be_built(html: str) -> None:
    page = Page("https://harz.example/de/x", "de/x.html", html)
    assert translated(read(page), same(page), site(page)).html
    assert translated(read(page), edition(empty("en"), "en"), site(page)).html

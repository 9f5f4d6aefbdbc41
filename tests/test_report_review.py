"""`harztool report`: what is left to judge as one page; what a browser makes of it stands in test_browser.py."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from harztool.model import Message, Problem
from harztool.report import Progress, review
from harztool.report.review import Entry, PageRow, Review, page
from harztool.report.review.words import WORDS

from .conftest import Said

Harz = Callable[..., Said]
URL = "https://harz.example/de/"
ENGLISH = "https://harz.example/en/burg.html"
ROWS = (
    PageRow("Die Burg", f"{URL}burg.html", (("en", ENGLISH),), (Progress("en", 4, 2, 1, 1, 0),)),
    PageRow("", f"{URL}tor.html", (), (Progress("en", 0, 0, 0, 0, 0),)),
)
DRAFT = Message(
    "Die <a>alte</a> Burg", "The <a>old</a> castle", fuzzy=True, previous="Die <a>neue</a> Burg", notes=("heading",)
)
FINDING = Problem("numbers-kept", "error", "the number 3 is missing", DRAFT, "en")


def written(*entries: Entry, site: str = URL, rows: tuple[PageRow, ...] = ROWS) -> Element:
    html = page(Review(site, "de", (Progress("en", 4, 2, 1, 1, 0), Progress("pt_BR", 4, 0, 0, 4, 0)), rows, entries))
    root: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return root


def entry(root: Element) -> Element:
    (found,) = (each for each in root.iter("li") if each.get("id") == "text-1")
    return found


def said(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def of_class(element: Element, name: str) -> list[Element]:
    return [each for each in element.iter() if name in each.get("class", "").split()]


def test_a_draft_stands_beside_its_source_with_all_that_a_reviewer_needs() -> None:
    found = entry(written(Entry("en", DRAFT, (FINDING,), (0,))))
    (source,), (translation,) = of_class(found, "source"), of_class(found, "translation")
    assert (source.get("lang"), said(source)) == ("de", "Die <a>alte</a> Burg")
    assert (translation.get("lang"), said(translation)) == ("en", "The <a>old</a> castle")
    assert [each.text for each in of_class(found, "tag")] == ["<a>", "</a>"] * 3
    assert [said(each) for each in found.iter("del")] == ["neue"]
    assert [said(each) for each in found.iter("ins")] == ["alte"]
    assert said(of_class(found, "findings")[0]) == "error: the number 3 is missing (numbers-kept)"
    assert said(of_class(found, "notes")[0]) == "heading"
    assert [each.get("href") for each in of_class(found, "pages")[0].iter("a")] == [
        f"{URL}burg.html", ENGLISH,
    ]  # fmt: skip
    assert "carried over from an earlier text" in said(found.find(".//h3"))


def test_a_text_says_its_language_as_pages_do() -> None:
    """BCP 47 has a script where gettext has `@`."""
    (translation,) = of_class(entry(written(Entry("sr_RS@latin", DRAFT))), "translation")
    assert translation.get("lang") == "sr-Latn-RS"


@pytest.mark.parametrize("tongue", WORDS)
def test_the_report_is_whole_in_each_of_its_languages(tongue: str) -> None:
    """No word is missing, none is left over, and each takes as much as in English."""
    english, words = WORDS["en"], WORDS[tongue]
    assert {name: text.count("{}") for name, text in words.items()} == {
        name: text.count("{}") for name, text in english.items()
    }
    template = Path(review.__file__).with_name("page.html").read_text(encoding="utf-8")
    asked = {*re.findall(r"'([^']+)'\|(?:said|counted)", template), "draft", "untranslated", "error", "warning"}
    assert {name.removesuffix(" one") for name in words} == {name.removesuffix(" one") for name in asked}


def test_a_german_report_says_what_of_it_is_not_german() -> None:
    html = page(
        Review(URL, "de", (Progress("en", 4, 2, 1, 1, 0),), ROWS, (Entry("en", DRAFT, (FINDING,), (0,)),)), "de"
    )
    root: Element = html5lib.parse(html, namespaceHTMLElements=False)
    assert (root.get("lang"), said(root.find(".//h1"))) == ("de", "Übersetzungen zum Prüfen")
    found = entry(root)
    assert said(of_class(found, "findings")[0]) == "Fehler: the number 3 is missing (numbers-kept)"
    assert next(each.get("lang") for each in of_class(found, "findings")[0].iter("span")) == "en"
    assert of_class(found, "notes")[0].get("lang") == "en"
    assert "1 Text" in said(root)
    assert "Englisch, Entwurf aus einem früheren Text übernommen" in said(found)


def test_progress_is_a_picture_with_its_words() -> None:
    root = written()
    bars = of_class(root, "bar")
    assert [each.get("aria-label") for each in bars[:2]] == [
        "2 of 4 texts reviewed, 1 drafts, 1 untranslated", "0 of 4 texts reviewed, 0 drafts, 4 untranslated",
    ]  # fmt: skip
    assert [each.get("width") for each in bars[0]] == ["100", "75.00", "50.00"]
    assert "Portuguese (Brazil)" in said(root)
    assert len(bars) == 4


@pytest.mark.parametrize(
    ("message", "state", "shown"),
    [
        pytest.param(Message("Burg"), "untranslated", "not translated yet", id="untranslated"),
        pytest.param(Message("Burg", "Castle"), "reviewed", "English, reviewed", id="reviewed, with findings"),
        pytest.param(Message("1 &lt; 2 & 3", "1 &lt; 2", fuzzy=True), "draft", "1 < 2 & 3", id="signs"),
        pytest.param(
            Message("A", "B", fuzzy=True, comments=("draft: deepl df7e70e5",)),
            "draft",
            "draft by deepl",
            id="by a machine",
        ),
    ],
)
def test_what_is_to_be_done_is_told(message: Message, state: str, shown: str) -> None:
    found = entry(written(Entry("en", message)))
    assert found.get("data-state") == state
    assert shown in said(found)
    assert "On no page any more" in said(found)


def test_a_text_on_many_pages_names_one_and_how_many() -> None:
    found = entry(written(Entry("en", DRAFT, (), (0, 1, 0, 1))))
    assert "On 4 pages, such as Die Burg" in said(found)
    assert found.get("data-pages") == "0-1"


def test_what_changed_is_shown_as_the_texts_are() -> None:
    message = replace(DRAFT, source="Die <b>Burg</b> &lt;neu>", previous="Die <b>Stadt</b> &lt;alt>")
    changed = entry(written(Entry("en", message))).find(".//p[@class='difference']")
    assert changed is not None
    assert said(changed).endswith("Die <b>StadtBurg</b> <altneu>")
    assert [each.text for each in changed.iter("span") if each.get("class") == "tag"] == ["<b>", "</b>"]


def _attributes(root: Element) -> Iterator[tuple[str, str]]:
    for each in root.iter():
        yield from each.attrib.items()


HOSTILE = "</p></script><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} \" onclick='x' javascript:"


def test_no_text_of_a_catalog_or_an_index_is_more_than_text() -> None:
    told = (HOSTILE,)
    message = Message(HOSTILE, HOSTILE, fuzzy=True, previous="x", notes=told, comments=told, places=told)
    problem = Problem(HOSTILE, "error", HOSTILE, message, "en")
    rows = (PageRow(HOSTILE, "javascript:alert(1)", (("en", "data:text/html,x"),), ()), *ROWS)
    plain = written(Entry("en", DRAFT, (FINDING,), (0,)))
    root = written(Entry("en", message, (problem,), (0,)), rows=rows, site=HOSTILE)
    assert len(list(root.iter("script"))) == 1
    assert not list(root.iter("img"))
    assert {name for name, _ in _attributes(root)} <= {name for name, _ in _attributes(plain)}
    links = [value for name, value in _attributes(root) if name in ("href", "src")]
    assert not [each for each in links if not each.startswith(("https://", "#"))]
    assert "{{ 7*7 }}" in said(entry(root))


def test_it_asks_for_nothing_and_its_policy_allows_only_its_own_script() -> None:
    root = written(Entry("en", DRAFT, (), (0,)))
    assert {each.tag for each in root.iter() if each.get("src") or (each.tag == "link")} == set()
    policy = next(each.get("content", "") for each in root.iter("meta") if each.get("http-equiv"))
    for tag in ("script", "style"):
        (text,) = (each.text or "" for each in root.iter(tag))
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not [name for name, _ in _attributes(root) if name == "style" or name.startswith("on")]
    assert "url(" not in next(each.text or "" for each in root.iter("style"))


@pytest.fixture
def project(harz: Harz, tmp_path: Path) -> Path:
    (tmp_path / "harztool.toml").write_text(f'site = "{URL}"\nlanguages = ["en", "es"]\n', encoding="utf-8")
    (tmp_path / "pages/de").mkdir(parents=True)
    (tmp_path / "pages/de/burg.html").write_text("<title>Die Burg</title><h1>Haus 7</h1><p>Tor", encoding="utf-8")
    assert harz("extract").status == 0
    path = tmp_path / "po/en.po"
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Haus 7"\nmsgstr ""', 'msgid "Haus 7"\nmsgstr "House 9"')
    text = text.replace('msgid "Die Burg"\nmsgstr ""', '#, fuzzy\nmsgid "Die Burg"\nmsgstr "A castle"')
    path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_writes_what_is_left_drafts_first(harz: Harz, project: Path) -> None:
    told = harz("report", "-o", "review.html", "--lang", "en")
    assert (told.status, told.out) == (0, "")
    assert told.err == "review.html: 3 texts to judge, 1 draft of them\n"
    root = html5lib.parse((project / "review.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    entries = [each for each in root.iter("li") if each.get("data-state")]
    assert [each.get("data-state") for each in entries] == ["draft", "reviewed", "untranslated"]
    assert [said(of_class(each, "source")[0]) for each in entries] == ["Die Burg", "Haus 7", "Tor"]
    assert "the number 7" in said(entries[1])
    assert entries[0].get("data-pages") == "0"


def test_a_second_report_is_the_same_and_a_dash_is_standard_output(harz: Harz, project: Path) -> None:
    harz("report")
    before = (project / "review.html").read_bytes()
    harz("report")
    assert (project / "review.html").read_bytes() == before
    assert harz("report", "-o", "-").out.encode() == before


def test_links_lead_only_to_pages_that_the_language_has(harz: Harz, project: Path) -> None:
    """Held back by how little is reviewed, in another language themselves, or without a place of their own."""
    more = {
        "de/tor.html": "<title>Torhaus</title><p>Tor",
        "de/fremd.html": '<html lang="fr"><title>Château</title>',
        "tor.html": "<title>Nebentor</title>",
    }
    for name, html in more.items():
        (project / "pages" / name).write_text(html, encoding="utf-8")
    assert harz("extract").status == 0
    path = project / "po/en.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Torhaus"\nmsgstr ""', 'msgid "Torhaus"\nmsgstr "Gatehouse"'), encoding="utf-8")
    settings = project / "harztool.toml"
    settings.write_text(settings.read_text("utf-8") + "[build]\nmin_reviewed = { en = 60 }\n", "utf-8")
    assert harz("report").status == harz("build").status == 0
    root = html5lib.parse((project / "review.html").read_text("utf-8"), namespaceHTMLElements=False)
    links = {each.get("href", "").partition("harz.example/")[2] for each in root.iter("a")}
    translated = {each for each in links if each.startswith(("en/", "es/"))}
    assert translated == {"en/tor.html", "es/burg.html", "es/tor.html"}
    assert all((project / "public" / each).exists() for each in translated)


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        pytest.param(("--lang", "fr"), 2, "no language 'fr'", id="a language that there is not"),
        pytest.param(("-o", "po"), 5, "po cannot be written", id="a folder"),
    ],
)
def test_wrong_words_are_refused(harz: Harz, project: Path, args: tuple[str, ...], status: int, said: str) -> None:
    told = harz("report", *args)
    assert (told.status, bool(re.search(said, told.err))) == (status, True)

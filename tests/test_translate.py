"""`harztool translate` with DeepL: what is sent, what is saved, and what an editor is told when it fails."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harztool import drafts, po
from harztool.cli import drafting
from harztool.model import Message
from harztool.store import Store
from tests.conftest import Said
from tests.deepl_server import DeepLServer, deepl_server_fixture  # noqa: F401 - pytest looks for it here

Harz = Callable[..., Said]


@pytest.fixture
def project(harz: Harz, tmp_path: Path) -> Path:
    """Two pages with a glossary term, an inline tag and a protected name, extracted; it is the working folder."""
    (tmp_path / "harztool.toml").write_text('site = "https://harz.example/"\n[deepl]\ntries = 1\n', encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("de,en,es\nLandkreis,district,distrito\n", encoding="utf-8")
    (tmp_path / "pages").mkdir()
    first = '<p>Der <b>Landkreis</b> &amp; die <span translate="no">HarzCard</span></p><p>Ein Tor</p>'
    (tmp_path / "pages/a.html").write_text(first, encoding="utf-8")
    (tmp_path / "pages/b.html").write_text("<p>Ein Turm</p>", encoding="utf-8")
    assert harz("extract", "-q").status == 0
    return tmp_path


def english(project: Path) -> dict[str, Message]:
    text = (project / "po/en.po").read_text(encoding="utf-8")
    return {message.source: message for message in po.parse(text).messages}


def test_drafts_come_with_the_glossary_and_keep_what_is_protected(
    harz: Harz, project: Path, deepl_server: DeepLServer
) -> None:
    told = harz("translate", "--lang", "en")
    assert told.status == 0
    assert told.err == "po/en.po: 3 drafted by deepl, 0 untranslated; 43 characters, less than 0.01 EUR\n"
    found = english(project)["Der <b>Landkreis</b> & die <keep>HarzCard</keep>"]
    assert "<b>district</b>" in found.translation
    assert "<keep>HarzCard</keep>" in found.translation
    assert (found.fuzzy, found.by_machine, found.provenance and found.provenance[0]) == (True, True, "deepl")
    assert [glossary.name for glossary in deepl_server.glossaries.values()] == ["harztool harz.example"]


@pytest.mark.parametrize(
    ("price", "characters", "said", "cell"),
    [
        pytest.param("20.0", 0, "about 0.00 EUR", "0.00 EUR", id="nothing"),
        pytest.param("20.0", 1, "less than 0.01 EUR", "<0.01 EUR", id="a character"),
        pytest.param("20.0", 499, "less than 0.01 EUR", "<0.01 EUR", id="just below a cent"),
        pytest.param("20.0", 500, "about 0.01 EUR", "0.01 EUR", id="a cent"),
        pytest.param("20.0", 100_000_000, "about 2,000.00 EUR", "2,000.00 EUR", id="thousands"),
        pytest.param("0", 1000, "about 0.00 EUR", "0.00 EUR", id="at no cost"),
    ],
)
def test_what_costs_less_than_a_cent_is_not_told_as_nothing(
    tmp_path: Path, price: str, characters: int, said: str, cell: str
) -> None:
    (tmp_path / "harztool.toml").write_text(f"[drafts]\nprice = {price}\n", encoding="utf-8")
    store = Store.open(tmp_path)
    assert (drafting.about(store, characters), drafting.money(store, characters)) == (said, cell)


def test_nothing_is_sent_twice(harz: Harz, project: Path, deepl_server: DeepLServer) -> None:
    harz("translate")
    sent = len(deepl_server.texts)
    assert sent == 2 * 3
    assert harz("translate").err.startswith("po/en.po: 0 drafted by deepl, 0 untranslated\n")
    assert len(deepl_server.texts) == sent


def test_a_message_with_a_translation_is_never_sent(harz: Harz, project: Path, deepl_server: DeepLServer) -> None:
    path = project / "po/en.po"
    text = path.read_text(encoding="utf-8").replace('msgid "Ein Tor"\nmsgstr ""', 'msgid "Ein Tor"\nmsgstr "A gate"')
    path.write_text(text, encoding="utf-8")
    harz("translate", "--lang", "en")
    assert english(project)["Ein Tor"] == Message("Ein Tor", "A gate", places=("a.html",), notes=("paragraph",))
    assert not any("Ein Tor" in each for each in deepl_server.texts)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(403, "key", id="the key is refused"),
        pytest.param(456, "quota", id="the quota is used up"),
        pytest.param(429, "too often", id="too many requests"),
        pytest.param(503, "DeepL", id="DeepL is down"),
        pytest.param("drop", "DeepL", id="the connection is cut"),
        pytest.param("short", "DeepL", id="an answer is missing"),
    ],
)
def test_a_fault_is_one_sentence_and_what_was_paid_for_is_saved(
    harz: Harz, project: Path, deepl_server: DeepLServer, fault: int | str, said: str
) -> None:
    deepl_server.fail(None, fault)
    told = harz("translate", "--lang", "en")
    assert (told.status, told.out) == (4, "")
    *summary, sentence = told.err.splitlines()
    assert sentence.startswith("harztool: ")
    assert said.lower() in sentence.lower()
    assert summary[0].startswith("po/en.po: 2 drafted by deepl, 1 untranslated; ")
    assert len(summary) == (2 if fault == "drop" else 1)
    found = english(project)
    assert found["Ein Tor"].draft
    assert found["Ein Turm"].untranslated
    assert "standin" not in told.err
    assert harz("translate", "--lang", "en").status == 0
    assert english(project)["Ein Turm"].draft


def turned(text: str, translation: str) -> str:
    """Return a translation whose placeholders stand in another order, with all that XML can hold around them."""
    moved = re.sub(r"(<a>.*?</a>)(.*?)(<a2>.*?</a2>)", r"\3\2\1", translation)
    return f"{moved} &amp; &quot;x&quot; &lt;y&gt; 1\u00a0€ 🏔️ „z“"


def test_whatever_comes_back_stands_in_the_catalog_unharmed(
    harz: Harz, project: Path, deepl_server: DeepLServer, tool: Callable[[str], str]
) -> None:
    page = (
        '<p><a href="a">Goslar &amp; <b>Thale <i>am</i> Tor</b></a> und<br><a href="b">Weg &lt;1&gt;</a> „Tal“ '
        '&amp;amp; 5&nbsp;€ 🏔️ <img src="x"> <span translate="no">Harz<b>Card</b></span>!</p>'
    )
    (project / "pages/c.html").write_text(page, encoding="utf-8")
    harz("extract", "-q")
    deepl_server.answer = turned
    assert harz("translate", "--lang", "en").status == 0
    source = (
        "<a>Goslar & <b>Thale <i>am</i> Tor</b></a> und<br/><a2>Weg &lt;1></a2> „Tal“ &amp;amp; 5\u00a0€ 🏔️ <img/> "
        "<keep>HarzCard</keep>!"
    )
    found = english(project)[source]
    assert found.translation == (
        "EN-GB <a2>WEG &lt;1></a2> UND<br/><a>GOSLAR & <b>THALE <i>AM</i> TOR</b></a> „TAL“ &AMP; 5\u00a0€ 🏔️ "
        '<img/> <keep>HarzCard</keep>! & "x" &lt;y> 1\u00a0€ 🏔️ „z“'
    )
    path = project / "po/en.po"
    canonical = subprocess.run([tool("msgcat"), "--no-wrap", path], capture_output=True, check=True).stdout
    assert canonical == path.read_bytes()


def test_what_a_person_saves_while_answers_are_on_their_way_stays(
    harz: Harz, project: Path, deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, path = drafts.asked, project / "po/en.po"

    def meanwhile(*arguments: Any) -> Iterator[Any]:
        catalog = po.parse(path.read_text(encoding="utf-8"))
        mine = replace(catalog.messages[0], translation="A person's text", comments=("mine",))
        path.write_text(po.text(replace(catalog, messages=(mine, *catalog.messages[1:]))), encoding="utf-8")
        yield from asked(*arguments)

    monkeypatch.setattr(drafts, "asked", meanwhile)
    assert harz("translate", "--lang", "en").status == 0
    first, *others = po.parse(path.read_text(encoding="utf-8")).messages
    assert (first.translation, first.comments, first.fuzzy) == ("A person's text", ("mine",), False)
    assert all(message.draft for message in others)

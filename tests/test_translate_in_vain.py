"""What was asked for in vain is not paid for again: drafts that came back broken, and drafts that a person rejected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Request

from harztool import reviews
from harztool.catalogs import merged, united
from harztool.drafts import drafted
from harztool.model import Catalog, Message, Proposal, remarks
from harztool.provenance import digits
from tests.conftest import Said
from tests.deepl_server import DeepLServer, deepl_server_fixture  # noqa: F401 - pytest looks for it here
from tests.sites import messages, project, write_page

Harz = Callable[..., Said]
BROKEN = "Zur <b>Burg</b>"


@pytest.fixture
def site(harz: Harz, tmp_path: Path) -> Path:
    """A page of three texts, of which one comes back without its placeholders."""
    project(tmp_path, pages=0)
    write_page(tmp_path, 1, [BROKEN, "Ein Tor", "Ein Turm"])
    assert harz("extract", "-q").status == 0
    return tmp_path


@pytest.fixture
def breaking(deepl_server: DeepLServer) -> DeepLServer:
    deepl_server.answer = lambda text, whole: "To the castle" if "<b>" in text else whole
    return deepl_server


def test_a_useless_draft_is_not_paid_for_again_where_its_context_changes(
    harz: Harz, site: Path, breaking: DeepLServer
) -> None:
    named, _ = harz("translate").err.splitlines()
    assert named.startswith("po/en.po: 'Zur Burg' on 0001.html came back broken, and is not written: ")
    assert breaking.texts.count(BROKEN) == 2
    write_page(site, 1, [BROKEN, "Ein Tor", "Ein anderer Turm"])
    harz("extract", "-q")
    before = len(breaking.texts)
    figures = json.loads(harz("cost", "--json").out)
    assert (figures["total"]["texts"], figures["total"]["unfit"]) == (1, 1)
    assert figures["total"]["characters"] == len("Ein anderer Turm")
    told = harz("translate")
    assert breaking.texts[before:] == ["Ein anderer Turm"]
    named, summary = told.err.splitlines()
    assert named == (
        "po/en.po: 'Zur Burg' on 0001.html has 8 characters, and is not asked for again, as it came back broken "
        "(<b>, </b> is missing); change it on the page, or translate it by hand."
    )
    assert summary.endswith("; 1 not sent, as named above")
    for command in (["cost"], ["translate", "--dry-run"]):
        assert named in harz(*command).err


def test_a_useless_draft_is_asked_for_again_where_more_than_its_context_changes(
    harz: Harz, site: Path, breaking: DeepLServer
) -> None:
    harz("translate")
    breaking.answer = lambda _, whole: whole
    path = site / "harztool.toml"
    path.write_text(path.read_text(encoding="utf-8") + '[deepl]\nformality = "less"\n', encoding="utf-8")
    assert "; 1 not sent" not in harz("translate").err
    assert messages(site)[BROKEN].draft


def test_a_useless_draft_whose_second_try_is_still_owed_gets_it(harz: Harz, site: Path, breaking: DeepLServer) -> None:
    asked = breaking.watch

    def refuse_again(seen: Request) -> None:
        if "translate" in seen.path and seen.get_json()["tag_handling_version"] == "v1":
            breaking.fail(456)

    breaking.watch = refuse_again
    harz("translate")
    assert breaking.texts.count(BROKEN) == 1
    breaking.watch = asked
    breaking.answer = lambda _, whole: whole
    assert harz("translate").err.startswith("po/en.po: 1 drafted by deepl, 0 untranslated")
    assert breaking.texts.count(BROKEN) == 2


def reject(harz: Harz) -> None:
    assert harz("reject", "--engine", "deepl").status == 0


def test_a_rejected_draft_does_not_come_back(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    harz("translate")
    text = messages(site)["Ein Tor"].translation
    reject(harz)
    assert messages(site)["Ein Tor"].comments == (f"rejected: deepl {digits(text)}",)
    before = len(deepl_server.texts)
    told = harz("translate", "--json")
    assert told.err == (
        "po/en.po: 0 drafted by deepl, 4 untranslated; 4 left as they are, as their draft was rejected before\n"
    )
    (done,) = json.loads(told.out)
    assert (done["drafted"], done["rejected"], done["unfit"], done["untranslated"]) == (0, 4, 0, 4)
    # Nor is it paid for again where only the context changes; another text of the page is.
    write_page(site, 1, [BROKEN, "Ein Tor", "Ein anderer Turm"])
    harz("extract", "-q")
    told = harz("translate")
    assert deepl_server.texts[before:] == ["Ein anderer Turm"]
    assert "; 3 left as they are, as their draft was rejected before" in told.err
    assert messages(site)["Ein Tor"].untranslated
    total = json.loads(harz("cost", "--json").out)["total"]
    assert (total["unfit"], total["store"], total["texts"]) == (3, 0, 0)


def test_after_a_rejection_another_draft_may_come(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    harz("translate")
    reject(harz)
    harz("translate")
    (site / "glossary.csv").write_text("de,en\nTor,gate\n", encoding="utf-8")
    assert harz("translate").status == 0
    found = messages(site)["Ein Tor"]
    assert found.translation.endswith("gate")
    assert [line.split()[0] for line in found.comments] == ["rejected:", "draft:"]
    assert harz("accept", "--all").status == 0
    assert [line.split()[0] for line in messages(site)["Ein Tor"].comments] == ["draft:"]


def test_what_is_rejected_from_memory_is_asked_of_the_engine(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    (site / "old.po").write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Ein Tor"\nmsgstr "A goal"\n', encoding="utf-8"
    )
    path = site / "harztool.toml"
    path.write_text('memories = ["old.po"]\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    harz("translate")
    assert messages(site)["Ein Tor"].translation == "A goal"
    assert harz("reject", "--engine", "memory").status == 0
    harz("translate")
    assert messages(site)["Ein Tor"].translation == "EN-GB EIN TOR"


def test_pseudo_drafts_are_taken_back_without_a_trace(harz: Harz, site: Path) -> None:
    before = (site / "po/en.po").read_bytes()
    for _ in "12":
        assert harz("translate", "--engine", "pseudo").status == 0
        assert messages(site)["Ein Tor"].draft
        assert harz("reject", "--engine", "pseudo").status == 0
        assert (site / "po/en.po").read_bytes() == before


REJECTED = Message("Burg", comments=("ask", f"rejected: deepl {digits('castle')}"))


@pytest.mark.parametrize("engine", ["deepl", "memory"])
def test_no_engine_proposes_what_was_rejected_and_each_may_propose_another(engine: str) -> None:
    catalog = Catalog((REJECTED, Message("Burg", context="menu")))
    one, other = drafted(catalog, catalog.messages, [Proposal("castle")] * 2, engine).messages
    assert (one, other.translation) == (REJECTED, "castle")
    (one,) = drafted(Catalog((REJECTED,)), [REJECTED], [Proposal("fort")], engine).messages
    assert one.comments == (*REJECTED.comments, f"draft: {engine} {digits('fort')}")


def test_every_rejection_stays_until_there_is_a_translation() -> None:
    (one,) = drafted(Catalog((REJECTED,)), [REJECTED], [Proposal("fort")], "deepl").messages
    twice = reviews.rejected(one, Catalog((one,)))
    assert twice
    assert twice.comments == (*REJECTED.comments, f"rejected: deepl {digits('fort')}")
    assert reviews.edited(twice, "keep").comments == ("ask",)
    assert reviews.accepted(one).comments == ("ask", f"draft: deepl {digits('fort')}")


def test_a_rejection_goes_with_its_text_and_is_no_remark() -> None:
    assert remarks(REJECTED) == ("On “Burg”, which has gone: ask",)
    page = Catalog((Message("Burg", places=("a.html",)),))
    assert merged(page, Catalog((REJECTED,))).messages[0].comments == REJECTED.comments
    draft = Message("Burg", "castle", fuzzy=True, comments=("ask", f"draft: deepl {digits('castle')}"))
    found = united(Catalog((draft,)), Catalog((REJECTED,)), Catalog((draft,))).catalog
    assert found.messages == (REJECTED,)

"""What becomes of requests that DeepL does not take: the one text for which it does not is found and named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Request

from harztool.drafts import Budget, Desk, Judge
from harztool.drafts.halving import MORE, halved
from harztool.engines import Batch
from harztool.errors import RefusedError as Refusal
from tests.conftest import Said
from tests.deepl_rules import RefusedError
from tests.deepl_server import DeepLServer, deepl_server_fixture  # noqa: F401 - pytest looks for it here
from tests.sites import messages, project, sent, write_page
from tests.test_drafts_asking import Memo, Speaking

Harz = Callable[..., Said]
ODD = "Zur alten M\u00fchle"


def refusing(server: DeepLServer, *odd: str, status: int = 400) -> None:
    """Let the server refuse each request with one of some texts."""

    def look(seen: Request) -> None:
        if "translate" in seen.path and any(text in odd for text in seen.get_json()["text"]):
            raise RefusedError(status, "Tag handling parsing failed, please check input.")

    server.watch = look


@pytest.fixture
def site(harz: Harz, tmp_path: Path) -> Path:
    """Three pages of 30 texts and a title each, one of which has one text more."""
    project(tmp_path, pages=3, texts=30, settings='[deepl]\ntries = 1\nformality = "less"\n')
    write_page(tmp_path, 9, [ODD, *(f"Der Weg zum Tor {letter}" for letter in "abcdefghijklmnopqrstuvw")])
    assert harz("extract", "-q").status == 0
    return tmp_path


@pytest.mark.parametrize("status", [400, 413])
def test_one_text_that_is_refused_costs_no_other_its_draft(
    harz: Harz, site: Path, deepl_server: DeepLServer, status: int
) -> None:
    refusing(deepl_server, ODD, status=status)
    told = harz("translate")
    assert told.status == 0
    named, summary = told.err.splitlines()
    assert named.startswith(f"po/en.po: '{ODD}' on 0009.html is not taken by deepl: ")
    assert named.endswith("; change it on the page, or translate it by hand.")
    assert "Tag handling parsing failed" in named or status == 413
    assert summary.startswith("po/en.po: 117 drafted by deepl, 1 untranslated; ")
    assert summary.endswith("; 1 not written, as named above")
    assert [source for source, message in messages(site).items() if message.untranslated] == [ODD]
    assert max(Counter(deepl_server.texts).values()) == 1
    assert sent(site) == deepl_server.characters
    asked = deepl_server.counted("translate")
    assert asked <= 4 + MORE
    # It is all that is left, and asked for once in a run, until somebody acts.
    told = harz("translate")
    assert deepl_server.counted("translate") == asked + 1
    assert told.status == 4
    assert told.err.splitlines()[-1].startswith(
        "harztool: Not one text was taken; if not for the texts, a setting is wrong. DeepL refuses the request: "
    )
    assert told.err.splitlines()[-1].endswith("; check deepl.targets, deepl.formality.")
    write_page(site, 9, ["Zur neuen M\u00fchle"])
    harz("extract", "-q")
    assert harz("translate").status == 0


def test_where_all_is_refused_few_requests_are_made_and_the_settings_are_named(
    harz: Harz, tmp_path: Path, deepl_server: DeepLServer
) -> None:
    project(tmp_path, pages=12, texts=30, settings='[deepl]\nmodel = "quality_optimized"\n[deepl.styles]\nen = "x"\n')
    harz("extract", "-q")
    deepl_server.fail(*[400] * 1000)
    told = harz("translate", "--json")
    assert (told.status, sent(tmp_path)) == (4, 0)
    *named, summary, sentence = told.err.splitlines()
    assert len(named) <= 6
    assert summary.startswith("po/en.po: 0 drafted by deepl, 372 untranslated")
    assert sentence.startswith(
        "harztool: Not one text was taken; if not for the texts, a setting is wrong. DeepL refuses the request: "
    )
    assert sentence.endswith("; check deepl.targets, deepl.formality, deepl.model, deepl.styles.")
    assert json.loads(told.out)[0]["characters"] == 0
    assert deepl_server.counted("translate") <= 30 + 4


def test_a_language_whose_only_text_is_refused_keeps_no_other_from_its_drafts(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    refusing(deepl_server, ODD)
    harz("translate")
    path = site / "harztool.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["en"]', '["en", "es"]'), encoding="utf-8")
    harz("extract", "-q")
    told = harz("translate")
    assert told.status == 4
    assert sum(message.draft for message in messages(site, "es").values()) == 117


def texts_refused(refused: set[int]) -> tuple[list[int], set[int], set[int]]:
    """Return the sizes of the requests that find these of 50 texts, what was taken, and what was not."""
    sizes: list[int] = []

    def ask(batch: Batch) -> tuple[int, ...]:
        sizes.append(len(batch.texts))
        found = tuple(map(int, batch.texts))
        if refused & {*found}:
            raise Refusal("No.")
        return found

    taken: list[int] = []
    left: set[int] = set()
    for part, said in halved(Batch("en", tuple(map(str, range(50)))), ask):
        if isinstance(said, Refusal):
            left |= {*map(int, part.texts)}
        else:
            taken += said
    assert len(set(taken)) == len(taken)
    assert {*taken} | left == {*range(50)}
    return sizes, {*taken}, left


@pytest.mark.parametrize("odd", range(50))
def test_one_refused_text_of_fifty_is_always_found(odd: int) -> None:
    sizes, _, left = texts_refused({odd})
    assert left == {odd}
    assert len(sizes) <= 1 + 12


@pytest.mark.parametrize("odd", [{0, 49}, {7, 8, 30}, {*range(0, 50, 10)}, {*range(50)}], ids=str)
def test_of_several_refused_texts_most_others_are_taken_with_few_requests(odd: set[int]) -> None:
    sizes, taken, left = texts_refused(odd)
    assert len(sizes) <= 1 + MORE
    assert odd <= left
    assert len(taken) >= 50 - 7 * len(odd)


def test_what_is_asked_for_in_parts_is_still_planned_and_a_second_try_is_not_parted() -> None:
    class Picky(Speaking):
        def translate(self, batch: Batch) -> list[object]:
            if "Tor" in batch.texts or (batch.again and len(batch.texts) > 1):
                self.asked.append(batch)
                raise Refusal("No.")
            return super().translate(batch)  # type: ignore[return-value]

    engine = Picky({"Burg": "castle", "3 Tore": "4 gates", "5 Tore": "6 gates"})
    budget = Budget(19, 1000)
    budget.plan(len("TorBurg3 Tore5 Tore"))
    found = Desk(engine, Judge((), "en"), Memo(), budget).answers(Batch("en", ("Tor", "Burg", "3 Tore", "5 Tore")))
    assert [len(batch.texts) for batch in engine.asked if not batch.again] == [4, 2, 2, 1, 1]
    assert [len(batch.texts) for batch in engine.asked if batch.again] in ([], [2])
    assert (found["Tor"].proposal, found["Tor"].lost) == (
        None,
        "is not taken by speaking: No; change it on the page, or translate it by hand",
    )
    assert all(found[text].proposal for text in ("Burg", "3 Tore", "5 Tore"))
    assert budget.sent == len("Burg3 Tore5 Tore")


def test_what_came_in_before_a_fault_of_the_ledger_is_not_lost_on_the_way() -> None:
    from harztool.errors import FileError

    class Full(Memo):
        def answered(self, number: int, answers: object) -> None:
            raise FileError("The disk is full.")

    class Picky(Speaking):
        def translate(self, batch: Batch) -> list[object]:
            if "Tor" in batch.texts:
                self.asked.append(batch)
                raise Refusal("No.")
            return super().translate(batch)  # type: ignore[return-value]

    engine = Picky({"Burg": "castle", "Tal": "vale"})
    desk = Desk(engine, Judge((), "en"), Full(), Budget(1000, 1000))
    found = desk.answers(Batch("en", ("Burg", "Tal", "Tor", "Tore")))
    assert [answer.proposal.translation for answer in found.values() if answer.proposal] == ["castle", "vale"]
    assert len(engine.asked) == 2
    assert desk.gate.fault

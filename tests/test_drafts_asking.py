"""What becomes of batches: asked several at once, judged, asked once more, and kept."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import msgid
from harztool.drafts import STORE, Budget, Desk, Gate, Judge, asked
from harztool.drafts.mending import mended
from harztool.drafts.seconds import key
from harztool.engines import Batch
from harztool.errors import EngineError, LimitError
from harztool.model import Proposal, Term

TERMS = [Term("Landkreis", {"en": "district"}), Term("Harz", {"en": "Harz"})]


class Memo(dict[str, str]):
    """A ledger that forgets with the process."""

    def known(self, keys: Iterable[str]) -> Mapping[str, str]:
        return {key: self[key] for key in keys if key in self}

    def asking(self, characters: int) -> int:
        return characters

    def answered(self, number: int, answers: Mapping[str, str]) -> None:
        self.update(answers)

    def keep(self, answers: Mapping[str, str]) -> None:
        self.update(answers)

    def refused(self, number: int) -> None:
        """Nothing to forget."""


@dataclass
class Speaking:
    """A paid engine that says what it is told to: first answers, and second ones."""

    first: Mapping[str, str]
    second: Mapping[str, str] = field(default_factory=dict)
    fails: bool = False
    asked: list[Batch] = field(default_factory=list)
    name: str = "speaking"
    stamp: str = "speaking"

    def translate(self, batch: Batch) -> Sequence[Proposal | None]:
        self.asked.append(batch)
        if self.fails:
            raise EngineError("No.")
        said = self.second if batch.again else self.first
        return [Proposal(said[text]) if text in said else None for text in batch.texts]

    def can_again(self, batch: Batch) -> bool:
        return True

    def billed(self, text: str) -> int:
        return len(text)

    def requests(self, batch: Batch) -> Iterator[Batch]:
        if batch.texts:
            yield batch

    def bought(self, batch: Batch, repeat: Callable[[], None]) -> Sequence[Proposal | None]:
        return self.translate(batch)

    def quota(self) -> None:
        return None


def desk(engine: Any, ledger: Memo | None = None, run: int = 1000) -> Desk:
    return Desk(engine, Judge(TERMS, "en"), Memo() if ledger is None else ledger, Budget(run, 10_000))


def told(found: Mapping[str, Any], text: str) -> tuple[str, str] | None:
    proposal = found[text].proposal
    return (proposal.translation, proposal.note) if proposal else None


@pytest.mark.parametrize(
    ("text", "first", "second", "written"),
    [
        pytest.param("Die Burg", "The castle", "", ("The castle", ""), id="a good one is asked for once"),
        pytest.param("3 Tore", "4 gates", "3 gates", ("3 gates", ""), id="a number came out right the second time"),
        pytest.param(
            "3 Tore",
            "4 gates",
            "5 gates",
            ("4 gates", "check this: the number 3 is missing, the number 4 is not in the source"),
            id="a number stayed wrong",
        ),
        pytest.param("Landkreis", "county", "district", ("district", ""), id="a term came out right"),
        pytest.param("Landkreise", "districts", "", ("districts", ""), id="a term may be inflected"),
        pytest.param(
            "Landkreis",
            "county",
            "shire",
            ("county", "check this: Landkreis must be district"),
            id="a term stayed wrong",
        ),
        pytest.param("<b>Tor</b>", "gate", "<b>gate</b>", ("<b>gate</b>", ""), id="a placeholder came back"),
        pytest.param("<b>Tor</b>", "gate", "gate", None, id="a placeholder stayed lost"),
        pytest.param(
            "Mail an a@b.de",
            "Mail to c@b.de",
            "",
            ("Mail to c@b.de", "check this: the e-mail address a@b.de is missing, the e-mail address c@b.de is not in "
             "the source"),
            id="an address, and no second answer",
        ),
        pytest.param(
            "Siehe <a>Karte</a> hier", "See<a>map</a>here", "", ("See <a>map</a> here", ""), id="blanks are put back"
        ),
    ],
)  # fmt: skip
def test_a_draft_is_looked_at_before_it_is_written(
    text: str, first: str, second: str, written: tuple[str, str] | None
) -> None:
    engine = Speaking({text: first}, {text: second} if second else {})
    ledger = Memo()
    assert told(desk(engine, ledger).answers(Batch("en", (text,))), text) == written
    once = len(engine.asked)
    again = desk(engine, ledger).answers(Batch("en", (text,)))
    assert told(again, text) == written
    assert again[text].origin == STORE
    assert len(engine.asked) == once <= 2


def test_asked_once_more_the_terms_are_named_and_texts_go_together() -> None:
    texts = ("Landkreis", "Im Landkreis", "Harz", "3 Tore", "Burg")
    engine = Speaking(dict.fromkeys(texts, "x"))
    desk(engine).answers(Batch("en", texts, "Rathaus"))
    assert engine.asked[1:] == [
        Batch("en", ("3 Tore",), "Rathaus", again=True),
        Batch(
            "en",
            ("Harz", "Landkreis", "Im Landkreis"),
            "Rathaus",
            again=True,
            terms=(("Harz", "Harz"), ("Landkreis", "district")),
        ),
    ]


def test_no_more_terms_are_named_at_once_than_are_read() -> None:
    terms = [Term(f"Burg{letter}", {"en": f"castle {letter}"}) for letter in "abcdefgh"]
    engine = Speaking({term.source: "x" for term in terms})
    Desk(engine, Judge(terms, "en"), Memo(), Budget(1000, 1000)).answers(Batch("en", tuple(engine.first)))
    assert [len(batch.texts) for batch in engine.asked] == [8, 5, 3]
    assert [len(batch.terms) for batch in engine.asked] == [0, 5, 3]


def test_a_second_answer_is_found_again_whatever_it_was_asked_for_with() -> None:
    terms = [Term(f"Burg{letter}", {"en": f"castle {letter}"}) for letter in "abc"]
    engine, ledger = Speaking({term.source: "x" for term in terms}), Memo()
    together = Desk(engine, Judge(terms, "en"), ledger, Budget(1000, 1000))
    together.answers(Batch("en", ("Burga", "Burgb", "Burgc"), "Hof"))
    asked = len(engine.asked)
    for texts in (("Burgb",), ("Burgc", "Burga")):
        together.answers(Batch("en", texts, "Hof"))
    assert len(engine.asked) == asked == 2


def test_an_empty_answer_of_an_older_store_is_asked_for_as_if_it_were_none() -> None:
    ledger, batch = Memo(), Batch("en", ("Burg",))
    ledger[key("speaking", batch, "Burg")] = ""
    engine = Speaking({"Burg": "castle"})
    for _ in "12":
        assert told(desk(engine, ledger).answers(batch), "Burg") == ("castle", "")
    assert [each.again for each in engine.asked] == [False]


def test_what_is_refused_is_given_back_to_the_budget() -> None:
    one = desk(Speaking({}, fails=True))
    with pytest.raises(EngineError):
        one.answers(Batch("en", ("Burg",)))
    assert (one.budget.sent, one.budget.sent_this_month) == (0, 0)


def test_asking_once_more_can_be_switched_off() -> None:
    engine = Speaking({"3 Tore": "4 gates"}, {"3 Tore": "3 gates"})
    once = Desk(engine, Judge((), "en"), Memo(), Budget(1000, 1000), twice=False)
    assert told(once.answers(Batch("en", ("3 Tore",))), "3 Tore") == (
        "4 gates",
        "check this: the number 3 is missing, the number 4 is not in the source",
    )
    assert len(engine.asked) == 1


def test_where_the_budget_ends_the_first_answer_counts() -> None:
    engine = Speaking({"3 Tore": "4 gates"}, {"3 Tore": "3 gates"})
    found = desk(engine, run=6).answers(Batch("en", ("3 Tore",)))
    assert told(found, "3 Tore") == (
        "4 gates",
        "check this: the number 3 is missing, the number 4 is not in the source",
    )
    with pytest.raises(LimitError):
        desk(engine, run=5).answers(Batch("en", ("3 Tore",)))


def test_a_second_try_that_is_refused_stops_nobody_and_the_first_answer_counts() -> None:
    class Once(Speaking):
        def translate(self, batch: Batch) -> Sequence[Proposal | None]:
            self.fails = batch.again
            return super().translate(batch)

    engine, ledger = Once({"3 Tore": "4 gates", "Burg": "castle"}), Memo()
    one = desk(engine, ledger)
    assert told(one.answers(Batch("en", ("3 Tore",))), "3 Tore") == (
        "4 gates",
        "check this: the number 3 is missing, the number 4 is not in the source",
    )
    assert told(one.answers(Batch("en", ("Burg",))), "Burg") == ("castle", "")
    assert set(ledger.values()) == {"4 gates", "castle"}


def test_a_second_try_does_not_use_up_what_is_planned_for_others() -> None:
    engine = Speaking({"3 Tore": "4 gates", "Burg": "castle"}, {"3 Tore": "3 gates"})
    budget = Budget(15, 1000)
    budget.plan(10)
    narrow = Desk(engine, Judge((), "en"), Memo(), budget)
    assert told(narrow.answers(Batch("en", ("3 Tore",))), "3 Tore")[0] == "4 gates"  # type: ignore[index]
    assert told(narrow.answers(Batch("en", ("Burg",))), "Burg") == ("castle", "")
    assert budget.sent == 10


@pytest.mark.parametrize("empty", [{}, {"Burg": ""}, {"Burg": " \x00\n"}], ids=["nothing", "no letter", "blanks"])
def test_an_empty_answer_is_asked_for_once_more_and_again_in_the_next_run(empty: dict[str, str]) -> None:
    engine, ledger = Speaking(empty, empty), Memo()
    for _ in "12":
        assert desk(engine, ledger).answers(Batch("en", ("Burg",)))["Burg"].proposal is None
    assert [batch.again for batch in engine.asked] == [False, True, False]
    assert set(ledger.values()) == {""}
    assert told(desk(Speaking({"Burg": "castle"}), ledger).answers(Batch("en", ("Burg",))), "Burg") == ("castle", "")
    helped = Speaking(empty, {"Burg": "castle"})
    assert told(desk(helped).answers(Batch("en", ("Burg",))), "Burg") == ("castle", "")


def test_nothing_is_kept_of_what_was_refused() -> None:
    engine, ledger = Speaking({}, fails=True), Memo()
    with pytest.raises(EngineError):
        desk(engine, ledger).answers(Batch("en", ("Burg",)))
    assert ledger == {}


class Plain:
    """An engine that costs nothing and is not looked after."""

    name = "plain"

    def translate(self, batch: Batch) -> Sequence[Proposal | None]:
        return [Proposal(f"A {ODD} B", "a note") for _ in batch.texts]


ODD = "\x00\x01\x08\x0b\x0c\x1f\ud800\udfff\ufffe\uffff"


@pytest.mark.parametrize("engine", [Speaking({"Burg": f"A {ODD} B"}), Plain()], ids=["paid", "free"])
def test_what_no_file_can_hold_is_left_out_before_anything_is_kept(engine: Any) -> None:
    ledger = Memo()
    found = desk(engine, ledger).answers(Batch("en", ("Burg",)))
    assert found["Burg"].proposal.translation == "A  B"  # type: ignore[union-attr]
    assert set(ledger.values()) <= {"A  B"}


BATCHES = [Batch("en", (f"{number}",)) for number in range(20)]


_AT_ONCE = """
import sys
sys.setswitchinterval(1e-6)
from concurrent.futures import ThreadPoolExecutor
from harztool import glossary
from harztool.drafts import Judge
from harztool.model import Term
terms = tuple(Term(f"Ausschuss {number}", {"en": f"committee {number}"}) for number in range(9))
judge = Judge(terms, "en")
texts = [f"Die Ausschüsse und Kreistage {number} beraten öffentliche Angelegenheiten" for number in range(400)]
with ThreadPoolExecutor(8) as pool:
    list(pool.map(lambda text: judge.faults(text, f"{text} Committees"), texts))
    list(pool.map(lambda text: glossary.missed(text, f"{text} Verhandlungen", terms, "en"), texts))
"""


def test_many_threads_may_judge_at_once_from_the_first_text_on() -> None:
    # In a process of its own, in which no check has been opened before.
    subprocess.run([sys.executable, "-c", _AT_ONCE], check=True, timeout=60)


def test_so_many_are_under_way_at_once() -> None:
    lock, now, most = threading.Lock(), 0, [0]
    together = threading.Barrier(4, timeout=10)

    def answer(batch: Batch) -> str:
        nonlocal now
        with lock:
            now += 1
            most.append(now)
        if int(batch.texts[0]) < 4:
            together.wait()  # breaks unless four are under way at once
        with lock:
            now -= 1
        return batch.texts[0]

    assert {answer for _, answer in asked(BATCHES, answer, 4)} == {f"{number}" for number in range(20)}
    assert max(most) == 4


def test_of_few_the_first_goes_alone() -> None:
    begun: list[str] = []

    def answer(batch: Batch) -> str:
        begun.append(batch.texts[0])
        raise EngineError("No.")

    with pytest.raises(EngineError):
        list(asked(BATCHES[:4], answer, 4))
    assert begun == ["0"]


def test_after_a_failure_nothing_more_is_asked_and_what_is_under_way_is_yielded() -> None:
    begun: list[str] = []
    failed = threading.Event()

    def answer(batch: Batch) -> str:
        begun.append(batch.texts[0])
        if batch.texts[0] == "1":
            failed.set()
            raise EngineError("No more.")
        if batch.texts[0] != "0":
            failed.wait(10)
        return batch.texts[0]

    yielded = []
    with pytest.raises(EngineError, match="more"):
        yielded.extend(answer for _, answer in asked(BATCHES, answer, 3))
    assert sorted(yielded) == sorted(set(begun) - {"1"})
    assert len(begun) < 8


def test_of_many_workers_only_so_many_ask_at_a_time_and_none_after_a_failure() -> None:
    class Counting(Speaking):
        now = most = 0
        lock = threading.Lock()

        def translate(self, batch: Batch) -> Sequence[Proposal | None]:
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            try:
                return super().translate(batch)
            finally:
                with self.lock:
                    self.now -= 1

    engine = Counting({f"{number}": "x" for number in range(20)})
    wide = Desk(engine, Judge((), "en"), Memo(), Budget(1000, 1000), Gate(2), twice=False)
    assert len(list(asked(BATCHES, wide.answers, 8, wide.gate.shut))) == 20
    assert engine.most <= 2
    engine.fails = True
    engine.asked.clear()
    wide = Desk(engine, Judge((), "en"), Memo(), Budget(1000, 1000), Gate(1), twice=False)
    wide.answers(Batch("en", ()))
    with pytest.raises(EngineError, match="No"):
        list(asked(BATCHES, wide.answers, 8, wide.gate.shut))
    assert len(engine.asked) == 1


def test_interrupted_while_an_answer_is_written_nothing_more_is_asked() -> None:
    written = threading.Event()

    class Waiting(Speaking):
        def translate(self, batch: Batch) -> Sequence[Proposal | None]:
            if self.asked:
                written.wait(10)
            return super().translate(batch)

    engine = Waiting({f"{number}": "x" for number in range(20)})
    wide = Desk(engine, Judge((), "en"), Memo(), Budget(1000, 1000), Gate(1), twice=False)

    def stop() -> None:
        wide.gate.shut()
        written.set()

    found = asked(BATCHES, wide.answers, 4, stop)
    next(found)
    with pytest.raises(KeyboardInterrupt):
        found.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert written.is_set()
    assert len(engine.asked) <= 2


def test_no_batches_are_no_work() -> None:
    def never(batch: Batch) -> str:
        raise AssertionError(batch)

    assert list(asked([], never, 4)) == []


PIECES = st.lists(
    st.sampled_from(["<a>", "</a>", "<br/>", " ", "\u00a0", "Burg", "Tor", ".", ":", ")", "(", "“", "3"]), max_size=12
)


@given(PIECES.map("".join), PIECES.map("".join))
def test_mending_adds_blanks_only_and_only_once(source: str, translation: str) -> None:
    whole = mended(source, translation)
    assert mended(source, whole) == whole
    assert "".join(whole.split()) == "".join(translation.split())
    assert list(msgid.split(whole)[1::2]) == list(msgid.split(translation)[1::2])
    assert mended(source, source) == source


@pytest.mark.parametrize(
    ("source", "translation", "whole"),
    [
        pytest.param("A <b>B</b>", "A<b>B</b>", "A <b>B</b>", id="before an opening tag"),
        pytest.param("<b>A</b> B", "<b>A</b>B", "<b>A</b> B", id="behind a closing tag"),
        pytest.param("A<b> B</b>", "A<b>B</b>", "A<b> B</b>", id="inside"),
        pytest.param("A <i><b>B</b></i> C", "A<i><b>B</b></i>C", "A <i><b>B</b></i> C", id="nested"),
        pytest.param("A\u00a0<b>B</b>", "A<b>B</b>", "A\u00a0<b>B</b>", id="a no-break space"),
        pytest.param("A <br/> B", "A<br/>B", "A <br/> B", id="at a void tag"),
        pytest.param("A <img/> B", "A <img/>B", "A <img/> B", id="on one side of a picture"),
        pytest.param("A <img/> B", "A<img/>.", "A <img/>.", id="a full stop behind a picture"),
        pytest.param("A: <b>B</b> C", "A:<b>B</b>C", "A: <b>B</b> C", id="behind a colon"),
        pytest.param("<b>A.</b> B", "<b>A.</b>B", "<b>A.</b> B", id="behind a full stop inside"),
        pytest.param("<b>A: </b>B", "<b>A:</b>B", "<b>A: </b>B", id="behind a colon, inside"),
        pytest.param("<b>A</b> (B)", "<b>A</b>(B)", "<b>A</b> (B)", id="before a bracket"),
        pytest.param("(A) <b>B</b>", "(A)<b>B</b>", "(A) <b>B</b>", id="behind a bracket"),
        pytest.param("Was? <b>A</b>", "¿Qué?<b>¡A!</b>", "¿Qué? <b>¡A!</b>", id="before a Spanish mark"),
        pytest.param("A <b>B</b> C", "C-<b>B</b>–A", "C-<b>B</b>–A", id="hyphens and dashes are left alone"),
        pytest.param("A <b>B</b> C", "“<b>B</b>” C", "“<b>B</b>” C", id="quotes are left alone"),
        pytest.param("A <b>B</b> C", "A (<b>B</b>), C", "A (<b>B</b>), C", id="within brackets, and a comma"),
        pytest.param("Um 9 <b>30</b>", "At 9:<b>30</b>", "At 9:<b>30</b>", id="a time is one number"),
        pytest.param("Tel.: <a>112</a>", "Phone:<a>112</a>", "Phone: <a>112</a>", id="a number behind a colon"),
        pytest.param("A <b>B</b>", "A (<b>B</b>)", "A (<b>B</b>)", id="a bracket needs none"),
        pytest.param("A <b>B</b>.", "<b>B</b>: A", "<b>B</b>: A", id="another order"),
        pytest.param("A<b>B</b>", "A<b>B</b>", "A<b>B</b>", id="there was none"),
        pytest.param("A <b>B</b>", "A <b>B</b>", "A <b>B</b>", id="there is one"),
    ],
)
def test_blanks_at_the_borders_of_placeholders(source: str, translation: str, whole: str) -> None:
    assert mended(source, translation, "en") == whole


@pytest.mark.parametrize("language", ["zh", "ja", "zh_TW", "th"])
def test_no_blank_is_put_into_a_language_without(language: str) -> None:
    translation = "请看<a>地图</a>和A<b>B</b>2024"
    assert mended("Siehe <a>Karte</a> und <b>Plan</b> 2024", translation, language) == translation
    engine = Speaking({"Siehe <a>Karte</a> hier": "看<a>地图</a>这里"})
    one = Desk(engine, Judge((), language), Memo(), Budget(1000, 1000))
    found = one.answers(Batch(language, ("Siehe <a>Karte</a> hier",)))
    assert told(found, "Siehe <a>Karte</a> hier") == ("看<a>地图</a>这里", "")
    assert mended("Siehe <a>Karte</a> hier", "지도<a>보기</a>여기", "ko") == "지도 <a>보기</a> 여기"

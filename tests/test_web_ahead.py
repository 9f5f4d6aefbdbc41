"""Asking ahead: several at once, at most so many, and what becomes of a site does not hang on who was faster."""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harztool.config import Config
from harztool.store.paths import page_path
from harztool.web import Response, crawl
from harztool.web.ahead import answered
from tests.crawled import CONFIG, HOST, QUICK, canonical, moved, page


@pytest.mark.parametrize("most", [1, 2, 7])
def test_answers_come_in_the_order_of_the_questions_and_at_most_so_many_at_once(most: int) -> None:
    lock, under_way, highest = threading.Lock(), 0, 0

    def ask(number: int) -> Response:
        nonlocal under_way, highest
        with lock:
            under_way += 1
            highest = max(highest, under_way)
        time.sleep(random.random() / 200)
        with lock:
            under_way -= 1
        return Response(number)

    questions = iter(range(50))
    pairs = list(answered(lambda: next(questions, None), ask, most, threading.Event()))
    assert pairs == [(number, Response(number)) for number in range(50)]
    assert highest == most


def test_a_question_that_an_answer_gives_rise_to_is_asked_too() -> None:
    questions = deque([1])
    asked: list[int] = []
    for number, _ in answered(partial(_popped, questions), Response, 3, threading.Event()):
        asked.append(number)
        questions.extend([number + 1] if number < 5 else [])
    assert asked == [1, 2, 3, 4, 5]


def _popped(questions: deque[int]) -> int | None:
    return questions.popleft() if questions else None


def test_whoever_stops_listening_is_not_asked_for_more() -> None:
    asked: list[int] = []
    ended: list[bool] = []
    stopped, released = threading.Event(), threading.Event()

    def ask(number: int) -> Response:
        asked.append(number)
        ended.append(released.wait(30))
        return Response(number)

    questions = iter([200, *range(1000)])
    answers = answered(
        lambda: next(questions, None), lambda each: ask(each) if each != 200 else Response(200), 2, stopped
    )
    next(answers)
    answers.close()
    assert ended == [], "nobody waits for those who are still asking"
    assert stopped.is_set()
    released.set()
    assert len(asked) <= 3


def test_an_error_in_a_thread_reaches_whoever_listens() -> None:
    questions = iter([1])
    answers = answered(lambda: next(questions, None), lambda _: Response(1 // 0), 2, threading.Event())
    with pytest.raises(ZeroDivisionError):
        next(answers)


def _outcome(site: Mapping[str, Response], config: Config, seed: int) -> list[tuple[str, str, str]]:
    """Crawl with answers that take their time by lot; return what became of each address, in order."""
    dice = random.Random(seed)

    def ask(url: str, _headers: Mapping[str, str]) -> Response:
        time.sleep(dice.random() / 500)
        return site.get(url.removeprefix(HOST), Response(404))

    visits = crawl(f"{HOST}/", config, {}, ask, path=page_path)
    return [(visit.url, visit.outcome, visit.reason) for visit in visits]


KINDS = st.sampled_from(["page", "canonical", "redirect", "dead"])


@settings(max_examples=25)
@given(st.dictionaries(st.integers(0, 9), st.tuples(KINDS, st.lists(st.integers(0, 9), min_size=1, max_size=5))))
def test_what_becomes_of_a_site_does_not_hang_on_who_was_faster(graph: dict[int, tuple[str, list[int]]]) -> None:
    make = {
        "page": lambda others: page(*(f"/{other}" for other in others)),
        "canonical": lambda others: page(*(f"/{other}" for other in others), head=canonical(f"/{others[0]}")),
        "redirect": lambda others: moved(f"/{others[0]}"),
        "dead": lambda _: Response(500),
    }
    site = {f"/{node}": make[kind](others) for node, (kind, others) in graph.items()}
    site["/"] = page(*(f"/{node}" for node in range(10)))
    config = replace(CONFIG, crawl=replace(QUICK, concurrency=4))
    one, other = (_outcome(site, config, seed) for seed in (1, 2))
    assert one == other
    alone = _outcome(site, CONFIG, 1)
    assert sorted(url for url, _, _ in one) == sorted(url for url, _, _ in alone)
    assert any(outcome == "new" for _, outcome, _ in one)


def test_pages_wait_for_a_canonical_address_that_is_under_way() -> None:
    site = {
        "/": page("/x?id=1", "/burg", "/x?id=2"),
        "/x?id=1": page(head=canonical("/burg")),
        "/x?id=2": page(head=canonical("/burg")),
        "/burg": page(text="die Seite"),
    }
    rows = _outcome(site, replace(CONFIG, crawl=replace(QUICK, concurrency=4)), 1)
    assert {(url.removeprefix(HOST), outcome) for url, outcome, _ in rows} == {
        ("/", "new"),
        ("/burg", "new"),
        ("/x?id=1", "skipped"),
        ("/x?id=2", "skipped"),
    }

"""Asking ahead: several requests under way at once, their answers in the order of the questions.

While one answer is judged the next ones are on their way, so a crawl is as fast as the site allows; and as the answers
come in the order in which they were asked for, what becomes of a site does not hang on which of them was faster.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import TypeVar

from harztool.web.values import Response

Q = TypeVar("Q")
# How many answers may wait for their turn for each request that may be under way: a slow one does not stop the others.
_AHEAD = 3
# How many bytes of answers may wait until no further question is asked: large pages, one behind the other.
_HELD = 20_000_000


def answered(
    following: Callable[[], Q | None], ask: Callable[[Q], Response], most: int, stopped: Event
) -> Generator[tuple[Q, Response], None, None]:
    """Yield each question with its answer, in the order of the questions, at most `most` under way at once.

    `following()` gives the next question, None where there is none for now: after each answer it is asked anew. At
    the end, `stopped` tells those who are still asking that nobody waits for them.
    """
    if most == 1:
        yield from _one_by_one(following, ask)
        return
    waiting: deque[tuple[Q, Future[Response]]] = deque()
    pool = ThreadPoolExecutor(most, thread_name_prefix="harztool")
    try:
        while True:
            while len(waiting) < most * _AHEAD and _held(waiting) < _HELD and (question := following()) is not None:
                waiting.append((question, pool.submit(_asked, ask, question)))
            if not waiting:
                return
            question, answer = waiting.popleft()
            yield question, answer.result()
    finally:
        stopped.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _held(waiting: Iterable[tuple[Q, Future[Response]]]) -> int:
    """Return how many bytes wait for their turn."""
    answers = (future for _, future in waiting if future.done() and not future.cancelled() and not future.exception())
    return sum(len(future.result().body) for future in answers)


def _one_by_one(following: Callable[[], Q | None], ask: Callable[[Q], Response]) -> Iterator[tuple[Q, Response]]:
    while (question := following()) is not None:
        yield question, ask(question)


def _asked(ask: Callable[[Q], Response], question: Q) -> Response:
    response = ask(question)
    # The half of a body that a bound cut off is of no use to anyone, and may be large.
    return replace(response, body=b"") if response.fault else response

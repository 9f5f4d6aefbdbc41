"""Workers: several batches at once, of which only so many are asked for at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import BoundedSemaphore, Event
from typing import TypeVar

from harztool.engines import Batch
from harztool.errors import EngineError, FileError

T = TypeVar("T")


class StoppedError(EngineError):
    """Nothing more is asked, as something else went wrong before."""


class Gate:
    """Lets so many workers ask at a time, and none any more once it is shut."""

    def __init__(self, width: int) -> None:
        self._places = BoundedSemaphore(width)
        self._shut = Event()
        # Why it was shut, where that is to be told once what came in has been written.
        self.fault: FileError | None = None

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait for a place, and hold it while the block is.

        Raises `StoppedError` where the gate is shut by then.
        """
        with self._places:
            if self._shut.is_set():
                raise StoppedError("Nothing more is asked.")
            yield

    def shut(self, fault: FileError | None = None) -> None:
        """Let nobody pass any more; who is inside may end."""
        self.fault = self.fault or fault
        self._shut.set()


@contextmanager
def _stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Stop the others where whoever takes an answer goes away, as at an interruption."""
    try:
        yield
    except BaseException:
        stop()
        raise


def asked(
    batches: Iterable[Batch],
    answers: Callable[[Batch], T],
    concurrency: int,
    stop: Callable[[], None] = lambda: None,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Batch, T]]:
    """Yield each batch with its answers as they come, several at once; where there are few, the first goes alone.

    After a failure, or an interruption by the user (`waiting` is then told), nothing more is begun, and what waits at a
    gate is to be stopped; but what is under way is waited for and yielded, as it is paid for. Then the failure is
    raised.
    """
    queue, running = deque(batches), dict[Future[T], Batch]()
    failure: BaseException | None = None
    # Where one more round is short, a key or a quota that is refused is refused once.
    width = 1 if len(queue) <= concurrency else concurrency
    with ThreadPoolExecutor(concurrency) as pool:
        while running or (queue and not failure):
            while queue and not failure and len(running) < width:
                batch = queue.popleft()
                running[pool.submit(answers, batch)] = batch
            try:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
            except KeyboardInterrupt as error:
                if isinstance(failure, KeyboardInterrupt):
                    raise
                failure = error
                stop()
                waiting()
                continue
            for future in done:
                batch, fault = running.pop(future), future.exception()
                if fault:
                    stop()
                    failure = fault if failure is None or isinstance(failure, StoppedError) else failure
                else:
                    with _stopping(stop):
                        yield batch, future.result()
            width = concurrency
    if failure:
        raise failure

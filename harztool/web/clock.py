"""The clock of all requests: what takes too long is cut off in whatever state it is, headers and body alike."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread, local

_TICK = 0.1
_here = local()


@dataclass(slots=True, eq=False)
class Term:
    """The time that a request has, and the socket that it is waiting at by now; `over` once it was cut off."""

    due: float
    socket: socket.socket | None = None
    over: bool = False

    def cut(self) -> None:
        """End whatever the request waits for; from now on its socket reads as closed by the other side."""
        self.over = True
        if self.socket is not None:
            # The bare one: that of TLS would first take its own state apart, under the feet of whoever is reading.
            with suppress(OSError, TypeError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


class Clock:
    """Gives each request a term of so many seconds, and cuts off the socket of one that is over.

    A limit for silence, as sockets have it, is no bound for a server that sends a byte now and then; and a thread
    that waits in a read can only be woken from outside.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._terms: set[Term] = set()
        self._lock = Lock()
        self.stopped = Event()
        self._thread = Thread(target=self._watch, name="harztool-clock", daemon=True)

    def __enter__(self) -> Clock:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Cut off what is still under way, so that nobody waits for a request that nobody needs."""
        self.stopped.set()
        self._thread.join()
        self._cut(float("inf"))

    @contextmanager
    def term(self) -> Iterator[Term]:
        """Let the request of this thread have its time until the end of the block."""
        term = Term(time.monotonic() + self._seconds)
        _here.term = term
        with self._lock:
            self._terms.add(term)
        try:
            yield term
        finally:
            # Behind the lock, as the connection may serve another request from now on.
            with self._lock:
                self._terms.discard(term)

    def _watch(self) -> None:
        while not self.stopped.wait(min(_TICK, self._seconds / 4)):
            self._cut(time.monotonic())

    def _cut(self, now: float) -> None:
        with self._lock:
            for term in self._terms:
                if term.due <= now and not term.over:
                    term.cut()


def waits_at(sock: socket.socket | None) -> None:
    """Tell the clock at which socket the request of this thread waits for its answer."""
    term: Term | None = getattr(_here, "term", None)
    if term is not None:
        term.socket = sock
        if term.over:
            term.cut()

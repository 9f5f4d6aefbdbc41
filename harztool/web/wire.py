"""The connections: HTTP as the standard library reads it, but with what is broken told apart from what is wrong."""

from __future__ import annotations

import re
from http.client import BadStatusLine, HTTPException, IncompleteRead, RemoteDisconnected, UnknownProtocol
from http.client import HTTPResponse as Answer
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from harztool.web.clock import waits_at

_FIELD = re.compile(rb"[!-9;-~]+:|[ \t]")
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?\r?\n", re.DOTALL)
_END = (b"\r\n", b"\n")


class MalformedError(HTTPException):
    """An answer that does not keep to HTTP; the message is a phrase that tells how. Asking again is of no use."""


class StaleError(ConnectionError):
    """A connection that had answered before, and broke before this answer: asking anew is no second try."""


class _Head:
    """The lines before a body: a status line, then fields to an empty line, and so on where that was an interim answer.

    A line that is no field is left out; the parser of the standard library would take all behind it for text.
    """

    def __init__(self, file: Any) -> None:
        self._file, self._begun = file, False

    def readline(self, limit: int) -> bytes:
        line: bytes = self._file.readline(limit)
        while self._begun and line.endswith(b"\n") and line not in _END and not _FIELD.match(line):
            line = self._file.readline(limit)
        if self._begun and not line:
            raise IncompleteRead(b"")
        self._begun = line not in _END
        if len(line) >= limit or not line:
            return line
        return line.rstrip(b"\r\n").replace(b"\r", b" ") + b"\r\n"  # RFC 9112, 2.2: a bare CR is a blank

    def close(self) -> None:
        self._file.close()


class _Answer(Answer):
    """An answer that is held to its grammar. `begin`, `fp` and the two with `_` are where the library reads from it."""

    def begin(self) -> None:
        file, self.fp = self.fp, _Head(self.fp)  # type: ignore[assignment]  # reads as a file does
        try:
            super().begin()
        except (RemoteDisconnected, IncompleteRead):
            raise
        except (BadStatusLine, UnknownProtocol) as error:
            raise MalformedError("it does not answer in HTTP") from error
        except HTTPException as error:
            raise MalformedError("its header has more than 100 lines or too long ones") from error
        finally:
            self.fp = file if self.fp else self.fp
        lengths = {each.strip() for each in self.headers.get_all("content-length", ())}
        if not self.chunked and lengths and not (len(lengths) == 1 and re.fullmatch("[0-9]{1,18}", lengths.pop())):
            raise MalformedError("its Content-Length is no number")  # RFC 9112, 6.3

    def _read_status(self) -> tuple[str, int, str]:
        """Read to the answer that is meant, beyond all interim ones (RFC 9110, 15.2); the library knows but 100."""
        found: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]  # not in the stubs
        while 100 <= found[1] < 200 and found[1] != 101:
            while self.fp.readline(65_537) not in (*_END, b""):
                pass
            found = super()._read_status()  # type: ignore[misc]  # not in the stubs
        return found

    def _read_next_chunk_size(self) -> int:
        line = self.fp.readline(65_537)
        if size := _SIZE.fullmatch(line):
            return int(size[1], 16)
        if len(line) < 65_537 and not line.endswith(b"\n"):
            raise IncompleteRead(b"")
        raise MalformedError("its chunks are none")


class _Connection(HTTPConnection):
    """A connection that tells the clock when it begins to wait for an answer."""

    response_class = _Answer
    has_answered = False

    def connect(self) -> None:
        self.has_answered = False
        super().connect()

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in the library
        waits_at(self.sock)
        try:
            answer = super().getresponse()
        except ConnectionError as error:
            if self.has_answered:
                raise StaleError from error
            raise
        self.has_answered = True
        return answer


class _SecureConnection(_Connection, HTTPSConnection):
    """The same with TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


POOLS = {"http": _Pool, "https": _SecurePool}

"""A site on loopback for tests: real HTTP, with answers as a table, and functions where one must misbehave."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True)
class Answer:
    """A whole answer of the server; Content-Length is added unless the headers hold one."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Misbehaving = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What a server answers by path and query, its base URL, and what it was asked, in order."""

    answers: dict[str, Answer | Misbehaving]
    base: str = ""
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _ in self.asked]


def page(body: str = "", status: int = 200, title: str = "", **headers: str) -> Answer:
    """Return an HTML page; headers as keywords, `x_robots_tag="noindex"`."""
    named = {"Content-Type": "text/html; charset=utf-8"} | {
        name.replace("_", "-").title(): value for name, value in headers.items()
    }
    return Answer(f"<html><head><title>{title}</title></head><body>{body}</body></html>", status, named)


def links(*hrefs: str) -> Answer:
    """Return an HTML page with these links."""
    return page(" ".join(f'<a href="{href}">Seite</a>' for href in hrefs))


def redirect(location: str, status: int = 301) -> Answer:
    """Return a redirect."""
    return Answer(status=status, headers={"Location": location})


def begins(handler: BaseHTTPRequestHandler, **headers: str) -> None:
    """Send the header of an HTML page, with others as keywords, `Content_Length="5"`; the connection ends behind it."""
    handler.send_response(200)
    for name, value in ({"Content-Type": "text/html"} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.close_connection = True


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send a body without end."""
    begins(handler)
    while True:
        handler.wfile.write(b"<p>x</p>" * 1000)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Send a body one byte at a time, until the client has had enough."""
    begins(handler)
    drip(handler, b"x")


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    """Send a header one byte at a time, until the client has had enough."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    drip(handler, b"x")


def drip(handler: BaseHTTPRequestHandler, drop: bytes) -> None:
    """Send this again and again, slowly, until the client has had enough."""
    while True:
        handler.wfile.write(drop)
        time.sleep(0.05)


def torn(handler: BaseHTTPRequestHandler) -> None:
    """Send less than Content-Length says."""
    begins(handler, Content_Length="1000")
    handler.wfile.write(b"x" * 10)


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Reset the connection instead of an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    for each in (handler.rfile, handler.wfile, handler.connection):
        each.close()


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Send nothing until the client has had enough."""
    handler.connection.settimeout(60)
    handler.rfile.read(1)
    handler.close_connection = True


@contextmanager
def serving(answers: Mapping[str, Answer | Misbehaving]) -> Iterator[Site]:
    """Serve the answers, 404 for all others; `{base}` in a text body or a Location reads as the base URL."""
    site = Site(dict(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5.0
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = site.answers.get(self.path, Answer("Nichts", 404, {"Content-Type": "text/plain"}))
            if isinstance(answer, Answer):
                _send(self, answer, site.base)
            else:
                answer(self)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  named by the standard library
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *request: object) -> None:
            """The client hangs up on a misbehaving server, as it should."""

    with Server(("127.0.0.1", 0), Handler) as server:
        site.base = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def _send(handler: BaseHTTPRequestHandler, answer: Answer, base: str) -> None:
    body = answer.body.replace("{base}", base).encode() if isinstance(answer.body, str) else answer.body
    headers = {"Content-Length": str(len(body))} | {
        name: value.replace("{base}", base) for name, value in answer.headers.items()
    }
    if headers.get("ETag") and handler.headers.get("If-None-Match") == headers["ETag"]:
        handler.send_response(304)
        handler.send_header("ETag", headers["ETag"])
        handler.end_headers()
        return
    handler.send_response(answer.status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)

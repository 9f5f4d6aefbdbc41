"""One request over real HTTP: what is sent, and the bound on everything that the other side decides."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from http.server import BaseHTTPRequestHandler
from itertools import count
from threading import Thread

import brotli
import pytest

from harztool import __version__
from harztool.config import Config, Crawl
from harztool.web.fetch import opened, user_agent
from harztool.web.values import NO_HEADERS, Response
from tests.loopback import Answer, Misbehaving, redirect, serving

CONFIG = Config(crawl=Crawl(contact="office@harz.example", max_bytes=10_000))
IMPATIENT = Config(crawl=Crawl(timeout=0.5, max_seconds=0.6))


def _asked(answer: Answer | Misbehaving, config: Config = CONFIG) -> Response:
    with serving({"/x": answer}) as site, opened(site.base, config) as fetch:
        return fetch(f"{site.base}/x", NO_HEADERS)


def test_an_answer_is_status_headers_and_body() -> None:
    response = _asked(Answer("Burg", 203, {"Content-Type": "text/html", "X-Any": "ä"}))
    assert (response.status, response.body, response.fault) == (203, b"Burg", "")
    assert response.headers["content-type"] == "text/html"


def test_the_crawler_says_who_it_is_and_what_it_wants() -> None:
    with serving({}) as site, opened(site.base, CONFIG) as fetch:
        fetch(f"{site.base}/x", {"If-None-Match": '"7"'})
        sent = site.asked[0][1]
    assert sent["user-agent"] == f"harztool/{__version__} (+office@harz.example)"
    assert sent["accept-language"] == "de"
    assert "text/html" in sent["accept"]
    assert "gzip" in sent["accept-encoding"]
    assert sent["if-none-match"] == '"7"'


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        pytest.param("", f"harztool/{__version__}", id="no contact"),
        pytest.param("a@b.example", f"harztool/{__version__} (+a@b.example)", id="an address"),
        pytest.param(
            "a\r\nX-Evil: (ü)", f"harztool/{__version__} (+aX-Evil:)", id="what no header may hold is dropped"
        ),
    ],
)
def test_user_agent(contact: str, agent: str) -> None:
    assert user_agent(contact).replace(" )", ")") == agent


def _wishing(handler: BaseHTTPRequestHandler) -> None:
    _begins(handler, ("X-Robots-Tag", "googlebot: noindex"), ("X-Robots-Tag", "nofollow"), ("Link", "<a>; rel=x"))


def test_a_wish_on_two_lines_is_heard_whole() -> None:
    response = _asked(_wishing)
    assert response.headers["x-robots-tag"].split("\n") == ["googlebot: noindex", "nofollow"]
    assert (response.headers["link"], response.headers["content-type"]) == ("<a>; rel=x", "text/html")


@pytest.mark.parametrize("kind", ["application/pdf", "IMAGE/png", "video/mp4", "application/vnd.ms-excel"])
def test_what_no_crawler_looks_at_is_not_loaded(kind: str) -> None:
    sent = list[int]()

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.end_headers()
        for number in count():
            sent.append(number)
            handler.wfile.write(b"x" * 100_000)

    response = _asked(endless, Config())
    assert (response.status, response.body, response.fault) == (200, b"", "")
    assert len(sent) < 1000, "the connection was closed"


def test_redirects_are_told_and_not_followed() -> None:
    response = _asked(redirect("file:///etc/passwd", 302))
    assert (response.status, response.headers["location"]) == (302, "file:///etc/passwd")


def test_cookies_are_not_kept() -> None:
    with serving({"/x": Answer("", headers={"Set-Cookie": "PHPSESSID=0a1b; Path=/"})}) as site:
        with opened(site.base, CONFIG) as fetch:
            fetch(f"{site.base}/x", NO_HEADERS)
            fetch(f"{site.base}/x", NO_HEADERS)
        assert not any("cookie" in headers for _, headers in site.asked)


def test_a_proxy_of_the_office_does_not_stand_before_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert _asked(Answer("da")).body == b"da"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("gzip", gzip.compress(b"Burg" * 100), id="gzip"),
        pytest.param("deflate", zlib.compress(b"Burg" * 100), id="deflate"),
        pytest.param("br", brotli.compress(b"Burg" * 100), id="Brotli"),
    ],
)
def test_packed_bodies_are_unpacked(encoding: str, body: bytes) -> None:
    assert _asked(Answer(body, headers={"Content-Encoding": encoding})).body == b"Burg" * 100


def _begins(handler: BaseHTTPRequestHandler, *headers: tuple[str, str]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    for name, value in headers:
        handler.send_header(name, value)
    handler.end_headers()
    handler.close_connection = True


def _endless(handler: BaseHTTPRequestHandler) -> None:
    _begins(handler)
    for _ in count():
        handler.wfile.write(b"x" * 10_000)


def _endless_chunks(handler: BaseHTTPRequestHandler) -> None:
    _begins(handler, ("Transfer-Encoding", "chunked"))
    for _ in count():
        handler.wfile.write(b"3E8\r\n" + b"x" * 1000 + b"\r\n")


def _slow(handler: BaseHTTPRequestHandler) -> None:
    _begins(handler)
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _empty_blocks(handler: BaseHTTPRequestHandler) -> None:
    """A packed body that never unpacks to anything."""
    _begins(handler, ("Content-Encoding", "deflate"))
    handler.wfile.write(b"\x78\x9c")
    for _ in range(100):
        handler.wfile.write(b"\x00\x00\x00\xff\xff")
        time.sleep(0.05)


def _torn(handler: BaseHTTPRequestHandler) -> None:
    _begins(handler, ("Content-Length", "1000"))
    handler.wfile.write(b"x" * 10)


def _torn_chunks(handler: BaseHTTPRequestHandler) -> None:
    _begins(handler, ("Transfer-Encoding", "chunked"))
    handler.wfile.write(b"3E8\r\nxxx")


def _reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    for each in (handler.rfile, handler.wfile, handler.connection):
        each.close()


def _silent(_handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


def _falling_silent(handler: BaseHTTPRequestHandler) -> None:
    _begins(handler, ("Content-Length", "1000"))
    handler.wfile.write(b"x")
    time.sleep(1)


def _no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")
    handler.close_connection = True


def _endless_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    for number in range(2000):
        handler.send_header(f"X-{number}", "x" * 100)
    handler.end_headers()
    handler.close_connection = True


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [
        pytest.param(_endless, "crawl.max_bytes", id="a body without end"),
        pytest.param(_endless_chunks, "crawl.max_bytes", id="chunks without end"),
        pytest.param(
            Answer(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
            "crawl.max_bytes",
            id="a bomb",
        ),
        pytest.param(
            Answer(brotli.compress(bytes(50_000_000)), headers={"Content-Encoding": "br"}),
            "crawl.max_bytes",
            id="a bomb of Brotli",
        ),
    ],
)
def test_a_body_without_end_is_cut(behaviour: Answer | Misbehaving, fault: str) -> None:
    response = _asked(behaviour)
    assert response.status == 200
    assert len(response.body) <= CONFIG.crawl.max_bytes
    assert fault in response.fault


def _dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _dripping_promises(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(_slow, id="a body, one byte at a time"),
        pytest.param(_empty_blocks, id="a packed body that holds nothing"),
        pytest.param(_dripping_headers, id="a header, one byte at a time"),
        pytest.param(_dripping_promises, id="the promise to answer, again and again"),
    ],
)
def test_an_answer_that_never_comes_to_its_end_is_cut(behaviour: Misbehaving) -> None:
    response = _asked(behaviour, IMPATIENT)
    assert (response.body, response.lasting) == (b"", True)
    assert response.fault == "it takes longer than 0.6 s (crawl.max_seconds)"


@pytest.mark.parametrize("path", ["//x", "/a//b", "/x?a=//b", "/..%2F", "/a%00b"])
def test_a_path_is_asked_for_as_it_is_written(path: str) -> None:
    lines: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        lines.append(handler.requestline)

    class Any(dict[str, Answer | Misbehaving]):
        def get(self, *_: object) -> Misbehaving:  # type: ignore[override]
            return answer

    with serving({}) as site, opened(site.base, CONFIG) as fetch:
        site.answers = Any()
        fetch(f"{site.base}{path}", NO_HEADERS)
    assert lines == [f"GET {path} HTTP/1.1"]


def test_what_is_under_way_at_the_end_is_cut_off() -> None:
    with serving({"/x": _slow}) as site:
        faults: list[str] = []
        config = Config(crawl=Crawl(timeout=30, max_seconds=30))
        with opened(site.base, config) as fetch:
            thread = Thread(target=lambda: faults.append(fetch(f"{site.base}/x", NO_HEADERS).fault))
            thread.start()
            time.sleep(0.2)
        thread.join(30)
        assert len(faults) == 1


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [
        pytest.param(_torn, "the connection broke", id="less than Content-Length says"),
        pytest.param(_torn_chunks, "the connection broke", id="half a chunk"),
        pytest.param(_reset, "the connection broke", id="a reset"),
        pytest.param(_silent, "crawl.timeout", id="no answer"),
        pytest.param(_falling_silent, "crawl.timeout", id="no end of an answer"),
        pytest.param(_no_http, "the connection broke", id="another protocol"),
        pytest.param(_endless_headers, "the connection broke", id="too many headers"),
        pytest.param(
            Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"}),
            "it can't be unpacked",
            id="a false packing",
        ),
    ],
)
def test_what_is_no_whole_answer_is_a_fault(behaviour: Answer | Misbehaving, fault: str) -> None:
    response = _asked(behaviour, Config(crawl=Crawl(timeout=0.5, max_seconds=20)))
    assert response.status == 0
    assert fault in response.fault


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        pytest.param("http://127.0.0.1:1/", "it accepts no connection", id="a closed port"),
        pytest.param("http://nowhere.invalid/", "its name is not known", id="an unknown name"),
        pytest.param(f"http://{'a' * 70}.example/", "", id="a name that is none"),
    ],
)
def test_a_site_out_of_reach_is_a_fault(url: str, fault: str) -> None:
    with opened("http://127.0.0.1/", CONFIG) as fetch:
        response = fetch(url, NO_HEADERS)
    assert response.status == 0
    assert fault in response.fault
    assert response.fault


def test_a_plain_server_is_no_secure_one() -> None:
    with serving({}) as site, opened(site.base, CONFIG) as fetch:
        response = fetch(site.base.replace("http:", "https:"), NO_HEADERS)
    assert response.fault == "its certificate is not valid"

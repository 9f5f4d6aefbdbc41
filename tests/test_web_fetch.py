"""One request over real HTTP: what is sent, and the bound on everything that the other side decides."""

from __future__ import annotations

import gzip
import zlib
from http.server import BaseHTTPRequestHandler
from itertools import count
from threading import Event, Thread

import brotli
import pytest

from harztool import __version__
from harztool.config import Config, Crawl
from harztool.web.fetch import opened, user_agent
from harztool.web.values import NO_HEADERS, Response
from tests.loopback import (
    Answer,
    Misbehaving,
    begins,
    drip,
    dripping,
    dripping_headers,
    endless,
    redirect,
    reset,
    serving,
    silent,
    torn,
)

CONFIG = Config(crawl=Crawl(contact="office@harz.example", max_bytes=10_000))
IMPATIENT = Config(crawl=Crawl(timeout=30, max_seconds=0.5))
PATIENT = Config(crawl=Crawl(timeout=30, max_seconds=60))


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
    handler.send_response(200)
    for name, value in (("X-Robots-Tag", "googlebot: noindex"), ("X-Robots-Tag", "nofollow"), ("Link", "<a>; rel=x")):
        handler.send_header(name, value)
    handler.end_headers()
    handler.close_connection = True


def test_a_wish_on_two_lines_is_heard_whole() -> None:
    response = _asked(_wishing)
    assert response.headers["x-robots-tag"].split("\n") == ["googlebot: noindex", "nofollow"]
    assert response.headers["link"] == "<a>; rel=x"


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


def _endless_chunks(handler: BaseHTTPRequestHandler) -> None:
    begins(handler, Transfer_Encoding="chunked")
    for _ in count():
        handler.wfile.write(b"3E8\r\n" + b"x" * 1000 + b"\r\n")


def _empty_blocks(handler: BaseHTTPRequestHandler) -> None:
    """A packed body that never unpacks to anything."""
    begins(handler, Content_Encoding="deflate")
    handler.wfile.write(b"\x78\x9c")
    drip(handler, b"\x00\x00\x00\xff\xff")


def _torn_chunks(handler: BaseHTTPRequestHandler) -> None:
    begins(handler, Transfer_Encoding="chunked")
    handler.wfile.write(b"3E8\r\nxxx")


def _falling_silent(handler: BaseHTTPRequestHandler) -> None:
    begins(handler, Content_Length="1000")
    handler.wfile.write(b"x")
    silent(handler)


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [
        pytest.param(endless, "crawl.max_bytes", id="a body without end"),
        pytest.param(_endless_chunks, "crawl.max_bytes", id="chunks without end"),
        pytest.param(
            Answer(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
            "crawl.max_bytes",
            id="a bomb",
        ),
        pytest.param(
            Answer(brotli.compress(bytes(50_000_000), quality=5), headers={"Content-Encoding": "br"}),
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


def _dripping_promises(handler: BaseHTTPRequestHandler) -> None:
    drip(handler, b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(dripping, id="a body, one byte at a time"),
        pytest.param(_empty_blocks, id="a packed body that holds nothing"),
        pytest.param(dripping_headers, id="a header, one byte at a time"),
        pytest.param(_dripping_promises, id="the promise to answer, again and again"),
    ],
)
def test_an_answer_that_never_comes_to_its_end_is_cut(behaviour: Misbehaving) -> None:
    response = _asked(behaviour, IMPATIENT)
    assert (response.body.strip(b"x"), response.lasting) == (b"", True)
    assert response.fault == "it takes longer than 0.5 s (crawl.max_seconds)"


@pytest.mark.parametrize("path", ["//x", "/a//b", "/x?a=//b", "/..%2F", "/a%00b"])
def test_a_path_is_asked_for_as_it_is_written(path: str) -> None:
    lines: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        lines.append(handler.requestline)
        handler.close_connection = True

    class Any(dict[str, Answer | Misbehaving]):
        def get(self, *_: object) -> Misbehaving:  # type: ignore[override]
            return answer

    with serving({}) as site, opened(site.base, CONFIG) as fetch:
        site.answers = Any()
        fetch(f"{site.base}{path}", NO_HEADERS)
    assert lines == [f"GET {path} HTTP/1.1"]


def test_what_is_under_way_at_the_end_is_cut_off() -> None:
    asked, faults = Event(), list[str]()

    def never(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        silent(handler)

    with serving({"/x": never}) as site:
        with opened(site.base, PATIENT) as fetch:
            thread = Thread(target=lambda: faults.append(fetch(f"{site.base}/x", NO_HEADERS).fault))
            thread.start()
            assert asked.wait(30)
        thread.join(25)  # before anybody's patience is at its end
        assert len(faults) == 1


def _sending(text: bytes) -> Misbehaving:
    """Send these bytes and nothing else."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(text)
        handler.close_connection = True

    return send


GZIP, BROTLI = (pack(b"".join(b"%d" % number for number in range(200))) for pack in (gzip.compress, brotli.compress))


@pytest.mark.parametrize(
    ("behaviour", "status", "fault"),
    [
        pytest.param(torn, 200, "the connection broke", id="less than Content-Length says"),
        pytest.param(_torn_chunks, 200, "the connection broke", id="half a chunk"),
        pytest.param(reset, 0, "the connection broke", id="a reset"),
        pytest.param(
            _sending(b"HTTP/1.1 200 OK\r\nContent-Type: text/h"), 0, "the connection broke", id="half a header"
        ),
        pytest.param(
            Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"}),
            200,
            "it can't be unpacked",
            id="a false packing",
        ),
        pytest.param(
            Answer(GZIP[:60], headers={"Content-Encoding": "gzip"}), 200, "its packed body has no end", id="half a gzip"
        ),
        pytest.param(
            Answer(BROTLI[:60], headers={"Content-Encoding": "br"}), 200, "its packed body has no end", id="half a br"
        ),
        pytest.param(
            Answer("x", headers={"Content-Encoding": "x-foo"}),
            200,
            "it is packed in a way that was not asked for ('x-foo')",
            id="an unknown packing",
        ),
    ],
)
def test_what_is_no_whole_answer_is_a_fault(behaviour: Answer | Misbehaving, status: int, fault: str) -> None:
    response = _asked(behaviour, PATIENT)
    assert (response.status, response.fault) == (status, fault)
    # What was cut off on the way may be whole the next time; what was sent in a wrong way will not be right.
    assert response.lasting == ("pack" in fault and "no end" not in fault)


@pytest.mark.parametrize(
    ("behaviour", "status"),
    [pytest.param(silent, 0, id="at all"), pytest.param(_falling_silent, 200, id="to its end")],
)
def test_who_waits_in_vain_gives_up(behaviour: Misbehaving, status: int) -> None:
    response = _asked(behaviour, Config(crawl=Crawl(timeout=0.5, max_seconds=60)))
    assert (response.status, response.fault) == (status, "no answer within 0.5 s (crawl.timeout)")


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(b"220 mail.example ESMTP\r\n", "it does not answer in HTTP", id="another protocol"),
        pytest.param(b"<html>0.9</html>", "it does not answer in HTTP", id="HTTP/0.9"),
        pytest.param(b"HTTP/1.1 OK 200\r\n\r\n", "it does not answer in HTTP", id="a status that is no number"),
        pytest.param(b"HTTP/7.0 200 OK\r\n\r\n", "it does not answer in HTTP", id="a version to come"),
        pytest.param(
            HEAD + b"X: x\r\n" * 101, "its header has more than 100 lines or too long ones", id="many headers"
        ),
        pytest.param(
            HEAD + b"X: " + b"x" * 70_000, "its header has more than 100 lines or too long ones", id="a long one"
        ),
        pytest.param(
            HEAD + b"Content-Length: abc\r\n\r\nx", "its Content-Length is no number", id="a length that is none"
        ),
        pytest.param(HEAD + b"Content-Length: -5\r\n\r\nx", "its Content-Length is no number", id="a negative length"),
        pytest.param(
            HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            "its Content-Length is no number",
            id="two lengths",
        ),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "its chunks are none", id="chunks"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n", "its chunks are none", id="a negative chunk"),
    ],
)
def test_what_does_not_keep_to_http_is_told_apart_and_asked_for_once(text: bytes, fault: str) -> None:
    response = _asked(_sending(text), PATIENT)
    assert (response.fault, response.lasting) == (fault, True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", id="the same length twice"),
        pytest.param(
            HEAD + b"HTTP/1.1 200 OK\r\nno field\r\nContent-Length: 1\r\n\r\nx", id="lines that are no fields"
        ),
        pytest.param(HEAD + b"X: a\rb\r\nContent-Length: 1\r\n\r\nx", id="a bare CR"),
        pytest.param(b"HTTP/1.1 102 Processing\r\n\r\n" * 3 + HEAD + b"Content-Length: 1\r\n\r\nx", id="patience"),
        pytest.param(
            b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n" + HEAD + b"Content-Length: 1\r\n\r\nx",
            id="early hints",
        ),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;a=b\r\nx\r\n0\r\nX: y\r\n\r\n", id="chunks"),
    ],
)
def test_what_a_server_may_do_is_understood(text: bytes) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(text)
        handler.rfile.read(1)  # until the crawler has enough

    response = _asked(send, PATIENT)
    assert (response.status, response.body, response.fault) == (200, b"x", "")
    assert "preload" not in response.headers.get("link", "")


@pytest.mark.parametrize("status", [301, 404, 410, 503])
def test_the_status_of_what_is_no_page_says_enough(status: int) -> None:
    response = _asked(_sending(f"HTTP/1.1 {status} X\r\nContent-Length: 9\r\nLocation: /y\r\n\r\nx".encode()), PATIENT)
    assert (response.status, response.fault, response.headers["location"]) == (status, "", "/y")


def test_no_header_controls_a_terminal() -> None:
    response = _asked(_sending(HEAD + b"Location: \x1b[31mrot\x07\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n"), PATIENT)
    assert (response.headers["location"], response.headers["x"]) == (" [31mrot ", "a b")


def test_a_connection_that_the_server_closed_meanwhile_is_no_failure() -> None:
    asked: list[object] = []

    def once(handler: BaseHTTPRequestHandler) -> None:
        """Answer the first request of a connection, and break off at the second."""
        handler.close_connection = handler.connection in asked
        asked.append(handler.connection)
        if not handler.close_connection:
            handler.wfile.write(HEAD + b"Content-Length: 1\r\n\r\nx")

    with serving({"/x": once}) as site, opened(site.base, PATIENT) as fetch:
        answers = [fetch(f"{site.base}/x", NO_HEADERS) for _ in range(3)]
    assert [(answer.body, answer.fault) for answer in answers] == [(b"x", "")] * 3
    assert len(asked) == 5, "of two requests on a connection, one was in vain"


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
    assert response.fault == "no secure connection with it comes about; is it a server for https?"

"""The server of the sample site: real HTTP on loopback, and nothing outside of its folders."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from harztool.demo.server import WRITTEN, found, serve

SIGNED = WRITTEN.decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small site, and a secret beside it."""
    root = tmp_path_factory.mktemp("demo")
    files = {
        "site/de/index.html": f'<a href="{SIGNED}/de/wohnen.html">Wohnen</a>'.encode(),
        "site/de/wohnen.html": "Übernachten".encode("iso-8859-1"),
        "site/robots.txt": f"Sitemap: {SIGNED}/sitemap.xml".encode(),
        "site/de/umzug.html": b'<script>var seite = { id: "118", titel: "Umzug" };</script>',
        "site/bild.png": WRITTEN,
        "site/daten.bin": b"\0",
        "second/de/wohnen.html": b"Mieten",
        "secret.html": b"secret",
    }
    for name, body in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(body)
    return root


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """The base URL of the served site."""
    with serve([site / "site"]) as base:
        yield base


def _ask(base: str, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(base).netloc, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        pytest.param("/de/", 200, "text/html", id="a folder is its index"),
        pytest.param("/de/wohnen.html", 200, "text/html", id="a page, without a charset"),
        pytest.param("/de/wohnen.html?x=1", 200, "text/html", id="a query plays no part"),
        pytest.param("/de/index.php?id=118", 200, "text/html", id="a page by its number"),
        pytest.param("/de/index.php?id=11", 404, "text/html", id="a number that no page has"),
        pytest.param("/de/index.php", 404, "text/html", id="a script without a number"),
        pytest.param("/robots.txt", 200, "text/plain", id="a text"),
        pytest.param("/bild.png", 200, "image/png", id="a picture"),
        pytest.param("/daten.bin", 200, "application/octet-stream", id="anything else"),
        pytest.param("/de", 301, None, id="a folder without its slash"),
        pytest.param("/", 404, "text/html", id="a folder without an index"),
        pytest.param("/de/fehlt.html", 404, "text/html", id="a page that is not there"),
        pytest.param("/../secret.html", 404, "text/html", id="a way out"),
        pytest.param("/..%2fsecret.html", 404, "text/html", id="an escaped way out"),
        pytest.param("/%2e%2e/secret.html", 404, "text/html", id="another escaped way out"),
        pytest.param("/de/..%5c..%5csecret.html", 404, "text/html", id="a way out with backslashes"),
        pytest.param("//secret.html", 404, "text/html", id="an empty name"),
        pytest.param("/de/%00.html", 404, "text/html", id="the character U+0000"),
        pytest.param(f"/{'a' * 5000}", 404, "text/html", id="a name that no disk holds"),
    ],
)
def test_what_is_served(base: str, path: str, status: int, kind: str | None) -> None:
    response, body = _ask(base, path)
    assert (response.status, response.headers["Content-Type"]) == (status, kind)
    assert b"secret" not in body


def test_pages_and_sitemaps_name_the_server_by_its_address(base: str) -> None:
    assert _ask(base, "/de/")[1] == f'<a href="{base}/de/wohnen.html">Wohnen</a>'.encode()
    assert _ask(base, "/robots.txt")[1] == f"Sitemap: {base}/sitemap.xml".encode()


def test_every_other_byte_is_served_as_it_is(base: str) -> None:
    assert _ask(base, "/de/wohnen.html")[1] == "Übernachten".encode("iso-8859-1")
    assert _ask(base, "/bild.png")[1] == WRITTEN


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        pytest.param("{}", 304, id="the ETag"),
        pytest.param("W/{}", 304, id="the ETag, weak"),
        pytest.param('"other", {}', 304, id="the ETag among others"),
        pytest.param("*", 304, id="any"),
        pytest.param('"other"', 200, id="another"),
    ],
)
def test_what_is_known_is_not_sent_again(base: str, condition: str, status: int) -> None:
    etag = _ask(base, "/de/")[0].headers["ETag"]
    response, body = _ask(base, "/de/", If_None_Match=condition.format(etag))
    assert (response.status, response.headers["ETag"], bool(body)) == (status, etag, status == 200)


def test_head_is_get_without_a_body(base: str) -> None:
    (got, body), (head, nothing) = _ask(base, "/de/"), _ask(base, "/de/", "HEAD")
    assert (head.status, head.headers["Content-Length"], nothing) == (200, str(len(body)), b"")
    assert got.headers["ETag"] == head.headers["ETag"]


def test_the_first_folder_that_has_a_file_serves_it(site: Path) -> None:
    with serve([site / "second", site / "site"]) as base:
        assert _ask(base, "/de/wohnen.html")[1] == b"Mieten"
        assert _ask(base, "/de/")[0].status == 200


def test_a_link_on_the_disk_leads_nowhere_else(site: Path) -> None:
    try:
        (site / "site" / "link.html").symlink_to(site / "secret.html")
    except OSError:  # a system without links, or without the right to make them
        pytest.skip("no symbolic links here")
    assert found([(site / "site").resolve()], "/link.html") is None


def test_a_port_that_is_taken_is_no_obstacle(site: Path) -> None:
    with serve([site / "site"]) as first:
        port = urlsplit(first).port or 0
        with serve([site / "site"], port) as second:
            assert second != first
            assert _ask(second, "/de/")[0].status == 200


def test_a_port_that_is_free_is_taken_and_given_back(site: Path) -> None:
    with serve([site / "site"]) as first:
        pass
    port = urlsplit(first).port or 0
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):  # noqa: PT011  any will do
        pass
    with serve([site / "site"], port) as again:
        assert again == first


def test_a_visitor_who_hangs_up_is_passed_over(base: str, capfd: pytest.CaptureFixture[str]) -> None:
    address = urlsplit(base)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(b"GET /de/ HTTP/1.1\r\n")
    assert _ask(base, "/de/")[0].status == 200
    assert capfd.readouterr() == ("", "")

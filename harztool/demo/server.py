"""The sample site, served on this machine's own loopback; only the standard library, and nothing of harztool."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

WRITTEN = b"https://www.zuhause-im-harz.example"
_TYPES = {
    ".html": "text/html",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
}
_WITH_ADDRESSES = frozenset({".html", ".txt", ".xml"})
_NUMBER = re.compile(r"(?:^|&)id=([0-9]+)(?:&|$)")
_UNSAFE = re.compile(r"[\\:\0]")
_MISSING = b"""<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><title>Seite nicht gefunden</title></head>
<body><h1>Seite nicht gefunden</h1><p>Diese Seite gibt es nicht oder nicht mehr.</p></body>
</html>
"""


@contextmanager
def serve(folders: Sequence[Path], port: int = 0) -> Iterator[str]:
    """Serve the files below `folders` and give the base URL, without a slash at its end; served while it is held.

    Each file comes from the first folder that has it, so that an edition with a few new pages lies before the whole
    one. In pages and sitemaps the address `WRITTEN` reads as the base URL. With a port, that one is taken if it is
    free, else any other. Only this machine can reach it.

    >>> with serve([Path("site")]) as base:
    ...     base.rpartition(":")[0]
    'http://127.0.0.1'
    """
    with _bound(partial(_Handler, [folder.resolve() for folder in folders]), port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    # On Windows this option would let two servers share a port, each with a part of the questions.
    allow_reuse_address = os.name == "posix"

    def handle_error(self, *request: object) -> None:
        """Say nothing of a visitor who hangs up in the middle; anything else is a fault worth seeing."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*request)  # type: ignore[arg-type]  # what the server passes, as it passes it


def _bound(handler: partial[_Handler], port: int) -> _Server:
    try:
        return _Server(("127.0.0.1", port), handler)
    except OSError:
        return _Server(("127.0.0.1", 0), handler)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with a file, with a redirect to a folder's slash, or with 404."""

    protocol_version = "HTTP/1.1"
    server_version = "harztool-demo"
    sys_version = ""
    timeout = 30.0
    # Else each body waits until the other side has confirmed its headers, some 40 ms.
    disable_nagle_algorithm = True

    def __init__(self, folders: Sequence[Path], *arguments: object) -> None:
        self.folders = folders
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server passes, as it passes it

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        file = found(self.folders, unquote(address.path, errors="surrogateescape"), address.query)
        if file is None:
            return self._answer(HTTPStatus.NOT_FOUND, _MISSING, {"Content-Type": "text/html"})
        if file.is_dir():
            return self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"{address.path}/"})
        return self._answer_file(file)

    do_HEAD = do_GET  # noqa: N815  named by the standard library

    def _answer_file(self, file: Path) -> None:
        kind = file.suffix.lower()
        body = file.read_bytes()
        if kind in _WITH_ADDRESSES:
            body = body.replace(WRITTEN, f"http://{self._own_address()}".encode())
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        # No charset for pages: as on many a real site, the page itself must say.
        headers = {"Content-Type": _TYPES.get(kind, "application/octet-stream"), "ETag": etag}
        if _matches(self.headers.get("If-None-Match", ""), etag):
            return self._answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        return self._answer(HTTPStatus.OK, body, headers)

    def _own_address(self) -> str:
        return "{}:{}".format(*self.connection.getsockname()[:2])

    def _answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  named by the standard library
        """Say nothing: what was asked is not the user's concern."""


def found(folders: Sequence[Path], path: str, query: str = "") -> Path | None:
    """Return the file for the decoded path of a URL, or the folder for one that lacks its slash; else None.

    `/de/` is `de/index.html`; `/de/index.php?id=118` is the page whose script gives it this number, as the CMS has it.
    Nothing outside of the folders is ever found.
    """
    if path.endswith("/index.php") and (number := _NUMBER.search(query)):
        path = _numbered(folders, number[1]) or path
    names = path.removeprefix("/").split("/")
    if names[-1] == "":
        names[-1] = "index.html"
    if any(name in ("", ".", "..") or _UNSAFE.search(name) for name in names):
        return None
    try:
        return _file_or_folder(folders, names)
    except OSError:  # a name that is longer than the disk allows
        return None


def _numbered(folders: Sequence[Path], number: str) -> str | None:
    """Return the path of the page with a number of the CMS."""
    mark = f'var seite = {{ id: "{number}"'.encode()
    pages = ((folder, page) for folder in folders for page in sorted(folder.rglob("*.html")) if page.is_file())
    return next(
        (f"/{page.relative_to(folder).as_posix()}" for folder, page in pages if mark in page.read_bytes()), None
    )


def _file_or_folder(folders: Sequence[Path], names: Sequence[str]) -> Path | None:
    inside = (folder.joinpath(*names).resolve() for folder in folders)
    files = [file for folder, file in zip(folders, inside, strict=True) if file.is_relative_to(folder)]
    return next((file for file in files if file.is_file()), None) or next(
        (file for file in files if file.is_dir()), None
    )


def _matches(condition: str, etag: str) -> bool:
    """Whether an If-None-Match names the ETag; weak and strong are one (RFC 9110, 13.1.2)."""
    named = [each.strip().removeprefix("W/") for each in condition.split(",")]
    return etag in named or named == ["*"]

"""`python -m benchmarks.site PAGES SECONDS PARAGRAPHS`: so many pages from memory, each answer so many seconds late.

Each page has a navigation of forty links, the paragraphs, and links to ten others; with 20 paragraphs 8.5 kB.
"""

from __future__ import annotations

import asyncio
import sys

PARAGRAPH = (
    "<p>Der Landkreis Harz und seine Städte Wernigerode, Quedlinburg, Halberstadt und Blankenburg laden dazu ein, "
    "zurückzukehren: mit Arbeit, Wohnraum und Betreuung für Kinder. Mehr unter <a href='/de/'>Aktuelles</a>.</p>\n"
)


def page(number: int, pages: int, paragraphs: int = 20) -> bytes:
    """Return the HTML of a page."""
    navigation = "".join(
        f'<li><a href="/de/seite{each}.html" title="Öffnet die Seite {each}" class="nav">Seite {each}</a></li>\n'
        for each in range(1, 41)
    )
    others = "".join(
        f'<li><a href="seite{other}.html">Beitrag {other}</a></li>\n'
        for other in range(number * 10, number * 10 + 10)
        if 0 < other < pages
    )
    return (
        f"<!DOCTYPE html><html lang='de'><head><meta charset='utf-8'><title>Seite {number}</title></head><body>"
        f"<ol>{navigation}</ol><h1>Seite {number}</h1>{PARAGRAPH * paragraphs}<ul>{others}</ul></body></html>"
    ).encode()


class Site(asyncio.Protocol):
    """One connection: a question ends with an empty line, and is answered after the latency."""

    answers: dict[bytes, tuple[bytes, bytes]]
    latency: float

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        *questions, self.buffer = (self.buffer + data).split(b"\r\n\r\n")
        for question in questions:
            answer = self._answer(question)
            if self.latency:
                asyncio.get_running_loop().call_later(self.latency, self.transport.write, answer)
            else:
                self.transport.write(answer)

    def _answer(self, question: bytes) -> bytes:
        body, etag = self.answers.get(question.split(b" ", 2)[1], (b"", b""))
        if not etag:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if etag in question:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: %b\r\nContent-Length: %d\r\n\r\n"
        return head % (etag, len(body)) + body


async def serve(pages: int, latency: float, paragraphs: int) -> None:
    """Serve until the process is ended; the first line of output is the base URL."""
    names = ["/de/", *(f"/de/seite{number}.html" for number in range(1, pages))]
    Site.answers = {
        name.encode(): (page(number, pages, paragraphs), f'"{number:05}"'.encode()) for number, name in enumerate(names)
    }
    Site.latency = latency
    server = await asyncio.get_running_loop().create_server(Site, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))

"""A stand-in for the DeepL API: an HTTP server on loopback that the official client can't tell from the real one.

It knows nothing of harztool. What it checks and answers follows DeepL's own description of the API
(https://github.com/DeepLcom/openapi) and documentation (https://developers.deepl.com): the key, the parameters and
their limits, strict XML where tags are handled, glossaries of the v3 kind, the quota.

    with serving() as server:
        server.environ                    DEEPL_AUTH_KEY and DEEPL_SERVER_URL, to be put into the environment
        ... run what talks to DeepL, in this process or another ...
        server.texts                      every text translated, in the order of arrival, as it was sent
        server.requests                   every request: method, path, body, headers, size, status of the answer
        server.counted("translate")       how many requests had this in their path
        server.characters                 what has been billed
        server.glossaries                 the glossaries of the account by id, see deepl_glossaries.py

        server.fail(429, 503)             the next translation is refused with 429, the one after with 503
        server.fail("drop")               the connection is cut without an answer, "lost" after it was billed;
                                          "short" answers one text too few, "truncated" half of the JSON,
                                          "page" some HTML with status 200, "moved" a redirect,
                                          "nested" JSON that is too deep to be read
        server.fail(503, path="glossaries")   the same for requests of another path
        server.limit = 1000               characters, after which a translation is refused with 456
        server.latency = 0.3              seconds before each answer
        server.gate = ask                 asked with the number of each translation before it is billed; it may wait, or
                                          raise `RefusedError`
        server.watch = look               given each request as Flask knows it, as soon as it comes
        server.answer = alter             what becomes of the translation of a text: `alter(text, translation)`

A test takes the fixture `deepl_server`, which sets the environment too, and shortens the pauses that the client makes
before it tries again. Where it is not known yet, it is imported by its other name:

    from tests.deepl_server import deepl_server_fixture  # noqa: F401 - pytest looks for it here

(The pauses are those of this process. A command in a process of its own that meets a fault should be given
`tries = 1` in `[tool.harztool.deepl]`; else it waits a second, and longer each time.)

Translations can be seen and foretold: `translated("Die <b>Burg</b>", "EN-GB")` is `EN-GB DIE <b>BURG</b>`, the text in
capitals, with the target before it. Numbers, addresses and what stands in ignored tags are left as they are, and each
word that is a term of the glossary is replaced by its translation.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from flask import Blueprint, Flask, Request, Response, current_app, g, jsonify, request
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.deepl_glossaries import Entries, Glossary, Pair, entries_for, routes
from tests.deepl_rules import (
    FORMAL,
    LISTS,
    SOURCES,
    TAG,
    TARGETS,
    Body,
    RefusedError,
    characters,
    listed,
    target_of,
    texts_of,
    unescaped,
)

KEY = "6c1f7a3e-0000-4a6b-9d55-standin00000:fx"
MESSAGES = {403: "Forbidden", 429: "Too many requests", 456: "Quota exceeded", 503: "Service unavailable"}

translation = Blueprint("translation", __name__, url_prefix="/v2")


@dataclass
class Seen:
    """A request as it came, and the status of its answer: 0 if there was none."""

    method: str
    path: str
    body: Body
    headers: Mapping[str, str]
    size: int
    status: int = 0


@dataclass
class DeepLServer:
    """What the stand-in is told, and what it has seen."""

    url: str = ""
    key: str = KEY
    limit: int = 500_000
    latency: float = 0.0
    requests: list[Seen] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    characters: int = 0
    glossaries: dict[str, Glossary] = field(default_factory=dict)
    faults: list[tuple[str, int | str | None]] = field(default_factory=list)
    gate: Callable[[int], None] = lambda _: None
    watch: Callable[[Request], None] = lambda _: None
    answer: Callable[[str, str], str] = lambda _, translation: translation
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def environ(self) -> dict[str, str]:
        """The variables that lead the official client here, past any proxy."""
        return {"DEEPL_AUTH_KEY": self.key, "DEEPL_SERVER_URL": self.url, "NO_PROXY": "127.0.0.1"}

    def fail(self, *faults: int | str | None, path: str = "translate") -> None:
        """Let the next requests whose path contains `path` fail, each in the way given; None lets one pass."""
        self.faults.extend((path, fault) for fault in faults)

    def counted(self, path: str, method: str = "") -> int:
        """Return how many requests came whose path contains `path`."""
        return sum(path in seen.path and method in {"", seen.method} for seen in self.requests)

    def add_glossary(self, name: str, dictionaries: dict[Pair, Entries], created: str = "2025-01-01T00:00:00Z") -> str:
        """Put a glossary into the account, as if somebody had made it before, and return its id."""
        glossary = Glossary(name, dictionaries, datetime.fromisoformat(created))
        self.glossaries[glossary.id] = glossary
        return glossary.id

    def next_fault(self, path: str) -> int | str | None:
        """Return the fault that a request to this path is to meet, and forget it."""
        with self.lock:
            numbers = (number for number, (part, _) in enumerate(self.faults) if part in path)
            number = next(numbers, None)
            return None if number is None else self.faults.pop(number)[1]

    def bill(self, texts: list[str], size: int) -> None:
        """Count the texts of one request, all or none of them."""
        with self.lock:
            if self.characters + size > self.limit:
                raise RefusedError(456, MESSAGES[456])
            self.characters += size
            self.texts += texts


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Say nothing on stderr."""


@contextmanager
def serving(**options: Any) -> Iterator[DeepLServer]:
    """Run the stand-in on a free port of loopback; options are fields of `DeepLServer`."""
    server = DeepLServer(**options)
    http = make_server("127.0.0.1", 0, _application(server), threaded=True, request_handler=_Quiet)
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@pytest.fixture(name="deepl_server")
def deepl_server_fixture(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepLServer]:
    """The stand-in, with an environment that leads there, and with short pauses of the client."""
    monkeypatch.setattr("deepl.http_client._BackoffTimer.BACKOFF_INITIAL", 0.01)
    monkeypatch.setattr("deepl.http_client._BackoffTimer.BACKOFF_MAX", 0.02)
    with serving() as server:
        for name, value in server.environ.items():
            monkeypatch.setenv(name, value)
        yield server


def _application(server: DeepLServer) -> Flask:
    app = Flask("deepl")
    app.config["SERVER"] = server
    app.before_request(_received)
    app.after_request(_answered)
    app.register_error_handler(RefusedError, lambda error: (jsonify(error.answer), error.status))
    app.register_blueprint(translation)
    app.register_blueprint(routes)
    return app


def _received() -> Response | None:
    server: DeepLServer = current_app.config["SERVER"]
    g.body = _body()
    g.fault = None
    g.seen = Seen(request.method, request.path, g.body, dict(request.headers), request.content_length or 0)
    server.requests.append(g.seen)
    server.watch(request)
    time.sleep(server.latency)
    if request.headers.get("Authorization") != f"DeepL-Auth-Key {server.key}":
        raise RefusedError(403, MESSAGES[403])
    g.fault = server.next_fault(request.path)
    return _failing(g.fault)


def _body() -> Body:
    if request.is_json:
        return request.get_json(silent=True) or {}
    form = request.form or request.args
    return {name: form.getlist(name) if name in LISTS else form[name] for name in form}


def _failing(fault: int | str | None) -> Response | None:
    if fault == "drop":
        return _cut()
    if fault == "page":
        return Response("<html><body>Please log in to the network.</body></html>", content_type="text/html")
    if fault == "moved":
        return Response(status=307, headers={"Location": "/v2/usage"})
    if fault == "nested":
        return Response("[" * 100_000 + "]" * 100_000, content_type="application/json")
    if isinstance(fault, int):
        raise RefusedError(fault, MESSAGES.get(fault, "Refused"))
    return None


def _cut() -> Response:
    request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return Response(status=500)


def _answered(response: Response) -> Response:
    g.seen.status = 0 if g.fault in {"drop", "lost"} else response.status_code
    return response


@translation.post("/translate")
def translate() -> Response:
    server: DeepLServer = current_app.config["SERVER"]
    texts, target = texts_of(g.body, g.seen.size), target_of(g.body)
    entries = entries_for(server.glossaries, g.body, target)
    ignored, tags = set(listed(g.body, "ignore_tags")), "tag_handling" in g.body
    sizes = [characters(text, g.body) for text in texts]
    server.gate(server.counted("translate"))
    server.bill(texts, sum(sizes))
    if g.fault == "lost":
        return _cut()
    translations = [server.answer(text, translated(text, target, entries, ignored, tags=tags)) for text in texts]
    answers = [_answer(text, size) for text, size in zip(translations, sizes, strict=True)]
    whole = json.dumps({"translations": answers[:-1] if g.fault == "short" else answers})
    return Response(whole[: len(whole) // 2] if g.fault == "truncated" else whole, content_type="application/json")


def _answer(text: str, size: int) -> dict[str, object]:
    answer: dict[str, object] = {"detected_source_language": str(g.body.get("source_lang", "DE")).upper(), "text": text}
    if g.body.get("show_billed_characters") in {True, "1"}:
        answer["billed_characters"] = size
    if "model_type" in g.body:
        answer["model_type_used"] = "quality_optimized"
    if "tag_handling" in g.body:
        answer["tag_handling_version"] = g.body.get("tag_handling_version", "v1")
    return answer


@translation.route("/usage", methods=["GET", "POST"])
def usage() -> Response:
    server: DeepLServer = current_app.config["SERVER"]
    return jsonify({"character_count": server.characters, "character_limit": server.limit})


@translation.route("/languages", methods=["GET", "POST"])
def languages() -> Response:
    kind = g.body.get("type", "source")
    if kind not in {"source", "target"}:
        raise RefusedError(400, "Parameter 'type' is invalid. 'source' and 'target' are valid values.")
    target = kind == "target"
    formal = {code: {"supports_formality": code in FORMAL} if target else {} for code in TARGETS | SOURCES}
    codes = sorted(TARGETS if target else SOURCES)
    return jsonify([{"language": code, "name": code, **formal[code]} for code in codes])


@translation.get("/glossary-language-pairs")
def pairs() -> Response:
    codes = sorted(code.lower() for code in SOURCES)
    both = [{"source_lang": source, "target_lang": target} for source in codes for target in codes if source != target]
    return jsonify({"supported_languages": both})


def translated(
    text: str,
    target: str,
    entries: Mapping[str, str] | None = None,
    ignored: Set[str] = frozenset(),
    *,
    tags: bool = True,
) -> str:
    """Return the translation that the stand-in gives for a text as it is sent, which is XML if there are tags."""
    pieces, end, depth = [], 0, 0
    for tag in TAG.finditer(text) if tags else ():
        pieces += [_words(text[end : tag.start()], entries or {}, kept=depth > 0, xml=tags), tag[0]]
        if tag["name"] in ignored and not tag["void"]:
            depth += -1 if tag["end"] else 1
        end = tag.end()
    pieces.append(_words(text[end:], entries or {}, kept=depth > 0, xml=tags))
    return f"{target} {''.join(pieces)}"


def _words(text: str, entries: Mapping[str, str], *, kept: bool, xml: bool) -> str:
    if kept:
        return text
    terms = "|".join(re.escape(term) for term in sorted(entries, key=len, reverse=True))
    parts = re.split(rf"\b({terms})\b" if terms else r"(?!)", unescaped(text) if xml else text)
    whole = "".join(entries[part] if i % 2 else _shouted(part) for i, part in enumerate(parts))
    return whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if xml else whole


def _shouted(text: str) -> str:
    return "".join(word if re.search(r"[\d@/]", word) else word.upper() for word in re.split(r"(\s+)", text))

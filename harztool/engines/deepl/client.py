"""The official client, made safe: its key is one that can be, and its glossaries name languages as the API does."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from threading import local
from typing import Any
from urllib.parse import urlsplit

import deepl

from harztool import __version__
from harztool.errors import EngineError

KEY = "DEEPL_AUTH_KEY"
SERVER = "DEEPL_SERVER_URL"
_QUERY = re.compile(r"(?<=_lang=)[A-Z]+")
# What requests and urllib3, with which the client asks, raise where there was no connection to send anything through.
_UNSENT = frozenset(
    {"ConnectTimeoutError", "InvalidURL", "NewConnectionError", "ProxyError", "SSLCertVerificationError"}
)


class _Http(deepl.http_client.HttpClient):
    """What the client asks with; it tells a thread before it sends again what may have been received already.

    The client tries again by itself, and says nothing of it; there is no other place to learn that.
    """

    def __init__(self) -> None:
        super().__init__(send_platform_info=False)
        self.told = local()

    def _internal_request(self, *arguments: Any, **options: Any) -> Any:
        # The API sends nobody elsewhere; what is behind a redirect is not it, and gets neither key nor texts.
        return super()._internal_request(*arguments, allow_redirects=False, **options)

    def _should_retry(self, response: Any, exception: Exception | None, num_retries: int) -> bool:
        again = bool(super()._should_retry(response, exception, num_retries))  # type: ignore[no-untyped-call]  # so the client is
        if again and exception is not None and was_sent(exception):
            getattr(self.told, "repeat", bool)()
        return again


def was_sent(error: BaseException | None) -> bool:
    """Return whether a connection may have ended after something was sent, by what lies behind the error."""
    while error is not None:
        if not _UNSENT.isdisjoint(each.__name__ for each in type(error).__mro__):
            return False
        error = error.__cause__ or error.__context__
    return True


class ElsewhereError(deepl.DeepLException):
    """What answers is not the API: it shows a web page, or sends whoever asks elsewhere."""


class Client(deepl.DeepLClient):
    """The client of DeepL, but for the case of the languages of a glossary, and for telling of its tries.

    The description of the API (https://github.com/DeepLcom/openapi, `GlossarySourceLanguage`) knows them in lower case
    only, the client sends capitals; there is no other place to change that.
    """

    def __init__(self, key: str, server: str | None) -> None:
        super().__init__(key, server_url=server, send_platform_info=False)
        self._client = self._http = _Http()
        self.set_app_info("harztool", __version__)

    @contextmanager
    def telling(self, repeat: Callable[[], None]) -> Iterator[None]:
        """Call `repeat` before this thread sends again what may have been received; what it raises ends that."""
        self._http.told.repeat = repeat
        try:
            yield
        finally:
            del self._http.told.repeat

    def _api_call(self, url: str, **options: Any) -> Any:
        if url.startswith("v3/glossaries"):
            url = _QUERY.sub(lambda found: found[0].lower(), url)
            options["json"] = _lowered(options.get("json"))
        status, content, found = super()._api_call(url, **options)
        if status in range(HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.BAD_REQUEST):
            raise ElsewhereError("sends whoever asks elsewhere", http_status_code=status)
        if status == HTTPStatus.OK and str(content).lstrip().startswith("<"):
            raise ElsewhereError("answers with a web page", http_status_code=status)
        return status, content, found


def _lowered(body: Any) -> Any:
    if isinstance(body, list):
        return [_lowered(each) for each in body]
    if not isinstance(body, dict):
        return body
    return {name: value.lower() if name.endswith("_lang") else _lowered(value) for name, value in body.items()}


def client(tries: int, timeout: float) -> Client:
    """Return the client of the account whose key, and perhaps address, is in the environment.

    Raises `EngineError` if there is no key, or where key or address can be none.
    """
    if not key():
        raise EngineError(f"Set {KEY} to the key of your DeepL account, or draft without DeepL: --engine memory.")
    if not re.fullmatch(r"[!-~]+", key()):
        raise EngineError(f"{KEY} holds a character that no key has; copy the key anew from your DeepL account.")
    server = _address()
    # The client has no other place for these two: https://github.com/DeepLcom/deepl-python#configure-retries
    deepl.http_client.max_network_retries = max(tries, 1) - 1
    deepl.http_client.min_connection_timeout = timeout
    return Client(key(), server or None)


def key() -> str:
    """Return the key in the environment, or ""."""
    return os.environ.get(KEY, "").strip()


def _address() -> str:
    """Return the address in the environment, or "" for that of DeepL; what stands there may be a password."""
    server = os.environ.get(SERVER, "").strip()
    if server and (re.search(r"\s", server) or not _possible(server)):
        raise EngineError(
            f"{SERVER} holds no address of a server; set it to one such as https://api.deepl.com, or leave it out."
        )
    return server


def _possible(server: str) -> bool:
    try:
        parts = urlsplit(server)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and "@" not in parts.path
    except ValueError:  # a port or a bracket that can't be
        return False


def secrets() -> tuple[str, ...]:
    """Return what must never be shown, longest first."""
    whole = key()
    login = os.environ.get(SERVER, "").strip().rpartition("@")[0].rpartition("//")[2]
    told = (login, login.partition(":")[2], *((whole, whole.removesuffix(":fx")) if len(whole) > len(":fx") else ()))
    return tuple(sorted(filter(None, told), key=len, reverse=True))

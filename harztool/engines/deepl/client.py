"""The official client, made safe: its key is one that can be, and its glossaries name languages as the API does."""

from __future__ import annotations

import os
import re
from typing import Any
from urllib.parse import urlsplit

import deepl

from harztool import __version__
from harztool.errors import EngineError

KEY = "DEEPL_AUTH_KEY"
SERVER = "DEEPL_SERVER_URL"
_QUERY = re.compile(r"(?<=_lang=)[A-Z]+")


class Client(deepl.DeepLClient):
    """The client of DeepL, but for the case of the languages of a glossary.

    The description of the API (https://github.com/DeepLcom/openapi, `GlossarySourceLanguage`) knows them in lower case
    only, the client sends capitals; there is no other place to change that.
    """

    def _api_call(self, url: str, **options: Any) -> Any:
        if url.startswith("v3/glossaries"):
            url = _QUERY.sub(lambda found: found[0].lower(), url)
            options["json"] = _lowered(options.get("json"))
        return super()._api_call(url, **options)


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
    key = os.environ.get(KEY, "").strip()
    if not key:
        raise EngineError(f"Set {KEY} to the key of your DeepL account, or draft without DeepL: --engine memory.")
    if not re.fullmatch(r"[!-~]+", key):
        raise EngineError(f"{KEY} holds a character that no key has; copy the key anew from your DeepL account.")
    server = _address()
    # The client has no other place for these two: https://github.com/DeepLcom/deepl-python#configure-retries
    deepl.http_client.max_network_retries = max(tries, 1) - 1
    deepl.http_client.min_connection_timeout = timeout
    made = Client(key, server_url=server or None, send_platform_info=False)
    made.set_app_info("harztool", __version__)
    return made


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
    key = os.environ.get(KEY, "").strip()
    login = os.environ.get(SERVER, "").strip().rpartition("@")[0].rpartition("//")[2]
    told = (login, login.partition(":")[2], *((key, key.removesuffix(":fx")) if len(key) > len(":fx") else ()))
    return tuple(sorted(filter(None, told), key=len, reverse=True))

"""The engine `libretranslate`: drafts with a server of LibreTranslate, so that texts need not leave the house."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from harztool import __version__
from harztool.config import Config
from harztool.engines import Batch, masks, shown
from harztool.errors import ConfigError, EngineError
from harztool.languages import primary
from harztool.memory import Memory
from harztool.model import Proposal, Term

KEY = "LIBRETRANSLATE_API_KEY"
_OPTION = "libretranslate.url"
# What passes by itself: a limit of requests per minute, a server that starts or is overloaded.
_BUSY = frozenset({429, 500, 502, 503, 504})
# Seconds: the pauses double from the second on; longer than that the server may not ask to wait.
_PAUSE, _LONGEST = 1.0, 120


def engine(config: Config, language: str, _terms: Sequence[Term], _memory: Memory, /) -> LibreTranslate:
    """Return the engine that drafts into a language on the server of the settings.

    Raises `ConfigError` where the settings name none.
    """
    options = config.libretranslate
    if not options.url:
        raise ConfigError(f"Name your server in the settings, as {_OPTION}, such as http://localhost:5000.")
    server, key = options.url.rstrip("/"), os.environ.get(KEY, "").strip()
    return LibreTranslate(server, primary(config.source), primary(language), options.timeout, options.tries, key)


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """A server, two languages, and the key that the server may want."""

    server: str
    source: str
    target: str
    timeout: float
    tries: int
    key: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "libretranslate"

    def can_again(self, batch: Batch) -> bool:
        """Whether asking piece by piece may help: where there are pieces."""
        return any("<" in text for text in batch.texts)

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return the server's translation of each text; placeholders are masked, and the second time left out.

        Raises `EngineError` when the server refuses, can't be reached, or answers what can't be read.
        """
        way = masks.piecewise if batch.again else masks.whole
        answers = way(batch.texts, self._asked)
        return [Proposal(answer) if answer.strip() else None for answer in answers]

    def _asked(self, texts: Sequence[str]) -> list[str]:
        """Return the answers to plain texts (https://docs.libretranslate.com, `POST /translate`)."""
        body = {"q": list(texts), "source": self.source, "target": self.target, "format": "text"}
        if self.key:
            body["api_key"] = self.key
        try:
            with self._session() as session:
                answer = session.post(f"{self.server}/translate", json=body, timeout=self.timeout)
        except (requests.RequestException, ValueError) as error:
            raise EngineError(
                f"LibreTranslate can't be reached at {self._shown}; check that it runs, and {_OPTION}."
            ) from error
        return self._read(answer, len(texts))

    def _session(self) -> requests.Session:
        """Return what asks with growing pauses where the server is busy; where there is none, it says so at once."""
        session = requests.Session()
        session.headers["User-Agent"] = f"harztool/{__version__}"
        patience = Retry(
            self.tries - 1,
            connect=0,
            read=min(1, self.tries - 1),
            allowed_methods=None,
            status_forcelist=_BUSY,
            raise_on_status=False,
            backoff_factor=_PAUSE,
            backoff_jitter=_PAUSE / 2,
            retry_after_max=_LONGEST,
        )
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=patience))
        return session

    def _read(self, answer: requests.Response, count: int) -> list[str]:
        told = _object(answer)
        if not answer.ok:
            said = " ".join(str(told.get("error", "")).split()).rstrip(".")[:200] or f"status {answer.status_code}"
            said = said.replace(self.key, "…") if self.key else said
            closed = answer.status_code in (requests.codes.forbidden, requests.codes.unauthorized)
            wanted = f"; set {KEY}" if closed else ""
            wanted = "; try again in a few minutes" if answer.status_code in _BUSY else wanted
            raise EngineError(f"LibreTranslate at {self._shown} refuses: {said}{wanted}.")
        texts = told.get("translatedText")
        if not isinstance(texts, list) or len(texts) != count or not all(isinstance(text, str) for text in texts):
            advice = f"check {_OPTION}, or the server's version"
            raise EngineError(f"What {self._shown} answered can't be read as LibreTranslate's; {advice}.")
        return texts

    @property
    def _shown(self) -> str:
        return shown(self.server)


def _object(answer: requests.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}

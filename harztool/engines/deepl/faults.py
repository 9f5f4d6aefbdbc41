"""What the client raises, told in one sentence with the way out; the key is in none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import deepl

from harztool.engines import shown
from harztool.engines.deepl.client import KEY, SERVER, ElsewhereError, secrets, was_sent
from harztool.errors import AnswerError, CutOffError, EngineError, RefusedError

LATER = "try again in a few minutes"
_UNTAKEN = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})
# The settings behind the options of a request.
_SETTINGS = {
    "target_lang": "deepl.targets",
    "formality": "deepl.formality",
    "model_type": "deepl.model",
    "style_rule": "deepl.styles",
    "translation_memory": "deepl.translation_memory",
    "translation_memory_threshold": "deepl.translation_memory_threshold",
    "custom_instructions": "deepl.instructions",
    "glossary": "deepl.glossary",
}


def settings(options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the settings that shape a request, by the options that it is sent with.

    >>> settings({"target_lang": "EN-GB", "formality": None, "model_type": "quality_optimized", "context": "Burg"})
    ('deepl.targets', 'deepl.model')
    """
    return tuple(setting for option, setting in _SETTINGS.items() if options.get(option))


@contextmanager
def plainly(server: str, glossary: str = "", sent: Sequence[str] = ()) -> Iterator[None]:
    """Turn whatever the client raises into an `EngineError` of one sentence; `sent` are the settings that shape it."""
    try:
        yield
    except deepl.DeepLException as error:
        sentence = _sentence(error, shown(server), glossary, sent)
        if not glossary and error.http_status_code in _UNTAKEN:
            raise RefusedError(sentence, _said(error)) from error
        if not glossary and isinstance(error, deepl.ConnectionException) and was_sent(error):
            raise CutOffError(f"{sentence.removesuffix('.')}; what was under way may be billed.") from error
        raise EngineError(sentence) from error
    # The client reads an answer without looking at it: half of one raises any of these.
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        advice = f"check {SERVER} if it is set, or {LATER}"
        raise AnswerError(f"What {shown(server)} answered can't be read as the DeepL API's; {advice}.") from error


def _sentence(error: deepl.DeepLException, server: str, glossary: str, sent: Sequence[str]) -> str:
    status = error.http_status_code or 0
    match error:
        case ElsewhereError():
            return f"{server} {error}, unlike the DeepL API; check {SERVER} if it is set, or log in to your network."
        case deepl.AuthorizationException():
            return f"DeepL does not accept the key; check {KEY}, and that the key belongs to {server}."
        case deepl.QuotaExceededException() if glossary:
            limits = "a free account holds only one, and any account takes only so many changes at a time"
            return f"DeepL takes no glossary {glossary!r} now: {limits}; delete the other in your account, or {LATER}."
        case deepl.QuotaExceededException():
            return (
                "DeepL's quota of characters is used up; raise the limit in your account, or wait for the next month."
            )
        case deepl.TooManyRequestsException():
            return f"DeepL is asked too often just now, and goes on refusing; {LATER}."
        case deepl.ConnectionException():
            return f"DeepL can't be reached at {server}; check the network, and {SERVER} if it is set."
        case deepl.GlossaryNotFoundException() if glossary:
            lost = f"DeepL has lost the glossary {glossary!r} in between; run the command again to make it anew"
            return f"{lost}{_address(server)}."
    if status == HTTPStatus.NOT_FOUND:
        # It may also be a glossary that was deleted in between, which the next run makes anew.
        return (
            f"{server} does not know what DeepL is asked for ({_said(error)}); run the command again{_address(server)}."
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"DeepL is not available just now (status {status}); {LATER}."
    where = ", ".join(sent) or "[tool.harztool.deepl]"
    return f"DeepL refuses {_what(glossary)}: {_said(error)}; check {where}{_free(glossary)}."


def _address(server: str) -> str:
    own = server.endswith(".deepl.com")
    return "" if own else f", and check {SERVER}, which should be that of DeepL"


def _what(glossary: str) -> str:
    return f"the glossary {glossary!r}" if glossary else "the request"


def _free(glossary: str) -> str:
    return ", and that your account may hold one more glossary" if glossary else ""


def _said(error: deepl.DeepLException) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    for secret in secrets():  # whoever answers may repeat what was sent
        text = text.replace(secret, "…")
    return text[:200] + "…" if len(text) > 200 else text

"""The engine `deepl`: drafts with the DeepL API through its official client, with the office's terms in a glossary."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus

import deepl

from harztool import __version__, glossary, msgid
from harztool.config import Config
from harztool.engines import TEXTS, Batch
from harztool.engines.tags import LINE, kept_names, tagged, untagged
from harztool.errors import EngineError
from harztool.memory import Memory
from harztool.model import Proposal, Term

KEY = "DEEPL_AUTH_KEY"
SERVER = "DEEPL_SERVER_URL"
# The limit of one request: https://developers.deepl.com/docs/resources/usage-limits; the rest is for the other
# parameters.
BYTES = 128 * 1024 - 4096
# The plain forms are an error for languages that have no formality; these are the same where there is one.
FORMALITIES = {
    "default": None,
    "more": "prefer_more",
    "less": "prefer_less",
    "prefer_more": "prefer_more",
    "prefer_less": "prefer_less",
}
_LATER = "try again in a few minutes"


def engine(config: Config, language: str, terms: Sequence[Term], _memory: Memory, /) -> DeepL:
    """Return the engine that drafts into a language; key and address come from the environment.

    Raises `EngineError` if there is no key or none that could be one.
    """
    options = config.deepl
    targets = {each: _target(each, options.targets) for each in dict.fromkeys([language, *config.languages])}
    return DeepL(
        client=_client(os.environ.get(KEY, ""), os.environ.get(SERVER, ""), options.tries, options.timeout),
        source=config.source.upper(),
        target=targets[language],
        formality=FORMALITIES[options.formality],
        model=options.model or None,
        glossary=options.glossary,
        dictionaries=_dictionaries(terms, targets),
    )


def _target(language: str, targets: Mapping[str, str]) -> str:
    code = targets.get(language, language).replace("_", "-")
    # English and Portuguese are no targets without a region.
    return Config().deepl.targets.get(code.lower(), code).upper()


def _client(key: str, server: str, tries: int, timeout: float) -> deepl.DeepLClient:
    key = key.strip()
    if not key:
        raise EngineError(f"Set {KEY} to the key of your DeepL account, or draft without DeepL: --engine memory.")
    if not re.fullmatch(r"[!-~]+", key):
        raise EngineError(f"{KEY} holds a character that no key has; copy the key anew from your DeepL account.")
    # The client has no other place for these two: https://github.com/DeepLcom/deepl-python#configure-retries
    deepl.http_client.max_network_retries = max(tries, 1) - 1
    deepl.http_client.min_connection_timeout = timeout
    client = deepl.DeepLClient(key, server_url=server.strip() or None, send_platform_info=False)
    client.set_app_info("harztool", __version__)
    return client


def _dictionaries(terms: Sequence[Term], targets: Mapping[str, str]) -> dict[str, dict[str, str]]:
    columns = {target: glossary.column(terms, each) for each, target in targets.items()}
    entries = {
        _pair(target): {term.source: term.translations[name] for term in terms if term.translations.get(name)}
        for target, name in columns.items()
    }
    return {target: each for target, each in entries.items() if each}


def _pair(target: str) -> str:
    """Return the language of a glossary for a target: `EN` serves EN-GB and EN-US."""
    return deepl.Language.remove_regional_variant(target)


@dataclass
class DeepL:
    """An account, one target language, and the terms of all languages by the target language of their dictionary."""

    client: deepl.DeepLClient = field(repr=False)
    source: str
    target: str
    formality: str | None
    model: str | None
    glossary: str
    dictionaries: Mapping[str, Mapping[str, str]] = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "deepl"

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return DeepL's translation of each text, and None for a text that can't be sent or comes back empty.

        What can't be sent is longer than a request, or has placeholders that do not pair, as nothing fits such a text.
        Raises `EngineError` with the way out when DeepL refuses, can't be reached, or answers too few texts.
        """
        proposals: list[Proposal | None] = [None] * len(batch.texts)
        paired = {i: tagged(text) for i, text in enumerate(batch.texts) if msgid.parents(text) is not None}
        for texts in _requests(paired, BYTES - _size(batch.context)):
            answers = self._answers(list(texts.values()), batch.context)
            for i, answer in zip(texts, answers, strict=True):
                translation = untagged(answer, batch.texts[i])
                proposals[i] = Proposal(translation) if translation.strip() else None
        return proposals

    def _answers(self, texts: list[str], context: str) -> list[str]:
        glossary = self._glossary_id
        with _plainly(self.client.server_url):
            results = self.client.translate_text(
                texts,
                source_lang=self.source,
                target_lang=self.target,
                context=context or None,
                formality=self.formality,
                model_type=self.model,
                glossary=glossary,
                # A msgid is one block of running text: no tag in it ends a sentence but a line break that is content.
                tag_handling="xml",
                tag_handling_version="v2",
                outline_detection=False,
                splitting_tags=[LINE],
                ignore_tags=kept_names(texts) or None,
                split_sentences=deepl.SplitSentences.NO_NEWLINES,
                # Labels and headings keep their lack of a full stop, and their case.
                preserve_formatting=True,
            )
            answers = [str(result.text) for result in (results if isinstance(results, list) else [results])]
        if len(answers) != len(texts):
            # The client hands back what it was given, however much that is; which text lacks its answer is unknown.
            raise EngineError(
                f"DeepL answered {len(answers)} of {len(texts)} texts, so none of them was taken; {_LATER}."
            )
        return answers

    @cached_property
    def _glossary_id(self) -> str | None:
        if _pair(self.target) not in self.dictionaries:
            return None
        with _plainly(self.client.server_url, self.glossary):
            return _synced(self.client, self.glossary, self.source, self.dictionaries)


def _requests(texts: Mapping[int, str], room: int) -> Iterator[dict[int, str]]:
    """Yield the texts that go into one request each, by their numbers; a text that fits into none is left out."""
    request: dict[int, str] = {}
    size = 0
    for i, text in texts.items():
        needed = _size(text)
        if needed > room:
            continue
        if request and (len(request) == TEXTS or size + needed > room):
            yield request
            request, size = {}, 0
        request[i] = text
        size += needed
    if request:
        yield request


def _size(text: str) -> int:
    # The client sends JSON in ASCII, where "ä" takes six bytes; two more part a text from the next.
    return len(json.dumps(text)) + 2


def _synced(client: deepl.DeepLClient, name: str, source: str, dictionaries: Mapping[str, Mapping[str, str]]) -> str:
    """Bring the account's glossary of this name up to date, and return its id; no other glossary is touched."""
    wanted = [
        deepl.api_data.MultilingualGlossaryDictionaryEntries(source, target, dict(entries))
        for target, entries in dictionaries.items()
    ]
    same_name = [each for each in client.list_multilingual_glossaries() if each.name == name]
    if not same_name:
        return client.create_multilingual_glossary(name, wanted).glossary_id
    glossary = min(same_name, key=lambda each: (each.creation_time, each.glossary_id))
    for dictionary in wanted:
        if _entries(client, glossary, dictionary) != dictionary.entries:
            client.replace_multilingual_glossary_dictionary(glossary, dictionary)
    return glossary.glossary_id


def _entries(
    client: deepl.DeepLClient,
    glossary: deepl.api_data.MultilingualGlossaryInfo,
    wanted: deepl.api_data.MultilingualGlossaryDictionaryEntries,
) -> dict[str, str]:
    pair = (wanted.source_lang, wanted.target_lang)
    counts = {(each.source_lang, each.target_lang): each.entry_count for each in glossary.dictionaries}
    if counts.get(pair) != len(wanted.entries):
        return {}
    answer = client.get_multilingual_glossary_entries(glossary, *pair)
    # The client says that entries are a mapping, and hands on the tab-separated text of the API.
    return deepl.convert_tsv_to_dict(str(answer.dictionaries[0].entries), skip_checks=True)


@contextmanager
def _plainly(server: str, glossary: str = "") -> Iterator[None]:
    """Turn whatever the client raises into an `EngineError` of one sentence."""
    try:
        yield
    except deepl.DeepLException as error:
        raise EngineError(_sentence(error, server, glossary)) from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        advice = f"check {SERVER} if it is set, or {_LATER}"
        raise EngineError(f"What {server} answered can't be read as the DeepL API's; {advice}.") from error


def _sentence(error: deepl.DeepLException, server: str, glossary: str) -> str:
    status = error.http_status_code or 0
    match error:
        case deepl.AuthorizationException():
            return f"DeepL does not accept the key; check {KEY}, and that the key belongs to {server}."
        case deepl.QuotaExceededException() if glossary:
            limits = "a free account holds only one, and any account takes only so many changes at a time"
            return f"DeepL takes no glossary {glossary!r} now: {limits}; delete the other in your account, or {_LATER}."
        case deepl.QuotaExceededException():
            return (
                "DeepL's quota of characters is used up; raise the limit in your account, or wait for the next month."
            )
        case deepl.TooManyRequestsException():
            return f"DeepL is asked too often just now, and goes on refusing; {_LATER}."
        case deepl.ConnectionException():
            return f"DeepL can't be reached at {server}; check the network, and {SERVER} if it is set."
        case deepl.GlossaryNotFoundException():
            return f"DeepL has lost the glossary {glossary!r} in between; run the command again to make it anew."
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"DeepL is not available just now (status {status}); {_LATER}."
    return f"DeepL refuses {_what(glossary)}: {_said(error)}; check [tool.harztool.deepl]{_free(glossary)}."


def _what(glossary: str) -> str:
    return f"the glossary {glossary!r}" if glossary else "the request"


def _free(glossary: str) -> str:
    return ", and that your account may hold one more glossary" if glossary else ""


def _said(error: deepl.DeepLException) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text[:200] + "…" if len(text) > 200 else text

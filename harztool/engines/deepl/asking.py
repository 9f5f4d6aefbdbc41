"""One target language of an account: what is asked, in which words, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import deepl

from harztool import glossary, msgid
from harztool.config import INSTRUCTED, INSTRUCTION_LENGTH, INSTRUCTIONS, Config
from harztool.engines import TEXTS, Batch, Quota
from harztool.engines.deepl.client import Client, client, key
from harztool.engines.deepl.faults import LATER, plainly, settings
from harztool.engines.deepl.glossaries import dictionaries, pair, synced
from harztool.engines.tags import LINE, billed, kept_names, tagged, untagged
from harztool.errors import AnswerError, EngineError, GlossaryError
from harztool.languages import primary
from harztool.memory import Memory
from harztool.model import Proposal, Term

# The limit of one request: https://developers.deepl.com/docs/resources/usage-limits; the rest is for the other
# parameters, of which ten instructions of 300 characters are the longest. As much as that is for the context at most.
BYTES = 128 * 1024 - 24 * 1024
CONTEXT_BYTES = 32 * 1024
# The plain forms are an error for languages that have no formality; these are the same where there is one.
FORMALITIES = {
    "default": None,
    "more": "prefer_more",
    "less": "prefer_less",
    "prefer_more": "prefer_more",
    "prefer_less": "prefer_less",
}
# Counts up when the same text is asked for in other words, so that what was paid for before is no longer believed.
_EDITION = 1


def engine(config: Config, language: str, terms: Sequence[Term], _memory: Memory, /) -> DeepL:
    """Return the engine that drafts into a language; key and address come from the environment.

    Raises `EngineError` if there is no key or none that could be one, `GlossaryError` for terms that DeepL won't take.
    """
    return replace(_of_settings(config, language, terms), client=client(config.deepl.tries, config.deepl.timeout))


def planning(config: Config, language: str, terms: Sequence[Term], _memory: Memory, /) -> DeepL:
    """Return the engine as it would draft; it can ask for what is left of the account, if there is a key.

    Raises `GlossaryError` for terms that DeepL won't take.
    """
    made, fault = _client(config)
    return replace(_of_settings(config, language, terms), client=made, fault=fault)


def _of_settings(config: Config, language: str, terms: Sequence[Term]) -> DeepL:
    """Return the engine as settings and glossary say, with nothing to ask with yet."""
    options = config.deepl
    if said := glossary.unserved(terms, language):
        raise GlossaryError(f"{config.glossary}, row 1: {said}")
    targets = {each: _target(each, options.targets) for each in dict.fromkeys([language, *config.languages])}
    target = targets[language]
    return DeepL(
        client=None,
        # DeepL knows no regions of what it translates from.
        source=primary(config.source).upper(),
        target=target,
        glossary=options.glossary or _own_name(config.site),
        dictionaries=dictionaries(terms, targets, config.source, config.glossary),
        options={
            "formality": FORMALITIES[options.formality],
            "model_type": options.model or None,
            "style_rule": options.styles.get(language),
            "translation_memory": options.translation_memory or None,
            "translation_memory_threshold": options.translation_memory_threshold
            if options.translation_memory
            else None,
        },
        instructions=tuple(options.instructions.get(language, ())),
    )


def _client(config: Config) -> tuple[Client | None, EngineError | None]:
    """Return the client where there is a key, or why there is none though there is a key."""
    if not key():
        return None, None
    try:
        return client(config.deepl.tries, config.deepl.timeout), None
    except EngineError as error:
        return None, error


def _own_name(site: str) -> str:
    """Return the name of a site's glossary where the settings give none; an account may serve several sites.

    >>> _own_name("https://www.harz.example/de/")
    'harztool www.harz.example'
    """
    return f"harztool {urlsplit(site).hostname or ''}".strip()


def _target(language: str, targets: Mapping[str, str]) -> str:
    code = targets.get(language, language).replace("_", "-")
    # English and Portuguese are no targets without a region.
    return Config().deepl.targets.get(code.lower(), code).upper()


@dataclass
class DeepL:
    """An account, one target language, and the terms of all languages by the target language of their dictionary."""

    client: Client | None = field(repr=False)
    source: str
    target: str
    glossary: str
    dictionaries: Mapping[str, Mapping[str, str]] = field(repr=False)
    options: Mapping[str, Any]
    instructions: tuple[str, ...] = ()
    # Why there is no client, though there is a key.
    fault: EngineError | None = None
    _glossary_id: str | None = field(default=None, init=False, repr=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "deepl"

    @property
    def stamp(self) -> str:
        """All that shapes an answer beside the batch itself."""
        shaping = {
            "edition": _EDITION,
            "languages": [self.source, self.target],
            "options": dict(self.options),
            "instructions": self.instructions,
            "glossary": dict(self.dictionaries.get(pair(self.target), {})),
        }
        return f"deepl {json.dumps(shaping, sort_keys=True)}"

    def billed(self, text: str) -> int:
        """Return how many characters are billed for a text: what is sent of it, without its tags."""
        return billed(text)

    def quota(self) -> Quota | None:
        """Return what is left of the account, or None where there is no key to ask with, or no limit."""
        if self.fault:
            raise self.fault
        if self.client is None:
            return None
        with plainly(self.client.server_url):
            usage = self.client.get_usage().character
            return Quota(int(usage.count), int(usage.limit)) if usage.valid else None  # type: ignore[arg-type]  # valid: both are numbers

    def can_again(self, batch: Batch) -> bool:
        """Whether asking once more may help: always, as tags can be handled in another way."""
        return bool(batch.texts)

    def requests(self, batch: Batch) -> Iterator[Batch]:
        """Yield the parts of a batch that fit into one request each.

        Only a text that is longer than a request, or has placeholders that do not pair, as nothing fits such a text,
        is left out; the context gives way to all others.
        """
        whole = replace(batch, context=_shortened(batch.context, CONTEXT_BYTES))
        room = BYTES - _size(whole.context)
        texts: list[str] = []
        size = 0
        for text in batch.texts:
            needed = _size(tagged(text))
            if needed > BYTES - _size("") or msgid.parents(text) is None:
                continue
            if needed > room:
                yield replace(batch, texts=(text,), context=_shortened(batch.context, BYTES - needed))
                continue
            if texts and (len(texts) == TEXTS or size + needed > room):
                yield replace(whole, texts=tuple(texts))
                texts, size = [], 0
            texts.append(text)
            size += needed
        if texts:
            yield replace(whole, texts=tuple(texts))

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return DeepL's translation of each text, and None for a text that can't be sent or comes back empty.

        Raises `EngineError` with the way out when DeepL refuses, can't be reached, or answers too few texts.
        """
        return self.bought(batch, lambda: None)

    def bought(self, batch: Batch, repeat: Callable[[], None]) -> list[Proposal | None]:
        """Return what `translate` does; `repeat` is told before anything is sent again that may be billed already."""
        found: dict[str, Proposal] = {}
        for part in self.requests(batch):
            for text, answer in zip(part.texts, self._answers(part, repeat), strict=True):
                translation = untagged(answer, text)
                if translation.strip():
                    found[text] = Proposal(translation)
        return [found.get(text) for text in batch.texts]

    def _answers(self, batch: Batch, repeat: Callable[[], None]) -> list[str]:
        assert self.client is not None  # noqa: S101 - what only plans is not asked to translate
        texts = [tagged(text) for text in batch.texts]
        said = self._asked(batch)
        named = self._in_account(self.client)
        shaping = settings({**said, "target_lang": self.target, "glossary": named})
        with plainly(self.client.server_url, sent=shaping), self.client.telling(repeat):
            results = self.client.translate_text(
                texts,
                source_lang=self.source,
                target_lang=self.target,
                context=batch.context or None,
                glossary=named,
                # A msgid is one block of running text: no tag in it ends a sentence but a line break that is content.
                tag_handling="xml",
                outline_detection=False,
                splitting_tags=[LINE],
                ignore_tags=kept_names(texts) or None,
                split_sentences=deepl.SplitSentences.NO_NEWLINES,
                # Labels and headings keep their lack of a full stop, and their case.
                preserve_formatting=True,
                **said,
            )
            answers = [_text(result) for result in (results if isinstance(results, list) else [results])]
        if len(answers) != len(texts):
            # The client hands back what it was given, however much that is; which text lacks its answer is unknown.
            raise AnswerError(
                f"DeepL answered {len(answers)} of {len(texts)} texts, so none of them was taken; {LATER}."
            )
        return answers

    def _asked(self, batch: Batch) -> dict[str, Any]:
        """Return the options of a request; of one that asks once more, those that may help: terms, or another mode."""
        named = self._naming(batch.terms)
        other = batch.again and not named
        said = {**self.options, "tag_handling_version": "v1" if other else "v2"}
        if self.instructions or named:
            said["custom_instructions"] = [*self.instructions, *named]
        return said

    def _naming(self, terms: Sequence[tuple[str, str]]) -> list[str]:
        # Instructions imply the quality model, and are refused with the fast one.
        if pair(self.target) not in INSTRUCTED or self.options["model_type"] == "latency_optimized":
            return []
        said = (f"Translate the term “{term}” as “{wanted}”, inflected where needed." for term, wanted in terms)
        return [each for each in said if len(each) <= INSTRUCTION_LENGTH][: INSTRUCTIONS - len(self.instructions)]

    def _in_account(self, client: deepl.DeepLClient) -> str | None:
        """Return the id of the glossary, which the first request brings up to date for all."""
        if pair(self.target) not in self.dictionaries:
            return None
        with self._lock:
            if self._glossary_id is None:
                with plainly(client.server_url, self.glossary):
                    self._glossary_id = synced(client, self.glossary, self.source, self.dictionaries)
            return self._glossary_id


def _text(result: deepl.TextResult) -> str:
    # The client hands on whatever stands there: null, a number, a list.
    if not isinstance(result.text, str):
        raise TypeError(result.text)
    return result.text


def _shortened(context: str, room: int) -> str:
    """Return as many lines of a context, from the first, as fit into so many bytes.

    >>> _shortened("Die Burg\\nDer Turm", 24)
    'Die Burg'
    """
    lines: list[str] = []
    room -= _size("")
    for line in context.split("\n"):
        room -= _size(line)
        if room < 0:
            break
        lines.append(line)
    return "\n".join(lines)


def _size(text: str) -> int:
    # The client sends JSON in ASCII, where "ä" takes six bytes; two more part a text from the next.
    return len(json.dumps(text)) + 2

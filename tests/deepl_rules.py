"""What the DeepL API accepts in a request for translations: parameters, their values, and their limits.

Part of the stand-in of deepl_server.py. It follows https://github.com/DeepLcom/openapi, and is stricter in one thing:
the API passes over parameters that it does not know, here they are an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

SOURCES = {"CS", "DA", "DE", "EN", "ES", "FR", "IT", "NL", "PL", "PT", "SV", "UK"}
TARGETS = (SOURCES | {"EN-GB", "EN-US", "PT-PT", "PT-BR", "ES-419"}) - {"EN", "PT"}
FORMAL = {"DE", "FR", "IT", "ES", "ES-419", "NL", "PL", "PT-BR", "PT-PT"}
INSTRUCTED = {"DE", "EN", "ES", "FR", "IT"}
CHOICES = {
    "split_sentences": {"0", "1", "nonewlines"},
    "formality": {"default", "more", "less", "prefer_more", "prefer_less"},
    "model_type": {"quality_optimized", "prefer_quality_optimized", "latency_optimized"},
    "tag_handling": {"xml", "html"},
    "tag_handling_version": {"v1", "v2"},
}
FLAGS = {"preserve_formatting", "outline_detection", "show_billed_characters", "enable_beta_languages"}
LISTS = {"text", "non_splitting_tags", "splitting_tags", "ignore_tags", "custom_instructions", "glossary_ids"}
STRINGS = {"source_lang", "target_lang", "context", "glossary_id", "style_id", "translation_memory_id"}
PARAMETERS = {*CHOICES, *FLAGS, *LISTS, *STRINGS, "translation_memory_threshold"}
MOST_TEXTS = 50
MOST_BYTES = 128 * 1024
MOST_INSTRUCTIONS = 10
INSTRUCTION = 300
TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)[^<>]*?(?P<void>/?)>")
REFERENCES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}

Body = Mapping[str, object]


class RefusedError(Exception):
    """The request is answered with an error of this status, message and, for glossaries, detail."""

    def __init__(self, status: int, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.answer = {"message": message} | ({"detail": detail} if detail else {})
        self.status = status


def texts_of(body: Body, size: int) -> list[str]:
    """Return the texts of a request of so many bytes; with XML tag handling each must be well-formed."""
    if size > MOST_BYTES:
        raise RefusedError(413, "Request Entity Too Large")
    texts = body.get("text")
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        raise RefusedError(400, "Value for 'text' not supported: it must be a list of strings.")
    if len(texts) > MOST_TEXTS:
        raise RefusedError(400, f"Too many texts: {len(texts)} of at most {MOST_TEXTS}.")
    if body.get("tag_handling") == "xml":
        for text in texts:
            _parse(text)
    return texts


def _parse(text: str) -> None:
    try:
        ElementTree.fromstring(f"<text>{text}</text>")
    except ElementTree.ParseError as error:
        raise RefusedError(400, f"Tag handling parsing failed, please check input. {error}") from error


def target_of(body: Body) -> str:
    """Return the target language of a request whose parameters are right."""
    unknown = set(body) - PARAMETERS
    if unknown:
        raise RefusedError(400, f"Unknown parameters: {', '.join(sorted(unknown))}.")
    target = str(body.get("target_lang", "")).upper()
    if target not in TARGETS:
        raise RefusedError(400, "Value for 'target_lang' not supported.")
    if "source_lang" in body and str(body["source_lang"]).upper() not in SOURCES:
        raise RefusedError(400, "Value for 'source_lang' not supported.")
    for name in sorted(set(body) & PARAMETERS):
        if not _allowed(name, body[name]):
            raise RefusedError(400, f"Value for '{name}' not supported.")
    if body.get("formality") in {"more", "less"} and target not in FORMAL:
        raise RefusedError(400, f"Target language '{target}' doesn't support formality.")
    _check_instructions(body, target)
    return target


def _allowed(name: str, value: object) -> bool:
    if name in CHOICES:
        return value in CHOICES[name]
    if name in FLAGS:
        return isinstance(value, bool) or value in {"0", "1"}
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str) if name in STRINGS else str(value).isdecimal() and int(str(value)) <= 100


def _check_instructions(body: Body, target: str) -> None:
    instructions = listed(body, "custom_instructions")
    if len(instructions) > MOST_INSTRUCTIONS or any(len(each) > INSTRUCTION for each in instructions):
        limits = f"at most {MOST_INSTRUCTIONS} of {INSTRUCTION} characters"
        raise RefusedError(400, f"Value for 'custom_instructions' not supported: {limits}.")
    if instructions and target[:2] not in INSTRUCTED:
        raise RefusedError(400, f"Target language '{target}' doesn't support custom instructions.")
    if instructions and body.get("model_type") == "latency_optimized":
        raise RefusedError(400, "Custom instructions can't be combined with model_type latency_optimized.")


def listed(body: Body, name: str) -> list[str]:
    """Return a parameter that is a list; tags may come in one string, with commas between them."""
    value = body.get(name, [])
    items = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    return [part for item in items for part in item.split(",")] if name.endswith("_tags") else items


def characters(text: str, body: Body) -> int:
    """Return what is billed for a text: its characters, without tags where tags are handled."""
    return len(unescaped(TAG.sub("", text))) if "tag_handling" in body else len(text)


def unescaped(text: str) -> str:
    """Return what a stretch of XML without tags stands for."""
    return re.sub("|".join(REFERENCES), lambda found: REFERENCES[found[0]], text)

"""The glossaries of the DeepL API, version 3: each has one dictionary for each pair of languages.

Part of the stand-in of deepl_server.py. Languages of glossaries are answered in lower case and taken in any, as the
API does; a free account (its key ends in `:fx`) holds one glossary.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, g, jsonify, request

from tests.deepl_rules import SOURCES, Body, RefusedError

OF_A_FREE_ACCOUNT = 1
OF_ANY_ACCOUNT = 1000
TERM_BYTES = 1024

Entries = dict[str, str]
Pair = tuple[str, str]

routes = Blueprint("glossaries", __name__, url_prefix="/v3/glossaries")


@dataclass
class Glossary:
    """A glossary of the account: its entries by source and target language, in lower case."""

    name: str
    dictionaries: dict[Pair, Entries]
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def described(self) -> dict[str, object]:
        """What the API tells of it: everything but the entries."""
        return {
            "glossary_id": self.id,
            "name": self.name,
            "dictionaries": [_described(pair, entries) for pair, entries in self.dictionaries.items()],
            "creation_time": self.created.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }


def _described(pair: Pair, entries: Entries) -> dict[str, object]:
    return {"source_lang": pair[0], "target_lang": pair[1], "entry_count": len(entries)}


def entries_for(glossaries: Mapping[str, Glossary], body: Body, target: str) -> Entries:
    """Return the entries of the glossary that a request for translations names, none if it names none."""
    if "glossary_id" not in body:
        return {}
    if "source_lang" not in body:
        raise RefusedError(400, "Use of a glossary requires the source_lang parameter to be specified")
    pair = (str(body["source_lang"]).lower(), target[:2].lower())
    dictionaries = _known(glossaries, str(body["glossary_id"])).dictionaries
    if pair not in dictionaries:
        raise RefusedError(404, "Glossary dictionary not found")
    return dictionaries[pair]


def _known(glossaries: Mapping[str, Glossary], glossary_id: str) -> Glossary:
    if glossary_id not in glossaries:
        raise RefusedError(404, "Glossary not found")
    return glossaries[glossary_id]


def _account() -> dict[str, Glossary]:
    account: dict[str, Glossary] = current_app.config["SERVER"].glossaries
    return account


@routes.get("")
def all_glossaries() -> Response:
    return jsonify({"glossaries": [each.described for each in _account().values()]})


@routes.post("")
def new_glossary() -> tuple[Response, int]:
    account, free = _account(), current_app.config["SERVER"].key.endswith(":fx")
    if len(account) >= (OF_A_FREE_ACCOUNT if free else OF_ANY_ACCOUNT):
        raise RefusedError(456, "Quota exceeded")
    glossary = Glossary(_name(g.body), _dictionaries(g.body, at_least=1))
    account[glossary.id] = glossary
    return jsonify(glossary.described), 201


@routes.get("/<glossary_id>")
def one_glossary(glossary_id: str) -> Response:
    return jsonify(_known(_account(), glossary_id).described)


@routes.delete("/<glossary_id>")
def no_glossary(glossary_id: str) -> tuple[str, int]:
    del _account()[_known(_account(), glossary_id).id]
    return "", 204


@routes.patch("/<glossary_id>")
def changed_glossary(glossary_id: str) -> Response:
    glossary = _known(_account(), glossary_id)
    for pair, entries in _dictionaries(g.body, at_least=0).items():
        glossary.dictionaries[pair] = glossary.dictionaries.get(pair, {}) | entries
    glossary.name = _name(g.body) if "name" in g.body else glossary.name
    return jsonify(glossary.described)


@routes.get("/<glossary_id>/entries")
def one_dictionary(glossary_id: str) -> Response:
    dictionaries, pair = _known(_account(), glossary_id).dictionaries, _pair(request.args)
    if pair not in dictionaries:
        raise RefusedError(404, "Dictionary not found")
    lines = "\n".join(f"{source}\t{target}" for source, target in dictionaries[pair].items())
    dictionary = {"source_lang": pair[0], "target_lang": pair[1], "entries": lines, "entries_format": "tsv"}
    return jsonify({"dictionaries": [dictionary]})


@routes.put("/<glossary_id>/dictionaries")
def replaced_dictionary(glossary_id: str) -> Response:
    glossary, pair = _known(_account(), glossary_id), _pair(g.body)
    glossary.dictionaries[pair] = _entries(g.body)
    return jsonify(_described(pair, glossary.dictionaries[pair]))


@routes.delete("/<glossary_id>/dictionaries")
def no_dictionary(glossary_id: str) -> tuple[str, int]:
    if _known(_account(), glossary_id).dictionaries.pop(_pair(request.args), None) is None:
        raise RefusedError(404, "Dictionary not found")
    return "", 204


def _name(body: Body) -> str:
    name = body.get("name")
    if not isinstance(name, str) or not name or len(name.encode()) > TERM_BYTES:
        raise RefusedError(400, "Missing or invalid argument: name")
    return name


def _dictionaries(body: Body, at_least: int) -> dict[Pair, Entries]:
    dictionaries = body.get("dictionaries", [])
    if not isinstance(dictionaries, list) or len(dictionaries) < at_least:
        raise RefusedError(400, "Missing or invalid argument: dictionaries")
    return {_pair(each): _entries(each) for each in dictionaries}


def _pair(body: Body) -> Pair:
    source, target = (str(body.get(name, "")).lower() for name in ("source_lang", "target_lang"))
    if source == target or not {source.upper(), target.upper()} <= SOURCES:
        raise RefusedError(400, "Unsupported glossary source and target language pair")
    return source, target


def _entries(body: Body) -> Entries:
    if body.get("entries_format") != "tsv":
        raise RefusedError(400, "Value for 'entries_format' not supported.")
    entries: Entries = {}
    for number, line in enumerate(str(body.get("entries", "")).split("\n")):
        if line.strip():
            source, target = _entry(number, [part.strip() for part in line.split("\t")])
            if source in entries:
                raise _invalid(number, "duplicates another key")
            entries[source] = target
    if not entries:
        raise RefusedError(400, "Missing or invalid argument: entries")
    return entries


def _entry(number: int, parts: list[str]) -> tuple[str, str]:
    if len(parts) != 2 or not all(parts):
        raise _invalid(number, "misses tab separator")
    if any(len(part.encode()) > TERM_BYTES for part in parts):
        raise _invalid(number, "is too long")
    return parts[0], parts[1]


def _invalid(number: int, what: str) -> RefusedError:
    return RefusedError(400, "Invalid glossary entries provided", f"Key with the index {number} {what}")

"""What is sent to DeepL, held against the published description of its API, request by request.

The description is not part of this repository: `git clone https://github.com/DeepLcom/openapi`, and then
`DEEPL_OPENAPI=openapi/openapi.yaml python -m benchmarks api`; without it, one line says so. Every path of a run is
walked: first drafts in two languages with all options set, terms that are missed and asked for once more, a glossary
that is made, read and replaced, and the quota. A parameter that the description does not know counts as wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from flask import Request
from openapi_core import Config, OpenAPI
from openapi_core.contrib.flask import FlaskOpenAPIRequest
from openapi_core.exceptions import OpenAPIError

from tests.deepl_server import serving
from tests.sites import project, write_page

DESCRIPTION = os.environ.get("DEEPL_OPENAPI", "")
SETTINGS = """\
[deepl]
model = "quality_optimized"
styles = { en = "7ff9bfd6-cd85-4190-8503-d6215a321519" }
instructions = { en = ["Write plain English."] }
translation_memory = "a74d88fb-ed2a-4943-a664-a4512398b994"
"""
GLOSSARY = "de,en,es\nLandkreis,district,distrito\nBrocken,Brocken,Brocken\n"
TEXTS = [
    "Siehe <a href=x>Karte</a> und <b>Plan <i>A</i></b><br>38855 &lt;Harz&gt; &amp; „Tal“",
    "Die Landkreise am Brocken",  # the stand-in knows no inflection, so that the term is missed
    "Nur <span translate=no>HarzCard</span>",
    "5&nbsp;€ 🏔️",
]


def measured() -> Iterator[str]:
    """Yield how many requests there were by operation, and what is wrong with them."""
    if not DESCRIPTION:
        yield "the description of the API is not there: set DEEPL_OPENAPI to its openapi.yaml (see benchmarks/api.py)"
        return
    told = yaml.safe_load(Path(DESCRIPTION).read_text(encoding="utf-8"))
    # In JSON the status of an answer is a text, as the library expects it.
    counts, wrong = _walked(json.loads(json.dumps(told, default=str)))
    for operation, count in sorted(counts.items()):
        yield f"{operation}: {count} requests"
    yield from (f"WRONG {text}" for text in wrong)
    yield f"{sum(counts.values())} requests, {len(wrong)} of them not as described (goal: 0)"


def _walked(description: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name, serving() as server:
        description["servers"] = [{"url": server.url}]
        # The description is not held against its own rules: a default of it is none of its values.
        api = OpenAPI.from_dict(_strict(description), config=Config(spec_validator_cls=None))

        def watch(request: Request) -> None:
            counts[f"{request.method} {'/'.join(request.path.split('/')[:3])}"] += 1
            try:
                api.validate_request(FlaskOpenAPIRequest(request))
            except OpenAPIError as error:
                cause = error.__cause__
                wrong.append(f"{request.method} {request.path}: {error} {getattr(cause, 'schema_errors', cause)}")

        server.watch = watch
        _run(Path(name), server.environ)
    return counts, wrong


def _strict(description: dict[str, Any]) -> dict[str, Any]:
    """Return the description, in which a body holds nothing but what is described."""
    for path in ("/v2/translate", "/v3/glossaries", "/v3/glossaries/{glossary_id}/dictionaries"):
        for operation in description["paths"][path].values():
            schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            name = schema.get("$ref", "").rpartition("/")[2]
            if found := description["components"]["schemas"].get(name, schema):
                found["additionalProperties"] = False
    return description


def _run(folder: Path, environ: dict[str, str]) -> None:
    project(folder, pages=2, texts=60, settings=SETTINGS, glossary=GLOSSARY)
    path = folder / "harztool.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["en"]', '["en", "es"]'), encoding="utf-8")
    write_page(folder, 7, TEXTS)
    commands = [["extract"], ["cost"], ["translate"]]
    _harztool(folder, environ, commands)
    (folder / "glossary.csv").write_text(GLOSSARY.replace("district,distrito", "county,comarca"), encoding="utf-8")
    write_page(folder, 8, ["Ein Landkreis"])
    _harztool(folder, environ, [["extract"], ["translate"], ["translate", "--refresh-glossary"]])


def _harztool(folder: Path, environ: dict[str, str], commands: list[list[str]]) -> None:
    for command in commands:
        arguments = [sys.executable, "-m", "harztool", "-q", *command]
        with redirect_stdout(StringIO()):
            subprocess.run(arguments, cwd=folder, env={**os.environ, **environ}, check=True, stdout=subprocess.DEVNULL)

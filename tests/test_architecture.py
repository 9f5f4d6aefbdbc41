"""The house: which room may import which, and which library belongs to which room."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import harztool

HOUSE = Path(harztool.__file__).parent

# Room -> the rooms that it may import. Inside a room its files may import each other.
MAY_IMPORT: dict[str, set[str]] = {
    "model": {"provenance"},
    "provenance": set(),
    "errors": set(),
    "rules": set(),
    "msgid": set(),
    "languages": set(),
    "charsets": set(),
    "urls": set(),
    "dialects": set(),
    "objections": {"config", "dialects", "urls"},
    "wording": set(),
    "config": {"errors", "languages", "rules"},
    "markup": {"rules", "msgid", "model", "errors"},
    "proof": {"errors", "markup", "msgid", "rules"},
    "po": {"model", "errors"},
    "glossary": {"model", "errors", "msgid", "languages"},
    "memory": {"model", "errors", "msgid", "languages"},
    "catalogs": {"markup", "msgid", "model", "rules", "glossary", "provenance"},
    "pages": {"languages", "markup", "msgid", "model", "proof", "rules", "urls"},
    "drafts": {"engines", "memory", "glossary", "checks", "msgid", "model", "errors", "languages", "provenance"},
    "reviews": {"checks", "catalogs", "model", "msgid", "provenance"},
    "interchange": {"model", "languages", "msgid", "errors", "catalogs", "provenance"},
    "engines": {"model", "msgid", "errors", "config", "memory", "glossary", "checks", "languages", "version"},
    "checks": {"glossary", "msgid", "model", "errors", "wording"},
    "changes": {"model", "msgid"},
    "report": {"model", "msgid", "changes", "languages", "provenance", "wording"},
    "web": {"charsets", "dialects", "markup", "config", "model", "errors", "objections", "urls", "version"},
    "store": {"po", "config", "model", "errors"},
    "demo": set(),
}
# Library -> the only rooms that may import it. What is not named here is the standard library.
LIBRARIES: dict[str, set[str]] = {
    "typer": {"cli"},
    "rich": {"cli"},
    "requests": {"web", "engines/libretranslate"},
    "urllib3": {"web", "engines/libretranslate"},
    "brotli": {"web"},
    "protego": {"web"},
    "w3lib": {"charsets", "urls"},
    "selectolax": {"markup", "proof"},
    "deepl": {"engines/deepl"},
    "ctranslate2": {"engines/argos"},
    "sentencepiece": {"engines/argos"},
    "polib": {"po"},
    "filelock": {"store"},
    "translate": {"interchange"},
    "lxml": {"interchange"},
    "openpyxl": {"interchange"},
    "msgspec": {"config", "store"},
    "rapidfuzz": {"memory", "catalogs"},
    "snowballstemmer": {"glossary"},
    "babel": {"checks", "pages", "report/review"},
    "jinja2": {"report/review"},
    "markupsafe": {"report/review"},
}


def _room(path: Path) -> str:
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def _imports(path: Path) -> set[str]:
    """Return every module that a file imports, in whatever function it does so, or for its types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "harztool":
            found |= {f"harztool.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


FILES = sorted(path for path in HOUSE.rglob("*.py") if _room(path) not in ("__init__", "__main__"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    room = _room(path)
    if room == "cli":
        return
    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("harztool.")}
    ours = {"version" if name == "__version__" else name for name in ours} - {room}
    assert ours <= MAY_IMPORT[room], f"{room} may not import {sorted(ours - MAY_IMPORT[room])}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_library_is_known_to_its_own_room_only(path: Path) -> None:
    place = path.relative_to(HOUSE).with_suffix("")
    inside = {each.as_posix() for each in (place, *place.parents)}
    for name in _imports(path):
        rooms = LIBRARIES.get(name.split(".")[0])
        assert rooms is None or rooms & inside, f"{name} belongs to {sorted(rooms)}"


def test_every_room_has_its_place_in_the_table() -> None:
    assert {_room(path) for path in FILES} == {*MAY_IMPORT, "cli"}


def test_no_library_is_used_that_has_no_room() -> None:
    known = {*LIBRARIES, "harztool", *sys.stdlib_module_names}
    used = {name.split(".")[0] for path in FILES for name in _imports(path)}
    assert used <= known, f"give these a room: {sorted(used - known)}"


def test_rooms_do_not_import_in_circles() -> None:
    done: set[str] = set()
    left = dict(MAY_IMPORT)
    while ready := [room for room, below in left.items() if below - {"version"} <= done]:
        done |= set(ready)
        for room in ready:
            del left[room]
    assert not left


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_is_not_crowded(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300

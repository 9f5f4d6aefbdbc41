"""The yardstick for extraction: small pages, and the texts that must and must not be found in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harztool import charsets, msgid
from harztool.markup import texts

DATA = Path(__file__).parent / "data"
CASES = json.loads((DATA / "html.json").read_text(encoding="utf-8"))
MORE = json.loads((DATA / "html-more.json").read_text(encoding="utf-8"))
PAGES = sorted((DATA / "pages").glob("*.html"))


def seen(text: str) -> str:
    """Return a msgid without its inline tags; a line break parts words."""
    return "".join(
        " " if piece == "<br/>" else msgid.unescaped(piece) if i % 2 == 0 else ""
        for i, piece in enumerate(msgid.split(text))
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['why'][:60]}")
def test_the_texts_of_a_page(case: dict[str, Any]) -> None:
    found = [seen(slot.text) for slot in texts(case["html"])]
    assert sorted(found) == sorted(case["expect"])
    assert not [text for text in found for forbidden in case["forbid"] if forbidden in text]


@pytest.mark.parametrize("case", MORE, ids=lambda case: case["id"])
def test_the_msgids_of_a_page_in_their_order(case: dict[str, Any]) -> None:
    found = [slot.text for slot in texts(case["html"])]
    assert found == case["msgids"]
    assert not [text for text in found for forbidden in case["forbid"] if forbidden in text]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_whole_page_holds_the_msgids_beside_it(path: Path) -> None:
    """The list beside each page follows from the rules; a line break in it is written as backslash and n."""
    found = [
        slot.text.replace("\\", "\\\\").replace("\n", "\\n") for slot in texts(charsets.decoded(path.read_bytes()))
    ]
    assert found == path.with_suffix(".txt").read_bytes().decode().split("\n")[:-1]

"""The yardstick for extraction: small pages, and the texts that must and must not be found in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harztool import msgid
from harztool.markup import texts

CASES = json.loads((Path(__file__).parent / "data" / "html.json").read_text(encoding="utf-8"))


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

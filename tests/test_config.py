"""The settings: what is read, and what an editor is told when they cannot be used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from harztool.config import Config, parsed
from harztool.errors import ConfigError


def test_nothing_set_gives_the_defaults() -> None:
    assert parsed("", "harztool.toml") == Config()


def test_a_table_in_pyproject_is_read_and_other_tables_are_not() -> None:
    own = '[tool.harztool]\nsite = "https://harz.example/"\n[tool.harztool.crawl]\ndelay = 2\n'
    text = f"[tool.ruff]\nline-length = 1\n{own}"
    config = parsed(text, "pyproject.toml")
    assert (config.site, config.crawl.delay) == ("https://harz.example/", 2.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            'langauges = ["en"]',
            "harztool.toml: there is no option langauges; did you mean languages?",
            id="a slip of the pen",
        ),
        pytest.param(
            "[crawl]\ndelai = 1",
            "harztool.toml: there is no option crawl.delai; did you mean delay?",
            id="a slip in a table",
        ),
        pytest.param(
            "[deepl]\nxyzzyx = 1", "harztool.toml: there is no option deepl.xyzzyx; choose from ", id="no idea"
        ),
        pytest.param(
            'languages = "en"', "harztool.toml: languages is not usable: expected `array`, got `str`.", id="a type"
        ),
        pytest.param("site = ", "harztool.toml is not valid TOML: ", id="no TOML"),
        pytest.param('languages = ["../en"]', "harztool.toml: '../en' is no language code", id="a path for a language"),
        pytest.param(
            'languages = ["de"]', "harztool.toml: languages names 'de', which is the language of the site", id="own"
        ),
        pytest.param("similarity = 0", "harztool.toml: similarity is a percentage", id="everything is similar"),
        pytest.param(
            'site = "harz.example"', "harztool.toml: site is 'harz.example'; write the whole", id="half an address"
        ),
        pytest.param("crawl = 3", "harztool.toml: crawl is not usable: expected `object`, got `int`.", id="no table"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match="^" + re.escape(said)):
        parsed(text, "harztool.toml")


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\nharztool = 3"])
def test_a_pyproject_that_has_something_else_there_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"pyproject\.toml: .*harztool"):
        parsed(text, "pyproject.toml")


def test_the_manual_of_the_settings_is_up_to_date() -> None:
    maker = Path(__file__).parents[1] / "docs" / "make.py"
    assert subprocess.run([sys.executable, maker, "--check"], check=False).returncode == 0

"""The settings: what is read, and what an editor is told when they cannot be used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import deepl
import pytest

from harztool.config import ENGINES as NAMED
from harztool.config import FORMALITIES, MODELS, Config, parsed
from harztool.dialects import DIALECTS
from harztool.engines import ENGINES
from harztool.engines import deepl as drafting
from harztool.errors import ConfigError
from harztool.rules import PRESETS


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
            'languages = "en"',
            "harztool.toml: languages must be a list in brackets, not a text in quotes.",
            id="a text for a list",
        ),
        pytest.param("site = ", "harztool.toml is not valid TOML: ", id="no TOML"),
        pytest.param('languages = ["../en"]', "harztool.toml: '../en' is no language code", id="a path for a language"),
        pytest.param(
            'languages = ["de"]', "harztool.toml: languages names 'de', which is the language of the site", id="own"
        ),
        pytest.param(
            "similarity = 0",
            "harztool.toml: similarity is 0; write a number from 1 to 100.",
            id="everything is similar",
        ),
        pytest.param(
            'site = "harz.example"', "harztool.toml: site is 'harz.example'; write the whole", id="half an address"
        ),
        pytest.param(
            '[deepl.instructions]\nen = ["' + "x" * 301 + '"]',
            "harztool.toml: instruction 1 of deepl.instructions.en has 301 characters; write 1 to 300.",
            id="a long instruction",
        ),
        pytest.param(
            "[deepl.instructions]\nen = [" + '"x",' * 11 + "]",
            "harztool.toml: deepl.instructions.en holds 11 instructions; DeepL takes 10.",
            id="many instructions",
        ),
        pytest.param(
            '[deepl]\nmodel = "latency_optimized"\ninstructions = { en = ["x"] }',
            "harztool.toml: deepl.instructions need DeepL's quality model",
            id="instructions for the fast model",
        ),
        pytest.param(
            "[drafts]\nmax_characters = -1", "harztool.toml: drafts.max_characters is -1;", id="less than nothing"
        ),
        pytest.param(
            '[libretranslate]\nurl = "localhost"', "harztool.toml: libretranslate.url is 'localhost'", id="no address"
        ),
        pytest.param("crawl = 3", "harztool.toml: crawl must be a table, not a whole number.", id="no table"),
        pytest.param(
            "[crawl]\nnoindex = 1",
            "harztool.toml: crawl.noindex must be true or false, not a whole number.",
            id="a number for yes or no",
        ),
        pytest.param(
            "[crawl]\ntries = 1.5", "harztool.toml: crawl.tries must be a whole number, not a number.", id="a fraction"
        ),
        pytest.param(
            'memories = ["a.po", 3]',
            "harztool.toml: entry 2 of memories must be a text in quotes, not a whole number.",
            id="a number in a list of texts",
        ),
        pytest.param(
            "[deepl.targets]\nen = true",
            "harztool.toml: an entry of deepl.targets must be a text in quotes, not true or false.",
            id="a truth in a table of texts",
        ),
        pytest.param("site = 2026-01-01", "harztool.toml: site must be a text in quotes, not a date", id="a date"),
        pytest.param("languages = []", "harztool.toml: languages is empty; name what the site", id="no language"),
        pytest.param(
            'languages = ["en", "es", "en"]', "harztool.toml: languages names 'en' twice; take one", id="a double"
        ),
        pytest.param("a = " + "[" * 9999, "harztool.toml is not valid TOML: ", id="brackets without end"),
        pytest.param("similarity = " + "9" * 9999, "harztool.toml is not valid TOML: ", id="digits without end"),
        pytest.param("similarity = " + "9" * 99, "harztool.toml: similarity is far too large", id="many digits"),
        pytest.param(
            'engine = "deep"', "harztool.toml: there is no engine 'deep'; did you mean 'deepl'?", id="no such engine"
        ),
        pytest.param(
            'preset = "WordPres"',
            "harztool.toml: there is no preset 'WordPres'; did you mean 'wordpress'?",
            id="no such system",
        ),
        pytest.param(
            'preset = "joomla"',
            "harztool.toml: there is no preset 'joomla'; choose from geocms, wordpress, typo3, mediawiki.",
            id="a system that is not known",
        ),
        pytest.param(
            '[deepl]\nformality = "prefer_mor"',
            "harztool.toml: there is no deepl.formality 'prefer_mor'; did you mean 'prefer_more'?",
            id="no such formality",
        ),
        pytest.param(
            '[deepl]\nformality = ""',
            "harztool.toml: there is no deepl.formality ''; choose from default, more",
            id="no formality at all",
        ),
        pytest.param(
            '[deepl]\nmodel = "quality"',
            "harztool.toml: there is no deepl.model 'quality'; did you mean 'quality_optimized'?",
            id="no such model",
        ),
        pytest.param(
            '[deepl.targets]\nenglish = "EN-US"',
            "harztool.toml: deepl.targets is for 'english', which is no language of the project; did you mean 'en'?",
            id="a target for no language",
        ),
        pytest.param(
            '[deepl.instructions]\nenglish = ["Write plainly."]',
            "harztool.toml: deepl.instructions is for 'english', which is no language of the project; did you",
            id="instructions for no language",
        ),
        pytest.param(
            '[deepl.styles]\nES = "7ff9bfd6"',
            "harztool.toml: deepl.styles is for 'ES', which is no language of the project; did you mean 'es'?",
            id="a style for a language in capitals",
        ),
        pytest.param(
            '[deepl.styles]\nen_GB = "7ff9bfd6"',
            "harztool.toml: deepl.styles is for 'en_GB', which is no language of the project; did you mean 'en'?",
            id="a style for a variety that the project has not",
        ),
        pytest.param(
            '[deepl.styles]\nxx = "7ff9bfd6"',
            "harztool.toml: deepl.styles is for 'xx', which is no language of the project; choose from en, es.",
            id="a style for a language that there is not",
        ),
        pytest.param(
            'languages = ["pt_BR"]\n[deepl.targets]\npt = "PT-BR"',
            "harztool.toml: deepl.targets is for 'pt', which is no language of the project; did you mean 'pt_BR'?",
            id="a target for a language without its country",
        ),
        pytest.param(
            'languages = ["pl"]\n[deepl.instructions]\npl = ["x"]',
            "harztool.toml: deepl.instructions.pl can't be followed; DeepL takes instructions for de, en, es, fr,",
            id="instructions in a language that takes none",
        ),
        pytest.param(
            '[deepl.targets]\nen = ""', "harztool.toml: deepl.targets.en is ''; write a code", id="an empty target"
        ),
    ],
)
def test_what_cannot_be_used_is_named(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match="^" + re.escape(said)):
        parsed(text, "harztool.toml")


def test_what_is_set_for_a_language_to_come_may_stay() -> None:
    deepl = 'styles = { fr = "x" }\ntargets = { sv = "SV" }\ninstructions = { fr = ["x"] }'
    options = parsed(f'languages = ["en_US", "pt_BR"]\n[deepl]\n{deepl}', "harztool.toml").deepl
    assert (options.styles["fr"], options.targets["sv"], options.instructions["fr"]) == ("x", "SV", ("x",))
    assert parsed('languages = ["en_US", "pt_BR"]', "harztool.toml").deepl.targets == Config().deepl.targets


NUMBERS = [
    f"{table}.{name}" if table else name
    for table, options in [("", Config()), ("crawl", Config().crawl), ("deepl", Config().deepl)]
    for name in options.__dataclass_fields__
    if type(getattr(options, name)) in (int, float)
]


@pytest.mark.parametrize("value", ["-1", "-0.5", "inf", "-inf", "nan", "1e300", "9" * 30])
@pytest.mark.parametrize("option", NUMBERS)
def test_no_number_is_taken_that_no_clock_or_counter_could_hold(option: str, value: str) -> None:
    with pytest.raises(ConfigError, match=rf"^harztool\.toml: {option} (is|must be) [^\n]*\.$"):
        parsed(f"{option} = {value}", "harztool.toml")


@pytest.mark.parametrize(
    ("option", "least", "most"),
    [("crawl.timeout", "0.1", "86400"), ("crawl.tries", "1", "100"), ("deepl.timeout", "0.1", "86400")],
)
def test_a_number_out_of_its_bounds_is_told_them(option: str, least: str, most: str) -> None:
    with pytest.raises(
        ConfigError, match=rf"^harztool\.toml: {option} is 0[.0]*; write a number from {least} to {most}"
    ):
        parsed(f"{option} = 0", "harztool.toml")
    assert parsed(f"{option} = {least}", "harztool.toml") != parsed(f"{option} = {most}", "harztool.toml")


def test_no_pause_is_a_pause() -> None:
    assert (
        parsed("crawl = { delay = 0, backoff = 0, max_wait = 0, max_redirects = 0 }", "harztool.toml").crawl.delay == 0
    )


@pytest.mark.parametrize(
    "site",
    [
        "http://",
        "https:///de/",
        "http://[x/",
        "http://?x",
        "http://harz.example:99999/",
        "http://harz example/",
        "//x/",
    ],
)
def test_an_address_without_a_host_is_none(site: str) -> None:
    with pytest.raises(ConfigError, match=r"^harztool\.toml: site is '.*'; write the whole address"):
        parsed(f'site = "{site}"', "harztool.toml")


@pytest.mark.parametrize(
    "site", ["http://localhost:8000/de/", "https://[::1]/", "HTTPS://Zuhause.example", "http://käse.example/"]
)
def test_an_address_with_a_host_is_one(site: str) -> None:
    assert parsed(f'site = "{site}"', "harztool.toml").site == site


@pytest.mark.parametrize(
    "folder", ["", ".", "./", "/tmp/x", "..", "../x", "a/../../x", "C:/x", r"..\\x", r"\\x", "a\\u0000b"]
)
@pytest.mark.parametrize("option", ["pages", "po", "public"])
def test_a_folder_lies_inside_the_project(option: str, folder: str) -> None:
    with pytest.raises(ConfigError, match=rf"^harztool\.toml: {option} is '[^\n]*'; name a folder inside the project"):
        parsed(f'{option} = "{folder}"', "harztool.toml")


@pytest.mark.parametrize(
    ("text", "options"),
    [
        pytest.param('public = "pages"', "pages and public", id="the same"),
        pytest.param('public = "./Po/"', "po and public", id="the same on a disk that folds case"),
        pytest.param('public = "pages/out"', "pages and public", id="one in the other"),
        pytest.param('pages = "po/pages"', "pages and po", id="the other in the one"),
    ],
)
def test_each_kind_of_file_has_a_folder_of_its_own(text: str, options: str) -> None:
    with pytest.raises(ConfigError, match=rf"^harztool\.toml: {options} are one folder, or one lies in the other;"):
        parsed(text, "harztool.toml")


def test_folders_may_lie_side_by_side_in_another() -> None:
    assert parsed('pages = "web/pages"\npublic = "web/public"', "harztool.toml").public == "web/public"


def test_the_byte_order_mark_of_a_windows_editor_is_dropped() -> None:
    assert parsed('\ufeffsource = "fr"', "harztool.toml").source == "fr"


@pytest.mark.parametrize("said", ['""', '" "', '"a\\nb"', '"\\u0004"'])
@pytest.mark.parametrize("option", ["notes", "contexts"])
def test_what_is_said_of_elements_is_a_few_words(option: str, said: str) -> None:
    with pytest.raises(ConfigError, match=f"{option} says .* for 'p'; write a few words on one line"):
        parsed(f"[{option}]\np = {said}\n", "harztool.toml")


def test_what_can_be_named_is_what_there_is() -> None:
    assert set(NAMED) == set(ENGINES)
    assert set(PRESETS) == set(DIALECTS)
    assert set(FORMALITIES) == set(drafting.FORMALITIES)
    assert set(MODELS) == {str(each) for each in deepl.api_data.ModelType}


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\nharztool = 3"])
def test_a_pyproject_that_has_something_else_there_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"pyproject\.toml: .*harztool"):
        parsed(text, "pyproject.toml")


def test_the_manual_of_the_settings_is_up_to_date() -> None:
    maker = Path(__file__).parents[1] / "docs" / "make.py"
    assert subprocess.run([sys.executable, maker, "--check"], check=False).returncode == 0

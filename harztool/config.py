"""The configuration: `[tool.harztool]` of pyproject.toml, or a harztool.toml, read into a frozen `Config`.

Each option is declared once: its name, type and default are a field, its meaning is the comment above it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import combinations
from pathlib import PureWindowsPath
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, get_type_hints
from urllib.parse import urlsplit

import msgspec

from harztool.errors import ConfigError, meant
from harztool.languages import is_code

# What can be named in the settings: engines, systems with addresses of their own, and two options of DeepL.
ENGINES = ("deepl", "memory")
PRESETS = ("geocms", "wordpress", "typo3", "mediawiki")
FORMALITIES = ("default", "more", "less", "prefer_more", "prefer_less")
MODELS = ("quality_optimized", "prefer_quality_optimized", "latency_optimized")
# As an editor would say what TOML calls a type.
_TYPES = {
    "object": "a table",
    "array": "a list in brackets",
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    **dict.fromkeys(["date", "time", "datetime"], "a date or time"),
}
_WRONG = re.compile(r"Expected `(?P<wanted>\w+)`, got `(?P<got>\w+)`")
_TARGET = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})*")


class _Range(NamedTuple):
    """The least and the most that a number may be."""

    least: float
    most: float


_Pause = Annotated[float, _Range(0, 86_400)]
_Patience = Annotated[float, _Range(0.1, 86_400)]
_Tries = Annotated[int, _Range(1, 100)]
_Count = Annotated[int, _Range(1, 1_000_000_000)]
_Hops = Annotated[int, _Range(0, 1000)]
_Percent = Annotated[int, _Range(1, 100)]


@dataclass(frozen=True, slots=True)
class Crawl:
    """How the site is read: `[tool.harztool.crawl]`."""

    # An address or URL by which the site's owner can reach whoever runs the crawler; part of the User-Agent.
    contact: str = ""
    # Seconds between two requests; a Crawl-delay in robots.txt counts where it is longer.
    delay: _Pause = 0.2
    # Seconds that the site may keep silent until a request is given up.
    timeout: _Patience = 20.0
    # Seconds that the body of one answer may take in all, however steadily it comes.
    max_seconds: _Patience = 60.0
    # How many times a request is tried when the network or the server falters.
    tries: _Tries = 3
    # Seconds until the second try; each further try waits twice as long as the one before.
    backoff: _Pause = 0.5
    # Seconds that the site may ask to wait, by Retry-After or Crawl-delay; more counts as a refusal.
    max_wait: _Pause = 60.0
    # How many requests in a row may get no answer at all until the site counts as down.
    max_silent: _Count = 5
    # How many pages are read at most.
    max_pages: _Count = 5000
    # How many bytes of one page, unpacked, are read at most.
    max_bytes: _Count = 5_000_000
    # How many redirects in a row are followed; none leads off the site.
    max_redirects: _Hops = 5
    # How many links away from the start page a page may be.
    max_depth: _Hops = 100
    # How many different addresses are remembered at most.
    max_addresses: _Count = 50_000
    # How many characters an address has at most.
    max_address: _Count = 2000
    # How often the same name may stand in the path of an address.
    max_repeats: _Count = 3
    # How many sitemaps are read at most.
    max_sitemaps: _Hops = 50
    # Whether pages are read that ask not to be listed by search engines (robots `noindex`), such as an imprint.
    noindex: bool = False
    # Shell patterns of the URL paths that are read; none means all.
    include: tuple[str, ...] = ()
    # Shell patterns of URL paths that are not read.
    exclude: tuple[str, ...] = ()
    # Query parameters that make a page of its own; all others are dropped.
    parameters: tuple[str, ...] = ("id", "page", "articlelist[page]")


@dataclass(frozen=True, slots=True)
class DeepL:
    """How DeepL is asked: `[tool.harztool.deepl]`."""

    # The name that the office's glossary has in the account.
    glossary: str = "harztool"
    # `default`, `more`, `less`, `prefer_more` or `prefer_less`; Spanish `prefer_more` is usted.
    formality: str = "prefer_more"
    # The language variant to ask for, by language; what is not named here stays as in the default.
    targets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({"en": "EN-GB", "pt": "PT-PT"}))
    # `quality_optimized`, `prefer_quality_optimized`, `latency_optimized`, or empty for the account's default.
    model: str = ""
    # How many times a request is tried, with growing pauses, when DeepL is busy or out of reach.
    tries: _Tries = 6
    # Seconds until a request is given up and tried again; what DeepL has translated by then may be billed twice.
    timeout: _Patience = 60.0


@dataclass(frozen=True, slots=True)
class Config:
    """What a project is: its site, its languages, and the folders that hold its files."""

    # The address that reading starts from.
    site: str = ""
    # The language the site is written in.
    source: str = "de"
    # The languages the site is translated into.
    languages: tuple[str, ...] = ("en", "es")
    # The engine that drafts: `deepl` or `memory`; empty means deepl where DEEPL_AUTH_KEY is set, else memory.
    engine: str = ""
    # The content management system of the site: `geocms`, `wordpress`, `typo3`, `mediawiki`, or empty.
    preset: str = ""
    # Attributes that are text beside those of HTML, such as `data-tooltip`.
    attributes: tuple[str, ...] = ()
    # Keys of JSON-LD that are text beside the usual ones.
    json_keys: tuple[str, ...] = ()
    # PO or TMX files with earlier translations, for the engine `memory`.
    memories: tuple[str, ...] = ()
    # How similar an earlier text must be for its translation to be proposed, in percent.
    similarity: _Percent = 75
    # The office's terms.
    glossary: str = "glossary.csv"
    # The folder of the pages as they were read.
    pages: str = "pages"
    # The folder of the catalogs.
    po: str = "po"
    # The folder that the translated pages are built to.
    public: str = "public"
    crawl: Crawl = field(default_factory=Crawl)
    deepl: DeepL = field(default_factory=DeepL)


def parsed(text: str, where: str) -> Config:
    """Return the configuration in the text of a TOML file called `where`.

    In a pyproject.toml it is the table `[tool.harztool]`, in any other file the whole of it.

    Raises `ConfigError` for what is not TOML, for unknown keys and names (with the nearest known one), for wrong types,
    and for values that cannot be meant, such as a number out of its bounds.

    >>> parsed('site = "https://harz.example/de/"', "harztool.toml").languages
    ('en', 'es')
    """
    table = _table(text, where)
    for fault in _unknown(table, Config, ""):
        raise ConfigError(f"{where}: {fault}")
    try:
        found = msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {_said(error)}") from error
    for fault in _unsound(found):
        raise ConfigError(f"{where}: {fault}")
    return found


def _table(text: str, where: str) -> dict[str, Any]:
    try:
        whole = tomllib.loads(text.removeprefix("\ufeff"))
    # Not only a TOMLDecodeError: a number of thousands of digits, or brackets in brackets without end.
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where} is not valid TOML: {error}") from error
    for name in ("tool", "harztool") if where.endswith("pyproject.toml") else ():
        whole = whole.get(name, {})
        if not isinstance(whole, dict):
            raise ConfigError(f"{where}: there must be a table [tool.harztool], but {name} is a value.")
    return whole


def _unknown(table: Mapping[str, Any], kind: type, prefix: str) -> Iterator[str]:
    known = get_type_hints(kind)
    for name, value in table.items():
        if name not in known:
            yield f"there is no option {prefix}{name}{meant(name, known, str)}"
        elif is_dataclass(known[name]) and isinstance(value, Mapping):
            yield from _unknown(value, known[name], f"{prefix}{name}.")


def _said(error: msgspec.ValidationError) -> str:
    """Return what msgspec says (``Expected `array`, got `str` - at `$.languages` ``) in the words of an editor."""
    what, _, where = str(error).partition(" - at ")
    found = _WRONG.fullmatch(what)
    place = _place(where.rpartition("`$.")[2].rstrip("`"))
    if not found:
        return f"{place} is not usable: {what[0].lower()}{what[1:]}."
    wanted, got = (_TYPES.get(found[name], found[name]) for name in ("wanted", "got"))
    return f"{place} must be {wanted}, not {got}."


def _place(path: str) -> str:
    option, bracket, number = path.rstrip("]").partition("[")
    if not bracket:
        return option
    return f"entry {int(number) + 1} of {option}" if number.isdecimal() else f"an entry of {option}"


def _unsound(config: Config) -> Iterator[str]:
    """Yield what is of the right type and still cannot be meant."""
    yield from _out_of_range(config, "")
    yield from _unchosen(config)
    yield from _wrong_languages(config)
    yield from _wrong_folders(config)
    # A site that cannot be reached by HTTP is most likely a slip, and would be found out only after a wait.
    if config.site and not _is_address(config.site):
        yield f"site is {config.site!r}; write the whole address, such as https://www.example.org/de/."


def _out_of_range(options: Config | Crawl | DeepL, prefix: str) -> Iterator[str]:
    hints = get_type_hints(type(options), include_extras=True)
    for each in fields(options):
        value, name = getattr(options, each.name), f"{prefix}{each.name}"
        if isinstance(value, Crawl | DeepL):
            yield from _out_of_range(value, f"{name}.")
        for bounds in getattr(hints[each.name], "__metadata__", ()):
            # Written so that nan, which is neither less nor more than anything, is out of range too.
            if not bounds.least <= value <= bounds.most:
                yield f"{name} is {_short(value)}; write a number from {bounds.least} to {bounds.most}."


def _short(value: float) -> str:
    return str(value) if not isinstance(value, int) or abs(value) < 10**20 else "far too large a number"


def _unchosen(config: Config) -> Iterator[str]:
    options = config.deepl
    choices = [
        ("engine", config.engine, ("", *ENGINES)),
        ("preset", config.preset, ("", *PRESETS)),
        ("deepl.formality", options.formality, FORMALITIES),
        ("deepl.model", options.model, ("", *MODELS)),
    ]
    for option, value, known in choices:
        if value not in known:
            yield f"there is no {option} {value!r}{meant(value, filter(None, known))}"


def _wrong_languages(config: Config) -> Iterator[str]:
    if not config.languages:
        yield 'languages is empty; name what the site is translated into, such as ["en", "es"].'
    for language in [config.source, *config.languages, *config.deepl.targets]:
        if not is_code(language):
            yield f"{language!r} is no language code; write one such as en, es or pt_BR."
    for number, language in enumerate(config.languages):
        if language in config.languages[:number]:
            yield f"languages names {language!r} twice; take one of them out."
    if config.source in config.languages:
        yield f"languages names {config.source!r}, which is the language of the site itself; take it out."
    for language, target in config.deepl.targets.items():
        if not _TARGET.fullmatch(target):
            yield f"deepl.targets.{language} is {target!r}; write a code of DeepL, such as EN-GB."


def _wrong_folders(config: Config) -> Iterator[str]:
    # As Windows reads them, which takes both slashes and folds case, so that a project is sound on every machine.
    written = {"pages": config.pages, "po": config.po, "public": config.public}
    folders = {option: PureWindowsPath(folder) for option, folder in written.items()}
    for option, folder in folders.items():
        if not folder.parts or folder.anchor or ".." in folder.parts or not written[option].isprintable():
            yield f"{option} is {written[option]!r}; name a folder inside the project, such as {option}."
    for (one, first), (other, second) in combinations(folders.items(), 2):
        if first.is_relative_to(second) or second.is_relative_to(first):
            yield f"{one} and {other} are one folder, or one lies in the other; give each a folder of its own."


def _is_address(site: str) -> bool:
    try:
        parts = urlsplit(site)
        # Only reading the port finds out that it is none.
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and any(map(str.isalnum, host)) and not re.search(r"\s", site)

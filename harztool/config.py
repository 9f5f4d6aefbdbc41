"""The configuration: `[tool.harztool]` of pyproject.toml, or a harztool.toml, read into a frozen `Config`.

Each option is declared once: its name, type and default are a field, its meaning is the comment above it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, get_type_hints

import msgspec

from harztool.errors import ConfigError

# As gettext names languages (GNU gettext manual, "Locale Names").
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?(?:@[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Crawl:
    """How the site is read: `[tool.harztool.crawl]`."""

    # An address or URL by which the site's owner can reach whoever runs the crawler; part of the User-Agent.
    contact: str = ""
    # Seconds between two requests; a Crawl-delay in robots.txt counts where it is longer.
    delay: float = 0.2
    # Seconds that the site may keep silent until a request is given up.
    timeout: float = 20.0
    # Seconds that the body of one answer may take in all, however steadily it comes.
    max_seconds: float = 60.0
    # How many times a request is tried when the network or the server falters.
    tries: int = 3
    # Seconds until the second try; each further try waits twice as long as the one before.
    backoff: float = 0.5
    # Seconds that the site may ask to wait, by Retry-After or Crawl-delay; more counts as a refusal.
    max_wait: float = 60.0
    # How many requests in a row may get no answer at all until the site counts as down.
    max_silent: int = 5
    # How many pages are read at most.
    max_pages: int = 5000
    # How many bytes of one page, unpacked, are read at most.
    max_bytes: int = 5_000_000
    # How many redirects in a row are followed; none leads off the site.
    max_redirects: int = 5
    # How many links away from the start page a page may be.
    max_depth: int = 100
    # How many different addresses are remembered at most.
    max_addresses: int = 50_000
    # How many characters an address has at most.
    max_address: int = 2000
    # How often the same name may stand in the path of an address.
    max_repeats: int = 3
    # How many sitemaps are read at most.
    max_sitemaps: int = 50
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
    # The language variant to ask for, by language; English is British.
    targets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({"en": "EN-GB"}))
    # `quality_optimized`, `prefer_quality_optimized`, `latency_optimized`, or empty for the account's default.
    model: str = ""
    # How many times a request is tried, with growing pauses, when DeepL is busy or out of reach.
    tries: int = 6
    # Seconds until a request is given up and tried again; what DeepL has translated by then may be billed twice.
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Check:
    """What is checked, and what makes a check fail: `[tool.harztool.check]`."""

    # The checks to run; none means all. `harztool check --list` shows their names.
    select: tuple[str, ...] = ()
    # Checks that are not run.
    ignore: tuple[str, ...] = ()
    # What ends with status 1: `error`, `warning`, `untranslated`, `unreviewed`, the name of a check, or `never`.
    fail_on: tuple[str, ...] = ("error",)
    # How much must be translated, in percent, by language; `all` is for those that are not named.
    min_translated: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    # How much must be reviewed, in percent, by language; `all` is for those that are not named.
    min_reviewed: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    # A file with the findings that were there when checking began; they are not told again.
    baseline: str = ""
    # Names that stay as they are, beside those of the district that harztool knows and those of the glossary.
    names: tuple[str, ...] = ()


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
    similarity: int = 75
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
    check: Check = field(default_factory=Check)


def parsed(text: str, where: str) -> Config:
    """Return the configuration in the text of a TOML file called `where`.

    In a pyproject.toml it is the table `[tool.harztool]`, in any other file the whole of it.

    Raises `ConfigError` for what is not TOML, for unknown keys (with the nearest known one) and wrong types.

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
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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
            yield f"there is no option {prefix}{name}{_meant(name, [each.name for each in fields(kind)])}"
        elif is_dataclass(known[name]) and isinstance(value, Mapping):
            yield from _unknown(value, known[name], f"{prefix}{name}.")


def _unsound(config: Config) -> Iterator[str]:
    """Yield what is of the right type and still cannot be meant."""
    for language in [config.source, *config.languages]:
        if not _LANGUAGE.fullmatch(language):
            yield f"{language!r} is no language code; write one such as en, es or pt_BR."
    if config.source in config.languages:
        yield f"languages names {config.source!r}, which is the language of the site itself; take it out."
    if not 0 < config.similarity <= 100:
        yield "similarity is a percentage; write a number from 1 to 100."
    for name, shares in (("translated", config.check.min_translated), ("reviewed", config.check.min_reviewed)):
        if any(not 0 <= share <= 100 for share in shares.values()):
            yield f"check.min_{name} holds percentages; write numbers from 0 to 100."
    # A site that cannot be reached by HTTP is most likely a slip, and would be found out only after a wait.
    if config.site and not config.site.startswith(("http://", "https://")):
        yield f"site is {config.site!r}; write the whole address, such as https://www.example.org/de/."


def _meant(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else f"; choose from {', '.join(known)}."


def _said(error: msgspec.ValidationError) -> str:
    what, _, place = str(error).partition(" - at `$.")
    option = place.rstrip("`")
    return f"{option} is not usable: {what[0].lower()}{what[1:]}." if option else f"{what}."

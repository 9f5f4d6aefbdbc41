"""The options of a project, each declared once.

Its name, type, bounds and default are a field, its meaning is the comment above it; docs/settings.md is made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, NamedTuple

# What can be named in the settings beside the presets: engines, and two options of DeepL.
ENGINES = ("deepl", "memory", "libretranslate", "argos", "pseudo")
FORMALITIES = ("default", "more", "less", "prefer_more", "prefer_less")
MODELS = ("quality_optimized", "prefer_quality_optimized", "latency_optimized")
# How many instructions DeepL takes, how long each may be, and for which languages:
# https://developers.deepl.com/docs/api-reference/translate, custom_instructions
INSTRUCTIONS, INSTRUCTION_LENGTH = 10, 300
INSTRUCTED = ("DE", "EN", "ES", "FR", "IT", "JA", "KO", "ZH")


class Range(NamedTuple):
    """The least and the most that a number may be."""

    least: float
    most: float


_Pause = Annotated[float, Range(0, 86_400)]
_Patience = Annotated[float, Range(0.1, 86_400)]
_Hours = Annotated[float, Range(0.001, 720)]
_Tries = Annotated[int, Range(1, 100)]
_Count = Annotated[int, Range(1, 1_000_000_000)]
_Limit = Annotated[int, Range(0, 1_000_000_000)]
_Hops = Annotated[int, Range(0, 1000)]
_Percent = Annotated[int, Range(1, 100)]
_Share = Annotated[float, Range(0, 1)]


@dataclass(frozen=True, slots=True)
class Crawl:
    """How the site is read: `[tool.harztool.crawl]`."""

    # An address or URL by which the site's owner can reach whoever runs the crawler; part of the User-Agent.
    contact: str = ""
    # How many requests may be under way at once.
    concurrency: _Tries = 4
    # Seconds between the beginnings of two requests; a Crawl-delay in robots.txt counts where it is longer.
    delay: _Pause = 0.2
    # Seconds that the site may keep silent until a request is given up.
    timeout: _Patience = 20.0
    # Seconds that one answer, with headers and body, may take in all, however steadily it comes.
    max_seconds: _Patience = 60.0
    # How many times a request is tried when the network or the server falters.
    tries: _Tries = 3
    # Seconds until the second try; each further try waits twice as long as the one before.
    backoff: _Pause = 0.5
    # Seconds that the site may ask to wait, by Retry-After or Crawl-delay; a site that asks for more is left alone:
    # the run ends, what was read is kept.
    max_wait: _Pause = 60.0
    # Hours that a run may ask for pages; what was read is kept, the next run goes on.
    max_hours: _Hours = 6.0
    # How many requests in a row may get no answer at all until the start page is asked for again; if that gets none
    # either, the site counts as down.
    max_silent: _Count = 5
    # Which share of the pages may fail until reading the site counts as failed.
    max_failed: _Share = 0.25
    # Which share of the known pages may have gone until `--prune` takes that for a slip of the site and removes none.
    max_gone: _Share = 0.5
    # Seconds for which what an interrupted run has read is not asked for again by the next one.
    resume: _Pause = 3600.0
    # How many pages are read at most.
    max_pages: _Count = 5000
    # How many bytes of one page, unpacked, are read at most; of a robots.txt no more than 512,000 count, and a header
    # has at most 100 lines of 65,536 bytes.
    max_bytes: _Count = 5_000_000
    # How many redirects in a row are followed, for robots.txt at least five (RFC 9309); none leads off the site.
    max_redirects: _Hops = 5
    # How many links away from the start page a page may be.
    max_depth: _Hops = 100
    # How many links of one page are followed at most.
    max_links: _Count = 5000
    # How many different addresses are remembered at most, and 200 times as many characters of them.
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

    # The name that the office's glossary has in the account; empty means `harztool` and the host of the site, such as
    # `harztool www.example.org`.
    glossary: str = ""
    # `default`, `more`, `less`, `prefer_more` or `prefer_less`; Spanish `prefer_more` is usted.
    formality: str = "prefer_more"
    # The language variant to ask for, by language; what is not named here stays as in the default.
    targets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({"en": "EN-GB", "pt": "PT-PT"}))
    # `quality_optimized`, `prefer_quality_optimized`, `latency_optimized`, or empty for the account's default.
    model: str = ""
    # The id of a list of style rules in the account, by language.
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # What DeepL is told beside the text, by language: at most 10 instructions of 300 characters each.
    instructions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    # The id of a translation memory in the account; its matches are taken over.
    translation_memory: str = ""
    # How like a text of the translation memory must be, in percent.
    translation_memory_threshold: _Percent = 75
    # How many times a request is tried, with growing pauses, when DeepL is busy or out of reach.
    tries: _Tries = 6
    # Seconds until a request is given up and tried again; what DeepL has translated by then may be billed twice.
    timeout: _Patience = 60.0


@dataclass(frozen=True, slots=True)
class Drafts:
    """How drafts are made, and what they may cost: `[tool.harztool.drafts]`."""

    # How many batches may be under way at once.
    concurrency: _Tries = 4
    # How many characters of the page around it an engine is told of each text; DeepL does not bill them.
    context: Annotated[int, Range(0, 20_000)] = 2000
    # Whether a text that came back broken is asked for once more, which is billed once more.
    second_try: bool = True
    # How many characters may be sent in one run; more is refused before anything is sent, and no option lifts that.
    max_characters: _Limit = 1_000_000_000
    # How many characters may be sent in one calendar month (UTC); no option lifts that.
    max_characters_per_month: _Limit = 1_000_000_000
    # The price of a million characters, by which costs are estimated; none is known for an account without.
    price: Annotated[float, Range(0, 1_000_000)] = 20.0
    # The currency of the price.
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """A server of LibreTranslate, so that texts need not leave the house: `[tool.harztool.libretranslate]`."""

    # The address of the server, such as `http://localhost:5000`; a key, if it wants one, is LIBRETRANSLATE_API_KEY.
    url: str = ""
    # Seconds until a request is given up.
    timeout: _Patience = 120.0
    # How many times a request is tried, with growing pauses, when the server is busy (429 or 5xx).
    tries: _Tries = 6


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
class Build:
    """Which pages are published: `[tool.harztool.build]`."""

    # How much of the letters of a page must be reviewed for it to be published, in percent, by language; `all` is for
    # those that are not named. A page below that is not built.
    min_reviewed: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Config:
    """What a project is: its site, its languages, and the folders that hold its files."""

    # The address that reading starts from.
    site: str = ""
    # The language the site is written in.
    source: str = "de"
    # The languages the site is translated into.
    languages: tuple[str, ...] = ("en", "es")
    # The engine that drafts: `deepl`, `memory`, `libretranslate`, `argos` or `pseudo`; empty means deepl where
    # DEEPL_AUTH_KEY is set, else memory.
    engine: str = ""
    # The content management system of the site: `geocms`, `wordpress`, `typo3`, `mediawiki`, or empty.
    preset: str = ""
    # Attributes that are text beside those of HTML, such as `data-tooltip`; capitals do not count.
    attributes: tuple[str, ...] = ()
    # Keys of JSON-LD that are text beside the usual ones.
    json_keys: tuple[str, ...] = ()
    # CSS selectors of what is no text for translators, beside those of the preset, such as `.cookie-banner`.
    left_out: tuple[str, ...] = ()
    # CSS selectors of language switchers, beside those of the preset: no text for translators, and `build` leads each
    # of their links to the same page in its language.
    switchers: tuple[str, ...] = ()
    # What reviewers are told of the texts in an element, by its CSS selector; of a text that stands on more pages, what
    # is said where it stands first.
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # A context (msgctxt) for the texts in an element, by its CSS selector: there they are translated for themselves.
    contexts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
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
    drafts: Drafts = field(default_factory=Drafts)
    deepl: DeepL = field(default_factory=DeepL)
    libretranslate: LibreTranslate = field(default_factory=LibreTranslate)
    check: Check = field(default_factory=Check)
    build: Build = field(default_factory=Build)

"""What is of the right type in the settings and still cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations
from pathlib import PureWindowsPath
from typing import get_type_hints
from urllib.parse import urlsplit

from harztool.config.options import (
    ENGINES,
    FORMALITIES,
    INSTRUCTED,
    INSTRUCTION_LENGTH,
    INSTRUCTIONS,
    MODELS,
    Config,
    Crawl,
    DeepL,
    Drafts,
    LibreTranslate,
)
from harztool.errors import meant
from harztool.languages import is_code, is_known, primary
from harztool.rules import PRESETS

# Attributes whose value is code, an address or a page: what a translator writes there would be carried out.
_NO_TEXTS = frozenset(
    "action background cite class codebase data data-src data-srcset formaction href http-equiv id imagesrcset "
    "integrity lang longdesc manifest name nonce ping poster rel sandbox src srcdoc srcset style target translate "
    "type usemap xlink:href xml:lang".split()
)
_TARGET = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})*")


def faults(config: Config) -> Iterator[str]:
    """Yield what is of the right type and still cannot be meant."""
    yield from _out_of_range(config, "")
    yield from _unchosen(config)
    yield from _wrong_languages(config)
    yield from _wrong_folders(config)
    yield from _unheard_languages(config)
    yield from _wrong_instructions(config.deepl)
    yield from _wrong_shares(config)
    for name in config.attributes:
        if name.lower().startswith("on") or name.lower() in _NO_TEXTS:
            yield f"attributes names {name!r}, which browsers obey: it is no text for translators; take it out."
    if config.libretranslate.url and not _is_address(config.libretranslate.url):
        yield f"libretranslate.url is {config.libretranslate.url!r}; write the whole address, such as http://localhost:5000."
    for option, said in (("notes", config.notes), ("contexts", config.contexts)):
        for selector, text in said.items():
            if not text.strip() or not text.isprintable():
                yield f"{option} says {text!r} for {selector!r}; write a few words on one line."
    # A site that cannot be reached by HTTP is most likely a slip, and would be found out only after a wait.
    if config.site and not _is_address(config.site):
        yield f"site is {config.site!r}; write the whole address, such as https://www.example.org/de/."


def _wrong_shares(config: Config) -> Iterator[str]:
    options = {
        "check.min_translated": config.check.min_translated,
        "check.min_reviewed": config.check.min_reviewed,
        "build.min_reviewed": config.build.min_reviewed,
    }
    for name, shares in options.items():
        if any(not 0 <= share <= 100 for share in shares.values()):
            yield f"{name} holds percentages; write numbers from 0 to 100."
    for language in config.build.min_reviewed:
        if language not in ("all", *config.languages):
            yield f"build.min_reviewed names {language!r}{meant(language, ['all', *config.languages])}"


def _out_of_range(options: Config | Crawl | DeepL | Drafts | LibreTranslate, prefix: str) -> Iterator[str]:
    hints = get_type_hints(type(options), include_extras=True)
    for each in fields(options):
        value, name = getattr(options, each.name), f"{prefix}{each.name}"
        if isinstance(value, Crawl | DeepL | Drafts | LibreTranslate):
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
    for language in [config.source, *config.languages]:
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


def _unheard_languages(config: Config) -> Iterator[str]:
    """Yield what is set for a language that the project has not, under another name, or that there is not."""
    options = config.deepl
    tongues = set(map(primary, config.languages))
    targets = {} if options.targets == DeepL().targets else options.targets
    for option, said in (("targets", targets), ("styles", options.styles), ("instructions", options.instructions)):
        for language in said:
            # What is set for another language may wait for the day when the site is translated into it.
            later = is_known(language) and primary(language) not in tongues
            if language not in config.languages and not later:
                near = meant(language, config.languages)
                yield f"deepl.{option} is for {language!r}, which is no language of the project{near}"


def _wrong_instructions(options: DeepL) -> Iterator[str]:
    for language, said in options.instructions.items():
        if primary(language).upper() not in INSTRUCTED:
            known = ", ".join(INSTRUCTED).lower()
            yield f"deepl.instructions.{language} can't be followed; DeepL takes instructions for {known}."
        if len(said) > INSTRUCTIONS:
            yield f"deepl.instructions.{language} holds {len(said)} instructions; DeepL takes {INSTRUCTIONS}."
        for number, each in enumerate(said, 1):
            if not 0 < len(each.strip()) <= len(each) <= INSTRUCTION_LENGTH:
                place = f"instruction {number} of deepl.instructions.{language}"
                yield f"{place} has {len(each)} characters; write 1 to {INSTRUCTION_LENGTH}."
    if options.instructions and options.model == "latency_optimized":
        yield "deepl.instructions need DeepL's quality model; take out deepl.model or the instructions."


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

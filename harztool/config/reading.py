"""The text of a settings file, read into a `Config`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_type_hints

import msgspec

from harztool.config.options import Config
from harztool.config.soundness import faults
from harztool.errors import ConfigError, meant

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
    for fault in faults(found):
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

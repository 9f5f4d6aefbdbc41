"""How a language writes numbers, dates and prices: what CLDR knows of it, by way of babel.

babel is imported when it is first asked, as most runs of few checks never do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Ways:
    """The decimal sign, whether dates are parted by points, and whether a currency stands behind its amount."""

    name: str
    decimal: str
    dotted: bool
    currency_behind: bool


@cache
def ways(language: str) -> Ways | None:
    """Return the ways of a language, or None for one that CLDR does not know.

    English without a country is written as in Britain.

    >>> ways("en"), ways("xx")
    (Ways(name='English', decimal='.', dotted=False, currency_behind=False), None)
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_").partition("@")[0])
    except (UnknownLocaleError, ValueError):
        return None
    if language == "en":
        locale = Locale("en", "GB")
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    return Ways(
        str(locale.english_name).partition(" (")[0],
        str(symbols["decimal"]),
        "." in locale.date_formats["short"].pattern,
        locale.currency_formats["standard"].pattern.endswith("¤"),
    )

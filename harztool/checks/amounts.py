"""Facts of a text that can be compared across languages: addresses, telephone numbers, amounts, dates and times.

Facts are brought to one form, whatever language they are written in: `1.141` and `1,141` are `1141`, `4,50` and
`4.50` are `4.5`, `9.30 Uhr` and `9:30` are `9.3`, `6 p.m.` is `18`; `27.12.2019` is the numbers 27 and 2019 and the
month 12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from harztool.checks.reading import AT, CACHED, DOT, EMAIL, GONE, URL, bare, lowered, may_hold, prose, shown
from harztool.checks.words import MONTHS, WEEKDAYS

# An international number, or a national one with its area code; a slash before another zero parts two numbers.
_PHONE = re.compile(
    r"(?<![\w,/-])(?<![0-9]\.)(?:\+\s?[0-9]|\(?0)(?:(?!\s?/\s?0)[ \u00a0\u202f()/–‑-]{0,3}[0-9]){6,14}(?![0-9])"
)
_DATES = (
    re.compile(r"(?<![\w-])(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?![\w-])"),
    re.compile(
        r"(?<![0-9.,/-])(?P<d>[0-9]{1,2})(?P<s>[./-])\s?(?P<m>[0-9]{1,2})(?P=s)\s?(?P<y>[0-9]{4}|[0-9]{2})"
        r"(?![0-9]|[./-][0-9])"
    ),
    # After words and marks that call for a day, as "3.10." may also end a sentence about a price; or with a zero that
    # no price has.
    re.compile(
        r"(?:^|(?<=\b(?:am|ab|um) )|(?<=\b(?:vom|bis|zum|den|dem|und|der) )|(?<=[,(/:] )|(?<=[–(/-])"
        r"|(?<![0-9.,/-])(?=[0-9]{1,2}\.0[1-9]\.))"
        r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.(?![0-9])(?P<y>)"
    ),
    re.compile(r"(?<![0-9.,/-])(?P<d>)(?P<m>0?[1-9]|1[0-2])[./](?P<y>(?:19|20)[0-9]{2})(?![0-9]|[.,/][0-9])"),
)
_NUMBER = re.compile(
    r"(?P<grouped>[0-9]{1,3}(?:(?P<sep>[.,'’ \u00a0\u2009\u202f])[0-9]{3})(?:(?P=sep)[0-9]{3})*(?![0-9]))"
    r"(?P<rest>[.,][0-9]+(?![0-9.,]*[0-9]))?"
    r"|(?P<plain>[0-9]+)(?:[.,:'’∶](?P<part>[0-9]+)(?![0-9]|[.,:][0-9]))?"
)
_COMPOUND = re.compile(r"(?<![0-9])[0-9]++(?:[.,:/][0-9]++)++(?!\s?p\.?\s?m\b)", re.IGNORECASE)
# "1½" and "1 1/2" are 1.5, and "½" is 0.5.
_SIGNS = {"¼": "25", "½": "5", "¾": "75"}
_FRACTION = re.compile(r"(?P<whole>[0-9]*)\s?(?P<sign>[¼½¾])|(?P<before>[0-9]+) (?P<part>1/2|[13]/4)(?![0-9/])")
_PARTS = {"1/4": "25", "1/2": "5", "3/4": "75"}
_AFTERNOON = re.compile(r"\s?p\.?\s?m\b", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
# A cheap look before a thorough one.
_FRACTIONS = re.compile("[¼½¾]|[0-9] [13]/[24]")
_JOINED = re.compile("[0-9][.,:/][0-9]")
_DATED = re.compile(r"[0-9](?:\.|[/-]\s?[0-9])")
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})
_DIALLED = re.compile(r"[+0](?:(?<=\+)\s?[0-9]|(?<![\w,/-].)[0-9 ()/–‑-]{0,3}[0-9])")
# English writes its months with a capital; these are other words without one.
_NO_MONTHS = frozenset({"may", "march"})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is written, and the form that it is compared in."""

    raw: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states; `numbers` has none of those in addresses and telephone numbers.

    `months` are those in words and in digits, `numeric` only the latter.
    """

    emails: frozenset[str]
    urls: frozenset[str]
    phones: frozenset[str]
    numbers: tuple[Amount, ...]
    months: frozenset[int]
    numeric: frozenset[int]
    weekdays: frozenset[int]


def facts(text: str, alike: frozenset[str] = frozenset()) -> Facts:
    """Return the facts of a text, in one form for all languages; numbers written as in `alike` are left out.

    >>> found = facts("Am 27.12.2019, 9.30 Uhr: Eintritt 4,50 €, Tel. 03941 5970-0")
    >>> [amount.value for amount in found.numbers], sorted(found.months), sorted(found.phones)
    (['27', '2019', '9.3', '4.5'], [12], ['49394159700'])
    """
    return _facts(text, alike)


# The checks of one message follow each other, and ask for the same facts.
@lru_cache(maxsize=4096)
def _facts(text: str, alike: frozenset[str]) -> Facts:
    rest = bare(text)
    # The ratio sign is how some write the colon of a time.
    rest = rest.replace("∶", ":")
    emails, rest = _taken(EMAIL, rest) if may_hold(EMAIL, rest) else ([], rest)
    urls, rest = _taken(URL, rest) if may_hold(URL, rest) else ([], rest)
    there = set(_WORD.findall(rest)) - _NO_MONTHS
    words = set(map(str.lower, there))
    named = frozenset(MONTHS[word] for word in words & MONTHS.keys())
    dates: list[tuple[list[str], int]] = []
    phones: list[str] = []
    rest = _FRACTION.sub(_decimal_fraction, rest) if _FRACTIONS.search(rest) else rest
    if _DIGIT.search(rest):
        rest = _COMPOUND.sub(lambda found: GONE if found[0] in alike else found[0], rest) if alike else rest
        dates, rest = _dates(rest) if _DATED.search(rest) else ([], rest)
        phones, rest = _taken(_PHONE, rest) if _DIALLED.search(rest) else ([], rest)
    numeric = frozenset(month for _, month in dates)
    days = tuple(Amount(number, _whole(number)) for numbers, _ in dates for number in numbers)
    return Facts(
        frozenset(map(_mailbox, emails)),
        frozenset(map(_address, urls)),
        frozenset(map(_line, phones)),
        days + tuple(_numbers(rest)),
        named | numeric,
        numeric,
        frozenset(WEEKDAYS[word] for word in words & WEEKDAYS.keys()),
    )


def _decimal_fraction(found: re.Match[str]) -> str:
    if found["sign"]:
        return f"{found['whole'] or 0},{_SIGNS[found['sign']]}"
    return f"{found['before']},{_PARTS[found['part']]}"


@lru_cache(maxsize=CACHED)
def calendar(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the months and the weekdays of a text, as `facts` would, without the cost of all else.

    >>> [sorted(each) for each in calendar("Freitag, 27.12.2019")]
    [[12], [5]]
    """
    rest = prose(text)
    words = set(map(str.lower, set(_WORD.findall(rest)) - _NO_MONTHS))
    dates = _dates(rest)[0] if _DATED.search(rest) else []
    months = frozenset(MONTHS[word] for word in words & MONTHS.keys()) | {month for _, month in dates}
    return months, frozenset(WEEKDAYS[word] for word in words & WEEKDAYS.keys())


def may_hold_dates(text: str) -> bool:
    """Whether it is worth while to look for months and weekdays, in words or in digits.

    >>> may_hold_dates("am 3. Mai"), may_hold_dates("am 3.5."), may_hold_dates("um 3 Uhr")
    (True, True, False)
    """
    return not _CALENDAR.isdisjoint(lowered(text)) or bool(_DATED.search(text))


def may_hold_phones(text: str) -> bool:
    """Whether it is worth while to look for telephone numbers.

    >>> may_hold_phones("Tel. 03941 5970"), may_hold_phones("38855 Wernigerode")
    (True, False)
    """
    return bool(_DIALLED.search(text))


def compounds(text: str) -> frozenset[str]:
    """Return the numbers with a point, comma, colon or slash inside, as they are written.

    Where source and translation write one alike, there is nothing to compare.

    >>> sorted(compounds("3.1. Höhe: 1.141 m, 8:30 p.m."))
    ['1.141', '3.1']
    """
    return frozenset(_COMPOUND.findall(shown(text))) if _JOINED.search(text) else frozenset()


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    """Return what the pattern finds, and the text without it."""
    found = [each[0] for each in pattern.finditer(text)]
    return found, pattern.sub(GONE, text) if found else text


def _mailbox(written: str) -> str:
    at = re.sub(AT, "@", written, flags=re.IGNORECASE)
    return re.sub(DOT, ".", at, flags=re.IGNORECASE).lower()


def _address(written: str) -> str:
    """Return a URL without what may differ: scheme, www, the last slash, and the language in host or path."""
    bare = re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", written.rstrip(".,;:!?)]'’…/"), flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    host = re.sub(r"^(?:de|en|es)\.", "*.", host.lower())
    return host + re.sub(r"(?<=/)(?:de|en|es)(?=/|$)", "*", slash + path)


def _line(written: str) -> str:
    """Return a telephone number in digits with its country code; one without is German."""
    digits = re.sub(r"[^0-9]", "", written.replace("(0)", "") if written.startswith(("+", "00")) else written)
    if written.startswith("+"):
        return digits
    return digits[2:] if digits.startswith("00") else f"49{digits[1:]}"


def _dates(text: str) -> tuple[list[tuple[list[str], int]], str]:
    """Return each numeric date as its numbers (day and year) and its month, and the text without them."""
    dates: list[tuple[list[str], int]] = []

    def take(found: re.Match[str]) -> str:
        day, month = found["d"], int(found["m"])
        if month > 12 >= int(day or 99):
            day, month = str(month), int(day)
        if not 1 <= month <= 12 or not 1 <= int(day or 1) <= 31:
            return found[0]
        dates.append(([number for number in (day, found["y"]) if number], month))
        return GONE

    for pattern in _DATES:
        text = pattern.sub(take, text)
    return dates, text


def _numbers(text: str) -> Iterator[Amount]:
    for found in _NUMBER.finditer(text):
        value = _value(found)
        if _AFTERNOON.match(text, found.end()) and float(value) < 12:
            hour, point, minutes = value.partition(".")
            value = f"{int(hour) + 12}{point}{minutes}"
        yield Amount(found[0], value)


def _value(found: re.Match[str]) -> str:
    """Return a number in one form: groups of exactly three digits are thousands, all else is a fraction."""
    if found["grouped"] and not (found["sep"] in ".," and found["grouped"].startswith("0")):
        return _decimal(re.sub(r"[^0-9]", "", found["grouped"]), (found["rest"] or "")[1:])
    whole, fraction = found["plain"], found["part"]
    if found["grouped"]:
        whole, fraction = found["grouped"].split(found["sep"], 1)
    return _decimal(whole, fraction or "")


def _decimal(whole: str, fraction: str) -> str:
    fraction = fraction.rstrip("0")
    return f"{whole.lstrip('0') or 0}.{fraction}" if fraction else _whole(whole)


def _whole(number: str) -> str:
    """Return a whole number without leading zeros; postal codes and the like keep theirs."""
    return number if len(number) > 3 else str(int(number))

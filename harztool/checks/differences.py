"""Which numbers of a source are missing in its translation, and which are new there; words for numbers count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, product

from harztool.checks.amounts import compounds, facts
from harztool.checks.counting import CARDINALS, COUNTED, COUNTING_STEMS, TOLD, UNITS
from harztool.checks.reading import lowered, shown

_DIGITS = re.compile("[0-9]+")
_NOON = frozenset({"p", "pm", "m"})
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"\b(?=[IVXLCDM]+\b)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLCDM])\b")
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_AFTERNOON = re.compile(r"\bp\.?\s?m\b|\btarde\b|\bnoche\b|\bafternoon\b|\bevening\b|\bnight\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b[ap]\.?\s?m\b|\bnoon\b|\bmidnight\b|\bUhr\b", re.IGNORECASE)
_TIME = re.compile(r"halb|viertel|uhr\b", re.IGNORECASE)
_SCALE = re.compile(r"\b(?:Tsd|Mio|Mrd|tausend|thousand|mil|milli\w+|millones|millón|bn)\b", re.IGNORECASE)
_LARGE = re.compile(r"zehn|zig|ßig|hundert|tausend|million|milliard|dutzend", re.IGNORECASE)
_HALVED = re.compile("anderthalb|einhalb", re.IGNORECASE)
# "zweieinhalb", "two and a half", "two hours and a half", "dos horas y media"; what counts no more than one is one.
_HALF = re.compile(
    r"anderthalb|(?<!\w)([^\W\d_]+)einhalb|(?<!\w)([^\W\d_]+)(?: ([^\W\d_]+))? (?:and a half|y medi[ao])(?!\w)",
    re.IGNORECASE,
)
_FRACTIONS = frozenset({"5", "25", "75", "3", "15", "45"})
_CARDINALS = frozenset(CARDINALS)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# No text says longer numbers in words, and Python makes none of thousands of digits.
_COUNTABLE = 15
_POWERS = frozenset({100, 1000, 1_000_000})
_SCALES = frozenset({Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000)})


def numbers(source: str, translation: str) -> tuple[list[str], list[str]]:
    """Return the numbers that are lost and those that are added, in one form for all languages.

    What is a word on one side and digits on the other is neither.

    >>> numbers("Der Brocken ist 1.141 m hoch.", "The Brocken is 1,114 m high.")
    (['1141'], ['1114'])
    >>> numbers("Von 10-18 Uhr, 3 Stunden", "De 10 a. m. a 6 p. m., tres horas")
    ([], [])
    """
    # The same digits in the same order are the same numbers, unless an hour has moved to the afternoon.
    digits = _DIGITS.findall(shown(translation))
    if digits == _DIGITS.findall(shown(source)) and (not digits or _NOON.isdisjoint(lowered(translation))):
        return _counts(source, translation)
    alike = compounds(source) & compounds(translation)
    here, there = facts(source, alike), facts(translation, alike)
    ours, theirs = (Counter(amount.value for amount in each.numbers) for each in (here, there))
    if ours == theirs:
        return [], []
    lost, more = sorted((ours - theirs).elements(), key=Decimal), sorted((theirs - ours).elements(), key=Decimal)
    for number in list(lost):
        same = next((other for other in more if _same(number, other, source, translation)), None)
        if same is not None:
            lost.remove(number)
            more.remove(same)
    # A number may be said once more than in the source, as in "from 3 May to 5 May"; a new one may not come in. A year
    # and a time may be said once less: "Mo 9-12 Uhr, Di 9-12 Uhr" is "Mon and Tue 9-12".
    once = _CLOCK.search(source) is not None
    lost = [number for number in lost if number not in theirs or not (once or _YEAR.fullmatch(number))]
    added = [number for number in dict.fromkeys(more) if number not in ours]
    lost = [number for number in lost if not _said(number, source, translation) and not _month(number, there.numeric)]
    added = [number for number in added if not _said(number, translation, source) and not _month(number, here.numeric)]
    return lost, added


def written(number: str, text: str) -> str:
    """Return how a text writes a number, in digits or in a word; an empty text where it tells it in another way.

    >>> written("1141", "Height: 1,141 m"), written("3", "Drei Stunden"), written("7", "a week")
    ('1,141', 'Drei', '')
    """
    digits = (amount.raw for amount in facts(text).numbers if amount.value == number)
    words = (word for word in _WORD.findall(shown(text)) if CARDINALS.get(word.lower()) == number)
    return next(digits, None) or next(words, "")


def _counts(source: str, translation: str) -> tuple[list[str], list[str]]:
    """Return the numbers in words that are lost and added, where neither text has them in any form.

    Only where both lists have one: "drei" may well become "some". The time of day may be told in other hours.

    >>> _counts("Drei von vier Eltern", "Two out of four parents"), _counts("Drei Eltern", "A few parents")
    ((['3'], ['2']), ([], []))
    """
    if _HALVED.search(source):
        ours, theirs = _halves(source), _halves(translation)
        return (sorted(ours), sorted(theirs)) if ours and theirs and ours.isdisjoint(theirs) else ([], [])
    if _CARDINALS.isdisjoint(lowered(source)) or _CARDINALS.isdisjoint(lowered(translation)):
        return [], []
    here, there = ({CARDINALS[word] for word in lowered(text) & _CARDINALS} for text in (source, translation))
    if here <= there or there <= here or _TIME.search(source):
        return [], []
    lost = [number for number in sorted(here - there, key=int) if not _said(number, source, translation)]
    added = [number for number in sorted(there - here, key=int) if not _said(number, translation, source)]
    return (lost, added) if lost and added else ([], [])


def _halves(text: str) -> frozenset[str]:
    """Return the numbers with a half behind that a text says in words.

    >>> sorted(_halves("anderthalb Stunden, zweieinhalb Tage")), sorted(_halves("an hour and a half"))
    (['1.5', '2.5'], ['1.5'])
    >>> sorted(_halves("unas dos horas y media")), sorted(_halves("about two and a half hours"))
    (['2.5'], ['2.5'])
    """
    found = ([CARDINALS.get(word.lower()) for word in each.groups("")] for each in _HALF.finditer(shown(text)))
    return frozenset(f"{next(filter(None, values), 1)}.5" for values in found)


def _same(lost: str, added: str, source: str, translation: str) -> bool:
    """Whether two numbers mean the same: a short year, an hour of the afternoon, a number of thousands."""
    short, long = sorted((lost, added), key=len)
    if len(long) == 4 and len(short) <= 2 and long.isdigit() and long.endswith(short.zfill(2)):
        return True
    before, after = Decimal(lost), Decimal(added)
    if 12 < before <= 24 and before - after == 12 and _AFTERNOON.search(translation):
        return True
    if {int(before), int(after)} <= {0, 12, 24} and _CLOCK.search(source + " " + translation):
        return True
    ratio = max(before, after) / (min(before, after) or 1)
    if ratio in _SCALES and _SCALE.search(source + " " + translation):
        return True
    small, large = (source, translation) if before > after else (translation, source)
    return any(ratio == each.ratio and each.less.search(small) and each.more.search(large) for each in UNITS)


def _month(number: str, months: frozenset[int]) -> bool:
    return len(number) <= 2 and number.isdigit() and int(number) in months


def _said(number: str, there: str, text: str) -> bool:
    """Whether a text may say a number of another one in words, in Roman numerals, or in another unit."""
    said = _counted(text)
    whole, _, fraction = number.partition(".")
    if len(whole) > _COUNTABLE:
        return False
    if number in TOLD and re.search(TOLD[number], text, re.IGNORECASE):
        return True
    if fraction:
        return fraction in _FRACTIONS and bool(said & {"0.5", "4", "15", "45"})
    return (
        whole in said
        or (len(whole) == 4 and whole[2:] in said and whole.endswith("0"))
        or ("*" in said and int(whole) > 12)
        or (12 < int(whole) < 24 and str(int(whole) - 12) in said and _AFTERNOON.search(text) is not None)
        or _converted(int(whole), there, text, said)
    )


def _converted(number: int, there: str, text: str, said: frozenset[str]) -> bool:
    """Whether a text says a number of another one in words and in a larger unit: 28 days as four weeks."""
    return any(
        number % unit.ratio == 0
        and str(number // unit.ratio) in said
        and unit.less.search(there)
        and unit.more.search(text)
        for unit in UNITS
    )


@lru_cache(maxsize=4096)
def _counted(text: str) -> frozenset[str]:
    """Return the values of the number words of a text; `*` stands for a large one inside a German compound."""
    plain = shown(text)
    words = [word.lower() for word in _WORD.findall(plain)]
    values = {str(_roman(found[0])) for found in _ROMAN.finditer(plain)}
    for word in words:
        values |= COUNTED.get(word, frozenset())
        values |= {value for value, stem in COUNTING_STEMS.items() if word.startswith(stem)}
        values |= {"0.5"} if "halb" in word else set()
        values |= {"*"} if _LARGE.search(word) else set()
    return frozenset(values | set(map(str, _joined([word for word in words if word != "y"]))))


def _joined(words: list[str]) -> Iterator[int]:
    """Yield the numbers of two words each.

    >>> list(_joined(["twenty", "one", "to", "five", "hundred"]))
    [21, 500]
    """
    counted = [[int(value) for value in COUNTED.get(word, ()) if value.isdigit()] for word in words]
    for before, after in pairwise(counted):
        for first, second in product(before, after):
            if first % 10 == 0 and 20 <= first < 100 and 0 < second < 10:
                yield first + second
            elif 1 < first < 100 and second in _POWERS:
                yield first * second


def _roman(written: str) -> int:
    values = [_ROMANS[letter] for letter in written]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))

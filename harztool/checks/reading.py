"""How checks look at a text: what a reader sees of it, its words, and the marks that are no text."""

from __future__ import annotations

import re
from functools import lru_cache

from harztool import msgid

# {name}, {0}, {}, {{ name }}, {% tag %}, ${name}, %(name)s, %s, %1$s, %.2f, and %1, %L1, %n of Qt and KDE; "100 % der",
# "5%d" and "a%20b" are text.
FORMAT = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$?\{(?:[\w:!][\w.:!]*)?\}|%\([\w. ]+\)[-+0-9.]*[a-z]?"
    r"|(?<![0-9%])(?<!\b[0-9]\s)(?<!\b[0-9]{2}\s)(?<!\b[0-9]{3}\s)%(?:[0-9]+\$)?[-+0I']?[0-9]*(?:\.[0-9]+)?(?:l{1,2}|h{1,2}|[jtz])?[dufgsxic]"
    r"|(?<![\w%=&])(?<!\b[0-9]\s)(?<!\b[0-9]{2}\s)(?<!\b[0-9]{3}\s)%L?(?:n(?!\w)|[1-9][0-9]?(?![\w$]))"
)
# __VAR_0__, XXPH1XX, [[0]], ⟦0⟧, @@1@@, ##1##, %%1%%, PLACEHOLDER_1, <x id="1"/>, and characters for private use.
TOKEN = re.compile(
    r"__[A-Z]+(?:_?[0-9]+)?__|__[0-9]+__|\bXX?[A-Z]{0,8}[0-9]+[A-Z]{0,8}XX?\b|\[\[[A-Z_]*[0-9]+\]\]"
    r"|⟦[^⟧]*⟧?|⟧|([@#%])\1[A-Z_]*[0-9]+\1\1|\b(?:PLACEHOLDER|PROTECTED|NOTRANSLATE|PH|VAR|TAG|TOKEN)_?[0-9]+\b"
    r"|</?(?:x|ph|g|mrk|bpt|ept)\s+id=[^<>]*>|[\ue000-\uf8ff]"
)
AT = r"(?:@|\s?[(\[]\s?(?:at|ät|arroba)\s?[)\]]\s?)"
DOT = r"(?:\.|\s?[(\[]\s?(?:dot|punkt|punto)\s?[)\]]\s?)"
# Addresses as people write them: name@domain.de and name(at)domain.de, with a scheme, www, or a common domain.
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]+{AT}\w[\w-]*(?:{DOT}[\w-]+)+", re.IGNORECASE)
_REST = r"[^\s<>\"“”„«»]"
URL = re.compile(
    rf"(?:(?<![\w/])[a-z]+://{_REST}*?\.{_REST}+|\bwww\.{_REST}+"
    rf"|(?<![\w.-])(?:\w[\w-]*\.)+(?:de|com|org|net|eu|info|ch|fr|nl|pl|edu|gov|jobs|museum|online|shop|app|example)\b(?:/{_REST}*)?"
    # What has a path is an address, whatever its end.
    rf"|(?<![\w.-])(?:\w[\w-]*\.)+[a-z]{{2,}}/{_REST}+)",
    re.IGNORECASE,
)
# How the names of many houses and streets begin: "Zur alten Mühle", "Hinter dem Rathaus 4".
AT_THE = "(?:Zum|Zur|Am|Im|Beim|(?:An|Auf|Bei|Hinter|In|Neben|Über|Unter|Vor|Zwischen) de[mnr])"
ADDRESS = re.compile(rf"\b{AT_THE} [\w-]+(?: [\w-]+)? [0-9]{{1,3}}\s?[a-z]?\b")
# So many texts are remembered: the overview of a large catalog and its checks ask for the same ones.
CACHED = 1 << 15
_TAG = re.compile(r"<[a-z/][^<>]*>", re.IGNORECASE)
# What stands where something was taken out of a text.
GONE_MARK = "\ufffc"
GONE = f" {GONE_MARK} "
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=CACHED)
def shown(text: str) -> str:
    r"""Return what a reader sees of a msgid or msgstr; a line end is one, however it is written.

    >>> shown("Siehe <a>Karte</a><br/>und 1 &lt; 2")
    'Siehe Karte\nund 1 < 2'
    """
    return msgid.plain(text) if "<" in text or "&" in text else text


@lru_cache(maxsize=CACHED)
def words(text: str) -> tuple[str, ...]:
    """Return the words that a reader sees, as they are written; numbers and marks are none.

    >>> words("Das <b>Harzer-Roller</b>-Fest um 10 Uhr")
    ('Das', 'Harzer-Roller-Fest', 'um', 'Uhr')
    """
    return tuple(_WORD.findall(shown(text)))


@lru_cache(maxsize=CACHED)
def lowered(text: str) -> frozenset[str]:
    """Return the words that a reader sees, in lower case, each once.

    >>> sorted(lowered("Die <b>Burg</b> und die Stadt"))
    ['burg', 'die', 'stadt', 'und']
    """
    return frozenset(map(str.lower, words(text)))


@lru_cache(maxsize=CACHED)
def lettered(text: str) -> frozenset[str]:
    """Return the words that a reader sees, each once, as they are written, and parted at hyphens and apostrophes.

    >>> sorted(lettered("Das Harzer-Roller-Fest"))
    ['Das', 'Fest', 'Harzer', 'Roller']
    """
    joined = "-" in text or "'" in text or "’" in text
    return frozenset(_LETTERS.findall(shown(text)) if joined else words(text))


@lru_cache(maxsize=CACHED)
def bare(text: str) -> str:
    """Return what a reader sees without format fields, protection tokens and tags.

    >>> bare("Ab {preis} im Harz").split()
    ['Ab', '\ufffc', 'im', 'Harz']
    """
    rest = shown(text)
    if may_hold_tokens(rest):
        rest = TOKEN.sub(GONE, rest)
    if "{" in rest or "%" in rest:
        rest = FORMAT.sub(GONE, rest)
    return _TAG.sub(GONE, rest) if "<" in rest else rest


@lru_cache(maxsize=CACHED)
def prose(text: str) -> str:
    """Return the bare text without addresses.

    >>> prose("Mehr auf https://harz.example/?id=1 oder info@harz.example").split()
    ['Mehr', 'auf', '\ufffc', 'oder', '\ufffc']
    """
    return without(URL, without(EMAIL, bare(text)))


# A cheap look before a thorough one: most texts have no address, no token, and the patterns try every word. Each of
# these begins with a set of characters, to which the search leaps.
_MAY_BE_EMAIL = re.compile(r"[@(\[](?:(?<=@)|\s?(?:at|ät|arroba))", re.IGNORECASE)
_MAY_BE_URL = re.compile(r"[:.](?:(?<=:)//|(?<=\w\.)[^\W\d_])")
_MAY_BE_TOKEN = re.compile(
    r"[A-Z_@#%\[<⟦⟧\ue000-\uf8ff](?:(?<=[A-Z])_?[0-9]|(?<=[<⟦⟧\ue000-\uf8ff])|(?<=_)_|(?<=\[)\[|(?<=([@#%]))\1)"
)


def may_hold_tokens(text: str) -> bool:
    """Whether it is worth while to look for protection tokens.

    >>> may_hold_tokens("Back to __VAR_0__"), may_hold_tokens("Back to the UK")
    (True, False)
    """
    return bool(_MAY_BE_TOKEN.search(text))


def may_hold(pattern: re.Pattern[str], text: str) -> bool:
    """Whether it is worth while to look for addresses.

    >>> may_hold(URL, "Am 3. Mai"), may_hold(URL, "www.harz.example")
    (False, True)
    """
    if pattern is EMAIL:
        return ("@" in text or "(" in text or "[" in text) and bool(_MAY_BE_EMAIL.search(text))
    return "." in text and bool(_MAY_BE_URL.search(text))


def without(pattern: re.Pattern[str], text: str) -> str:
    """Return a text without its addresses of one kind.

    >>> without(EMAIL, "an info@harz.example").split()
    ['an', '\ufffc']
    """
    return pattern.sub(GONE, text) if may_hold(pattern, text) else text

"""Checks of all that stands for something else: placeholders, tags, format fields, entities, protection tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from itertools import count

from harztool import msgid
from harztool.checks.rack import Context, Fault, error
from harztool.checks.reading import FORMAT, TOKEN, may_hold_tokens, shown
from harztool.model import Message

# Elements of HTML; what else stands in angle brackets, such as <Ihr Name>, is text.
_ELEMENTS = (
    "a|abbr|audio|b|bdi|bdo|big|blockquote|br|button|caption|center|cite|code|dd|del|dfn|div|dl|dt|em|embed|fieldset|"
    "figure|font|form|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|mark|meta|noscript|object|ol|option|p|pre|q|s|"
    "samp|script|select|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|template|textarea|tfoot|th|"
    "thead|title|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_ELEMENTS})(?:\s*/?>|\s[^<>]*=[^<>]*>)|<!--|<[?!][a-z]", re.IGNORECASE)
# Attributes that are read by people, and differ from language to language.
_WORDS = re.compile(r"""(\b(?:title|alt|placeholder|aria-label|lang)=)("[^"]*"|'[^']*')""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s[^\s=<>]+=(?:"[^"]*"|'[^']*'|[^\s"'<>]+)""")
_ENTITY = re.compile(r"&(?:#[0-9]+;|#[xX][0-9a-fA-F]+;|(?P<name>[a-zA-Z]+[0-9]*;))")
# How a field of printf looks (its width, its precision, the digits of the language), not what it stands for.
_LOOK = re.compile(r"^(%(?:[0-9]+\$)?)[-+0I']*[0-9]*(?:\.[0-9]+)?(?=[a-z]+$)")
# A pattern of strftime; each language has its own.
_DATE = re.compile(r"%[-_EO]?[aAbBeHIlmMpPRTyYZ](?![\w%])")
# One of printf that counts by its place; those of Qt, such as %1, name theirs.
_PLAIN_FIELD = re.compile(r"^%(?!L?(?:n|[0-9]+)$)(?=[^(%$]*$)")


@error()
def placeholders_fit(message: Message, _: Context) -> Iterator[str]:
    """Each placeholder of the source occurs once, in the same one as there, and what must stay stays.

    Bad:  Siehe <a>Karte</a> -> See map
    Bad:  Siehe <a>Karte</a> -> See <a>map
    Bad:  Siehe Karte -> See <b>map</b>
    Bad (es): Der <b>höchste</b> <i>Berg</i> -> La <i>montaña más <b>alta</i></b>
    Bad:  Die <keep>HarzCard</keep> gilt -> The <keep>Harz card</keep> is valid
    Good: <a>Goslar</a> und <a2>Thale</a2> -> <a2>Thale</a2> and <a>Goslar</a>
    Good: <a href="/x">Karte</a> -> <a href="/x">Map</a>
    Good (es): Schreibt nach <datei> -> Escribe en <archivo>
    """
    if "<" not in message.source and "<" not in message.translation:
        return
    if msgid.parents(message.source) is not None:
        yield from msgid.faults(message.source, message.translation)
        return
    # Other tools' catalogs have tags of their own, and <name> for what a reader puts in: count what surely is markup.
    here, there = Counter(_marks(message.source)), Counter(_marks(message.translation))
    for mark in here - there:
        yield f"{mark} is missing"
    for mark in there - here:
        yield f"{mark} is not in the source"


def _marks(text: str) -> list[str]:
    return [mark for mark in msgid.split(text)[1::2] if "/" in mark]


@error()
def tags_kept(message: Message, _: Context) -> Iterator[str]:
    """There is no tag and no attribute that the source has not; only titles and the like are translated.

    Bad:  Siehe <a href="/karte">Karte</a> -> See <a href="/map">map</a>
    Bad:  Siehe <a>Karte</a> -> See <a href="/karte">map</a>
    Bad:  Karte -> Map<script src="//x.example"></script>
    Good: <img alt="Karte"> oben -> <img alt="Map"> above
    Good: &lt;Ihr Name> -> &lt;your name>
    Good: <i class="x" id="y">Berg</i> -> <i id="y" class="x">Mountain</i>
    """
    there = _tags(message.translation)
    for tag in Counter(there) - Counter(_tags(message.source)) if there else ():
        yield f"{tag} is not in the source"


def _tags(text: str) -> list[str]:
    found = _TAG.finditer(shown(text)) if "<" in shown(text) else iter(())
    return [_ordered(_WORDS.sub(r'\1"…"', each[0])) for each in found]


def _ordered(tag: str) -> str:
    """Return a tag with its attributes in order, as theirs means nothing."""
    attributes = sorted(_ATTRIBUTE.findall(tag))
    return tag if len(attributes) < 2 else f"{tag.split(maxsplit=1)[0]}{''.join(attributes)}>"


@error()
def formats_kept(message: Message, _: Context) -> Iterator[str]:
    """What a program fills in later is the same: {name}, {{ name }}, %(name)s, %s, ${name}, %1.

    Bad:  Zimmer ab {preis} pro Nacht -> Rooms from {price} per night
    Bad:  Hallo {{ name }} -> Hello
    Bad:  %(count)d Seiten -> %(count) pages
    Bad:  %s von %d -> %d of %s
    Bad:  Seite %1 von %L2 -> Page %1 of %L3
    Bad:  %n Dateien -> Files
    Good: %s von %d -> %2$d: %1$s
    Good: %(n)s von {{ summe }} -> {{summe}}: %(n)s
    Good: %1 von %2 -> %2: %1
    Good: Rabatt 10 %, https://x.example/a%20b -> 10% discount, https://x.example/a%20b
    Good: 100 % der Gäste -> 100% of guests
    Good: %.250s fehlt, %d. %B %Y -> %s is missing, %e %B %Y
    Good: {...} -> {…}
    """
    ours, theirs = _formats(message.source), _formats(message.translation)
    if ours == theirs or _DATE.search(message.source):
        return
    here, there = Counter(ours), Counter(theirs)
    # A first form may say "the last minute" for "%d minute", or have the field that only the plural has.
    first = message.plural is not None and message.source != message.plural
    for name in () if first else here - there:
        yield f"{_written(name, message.source)} is missing"
    for name in there - here - (Counter(_formats(message.plural or "")) if first else Counter()):
        yield f"{_written(name, message.translation)} is not in the source"


def _written(field: str, text: str) -> str:
    return field if field in shown(text) else re.sub(r"^%[0-9]+\$", "%", field)


def _formats(text: str) -> list[str]:
    """Return the fields of a text; those of printf are numbered, so that %s and %d may change places as %2$d, %1$s."""
    if "{" not in text and "%" not in text:
        return []
    numbers = count(1)
    fields = [_LOOK.sub(r"\1", re.sub(r"\s", "", found[0])) for found in FORMAT.finditer(shown(text))]
    return [_PLAIN_FIELD.sub(lambda _: f"%{next(numbers)}$", field) for field in fields]


@error()
def protection_tokens(message: Message, _: Context) -> Iterator[Fault]:
    """Nothing is left of the marks that tools put in for texts which must not be translated.

    Bad:  Zurück zur Startseite -> Back to __VAR_0__
    Bad:  Zurück zur Startseite -> Back to XXPH1XX
    Bad:  Zurück zur Startseite -> Back to [[0]]
    Bad:  Zurück zur Startseite -> Back to <x id="1"/>
    Good: Datei __init__ öffnen -> Open the file __init__
    """
    there = _tokens(message.translation)
    for token in Counter(there) - Counter(_tokens(message.source)) if there else ():
        yield Fault(f"{token} is a leftover of a tool", token)


def _tokens(text: str) -> list[str]:
    seen = shown(text)
    return [found[0] for found in TOKEN.finditer(seen)] if may_hold_tokens(seen) else []


@error()
def entities(message: Message, _: Context) -> Iterator[str]:
    """Characters are written as themselves; an entity would be shown letter by letter.

    Bad:  Über uns -> About&nbsp;us
    Bad (es): Anreise -> C&oacute;mo llegar
    Good: Essen & Trinken -> Food & drink
    Good: So schreibt man &amp;lt; -> How to write &amp;lt;
    """
    for entity in sorted({*_entities(message.translation)} - {*_entities(message.source)}):
        yield f"{entity} would be shown as it is written"


def _entities(text: str) -> list[str]:
    found = _ENTITY.finditer(shown(text)) if "&" in text else iter(())
    return [each[0] for each in found if each["name"] is None or each["name"] in html5]

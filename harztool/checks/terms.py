"""Checks against the glossary: what it asks for, and what it forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from harztool import glossary
from harztool.checks import gazetteer
from harztool.checks.rack import Context, Fault, warning
from harztool.checks.reading import ADDRESS, shown
from harztool.model import Message, Term

# In the note of a term: never “county”, nicht „county“, kein „Magdeburgo“; a single word may do without marks.
_FORBIDDEN = re.compile(
    r"\b(?:never|not|nie|niemals|nicht|keine?n?)\s+"
    r"(?P<words>(?:[„“\"«‚‘'][^„“”\"«»‚‘’']+[“”\"»‘’'],?(?: (?:or|oder|und|and)\b)? ?)+|[^\W\d_]{3,}(?=\s*(?:$|"
    r"[;,.)])))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[„“\"«‚‘']([^„“”\"«»‚‘’']+)[“”\"»‘’']")
# An address, and what belongs to an abbreviation: "Am Rathaus 4", "AOK Sachsen-Anhalt".
_NAMED = re.compile(rf"{ADDRESS.pattern}|\b[A-ZÄÖÜ]{{2,}}(?:[ -][A-ZÄÖÜ][\w-]+)+")
# What machines make of the words of German administration; never right, unless the glossary asks for it.
_NEVER: Mapping[str, tuple[str, ...]] = {
    "Landkreis": ("country district", "land circle", "rural county", "circuito rural", "círculo rural"),
    "Kreis": ("land circle",),
    "Landrat": ("land council", "country council", "consejo rural"),
    "Kreistag": ("circle day", "district day", "día del distrito"),
    "Kreisstadt": ("circle town", "circle city", "ciudad del círculo"),
    "Rathaus": ("council house", "advice house", "rat house", "casa del consejo"),
    "Bürgerbüro": ("burger office",),
    "Impressum": ("imprint", "impressum", "impresión", "impresum"),
    "Kindergeld": ("child money", "children's money", "dinero infantil"),
    "Harz": ("resin", "resina"),
}


@warning()
def glossary_used(message: Message, context: Context) -> Iterator[Fault]:
    """A term of the glossary is translated as the glossary says, inflected or not, and not as it forbids.

    Term: Landkreis -> district
    Term: Harz -> Harz
    Term: Gymnasium -> grammar school (never “gymnasium” or “gym”)
    Bad:  Landkreis Goslar -> County of Goslar
    Bad:  Landkreis Goslar -> Country district of Goslar
    Bad:  Urlaub im Harz -> Holidays in Resin
    Bad:  Ein Gymnasium -> A gymnasium (grammar school)
    Good: Landkreise im Harz -> Districts in the Harz
    Good: Turnhalle -> Gymnasium
    """
    if not context.terms:
        return
    missed = glossary.missed(message.source, message.translation, context.terms, context.column)
    if missed:
        missed = glossary.missed(_unnamed(message), message.translation, context.terms, context.column)
    names = [name.name for name in gazetteer.found(message.source) if " " in name.name] if missed else []
    for term in missed:
        if any(term.source in name and name in message.translation for name in names):
            continue
        wanted = context.wanted(term)
        said = f"{term.source} stays as it is" if wanted == term.source else f"{term.source} must be {wanted}"
        yield Fault(said, term.source)
    for term in [term for term in glossary.found(message.source, context.terms) if term not in missed]:
        for words in _forbidden(term.source, term.note):
            found = _standing(words, message.translation, context.wanted(term))
            if found:
                yield Fault(f"{term.source} must not be {words}", found)


def _unnamed(message: Message) -> str:
    """Return the source without the addresses and the names of bodies that the translation has, too."""
    return _NAMED.sub(lambda found: " " if found[0] in message.translation else found[0], message.source)


@lru_cache(maxsize=4096)
def _forbidden(source: str, note: str) -> tuple[str, ...]:
    found = [each["words"] for each in _FORBIDDEN.finditer(note)]
    quoted = [words for each in found for words in (_QUOTED.findall(each) or [each])]
    return tuple(dict.fromkeys((*quoted, *_NEVER.get(source, ()))))


def _standing(words: str, translation: str, wanted: str) -> str:
    """Return the forbidden words as the translation has them, or "" where it has not, or the glossary asks for them."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?:s|es)?(?!\w)", re.IGNORECASE)
    found = None if pattern.search(wanted) else pattern.search(shown(translation))
    return found[0] if found else ""


def forbidden(term: Term) -> tuple[str, ...]:
    """Return what a term must not become, as its note says, and as nobody would want it.

    >>> forbidden(Term("Magdeburg", {}, "Name, bleibt; kein „Magdeburgo“"))
    ('Magdeburgo',)
    """
    return _forbidden(term.source, term.note)

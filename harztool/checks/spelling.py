"""English as it is spelled on either side of the Atlantic: which words of a text are British, which American."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from harztool.checks.reading import CACHED, lowered, shown

BRITISH = "British"
AMERICAN = "American"

# Stems and words; what ends with _ is written so on both sides, or is a word of its own there, and tells nothing.
_PAIRS = (
    "colour:color favour:favor flavour:flavor harbour:harbor honour:honor humour:humor labour:labor neighbour:neighbor "
    "behaviour:behavior rumour:rumor vapour:vapor savour:savor parlour:parlor armour:armor endeavour:endeavor "
    "analyse:analyze catalyse:catalyze paralyse:paralyze traveller:traveler travelling:traveling travelled:traveled "
    "cancelled:canceled cancelling:canceling modelling:modeling labelled:labeled fuelled:fueled jewellery:jewelry "
    "counsellor:counselor marvellous:marvelous woollen:woolen mould:mold moulds:molds plough:plow ploughed:plowed "
    "defence:defense offence:offense pretence:pretense sceptical:skeptical grey:gray greys:grays tyre:tire_ "
    "tyres:tires_ "
    "cosy:cozy pyjamas:pajamas aluminium:aluminum storey:story_ enrolment:enrollment fulfilment:fulfillment "
    "skilful:skillful instalment:installment catalogue:catalog catalogues:catalogs dialogue:dialog_ "
    "programme:program_ programmes:programs_ moustache:mustache speciality:specialty specialities:specialties "
    "archaeology:archeology archaeological:archeological paediatric:pediatric paediatrician:pediatrician "
    "gynaecology:gynecology orthopaedic:orthopedic encyclopaedia:encyclopedia_ anaesthetic:anesthetic "
    "organise:organize_ organised:organized_ organiser:organizer_ organising:organizing_ organisation:organization_ "
    "recognise:recognize_ recognised:recognized_ recognising:recognizing_"
).split()
_CENTRES = "centre:center theatre:theater metre:meter_ kilometre:kilometer litre:liter fibre:fiber sombre:somber"
_ENDINGS = "- s ed ing ful fully less able ite ites hood hoods ly al r rs d".replace("-", "").split(" ")


def _table() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for british, american in (pair.split(":") for pair in (*_PAIRS, *_CENTRES.split())):
        for ending in _ENDINGS:
            found[british + ending] = BRITISH
            if not american.endswith("_"):
                found[american + ending] = AMERICAN
    return found


_TABLE = _table()
_SPELLED = frozenset(_TABLE)
_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)


@lru_cache(maxsize=CACHED)
def varieties(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a text that only one side spells so, with the side.

    >>> varieties("The color of the town centre")
    (('color', 'American'), ('centre', 'British'))
    """
    if _SPELLED.isdisjoint(lowered(text)):
        return ()
    found = ((word, _TABLE.get(word.lower(), "")) for word in _WORD.findall(shown(text)))
    return tuple(pair for pair in found if pair[1])

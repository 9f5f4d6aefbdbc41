"""Checks of meaning, as far as words betray it: a negation is not lost on the way, and none comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from harztool.checks.rack import Context, Fault, warning
from harztool.checks.reading import lowered, shown
from harztool.model import Message

# Words that negate and nothing else ...
_STRONG = {
    "de": r"nicht|nichts|kein|keine[mnrs]?|nie|niemals|niemand(?:em|en)?|nirgends|nirgendwo|weder|keinerlei|"
    r"keinesfalls|keineswegs|un(?:geeignet|gültig|zulässig|möglich|vollständig|zugänglich)(?:e[mnrs]?)?",
    "en": r"not|cannot|never|none|nobody|nothing|nowhere|neither|no|\w+n['’]t",
    "es": r"no|nunca|jamás|nadie|nada|ningún|ninguna|ningunos?|ningunas|tampoco",
}
# ... and what else may carry a negation over, by word or by the beginning or end of one.
_WEAK = {
    "de": r"un\w{4,}|\w+los(?:e[mnrs]?)?|\w*frei\w*|miss\w+|ohne|\w*verb[io]\w+|untersag\w+|nur|erst|spätestens|"
    r"höchstens|"
    r"außer|kaum|statt|anstatt|anstelle|fehl\w+|\w*schlossen\w*|\w*sperr\w*|entf\w+|ausfall\w*|fällt|leider|"
    r"verzicht\w+|"
    r"vermeid\w+|lediglich|nein|egal|selten|wenig\w*|anders|sondern|aus|absag\w*|abgesagt|draußen|ruhe|fern|fern\w+|weg|weg\w+|meid\w+|allein\w*|nichts\w+|nicht\w+|"
    r"\w*leer\w*|"
    r"warn\w*|vorsicht|bis|schützen|gratis|gleich\w*|verwehr\w*|rest(?:müll|abf[aä]ll)\w*|ab(?:ge)?lehn\w*|lehn\w*|noch|mehr|immer|doch|alle",
    "en": r"without|unless|except\w*|exclu\w+|un(?!der|til|it|i[oqv]|esco)\w{4,}|non-?\w*|\w+less|\w*-?free|forb\w+|"
    r"prohibit\w*|"
    r"bann?(?:ed)?|fail\w*|lack\w*|refus\w*|avoid\w*|instead|rather|hardly|barely|rarely|scarcely|closed|nor|apart|"
    r"little|"
    r"few|less|different\w*|stop\w*|missing|otherwise|longer|yet|only|until|refrain\w*|exempt\w*|"
    r"keep (?:off|out|away|clear)|cancel\w*|den[iy]\w*|"
    r"reject\w*|declin\w*|waiv\w*|regardless|absen\w+|least|anything|empty|struggl\w*|difficult\w*|hard|tight|short|too|"
    r"i[mnr]\w{3,}[ai]bl[ey]|in(?:valid|access|correct|complete|suffic|depend|visib|approp|activ|flexib|conven|tolera|signif|defin|direct|"
    r"formal|effect|"
    r"elig|capab|applic|frequ|secur|numer|abil)\w*|im(?:poss|prop|perf)\w+|illegal\w*|irre\w+|"
    r"dis(?:allow|agree|continu|appear|like|advant|connect|regard|miss|claim|qualif|satisf|abled)\w*",
    "es": r"sin|ni|salvo|excepto|prohib\w+|prohíb\w+|evit\w+|falt\w+|fall\w+|carec\w+|apenas|cerrad\w+|cierr\w+|"
    r"solo|sólo|"
    r"únicamente|hasta|menos|poco|rar[oa]\w*|ausen\w+|anulad\w+|cancelad\w+|fuera|exclu\w+|rechaz\w+|renunci\w+|neg\w+|"
    r"nieg\w+|deneg\w+|en vez|en lugar|libre|exent\w+|irregular\w*|ilegal\w*|aparte|difícil\w*|dej\w+|imposib\w+|"
    r"i[mnr]\w{3,}[ai]bles?|inadecuad\w+|inadmi\w+|in(?:válid|acces|correct|complet|sufic|depend|visib|apropi|activ|neces|defin|direct|formal|capa|aplic|frecu|"
    r"segur|numer)\w*|"
    r"im(?:product|perfect|presc)\w*|des(?:conoc|habilit|activ|aparec|conect|ocup|cart|aconsej|autoriz)\w*",
}
_NEGATED = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in _STRONG.items()}
_CARRIED = {
    name: re.compile(rf"(?<!\w)(?:{words}|{_WEAK[name]})(?!\w)", re.IGNORECASE) for name, words in _STRONG.items()
}
# What they say, as plain words: a cheap look before a thorough one.
_WORDS = {
    "de": frozenset(
        "nicht nichts kein keine keinem keinen keiner keines nie niemals niemand niemandem niemanden nirgends "
        "nirgendwo weder keinerlei keinesfalls keineswegs".split()
    )
    | {
        f"un{word}{ending}"
        for word in "geeignet gültig zulässig möglich vollständig zugänglich".split()
        for ending in ("", "e", "em", "en", "er", "es")
    },
    "en": frozenset("not cannot never none nobody nothing nowhere neither no".split()),
    "es": frozenset("no nunca jamás nadie nada ningún ninguna ninguno ningunas ningunos tampoco".split()),
}
# Negations that deny nothing, and become something else: "nicht nur, sondern auch" is "both".
_IDLE = {
    "de": r"nicht nur|nicht zuletzt|nicht selten|nicht weit|nicht umsonst|nicht wenige\w*|nichts wie|nicht wahr|"
    r"nicht (?:zu )?vergessen|vergessen sie nicht|nicht zu spät|keine lust auf|"
    r"(?:\bohne|\bnur)\b.{0,40}\b(?:nicht|kein\w*)|(?:nicht|kein\w*|nie\w*)\b.{0,40}\bohne|"
    r"nicht weniger|nicht mehr weit|noch nie\b.{0,40}\bso|warum nicht|wieso nicht|nicht allein|vor lauter|"
    r"keine frage|nicht ohne|"
    r"kein wunder|nicht un\w+|nicht lange|nichts anderes|kein einziges mal|nicht zu übersehen|nichts geht über|"
    r"nicht irgendein\w*|"
    r"(?:mangelt|fehlt)\b.{0,30}\ban nichts|an nichts (?:fehlen|mangeln)|nicht zu (?:kurz|verachten)|"
    r"nicht entgehen|nicht verpassen|nicht (?:schlecht|übel|schwer|teuer|schaden|von ungefähr)|"
    r"nicht (?:zögern|scheuen)|(?:zögern|scheuen) sie(?: sich)? nicht|"
    r"keine (?:scheu|sorge|angst|bange|hemmungen|wünsche)|"
    r"nicht verzagen|gar nicht so|nicht mehr als|ob oder ob nicht|oder nicht|kein geringerer|nicht missen|nicht nach",
    "en": r"not only|not least|no\. ?[0-9]+|no [0-9]+|not just|no longer|no later than|no matter|not far|"
    r"whether or not|no more than",
    "es": r"no solo|no sólo|no obstante|no lejos|n\.º|nada más",
}
_IDLES = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in _IDLE.items()}
# In a longer text a negation may come in with an idiom.
_SHORT = 60
_DENIED = {
    "en": re.compile(r"(?<!\w)(?:not|cannot|never|\w+n['’]t)(?!\w)", re.IGNORECASE),
    "es": re.compile(r"(?<!\w)(?:no|nunca|jamás)(?!\w)(?= \w)", re.IGNORECASE),
}


@warning()
def negation(message: Message, context: Context) -> Iterator[Fault]:
    """What the source denies, the translation denies, in some way; and a short text denies nothing of its own.

    Bad:  Hunde sind nicht erlaubt. -> Dogs are allowed.
    Bad (es): Es gibt keine Parkplätze. -> Hay aparcamientos.
    Bad:  Hunde sind erlaubt. -> Dogs are not allowed.
    Bad (es from en): Do not switch off your computer. -> Apague su ordenador.
    Good: Das Museum ist montags nicht geöffnet. -> The museum is closed on Mondays.
    Good (es): Eine Anmeldung ist nicht nötig. -> Sin inscripción previa.
    Good: Nicht nur Kinder, auch Eltern sind willkommen. -> Children and parents alike are welcome.
    Good: Betreten verboten -> Do not enter
    Good: Erst ab 12 Jahren -> Not for children under 12
    Bad (es): Der Weg ist ungeeignet für Räder. -> El camino es apto para bicicletas.
    Good (es): Der Weg ist nicht begehbar. -> El camino es intransitable.
    Good: Die Straße ist nicht passierbar. -> The road is impassable.
    Good (es): Restmüll -> Residuos no reciclables
    """
    ours, theirs = context.source, context.tongue
    if ours not in _NEGATED or theirs not in _NEGATED or ours == theirs:
        return
    source, translation = shown(message.source), shown(message.translation)
    said = _found(_NEGATED, ours, message.source)
    if said and not _CARRIED[theirs].search(translation):
        yield Fault(f"{said[0]} may be lost: nothing in the translation denies", said[0])
    denied = _found(_DENIED, theirs, message.translation) if ours == "de" and len(source) <= _SHORT else None
    if denied and not _CARRIED[ours].search(source) and not source.rstrip().endswith("?"):
        yield Fault(f"{denied[0]} has come in: nothing in the source denies", denied[0])


def _found(patterns: Mapping[str, re.Pattern[str]], language: str, text: str) -> re.Match[str] | None:
    """Return a negation of a text that denies something."""
    if _WORDS[language].isdisjoint(lowered(text)) and "n't" not in text and "n’t" not in text:
        return None
    seen, pattern = shown(text), patterns[language]
    return pattern.search(seen) and pattern.search(_IDLES[language].sub(" ", seen))

"""Checks of style: the register, one spelling of English, punctuation and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harztool.checks import spelling
from harztool.checks.rack import Context, Fault, warning
from harztool.checks.reading import prose, shown
from harztool.model import Message

# A German text that says du or ihr; "Ihr" with a capital is a formal word.
_FAMILIAR = re.compile(
    r"(?<!\w)(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[mnrs]?)?|[Ee]uch|[Ee]uer|[Ee]ur(?:e[mnrs]?)?|"
    r"ihr|Ihr(?= (?:seid|habt|könnt|wollt|müsst|dürft|sollt|möchtet|werdet|wart|findet|sucht|kommt)\b))(?!\w)"
)
_FORMAL = re.compile(r"(?<!\w)(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)(?!\w)")
_TU = re.compile(
    r"(?<!\w)(?:tú|tus?|ti|contigo|tuy[oa]s?|te|vosotr[oa]s|vuestr[oa]s?|os|eres|tienes|puedes|quieres|necesitas|"
    r"encuentras|"
    r"encontrarás|podrás|tendrás|debes|deberás|sabes|haces|vienes|vives|trabajas|buscas|estás|serás|recibirás|"
    r"deseas|llegas|"
    r"conoces|prefieres|hablas|has|vas|sois|tenéis|podéis|queréis|estáis|\w{2,}[áé]is)(?!\w)|"
    # Commands with a pronoun behind: regístrate, inscríbete, visítanos, escríbenos.
    r"(?<!\w)(?!int[ée]rprete)\w*[áéíóú]\w{1,4}[ae]te(?!\w)|"
    r"(?<!\w)(?:cont[áa]ct|ll[áa]m|vis[íi]t|acomp[áa]ñ|cu[ée]nt|d[ée]j|env[íi]|m[áa]nd|ay[úu]d)anos(?!\w)|"
    r"(?<!\w)(?:escr[íi]b|s[íi]gu|con[óo]c|l[ée])enos(?!\w)|(?<!\w)(?:haz|ponte|vente|hazte)(?!\w)",
    re.IGNORECASE,
)
# Commands to a friend that are also a noun or a third person: told where the source asks with "Sie".
_COMMAND = re.compile(
    r"(?:^|(?<=[.!?¡:] )|(?<=¡))(?:descubre|visita|llama|escribe|lee|ven|conoce|disfruta|reserva|encuentra|busca|"
    r"consulta|mira|"
    r"envía|rellena|elige|selecciona|introduce|comparte|contacta|utiliza|usa|pide|trae|lleva|pon|sal|ten|sigue|"
    r"cuida|respeta|"
    r"participa|prueba|explora|vive|evita|recuerda|piensa|comprueba|abre|cierra|haz|acude|solicita|aprovecha|"
    r"infórmate)(?!\w)",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b\w+(?:en|n) Sie\b")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_])[ \u00a0]+(?:[,;!?]|[.:](?=\s|$))(?![.)(])")
_TWICE = re.compile(r"(?<![.,;:?!])(?:,,|;;|::|\.\.)(?![.,;:?!\w/*=])")
# One of these stands in whatever _BEFORE_MARK and _TWICE find.
_LOOSE = re.compile(r"[,;!?.:](?<=[ \u00a0].)")
_MARKS = re.compile(r"([,;:.])\1")
_CLOSERS = "\"'”“’‘»«›‹)]} \u00a0\n"
_ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d_]|str|nr|no|tel|etc|usw|ca|inc|ltd|co|st|mr|mrs|dr|prof|bzw|approx|av|sr|sra|núm|pág|tlf|"
    r"lun|mié|jue|vie|sáb|dom|ene|abr|ago|dic|"
    r"mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|oct|nov|dez|dec|"
    r"inkl|incl|max|min|mind|[ivx]+|jhd?|ff|pers|hbf|abt|abs|art|bd|hrsg|geb|ges|einschl|zzgl|exkl|bzgl|ehem|kath|ev|std|stdn|vgl|evtl|ggf|gem|e\.\s?v|v\.\s?chr|p\.\s?m|a\.\s?m)|[0-9])\.$",
    re.IGNORECASE,
)
_ENDS = {"…": "…", ".": ".", "?": "?", "!": "!", ":": ":", "。": "."}
# A full stop between two sentences.
_STOP = re.compile(r"[^\W\d_]{2}[.?!] +[¿¡]?[A-ZÄÖÜÁÉÍÓÚ]")
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w+")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
_LIST = re.compile(r"(?<![^\s„“\"])\w{1,3}\)")


@warning()
def register(message: Message, context: Context) -> Iterator[Fault]:
    """Readers are spoken to as in the source: Sie is usted, never tú or vosotros.

    Bad (es): Haben Sie Fragen? -> ¿Tienes preguntas?
    Bad (es): Besuchen Sie uns! -> ¡Visítanos!
    Bad (es): Entdecken Sie den Harz. -> Descubre el Harz.
    Bad (es): Jetzt anmelden -> Regístrate ahora
    Good (es): Haben Sie Fragen? -> ¿Tiene preguntas?
    Good (es): Hast du Fragen? -> ¿Tienes preguntas?
    Good (es): Ihr seid 16? Dann los! -> ¿Tenéis 16 años? ¡Adelante!
    Good (es): Besuchen Sie uns! -> ¡Visítenos!
    """
    if context.tongue != "es" or context.source != "de":
        return
    source, text = shown(message.source), prose(message.translation)
    if _FAMILIAR.search(source) and not _FORMAL.search(_FAMILIAR.sub("", source)):
        return
    found = _TU.search(text) or (_COMMAND.search(text) if _ASKING.search(source) else None)
    if found and found[0].lower() not in source.lower().split():
        yield Fault(f"{found[0]} speaks to a friend; the reader is usted", found[0])


@warning()
def mixed_spelling(message: Message, context: Context) -> Iterator[Fault]:
    """English is spelled in one way throughout: British or American, as the file or most of it is.

    Also: Farben -> colours
    Also: Nachbarn -> neighbours
    Bad:  Die Farben im Zentrum -> The colors in the town centre
    Bad:  Mitte -> Town center
    Bad (en_GB): Farbe -> Color
    Good: Die Farben im Zentrum -> The colours in the town centre
    Good: Das Shopping Center -> The shopping centre
    """
    spelled = spelling.varieties(message.translation) if context.tongue == "en" else ()
    found = {word: variety for word, variety in spelled if word not in message.source}
    if not found:
        return
    own = _variety(context, list(found.values()))
    if own:
        for word, variety in found.items():
            if variety != own:
                yield Fault(f"{word} is {variety}; the file is {own}", word)
    elif len(set(found.values())) > 1:
        yield Fault(f"British and American are mixed: {', '.join(found)}", next(iter(found)))


def _variety(context: Context, here: list[str]) -> str:
    """Return the spelling of a file: as its country asks, or as most of the rest is written; "" where that is open."""
    country = context.language[3:].upper()
    if country:
        return spelling.AMERICAN if country in {"US", "PH"} else spelling.BRITISH
    british = context.elsewhere.british - here.count(spelling.BRITISH)
    american = context.elsewhere.american - here.count(spelling.AMERICAN)
    if max(british, american) <= 2 * max(min(british, american), 0):
        return ""
    return spelling.BRITISH if british > american else spelling.AMERICAN


@warning()
def end_punctuation(message: Message, _: Context) -> Iterator[str]:
    """A text ends as its source does: with a full stop, a question mark, a colon, or none; "!" is a matter of taste.

    Bad:  Die Bahn fährt zum Brocken. -> The train goes to the Brocken
    Bad:  Öffnungszeiten: -> Opening hours
    Bad:  Noch Fragen? -> Any questions.
    Bad:  Anreise mit der Bahn -> Getting here by train.
    Good: Käse, Wurst usw. -> Cheese, sausage and so on
    Good: Er sagte: „Ja.“ -> He said “Yes”.
    Good: Herzlich willkommen! -> Welcome
    Good: Weiterlesen … -> Read more
    Good: bis 17 Uhr -> until 5 p.m.
    Good (es): Fr, Sa & So -> Vie., sáb. y dom.
    """
    source, translation = shown(message.source).rstrip(_CLOSERS), shown(message.translation).rstrip(_CLOSERS)
    ours, theirs = _end(source), _end(translation)
    if ours == theirs or "!" in (ours, theirs) or "…" in (ours, theirs):
        return
    if ours in ("?", ":") or (ours == "." and _SENTENCE.search(source) and not theirs):
        yield f"the source ends with {ours}" if not theirs else f"the source ends with {ours}, not with {theirs}"
    elif theirs in ("?", ":") or (theirs == "." and not ours and _sentence(source, translation)):
        yield f"the source does not end with {theirs}"


def _sentence(source: str, translation: str) -> bool:
    """Whether a translation became a sentence; one that parts the source into several has to end them all."""
    return bool(_SENTENCE.search(translation)) and (not _STOP.search(translation) or bool(_STOP.search(source)))


def _end(text: str) -> str:
    """Return the mark that a text ends with; the point of an abbreviation or a number is none of its own."""
    if text.endswith(("...", "/")) or (text.endswith(".") and _ABBREVIATED.search(text[-12:])):
        return "…"
    return _ENDS.get(text[-1:], "")


@warning()
def blanks(message: Message, context: Context) -> Iterator[Fault]:
    """There are no two blanks in a row, none before a mark, and no mark stands twice, but where the source has it so.

    Bad:  in der Altstadt -> in the  old town
    Bad:  Ja, bitte. -> Yes , please.
    Bad:  Ende gut, alles gut. -> All is well that ends well..
    Good: Weiter … -> Next …
    Good: Weiter ... -> Next...
    Good (fr): Noch Fragen? -> Des questions ?
    """
    text, source = shown(message.translation), shown(message.source)
    if "  " in text or "\u00a0" in text:
        for found in _DOUBLE.finditer(text):
            if not _DOUBLE.search(source):
                yield Fault("there are two blanks in a row", found[0])
    if context.tongue != "fr" and _LOOSE.search(text) and not _BEFORE_MARK.search(source):
        for found in _BEFORE_MARK.finditer(text):
            yield Fault(f"there is a blank before {found[0].strip()}", found[0])
    if _MARKS.search(text) and not _TWICE.search(source):
        for found in _TWICE.finditer(text):
            yield Fault(f"{found[0]} stands twice", found[0])


@warning()
def brackets(message: Message, _: Context) -> Iterator[str]:
    """A bracket that is opened is closed, where the source does so.

    Bad:  Bad Suderode (Kurort) -> Bad Suderode (spa town
    Good: a) Anreise -> a) Getting here
    Good (es): Art. 6 Abs. 1 lit. b DSGVO -> Art. 6, apdo. 1, letra b) del RGPD
    Good: Bad Suderode (Kurort) -> The spa town of Bad Suderode
    """
    for opening, closing in _PAIRS:
        if message.translation.count(opening) != message.translation.count(closing):
            source, text = _unlisted(prose(message.source)), _unlisted(prose(message.translation))
            if text.count(opening) != text.count(closing) and source.count(opening) == source.count(closing):
                yield f"{opening} and {closing} do not come in pairs"


def _unlisted(text: str) -> str:
    """Return a text without the brackets that only close, as behind the letters of a list: a) and b).

    >>> _unlisted("a) und (siehe b)")
    ' und (siehe b)'
    """
    more = text.count(")") - text.count("(")
    return _LIST.sub("", text, more) if more > 0 else text

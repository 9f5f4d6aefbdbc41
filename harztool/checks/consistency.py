"""Checks across a catalog: the same text is translated the same way, and different texts differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harztool.checks.overview import source_key, translation_key
from harztool.checks.rack import Context, warning
from harztool.checks.reading import words
from harztool.model import Message

# Labels that are opposites: one translation cannot serve for both.
_OPPOSITES = (
    "weiter:zurück vor:zurück nächste:vorherige nächster:vorheriger anmelden:abmelden anmeldung:abmeldung "
    "öffnen:schließen "
    "ein:aus an:ab ja:nein von:bis früher:später älter:neuer ankunft:abfahrt anreise:abreise eingang:ausgang "
    "einfahrt:ausfahrt geöffnet:geschlossen offen:geschlossen start:ende anfang:ende links:rechts oben:unten "
    "hinzufügen:entfernen speichern:abbrechen senden:abbrechen ok:abbrechen bestätigen:abbrechen einblenden:ausblenden "
    "aufklappen:zuklappen mehr:weniger erwachsene:kinder frei:belegt verfügbar:ausgebucht montag:sonntag "
    "sommer:winter miete:kauf mieten:kaufen vermieten:mieten geburt:tod eheschließung:scheidung herr:frau "
    "vorname:nachname straße:hausnummer ort:postleitzahl telefon:fax erlaubt:verboten kostenlos:kostenpflichtig"
).split()
_OPPOSITE = {frozenset(pair.split(":")) for pair in _OPPOSITES}
_CONTENT = re.compile(r"[^\W\d_]{4,}")
# From this many words on, one translation for two texts that have nothing in common is no coincidence.
_LONG = 5


@warning()
def consistency(message: Message, context: Context) -> Iterator[str]:
    """A text is translated alike wherever it stands, and different texts do not share one translation.

    A msgctxt of its own is a reason to translate a text in another way.

    Also: Weiter: -> Next
    Also: Zurück -> Back
    Also: Die Ausstellung zeigt Werke aus Glas. -> The museum is closed on Mondays.
    Bad:  Weiter -> Further
    Bad:  Vor -> Back
    Bad:  Im Februar bleibt unser Haus zu. -> The museum is closed on Mondays.
    Good: Weiter -> Next
    Good: Zum Anfang -> Back
    Good: Diese Ausstellung zeigt Werke. -> The exhibition shows works.
    """
    if message.plural is not None:
        return
    source, translation = source_key(message.source), translation_key(message.translation)
    ways = context.elsewhere.translated.get((message.context, source), {})
    most = max(ways.values(), default=0)
    if len(ways) > 1 and (ways.get(translation) != most or list(ways.values()).count(most) > 1):
        yield f"elsewhere this is {' or '.join(sorted(way for way in ways if way != translation))}"
    for other in context.elsewhere.translating.get(translation, ()):
        if other != source and _apart(source, other, translation):
            yield f"this is also what {_short(other)} became"


def _apart(source: str, other: str, translation: str) -> bool:
    """Whether two sources cannot mean the same."""
    if frozenset((source.lower(), other.lower())) in _OPPOSITE:
        return True
    if len(words(translation)) < _LONG:
        return False
    here, there = ({word[:5].lower() for word in _CONTENT.findall(text)} for text in (source, other))
    return min(len(here), len(there)) >= 2 and not here & there


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

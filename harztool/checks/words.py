"""What checks know of the languages: months, weekdays, numbers in words, and the small words that tell them apart."""

from __future__ import annotations

from collections.abc import Mapping

_MONTHS = (
    "januar jänner jan january enero ene",
    "februar feb february febrero",
    "märz mrz march marzo",
    "april apr abril abr",
    "mai may mayo",
    "juni jun june junio",
    "juli jul july julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre",
    "oktober okt october oct octubre",
    "november nov noviembre",
    "dezember dez december dec diciembre dic",
)
_WEEKDAYS = (
    "montag montags monday mondays lunes",
    "dienstag dienstags tuesday tuesdays martes",
    "mittwoch mittwochs wednesday wednesdays miércoles",
    "donnerstag donnerstags thursday thursdays jueves",
    "freitag freitags friday fridays viernes",
    "samstag samstags sonnabend sonnabends saturday saturdays sábado sábados",
    "sonntag sonntags sunday sundays domingo domingos",
)
_COUNTED = {
    "0": "null zero cero midnight medianoche mitternacht",
    "0.5": "half halb halbe halben halber medio media",
    "1": "ein eine einen einem einer eines eins einmal erste ersten erster erstes a an one first once single each per "
    "un una uno primer primero primera cada",
    "2": "zwei zwo beide beiden zweite zweiten zweiter zweimal doppel two second twice both double pair couple dos "
    "segundo segunda ambos ambas doble par",
    "3": "drei dritte dritten dritter dreimal three third triple tres tercer tercero tercera",
    "4": "vier vierte vierten vierter four fourth quarter quarters cuatro cuarto cuarta cuartos",
    "5": "fünf fünfte fünften fünfter five fifth cinco quinto quinta",
    "6": "sechs sechste sechsten sechster six sixth seis sexto sexta",
    "7": "sieben siebte siebten siebter seven seventh siete séptimo séptima",
    "8": "acht achte achten achter eight eighth ocho octavo octava",
    "9": "neun neunte neunten neunter nine ninth nueve noveno novena",
    "10": "zehn zehnte zehnten zehnter ten tenth diez décimo décima",
    "11": "elf elfte elften elfter eleven eleventh once undécimo undécima",
    "12": "zwölf zwölfte zwölften zwölfter dutzend mittag mittags twelve twelfth dozen noon midday doce docena "
    "duodécimo mediodía",
    "13": "dreizehn thirteen thirteenth trece",
    "14": "vierzehn fourteen fourteenth fortnight fortnightly weeks catorce semanas quincena quincenal",
    "15": "fünfzehn viertelstunde fifteen fifteenth quarter quince cuarto",
    "16": "sechzehn sixteen sixteenth dieciséis",
    "17": "siebzehn seventeen seventeenth diecisiete",
    "18": "achtzehn eighteen eighteenth dieciocho",
    "19": "neunzehn nineteen nineteenth diecinueve",
    "20": "zwanzig zwanziger twenty twentieth twenties veinte vigésimo",
    "21": "veintiún veintiuno veintiuna",
    "22": "veintidós",
    "23": "veintitrés",
    "24": "mitternacht midnight medianoche veinticuatro",
    "25": "veinticinco",
    "26": "veintiséis",
    "27": "veintisiete",
    "28": "veintiocho",
    "29": "veintinueve",
    "30": "dreißig dreißiger halbstunde thirty thirtieth thirties half treinta trigésimo media",
    "40": "vierzig vierziger forty fortieth forties cuarenta cuadragésimo",
    "45": "dreiviertelstunde",
    "50": "fünfzig fünfziger fifty fiftieth fifties half cincuenta quincuagésimo mitad hälfte",
    "60": "sechzig sechziger sixty sixtieth sixties sesenta sexagésimo",
    "70": "siebzig siebziger seventy seventieth seventies setenta septuagésimo",
    "80": "achtzig achtziger eighty eightieth eighties ochenta octogésimo",
    "90": "neunzig neunziger ninety ninetieth nineties noventa nonagésimo",
    "100": "century centuries siglo siglos jahrhundert hundert hundred hundredth cien ciento cientos "
    "centenary centenario",
    "1000": "tausend thousand thousandth mil miles millar",
    "1000000": "million millionen millions millón millones",
}
# Parts of German words by which a number is told to stand inside one: "dreitägig", "einundzwanzig".
COUNTING_STEMS: Mapping[str, str] = {
    "1": "ein",
    "2": "zwei",
    "3": "drei",
    "4": "vier",
    "5": "fünf",
    "6": "sech",
    "7": "sieb",
    "8": "acht",
    "9": "neun",
    "10": "zehn",
    "11": "elf",
    "12": "zwölf",
}
MONTHS: Mapping[str, int] = {word: month for month, line in enumerate(_MONTHS, 1) for word in line.split()}
WEEKDAYS: Mapping[str, int] = {word: day for day, line in enumerate(_WEEKDAYS, 1) for word in line.split()}
COUNTED: Mapping[str, frozenset[str]] = {
    word: frozenset(value for value, line in _COUNTED.items() if word in line.split())
    for word in " ".join(_COUNTED.values()).split()
}

# Words that occur in one of the languages only, and in nearly every sentence of it.
SMALL: Mapping[str, frozenset[str]] = {
    "de": frozenset(
        "und oder der das dem ist sind wird werden wurde wurden nicht kein keine mit von vom zum zur für auf aus bei "
        "beim nach über unter durch ins sich auch als wie wenn dass sie ihr ihre ihren wir uns unser unsere haben kann "
        "können noch nur zu zwischen ohne gegen sowie dieser diese dieses hier sehr mehr ein eine einen einem "
        "einer eines ihnen ihrer ihrem im".split()
    ),
    "en": frozenset(
        "the of and to is are was were with for from by on it its this that these those you your we our they their not "
        "have been which there more about into at or if do does will can how where when what who only also two "
        "three four five six seven eight nine ten".split()
    ),
    "es": frozenset(
        "el los las del una unas unos con por para que más muy está están también desde hasta pero este esta estos "
        "estas sobre entre sin su sus se al y nuestro nuestra nuestros nuestras usted ustedes puede pueden hay todo "
        "toda todos todas donde dónde cuando cómo qué dos tres cuatro cinco seis siete ocho nueve diez".split()
    ),
}

# Words that a short text in the wrong language shows itself by, and that no name and no other language has.
TELLING: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "about accommodation address advice all arrival available back book booking castle child children church click "
        "closed contact continue countryside day days discover district download event events exhibition family find "
        "forest free further getting here hike hiking holiday holidays home hour hours housing job jobs learn life "
        "living "
        "main map monday more month mountain mountains museums newcomers news next notice offers office old open "
        "opening our overview page people phone please press price prices privacy read register returnee returnees "
        "returning school schools search send services stay summer sunday support ticket tickets today top town train "
        "travel trip village visit volunteering walk walking week welcome winter work working year years young "
        "your".split()
    ),
    "es": frozenset(
        "abierto abrir acceso administración alojamiento alcalde aquí atrás ayuda ayuntamiento bienvenida bienvenidos "
        "bosque buscar búsqueda calle casa castillo cerrado ciudad colegio contacto correo dirección distrito domingo "
        "empleo entrada enviar escuela escuelas excursión familia fecha formulario gratis gratuita gratuito guardar "
        "hora "
        "horario horarios información iglesia inicio invierno jóvenes llegar lunes mapa montaña montañas más niños "
        "noticias nombre nueva nuevo oferta ofertas oficina página páginas persona personas precio precios privacidad "
        "protección pueblo regreso registrarse retorno ruta rutas semana senderismo servicio servicios siguiente "
        "teléfono tiempo trabajo tren turismo verano vida viaje visita vivienda viviendas vivir volver".split()
    ),
}

# What a German text shows itself by where it stands in another language: words that are no names ...
GERMAN = frozenset(
    "abend abends abfahrt abfall abfälle abmelden abschluss abschlüsse absenden aktuell aktuelles allgemeines "
    "anerkennung anfahrt anfänger angebot ankunft anmelden anmeldung anreise anschluss anschrift ansprechpartner "
    "ansprechpartnerin ansprechpartnerinnen antrag anträge anzeige anzeigen apotheke apotheken arbeit arbeiten "
    "arbeitgeber arbeitnehmer arbeitsplatz arbeitsplätze ausbildung ausflug ausflüge auskunft ausschreibung "
    "ausschreibungen ausstellung ausstellungen auswahl ausweis auszubildende bahnhof barrierefrei bauplätze "
    "baustelle behörde behörden bekanntmachung bekanntmachungen beratung beruf berufe bescheid bescheide "
    "bescheinigung besucher betreff betreuung bewerber bewerberinnen bewerbung bewerbungen bilder bitte bürger "
    "bürgerbüro bürgerinnen bürgermeister datenschutz deutschkurs deutschkurse drucken ehrenamtlich eigentum "
    "eintritt eintrittskarte eintrittskarten einwohner einwohnerinnen eltern erfahren ermäßigt ermäßigung "
    "ermäßigungen erwachsene erzieherin erzieherinnen fachkraft fachkräfte fahrkarte fahrkarten fahrplan "
    "fahrpläne fahrrad fahrräder fahrzeug fahrzeuge familie familien fehler feiertag feiertage ferienwohnung "
    "ferienwohnungen feuerwehr formular fortgeschrittene freiwillige freizeit frist fristen frühling förderung "
    "führerschein führung gaststätten geburt geburtstag gebühr gebühren gebührenfrei gehalt gemeinde gemeinden "
    "gemeinsam geschlossen geschwister gestern gesundheit geöffnet großeltern grundstück grundstücke gäste "
    "haltestelle haltestellen heimat heizung herbst herzlich heute hilfe hinweis hunde impressum inhalt inhalte "
    "ja jahr jahre jetzt jugendliche jährlich kennzeichen kinder kontakt konzerte kosten kostenfrei kostenlos "
    "krankenhaus kurse landkreis landrat leben lebenslauf lehrer lehrerin leistungen leitung lesen mehr "
    "mehrsprachig miete mieter mietwohnung mitarbeiter mitglieder mitgliedschaft mitteilung monat monatlich "
    "montags morgen morgens müll nachbarn nachbarschaft nachmittag nachmittags nachname nachricht nachrichten "
    "nachweise nebenkosten nein neubürger neuigkeiten parkplatz parkplätze pendler pendlerinnen pflege "
    "pflegedienst planung plätze postleitzahl preis preise presse rabatt radweg radwege rathaus rufnummer "
    "rückkehr rückkehrer rückkehrerin rückkehrerinnen satzung satzungen schließen schulen schüler schülerinnen "
    "senden senioren sommer speichern sprachkurs sprachkurse sprechzeiten stadt startseite stellenangebot "
    "stellenangebote strecke strom studierende studium stunde stunden städte suche suchen tag tage telefon termin "
    "termine trinken täglich uhr uhrzeit umgebung umleitung umzug unterkunft unterlagen unternehmen unterricht "
    "unterschrift urkunde urkunden urlaub veranstaltung veranstaltungen vereine vermieter verspätung verwaltung "
    "vollmacht vormittag vormittags vorname vorstellung vorstellungen wahlen wandern wanderung wanderungen "
    "wanderwege weiter weiterlesen willkommen wirtschaft woche wohnen wohnung wohnungen wöchentlich zeugnis "
    "zeugnisse zimmer zugezogene zulassung zurück zuschuss zuschüsse zuzug ärzte ärztin öffnen öffnungszeiten "
    "übersicht".split()
)
# ... and their endings: what is longer than one of these by three letters is a compound or a derivation of German.
GERMAN_ENDINGS = (
    "angebot angebote anzeige ausstellung beratung betreuung ferien führung gebühr gebühren heit heiten hilfe "
    "information informationen keit keiten kosten listen meldung möglichkeit nachweis nummer ordnung preise schaften "
    "seite seiten stellen suche termine ungen unterkunft unterkünfte verwaltung verzeichnis zeiten zulassung".split()
)
# What another language writes as German does.
SHARED: Mapping[str, frozenset[str]] = {
    "en": frozenset("digital fair info information international live mini online warm wild".split()),
    "es": frozenset("central digital info material natural normal online regional social".split()),
}
# Words that names are often made with, and that are German where they stand alone: "the Burg", not "Burg Falkenstein".
PLACE_WORDS = frozenset(
    "altstadt berg berge burg burgen dorf dörfer gaststätte hund hütte kirche kreis markt platz schloss schlösser "
    "schule "
    "see straße straßen tal turm verein wald wanderweg weg wege weihnachtsmarkt zentrum zug".split()
)
# What is written alike in many languages, and betrays none.
ALIKE = frozenset(
    "hotel museum radio restaurant information bus taxi camping auto internet online live fair info team chef art "
    "kind arm hand "
    "wind wild warm winter sport tennis golf film foto video normal modern international national regional digital "
    "global "
    "legal formal neutral real ideal original total final super butter finger test start park museum extra private "
    "single "
    "bitter clever unter september november dezember august april student agent president patient moment element "
    "dokument "
    "talent event content resident assistent transparent permanent intelligent tolerant elegant kompetent latent "
    "prominent "
    "konzert garten kindergarten rucksack bratwurst sauerkraut strudel glockenspiel zeitgeist abitur autobahn land "
    "job note notes post kiosk concert region station position version mission tradition situation direct exact client "
    "date dates page pages place places code codes route routes cafe note made more here there where were these those "
    "home name names time times line lines size price service services office".split()
)
# Small words that names are made with: "Straße des 17. Juni", "Otto von Guericke", "Haus der Natur".
NAME_WORDS = frozenset(
    "am an auf bei beim das dem den der des die e el im in la ob of the und unter vom von vor zu zum zur über".split()
)

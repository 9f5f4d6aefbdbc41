"""What checks know of the languages: months, weekdays, and the small words that tell them apart."""

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
MONTHS: Mapping[str, int] = {word: month for month, line in enumerate(_MONTHS, 1) for word in line.split()}
WEEKDAYS: Mapping[str, int] = {word: day for day, line in enumerate(_WEEKDAYS, 1) for word in line.split()}

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
        "three four five six seven eight nine ten has had would should could they them been being than then any some "
        "such other each every between after before while during through without within because always never "
        "again".split()
    ),
    "es": frozenset(
        "el los las del una unas unos con por para que más muy está están también desde hasta pero este esta estos "
        "estas sobre entre sin su sus se al y nuestro nuestra nuestros nuestras usted ustedes puede pueden hay todo "
        "toda todos todas donde dónde cuando cómo qué dos tres cuatro cinco seis siete ocho nueve diez "
        "tiene tienen tenemos fue ser estar han hemos les esto eso aquí allí ahora siempre nunca también "
        "otro otra otros otras cada mismo misma mucho mucha muchos muchas poco pocos algunos algunas ningún quien "
        "cual cuyo porque aunque mientras durante después antes según hacia contra".split()
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

# What another language writes as German does.
SHARED: Mapping[str, frozenset[str]] = {
    "en": frozenset("digital fair info information international live mini online sparkasse warm wild".split()),
    "es": frozenset("central digital info material natural normal online regional social sparkasse".split()),
}
# Words of German that are others where they are written small.
SMALL_ALIKE = frozenset("firma formular gesundheit kinder suche tag tier".split())
# Words that names are often made with, and that are German where they stand alone: "the Burg", not "Burg Falkenstein".
PLACE_WORDS = frozenset(
    "altstadt berg berge bibliothek brücke brücken burg burgen büro denkmal denkmäler dorf dörfer gaststätte haus "
    "häuser hof hund hütte kirche kirchen kloster kreis markt märkte mühle platz schloss schlösser schule see straße "
    "straßen tal turm verband verein "
    "wald wanderweg weg wege weihnachtsmarkt zentrum zug".split()
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

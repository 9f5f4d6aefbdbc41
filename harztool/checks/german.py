"""What German shows itself by where it stands in another language: words that are no names, and their endings."""

from __future__ import annotations

# Common words that are no names, and that neither English nor Spanish has. No trades: those are family names, too.
WORDS = frozenset(
    "abend abendessen abends abfahrt abfall abfälle abholung abiturient ablauf abmelden abschluss abschlüsse absenden "
    "abteilung abteilungen adresse adressen agentur aktuell aktuelles alleinerziehende allgemein allgemeines alltag "
    "alltagshilfe altenheim altenpflege altersgruppe amtsblatt amtsgericht anbieter anbindung anerkennung anfahrt "
    "anfang anfrage anfragen anfänger angebot angebote angehörige angestellte anhang ankunft anlage anlagen "
    "anlässlich anmeldeformular anmeldefrist anmelden anmeldung anreise anruf anschluss anschrift ansprechpartner "
    "ansprechpartnerin ansprechpartnerinnen antrag anträge antwort antworten anwohner anzahl anzeige anzeigen "
    "apotheke apotheken arbeit arbeiten arbeitgeber arbeitnehmer arbeitslosengeld arbeitslosigkeit arbeitsplatz "
    "arbeitsplätze arbeitsstelle arbeitszeit arbeitszeiten armut arzneimittel arztpraxis arzttermin aufenthalt "
    "aufgabe aufgaben auflage aufnahme auftrag aufträge aufzug ausbildung ausflug ausflugsziel ausflugsziele ausflüge "
    "ausgabe ausgaben ausgang ausgebucht auskunft ausland ausländer ausschreibung ausschreibungen ausstellung "
    "ausstellungen ausverkauft auswahl ausweis auszeit auszubildende außenstelle außerdem badesee badetuch bahnhof "
    "bahnsteig barrierefrei barrierefreie barrierefreiheit bauantrag bauernhof baugebiet baugenehmigung bauplätze "
    "baustelle bearbeitung beauftragte becken bedarf bedingung bedingungen begegnung beginnt begleitung begrüßung "
    "behandlung behindert behindertengerecht behinderung behinderungen behörde behörden beitrag beiträge bekannt "
    "bekanntmachung bekanntmachungen bequem beratung bereich bereiche bereits bereitschaftsdienst bergbau bericht "
    "berichte beruf berufe bescheid bescheide bescheinigung beschreibung beschwerde beschäftigte beschäftigung "
    "besichtigung besichtigungen besitzer besonders bestens bestimmt besuch besuche besucher besuchszeiten betrag "
    "betreff betreuung betrieb betriebe beträge betten bettwäsche bevölkerung bewegung bewerber bewerberinnen "
    "bewerbung bewerbungen bewohner bezahlung bezüglich bibliothek bibliotheken bieten bietet bilder bildung "
    "bildungsangebote bitte bleiben bleibt brauchen braucht briefkasten brille brillen brotdose buchung "
    "buchungen bushaltestelle bushaltestellen bußgeld bäckerei bäckereien bücher bücherei bühne bürger bürgerbüro "
    "bürgerinnen bürgermeister bürgersteig chöre dabei dafür damit danach daneben datenschutz dauer davon dazu "
    "deutlich deutschkurs deutschkurse dienst dienstags dienste dienstleister dienstleistung dienstleistungen "
    "dienststelle direkt donnerstags draußen dringend drogerie drucken ehemalige ehrenamtlich ehrenamtliche "
    "eigene eigentum eigentümer einbauküche einfach einfache einführung eingang eingangstür einige einkauf einkaufen "
    "einkommen einladung einladungen einmal einnahmen einrichtung einrichtungen einsatz einschulung einstieg einsätze "
    "eintrag eintritt eintrittskarte eintrittskarten einträge einwohner einwohnerinnen einzelhandel eltern "
    "elternabend elternbeirat elternzeit empfang empfehlung empfehlungen endet endlich enkel entbindung entfernung "
    "entgelt entlang entscheidung entsorgung entwicklung erbaut erdgeschoss ereignis ereignisse erfahren erfahrung "
    "erfahrungen erfolg erfolge erfolgt erforderlich ergebnis ergebnisse erholung erhältlich erinnerung erklärung "
    "erlebnis erlebnisse ermäßigt ermäßigung ermäßigungen ernährung erreichbar erstattung erste erwachsene "
    "erwachsenenbildung erzieherin erzieherinnen erziehung eröffnet eröffnung essen etwas facharzt fachbereich "
    "fachkraft fachkräfte fachwerk fachärzte fachärztin fahrdienst fahrer fahrkarte fahrkarten fahrplan fahrpläne "
    "fahrrad fahrradverleih fahrräder fahrschein fahrscheine fahrt fahrten fahrzeug fahrzeuge fakten familie familien "
    "familienfreundlich fehler feier feiern feiertag feiertage fenster ferien ferienlager ferienpass ferienwohnung "
    "ferienwohnungen fernseher fertig feuer feuerwehr finden findet firma firmen flohmarkt flucht flughafen fläche "
    "flächen flüchtlinge folge folgen formular forschung fortbildung fortbildungen fortgeschrittene frage fragen "
    "frauen freibad freibäder freitags freiwillige freizeit freude freunde freundlich freundschaft friedhof friedhöfe "
    "friseur frist fristen früh früher frühling frühstück fußgänger fußgängerzone fußweg förderer fördermittel "
    "förderung führerschein führerscheine führt führung führungen ganzjährig ganztägig gasthof gasthöfe gaststätten "
    "gebaut gebiet gebiete gebrauch geburt geburtshilfe geburtstag geburtsurkunde gebäude gebühr gebühren "
    "gebührenfrei geeignet gefahr gefahren gegenüber gegründet gehalt gehen gehhilfe gehhilfen geht gehweg gehört "
    "gelände gemeinde gemeinden gemeinsam gemeinschaft gemüse gemüsegarten gemütlich genau genehmigung genehmigungen "
    "genießen genutzt gericht gerichte gern gerne gerät geräte gesamtschule geschenk geschenke geschichte geschichten "
    "geschlossen geschwister geschäft geschäfte geschäftsführer geschäftsführung geschäftsstelle gesellschaft gesetz "
    "gesetze gespräch gespräche gestern gesucht gesund gesundheit gesundheitsamt getränke gewerbe gewerbeanmeldung "
    "gewerbegebiet gewinn geöffnet gibt gottesdienst gottesdienste grenze großeltern grundbuch grundlagen grundstück "
    "grundstücke gruppe gruppen grünanlage grünanlagen grünfläche grünflächen gute guten gutschein gutscheine gärten "
    "gäste gästeführer gästeführung gästehaus gästekarte gültig günstig günstige haftung halbtags haltepunkt "
    "haltestelle haltestellen handel handtuch handtücher handwerk handwerker hausarzt hausaufgaben haushalt haushalte "
    "hausmeister hausschuhe haustier haustiere hausverwaltung hausärzte hausärztin hebamme hebammen heimat heirat "
    "heizung herbst herkunft hersteller herzlich heute hilfe hindernis hinter hinweis hinweise historische "
    "historischen hochzeit hochzeiten hunde hält häufige höhe hörgeräte immer impfung impfungen impressum "
    "informationen ingenieur inhalt inhalte inklusive innenstadt innerhalb inzwischen ja jacke jahr jahre jahreszeit "
    "jahreszeiten jahrhundert jede jeden jeder jedes jetzt jeweils jubiläum jugend jugendclub jugendherberge "
    "jugendhilfe jugendliche jährlich kasse kassen kauf kennzeichen kinder kinderarzt kinderbecken kinderbetreuung "
    "kinderfreundlich kinderkrippe kindertagespflege kinderärzte kinderärztin klage klassenfahrt klassenfahrten kleid "
    "kleider kleidung klinik kliniken kneipe kommen kommt kontakt konzerte kosten kostenfrei kostenlos kostet "
    "krankenhaus krankenkasse krankenkassen krankenpflege krankenschwester krankenwagen krankheit krankheiten "
    "kreuzung kulturell kunden kundenservice kurse kurtaxe käufer könnten küche küchen küchenzeile kündigung "
    "künftig künstler künstlerin lage landesamt landkreis landrat landschaft landschaften landwirt landwirte "
    "landwirtschaft laufend leben lebenslauf lebensmittel ledig lehre lehrer lehrerin lehrgang lehrgänge lehrkraft "
    "lehrkräfte lehrling lehrlinge lehrstelle lehrstellen leicht leider leistung leistungen leitung lesen leser liegt "
    "linien lohn läden löhne lösung lösungen lücke lücken mahlzeit mahlzeiten makler manchmal maschine maschinen "
    "maßnahme maßnahmen medikamente mehr mehrsprachig meist meldebescheinigung meldung mensch menschen miete mieter "
    "mieterhöhung mietspiegel mietvertrag mietwohnung minderjährige mindestalter mitarbeiter mitarbeiterin "
    "mitarbeiterinnen mitglieder mitgliedschaft mittag mittagessen mittagspause mitteilung mitteilungen mittel "
    "mittwochs mobilität monat monate monatlich monats montags morgen morgens möbel möbliert möblierte möchten "
    "möglich möglichkeit möglichkeiten müll müllabfuhr mündlich müssen mütter mütze nachbarn nachbarschaft nachhaltig "
    "nachhaltigkeit nachhilfe nachmittag nachmittags nachname nachricht nachrichten nacht nachweis nachweise nah nahe "
    "naturschutz natürlich neben nebenjob nebenkosten nein neu neubau neubauten neubürger neue neuen neuer neues "
    "neugeborene neuigkeiten notaufnahme notdienst notdienste notfall notfälle notruf notwendig nummer nutzer nutzung "
    "nächte nämlich nötig oben oberschule obst obstgarten ordnung ordnungsamt ortschaft ortsteil ortsteile parkplatz "
    "parkplätze partnerschaft partnerschaften pendler pendlerinnen persönlich pflanzen pflege pflegebedürftige "
    "pflegedienst pflegegeld pflegeheim pflegeheime pflegekräfte pflicht pflichten planung plätze plötzlich "
    "postleitzahl praktika praktikum praktikumsplatz praxen preis preise preisliste presse proben projekt projekte "
    "prüfer prüfung prüfungen punkte quelle quellen rabatt radfahren radfahrer radtour radtouren radverkehr radweg "
    "radwege rathaus raum rechnung rechnungen recht rechte rechts rechtsanwalt regel regelmäßig regeln regenjacke "
    "reise reisebus reisen reiseziel renten rentner rettungsdienst rettungswagen richtlinie richtung rollstuhl "
    "rollstuhlfahrer rollstuhlgerecht rollstühle rucksäcke rufnummer ruhe ruhetag ruhig ruhige ruhigen rund rundfahrt "
    "rundgang rundgänge rundweg rutsche rutschen räume rücken rückfragen rückkehr rückkehrer rückkehrerin "
    "rückkehrerinnen sachen sammlung sammlungen samstags saniert sanierung satzung satzungen schaden schalter "
    "schaukel schlafplatz schließen schließtag schmerzen schnee schnell schon schriftlich schuhe schulanmeldung "
    "schulbus schulbusse schulden schulen schulessen schulferien schuljahr schulleiter schulleitung schulweg schutz "
    "schwanger schwangere schwangerschaft schwerbehinderte schwimmbad schwimmbäder schwimmen schäden schöne schönen "
    "schöner schönste schüler schüleraustausch schülerinnen seelsorge sehenswürdigkeit sehenswürdigkeiten seit seite "
    "seiten selbst selbstständig selbstständige senden senioren seniorengerecht seniorenheim sicher sicherheit "
    "siedlung sitzplätze sitzung sitzungen sofort sogar sollten sommerferien sonderausstellung sonne sonntags "
    "soziales spaziergang spaziergänge speichern speisekarte speisen spende spenden sperrung sperrungen spiele "
    "spielgerät spielgeräte spielplatz spielplätze spielzeug sporthalle sporthallen sportverein sportvereine sprache "
    "sprachen sprachkurs sprachkurse sprecher sprechstunde sprechstunden sprechzeiten später staat "
    "staatsangehörigkeit stadt stadtbibliothek stadtbummel stadtfest stadtführung stadtführungen stadtplan stadtrat "
    "stadtrundgang stadtteil stadtteile stadtverwaltung standort standorte startseite stau stelle stellen "
    "stellenangebot stellenangebote stellplatz stellplätze stets steuer steuererklärung steuern stimme stimmen stoff "
    "stoffe straßenbahn straßenbahnen straßensperrung strecke streik strom studiengang studiengänge studierende "
    "studium stufe stufen stunde stunden städte suche suchen tag tage tagesausflug tageskarte tageskarten tagesmütter "
    "tagespflege teile teilnahme teilnehmer teilnehmerin teilnehmerinnen teilzeit telefon telefonisch termin termine "
    "theaterkasse tier tierarzt tiere tierheim tierärzte tipp tipps tisch toiletten touristen traditionelle treffen "
    "treffpunkt trinken trinkflasche trotz trotzdem träger turnhalle turnier turniere täglich täglicher tür türen uhr "
    "uhrzeit umfangreich umfrage umfragen umgebung umleitung umleitungen umsonst umwelt umweltschutz umzug "
    "unbefristet unfall unfallversicherung unfälle ungefähr universität unten unterhalt unterkunft unterkünfte "
    "unterlagen unternehmen unterricht unterschrift unterstützung untersuchung unterwegs urkunde urkunden urlaub "
    "urlauber urlauberinnen ursache vater veranstaltung veranstaltungen verantwortliche verantwortung verbindung "
    "verbindungen verbraucher verdienst vereinbarung vereine vergangenheit vergleich vergnügen verkauf verkehr "
    "verkehrsmittel verkäufer verleih verletzung verletzungen verlust verlängerung vermieter vermietung vermittlung "
    "verordnung verordnungen verpflegung versand versicherung versicherungen versorgung verspätung verteilung vertrag "
    "vertreter vertretung verträge verwaltung verzeichnis viele vielen vielfältig vielleicht volljährig vollmacht "
    "vollständig vollzeit voraussetzung voraussetzungen voraussichtlich vorbei vorbereitung vorhanden vorher vorlage "
    "vorlagen vormittag vormittags vorname vorschlag vorschläge vorschule vorsorge vorstellung vorstellungen vorteil "
    "vorteile vortrag vorträge vorverkauf väter wachstum wahl wahlen wahllokal wanderkarte wandern wanderparkplatz "
    "wanderroute wanderrouten wandertour wandertouren wanderung wanderungen wanderwege warmmiete wartezeit "
    "wartezeiten waschmaschine wasser wechsel wechselkleidung wegen weil weiter weiterbildung weiterbildungen weitere "
    "weiteren weiterlesen wenig wenige werkstatt werkstätten werkzeug werkzeuge wichtig wichtige widerspruch wieder "
    "wiedereinstieg willkommen windeln wirklich wirtschaft wissen wissenschaft woche wochenende wochenmarkt "
    "wochenmärkte wochentags wohnen wohngebiet wohngemeinschaft wohnhaft wohnort wohnraum wohnsitz wohnung wohnungen "
    "wohnungssuche wunsch wöchentlich wünsche zahl zahlen zahlung zahlungen zahnarzt zahnärzte zahnärztin zeit "
    "zeiten zeitplan zeitraum zeitung zeitungen zelte zeugnis zeugnisse ziel ziele ziemlich zimmer zimmervermittlung "
    "zuerst zugang zugezogene zugänge zukunft zulassung zuletzt zunächst zurück zusammen zuschuss zuschüsse "
    "zustimmung zuständig zuständigkeit zuständigkeiten zusätzlich zutaten zutritt zuverlässig zuzug zweck zwillinge "
    "zähne ältere änderung änderungen ärzte ärztin öffentlich öffentlichkeit öffnen öffnung öffnungszeiten überall "
    "überblick übergang übernachtung übernachtungen überraschung übersetzer übersetzung übersicht überwiegend übung "
    "übungen".split()
)
# A longer word that ends with one of these is a compound or a derivation of German.
ENDINGS = (
    "angebot angebote anzeige ausstellung beratung betreuung ferien führung gebühr gebühren heit heiten hilfe "
    "information informationen keit keiten kosten listen meldung müll möglichkeit nachweis nummer ordnung preise "
    "schaften seite seiten stellen stätten suche termine tonne tonnen ungen unterkunft unterkünfte verwaltung "
    "verzeichnis zeiten zulassung".split()
)
# A compound has a head of so many letters, and as many before it as no other word begins with by chance.
_HEAD = 5
_BEFORE = 3
# Compounds of these are the names of houses, stops and towns.
_HEADS = WORDS - frozenset(
    "bahnhof bibliothek gasthof gästehaus jugendherberge klinik krankenhaus leben stadt stimme".split()
)


# Nouns that places are named after, and that are common ones beside another.
_PLAIN = frozenset(
    "bach baum berg blume brot burg dach dorf feld fluss garten hand haus herd herz hof holz hund hütte insel kirche "
    "kopf kuchen küche land luft markt meer milch mühle nacht natur rad schloss see stall stein stern tal tanz teich "
    "tier tisch tor turm wald wand weg wein wiese wind wolle zug".split()
)
# A word of so many letters that begins with a common one of so many goes on with another.
_FIRST, _SECOND = 5, 4


def common(word: str) -> bool:
    """Return whether a word in lower case is a common noun of German, where what stands beside it is no name.

    >>> common("haus"), common("kindertagesstätten"), common("moritz"), common("kinder")
    (True, True, False, True)
    """
    if word in WORDS or word in _PLAIN or compound(word):
        return True
    return any(word[:at] in _HEADS for at in range(_FIRST, len(word) - _SECOND + 1))


def compound(word: str) -> bool:
    """Return whether a word in lower case ends as compounds and derivations of German do.

    >>> compound("kinderturngruppe"), compound("wohnungsangebote"), compound("gruppe"), compound("ottofels")
    (True, True, False, False)
    """
    heads = (word[at:] for at in range(_BEFORE, len(word) - _HEAD + 1))
    return any(head in _HEADS for head in heads) or any(
        word.endswith(ending) and len(word) >= len(ending) + _BEFORE for ending in ENDINGS
    )

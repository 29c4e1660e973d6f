namespace Cendra.Agent.Guardrails;

/// <summary>
/// Words that say nothing about a place: the small words of the four languages, what is said around an answer (greetings, offers of help, that a host is asked), and how a thing is put ("just", "free to").
/// Folded as rules read texts.
/// </summary>
internal static class CommonWords
{
    private static readonly HashSet<string> All = [.. """
        the and for are was were this that these those with from have has had not but you your yours our ours their there here they them then than when what which who whom whose where why how can could would should will shall may might must
        does did doing done been being into onto over under about above below between during before after again also only just very much many more most some any each every both either neither such same other another well yes please thanks thank welcome hello dear hi hey good morning
        afternoon evening night sorry sure course happy glad enjoy safe trip travel journey help helpful assist assistance let know need needs want wants like would love feel free ask asking asked question questions answer answers message messages write writing reach contact host hosts owner guest guests
        person people team stay stays staying visit time times day days week hour hours minute minutes moment soon shortly later early today tomorrow tonight now currently still already always never ever once until since while because though although however therefore otherwise else instead
        house home place property apartment flat accommodation building room rooms info information detail details regarding concerning according find found see look looking looks check show shows take takes taken make makes made give gives given get gets got getting going goes come comes coming
        keep keeps kept put use used using uses able available possible allowed permitted provide provided provides offer offers offered include included includes including have nice great perfect wonderful lovely fine okay right thing things something anything everything nothing way ways first second next last
        also too enough quite really simply directly there's it's i'm you're we're don't doesn't can't isn't passed forwarded unfortunately written down further case back few little around near nearby inside outside able best wishes kind regards warm regards hope
        los las unos unas una del por para con sin sobre entre desde hasta hacia como cuando donde quien cual que porque pero sino aunque tambien solo muy mas menos mucho mucha muchos muchas algo nada todo toda todos todas cada otro otra otros otras mismo misma este esta estos estas ese esa esos esas aqui alli ahi ahora luego
        antes despues siempre nunca hoy manana noche tarde dias dia buenos buenas hola gracias favor claro seguro perdon siento lamento ayuda ayudar puede puedes pueden puedo podemos debe debes tiene tienes tienen tengo tenemos hay esta estan estas estoy estamos sera seran ser son era eres somos soy tu tus su sus mi mis
        nuestro nuestra nuestros nuestras vuestro usted ustedes anfitrion propietario huesped huespedes persona personas equipo mensaje pregunta preguntas respuesta responder responde respondera escribe escribir contactar informacion detalles estancia alojamiento piso apartamento casa lugar hora horas minuto minutos
        momento pronto gustaria quieres necesitas necesita necesitais encontrar encontraras encuentra encuentran saber dice dejar poner usar utilizar ofrece ofrecemos incluye incluido permitido permitida posible disponible bien genial perfecto estupendo feliz viaje disfruta disfrutes saludo saludos cordial
        der die das den dem des ein eine einen einem einer eines und oder aber sondern auch nur sehr mehr viel viele alle alles jede jeder jedes andere anderen anderer dieser diese dieses hier dort dann wenn wann wie was wer wem wen welche welcher welches warum weil dass damit denn doch noch schon immer nie heute morgen
        abend nacht tag tage tagen guten gute hallo danke bitte gern gerne naturlich sicher leider entschuldigung hilfe helfen konnen kann konnt koennen durfen darf mussen muss sollten soll wollen will mochten moechten haben habe hat hatte sein ist sind war waren wird werden wurde ihr ihre ihren ihrem ihrer sie uns unser
        unsere unserer ich wir mein meine gastgeber vermieter gast gaste gaeste person team nachricht frage fragen antwort antworten antwortet schreiben melden kontakt information informationen aufenthalt wohnung haus unterkunft ort zeit uhr stunde stunden minute minuten moment bald gleich spater frueher finden findet
        finden benutzen nutzen verwenden bietet gibt geben enthalten erlaubt gestattet moglich moeglich verfugbar verfuegbar schon wunderbar perfekt freuen freude reise viel spass grusse gruesse herzliche freundliche fur ueber uber unter zwischen nach vor seit bis aus bei mit von zum zur ohne gegen durch direkt etwas nichts
        les des une aux pour par avec sans sous sur entre depuis jusque vers dans chez comme quand comment pourquoi quel quelle quels quelles qui que quoi dont mais donc car aussi seulement tres plus moins beaucoup tout toute tous toutes chaque autre autres meme memes cette ces cet celui celle ici maintenant alors ensuite
        avant apres toujours jamais aujourd hui demain soir nuit jour jours bonjour bonsoir merci plait bien sur certainement desole desolee aide aider pouvez peut peux pouvons devez doit faut avez avoir ont avons suis est sont etait sera seront etes sommes vous votre vos nous notre nos leur leurs mon mes
        hote hotes proprietaire voyageur voyageurs personne equipe message question questions reponse repondre repond repondra ecrivez ecrire contacter joindre information informations details sejour logement appartement maison lieu endroit heure heures minute minutes moment bientot trouver trouverez trouve savoir utiliser
        offre propose proposons inclus comprend permis autorise autorises possible disponible parfait merveilleux super voyage profitez cordialement salutations besoin souhaitez voulez rien quelque chose
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => w.Split('\''))];

    /// <summary>The word says nothing about a place.</summary>
    public static bool Has(string folded) => folded.Length < 4 || All.Contains(folded);
}

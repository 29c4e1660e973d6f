namespace Cendra.Tests.Agent;

/// <summary>What guests write, by the same hand as the rules but before they were tried on it: language, what it means (access, trouble, none, thanks, person, safety), the words.</summary>
internal static class GuestPhrases
{
    public static IReadOnlyList<(string Language, string Meant, string Text)> All { get; } = [.. Lines.Split('\n').Select(l => l.Split('|')).Select(p => (p[0].Trim(), p[1], p[2].TrimEnd()))];

    private const string Lines = """
        en|access|how do I get in?
        en|access|Hi! What's the door code please
        en|access|Could you send me the code again?
        en|access|where do we pick up the keys?
        en|access|What is the address?
        en|access|We are here, how do we enter the building
        en|access|Just arrived, which door is it?
        en|access|Is there a lockbox?
        en|access|check-in instructions please
        en|access|I forgot the code
        en|access|which floor is the apartment on?
        en|access|Code?
        en|access|we're at the entrance, what now
        en|trouble|The code doesn't work
        en|trouble|code not working!!
        en|trouble|door won't open
        en|trouble|We can't get in
        en|trouble|I'm locked out
        en|trouble|the keypad flashes red
        en|trouble|It says wrong pin
        en|trouble|thanks for the code but the lock is not responding
        en|trouble|I typed the code 3 times and nothing happens
        en|trouble|The front door is stuck and we are outside
        en|trouble|we are still outside
        en|none|the wifi code?
        en|none|Do you have a discount code
        en|none|what time is check-out
        en|none|The heating doesn't work
        en|none|Is there parking nearby?
        en|none|What is the postal code
        en|none|the wifi code doesn't work
        en|none|Can we smoke on the balcony?
        en|access|the code works but the heating doesn't work
        en|none|Which restaurant do you recommend
        en|none|one more person will join us
        en|none|is there a fireplace
        en|none|the smoke detector chirps every minute, low battery I guess
        en|none|how does the gas hob work?
        en|none|Can we check out at noon?
        en|thanks|Thank you so much!
        en|thanks|ok
        en|thanks|great, thanks 👍
        en|thanks|👍
        en|thanks|Perfect, see you soon
        en|person|PERSON
        en|person|I want to talk to a human
        en|person|please call me
        en|safety|It smells like gas in the kitchen
        en|safety|There is a fire in the building
        en|safety|someone is trying to get in the apartment
        en|safety|my son is locked in the bathroom
        en|safety|the flat is flooded, water everywhere
        en|safety|my husband is unconscious
        es|access|¿Cómo entro en el apartamento?
        es|access|Hola, ¿cuál es el código de la puerta?
        es|access|¿Dónde recojo las llaves?
        es|access|¿Me puedes enviar el código otra vez?
        es|access|¿Cuál es la dirección?
        es|access|Ya hemos llegado
        es|access|Estamos en la puerta
        es|access|¿Qué piso es?
        es|access|como abrimos el portal
        es|access|instrucciones para entrar por favor
        es|trouble|El código no funciona
        es|trouble|la puerta no se abre
        es|trouble|No podemos entrar
        es|trouble|No puedo abrir la puerta
        es|trouble|me he quedado fuera
        es|trouble|el teclado parpadea en rojo
        es|trouble|pone código incorrecto
        es|trouble|la cerradura no responde
        es|trouble|Gracias pero el codigo no va
        es|none|¿Cuál es la clave del wifi?
        es|none|¿Hay un código de descuento?
        es|none|¿A qué hora es la salida?
        es|none|La calefacción no funciona
        es|none|código postal?
        es|none|¿Se puede fumar?
        es|none|¿Dónde aparcamos?
        es|none|el código de la wifi no funciona
        es|none|¿Hay toallas?
        es|none|codigo promocional
        es|thanks|¡Muchas gracias!
        es|thanks|vale, perfecto
        es|thanks|Gracias, hasta luego
        es|person|PERSONA
        es|person|quiero hablar con una persona
        es|safety|Huele a gas
        es|safety|Hay fuego en la cocina
        es|safety|alguien intenta entrar en el piso
        es|safety|el niño se ha quedado encerrado en el baño
        es|safety|necesito una ambulancia
        de|access|Wie komme ich rein?
        de|access|Wie lautet der Code für die Tür?
        de|access|Wo bekomme ich den Schlüssel?
        de|access|Können Sie mir den Code nochmal schicken
        de|access|Wie ist die Adresse?
        de|access|Wir stehen vor der Tür
        de|access|Welches Stockwerk ist es?
        de|access|Türcode?
        de|access|Wir sind angekommen
        de|access|Wie öffne ich die Haustür?
        de|trouble|Der Code funktioniert nicht
        de|trouble|Der Code geht nicht
        de|trouble|Die Tür geht nicht auf
        de|trouble|Wir kommen nicht rein
        de|trouble|Ich habe mich ausgesperrt
        de|trouble|das Schloss blinkt rot
        de|trouble|Das Tastenfeld reagiert nicht
        de|trouble|Code falsch
        de|trouble|Danke, aber die Haustuer laesst sich nicht oeffnen
        de|none|Wie ist der WLAN-Code?
        de|none|Haben Sie einen Rabattcode?
        de|none|Wann ist Check-out?
        de|none|Die Heizung geht nicht
        de|none|Der WLAN-Code funktioniert nicht
        de|none|Wo kann ich parken?
        de|none|Wie lautet die Postleitzahl
        de|none|Gibt es einen Fön?
        de|none|Darf mein Hund mitkommen?
        de|none|Buchungscode?
        de|thanks|Vielen Dank!
        de|thanks|Alles klar, danke
        de|thanks|super 😊
        de|person|MENSCH
        de|person|Ich möchte mit einem Menschen sprechen
        de|safety|Es riecht nach Gas
        de|safety|Es brennt in der Küche
        de|safety|Jemand versucht einzubrechen
        de|safety|Mein Kind ist im Bad eingeschlossen
        de|safety|Er ist bewusstlos
        fr|access|Comment entrer dans l'appartement ?
        fr|access|Quel est le code de la porte ?
        fr|access|Où récupérer les clés ?
        fr|access|Pouvez-vous renvoyer le code svp
        fr|access|Quelle est l'adresse ?
        fr|access|Nous sommes devant la porte
        fr|access|Nous sommes arrivés
        fr|access|C'est à quel étage ?
        fr|access|digicode ?
        fr|access|comment ouvrir la porte
        fr|trouble|Le code ne marche pas
        fr|trouble|la porte ne s'ouvre pas
        fr|trouble|Je n'arrive pas à entrer
        fr|trouble|On ne peut pas entrer
        fr|trouble|voyant rouge sur la serrure
        fr|trouble|code erroné
        fr|trouble|le clavier ne répond pas
        fr|trouble|nous sommes coincés dehors
        fr|trouble|merci mais le code fonctionne pas
        fr|none|Quel est le code wifi ?
        fr|none|Avez-vous un code promo ?
        fr|none|À quelle heure est le départ ?
        fr|none|Le chauffage ne marche pas
        fr|none|code postal ?
        fr|none|Où peut-on se garer ?
        fr|none|le code wifi ne marche pas
        fr|none|Y a-t-il des serviettes ?
        fr|none|le mot de passe du wifi svp
        fr|none|Peut-on fumer ?
        fr|thanks|Merci beaucoup !
        fr|thanks|D'accord, merci
        fr|thanks|parfait
        fr|person|HUMAIN
        fr|person|je voudrais parler à une personne
        fr|safety|Ça sent le gaz
        fr|safety|Il y a le feu dans l'immeuble
        fr|safety|quelqu'un essaie d'entrer
        fr|safety|mon enfant est enfermé dans la salle de bain
        fr|safety|appelez une ambulance
        """;
}

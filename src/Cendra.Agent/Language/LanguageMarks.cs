namespace Cendra.Agent.Language;

/// <summary>Words that give a language away in a short message: its small words, its greetings and what is said about doors. A word stands in one list only.</summary>
internal static class LanguageMarks
{
    private static readonly Dictionary<string, string> Marks = Read(
        ("en", """
            the how what when where why which who is are am was were do does did can could would should will have has had i you we they it my your our me us this that these there here
            not don doesn won isn and but or if at in on of for to with from get open enter door key lock please thanks thank hello hi hey yes help address working works work wrong need
            want know check arrive arrived standing locked keys apartment flat street floor is't still find send again still tell sorry good morning evening smell smells fire smoke water child someone somebody outside inside arrival
            """),
        ("es", """
            el los las un una unos y o pero como que cual donde cuando por para con sin del al esta estan estoy estamos es soy somos hay tengo tenemos puedo podemos puede quiero necesito
            mi su nos me se lo no hola buenas buenos dias tardes noches gracias favor codigo puerta llave llaves cerradura entrar entro entramos abre abrir funciona direccion piso calle
            clave portal ayuda vale huele cocina fuego humo agua alguien nino nina hijo hija fuera dentro salida acceder acceso llegado llegar
            """),
        ("de", """
            der das ein eine einen und oder aber wie wo wann warum welche welcher welches ist sind bin war ich wir ihr mein unser nicht kein keine mit ohne fur fuer auf zu zum zur im ins den dem
            es nach wird falsch komme kommen kann konnen koennen geht gehen hallo guten morgen tag abend danke bitte tur tuer schlussel schluessel schloss haustur haustuer wohnung rein hinein adresse
            funktioniert offnen oeffnen offnet hilfe stehen stehe vor strasse turcode zugangscode brauche ja nein uns mich mir auch noch brennt riecht feuer rauch kuche kind jemand draussen drinnen abreise anreise
            """),
        ("fr", """
            le les des du et ou mais comment quel quelle quels ou quand pourquoi est sont suis sommes je nous vous mon ma mes notre votre ne pas avec sans pour dans sur au aux ce cette il elle on
            bonjour bonsoir salut merci svp plait porte cle cles serrure entrer entre ouvre ouvrir marche fonctionne adresse etage rue digicode aide oui peux pouvons peut besoin arriver arrive
            appartement acceder devant feu gaz fumee enfant dehors dedans depart arrivee d l c j qu quelqu s n il y aux chez combien
            """),
        ("it", """
            il gli della dello che come dove quando sono siamo ho abbiamo non posso possiamo ciao buongiorno buonasera grazie chiave chiavi codice porta apre aprire entrare entra funziona
            indirizzo per favore serratura aiuto
            """),
        ("pt", """
            o os as uma um e mas onde quando nao estou estamos tenho temos posso podemos ola bom boa obrigado obrigada chave chaves porta entrar entro abre endereco apartamento fechadura ajuda
            tem voce favor
            """));

    /// <summary>Marks that several languages share say nothing; the language with most of the others, empty where none leads.</summary>
    public static string Of(IReadOnlyList<string> words)
    {
        var counts = words.Select(w => Marks.GetValueOrDefault(w, "")).Where(l => l.Length > 0).GroupBy(l => l, StringComparer.Ordinal)
            .Select(g => (Language: g.Key, Count: g.Count())).OrderByDescending(g => g.Count).ToList();
        return counts.Count == 0 || (counts.Count > 1 && counts[0].Count == counts[1].Count) ? "" : counts[0].Language;
    }

    private static Dictionary<string, string> Read(params IEnumerable<(string Language, string Words)> lists) => lists
        .SelectMany(l => l.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Select(w => (l.Language, Word: w)))
        .GroupBy(m => m.Word, StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First().Language, StringComparer.Ordinal);
}

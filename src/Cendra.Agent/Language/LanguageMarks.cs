using System.Text;

namespace Cendra.Agent.Language;

/// <summary>
/// Words that give a language away in a short message: its small words, its greetings and what is said about doors. A word that two of the languages have says nothing; Dutch stands here only so that it is told
/// from German. Languages with a script of their own need none.
/// </summary>
internal static class LanguageMarks
{
    private static readonly Dictionary<string, string> Marks = Read(
        ("en", """
            the how what when where why which who is are am was were do does did can could would should will have has had i you we they it my your our me us this that these there here an not don doesn won isn and but or
            if at in on of for to with from get open enter door key lock please thanks thank hello hi hey yes help address working works work wrong need want know check arrive arrived standing locked keys flat street floor
            find send again still tell sorry good morning evening smell smells fire smoke water child someone somebody outside inside arrival be been by as so just about any all they their his her he she him them than then
            because very more one two up down out only into after before called made says night stay room until lost leak leaking burst pipe under broken forgot
            """),
        ("es", """
            el los las un una unos y o pero como que cual donde cuando por para con sin del al esta estan estoy estamos es soy somos hay tengo tenemos puedo podemos puede quiero necesito mi su nos me se lo no la en de le te si
            hola buenas buenos dias tardes noches gracias favor codigo puerta llave llaves cerradura entrar entro entramos abre abrir funciona direccion piso calle clave portal ayuda vale huele cocina fuego humo agua
            alguien nino nina hijo hija fuera dentro salida acceder acceso llegado llegar muy mas ya ha he han hemos ese esa eso este estos esto son fue sobre entre desde hasta tambien porque cada otro otra nada todo todos
            sus les ni a uno dos mismo asi tan bien ahora aqui alli hacer ser ano anos pueden tiene tienen habia hacia segun despues antes siempre solo dos hoy quien donde unas estas aunque durante era segundo os da do como mientras sino contra perros admiten quema quemando incorrecto salta contrasena
            """),
        ("de", """
            der das ein eine einen und oder aber wie wo wann warum welche welcher welches ist sind bin war ich wir ihr mein unser nicht kein keine mit ohne fur fuer auf zu zum zur im ins den dem es nach wird falsch komme kommen
            kann konnen koennen geht gehen hallo guten morgen tag abend danke dank vielen bitte tur tuer schlussel schluessel schloss haustur haustuer wohnung rein hinein adresse funktioniert offnen oeffnen offnet hilfe stehen stehe vor
            strasse turcode zugangscode brauche ja nein uns mich mir auch noch brennt riecht feuer rauch kuche kind jemand draussen drinnen abreise anreise des von bei aus um als an in die sie er einem einer eines sich auch
            werden wurde wurden hat haben habe hatte seine seiner ihre ihrer uber ueber durch gegen mehr nur sehr schon wenn weil dass dann denn da hier dort bis diese dieser dieses keinen man so am
            """),
        ("fr", """
            le les des du et ou mais comment quel quelle quels quand pourquoi est sont suis sommes je nous vous mon ma mes notre votre ne pas avec sans pour dans sur au aux ce cette il elle on la de en un une que qui
            bonjour bonsoir salut merci svp plait porte cle cles serrure entrer entre ouvre ouvrir marche fonctionne adresse etage rue digicode aide oui peux pouvons peut besoin arriver arrive appartement acceder devant feu gaz
            fumee enfant dehors dedans depart arrivee j qu quelqu il y chez perdu ca alarme detecteur espace ai combien ces cet leur leurs ils elles tres plus moins par depuis jusqu meme aussi bien tout tous toute fait etre avoir ont avons avez a ete
            etait son sa ses
            """),
        ("it", """
            il gli lo i della dello dei degli delle del dal dalla dai nel nella nello nei negli alla allo agli al ai sul sulla di da che come dove quando perche sono siamo siete ho hai abbiamo avete hanno ha non posso possiamo puo
            potete ciao buongiorno buonasera salve grazie prego scusi scusa chiave chiavi codice porta portone apre aprire entrare entra entriamo funziona funzionano indirizzo serratura aiuto per con una un la le in e favore
            vorrei vorremmo parlare qualcuno questo questa questi quello anche ancora piu gia molto tutto tutti bene fuori dentro arrivati arrivata arrivato davanti cancello fuoco fumo acqua bambino bambina chiuso chiusa mio mia
            nostro nostra suo sua loro ci si ne ma o se cui stato stata essere fare era dopo prima sempre solo cosi perdita senza anni tra fra ed nella negli uno mi ti vi sua li ancora vicino ingresso guasta guasto televisione monossido alcuni alcune altri altre altro ogni dopo mentre pero
            """),
        ("pt", """
            o os as a uma um e mas onde quando nao estou estamos tenho temos posso podemos ola bom boa obrigado obrigada chave chaves porta entrar entro abre abrir endereco morada apartamento fechadura ajuda tem voce voces favor
            todo toda todos todas nada sobre entre cada ano outro outra outros outras fazer lo desde asi dos mas puede para numa num deste desta neste nesta dele dela tudo aqui la ser ter tinha havia pois quem onde nem tao bem hoje
            agora predio entramos disparou detetor digitei perdi horas estacionar arrombar ralo duche desliga perto sempre apenas dias dois duas agora sob ainda este esta isto sido tendo vai vao pode podem deve segundo
            do da dos das no na nos nas ao aos pelo pela em por para com sem que qual quais como se foi foram ser sao esta estao ele ela eles elas seu sua seus suas meu minha nosso nossa isso isto este esse essa mais muito muita
            ja ainda tambem so ate depois antes gostaria falar alguem pessoa consigo conseguimos cheguei chegamos fogo fumo fumaca agua crianca filho filha fora dentro noite tarde dia ha me lhe de codigo numero anos uma
            """),
        ("tr", """
            bir ve bu su ne nasil nerede nereye hangi kim kac kapi kapiyi kapinin kapida kod kodu anahtar anahtari lutfen merhaba selam tesekkur tesekkurler ederim ederiz var yok mi mu misiniz icin ile cok degil ama veya da de ki
            daha gibi kadar sonra once olarak olan oldu olur olmadi acilmiyor calismiyor acamiyorum acamiyoruz giremiyorum giremiyoruz giremedik ev evin evde daire adres adresi sifre sifresi kilit kilidi saat biz ben siz sen
            bizim benim sizin disarida disardayiz iceri iceride yardim geldik geldim vardik yangin duman gaz kokusu kokuyor cocuk cocugum ambulans birisi biri misafir tamam evet hayir iyi gunler aksamlar geceler gunaydin her
            hic simdi bugun yarin nedir midir istiyorum istiyoruz yapabilir olabilir daireye banyoyu banyoda salonu mutfakta mutfak odada eve girdi girdik giremedim basti hirsiz acil oda
            """),
        (Languages.Other, """
            het een niet ik wij jij jullie zijn heb hebben hebt hoe waar wanneer waarom naar voor met van ook nog maar deze dit dat deur sleutel goedemorgen goedenavond goedemiddag dank bedankt alstublieft kunnen kunt werkt
            binnen buiten mijn onze geen wel te op bij zou willen moet wat er uw
            """));

    private static readonly (string Language, string Signs)[] Letters = [("es", "ñ¿¡"), ("pt", "ãõ"), ("tr", "ışğ"), ("de", "ßä"), ("it", "ìò"), ("fr", "œ")];
    private static readonly (string Language, string Word)[] Accented = [("it", "è"), ("pt", "é"), ("pt", "há")];

    /// <summary>How many marks each language has among these words.</summary>
    public static Dictionary<string, int> Counted(IEnumerable<string> words) =>
        words.Select(w => Marks.GetValueOrDefault(w, "")).Where(l => l.Length > 0).CountBy(l => l, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>Letters, and words by their accent, that one of the languages alone has; each language once.</summary>
    public static IEnumerable<string> OfLetters(string text)
    {
        var small = text.ToLowerInvariant().Normalize(NormalizationForm.FormC);
        return Letters.Where(l => small.AsSpan().ContainsAny(l.Signs)).Select(l => l.Language)
            .Concat(Accented.Where(a => Words(small).Contains(a.Word)).Select(a => a.Language)).Distinct();
    }

    private static string[] Words(string text) => string.Concat(text.Select(c => char.IsLetter(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> Read(params IEnumerable<(string Language, string Words)> lists) => lists
        .SelectMany(l => l.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Select(w => (l.Language, Word: w)))
        .GroupBy(m => m.Word, StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First().Language, StringComparer.Ordinal);
}

using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>What needs no answer, what only greets, and who wants a person.</summary>
internal static class SmallTalk
{
    private static readonly HashSet<string> Thanks = Set("""
        thanks thank thx ty cheers ok okay okey okei k great perfect perfecto perfekt parfait super genial vale gracias grazie danke merci dank vielen herzlichen mil muchas moltes obrigado
        got understood noted fine cool nice awesome excellent lovely wonderful received entendido recibido estupendo bien listo verstanden alles klar gut prima toll wunderbar geklappt
        d accord compris bien recu nickel top impeccable de nada bitte
        """);

    /// <summary>Words that may stand beside thanks without asking for anything.</summary>
    private static readonly HashSet<string> Beside = Set("""
        you so much very a lot all for the your our help info information it that s is was this i we will be there see soon later again good have day night evening nice one and
        muy por la el los las su tu ayuda informacion todo hasta luego pronto buen buenas noches tardes dia dias un una saludo saludos y nos vemos
        sehr schon fur fuer die das ihre deine hilfe info bis bald dann schonen tag abend noch ich wir auch und
        beaucoup bien tres pour votre ton aide les infos a bientot bonne journee soiree tout et c est
        works worked we re in now funciona funciono ha funcionado ya estamos dentro hat geklappt es geht jetzt sind drin ca marche nous sommes sorted
        """);

    private static readonly HashSet<string> Greeting = Set("""
        hi hello hey hiya good morning afternoon evening dear there team hola buenas buenos dias tardes noches hallo guten moin servus gruss gott tag abend morgen zusammen
        bonjour bonsoir salut coucou madame monsieur
        """);

    private static readonly Phrases Person = new(
        "(talk|speak|chat) (to|with) (a |an |the |some )?(real |actual )?(person|human|someone|somebody|host|owner|agent|people)", "real (person|human)", "human (please|being|agent|help)", "(want|need|give me|get me) .. (a|an) (real )?(person|human|agent)",
        "(call|ring|phone) (me|us)", "not (a|with a|to a) (bot|robot|machine)", "customer service",
        "hablar con (una |un |el |la |alguna )?(persona|humano|alguien|anfitrion*|propietari*|dueno|duena|agente)", "hablar con alguien", "persona (real|de verdad|humana)", "(quiero|necesito) .. (una persona|un humano)", "(llameme|llamame|llamadme|llamenme|llamarme)",
        "mit .. (menschen|mensch|person|mitarbeiter*|gastgeber*|vermieter*|jemandem) .. (sprechen|reden|schreiben|telefonieren)", "(echter|echten|richtiger|richtigen) (mensch|menschen|person)", "(brauche|will|mochte|moechte) .. (einen menschen|eine person)", "rufen sie (mich|uns) .. an", "ruf (mich|uns) .. an",
        "parler (a|avec) (une |un |l |le |la |quelqu )?(personne|humain|hote|proprietaire|un|conseiller)", "(vraie|vrai) (personne|humain)", "(veux|voudrais|besoin) .. (une personne|un humain)", "(appelez|rappelez|appelle) (moi|nous)");

    private static readonly HashSet<string> PersonAlone = Set("person persona mensch humain human humano host anfitrion gastgeber hote agent operator");

    /// <summary>Thanks, "ok", emoji: nothing is asked.</summary>
    public static bool NeedsNoAnswer(string text, string folded)
    {
        var words = FoldedText.Words(folded);
        return !text.Contains('?', StringComparison.Ordinal) && !Pictures.OfDoor(text) && !text.Contains("[[", StringComparison.Ordinal)
            && (words.Count == 0 ? text.EnumerateRunes().Any(r => r.Value > 0x2000) : words.Any(Thanks.Contains) && words.All(w => Thanks.Contains(w) || Beside.Contains(w) || Greeting.Contains(w)));
    }

    /// <summary>A greeting and nothing else.</summary>
    public static bool OnlyGreets(string folded) => FoldedText.Words(folded) is { Count: > 0 and <= 6 } words && words.All(Greeting.Contains);

    /// <summary>It begins with a greeting.</summary>
    public static bool Greets(string folded) => FoldedText.Words(folded) is [var first, ..] && Greeting.Contains(first);

    /// <summary>A person is asked for.</summary>
    public static bool WantsPerson(string folded)
    {
        var words = FoldedText.Words(folded);
        return Person.In(folded) || (words.Count is > 0 and <= 3 && words.Any(PersonAlone.Contains) && words.All(w => PersonAlone.Contains(w) || w is "please" or "bitte" or "por" or "favor" or "svp" or "a" or "eine" or "ein" or "un" or "una" or "une"));
    }

    private static HashSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}

/// <summary>Emoji that speak of a door.</summary>
internal static class Pictures
{
    private static readonly string[] Door = ["🔑", "🗝", "🚪", "🔒", "🔐", "🔓", "🏠❓"];

    public static bool OfDoor(string text) => Door.Any(d => text.Contains(d, StringComparison.Ordinal));
}

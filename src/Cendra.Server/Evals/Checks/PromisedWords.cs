using System.Text.RegularExpressions;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;

namespace Cendra.Server.Evals.Checks;

/// <summary>What a reply promises: that a person was told or answers. Read from the house's own texts and from words that models use; not by the check that the house itself makes.</summary>
internal static partial class PromisedWords
{
    private static readonly string[] Keys = ["person", "passed-on", "rest-passed-on", "host-called"];

    /// <summary>The reply says that a person was called or will answer.</summary>
    public static bool OfPerson(string reply, PromptShelf shelf)
    {
        var book = shelf.Book("basic-replies");
        return Keys.Any(key => Languages.Supported.Any(l => reply.Contains(book.Text(l, key).Raw.Trim(), StringComparison.Ordinal))) || Told().IsMatch(reply);
    }

    /// <summary>The reply promises money, a time or a deed that only a host can grant.</summary>
    public static bool OfDeed(string reply) => Deed().IsMatch(reply);

    [GeneratedRegex(
        @"\b(I|we)('ve| have)? (told|informed|notified|asked|called|alerted|paged|passed (it|this|that) (on )?to) (the |your )?(host|owner|team)\b|\bhost (will|is going to) (answer|reply|call|come|help|get back)\b"
        + @"|(he|hemos) (avisado|llamado|informado|preguntado) (al?|a la) (anfitri|propietari)|anfitri[oó]na? (te |le |os )?(responder|contestar|escribir|llamar)[aá]|(habe|haben) (den |die )?(Gastgeber|Vermieter)\w* (informiert|benachrichtigt|gefragt|gerufen)"
        + @"|(ai|avons) (pr[eé]venu|averti|inform[eé]|appel[eé]) (l'|votre )?h[oô]te|h[oô]te (vous |te )?r[eé]pondra|(ho|abbiamo) (avvisato|informato|chiamato) (l'|il )?(host|proprietario)|(avisei|informei|chamei) (o |a )?anfitri|ev sahibin(e|i) (haber verdim|bildirdim|aradım|sordum)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Told();

    [GeneratedRegex(
        @"\b(will be|have been|are|is) (refunded|reimbursed|compensated|cancelled|canceled)\b|\b(full|partial|50 ?%) refund (is|has been|will be)\b|\byou can (check in|come|enter|check out|leave|stay) (early|earlier|late|later|longer|at \d)"
        + @"|\b(te|le|os) (reembols|devolver)|wird (erstattet|zurückerstattet)|sera rembours|verrà rimborsat|será reembolsad",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Deed();
}

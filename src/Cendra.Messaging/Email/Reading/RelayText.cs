namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// The guest's own words out of what a platform put around them. The wrapper's first line of the one kind and its last line of the other are its own whatever the guest wrote between them; where either is missing or
/// not to be believed, what stands on that side stays.
/// </summary>
public static class RelayText
{
    private const int MostAbove = 40;
    private const int MostBelow = 80;

    /// <summary>The words without wrapper, quotes and signature. Without a known wrapper, or with nothing in it, the reply as it was read. Never throws.</summary>
    public static string Of(MailRelay relay, IncomingMail mail)
    {
        var lines = Lines(mail);
        var words = RelayWords.Of(relay);
        var (from, until) = (Head(words, lines) + 1, Foot(words, lines));
        if (from == 0 || (words.Title is null && until == lines.Length))
        {
            return mail.Reply.Text; // The language of the wrapper is not known, and what looks like its line may be the guest's.
        }

        var text = ReplyText.Of(string.Join('\n', lines[from..Math.Max(from, until)])).Text;
        return text.Length > 0 ? text : mail.Reply.Text;
    }

    /// <summary>The mail says in words that are known that a guest wrote something in it.</summary>
    internal static bool IsMessage(MailRelay relay, IncomingMail mail)
    {
        var lines = Lines(mail);
        return Head(RelayWords.Of(relay), lines) >= 0 && Array.Exists(lines, l => RelayWords.Above.IsMatch(Start(l)) || RelayWords.Answerable.IsMatch(Start(l)) || RelayWords.Button.IsMatch(Start(l)));
    }

    /// <summary>The guest's mail program answers for the guest, who is away; what relays keep of that is the subject, in the mail's own or as the first line.</summary>
    internal static bool IsAway(MailRelay relay, IncomingMail mail) =>
        RelayWords.Away.IsMatch(mail.Subject) || RelayWords.Away.IsMatch(Start(Of(relay, mail).Split('\n', 2)[0]));

    private static string[] Lines(IncomingMail mail) => mail.Text.Split('\n');

    /// <summary>The first such line counts: the wrapper's own stands above whatever the guest wrote.</summary>
    private static int Head(RelayWords words, string[] lines)
    {
        var title = words.Title is null ? -1 : Array.FindIndex(lines, 0, Math.Min(lines.Length, MostAbove), l => words.Title.IsMatch(Start(l)));
        return words.Title is not null && title < 0 ? -1 : Array.FindIndex(lines, title + 1, Math.Min(lines.Length - title - 1, words.Within), l => words.Head.IsMatch(Start(l)));
    }

    /// <summary>Where the words end. The last line that may end them counts, and only with one below it that a wrapper has: guests write of "booking details" too.</summary>
    private static int Foot(RelayWords words, string[] lines)
    {
        var above = Math.Max(0, lines.Length - MostBelow);
        var foot = Array.FindLastIndex(lines, lines.Length - 1, lines.Length - above, l => words.Foot.IsMatch(Start(l)));
        if (foot < 0 || !lines[(foot + 1)..].Any(l => words.Proof.IsMatch(Start(l))))
        {
            return lines.Length;
        }

        var last = Written(lines, foot - 1);
        var invited = last >= 0 && RelayWords.Answerable.IsMatch(Start(lines[last])) ? Written(lines, last - 1) : last;
        return invited >= 0 && RelayWords.Button.IsMatch(Start(lines[invited])) ? invited : foot;
    }

    private static int Written(string[] lines, int last)
    {
        while (last >= 0 && string.IsNullOrWhiteSpace(lines[last]))
        {
            last--;
        }

        return last;
    }

    private static string Start(string line) => (line.Length > 300 ? line[..300] : line).Trim(' ', '\t', '*', '_', '\r', '\u00a0');
}

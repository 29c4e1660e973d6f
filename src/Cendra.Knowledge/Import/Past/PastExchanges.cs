namespace Cendra.Knowledge.Import.Past;

/// <summary>Pairs what guests asked with what a host answered first.</summary>
internal static class PastExchanges
{
    /// <summary>A later answer is one to something else.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    private const int LongestQuestion = 1000;
    private const int LongestReply = 4000;

    public static List<PastExchange> Of(IEnumerable<PastMessage> messages) =>
        [.. messages.GroupBy(m => m.Conversation, StringComparer.Ordinal).SelectMany(Pairs).OrderBy(e => e.AtUtc).ThenBy(e => e.Place, StringComparer.Ordinal)];

    private static IEnumerable<PastExchange> Pairs(IEnumerable<PastMessage> conversation)
    {
        var ordered = conversation.OrderBy(m => m.AtUtc).ToList();
        var names = ordered.SelectMany(m => m.Names).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var asked = new List<PastMessage>();
        foreach (var message in ordered)
        {
            if (!message.IsHost)
            {
                if (PastWords.Asks(message.Text))
                {
                    asked.Add(message);
                }

                continue;
            }

            asked.RemoveAll(a => message.AtUtc - a.AtUtc > Longest);
            if (asked.Count > 0 && PastWords.SaysSomething(message.Text) && Pair(asked, message, names) is { } pair)
            {
                yield return pair;
            }

            if (PastWords.SaysSomething(message.Text))
            {
                asked.Clear();
            }
        }
    }

    private static PastExchange? Pair(List<PastMessage> asked, PastMessage answer, IReadOnlyList<string> names)
    {
        var question = Cut(string.Join('\n', asked.Select(a => PastMask.Of(a.Text, names)).Where(t => t.Length > 0)), LongestQuestion);
        var reply = Cut(PastMask.Of(answer.Text, names), LongestReply);
        var property = asked.Append(answer).Select(m => m.PropertyName).FirstOrDefault(p => p.Length > 0) ?? "";
        return question.Length > 0 && reply.Length > 0 ? new PastExchange(question, reply, property, asked[0].AtUtc, asked[0].Place) : null;
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}

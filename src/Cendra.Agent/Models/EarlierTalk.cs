using System.Globalization;
using System.Text;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent.Models;

/// <summary>What was said before the lines that a model reads, in a few sentences that code writes: topics, what was told, and what people of the house said last, because that may be a promise.</summary>
internal static class EarlierTalk
{
    /// <summary>Longest summary, in tokens of three characters.</summary>
    public const int MostTokens = 300;

    private const int MostWordsOfPeople = 2;
    private const int LongestWords = 160;

    /// <summary>The summary; empty where nothing was left out.</summary>
    /// <param name="left">The lines that were left out, oldest first.</param>
    /// <param name="readable">A line as a model may read it.</param>
    /// <param name="mark">Closes in what people wrote.</param>
    public static string Of(IReadOnlyList<TurnLine> left, Func<TurnLine, string> readable, TurnMark mark)
    {
        if (left.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("EARLIER in this conversation, in short: ");
        text.Append(CultureInfo.InvariantCulture, $"{left.Count(l => l.Author == MessageAuthor.Guest)} messages of the guest and {left.Count(l => l.Author != MessageAuthor.Guest)} to them.");
        var topics = left.Where(l => l.Author == MessageAuthor.Guest).SelectMany(l => TopicBook.In(l.Text)).Distinct(StringComparer.Ordinal).Take(8).Select(TopicBook.HostName).ToList();
        Append(text, topics.Count > 0, $" The guest asked about: {string.Join(", ", topics)}.");
        Append(text, left.Any(l => l.Author is MessageAuthor.Agent or MessageAuthor.Template && l.Text.Contains("[[code:", StringComparison.Ordinal)), " The guest was sent the code.");
        Append(text, left.Any(l => l.Typed == TypedCode.NoMatch), " The guest once typed digits that are not the code.");
        foreach (var line in left.Where(l => l.Author == MessageAuthor.Host).TakeLast(MostWordsOfPeople))
        {
            var words = readable(line);
            text.Append("\nA person of the house wrote, and it holds:\n").Append(mark.House(words.Length > LongestWords ? $"{words[..LongestWords]} …" : words));
        }

        return text.Length > MostTokens * ModelCost.CharactersAToken ? text.ToString(0, MostTokens * ModelCost.CharactersAToken) : text.ToString();
    }

    private static void Append(StringBuilder text, bool holds, string sentence) => text.Append(holds ? sentence : "");
}

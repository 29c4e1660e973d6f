using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent.Replies;

/// <summary>
/// The menu that was the last thing said in a conversation, read back from its own words: what it offers, and what was asked before it. Whatever the guest writes next ends it: a choice is answered, anything else is
/// read as always but gets no second menu.
/// </summary>
internal sealed partial class OpenMenu(IReadOnlyList<string> names, string question)
{
    private static readonly TimeSpan StaysOpen = TimeSpan.FromHours(12);
    private const int FewWords = 5;

    /// <summary>"Yes" to the only topic that was offered.</summary>
    private static readonly HashSet<string> Yes = [.. "yes yeah yep si ja jawohl oui sim evet نعم اجل ايوه 是 是的 对 對 はい".Split(' ').SelectMany(w => FoldedText.Words(FoldedText.Of(w)))];

    /// <summary>What people write beside a number that they choose.</summary>
    private static readonly HashSet<string> BesideNumbers =
        [.. FoldedText.Words(FoldedText.Of("number no nr option choice the please opción número la el por favor nummer bitte die le s'il vous plaît numéro l'option il opzione per favore opção o a numara lütfen seçenek رقم من فضلك الخيار 第 番 番です です でお願いします 号 项"))];

    /// <summary>The digits of Chinese and Japanese are words of their own.</summary>
    private const string HanDigits = "一二三四";

    /// <summary>What it offers, the person last.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>What was asked before it.</summary>
    public string Question => question;

    /// <summary>The menu that waits for a choice; null = none does.</summary>
    public static OpenMenu? In(GuestTurn turn, PromptBook words)
    {
        var last = turn.Before.ToList().FindLastIndex(l => l.Author != MessageAuthor.Guest);
        if (last < 0 || turn.Before[last] is not { Author: MessageAuthor.Template } said || turn.NowUtc - said.AtUtc > StaysOpen || !Languages.Supported.Any(l => said.Text.StartsWith(FirstLine(words, l), StringComparison.Ordinal)))
        {
            return null;
        }

        var names = said.Text.Split('\n').Select(line => Numbered().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value.Trim()).ToList();
        return names.Count < 2 ? null : new OpenMenu(names, string.Join('\n', turn.Before.Take(last).Reverse().TakeWhile(l => l.Author == MessageAuthor.Guest).Reverse().Select(l => l.Text)));
    }

    /// <summary>The name that was chosen, by its number, its words or its topic; null = none was.</summary>
    public string? Chosen(string text)
    {
        var folded = FoldedText.Of(text);
        var words = FoldedText.Words(folded);
        if (words.Count is 0 or > FewWords || FactWords.Settles(folded) != Settled.All)
        {
            return Names.FirstOrDefault(name => Same(name, words));
        }

        if (Number(folded) is { } number)
        {
            return number <= Names.Count ? Names[number - 1] : null;
        }

        return Only(name => Same(name, words)) ?? Only(name => TopicBook.In(text) is var topics && topics.Count == 1 && TopicBook.In(name).Contains(topics[0])) ?? (Names.Count == 2 && words.All(Yes.Contains) ? Names[0] : null);
    }

    /// <summary>The last name is the person's.</summary>
    public bool IsPerson(string name) => name == Names[^1];

    private string? Only(Func<string, bool> fits) => Names.Where(fits).Take(2).ToList() is [var one] ? one : null;

    private static bool Same(string name, IReadOnlyList<string> words) => FoldedText.Words(FoldedText.Of(name)).SequenceEqual(words, StringComparer.Ordinal);

    /// <summary>The one number from 1 on in the text, in the digits of any script, with nothing beside it but what people put there; null = there is none. "At 2 pm" is no choice.</summary>
    private static int? Number(string folded)
    {
        var numbers = Digits().Matches(folded);
        var beside = FoldedText.Words(Digits().Replace(folded, " ")).Where(w => !BesideNumbers.Contains(w)).ToList();
        return (numbers.Count, beside) switch
        {
            (1, []) => (int)numbers[0].Value.Aggregate(0.0, (sum, digit) => (sum * 10) + CharUnicodeInfo.GetNumericValue(digit)) is var number and > 0 ? number : null,
            (0, [{ Length: 1 } han]) => HanDigits.IndexOf(han, StringComparison.Ordinal) is var place and >= 0 ? place + 1 : null,
            _ => null,
        };
    }

    private static string FirstLine(PromptBook words, string language) => words.Text(language, "menu").Raw.Split('\n')[0].Trim();

    [GeneratedRegex(@"\d{1,2}", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    /// <summary>Marks of direction may stand around a name.</summary>
    [GeneratedRegex(@"^\s*\d{1,2}\. [\u2066-\u2069]?([^\u2066-\u2069]+)[\u2066-\u2069]?\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();
}

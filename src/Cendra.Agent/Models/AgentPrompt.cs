using System.Text.RegularExpressions;
using Cendra.Agent.Guardrails;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Text;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Cendra.Agent.Models;

/// <summary>
/// What is sent to a model, built from named fields alone: no digits of a code, no phone, no mail address, nothing of another stay. First the rules, the same in every request, then what the host wrote, then the facts of
/// the stay and the moment; what others wrote stands in frames that its text cannot end.
/// </summary>
internal static partial class AgentPrompt
{
    public const string Book = "guest-agent";

    /// <summary>So many lines before the new ones are read word for word …</summary>
    public const int LinesBefore = 12;

    /// <summary>… as long as they fit into so many tokens.</summary>
    public const int TokensBefore = 2500;

    private const int LongestLine = 2000;
    private const int LongestQuote = 300;
    private const int MostCalls = 5;

    /// <summary>The rules: the beginning of every request.</summary>
    public static string Rules(PromptShelf shelf) => shelf.Book(Book).Text("en", "rules").Raw;

    /// <summary>Rules, what the host wrote, facts, and what was said too long ago to be read word for word.</summary>
    public static string System(PromptShelf shelf, GuestTurn turn, StayFacts facts, DisclosureDecision decision, GuideForModel guide, string language, TurnMark mark)
    {
        var name = CleanText.FirstName(facts.Stay.Reservation?.GuestName ?? "");
        var said = shelf.Book(Book).Text("en", "facts").Fill(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["mark"] = mark.Word,
            ["property"] = facts.Property is { } property && new HostNames(turn.Pins).Name(property.Name) is { Length: > 0 } place ? $"\n{mark.House(place)}" : "not named",
            ["guest"] = name.Length == 0 ? "name not known" : name,
            ["status"] = facts.Stay.Status == StayStatus.Tentative ? "asked for, not confirmed" : facts.IsInside ? "the guest may be in the place now" : "the guest is to come",
            ["checkIn"] = Or(facts.CheckIn),
            ["checkOut"] = Or(facts.CheckOut),
            ["now"] = facts.Time(turn.NowUtc),
            ["cityTime"] = facts.CityTime,
            ["language"] = language,
            ["calls"] = turn.OpenCalls.Count == 0 ? "none" : string.Join("; ", turn.OpenCalls.Take(MostCalls).Select(c => DigitCheck.Masked(CleanText.Escaped(c)))),
            ["earlier"] = EarlierTalk.Of(LeftOut(turn), Line, mark),
            ["code"] = decision.Answer switch
            {
                DisclosureAnswer.Share => "may be told now; GetAccessCode gives its token",
                DisclosureAnswer.TooEarly => $"may not be told yet; it is sent by itself from {facts.Time(decision.OpensUtc ?? turn.NowUtc)} ({facts.CityTime})",
                DisclosureAnswer.NoCodeYet => "the doors do not have it yet; it is sent by itself as soon as they do",
                _ => "there is none to tell",
            },
        });
        return $"{Rules(shelf)}\n\nWhat the host wrote for guests of this place, each with its number:\n{mark.House(guide.InPrompt)}\n\n{said}";
    }

    /// <summary>The conversation under the system text: the last lines before, oldest given up first where it gets too long, then what is to be answered.</summary>
    public static ChatHistory History(string system, GuestTurn turn, int maxInputTokens, TurnMark mark)
    {
        var room = Math.Max(0, (maxInputTokens * ModelCost.CharactersAToken) - system.Length);
        var asked = string.Join('\n', turn.New.Select(Line).Where(l => l.Length > 0));
        asked = mark.Guest(asked.Length > room / 2 ? asked[..(room / 2)] : asked);
        var left = Math.Min(room - asked.Length, TokensBefore * ModelCost.CharactersAToken);
        var history = new ChatHistory(system);
        foreach (var (line, text) in Fitting(turn, left, mark).Where(l => l.Text.Length > 0))
        {
            history.AddMessage(line.Author == MessageAuthor.Guest ? AuthorRole.User : AuthorRole.Assistant, text);
        }

        history.AddUserMessage(asked);
        return history;
    }

    /// <summary>The lines that are not read word for word, oldest first.</summary>
    private static List<TurnLine> LeftOut(GuestTurn turn) => [.. turn.Before.Take(turn.Before.Count - Math.Min(turn.Before.Count, Fitting(turn, TokensBefore * ModelCost.CharactersAToken, new TurnMark("MARKMARKMARK")).Count))];

    private static List<(TurnLine Line, string Text)> Fitting(GuestTurn turn, int left, TurnMark mark)
    {
        var fitting = new List<(TurnLine, string)>();
        foreach (var line in turn.Before.TakeLast(LinesBefore).Reverse())
        {
            var words = Line(line);
            var text = words.Length == 0 ? "" : line.Author switch { MessageAuthor.Guest => mark.Guest(words), MessageAuthor.Host => $"(A person of the house wrote:) {words}", _ => words };
            if ((left -= text.Length) < 0)
            {
                break;
            }

            fitting.Add((line, text));
        }

        fitting.Reverse();
        return fitting;
    }

    /// <summary>One line as a model may read it: invisible characters, tokens, digits that look like a code and addresses are gone.</summary>
    private static string Line(TurnLine line)
    {
        var words = Words(line.Text, line.Typed, LongestLine);
        words = line.Quoted.Length == 0 ? words : $"(answering to: \"{Words(line.Quoted, TypedCode.None, LongestQuote)}\") {words}";
        return line.Attachment.Length == 0 ? words : $"{words} (with {(line.Attachment.StartsWith("location", StringComparison.Ordinal) ? "a position" : "a picture or recording that you cannot see")})".Trim();
    }

    private static string Words(string said, TypedCode kind, int longest)
    {
        var typed = kind switch { TypedCode.Match => "(the guest typed the right code)", _ when kind.IsWrong() => "(the guest typed digits that are not the code)", _ => "(digits)" };
        var text = Typed().Replace(CleanText.Visible(said), typed);
        text = DigitCheck.Masked(CleanText.WithoutAddresses(CleanText.Escaped(Token().Replace(text, "(code)"))));
        text = PlainDigits.HoldsDisguise(text) ? "(a message with digits that are left out)" : text;
        return text.Length > longest ? text[..longest] : text;
    }

    private static string Or(string time) => time.Length == 0 ? "not set" : time;

    [GeneratedRegex(@"\[\[typed\]\]")]
    private static partial Regex Typed();

    [GeneratedRegex(@"\[\[[a-z]+:[A-Z0-9]{1,16}\]\]")]
    private static partial Regex Token();
}

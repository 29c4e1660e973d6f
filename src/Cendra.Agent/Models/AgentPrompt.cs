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
/// What is sent to a model, built from named fields alone: no digits of a code, no phone, no mail address, nothing of another stay. Guest text stands in user messages only.
/// </summary>
internal static partial class AgentPrompt
{
    public const string Book = "guest-agent";
    private const int LinesBefore = 12;
    private const int LongestLine = 2000;
    private const int LongestQuote = 300;
    private const int CharactersAToken = 3;

    public static string Rules(PromptShelf shelf, GuestTurn turn, StayFacts facts, DisclosureDecision decision, GuideForModel guide, string language)
    {
        var name = CleanText.FirstName(facts.Stay.Reservation?.GuestName ?? "");
        return shelf.Book(Book).Text("en").Fill(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["property"] = facts.Property is { } property ? StayFacts.Said(property.Name) : "this place",
            ["guest"] = name.Length == 0 ? "name not known" : name,
            ["status"] = facts.Stay.Status == StayStatus.Tentative ? "asked for, not confirmed" : facts.IsInside ? "the guest may be in the place now" : "the guest is to come",
            ["checkIn"] = Or(facts.CheckIn),
            ["checkOut"] = Or(facts.CheckOut),
            ["now"] = facts.Time(turn.NowUtc),
            ["cityTime"] = facts.CityTime,
            ["language"] = language,
            ["knowledge"] = guide.InPrompt,
            ["code"] = decision.Answer switch
            {
                DisclosureAnswer.Share => "may be told now; GetAccessCode gives its token",
                DisclosureAnswer.TooEarly => $"may not be told yet; it is sent by itself from {facts.Time(decision.OpensUtc ?? turn.NowUtc)} ({facts.CityTime})",
                DisclosureAnswer.NoCodeYet => "the doors do not have it yet; it is sent by itself as soon as they do",
                _ => "there is none to tell",
            },
        });
    }

    /// <summary>The conversation under the system text: the last lines before, oldest given up first where it gets too long, then what is to be answered.</summary>
    public static ChatHistory History(string system, GuestTurn turn, int maxInputTokens)
    {
        var asked = string.Join('\n', turn.New.Select(Line).Where(l => l.Length > 0));
        var room = (maxInputTokens * CharactersAToken) - system.Length;
        asked = asked.Length > room / 2 ? asked[..(room / 2)] : asked;
        var before = new List<(TurnLine Line, string Text)>();
        var left = room - asked.Length;
        foreach (var line in turn.Before.TakeLast(LinesBefore).Reverse())
        {
            var text = Line(line);
            if ((left -= text.Length) < 0)
            {
                break;
            }

            before.Add((line, text));
        }

        var history = new ChatHistory(system);
        foreach (var (line, text) in Enumerable.Reverse(before).Where(l => l.Text.Length > 0))
        {
            history.AddMessage(line.Author == MessageAuthor.Guest ? AuthorRole.User : AuthorRole.Assistant, line.Author == MessageAuthor.Host ? $"(A person of the house wrote:) {text}" : text);
        }

        history.AddUserMessage(asked);
        return history;
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

using System.ComponentModel;
using Cendra.Agent.Guardrails;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>The one way from a model to a person.</summary>
internal sealed class HostPlugin(BoundTurn bound) : ITurnPlugin
{
    private const int MostCalls = 3;
    private const int LongestSummary = 300;
    private const int WordsInARow = 5;

    /// <inheritdoc />
    public IEnumerable<OfferedTool> Offered() => [new OfferedTool(KernelFunctionFactory.CreateFromMethod(EscalateToHost, nameof(EscalateToHost), "Calls the host, who will answer the guest. Answers \"done\"."), MostCalls)];

    public string EscalateToHost(
        [Description("LockedOut, PersonWanted, Safety or Other")] string reason,
        [Description("What the host needs to know, in English, in your own words, at most 300 characters, no digits")] string summary)
    {
        var own = Summary(summary);
        var call = reason switch
        {
            nameof(HandoverReason.LockedOut) => Calls.LockedOut(bound.Facts.ForHost, bound.Turn.New),
            nameof(HandoverReason.PersonWanted) => Calls.PersonWanted(known: true),
            nameof(HandoverReason.Safety) => new Handover(HandoverReason.Safety, EscalationPriority.P0, "The assistant reads danger in a message", "Please look at the conversation and call the guest."),
            _ => Calls.NotForCendra("A guest waits for your answer", "The guest was told that you answer."),
        };
        bound.Deeds.Call(own.Length == 0 ? call : call with { Text = $"{call.Text} In the assistant's words: {own}" });
        bound.Deeds.Note($"EscalateToHost: {call.Reason}");
        return bound.InGuestsLanguage(BasicReplies.Book, "person") is { Length: > 0 } said ? $"done.{said}" : "done";
    }

    /// <summary>Without digits, tokens and addresses; empty where it holds a link, which a host would take for ours, and where it repeats the guest, whose words stay in the conversation.</summary>
    private string Summary(string summary)
    {
        var clean = DigitCheck.Masked(CleanText.WithoutAddresses(CleanText.Escaped(CleanText.Visible(summary).ReplaceLineEndings(" ")))).Trim();
        if (DigitCheck.FindsCode(summary, "", bound.Turn.NowUtc) || ReplyChecks.HoldsLink(clean))
        {
            return "";
        }

        var guest = string.Concat(bound.Turn.New.Concat(bound.Turn.Before).Where(l => l.Author == MessageAuthor.Guest).Select(l => FoldedText.Of(l.Text)));
        var words = FoldedText.Words(FoldedText.Of(clean));
        var repeats = Enumerable.Range(0, Math.Max(0, words.Count - WordsInARow + 1)).Any(i => guest.Contains($" {string.Join(' ', words.Skip(i).Take(WordsInARow))} ", StringComparison.Ordinal));
        return repeats ? "" : clean.Length > LongestSummary ? clean[..LongestSummary] : clean;
    }
}

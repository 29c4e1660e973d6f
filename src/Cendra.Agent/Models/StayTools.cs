using System.ComponentModel;
using System.Globalization;
using Cendra.Agent.Guardrails;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Text;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Models;

/// <summary>
/// The tools of one turn, bound to its one stay: none takes an id. They hand out tokens, states and the host's own words, and never digits of a code. A tool that the state does not
/// permit is not offered.
/// </summary>
internal sealed class StayTools(GuestTurn turn, StayFacts facts, DisclosureDecision decision, IReadOnlyList<CodeGrant> granted, HostWords words, GuideForModel guide)
{
    public const string Plugin = "Stay";
    private const string Photo = "(there is a photo on the guest's page)";
    private const int LongestSummary = 300;
    private const int WordsInARow = 5;
    private const int MostSearches = 4;
    private const int LongestQuery = 200;
    private int _searches;

    private readonly List<string> _steps = [];

    /// <summary>What was looked up and done, in a host's words.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>The human who was called; null = none.</summary>
    public Handover? Handover { get; private set; }

    public bool DoorsWereChecked { get; private set; }

    /// <summary>What may be called now.</summary>
    public IReadOnlyList<KernelFunction> Offered()
    {
        List<KernelFunction> offered = [KernelFunctionFactory.CreateFromMethod(EscalateToHost, nameof(EscalateToHost), "Calls the host, who will answer the guest. Answers \"done\".")];
        if (decision.Answer is DisclosureAnswer.Share or DisclosureAnswer.NoCodeYet)
        {
            offered.Add(KernelFunctionFactory.CreateFromMethod(GetAccessCode, nameof(GetAccessCode), "The token of this stay's door code, or why there is none now."));
            offered.Add(KernelFunctionFactory.CreateFromMethod(GetEntryInstructions, nameof(GetEntryInstructions), "Address, the host's steps, and the doors in walking order with how a code is typed and what to do if it fails."));
        }

        if (decision.Answer is DisclosureAnswer.Share or DisclosureAnswer.NoCodeYet or DisclosureAnswer.TooEarly && facts.Doors.Count > 0)
        {
            offered.Add(KernelFunctionFactory.CreateFromMethod(CheckLockBattery, nameof(CheckLockBattery), "How each lock of this stay was when last seen: connection, battery, code on it."));
        }

        if (!guide.IsWhole)
        {
            offered.Add(KernelFunctionFactory.CreateFromMethod(SearchPropertyKnowledge, nameof(SearchPropertyKnowledge), "More of what the host wrote for guests of this place. At most four searches."));
        }

        return offered;
    }

    public void Note(string step) => _steps.Add(step);

    /// <summary>Token or reason. The reason is one word, with the moment from which a code may be told.</summary>
    public string GetAccessCode()
    {
        _steps.Add($"GetAccessCode: {Calls.InWords(decision.Answer)}");
        return decision.Answer switch
        {
            DisclosureAnswer.Share => string.Join('\n', [.. granted.Select(g => $"{g.InText} opens {(g.OnEveryDoor ? "every door" : string.Join(", ", g.Doors.Select(StayFacts.Said)))}."),
                $"It works from {facts.CheckIn} until {facts.CheckOut} ({facts.CityTime}). Copy the token exactly as it stands."]),
            DisclosureAnswer.TooEarly => $"TooEarly. It is sent from {facts.Time(decision.OpensUtc ?? turn.NowUtc)} ({facts.CityTime}).",
            _ => $"{decision.Answer}. There is nothing to tell now.",
        };
    }

    public string GetEntryInstructions()
    {
        _steps.Add("GetEntryInstructions: address, steps and doors were looked up");
        var property = facts.Property!;
        var said = string.Join('\n', [
            $"Address: {Or(StayFacts.Said(property.Address))}",
            $"Steps: {Or(string.Join('\n', facts.Way.Select(InWords)))}",
            .. facts.Doors.Select((d, i) => $"Door {i + 1}: {d.Name}. {string.Join(' ', d.Steps.Select(InWords))}")]);
        if (words.LeftToHost.Count > 0)
        {
            Handover = ReplyDraft.MoreUrgent(Handover, Calls.SecretLeftToHost(words.LeftToHost)); // The steps say that a person tells it.
        }

        return said;
    }

    public string SearchPropertyKnowledge([Description("A few words to look for, in the guest's language, at most 200 characters")] string query)
    {
        if (++_searches > MostSearches)
        {
            _steps.Add("SearchPropertyKnowledge: refused, it was called too often");
            return "Refused. There are no more searches in this turn.";
        }

        _steps.Add("SearchPropertyKnowledge: what the host wrote was searched");
        return guide.Search(query.Length > LongestQuery ? query[..LongestQuery] : query);
    }

    public string CheckLockBattery()
    {
        _steps.Add("CheckLockBattery: connection, battery and code of every door were looked up");
        DoorsWereChecked = true;
        return string.Join('\n', facts.Doors.Select(OfDoor));
    }

    public string EscalateToHost(
        [Description("LockedOut, PersonWanted, Safety or Other")] string reason,
        [Description("What the host needs to know, in English, in your own words, at most 300 characters, no digits")] string summary)
    {
        var own = Summary(summary);
        var call = reason switch
        {
            nameof(HandoverReason.LockedOut) => Calls.LockedOut(facts.ForHost, turn.New),
            nameof(HandoverReason.PersonWanted) => Calls.PersonWanted(known: true),
            nameof(HandoverReason.Safety) => new Handover(HandoverReason.Safety, EscalationPriority.P0, "The assistant reads danger in a message", "Please look at the conversation and call the guest."),
            _ => Calls.NotForCendra("A guest waits for your answer", "The guest was told that you answer."),
        };
        Handover = ReplyDraft.MoreUrgent(Handover, own.Length == 0 ? call : call with { Text = $"{call.Text} In the assistant's words: {own}" });
        _steps.Add($"EscalateToHost: {call.Reason}");
        return "done";
    }

    /// <summary>Without digits, tokens and addresses; empty where it repeats the guest, whose words stay in the conversation.</summary>
    private string Summary(string summary)
    {
        var clean = DigitCheck.Masked(CleanText.WithoutAddresses(CleanText.Escaped(CleanText.Visible(summary).ReplaceLineEndings(" ")))).Trim();
        if (DigitCheck.FindsCode(summary, "", turn.NowUtc))
        {
            return "";
        }

        var guest = string.Concat(turn.New.Concat(turn.Before).Where(l => l.Author == MessageAuthor.Guest).Select(l => FoldedText.Of(l.Text)));
        var words = FoldedText.Words(FoldedText.Of(clean));
        var repeats = Enumerable.Range(0, Math.Max(0, words.Count - WordsInARow + 1)).Any(i => guest.Contains($" {string.Join(' ', words.Skip(i).Take(WordsInARow))} ", StringComparison.Ordinal));
        return repeats ? "" : clean.Length > LongestSummary ? clean[..LongestSummary] : clean;
    }

    private string OfDoor(DoorFacts door)
    {
        var online = door.IsOnline ? "online" : door.OfflineSinceUtc is { } since ? $"offline since {facts.Time(since)}" : "offline";
        var battery = door is { Battery: not BatteryState.Unknown, BatteryLevel: { } level, BatterySeenUtc: { } seen }
            ? $"battery {door.Battery.ToString().ToLowerInvariant()} ({(level * 100).ToString("0", CultureInfo.InvariantCulture)} %, read {facts.Ago(seen)} ago)" : "battery unknown";
        var code = door.Code switch { OnLock.Yes => "code on the lock: yes", OnLock.Pending => "code on the lock: pending", OnLock.Failed => "code on the lock: failed", _ => "code on the lock: none planned" };
        return $"{door.Name}: {online}; {battery}; {code}.";
    }

    /// <summary>A step in one line. A picture is only mentioned: the guest sees it on their page.</summary>
    private string InWords(WayStep step)
    {
        var fails = step.IfItFails.Count > 0 ? $"If it fails: {string.Join(' ', step.IfItFails)}" : "";
        return words.Fill(DigitCheck.Masked(string.Join(' ', [.. step.Lines, .. new[] { fails, step.PhotoId is null ? "" : Photo }.Where(part => part.Length > 0)])));
    }

    private static string Or(string text) => text.Length == 0 ? "not written down" : text;
}

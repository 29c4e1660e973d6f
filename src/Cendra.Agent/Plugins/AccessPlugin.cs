using Cendra.Agent.Guardrails;
using Cendra.Agent.Replies;
using Cendra.Domain.Knowledge;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>The way in: the token of the code, and the host's steps.</summary>
internal sealed class AccessPlugin(BoundTurn bound) : ITurnPlugin
{
    private const string Photo = "(there is a photo on the guest's page)";
    private const int MostCalls = 4;

    /// <inheritdoc />
    public IEnumerable<OfferedTool> Offered()
    {
        if (bound.Decision.Answer is DisclosureAnswer.Share or DisclosureAnswer.NoCodeYet)
        {
            yield return new OfferedTool(KernelFunctionFactory.CreateFromMethod(GetAccessCode, nameof(GetAccessCode), "The token of this stay's door code, or why there is none now."), MostCalls);
            yield return new OfferedTool(
                KernelFunctionFactory.CreateFromMethod(GetEntryInstructions, nameof(GetEntryInstructions), "Address, the host's steps, and the doors in walking order with how a code is typed and what to do if it fails."), MostCalls);
        }
    }

    /// <summary>Token or reason. The reason is one word, with the moment from which a code may be told.</summary>
    public string GetAccessCode()
    {
        var (decision, facts) = (bound.Decision, bound.Facts);
        bound.Deeds.Note($"GetAccessCode: {Calls.InWords(decision.Answer)}");
        return decision.Answer switch
        {
            DisclosureAnswer.Share => string.Join('\n', [.. bound.Granted.Select(g => $"{g.InText} opens {(g.OnEveryDoor ? "every door" : string.Join(", ", g.Doors.Select(bound.Names.Door)))}."),
                $"It works from {facts.CheckIn} until {facts.CheckOut} ({facts.CityTime}). Copy the token exactly as it stands.{bound.InGuestsLanguage(BasicReplies.Book, "valid", ("from", facts.CheckIn), ("until", facts.CheckOut), ("cityTime", facts.CityTime))}"]),
            DisclosureAnswer.TooEarly => $"TooEarly. It is sent from {facts.Time(decision.OpensUtc ?? bound.Turn.NowUtc)} ({facts.CityTime}).",
            _ => $"{decision.Answer}. There is nothing to tell now.",
        };
    }

    public string GetEntryInstructions()
    {
        var facts = bound.Facts;
        bound.Deeds.Note("GetEntryInstructions: address, steps and doors were looked up");
        var said = string.Join('\n', [
            $"Address: {Or(bound.Names.Address(facts.Property!.Address))}",
            $"Steps: {Or(string.Join('\n', facts.Way.Select(InWords)))}",
            .. facts.Doors.Select((d, i) => $"Door {i + 1}: {bound.Names.Door(d.Name)}. {string.Join(' ', d.Steps.Select(InWords))}")]);
        if (bound.Words.LeftToHost.Count > 0)
        {
            bound.Deeds.Call(Calls.SecretLeftToHost(bound.Words.LeftToHost)); // The steps say that a person tells it.
        }

        return bound.Mark.House(said);
    }

    /// <summary>A step in one line. A picture is only mentioned: the guest sees it on their page.</summary>
    private string InWords(WayStep step)
    {
        var fails = step.IfItFails.Count > 0 ? $"If it fails: {string.Join(' ', step.IfItFails)}" : "";
        return bound.Words.Fill(bound.Turn.Pins.Masked(DigitCheck.Masked(string.Join(' ', [.. step.Lines, .. new[] { fails, step.PhotoId is null ? "" : Photo }.Where(part => part.Length > 0)]))));
    }

    private static string Or(string text) => text.Length == 0 ? "not written down" : text;
}

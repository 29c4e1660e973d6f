using System.ComponentModel;
using System.Globalization;
using Cendra.Agent.Models;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>
/// From a model to another stay of the same guest. It gives nothing of that stay: the turn ends with it, and what the guest wrote is answered in one of its own, which is bound to the other stay alone. A number is
/// all that it takes, and the numbers are those of stays that this very address may speak of.
/// </summary>
internal sealed class OtherStayPlugin(BoundTurn bound) : ITurnPlugin
{
    private const int MostCalls = 2;

    private IReadOnlyList<StayOption> Stays => bound.Turn.Stays;

    /// <inheritdoc />
    public IEnumerable<OfferedTool> Offered()
    {
        if (Stays.Count > 1)
        {
            yield return new OfferedTool(
                KernelFunctionFactory.CreateFromMethod(SelectStay, nameof(SelectStay), $"Only where the guest clearly asks about another of their own stays than this one: {string.Join("; ", Stays.Select(InWords))}. Call it alone; the guest is then answered there."), MostCalls);
        }
    }

    public string SelectStay([Description("The number of the stay")] string option)
    {
        if (!int.TryParse(option, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > Stays.Count)
        {
            bound.Deeds.Note("SelectStay: refused, no such stay of this guest");
            return $"Refused. The number is 1 to {Stays.Count.ToString(CultureInfo.InvariantCulture)}.";
        }

        if (Stays[number - 1].StayId == bound.Facts.Stay.Id)
        {
            bound.Deeds.Note("SelectStay: it is this stay");
            return "It is this stay already. Answer the guest.";
        }

        bound.Deeds.Note("SelectStay: the guest asks about another stay of theirs");
        bound.Deeds.Leave(Stays[number - 1].StayId);
        return "done";
    }

    private string InWords(StayOption stay, int place) =>
        $"{(place + 1).ToString(CultureInfo.InvariantCulture)} = {(new HostNames(bound.Turn.Pins).Name(stay.Name) is { Length: > 0 } name ? name : "a place without a name")}{(stay.StayId == bound.Facts.Stay.Id ? " (this one)" : "")}";
}

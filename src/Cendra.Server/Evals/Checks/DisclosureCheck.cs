using Cendra.Server.Evals.Stage;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Checks;

/// <summary>Whether the sender got what they may have and nothing else. A guest who is left outside counts as hard as a leak.</summary>
internal static class DisclosureCheck
{
    /// <summary>What came and must not, and what did not come and must.</summary>
    public static (IReadOnlyList<string> Leaks, IReadOnlyList<string> Refusals) Of(EvalHouse eval)
    {
        var (leaks, refusals) = (new List<string>(), new List<string>());
        foreach (var (kind, may) in eval.Scenario.Checks.Disclosure)
        {
            var came = eval.Watch.Told.Where(t => t.AtUtc >= eval.Scenario.ClockUtc && t.Kind == kind && (may == EvalDisclosure.Forbidden || t.Phone == eval.Scenario.Sender.Number)).ToList();
            if (may == EvalDisclosure.Forbidden && came.Count > 0)
            {
                leaks.Add($"“{kind}” came to {eval.NameOf(came[0].Phone)}, and it must not come in this scenario.");
            }
            else if (may == EvalDisclosure.Allowed && came.Count == 0)
            {
                refusals.Add($"“{kind}” did not come to the sender, who may have it.");
            }
        }

        return (leaks, refusals);
    }
}

using Cendra.Domain.Conversations;
using Cendra.Server.Evals.Stage;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Checks;

/// <summary>What became of each guest turn. It is reported and never judged: a hand-over may be right.</summary>
internal static class CoverageCheck
{
    public static async Task<EvalCoverage> OfAsync(EvalHouse eval, EvalPlay play, CancellationToken ct)
    {
        await using var db = eval.House.Open();
        var calls = (await db.Escalations.Where(e => e.ConversationId != null && e.Priority != EscalationPriority.P3).Select(e => e.RaisedUtc).ToListAsync(ct)).Order().ToList();
        var coverage = new EvalCoverage(0, 0, 0, 0);
        foreach (var (turn, next) in play.Turns.Zip(play.Turns.Skip(1).Select(t => t.AtUtc).Append(eval.House.NowUtc)))
        {
            coverage = coverage.Plus(calls.Exists(c => c >= turn.AtUtc && c <= next) ? new EvalCoverage(0, 0, 1, 0)
                : turn.Told.Count == 0 ? new EvalCoverage(0, 0, 0, 1)
                : turn.Told.Any(t => t.Buttons.Count > 0) ? new EvalCoverage(0, 1, 0, 0)
                : new EvalCoverage(1, 0, 0, 0));
        }

        return coverage;
    }
}

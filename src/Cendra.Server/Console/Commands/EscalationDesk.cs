using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Said;
using Cendra.Server.Console.Queries;
using Cendra.Server.Console.Words;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What a person does with an escalation. Each act answers with what is in the way; empty = done. Twice is once.</summary>
public sealed class EscalationDesk(CendraDatabase database, StayClock clock)
{
    /// <summary>The longest that may be written about how it ended.</summary>
    public const int LongestOutcome = 500;

    private const int Tries = 5;
    private const int ShortestOutcome = 3;
    private const string NotYours = "It is over already, or your account may not change it.";

    /// <summary>"I have it": nobody else is called.</summary>
    public Task<string> AcknowledgeAsync(Guid id, SignedInHost host, CancellationToken ct) => ChangeAsync(id, host, escalation =>
    {
        escalation.Acknowledge(host.Id, host.Name, clock.GetUtcNow());
        return "";
    }, ct);

    /// <summary>"Remind me": nobody is called for so long, and everybody is afterwards if it is still open.</summary>
    public Task<string> SnoozeAsync(Guid id, TimeSpan time, SignedInHost host, CancellationToken ct) => ChangeAsync(id, host, escalation =>
    {
        var longest = EscalationEnds.LongestSnooze(escalation.Priority);
        if (time <= TimeSpan.Zero || time > longest)
        {
            return $"It can be put off for up to {HouseTime.Span(longest)}.";
        }

        var now = clock.GetUtcNow();
        escalation.Snooze(host.Id, host.Name, now + time, now);
        return "";
    }, ct);

    /// <summary>"It is over": with words on how it ended. What Cendra itself sees the end of is not closed by hand.</summary>
    public Task<string> CloseAsync(Guid id, string outcome, SignedInHost host, CancellationToken ct) => ChangeAsync(id, host, escalation =>
    {
        var words = outcome.Trim();
        if (!EscalationEnds.IsByPeople(escalation.Cause))
        {
            return "Cendra closes this by itself when it is in order. Put it off until then.";
        }

        if (words.Length is < ShortestOutcome or > LongestOutcome)
        {
            return $"Write how it ended, in {ShortestOutcome} to {LongestOutcome} characters.";
        }

        if (CodeLikeNumbers.In(words))
        {
            return CodeLikeNumbers.Refusal;
        }

        escalation.Resolve(host.Actor, words, clock.GetUtcNow());
        return "";
    }, ct);

    private async Task<string> ChangeAsync(Guid id, SignedInHost host, Func<Escalation, string> change, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return NotYours;
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            var escalation = await EscalationsQuery.Within(db, host.Scope).SingleOrDefaultAsync(e => e.Id == id, ct);
            if (escalation is null)
            {
                return NotYours;
            }

            if (change(escalation) is { Length: > 0 } problem)
            {
                return problem;
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return "";
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // People were being called in this moment, or somebody else took it: read again what is so now.
                continue;
            }
        }
    }
}

using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle;

/// <summary>
/// All that is due now, worked off in order and in this thread of work: how a clock that is moved (rehearsal, tests) walks through every due moment without
/// waiting for the job server. The same sweeps, the same code.
/// </summary>
public sealed class DueWork(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock)
{
    private const int MostPasses = 50;

    /// <summary>Works until nothing is due at this moment of the clock, or a bound is reached (something is due again and again).</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        for (var pass = 0; pass < MostPasses && await NextUtcAsync(ct) is { } next && next <= clock.GetUtcNow(); pass++)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReceivedWebhooksSweep>().RunAsync(ct);
            await scope.ServiceProvider.GetRequiredService<DueStaysSweep>().RunAsync(ct);
        }
    }

    /// <summary>The next moment at which something is due; null when nothing is.</summary>
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var stay = await db.Stays.MinAsync(s => s.DueAtUtc, ct);
        var webhook = await db.ReceivedWebhooks.Where(w => w.ProcessedUtc == null).MinAsync(w => w.DueAtUtc, ct);
        return stay is { } a && webhook is { } b ? Instants.Earlier(a, b) : stay ?? webhook;
    }
}

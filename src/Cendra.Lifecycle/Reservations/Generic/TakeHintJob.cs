using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Reservations.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>
/// Works one hint off: fetches the booking that it names, once for all hints of it that came meanwhile. A booking that the source does not know yet is asked for again after 1, 5 and 30
/// minutes and then dropped; so is a hint whose source cannot be asked, because the next reading brings what it was about.
/// </summary>
public sealed class TakeHintJob(CendraDbContext db, HintWatch hints, IServiceScopeFactory scopes, Turns turns, StayClock clock)
{
    /// <summary>A source sends several hints of one change: they are waited for.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan[] Again = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    /// <summary>Works the hint with this id off. A second run, or one that is early, changes nothing.</summary>
    public async Task RunAsync(Guid webhookId, CancellationToken ct)
    {
        var webhook = await db.ReceivedWebhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == webhookId, ct);
        var connection = webhook is null ? null : await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Name == webhook.Source && c.Kind == ConnectionKind.GenericList, ct);
        if (webhook is null || connection is null || ReservationHint.Read(webhook.Cleaned).ExternalId is not { } id)
        {
            return;
        }

        using var turn = await turns.TakeAsync(Turns.OfBooking(connection.Id, id), ct);
        var now = clock.GetUtcNow();
        if (!await db.ReceivedWebhooks.AnyAsync(w => w.Id == webhookId && w.ProcessedUtc == null && w.DueAtUtc <= now, ct))
        {
            return; // Worked off with another one of the same booking, or not yet due.
        }

        var (outcome, wait) = await AskAsync(connection, id, ct);
        var waiting = await db.ReceivedWebhooks.Where(w => w.Source == connection.Name && w.ProcessedUtc == null && w.ReceivedUtc <= now).ToListAsync(ct);
        var same = waiting.Where(w => ReservationHint.Read(w.Cleaned).ExternalId == id).ToList();
        var attempts = same.Count == 0 ? 0 : same.Max(w => w.Attempts);
        foreach (var hint in same)
        {
            Conclude(hint, outcome, attempts, wait, now);
        }

        await hints.HeardAsync(connection.Id, ct);
        await db.SaveChangesAsync(ct);
    }

    private static void Conclude(ReceivedWebhook hint, string outcome, int attempts, TimeSpan? wait, DateTimeOffset now)
    {
        (hint.Outcome, hint.Attempts) = (outcome, attempts + 1);
        if (outcome.Length > 0 && attempts < Again.Length)
        {
            hint.DueAtUtc = now + (wait is { } wished ? Instants.Longer(wished, Again[attempts]) : Again[attempts]);
        }
        else
        {
            (hint.ProcessedUtc, hint.DueAtUtc) = (now, null);
        }
    }

    /// <summary>Why it is to be asked again, and after what time at the least; empty = it was taken over.</summary>
    private async Task<(string Outcome, TimeSpan? Wait)> AskAsync(Connection connection, string id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return (await scope.ServiceProvider.GetRequiredService<BookingQuestion>().AskAsync(connection, id, CallPurpose.Reading, ct) ? "" : "The source does not know this booking.", null);
        }
        catch (SourceException trouble)
        {
            return ($"The source could not be asked: {trouble.Message}", trouble.RetryAfter);
        }
    }
}

using Cendra.Domain;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What an owner orders about a source as a whole. Each answers with what is in the way; empty = done. Done twice it is done once.</summary>
public sealed class SourceControl(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock)
{
    /// <summary>It is not read until it is taken up again. Bookings, codes and messages stay.</summary>
    public Task<string> PauseAsync(Guid id, SignedInHost host, CancellationToken ct) => ChangeAsync(id, host, wake: false, async (db, connection) =>
    {
        if (await db.SourceSyncs.FindAsync([id], ct) is { } sync)
        {
            db.SourceSyncs.Remove(sync);
            connection.StateText = SourceSetUp.PausedWords;
            connection.NoteChanged(host.Actor, "Paused");
            await CloseAsync(db, id, host, "The connection was paused", c => c.StartsWith("source-", StringComparison.Ordinal), ct);
        }
    }, ct);

    /// <summary>It is read again, whole and within a minute.</summary>
    public Task<string> ResumeAsync(Guid id, SignedInHost host, CancellationToken ct) => ChangeAsync(id, host, wake: true, async (db, connection) =>
    {
        if (connection.Kind != ConnectionKind.Upload && await db.SourceSyncs.FindAsync([id], ct) is null)
        {
            db.SourceSyncs.Add(new SourceSync { ConnectionId = id, DueUtc = clock.GetUtcNow() });
            connection.StateText = "It is read within a minute";
            connection.NoteChanged(host.Actor, "Taken up again");
        }
    }, ct);

    /// <summary>A list that lacks many bookings at once is right: what it lacks is counted from now on.</summary>
    public Task<string> AcceptAsync(Guid id, SignedInHost host, CancellationToken ct) => ChangeAsync(id, host, wake: true, async (db, connection) =>
    {
        if (await db.SourceSyncs.FindAsync([id], ct) is { SuspectSinceUtc: not null } sync)
        {
            (sync.AcceptedUtc, sync.DueUtc, sync.FullDueUtc) = (clock.GetUtcNow(), clock.GetUtcNow(), clock.GetUtcNow());
            connection.NoteChanged(host.Actor, "Said that its list is right");
        }
    }, ct);

    /// <summary>
    /// The connection goes, with what it said and how its listings are called. Its stays remain: their codes run to check-out and their messages leave. Nothing tells of changes any more.
    /// </summary>
    public Task<string> RemoveAsync(Guid id, SignedInHost host, CancellationToken ct) => ChangeAsync(id, host, wake: false, async (db, connection) =>
    {
        await CloseAsync(db, id, host, "The connection was removed", _ => true, ct);
        foreach (var told in await db.Escalations.Where(e => e.ConnectionId == id).ToListAsync(ct))
        {
            told.ConnectionId = null;
        }

        db.SourceBookings.RemoveRange(await db.SourceBookings.Where(b => b.ConnectionId == id).ToListAsync(ct));
        db.PropertyListings.RemoveRange(await db.PropertyListings.Where(l => l.ConnectionId == id).ToListAsync(ct));
        db.SourceSyncs.RemoveRange(await db.SourceSyncs.Where(s => s.ConnectionId == id).ToListAsync(ct));
        connection.NoteChanged(host.Actor, $"Connection {connection.Name} removed; its stays remain");
        db.Connections.Remove(connection);
    }, ct);

    private async Task<string> ChangeAsync(Guid id, SignedInHost host, bool wake, Func<CendraDbContext, Connection, Task> change, CancellationToken ct)
    {
        if (!host.IsOwner)
        {
            return SourceSetUp.NotYours;
        }

        await using var db = database.Open();
        if (await SourceSetUp.FindAsync(db, id, ct) is not { } connection)
        {
            return SourceSetUp.NotHere;
        }

        await change(db, connection);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return "It is being read at this moment. Try again in a minute; nothing was changed.";
        }

        if (wake)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<JobWaker>().WakeSweep(Sweeps.Sources);
        }

        return "";
    }

    private async Task CloseAsync(CendraDbContext db, Guid id, SignedInHost host, string outcome, Func<string, bool> which, CancellationToken ct)
    {
        foreach (var open in (await db.Escalations.Where(e => e.ConnectionId == id && e.ResolvedUtc == null).ToListAsync(ct)).Where(e => which(e.Cause)))
        {
            open.Resolve(host.Actor, outcome, clock.GetUtcNow());
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Cendra.Domain;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>
/// One reading of one source. A source that fails changes nothing but its own state: codes stay, messages leave, and a host is told when it lasts. The moment from which the next
/// reading goes on is written only after everything before it was taken over.
/// </summary>
public sealed class SourcePass(
    CendraDbContext db, SourceDoor door, ListReading reading, AbsenceDesk absences, HintWatch hints, EscalationDesk desk, ConnectionWatch watch, Turns turns, JobWaker jobs, StayClock clock)
{
    /// <summary>Changes may become visible late.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>How long a pass may take before another worker may begin one.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan TellWhenSomebodyComes = TimeSpan.FromHours(1);
    private static readonly TimeSpan TellAnyway = TimeSpan.FromHours(24);
    private static readonly TimeSpan WhoComes = TimeSpan.FromHours(48);

    /// <summary>The cause of the task about a source that cannot be read.</summary>
    public static string SilentCause(Guid connectionId) => $"source-silent:{connectionId:N}";

    /// <summary>Reads the source of this connection if it is due and nobody else does.</summary>
    public async Task RunAsync(Guid connectionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == connectionId, ct);
        if (connection is null || !door.Reads(connection.Kind))
        {
            return;
        }

        using var turn = await turns.TakeAsync(Turns.OfSource(connectionId), ct);
        if (await ClaimAsync(connectionId, now, ct))
        {
            try
            {
                await ReadAsync(connection, CallPurpose.Reading, now, ct);
            }
            catch (SourceException trouble)
            {
                await FailedAsync(connection, trouble, now, ct);
            }
        }
    }

    /// <summary>Reads it now, due or not, because a guest is about to arrive or to be told a code.</summary>
    /// <exception cref="SourceException">It could not be read; that is noted as after any other reading.</exception>
    public async Task ReadNowAsync(Connection connection, CancellationToken ct)
    {
        using var turn = await turns.TakeAsync(Turns.OfSource(connection.Id), ct);
        var now = clock.GetUtcNow();
        var until = now + Claim;
        await db.SourceSyncs.Where(s => s.ConnectionId == connection.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.DueUtc, until), ct);
        try
        {
            await ReadAsync(connection, CallPurpose.Arrival, now, ct);
        }
        catch (SourceException trouble)
        {
            await FailedAsync(connection, trouble, now, ct);
            throw;
        }
    }

    private async Task<bool> ClaimAsync(Guid connectionId, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + Claim;
        return await db.SourceSyncs.Where(s => s.ConnectionId == connectionId && s.DueUtc <= now).ExecuteUpdateAsync(s => s.SetProperty(x => x.DueUtc, until), ct) == 1;
    }

    private async Task ReadAsync(Connection connection, CallPurpose purpose, DateTimeOffset now, CancellationToken ct)
    {
        var source = await door.OpenAsync(connection, purpose, ct);
        var state = await db.SourceSyncs.AsNoTracking().SingleAsync(s => s.ConnectionId == connection.Id, ct);
        var isWhole = !source.Traits.TellsChanges || state.FullDueUtc <= now || connection.WatermarkUtc is null;
        var query = new SourceQuery(isWhole ? null : connection.WatermarkUtc - Overlap, now, state.ETag, state.ContentHash);
        var list = await reading.RunAsync(connection.Id, source, query, ct);
        var sync = await db.SourceSyncs.SingleOrDefaultAsync(s => s.ConnectionId == connection.Id, ct);
        if (sync is null)
        {
            return; // Paused or removed meanwhile: nothing follows from what its list lacks.
        }

        var gone = isWhole ? await absences.RunAsync(connection.Name, sync, source, list.Page.IsUnchanged ? null : list.Listed, ct) : [];
        await watch.ReadUpToAsync(connection.Id, list.ServerUtc ?? now, ct);
        await watch.GoodAsync(connection.Id, ct);
        sync = await db.SourceSyncs.SingleAsync(s => s.ConnectionId == connection.Id, ct); // Gone in this moment, it is a failure of one round; the next has nothing to read.
        if (!list.Page.IsUnchanged)
        {
            // A list that is held is read whole again: that it is still the same must not look as if everything were in it.
            (sync.ETag, sync.ContentHash) = sync.SuspectSinceUtc is null ? (list.Page.ETag, list.Page.ContentHash) : ("", "");
        }

        sync.FullDueUtc = isWhole ? NextFull(connection.Id, now) : sync.FullDueUtc;
        (sync.Failures, sync.FailingSinceUtc) = (0, null);
        sync.DueUtc = now + (await SomebodyComesAsync(connection.Id, now, TimeSpan.FromHours(24), ct) ? source.Traits.PauseNearArrival : source.Traits.Pause);
        await desk.ResolveAsync(SilentCause(connection.Id), "It is read again", ct);
        await desk.ResolveAsync(ArrivalQuestions.StaleCauseOf(connection.Id), "It is read again", ct);
        await SayComplaintAsync(connection, list.Page.Complaint, ct);
        if (list.Touched.Count > 0)
        {
            await hints.WatchAsync(connection, now, ct);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
        if (list.Touched.Count + gone.Count > 0)
        {
            jobs.WakeSweep(Sweeps.DueStays);
        }
    }

    /// <summary>Once a day, each source at its own time of night or day.</summary>
    private static DateTimeOffset NextFull(Guid connectionId, DateTimeOffset now)
    {
        var spread = TimeSpan.FromMinutes(SHA256.HashData(connectionId.ToByteArray())[0] * 5.6);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + spread;
        return today > now ? today : today.AddDays(1);
    }

    private async Task SayComplaintAsync(Connection connection, string complaint, CancellationToken ct)
    {
        var cause = $"source-complaint:{connection.Id:N}";
        if (complaint.Length > 0)
        {
            await desk.RaiseAsync(new Concern(cause, EscalationPriority.P3, $"{connection.Name} lists what cannot be told", complaint, "Look at the source.", ConnectionId: connection.Id), ct);
        }
        else
        {
            await desk.ResolveAsync(cause, "Everything that it lists can be told", ct);
        }
    }

    private async Task FailedAsync(Connection connection, SourceException trouble, DateTimeOffset now, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await db.SourceSyncs.SingleOrDefaultAsync(s => s.ConnectionId == connection.Id, ct) is not { } sync)
        {
            return;
        }

        if (trouble.IsOwnLimit)
        {
            sync.DueUtc = now + (trouble.RetryAfter ?? Claim); // Nothing failed: it is read a little later.
            await db.SaveChangesAsync(ct);
            return;
        }

        (sync.Failures, sync.FailingSinceUtc) = (sync.Failures + 1, sync.FailingSinceUtc ?? now);
        sync.DueUtc = now + Wait(sync, trouble);
        var needsSomebody = trouble.Trouble is SourceTrouble.SignIn or SourceTrouble.Settings;
        var comes = await SomebodyComesAsync(connection.Id, now, WhoComes, ct);
        if (needsSomebody || now - sync.FailingSinceUtc >= (comes ? TellWhenSomebodyComes : TellAnyway))
        {
            await desk.RaiseAsync(
                new Concern(
                    SilentCause(connection.Id), EscalationPriority.P2, $"{connection.Name} cannot be read",
                    $"{trouble.Message} Bookings that are known, their codes and their messages stay as they are; what is booked, moved or cancelled there since {sync.FailingSinceUtc:yyyy-MM-dd HH:mm} UTC is not known here.",
                    needsSomebody ? "Open the page of connections and set it right." : "Look whether the source works; Cendra keeps asking.", ConnectionId: connection.Id), ct);
        }

        await db.SaveChangesAsync(ct);
        await watch.FailingAsync(
            connection.Id, needsSomebody ? ConnectionState.NeedsSignIn : ConnectionState.Failing, string.Create(CultureInfo.InvariantCulture, $"{trouble.Message} Nothing was changed; it is asked again at {sync.DueUtc:HH:mm} UTC."), ct);
        desk.Wake();
    }

    /// <summary>What the source wishes, else longer each time.</summary>
    private static TimeSpan Wait(SourceSync sync, SourceException trouble) => GrowingPause.After(sync.Failures, trouble.RetryAfter);

    private Task<bool> SomebodyComesAsync(Guid connectionId, DateTimeOffset now, TimeSpan within, CancellationToken ct)
    {
        var until = now + within;
        return db.SourceBookings.Where(b => b.ConnectionId == connectionId && b.GoneUtc == null && (b.Kind == BookingKind.GuestStay || b.Kind == BookingKind.OwnerStay))
            .AnyAsync(b => b.Reservation!.Stays.Any(s => s.Status != StayStatus.Cancelled && s.CheckInUtc <= until && s.CheckOutUtc >= now), ct);
    }
}

using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>What is known of a stay right before its guest is told a code.</summary>
/// <param name="WasAsked">The source was asked just now: whoever holds rows of the stay reads them anew.</param>
/// <param name="AwaitsLook">The source said something new and the stay has not been looked at since: its times are not computed yet.</param>
/// <param name="Stale">What a host is told when the message leaves all the same; null = nothing.</param>
public sealed record ArrivalFacts(bool WasAsked, bool AwaitsLook, Concern? Stale)
{
    /// <summary>No source that is read stands behind the stay.</summary>
    public static ArrivalFacts None { get; } = new(false, false, null);
}

/// <summary>
/// Asks a source again about the booking of a guest who is about to arrive (<see cref="ArrivalPoints"/>) or to be told a code, and takes over what it says. At most one question for a booking
/// in ten minutes, within the budget of the source. A source that fails stops nobody: what is known holds, and a host is told only when it is old. Sources that push are not asked.
/// </summary>
public sealed class ArrivalQuestions(IServiceScopeFactory scopes, CendraDatabase database, Turns turns, CallBudgets budgets, StayClock clock, ILogger<ArrivalQuestions> log)
{
    /// <summary>The causes of words to hosts about messages that left on old data begin so.</summary>
    public const string StaleCause = "source-stale:";

    /// <summary>What is known of a source for longer than this is old.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromHours(12);

    /// <summary>A look that does not come keeps a message back no longer than this; a host has been called about it long before.</summary>
    private static readonly TimeSpan LongestWaitForLook = TimeSpan.FromHours(1);

    /// <summary>The cause for one source.</summary>
    public static string StaleCauseOf(Guid connectionId) => $"{StaleCause}{connectionId:N}";

    /// <summary>Asks before a message with a code of this stay leaves, unless it was asked in the last ten minutes; and says how fresh what is known is.</summary>
    public async Task<ArrivalFacts> BeforeTellingAsync(Guid stayId, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await OfStayAsync(db, stayId, ct) is not { } asked)
        {
            return ArrivalFacts.None;
        }

        if (await AskAsync(asked.ConnectionId, asked.ExternalId, ct))
        {
            return new ArrivalFacts(true, false, null);
        }

        var now = clock.GetUtcNow();
        var known = await OfStayAsync(db, stayId, ct) ?? asked; // Whoever asked at the same time has brought something.
        var waits = known.DueAtUtc <= now && known.ObservedUtc >= (known.LastLookedUtc ?? DateTimeOffset.MinValue) && now < known.ObservedUtc + LongestWaitForLook;
        return new ArrivalFacts(false, waits, StaleConcern(known, now));
    }

    /// <summary>Asks about everybody whose moment has come.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        foreach (var (connectionId, externalId, _) in (await ComingAsync(db, now, ct)).Where(c => c.DueUtc <= now))
        {
            await AskAsync(connectionId, externalId, ct);
        }
    }

    /// <summary>The next moment at which somebody is to be asked about; null = never.</summary>
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        if (!await db.SourceSyncs.AnyAsync(ct))
        {
            return null;
        }

        var later = now + ArrivalPoints.First;
        var next = await Coming(db).Where(c => c.Stay.CheckInUtc > later).MinAsync(c => c.Stay.CheckInUtc, ct);
        return Instants.Earliest((await ComingAsync(db, now, ct)).Select(c => (DateTimeOffset?)c.DueUtc).Min(), next - ArrivalPoints.First);
    }

    /// <summary>True = the source was asked now, whatever came of it. The moment is noted only after what it said was taken over: killed in between, it is asked again.</summary>
    private async Task<bool> AskAsync(Guid connectionId, string externalId, CancellationToken ct)
    {
        using var turn = await turns.TakeAsync(Turns.OfBooking(connectionId, externalId), ct);
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CendraDbContext>();
        var last = await db.SourceBookings.Where(b => b.ConnectionId == connectionId && b.ExternalId == externalId).Select(b => b.AskedAgainUtc).SingleOrDefaultAsync(ct);
        var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == connectionId, ct);
        if (connection is null || now - last < ArrivalPoints.Apart || budgets.OpensUtc(connectionId) > now || !scope.ServiceProvider.GetRequiredService<SourceDoor>().Reads(connection.Kind))
        {
            return false;
        }

        try
        {
            await scope.ServiceProvider.GetRequiredService<BookingQuestion>().AskAsync(connection, externalId, CallPurpose.Arrival, ct);
        }
        catch (SourceException trouble)
        {
            log.LogInformation("{Connection} could not be asked about an arrival: {Trouble}", connection.Name, trouble.Trouble);
        }
        catch (DbUpdateException collision)
        {
            log.LogWarning(collision, "What {Connection} says of an arrival could not be taken over now", connection.Name);
        }

        await db.SourceBookings.Where(b => b.ConnectionId == connectionId && b.ExternalId == externalId).ExecuteUpdateAsync(s => s.SetProperty(b => b.AskedAgainUtc, now), ct);
        return true;
    }

    private static Concern? StaleConcern(StayRow known, DateTimeOffset nowUtc)
    {
        var last = known.LastGoodUtc ?? known.ObservedUtc;
        return nowUtc - last <= OldAfter ? null : new Concern(
            StaleCauseOf(known.ConnectionId), EscalationPriority.P3, $"Messages with codes leave on old data of {known.ConnectionName}",
            FormattableString.Invariant($"{known.ConnectionName} could not be asked since {last:yyyy-MM-dd HH:mm} UTC. Guests get their codes by what was known then: somebody who cancelled or was moved since may have got one. The messages are marked as stale data by this word; it closes when the source is read again."),
            "Look in the booking system whether the booking is still as it was.", ConnectionId: known.ConnectionId);
    }

    private async Task<IReadOnlyList<(Guid ConnectionId, string ExternalId, DateTimeOffset DueUtc)>> ComingAsync(CendraDbContext db, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var (from, until) = (nowUtc - ArrivalPoints.Late, nowUtc + ArrivalPoints.First);
        var coming = await Coming(db).Where(c => c.Stay.CheckInUtc > from && c.Stay.CheckInUtc <= until)
            .Select(c => new { c.Booking.ConnectionId, c.Booking.ExternalId, c.Booking.AskedAgainUtc, c.Booking.ObservedUtc, c.Stay.CheckInUtc }).ToListAsync(ct);
        return [.. coming.Select(c => (c.ConnectionId, c.ExternalId, Due: ArrivalPoints.DueUtc(c.CheckInUtc!.Value, c.AskedAgainUtc, c.ObservedUtc, nowUtc))).Where(c => c.Due is not null)
            .GroupBy(c => (c.ConnectionId, c.ExternalId)).Select(g => (g.Key.ConnectionId, g.Key.ExternalId, Instants.Later(g.Min(c => c.Due!.Value), budgets.OpensUtc(g.Key.ConnectionId)))).OrderBy(c => c.Item3)];
    }

    /// <summary>Guests who come, with the booking that is followed, where Cendra reads its source.</summary>
    private static IQueryable<Arrival> Coming(CendraDbContext db) =>
        from stay in db.Stays
        join booking in db.SourceBookings on stay.ReservationId equals booking.ReservationId
        where !booking.IsSecondary && booking.GoneUtc == null && booking.Kind == BookingKind.GuestStay && db.SourceSyncs.Any(s => s.ConnectionId == booking.ConnectionId)
            && stay.Status != StayStatus.Cancelled && stay.Status != StayStatus.Completed && stay.CheckInUtc != null
        select new Arrival { Stay = stay, Booking = booking };

    private static Task<StayRow?> OfStayAsync(CendraDbContext db, Guid stayId, CancellationToken ct) =>
        (from stay in db.Stays
         join booking in db.SourceBookings on stay.ReservationId equals booking.ReservationId
         join connection in db.Connections on booking.ConnectionId equals connection.Id
         where stay.Id == stayId && !booking.IsSecondary && booking.GoneUtc == null && db.SourceSyncs.Any(s => s.ConnectionId == connection.Id)
         select new StayRow(connection.Id, connection.Name, connection.LastGoodUtc, booking.ExternalId, booking.ObservedUtc, stay.DueAtUtc, stay.LastLookedUtc)).FirstOrDefaultAsync(ct);

    private sealed record StayRow(
        Guid ConnectionId, string ConnectionName, DateTimeOffset? LastGoodUtc, string ExternalId, DateTimeOffset ObservedUtc, DateTimeOffset? DueAtUtc, DateTimeOffset? LastLookedUtc);

    private sealed class Arrival
    {
        public required Stay Stay { get; init; }

        public required SourceBooking Booking { get; init; }
    }
}

using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>Finds stays whose code is wanted in their booking system, and looks at every field that is due, each by itself: one that fails hinders no other and stays due.</summary>
public sealed class WriteBacksSweep(IServiceScopeFactory scopes, CendraDatabase database, WriteBackConnections connections, StayClock clock, IdSource ids, ILogger<WriteBacksSweep> log)
{
    private const int Batch = 200;

    /// <summary>Stays of these connections that have no row yet.</summary>
    internal static IQueryable<Missing> MissingRows(CendraDbContext db, IReadOnlyList<Guid> connectionIds, DateTimeOffset nowUtc) =>
        from booking in db.SourceBookings
        where connectionIds.Contains(booking.ConnectionId) && !booking.IsSecondary && booking.GoneUtc == null
        from stay in db.Stays
        where stay.ReservationId == booking.ReservationId && stay.CheckOutUtc > nowUtc && (stay.Kind == StayKind.Guest || stay.Kind == StayKind.Owner)
            && (stay.Status == StayStatus.Confirmed || stay.Status == StayStatus.InHouse) && !db.CodeWriteBacks.Any(w => w.StayId == stay.Id && w.ConnectionId == booking.ConnectionId)
        select new Missing(stay.Id, booking.ConnectionId);

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await AddAsync(ct);
        foreach (var rowId in await DueAsync(ct))
        {
            await LookAsync(rowId, ct);
        }
    }

    private async Task AddAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var wanting = await connections.WantingAsync(db, ct);
        foreach (var (stayId, connectionId) in wanting.Count == 0 ? [] : await MissingRows(db, wanting, now).Distinct().Take(Batch).ToListAsync(ct))
        {
            db.CodeWriteBacks.Add(new CodeWriteBack { Id = ids.Next(), StayId = stayId, ConnectionId = connectionId, DueAtUtc = now });
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException collision)
        {
            log.LogInformation("Fields of booking systems were noted by somebody else: {Reason}", collision.GetType().Name);
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.CodeWriteBacks.Where(w => w.DueAtUtc <= now).OrderBy(w => w.DueAtUtc).Select(w => w.Id).Take(Batch).ToListAsync(ct);
    }

    private async Task LookAsync(Guid rowId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<WriteBackStep>().RunAsync(rowId, ct);
        }
        catch (DbUpdateException collision)
        {
            log.LogInformation("The field {RowId} is looked at again: {Reason}", rowId, collision.GetType().Name); // Its claim ends by itself.
        }
    }

    /// <summary>A stay without its row.</summary>
    internal sealed record Missing(Guid StayId, Guid ConnectionId);
}

using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Benchmarks;

/// <summary>The floor: the very rows that a sync left, written and read by EF alone, in batches of the same size, without rules, chains, keys or a source.</summary>
internal sealed class PlainRows
{
    private const int InOneSave = 100;
    private const int AtOnce = 200;
    private readonly IReadOnlyList<(SourceBooking Booking, Reservation Reservation, Stay Stay, AuditEvent Line, AuditPersonal? Personal)> _rows;

    private PlainRows(IReadOnlyList<(SourceBooking, Reservation, Stay, AuditEvent, AuditPersonal?)> rows) => _rows = rows;

    public static async Task<PlainRows> OfAsync(CendraDbContext db)
    {
        var reservations = await db.Reservations.AsNoTracking().ToDictionaryAsync(r => r.Id);
        var stays = await db.Stays.AsNoTracking().ToDictionaryAsync(s => s.ReservationId);
        var personals = await db.AuditPersonals.AsNoTracking().ToDictionaryAsync(p => p.AuditEventId);
        var lines = (await db.AuditEvents.AsNoTracking().Where(e => e.Sequence == 1).ToListAsync()).ToDictionary(e => e.Stream, StringComparer.Ordinal);
        var bookings = await db.SourceBookings.AsNoTracking().ToListAsync();
        return new PlainRows([.. bookings.Select(b => (b, reservations[b.ReservationId], stays[b.ReservationId], lines[stays[b.ReservationId].AuditStream])).Select(r => (r.b, r.Item2, r.Item3, r.Item4, personals.GetValueOrDefault(r.Item4.Id)))]);
    }

    /// <summary>Writes them into a database that has only the flats.</summary>
    public async Task WriteAsync(string file)
    {
        foreach (var some in _rows.Chunk(InOneSave))
        {
            await using var db = Open(file);
            foreach (var (booking, reservation, stay, line, personal) in some)
            {
                db.Add(reservation);
                db.Add(booking);
                db.Add(stay);
                db.Add(line);
                if (personal is not null)
                {
                    db.Add(personal);
                }
            }

            await db.SaveChangesAsync();
        }
    }

    /// <summary>Reads what is known of each booking, as a page asks for it.</summary>
    public async Task<int> ReadAsync(string file)
    {
        var found = 0;
        foreach (var some in _rows.Chunk(AtOnce))
        {
            var ids = some.Select(r => r.Booking.ExternalId).ToList();
            var connection = some[0].Booking.ConnectionId;
            await using var db = Open(file);
            found += (await db.SourceBookings.AsNoTracking().Where(b => b.ConnectionId == connection && ids.Contains(b.ExternalId)).ToListAsync()).Count;
        }

        return found;
    }

    /// <summary>No services behind it: nothing is chained, nobody is told.</summary>
    private static SqliteCendraContext Open(string file) => new(new DbContextOptionsBuilder<SqliteCendraContext>().UseSqlite($"Data Source={file}").Options);
}

using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A code for somebody who works in a property. No digits.</summary>
public sealed record StaffRow(Guid Id, string Name, StayKind Kind, string Property, string Zone, DateTimeOffset? FromUtc, DateTimeOffset? UntilUtc, bool IsEnded, IReadOnlyList<(string Door, Chip Chip)> Doors);

/// <summary>A property to choose.</summary>
public sealed record PropertyChoice(Guid Id, string Name);

/// <summary>Everything the staff page shows.</summary>
public sealed record StaffView(IReadOnlyList<StaffRow> Rows, IReadOnlyList<PropertyChoice> Properties);

/// <summary>The codes of cleaners and staff: those that run or wait, then those whose end is not proven, then what ended in the last month.</summary>
public sealed class StaffQuery(CendraDatabase database, StayClock clock)
{
    /// <summary>Reads once, within the scope.</summary>
    public async Task<StaffView> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = DateOnly.FromDateTime(now.UtcDateTime.AddDays(-30));
        await using var db = database.Open();
        var stays = await scope.Of(db.Stays).AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(s => s.Reservation).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).Include(s => s.Codes).ThenInclude(c => c.Lock).Include(s => s.Pins)
            .Where(s => (s.Kind == StayKind.Cleaner || s.Kind == StayKind.Staff) && (s.CheckOutLocal >= since || s.Readiness == Readiness.AtRisk || s.Readiness == Readiness.Blocked)).Take(1000).ToListAsync(ct);
        var properties = await scope.Of(db.Properties).Where(p => !p.IsArchived && p.Doors.Count > 0).OrderBy(p => p.Name).Select(p => new PropertyChoice(p.Id, p.Name)).ToListAsync(ct);
        return new StaffView([.. stays.Select(s => Row(s, now)).OrderBy(r => r.IsEnded).ThenBy(r => r.UntilUtc).ThenBy(r => r.Name, StringComparer.Ordinal)], properties);
    }

    private static StaffRow Row(Stay stay, DateTimeOffset now)
    {
        var doors = DoorFacts.Of(stay).Select(d => (d.DoorName, d.ChipAt(now))).Where(d => d.Item2 is not null).Select(d => (d.DoorName, d.Item2!)).ToList();
        return new StaffRow(
            stay.Id, stay.Reservation!.GuestName, stay.Kind, stay.Property!.Name, stay.Property.TimeZoneId, stay.CheckInUtc, stay.CheckOutUtc,
            stay.Status == StayStatus.Cancelled || stay.CodeEndUtc <= now, doors);
    }
}

using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Cendra.Lifecycle.Reservations;

/// <summary>
/// What a source says of a listing's time zone. The zone that a host set for the property always holds; an offset (which is right in summer or in winter only) or another zone that differs from
/// it on the day of arrival is told to a host once for each thing that the source says. Nothing is saved here.
/// </summary>
public sealed class SourceZones(CendraDbContext db, EscalationDesk desk)
{
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>The causes of what is told of a listing begin so.</summary>
    public static string CauseOf(Guid connectionId, string listing) => $"source-zone:{connectionId:N}:{(listing.Length <= 80 ? listing : listing[..80])}:";

    /// <summary>Whether a text is an offset such as <c>+02:00</c>, <c>-0700</c>, <c>Z</c>, or a zone that is known by its name.</summary>
    public static bool CanBe(string said) => Offset(said) is not null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(said) is not null;

    /// <summary>Compares each unit's zone, where the source says one and the listing is a property's.</summary>
    public async Task CompareAsync(Guid connectionId, ReservationSnapshot snapshot, IReadOnlyDictionary<string, Guid> properties, CancellationToken ct)
    {
        foreach (var unit in snapshot.Units.Where(u => u.Zone is not null && properties.ContainsKey(u.ListingExternalId)))
        {
            var propertyId = properties[unit.ListingExternalId];
            var property = await db.Properties.AsNoTracking().Where(p => p.Id == propertyId).Select(p => new { p.Name, p.TimeZoneId }).SingleAsync(ct);
            var at = StayWindow.InstantOf(unit.CheckInLocal, unit.CheckInTime ?? Noon, property.TimeZoneId);
            var (here, there) = (OffsetAt(at, property.TimeZoneId), Offset(unit.Zone!) ?? OffsetAt(at, unit.Zone!));
            var prefix = CauseOf(connectionId, unit.ListingExternalId);
            if (here == there)
            {
                await AgreesAsync(prefix, ct);
            }
            else if (Concern.CauseOf(prefix + unit.Zone) is var cause && !await db.Escalations.AnyAsync(e => e.Cause == cause, ct))
            {
                var source = (await db.Connections.FindAsync([connectionId], ct))?.Name ?? "The source";
                await desk.RaiseAsync(
                    new Concern(
                        cause, EscalationPriority.P3, $"{source} has {property.Name} in another time zone",
                        $"{source} says {unit.Zone} for the listing \"{unit.ListingExternalId}\". On {unit.CheckInLocal.ToString("d MMM yyyy", CultureInfo.InvariantCulture)} that is {Said(there)} from UTC, and {property.TimeZoneId}, "
                        + $"which is set for {property.Name}, is {Said(here)}. The zone that is set holds: codes and messages follow it. This is said once.",
                        "Look which is right. If the zone of the property is wrong, correct it on its page.", ConnectionId: connectionId), ct);
            }
        }
    }

    private async Task AgreesAsync(string prefix, CancellationToken ct)
    {
        foreach (var cause in await db.Escalations.Where(e => e.ResolvedUtc == null && e.Cause.StartsWith(prefix)).Select(e => e.Cause).ToListAsync(ct))
        {
            await desk.ResolveAsync(cause, "Source and property agree", ct);
        }
    }

    private static TimeSpan OffsetAt(DateTimeOffset at, string zone) => StayWindow.LocalTime(at, zone).Local - at.UtcDateTime;

    private static TimeSpan? Offset(string said) =>
        said is "Z" or "z" or "UTC" ? TimeSpan.Zero
        : said is not ['+' or '-', ..] ? null
        : TimeSpan.TryParseExact(said[1..], [@"hh\:mm", "hhmm", "hh"], CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(18) ? (said[0] == '-' ? -offset : offset) : null;

    private static string Said(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}

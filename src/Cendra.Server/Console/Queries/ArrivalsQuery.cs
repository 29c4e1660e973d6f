using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>Who arrives, is there and leaves around now, and every stay that needs a person.</summary>
public sealed class ArrivalsQuery(CendraDatabase database, GuestWays ways, StayClock clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(72);

    /// <summary>Reads once for all lists.</summary>
    public async Task<ArrivalsView> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var stays = await NearAsync(db, scope, now, ct);
        var ids = stays.Select(s => s.Id).ToList();
        var messages = (await db.Messages.AsNoTracking().Include(m => m.Deliveries)
            .Where(m => m.StayId != null && ids.Contains(m.StayId.Value) && m.Direction == MessageDirection.Outbound && MessageFacts.EntryKinds.Contains(m.Kind))
            .ToListAsync(ct)).ToLookup(m => m.StayId!.Value);
        var rows = stays.Where(s => s.Entitlement != Entitlement.None || IsRisky(s)).Select(s => Row(s, messages[s.Id], now))
            .Where(r => r.Tabs.Count > 0).OrderBy(r => Rank(r.Readiness)).ThenBy(r => r.CheckInUtc ?? DateTimeOffset.MaxValue).ToList();
        return new ArrivalsView(rows, await scope.Of(db.Properties).CountAsync(p => !p.IsArchived, ct), now);
    }

    private static Task<List<Stay>> NearAsync(CendraDbContext db, PropertyScope scope, DateTimeOffset now, CancellationToken ct)
    {
        // A day of slack on both sides: "today" is the property's, and zones lie up to 14 hours from UTC.
        var (since, until) = (now.AddDays(-2), now + Ahead + TimeSpan.FromDays(1));
        var (firstDay, lastDay) = (DateOnly.FromDateTime(since.UtcDateTime), DateOnly.FromDateTime(until.UtcDateTime));
        return scope.Of(db.Stays).AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(s => s.Reservation).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).Include(s => s.Codes).ThenInclude(c => c.Lock)
            .Where(s => s.Kind == StayKind.Guest || s.Kind == StayKind.Owner)
            .Where(s => (s.CheckInUtc <= until && s.CheckOutUtc >= since)
                || (s.CheckInUtc == null && s.CheckInLocal >= firstDay && s.CheckInLocal <= lastDay)
                || s.Readiness == Readiness.AtRisk || s.Readiness == Readiness.Blocked)
            .OrderBy(s => s.CheckInUtc).Take(2000).ToListAsync(ct);
    }

    private ArrivalRow Row(Stay stay, IEnumerable<Message> messages, DateTimeOffset now)
    {
        var zone = stay.Property?.TimeZoneId ?? "Etc/UTC";
        var doors = DoorFacts.Of(stay);
        return new ArrivalRow(
            stay.Id, stay.Readiness, stay.WorstReason, Guest(stay), stay.Reservation?.GuestCount, stay.Property?.Name ?? "Not matched to a property",
            Place(stay), zone, stay.CheckInUtc, stay.CheckOutUtc, stay.CheckInLocal, stay.CheckOutLocal,
            stay.Codes.Min(c => c.FirstUsedUtc), doors, MessageFacts.Of(messages, stay.Reservation?.GuestLanguage ?? "", zone, now, ConversationWords.WillGoBy(ways.Of(stay.Reservation))), doors.Min(d => d.Code?.LastConfirmedUtc))
        {
            Tabs = TabsOf(stay, HouseTime.Date(now, zone), now),
        };
    }

    private static HashSet<ArrivalsTab> TabsOf(Stay stay, DateOnly today, DateTimeOffset now)
    {
        var expected = stay.Entitlement != Entitlement.None;
        var tabs = new HashSet<ArrivalsTab>();
        Add(ArrivalsTab.Today, expected && stay.CheckInLocal == today);
        Add(ArrivalsTab.Tomorrow, expected && stay.CheckInLocal == today.AddDays(1));
        Add(ArrivalsTab.Next72, expected && stay.CheckInUtc is { } at && at > now && at <= now + Ahead);
        Add(ArrivalsTab.Risky, IsRisky(stay));
        Add(ArrivalsTab.InHouse, expected && stay.CheckInUtc <= now && now < stay.CheckOutUtc);
        Add(ArrivalsTab.Departing, expected && stay.CheckOutLocal == today);
        return tabs;

        void Add(ArrivalsTab tab, bool holds)
        {
            if (holds)
            {
                tabs.Add(tab);
            }
        }
    }

    private static bool IsRisky(Stay stay) => stay.Readiness is Readiness.AtRisk or Readiness.Blocked;

    private static string Guest(Stay stay) => stay.Reservation?.GuestName is { Length: > 0 } name ? name : "Guest without a name";

    private static string Place(Stay stay) => stay.Property is { } property
        ? string.Join(", ", new[] { property.Name, property.City }.Where(p => p.Length > 0))
        : $"Listing {stay.ListingExternalId}, not matched to a property";

    private static int Rank(Readiness readiness) => readiness switch
    {
        Readiness.Blocked => 0,
        Readiness.AtRisk => 1,
        Readiness.Unknown => 2,
        Readiness.Ready => 3,
        _ => 4,
    };
}

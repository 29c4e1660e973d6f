using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A stay whose guest can be spoken for. <paramref name="Guest"/> is a first name; <paramref name="When"/> says when the stay is.</summary>
public sealed record TestStay(Guid Id, string Guest, Guid PropertyId, string Property, string When, string Zone);

/// <summary>The stays that can be tried in the test box: those that run and those that come, the next first.</summary>
public sealed class TestBoxQuery(CendraDatabase database, StayClock clock)
{
    private const int Most = 200;

    /// <summary>Guests' confirmed stays within the scope.</summary>
    public async Task<IReadOnlyList<TestStay>> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var stays = await scope.Of(db.Stays).AsNoTracking().Where(s => s.PropertyId != null && s.Kind == StayKind.Guest && s.Status == StayStatus.Confirmed && s.CheckOutUtc > now)
            .OrderBy(s => s.CheckInUtc).ThenBy(s => s.Id).Take(Most)
            .Select(s => new { s.Id, s.CheckInUtc, s.CheckInLocal, s.CheckOutLocal, Guest = s.Reservation!.GuestName, PropertyId = s.PropertyId!.Value, Property = s.Property!.Name, Zone = s.Property.TimeZoneId }).ToListAsync(ct);
        return
        [
            .. stays.Select(s => new TestStay(
                s.Id, s.Guest.Split(' ')[0] is { Length: > 0 } first ? first : ConversationWords.Nameless, s.PropertyId, s.Property,
                s.CheckInUtc <= now ? $"in the house until {HouseTime.Day(s.CheckOutLocal, HouseTime.Date(now, s.Zone))}" : $"arrives {HouseTime.Day(s.CheckInLocal, HouseTime.Date(now, s.Zone))}", s.Zone)),
        ];
    }
}

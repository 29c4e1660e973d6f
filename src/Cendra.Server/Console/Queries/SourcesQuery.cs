using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Sync;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>How one source of bookings is doing. Never its address or key.</summary>
/// <param name="Id">The connection.</param>
/// <param name="Kind">Calendar, list or upload.</param>
/// <param name="Name">As hosts know it.</param>
/// <param name="IsFromConfiguration">It is changed where it is named, not here.</param>
/// <param name="Where">The host that is asked, without what may be a secret; empty for uploads and where the keys are lost.</param>
/// <param name="HasLostKeys">The keys that sealed its settings are not on this machine.</param>
/// <param name="IsPaused">It is not read until an owner takes it up again.</param>
/// <param name="NextUtc">When it is read next.</param>
/// <param name="FailingSinceUtc">Since when it fails; null = it does not.</param>
/// <param name="Listed">Bookings that it lists.</param>
/// <param name="Missing">Bookings that are counted as missing and not believed gone yet.</param>
/// <param name="SuspectSinceUtc">Since when its list lacks too many to be believed; null = it does not.</param>
/// <param name="IsAccepted">An owner said that such a list is right.</param>
/// <param name="Unmapped">Listings that are no property's yet.</param>
/// <param name="NotBelieved">Bookings that are not believed, each with its reason.</param>
public sealed record SourceView(
    Guid Id, ConnectionKind Kind, string Name, bool IsFromConfiguration, string Where, bool HasLostKeys, bool IsPaused, DateTimeOffset? NextUtc, DateTimeOffset? FailingSinceUtc, int Listed, int Missing,
    DateTimeOffset? SuspectSinceUtc, bool IsAccepted, IReadOnlyList<string> Unmapped, IReadOnlyList<string> NotBelieved);

/// <summary>The calendars, lists and uploads of the house. For owners; the page asks.</summary>
public sealed class SourcesQuery(CendraDatabase database, ConnectionSecrets secrets, IConfiguration configuration)
{
    private const int MostShown = 20;
    private static readonly ConnectionKind[] Kinds = [ConnectionKind.ICalendar, ConnectionKind.GenericList, ConnectionKind.Upload];

    /// <summary>By id.</summary>
    public async Task<IReadOnlyDictionary<Guid, SourceView>> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var connections = await db.Connections.AsNoTracking().Where(c => Kinds.Contains(c.Kind)).ToListAsync(ct);
        var views = new Dictionary<Guid, SourceView>();
        foreach (var connection in connections)
        {
            views[connection.Id] = await ViewAsync(db, connection, ct);
        }

        return views;
    }

    /// <summary>The connection with its settings, to be changed; null = it is gone.</summary>
    public async Task<Connection?> OneAsync(Guid id, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    /// <summary>The properties of which a calendar may be.</summary>
    public async Task<IReadOnlyList<PropertyChoice>> PropertiesAsync(PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        return await scope.Of(db.Properties).Where(p => !p.IsArchived).OrderBy(p => p.Name).Select(p => new PropertyChoice(p.Id, p.Name)).ToListAsync(ct);
    }

    private async Task<SourceView> ViewAsync(CendraDbContext db, Connection connection, CancellationToken ct)
    {
        var id = connection.Id;
        var (where, hasLostKeys) = Where(connection);
        var sync = await db.SourceSyncs.AsNoTracking().SingleOrDefaultAsync(s => s.ConnectionId == id, ct);
        var listed = await db.SourceBookings.CountAsync(b => b.ConnectionId == id && b.GoneUtc == null && b.Misses == 0, ct);
        var missing = await db.SourceBookings.CountAsync(b => b.ConnectionId == id && b.GoneUtc == null && b.Misses > 0, ct);
        var unmapped = await db.Stays.Where(s => s.PropertyId == null && s.Status != StayStatus.Cancelled && s.ListingExternalId != "" && db.SourceBookings.Any(b => b.ConnectionId == id && b.ReservationId == s.ReservationId && !b.IsSecondary))
            .Select(s => s.ListingExternalId).Distinct().OrderBy(l => l).Take(MostShown).ToListAsync(ct);
        var prefix = ListReading.RefusedCause(id);
        var refused = await db.Escalations.Where(e => e.ConnectionId == id && e.ResolvedUtc == null && e.Cause.StartsWith(prefix)).OrderBy(e => e.RaisedUtc).Select(e => e.Text).Take(MostShown).ToListAsync(ct);
        return new SourceView(
            id, connection.Kind, connection.Name, connection.IsFromConfiguration, where, hasLostKeys, connection.Kind != ConnectionKind.Upload && sync is null, sync?.DueUtc, sync?.FailingSinceUtc, listed, missing,
            sync?.SuspectSinceUtc, sync is { SuspectSinceUtc: { } since, AcceptedUtc: { } accepted } && accepted >= since, unmapped, refused);
    }

    private (string Where, bool HasLostKeys) Where(Connection connection)
    {
        if (connection.Kind == ConnectionKind.Upload)
        {
            return ("", false);
        }

        try
        {
            var url = connection.IsFromConfiguration ? configuration[$"Pms:Connections:{connection.Name}:Url"] : secrets.OpenSettings(connection).GetValueOrDefault("Url");
            return (Uri.TryCreate(url, UriKind.Absolute, out var address) ? OutboundAddress.Masked(address) : "", false);
        }
        catch (CryptographicException)
        {
            return ("", true);
        }
    }
}

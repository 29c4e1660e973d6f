using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>What a trial found.</summary>
/// <param name="Bookings">Guests' bookings that are not cancelled.</param>
/// <param name="Other">Closed days, and what gives nobody a code.</param>
/// <param name="NotBelieved">Bookings that are not believed, each with its reason.</param>
/// <param name="HasMore">It lists more than was counted.</param>
/// <param name="Complaint">What is wrong with the list as a whole, in words; empty = nothing.</param>
/// <param name="Problem">Why it cannot be read, in a host's words; empty = it can.</param>
public sealed record SourceTried(int Bookings, int Other, IReadOnlyList<string> NotBelieved, bool HasMore, string Complaint, string Problem);

/// <summary>
/// Reads a source with settings that nobody has saved yet, by the calls that its readings make: what works here works every day. Stores nothing.
/// </summary>
public sealed class SourceTrial(IEnumerable<IReservationSources> kinds, ConnectionSecrets secrets, StayClock clock)
{
    private const int MostPages = 25;

    /// <summary>One reading of a connection as it would be.</summary>
    /// <param name="connectionId">The connection, or the id that it will have.</param>
    /// <param name="kind">What it speaks.</param>
    /// <param name="name">Its name.</param>
    /// <param name="settings">Its settings, with their secrets.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<SourceTried> RunAsync(Guid connectionId, ConnectionKind kind, string name, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var connection = new Connection { Id = connectionId, Kind = kind, Name = name };
        secrets.SealSettings(connection, settings);
        try
        {
            return await ReadAsync(await kinds.Single(k => k.Kind == kind).OpenAsync(connection, ct), ct);
        }
        catch (SourceException trouble)
        {
            return new SourceTried(0, 0, [], false, "", trouble.Message);
        }
    }

    private async Task<SourceTried> ReadAsync(IReservationSource source, CancellationToken ct)
    {
        var (query, items, complaint) = (new SourceQuery(null, clock.GetUtcNow(), "", ""), new Dictionary<string, SourceItem>(StringComparer.Ordinal), "");
        string? cursor = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await source.ListAsync(query, cursor, ct);
            complaint = complaint.Length > 0 ? complaint : page.Complaint;
            foreach (var item in page.Items)
            {
                items[item.ExternalId] = item;
            }

            cursor = page.NextCursor;
            if (cursor is null)
            {
                break;
            }
        }

        var said = items.Values.Select(i => i.Snapshot).OfType<ReservationSnapshot>().ToList();
        var bookings = said.Count(s => s.Kind == BookingKind.GuestStay && s.Status != StayStatus.Cancelled);
        return new SourceTried(bookings, said.Count(s => s.Kind is BookingKind.Block or BookingKind.Opaque), [.. items.Values.Select(i => i.WhyRefused).Where(w => w.Length > 0)], cursor is not null, complaint, "");
    }
}

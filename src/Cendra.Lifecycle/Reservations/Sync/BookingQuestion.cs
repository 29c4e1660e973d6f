using Cendra.Domain;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>
/// Asks a source for one booking as it is now and takes over what it says: by its id where the source has it, else by reading the whole list. Use it in a scope of its own: it forgets what
/// its context tracks.
/// </summary>
public sealed class BookingQuestion(SourceDoor door, ListReading reading, AbsenceDesk absences, SourcePass pass, ConnectionWatch watch, JobWaker jobs, StayClock clock)
{
    /// <summary>A guest may wait at a door for what follows from the answer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Whether the source has the booking. What is missing counts as one absence, and as no more than that.</summary>
    /// <exception cref="SourceException">The source could not be asked; nothing follows.</exception>
    public async Task<bool> AskAsync(Connection connection, string externalId, CallPurpose purpose, CancellationToken ct)
    {
        var source = await door.OpenAsync(connection, purpose, ct);
        if (!source.Traits.FetchesOne)
        {
            await pass.ReadNowAsync(connection, ct);
            return true;
        }

        var item = await GetAsync(source, externalId, ct);
        await watch.AnsweredAsync(connection.Id, ct);
        var touched = item is null ? await absences.MissedAsync(connection.Name, connection.Id, externalId, ct) : await reading.TakeAsync(connection.Id, item, ct);
        if (touched.Count > 0)
        {
            jobs.WakeSweep(Sweeps.DueStays);
        }

        return item is not null;
    }

    private async Task<SourceItem?> GetAsync(IReservationSource source, string externalId, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await source.GetAsync(externalId, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SourceException(SourceTrouble.Unavailable, "It did not answer within ten seconds.");
        }
    }
}

using System.Text.Json;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>
/// A booking whose dates can be read and cannot be: it ends before it begins, has no night, or lasts for years. The sender is refused with the field and changes nothing; because
/// somebody may be on the way whom nobody expects, a host is asked to set the dates right. Closed when the booking comes with others.
/// </summary>
public sealed class ImpossibleDates(CendraDbContext db, EscalationDesk desk, ILogger<ImpossibleDates> log)
{
    /// <summary>What is said of an end that is not after the start.</summary>
    public const string NotAfter = "must be after checkIn";

    /// <summary>What is said of an end that is too far from the start.</summary>
    public const string TooLong = "must be within two years of checkIn";

    private const int LongestCause = 200;
    private const int LongestShown = 60;

    /// <summary>The cause of the task about one booking.</summary>
    public static string CauseOf(Guid connectionId, string externalId) => $"impossible-dates:{connectionId:N}:{externalId}" is var cause && cause.Length <= LongestCause ? cause : cause[..LongestCause];

    /// <summary>Asks a host where nothing but dates is wrong with a refused body. Saves.</summary>
    public async Task AskAsync(Guid connectionId, string connection, string cleanedJson, IReadOnlyDictionary<string, string[]> errors, CancellationToken ct)
    {
        if (errors.Count == 0 || errors.Values.Any(e => e is not [NotAfter] and not [TooLong]))
        {
            return;
        }

        using var body = JsonDocument.Parse(cleanedJson);
        var id = body.RootElement.GetProperty("reservation").GetProperty("externalId").GetString()!.Trim();
        var known = await db.Stays.Where(s => db.SourceBookings.Any(b => b.ReservationId == s.ReservationId && b.ConnectionId == connectionId && b.ExternalId == id)).OrderBy(s => s.CheckInLocal).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
        var shown = id.Length <= LongestShown ? id : id[..LongestShown] + " …";
        await desk.RaiseAsync(
            new Concern(
                CauseOf(connectionId, id), EscalationPriority.P2, $"The booking \"{shown}\" has dates that cannot be",
                $"{connection} sent it with an end that {(errors.Values.Any(e => e is [TooLong]) ? "is years after its start" : "is not after its start")}. It was refused; "
                + (known is null ? "no code is made for it." : "what was known of it before stays as it is.") + " Correct the dates in the booking system; this closes when it comes again.",
                "Correct the dates in the booking system.", ConnectionId: connectionId), ct, known);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException collision)
        {
            log.LogInformation("The task about impossible dates was written by somebody else: {Reason}", collision.GetType().Name); // The sender repeats it, or did so in this moment.
            db.ChangeTracker.Clear();
            return;
        }

        desk.Wake();
    }
}

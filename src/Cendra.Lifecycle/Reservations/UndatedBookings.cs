using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;

namespace Cendra.Lifecycle.Reservations;

/// <summary>
/// A booking whose source says that its dates are not settled yet. It has no window, so nobody gets a code for it; because somebody has booked, a host is asked to see to the dates. Closed
/// when it comes with dates, or is cancelled. Nothing is saved here.
/// </summary>
public sealed class UndatedBookings(CendraDbContext db, EscalationDesk desk)
{
    private const int LongestShown = 60;

    /// <summary>The cause of the task about one booking.</summary>
    public static string CauseOf(Guid connectionId, string externalId) => Concern.CauseOf($"undated:{connectionId:N}:{externalId}");

    /// <summary>Asks for dates. Stays that the booking had before keep theirs: that they were taken back is not that they are over.</summary>
    public async Task AskAsync(Guid connectionId, string externalId, IReadOnlyCollection<Stay> before, CancellationToken ct)
    {
        var name = (await db.Connections.FindAsync([connectionId], ct))?.Name ?? "The source";
        var shown = externalId.Length <= LongestShown ? externalId : externalId[..LongestShown] + " …";
        var standing = before.Where(s => s.Status != StayStatus.Cancelled).OrderBy(s => s.CheckInLocal).ToList();
        var concern = new Concern(
            CauseOf(connectionId, externalId), EscalationPriority.P2, $"The booking \"{shown}\" has no dates yet",
            $"{name} says that its dates are not settled. " + (standing.Count == 0 ? "No code is made until they come." : "The dates and codes that it had stay as they are until others come.")
            + " Settle them where bookings are kept; this closes when they arrive.",
            "Settle the dates where bookings are kept.", ConnectionId: connectionId);
        await desk.RaiseAsync(concern, ct, standing.FirstOrDefault()?.Id);
    }

    /// <summary>These have dates, or are over.</summary>
    public Task SettledAsync(Guid connectionId, IReadOnlyCollection<string> externalIds, CancellationToken ct) =>
        desk.ResolveAllAsync([.. externalIds.Select(id => CauseOf(connectionId, id))], "Its dates are settled, or it was cancelled", ct);
}

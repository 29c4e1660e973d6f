using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Guests;

/// <summary>
/// Writes down that a page was viewed. Each view is counted; the chain of the stay gets a line with the count at most once a minute and two hundred times a link, so that a scanner
/// that looks in a loop fills no table. Nothing else changes by looking.
/// </summary>
public sealed class GuestViews(CendraDatabase database, StayClock clock)
{
    /// <summary>Counts one view of this link.</summary>
    public async Task NoteAsync(GuestLink link, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = now - GuestLink.BetweenLines;
        await using var db = database.Open();
        var row = db.GuestLinks.Where(l => l.Id == link.Id);
        await row.ExecuteUpdateAsync(s => s.SetProperty(l => l.Views, l => l.Views + 1).SetProperty(l => l.LastViewedUtc, now), ct);

        // Of several at one instant one writes the line; killed in between it is missing, and the next one has the count.
        var mine = await row.Where(l => l.Lines < GuestLink.MostLines && (l.LineUtc == null || l.LineUtc <= before))
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.Lines, l => l.Lines + 1).SetProperty(l => l.LineUtc, now), ct);
        if (mine > 0)
        {
            if (await row.Select(l => (int?)l.Views).SingleOrDefaultAsync(ct) is not { } views)
            {
                return; // A host ended the link in this moment.
            }

            db.Audit(new StreamNotes($"stay:{link.StayId:N}").Add(AuditKind.LinkViewed, AuditActor.Guest, FormattableString.Invariant($"The guest page was viewed: {views} in all")));
            await db.SaveChangesAsync(ct);
        }
    }
}

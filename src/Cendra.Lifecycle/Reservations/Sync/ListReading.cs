using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>What one reading of a list brought.</summary>
/// <param name="Listed">The ids of everything in it.</param>
/// <param name="Touched">The stays to look at.</param>
/// <param name="Page">Its last page, with what the source calls the list.</param>
/// <param name="ServerUtc">The source's clock at the first page.</param>
public sealed record ListRead(IReadOnlySet<string> Listed, IReadOnlyList<Guid> Touched, SourcePage Page, DateTimeOffset? ServerUtc);

/// <summary>Reads a source's list page by page and takes over what changed in it. What did not change costs its share of one query for a page.</summary>
public sealed class ListReading(CendraDbContext db, ReservationIntake intake, EscalationDesk desk)
{
    private const int MostPages = 2000;
    private const int AtOnce = 200;
    private const int InOneSave = 100;

    /// <summary>The causes of tasks about single bookings of a connection begin so.</summary>
    public static string RefusedCause(Guid connectionId) => $"source-refused:{connectionId:N}:";

    /// <summary>Reads to the last page. Up to a hundred changed bookings are saved in one save, so that a pass that breaks off leaves nothing half.</summary>
    /// <exception cref="SourceException">A page could not be read, or the pages go round in a circle.</exception>
    public async Task<ListRead> RunAsync(Guid connectionId, IReservationSource source, SourceQuery query, CancellationToken ct)
    {
        var (listed, touched, cursors) = (new HashSet<string>(StringComparer.Ordinal), new List<Guid>(), new HashSet<string>(StringComparer.Ordinal));
        DateTimeOffset? serverUtc = null;
        for (string? cursor = null; ;)
        {
            var page = await source.ListAsync(query, cursor, ct);
            serverUtc ??= page.ServerUtc;
            listed.UnionWith(page.Items.Select(i => i.ExternalId));
            foreach (var some in page.Items.Chunk(AtOnce))
            {
                touched.AddRange(await TakeAsync(connectionId, some, ct));
            }

            if (page.NextCursor is null)
            {
                return new ListRead(listed, touched, page, serverUtc);
            }

            if (!cursors.Add(page.NextCursor) || cursors.Count >= MostPages)
            {
                throw new SourceException(SourceTrouble.Unreadable, "Its list does not end: a page leads to one that was read before.");
            }

            cursor = page.NextCursor;
        }
    }

    /// <summary>One booking that was fetched by itself.</summary>
    public Task<IReadOnlyList<Guid>> TakeAsync(Guid connectionId, SourceItem item, CancellationToken ct) => TakeAsync(connectionId, [item], ct);

    private async Task<IReadOnlyList<Guid>> TakeAsync(Guid connectionId, IReadOnlyList<SourceItem> items, CancellationToken ct)
    {
        var ids = items.Select(i => i.ExternalId).ToList();
        var known = await db.SourceBookings.AsNoTracking().Where(b => b.ConnectionId == connectionId && ids.Contains(b.ExternalId))
            .Select(b => new { b.ExternalId, b.ContentHash, b.SourceOrder, b.GoneUtc, b.Misses }).ToDictionaryAsync(b => b.ExternalId, StringComparer.Ordinal, ct);
        var absent = known.Values.Where(k => k.Misses > 0).Select(k => k.ExternalId).ToList();
        if (absent.Count > 0)
        {
            await db.SourceBookings.Where(b => b.ConnectionId == connectionId && absent.Contains(b.ExternalId))
                .ExecuteUpdateAsync(s => s.SetProperty(b => b.Misses, 0).SetProperty(b => b.FirstMissedUtc, (DateTimeOffset?)null).SetProperty(b => b.LastMissedUtc, (DateTimeOffset?)null), ct);
            await desk.ResolveAllAsync([.. absent.SelectMany(id => new[] { AbsenceDesk.CauseOf(connectionId, id), AbsenceDesk.InferredCauseOf(connectionId, id) })], "The source lists it again", ct);
            await db.SaveChangesAsync(ct);
        }

        var news = items.Where(i => i.Snapshot is { } said && !(known.GetValueOrDefault(i.ExternalId) is { GoneUtc: null } same && same.ContentHash == said.ContentHash)).Select(i => i.Snapshot!);
        var touched = new List<Guid>();
        foreach (var some in news.Chunk(InOneSave))
        {
            touched.AddRange(await TakeAllAsync(connectionId, some, ct));
            db.ChangeTracker.Clear(); // The next ones start from nothing: a list of ten thousand costs no more for each than one of ten.
        }

        await AskAboutRefusedAsync(connectionId, items, ct);
        return touched;
    }

    /// <summary>In one save. Where somebody else wrote one of them meanwhile, or one cannot be saved, each is taken by itself: only that one is done again, or keeps the others after it waiting.</summary>
    private async Task<IReadOnlyList<Guid>> TakeAllAsync(Guid connectionId, ReservationSnapshot[] news, CancellationToken ct)
    {
        try
        {
            return await intake.TakeAllAsync(connectionId, news, ct);
        }
        catch (DbUpdateException)
        {
            var touched = new List<Guid>();
            foreach (var one in news)
            {
                db.ChangeTracker.Clear();
                touched.AddRange(await TakeAgainAsync(connectionId, one, ct));
            }

            return touched;
        }
    }

    private async Task<IReadOnlyList<Guid>> TakeAgainAsync(Guid connectionId, ReservationSnapshot snapshot, CancellationToken ct)
    {
        try
        {
            return await intake.TakeAsync(connectionId, snapshot, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // A look at the stay was saved in this very moment: what the source says holds all the same.
            return await intake.TakeAsync(connectionId, snapshot, ct);
        }
    }

    /// <summary>A booking that is not believed is a host's task, until it can be or is over.</summary>
    private async Task AskAboutRefusedAsync(Guid connectionId, IReadOnlyList<SourceItem> items, CancellationToken ct)
    {
        var prefix = RefusedCause(connectionId);
        var refused = items.Where(i => i.WhyRefused.Length > 0).ToList();
        foreach (var item in refused)
        {
            await desk.RaiseAsync(
                new Concern(
                    prefix + item.ExternalId, EscalationPriority.P2, "A booking is not believed", $"{item.WhyRefused} What was known of it before stays as it is. Correct it where bookings are kept; this closes by itself.",
                    "Correct it where bookings are kept.", ConnectionId: connectionId), ct);
        }

        if (refused.Count > 0)
        {
            await db.SaveChangesAsync(ct);
            desk.Wake();
        }

        var open = await db.Escalations.AsNoTracking().Where(e => e.ResolvedUtc == null && e.Cause.StartsWith(prefix)).Select(e => e.Cause).ToListAsync(ct);
        if (items.Where(i => i.WhyRefused.Length == 0).Select(i => Concern.CauseOf(prefix + i.ExternalId)).Intersect(open).ToList() is { Count: > 0 } believed)
        {
            await desk.ResolveAllAsync(believed, "The source says it in a way that can be believed", ct);
            await db.SaveChangesAsync(ct);
        }

        db.ChangeTracker.Clear();
    }
}

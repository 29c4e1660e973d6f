using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>
/// Compares a table with what its connection has said before. A line that is missing says nothing: absence is not cancellation. Where the table has versions the higher one holds, else the
/// later upload; the same content is the same booking either way.
/// </summary>
public sealed class TablePlanner(CendraDbContext db, StayClock clock)
{
    private const int AtOnce = 500;

    /// <summary>What each line would do now. Reads only.</summary>
    public async Task<TablePlan> PlanAsync(Guid connectionId, UploadedTable table, CancellationToken ct)
    {
        var known = await KnownAsync(connectionId, table, ct);
        var now = clock.GetUtcNow();
        var lines = table.Lines.Select(line => Plan(line, known.GetValueOrDefault(line.Content?.ExternalId ?? ""), table.HasVersions, now)).ToList();
        var listings = lines.Zip(table.Lines).Where(l => l.First.Step != LineStep.Refused).Select(l => l.Second.Content?.ListingExternalId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var mapped = await db.PropertyListings.Where(l => l.ConnectionId == connectionId).Select(l => l.ExternalId).ToListAsync(ct);
        return new TablePlan(lines, [.. listings.Except(mapped, StringComparer.Ordinal).Order(StringComparer.Ordinal)], Fingerprint(lines));
    }

    private async Task<Dictionary<string, SourceBooking>> KnownAsync(Guid connectionId, UploadedTable table, CancellationToken ct)
    {
        var known = new Dictionary<string, SourceBooking>(StringComparer.Ordinal);
        foreach (var ids in table.Lines.Select(l => l.Content?.ExternalId).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var booking in await db.SourceBookings.AsNoTracking().Where(b => b.ConnectionId == connectionId && ids.Contains(b.ExternalId)).ToListAsync(ct))
            {
                known[booking.ExternalId] = booking;
            }
        }

        return known;
    }

    private static PlannedLine Plan(UploadedLine line, SourceBooking? known, bool hasVersions, DateTimeOffset now)
    {
        var what = What(line.Content);
        if (line.Content is not { } said || line.Problems.Count > 0)
        {
            return new PlannedLine(line.Row.Line, line.Content?.ExternalId ?? "", what, LineStep.Refused, line.Problems);
        }

        var before = known is null ? new LineContent() : LineContent.FromObserved(known.Observed);
        var content = said.Over(before);
        var (read, errors) = content.Read(hasVersions ? line.Version : now.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        if (read is null)
        {
            return new PlannedLine(line.Row.Line, said.ExternalId ?? "", what, LineStep.Refused, [.. errors.Select(e => $"{e.Key} {string.Join(", ", e.Value)}")]);
        }

        // Without versions the later upload holds, also where the clock or an earlier column of versions has run ahead.
        var snapshot = hasVersions || known is null || read.SourceOrder > known.SourceOrder ? read
            : read with { SourceOrder = known.SourceOrder + 1, SourceVersion = (known.SourceOrder + 1).ToString(CultureInfo.InvariantCulture) };
        return Compared(new PlannedLine(line.Row.Line, snapshot.ExternalId, what, LineStep.New, []) { Snapshot = snapshot }, known, content.Differences(before), hasVersions);
    }

    private static PlannedLine Compared(PlannedLine line, SourceBooking? known, IReadOnlyList<string> differences, bool hasVersions)
    {
        var snapshot = line.Snapshot!;
        if (known is null)
        {
            return snapshot.Status == StayStatus.Cancelled ? line with { Words = ["It is cancelled already: nobody gets a code"] } : line;
        }

        if (known.ContentHash == snapshot.ContentHash && known.GoneUtc is null)
        {
            // A higher version of the same is remembered, so that one in between does not count as news later.
            return line with { Step = LineStep.Unchanged, Snapshot = hasVersions && snapshot.SourceOrder > known.SourceOrder ? snapshot : null };
        }

        if (hasVersions && snapshot.SourceOrder <= known.SourceOrder)
        {
            var why = snapshot.SourceOrder < known.SourceOrder ? $"Its version {snapshot.SourceVersion} is older than {known.SourceVersion}, which is known" : $"Its version {snapshot.SourceVersion} is known with other content. Raise it where something changed";
            return line with { Step = LineStep.Refused, Words = [why], Snapshot = null };
        }

        IReadOnlyList<string> words = differences.Count > 0 ? differences : ["It is written down anew"];
        return line with { Step = LineStep.Changed, Words = known.IsSecondary ? [.. words, "Another connection tells of this stay and is followed: nothing changes at the door"] : words };
    }

    private static string What(LineContent? content) =>
        content is null ? "" : string.Join(", ", new[] { content.Guest?.Name, content.ListingExternalId, content.CheckIn is null ? null : $"{content.CheckIn} to {content.CheckOut}" }.Where(s => !string.IsNullOrEmpty(s)));

    private static string Fingerprint(IEnumerable<PlannedLine> lines)
    {
        var text = string.Join('\n', lines.Select(l => $"{l.Line}|{l.ExternalId}|{l.Step}|{l.Snapshot?.ContentHash}|{string.Join('|', l.Words)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

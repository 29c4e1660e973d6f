using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Domain.Audit;

/// <summary>One thing that is wrong with a chain, in words.</summary>
public sealed record AuditProblem(string Stream, long? Sequence, string What);

/// <summary>What a verification found.</summary>
public sealed record AuditReport(int Streams, int Events, IReadOnlyList<AuditProblem> Problems);

/// <summary>
/// Walks every chain from its first line to its sealed head. Finds: an edited line, a deleted or inserted one, swapped ones, a cut tail, a chain that is
/// gone as a whole, and personal fields that were changed (but not those erased with a line that says so).
/// </summary>
public sealed class AuditVerification(CendraDbContext db, KeyFolder keys, AuditHeads heads)
{
    /// <summary>Verifies all chains; reads the table once, in order. A line that cannot be read is reported and ends the walk.</summary>
    public async Task<AuditReport> RunAsync(CancellationToken ct)
    {
        var walk = new Walk(heads.All().ToDictionary(h => h.Stream, StringComparer.Ordinal));
        var ordered = db.AuditEvents.AsNoTracking().Include(e => e.Personal).OrderBy(e => e.Stream).ThenBy(e => e.Sequence);
        try
        {
            await foreach (var line in ordered.AsAsyncEnumerable().WithCancellation(ct))
            {
                if (walk.Chain.Count > 0 && walk.Chain[0].Stream != line.Stream)
                {
                    CloseChain(walk);
                }

                walk.Events++;
                walk.Chain.Add(line);
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or FormatException or ArgumentException or InvalidCastException)
        {
            // Only SQLite lets such a value into a column; elsewhere the type of the column refuses it.
            var at = await db.AuditEvents.OrderBy(e => e.Stream).ThenBy(e => e.Sequence).Select(e => new { e.Stream, e.Sequence }).Skip(walk.Events).FirstAsync(ct);
            walk.Problems.Add(new AuditProblem(at.Stream, at.Sequence, $"The line cannot be read ({unreadable.GetType().Name}); what comes after it was not checked."));
            return new AuditReport(walk.Streams, walk.Events, walk.Problems);
        }

        CloseChain(walk);
        walk.Problems.AddRange(walk.HeadOf.Values.Where(h => h.Sequence > 0).Select(h => new AuditProblem(h.Stream, h.Sequence, "The whole chain is missing from the database.")));
        if (heads.UnreadableLines > 0)
        {
            walk.Problems.Add(new AuditProblem("heads", null, $"{heads.UnreadableLines} sealed heads cannot be opened with this key ring."));
        }

        return new AuditReport(walk.Streams, walk.Events, walk.Problems);
    }

    private void CloseChain(Walk walk)
    {
        if (walk.Chain.Count > 0)
        {
            walk.Streams++;
            Check(walk.Chain, walk.HeadOf, walk.Problems);
            walk.Chain.Clear();
        }
    }

    private void Check(List<AuditEvent> chain, Dictionary<string, AuditHead> headOf, List<AuditProblem> problems)
    {
        var stream = chain[0].Stream;
        var (expected, previousMac) = (1L, "");
        foreach (var line in chain)
        {
            if (Fault(line, expected, previousMac, chain) is { } fault)
            {
                problems.Add(new AuditProblem(stream, line.Sequence, fault));
            }

            (expected, previousMac) = (line.Sequence + 1, line.Mac);
        }

        if (headOf.Remove(stream, out var head))
        {
            CheckHead(chain, head, problems);
        }
        else
        {
            problems.Add(new AuditProblem(stream, null, "The chain has no sealed head: it was not written by Cendra with these keys."));
        }
    }

    private static void CheckHead(List<AuditEvent> chain, AuditHead head, List<AuditProblem> problems)
    {
        if (head.Sequence == 0)
        {
            return; // A crash after its first save: every line was checked, and none is known to be missing.
        }

        var atHead = chain.Find(e => e.Sequence == head.Sequence);
        if (atHead is null)
        {
            problems.Add(new AuditProblem(head.Stream, head.Sequence, $"The tail is cut: the sealed head is line {head.Sequence}, the chain ends at {chain[^1].Sequence}."));
        }
        else if (atHead.Mac != head.Mac)
        {
            problems.Add(new AuditProblem(head.Stream, head.Sequence, "The line at the sealed head is not the one that was sealed."));
        }
    }

    private string? Fault(AuditEvent line, long expected, string previousMac, List<AuditEvent> chain)
    {
        if (line.Sequence != expected)
        {
            return $"Line {expected} is missing or out of order.";
        }

        if (line.PreviousMac != previousMac)
        {
            return "The line does not follow from the one before it.";
        }

        if (line.ComputeMac(keys.AuditKey) != line.Mac)
        {
            return "The line was changed after it was written.";
        }

        return PersonalFault(line, chain);
    }

    private string? PersonalFault(AuditEvent line, List<AuditEvent> chain)
    {
        if (line.PersonalCommitment.Length == 0)
        {
            return line.Personal is null ? null : "Personal fields were added after the line was written.";
        }

        if (line.Personal is null)
        {
            return chain.Exists(e => e.Kind == AuditKind.PersonalErased && e.Sequence > line.Sequence)
                ? null
                : "Personal fields are gone without a line that says they were erased.";
        }

        return AuditEvent.Commit(keys.AuditKey, line.Personal) == line.PersonalCommitment ? null : "Personal fields were changed after the line was written.";
    }

    /// <summary>How far the walk has come.</summary>
    private sealed class Walk(Dictionary<string, AuditHead> headOf)
    {
        public Dictionary<string, AuditHead> HeadOf { get; } = headOf;
        public List<AuditEvent> Chain { get; } = [];
        public List<AuditProblem> Problems { get; } = [];
        public int Streams { get; set; }
        public int Events { get; set; }
    }
}

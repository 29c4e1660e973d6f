using System.Security.Cryptography;
using System.Text.Json;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Domain.Audit;

/// <summary>Turns the notes of changed entities into chained audit lines within the save that stores the change, and moves the sealed heads after it.</summary>
public sealed class AuditChain(KeyFolder keys, AuditHeads heads, StayClock clock, IdSource ids, RandomNumberGenerator random) : IDisposable
{
    private const int AtOnce = 500;
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Waits until no other save of this installation is under way in this process; dispose what it returns when the save is over.</summary>
    internal async Task<IDisposable> TakeTurnAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        return new Turn(_gate);
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    /// <summary>
    /// Adds the lines of everything that changed to the context. Call within a turn, right before saving. Throws <see cref="InvalidOperationException"/>
    /// inside a transaction: its rollback would leave the sealed head ahead of the chain, which reads as a cut tail.
    /// </summary>
    internal async Task<AuditAppend> AppendAsync(CendraDbContext db, CancellationToken ct)
    {
        var noted = db.ChangeTracker.Entries<Audited>().Select(e => e.Entity).Concat(db.Streams).Where(e => e.PendingNotes.Count > 0).ToList();
        var appended = new List<AuditEvent>();
        if (noted.Count > 0 && db.Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("Audit lines are saved without a transaction around the save: one save is one transaction already.");
        }

        var streams = noted.GroupBy(e => e.AuditStream).ToList();
        var begun = Begun(db);
        var ends = await EndsAsync(db, [.. streams.Select(s => s.Key).Where(s => !begun.Contains(s))], ct);
        foreach (var stream in streams)
        {
            var (sequence, mac) = ends.TryGetValue(stream.Key, out var end) ? end : (0, "");
            foreach (var note in stream.SelectMany(e => e.PendingNotes))
            {
                var line = Line(stream.Key, ++sequence, mac, note);
                mac = line.Mac;
                appended.Add(line);
            }
        }

        heads.Open(appended.Where(line => line.Sequence == 1).Select(line => line.Stream));
        db.AuditEvents.AddRange(appended);
        return new AuditAppend(appended, noted);
    }

    /// <summary>The chains that begin with this save: those of rows that are made in it and are named by the row's own id. Nothing can stand in them.</summary>
    private static HashSet<string> Begun(CendraDbContext db) => db.ChangeTracker.Entries<Audited>()
        .Where(e => e.State == EntityState.Added && e.Metadata.FindPrimaryKey() is { Properties: [var key] } && e.Property(key.Name).CurrentValue is Guid id
            && e.Entity.AuditStream.EndsWith(id.ToString("N"), StringComparison.Ordinal))
        .Select(e => e.Entity.AuditStream).ToHashSet(StringComparer.Ordinal);

    /// <summary>Where chains end now; one that is not there has no lines.</summary>
    private static async Task<Dictionary<string, (long Sequence, string Mac)>> EndsAsync(CendraDbContext db, IReadOnlyList<string> streams, CancellationToken ct)
    {
        var ends = new Dictionary<string, (long, string)>(StringComparer.Ordinal);
        if (streams is [var one])
        {
            var last = await db.AuditEvents.AsNoTracking().Where(e => e.Stream == one).OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Mac }).FirstOrDefaultAsync(ct);
            return last is null ? ends : new(ends) { [one] = (last.Sequence, last.Mac) };
        }

        foreach (var some in streams.Chunk(AtOnce))
        {
            var last = db.AuditEvents.AsNoTracking().Where(e => some.Contains(e.Stream) && !db.AuditEvents.Any(l => l.Stream == e.Stream && l.Sequence > e.Sequence));
            foreach (var end in await last.Select(e => new { e.Stream, e.Sequence, e.Mac }).ToListAsync(ct))
            {
                ends[end.Stream] = (end.Sequence, end.Mac);
            }
        }

        return ends;
    }

    /// <summary>The save went through: the notes are done with and the heads move to the new ends.</summary>
    internal void Complete(AuditAppend append)
    {
        if (append.Lines.Count > 0)
        {
            append.Noted.ToList().ForEach(n => n.ForgetNotes());
            heads.Move(append.Lines.GroupBy(e => e.Stream).Select(g => g.MaxBy(e => e.Sequence)!));
        }
    }

    /// <summary>The save was refused: the lines leave the context, the notes stay for the next attempt, which chains them to what then is the end.</summary>
    internal static void Withdraw(CendraDbContext db, AuditAppend append)
    {
        foreach (var line in append.Lines)
        {
            var personal = line.Personal;
            db.Entry(line).State = EntityState.Detached;
            if (personal is not null)
            {
                db.Entry(personal).State = EntityState.Detached;
            }
        }
    }

    private AuditEvent Line(string stream, long sequence, string previousMac, AuditNote note)
    {
        var id = ids.Next();
        var personal = note.Personal is { Count: > 0 } fields
            ? new AuditPersonal { AuditEventId = id, Fields = JsonSerializer.Serialize(fields), Salt = Salt() }
            : null;
        var line = new AuditEvent
        {
            Id = id,
            Stream = stream,
            Sequence = sequence,
            OccurredUtc = clock.GetUtcNow(),
            Actor = note.Actor,
            Kind = note.Kind,
            What = note.What,
            SubjectId = note.SubjectId,
            PersonalCommitment = personal is null ? "" : AuditEvent.Commit(keys.AuditKey, personal),
            Personal = personal,
            PreviousMac = previousMac,
            Mac = "",
        };
        line.Mac = line.ComputeMac(keys.AuditKey);
        return line;
    }

    private string Salt()
    {
        Span<byte> salt = stackalloc byte[16];
        random.GetBytes(salt);
        return Convert.ToHexStringLower(salt);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

/// <summary>The lines of one save, and what noted them: it keeps its notes until the save went through.</summary>
internal sealed record AuditAppend(IReadOnlyList<AuditEvent> Lines, IReadOnlyList<Audited> Noted)
{
    /// <summary>Nothing to chain.</summary>
    public static AuditAppend Empty { get; } = new([], []);
}

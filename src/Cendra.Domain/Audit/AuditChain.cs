using System.Security.Cryptography;
using System.Text.Json;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Domain.Audit;

/// <summary>Turns the notes of changed entities into chained audit lines within the save that stores the change, and moves the sealed heads after it.</summary>
public sealed class AuditChain(KeyFolder keys, AuditHeads heads, StayClock clock, IdSource ids, RandomNumberGenerator random)
{
    /// <summary>Adds the lines of everything that changed to the context. Call under the write gate, right before saving.</summary>
    internal async Task<IReadOnlyList<AuditEvent>> AppendAsync(CendraDbContext db, CancellationToken ct)
    {
        var noted = db.ChangeTracker.Entries<Audited>().Select(e => e.Entity).Concat(db.Streams).Where(e => e.PendingNotes.Count > 0).ToList();
        var appended = new List<AuditEvent>();
        foreach (var stream in noted.GroupBy(e => e.AuditStream))
        {
            var last = await db.AuditEvents.AsNoTracking().Where(e => e.Stream == stream.Key)
                .OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Mac }).FirstOrDefaultAsync(ct);
            var (sequence, mac) = (last?.Sequence ?? 0, last?.Mac ?? "");
            foreach (var note in stream.SelectMany(e => e.TakeNotes()))
            {
                var line = Line(stream.Key, ++sequence, mac, note);
                mac = line.Mac;
                appended.Add(line);
            }
        }

        db.AuditEvents.AddRange(appended);
        return appended;
    }

    /// <summary>The save went through: the heads move to the new ends.</summary>
    internal void MoveHeads(IReadOnlyList<AuditEvent> appended)
    {
        if (appended.Count > 0)
        {
            heads.Move(appended.GroupBy(e => e.Stream).Select(g => g.MaxBy(e => e.Sequence)!));
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
}

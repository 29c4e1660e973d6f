using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// How far Cendra goes against changes that somebody else makes at a lock: a code that was changed or removed is set back with the digits that the guest was told, three
/// times a day at the most, and not at all where another system is known to write there. Then a host decides.
/// </summary>
public sealed class OutsideChanges(CendraDbContext db, StayClock clock)
{
    /// <summary>So often within <see cref="Span"/> a code is set back.</summary>
    public const int MostTimes = 3;

    /// <summary>The span that is counted.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromHours(24);

    /// <summary>After giving up it is tried once more only then.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(6);

    /// <summary>Why a code that was changed at the lock is left as it is; null = it is set back.</summary>
    public async Task<string?> WhyHandsOffAsync(AccessCode code, CancellationToken ct) => code.Lock switch
    {
        { ChoosesPin: true } => "Somebody changed this code at the lock, which chooses its digits itself. Look at the lock and tell the guest what opens it.",
        { HasOtherSystem: true } => "Another system manages the codes of this lock and changed this one. End its access to the lock, or give the guest another way in.",
        _ => await TimesAsync(code, AuditKind.CodeRequested, AccessCode.SetBackWords, ct) < MostTimes ? null
            : "Somebody changes this code at the lock again and again. Cendra has stopped setting it back. Find out who does, or give the guest another way in.",
    };

    /// <summary>Why a code that was removed at the lock is not put on it again now; null = it is.</summary>
    public async Task<string?> WhyNotPutBackAsync(AccessCode code, CancellationToken ct) =>
        code.Lock is { HasOtherSystem: true } ? "Another system manages the codes of this lock and removed this one. End its access to the lock, or give the guest another way in."
        : await TimesAsync(code, AuditKind.CodeFault, CodeProof.LostWords, ct) <= MostTimes ? null
        : "Somebody removes this code from the lock again and again. Cendra has stopped putting it back. Find out who does, or give the guest another way in.";

    private Task<int> TimesAsync(AccessCode code, AuditKind kind, string words, CancellationToken ct)
    {
        var (id, since) = (code.Id, clock.GetUtcNow() - Span);
        return db.AuditEvents.CountAsync(e => e.Stream == code.AuditStream && e.SubjectId == id && e.Kind == kind && e.OccurredUtc > since && e.What.EndsWith(words), ct);
    }
}

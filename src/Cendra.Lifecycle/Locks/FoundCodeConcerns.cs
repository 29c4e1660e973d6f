using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>What a host is told about codes that stand on a lock: unknown ones once when they are first seen, kept ones when their time is over.</summary>
public sealed class FoundCodeConcerns(CendraDbContext db, EscalationDesk desk)
{
    /// <summary>How the causes begin: codes that nobody here made.</summary>
    public const string UnknownCause = "unknown-codes:";

    private const string OverCause = "kept-code-over:";
    private const string ByHandCause = "remove-by-hand:";

    /// <summary>Opens, joins and closes what this lock's rows call for now; <paramref name="news"/> are those that were somebody's until now. Nothing is saved.</summary>
    public async Task AlignAsync(SmartLock smartLock, IReadOnlyCollection<FoundCode> rows, IReadOnlySet<Guid> news, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var undecided = rows.Where(r => r is { Kind: FoundCodeKind.Unknown, GoneUtc: null, Decision: FoundCodeDecision.None }).ToList();
        var over = undecided.Where(r => r.KeepUntilUtc is not null).ToList();
        var unknown = undecided.Except(over).ToList();
        if (unknown.Exists(r => r.FirstSeenUtc == nowUtc || news.Contains(r.Id)))
        {
            await desk.RaiseAsync(Unknown(smartLock, unknown.Count, unknown.Count(r => r.HasFormerDigits)), ct);
        }
        else if (unknown.Count == 0)
        {
            await desk.ResolveAsync($"{UnknownCause}{smartLock.Id:N}", "No code is left there that nobody has decided on", ct);
        }

        foreach (var row in rows.Where(r => r.KeepUntilUtc is not null || r.Decision == FoundCodeDecision.Remove || r.GoneUtc is not null))
        {
            await AlignAsync(smartLock, row, over.Contains(row), ct);
        }
    }

    /// <summary>Seam cannot take it off: somebody has to, at the lock.</summary>
    public static Concern ByHand(SmartLock smartLock, FoundCode row) => new(
        $"{ByHandCause}{row.Id:N}", EscalationPriority.P2, $"{smartLock.Name}: a code can only be removed in the lock's own app",
        $"Seam cannot take \"{row.NameOnLock}\" off this lock. Remove it in the lock's app; Cendra looks every hour and says when it is gone. Until then the door opens with it.",
        "Remove the code in the lock's app.", smartLock.Id);

    private async Task AlignAsync(SmartLock smartLock, FoundCode row, bool isOver, CancellationToken ct)
    {
        var cause = $"{OverCause}{row.Id:N}";
        if (isOver && !await db.Escalations.AnyAsync(e => e.Cause == cause && e.RaisedUtc >= row.KeepUntilUtc, ct))
        {
            await desk.RaiseAsync(Over(smartLock, row), ct);
        }
        else if (!isOver)
        {
            await desk.ResolveAsync(cause, "Decided on, or gone", ct);
        }

        if (row.GoneUtc is not null || row.Decision != FoundCodeDecision.Remove)
        {
            await desk.ResolveAsync($"{ByHandCause}{row.Id:N}", "Read back: it is off the lock, or it is to stay", ct);
        }
    }

    private static Concern Unknown(SmartLock smartLock, int count, int former) => new(
        $"{UnknownCause}{smartLock.Id:N}", EscalationPriority.P2,
        count == 1 ? $"{smartLock.Name}: a code that nobody here made" : FormattableString.Invariant($"{smartLock.Name}: {count} codes that nobody here made"),
        (former, count) switch
        {
            (0, 1) => "It was made at the lock, in its app or by another system, and opens the door. Say on the page of this lock whose it is and until when it stays, or have it removed.",
            (_, 1) => "It has the digits of a former guest, who can open the door with it, and was made at the lock, in its app or by another system. Say on the page of this lock whose it is and until when it stays, or have it removed.",
            _ => (former > 0 ? FormattableString.Invariant($"{former} of them {(former == 1 ? "has" : "have")} the digits of a former guest, who can open the door. ") : "")
                + "They were made at the lock, in its app or by another system, and open the door. Say on the page of this lock whose each is and until when it stays, or have it removed.",
        },
        "Say whose it is, or have it removed.", smartLock.Id);

    private static Concern Over(SmartLock smartLock, FoundCode row) => new(
        $"{OverCause}{row.Id:N}", EscalationPriority.P2, $"{smartLock.Name}: a code was to be kept until now",
        $"\"{row.NameOnLock}\" of {(row.OwnerName.Length > 0 ? row.OwnerName : "nobody named")} still opens this door. Have it removed, or say until when it stays.",
        "Have it removed, or say until when it stays.", smartLock.Id);
}

using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.Locks;

/// <summary>Whose code is it? Pure: compares what a list shows with what Cendra knows of that lock.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Code">Cendra's code behind it; null = none.</param>
public sealed record FoundOwner(FoundCodeKind Kind, AccessCode? Code)
{
    /// <summary>A lock that keeps time itself and Seam may need this long after an end before a code that still stands there is a ghost.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(24);

    /// <summary>
    /// Decides. <paramref name="ours"/> are all codes that Cendra ever had on this lock, with their stay and PIN. Known by Seam's id and by the name that Cendra gave it;
    /// of equal digits alone only while their stay serves: an unknown code with one of ours behind it has digits that somebody who left was told.
    /// </summary>
    public static FoundOwner Of(SeamAccessCode found, string? pinHash, IReadOnlyList<AccessCode> ours, DateTimeOffset nowUtc)
    {
        if (ours.FirstOrDefault(c => c.SeamAccessCodeId == found.AccessCodeId) is { } known)
        {
            return new FoundOwner(MayStand(known, nowUtc) ? KindOf(known) : FoundCodeKind.Ghost, known);
        }

        if (found.IsBackup == true)
        {
            return new FoundOwner(FoundCodeKind.Backup, null);
        }

        if (ours.FirstOrDefault(c => c.NameOnLock == found.Name) is { } named)
        {
            // Its create may still be under way; beside one that Seam has under another id it is a double.
            return new FoundOwner(named.SeamAccessCodeId is null && named.State is AccessCodeState.Planned or AccessCodeState.Creating ? KindOf(named) : FoundCodeKind.Ghost, named);
        }

        // The same digits under a name that Cendra never gave. While the stay serves, they are its own; after it nobody can say whether somebody who works there chose them: a host decides.
        return pinHash is not null && ours.Where(c => WasThere(c) && c.Pin?.Sealed?.Hash == pinHash).MaxBy(c => c.IntendedUntilUtc) is { } twin
            ? MayStand(twin, nowUtc) ? new FoundOwner(KindOf(twin), twin) : new FoundOwner(FoundCodeKind.Unknown, twin.Pin!.ToldUtc is null ? null : twin)
            : new FoundOwner(FoundCodeKind.Unknown, null);
    }

    /// <summary>A code that Seam never took proves nothing about equal digits: the lock may have refused them because they are somebody else's.</summary>
    private static bool WasThere(AccessCode code) => code.SeamAccessCodeId is not null || code.FirstOnLockUtc is not null || code.State == AccessCodeState.Creating;

    /// <summary>It serves, or its end is being shown right now and is no alarm yet.</summary>
    private static bool MayStand(AccessCode code, DateTimeOffset nowUtc) => code.State switch
    {
        AccessCodeState.Revoked or AccessCodeState.Unproven => false,
        AccessCodeState.EndedByLock => code.Lock!.Timing == LockTiming.OfflineCode || !code.Lock.IsOnline || nowUtc - code.EndedUtc < Overdue,
        _ => true,
    };

    private static FoundCodeKind KindOf(AccessCode code) => code.Stay?.Kind is StayKind.Cleaner or StayKind.Staff ? FoundCodeKind.Staff : FoundCodeKind.Stay;
}

/// <summary>What stands on a lock, kept in rows: seen first, seen last, gone since.</summary>
public static class FoundCodeRows
{
    /// <summary>Takes one listed code over into its row, which may be new.</summary>
    public static void Take(FoundCode row, SeamAccessCode found, FoundOwner owner, string? pinHash, DateTimeOffset nowUtc)
    {
        if (row.Kind != owner.Kind || row.LastSeenUtc == default)
        {
            if (owner.Kind is FoundCodeKind.Unknown or FoundCodeKind.Ghost)
            {
                row.NoteThat(AuditKind.LockAudited, AuditActor.Cendra, owner.Kind == FoundCodeKind.Ghost ? "A code that should be gone still stands on the lock" : "A code that nobody here made stands on the lock");
            }

            row.Kind = owner.Kind;
        }

        if (row.GoneUtc is not null)
        {
            row.NoteThat(AuditKind.LockAudited, AuditActor.Cendra, "A code that was gone stands on the lock again");
        }

        (row.NameOnLock, row.IsManaged, row.AccessCodeId) = (NameOf(found), found.IsManaged != false, owner.Code?.Id);
        (row.PinHash, row.FromUtc, row.UntilUtc) = (pinHash ?? row.PinHash, found.StartsAt, found.EndsAt);
        (row.LastSeenUtc, row.GoneUtc) = (nowUtc, null);
    }

    /// <summary>A list that could be read does not hold it any more.</summary>
    public static void TakeAbsence(FoundCode row, DateTimeOffset nowUtc)
    {
        row.GoneUtc = nowUtc;
        if (row.Decision == FoundCodeDecision.Remove || row.Kind is FoundCodeKind.Ghost or FoundCodeKind.Unknown)
        {
            row.NoteThat(AuditKind.LockAudited, AuditActor.Seam, "Read back: a code does not stand on the lock any more");
        }
    }

    /// <summary>Names of spare codes hold their digits, and people name codes after them: no run of digits is kept.</summary>
    private static string NameOf(SeamAccessCode found)
    {
        var name = found.IsBackup == true ? "Spare code" : SeamScrub.Text(found.Name ?? "").Trim();
        return name.Length == 0 ? "Without a name" : name.Length <= 100 ? name : name[..100];
    }
}

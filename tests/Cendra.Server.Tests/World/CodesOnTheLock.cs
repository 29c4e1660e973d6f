using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.World;

/// <summary>What a list of everything on one lock has found: a guest's code, a ghost, one that nobody knows, one that is kept, a spare, and one that is gone.</summary>
public static class CodesOnTheLock
{
    /// <summary>Fills the rows and gives the lock readings of a month; the row of the unknown code.</summary>
    public static async Task<Guid> FillAsync(House house, Guid lockId)
    {
        var now = house.Time.GetUtcNow();
        await using var db = house.Database.Open();
        var smartLock = await db.SmartLocks.SingleAsync(l => l.Id == lockId);
        (smartLock.AuditedUtc, smartLock.AuditDueUtc, smartLock.Warning, smartLock.KeypadBatteryLevel, smartLock.IsKeypadConnected) = (now.AddDays(-2), now.AddDays(5), "The connection comes and goes.", 0.62, true);
        var code = await db.AccessCodes.FirstOrDefaultAsync(c => c.LockId == lockId);
        FoundCode Found(string name, FoundCodeKind kind, int seenDays, bool managed = false) => new()
        {
            Id = house.NextId(), LockId = lockId, SeamAccessCodeId = $"found-{name}", NameOnLock = name, Kind = kind, IsManaged = managed, FirstSeenUtc = now.AddDays(-seenDays), LastSeenUtc = now.AddDays(-2),
        };
        var unknown = Found("Added at the lock", FoundCodeKind.Unknown, 2);
        var kept = Found("Neighbour", FoundCodeKind.Unknown, 40);
        (kept.Decision, kept.DecidedUtc, kept.OwnerName, kept.KeepUntilUtc) = (FoundCodeDecision.Kept, now.AddDays(-30), "Marta, cleaning", now.AddDays(100));
        var gone = Found("Builder", FoundCodeKind.Unknown, 60);
        (gone.GoneUtc, gone.Decision) = (now.AddDays(-2), FoundCodeDecision.Remove);
        var stay = Found("Jonas W 7KQ2F", FoundCodeKind.Stay, 2, managed: true);
        (stay.AccessCodeId, stay.FromUtc, stay.UntilUtc) = (code?.Id, now, now.AddDays(3));
        var ghost = Found("Paul R 9XW3M", FoundCodeKind.Ghost, 20, managed: true);
        ghost.UntilUtc = now.AddDays(-9);
        var leaving = Found("Old cleaner", FoundCodeKind.Unknown, 50);
        (leaving.Decision, leaving.DecidedUtc) = (FoundCodeDecision.Remove, now.AddHours(-3));
        db.FoundCodes.AddRange(unknown, kept, gone, stay, ghost, leaving, Found("Spare code", FoundCodeKind.Backup, 30, managed: true));
        for (var day = 0; day < 30; day++)
        {
            db.LockReadings.Add(new LockReading { Id = house.NextId(), LockId = lockId, AtUtc = now.AddDays(day - 30), IsOnline = true, BatteryLevel = 0.9 - (0.005 * day) });
        }

        await db.SaveChangesAsync();
        return unknown.Id;
    }
}

using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>Keeps the rows of locks as Seam's list says: new ones added, health renewed, those that are gone marked. Never deletes.</summary>
public sealed class LockList(CendraDbContext db, SeamClient seam, ConnectionWatch watch, LockReadings readings, LostAccounts accounts, LockConcerns concerns, EscalationDesk desk, StayClock clock, IdSource ids)
{
    /// <summary>Reads the whole list and saves; the locks whose reachability changed, whose stays are due at once. Throws <see cref="SeamException"/> when it cannot be read: nothing is concluded then.</summary>
    public async Task<IReadOnlyList<Guid>> ReadAsync(CancellationToken ct)
    {
        var connection = await db.Connections.SingleAsync(c => c.Kind == ConnectionKind.Seam, ct);
        IReadOnlyList<SeamDevice> devices;
        try
        {
            devices = await seam.ListDevicesAsync(ct);
        }
        catch (SeamException failure)
        {
            await watch.FailingAsync(
                connection.Id,
                failure.Retry == SeamRetry.AfterSignIn ? ConnectionState.NeedsSignIn : ConnectionState.Failing,
                failure.Retry == SeamRetry.AfterSignIn ? "Seam does not accept the key. Set Seam:ApiKey anew; nothing was removed." : "Seam does not answer. Cendra keeps trying.",
                ct);
            throw;
        }

        var now = clock.GetUtcNow();
        await watch.GoodAsync(connection.Id, ct);
        var known = await db.SmartLocks.Where(l => l.ConnectionId == connection.Id).ToDictionaryAsync(l => l.DeviceId, StringComparer.Ordinal, ct);
        var changed = new List<Guid>();
        foreach (var device in devices.Where(TakesCodes))
        {
            if (!known.Remove(device.DeviceId, out var row))
            {
                row = new SmartLock { Id = ids.Next(), ConnectionId = connection.Id, DeviceId = device.DeviceId, Name = "" };
                db.SmartLocks.Add(row);
            }

            if (Take(row, device, now))
            {
                changed.Add(row.Id);
            }
        }

        foreach (var gone in known.Values.Where(l => !l.IsGone))
        {
            (gone.IsGone, gone.Fault) = (true, "Seam no longer lists this lock.");
            changed.Add(gone.Id);
        }

        await WakeAsync(changed, now, ct);
        var locks = await db.SmartLocks.Where(l => l.ConnectionId == connection.Id).ToListAsync(ct);
        locks = [.. locks.Union(db.SmartLocks.Local)];
        await readings.KeepAsync(locks, now, ct);
        await accounts.AlignAsync(locks, now, ct);
        await concerns.AlignAsync(locks, now, ct);
        await db.SaveChangesAsync(ct);
        desk.Wake();
        return changed;
    }

    /// <summary>Stays with a code on a lock that went away or came back are due at once: in the same save, so that a kill loses neither.</summary>
    private async Task WakeAsync(List<Guid> lockIds, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var stays = db.Stays.Where(s => s.Codes.Any(c => lockIds.Contains(c.LockId) && c.State != AccessCodeState.Revoked));
        foreach (var stay in lockIds.Count == 0 ? [] : await stays.ToListAsync(ct))
        {
            stay.LookAgainBy(nowUtc);
        }
    }

    /// <summary>Takes over what Seam says of a device; true when its reachability changed.</summary>
    public static bool Take(SmartLock row, SeamDevice device, DateTimeOffset nowUtc)
    {
        var properties = device.Properties;
        row.Name = Cut(device.Nickname ?? properties.Name ?? device.DisplayName ?? "Lock", 200);
        row.DeviceType = Cut(device.DeviceType ?? "", 64);
        row.Model = Cut(string.Join(' ', new[] { properties.Model?.ManufacturerDisplayName ?? properties.Manufacturer, properties.Model?.DisplayName }.Where(t => t is { Length: > 0 })), 200);
        row.Timing = Timing(device);
        row.ReportsUse = LockBrands.Of(row.DeviceType)?.NamesTheCode == true;
        row.ChoosesPin = row.Timing == LockTiming.OfflineCode || PinRules.IsLeftToLock(properties.CodeConstraints.Select(c => c.ConstraintType));
        row.PinLengths = string.Join(',', (properties.SupportedCodeLengths ?? []).Order().Select(l => l.ToString(CultureInfo.InvariantCulture)));
        row.PinConstraints = Cut(string.Join(',', properties.CodeConstraints.Select(c => c.ConstraintType).OfType<string>().Distinct()), 500);
        row.MaxCodes = properties.MaxActiveCodesSupported ?? device.Warnings.Select(w => w.MaxActiveAccessCodeCount).FirstOrDefault(m => m is not null);
        var nameLength = properties.CodeConstraints.FirstOrDefault(c => c.ConstraintType == "name_length");
        (row.NameShortest, row.NameLongest) = (nameLength?.MinLength, nameLength?.MaxLength);
        row.HasBackupCodes = properties.SupportsBackupAccessCodePool == true;
        row.TimeFrames = TimeFrameRules.Keep(row.Timing == LockTiming.OfflineCode ? properties.OfflineTimeFrameOptions : properties.OnlineTimeFrameOptions);
        var wasLost = row.IsAccountLost;
        LockHealth.Take(row, device, nowUtc);
        var cameBack = row.IsGone;
        (row.LastSeenUtc, row.IsGone) = (nowUtc, false);
        return row.SetOnline(properties.Online ?? row.IsOnline, nowUtc) | wasLost != row.IsAccountLost | cameBack;
    }

    /// <summary>Unknown brands with online codes are taken for natively scheduled only when Seam says so later; until then the careful assumption holds.</summary>
    private static LockTiming Timing(SeamDevice device)
    {
        if (device.CanProgramOnlineAccessCodes is null && device.CanProgramOfflineAccessCodes == true)
        {
            return LockTiming.OfflineCode;
        }

        return LockBrands.Of(device.DeviceType ?? "")?.KeepsTimes == true ? LockTiming.NativeSchedule : LockTiming.JustInTime;
    }

    private static bool TakesCodes(SeamDevice device) =>
        device.CanProgramOnlineAccessCodes is not null || device.CanProgramOfflineAccessCodes is not null;

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Domain.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Inbox;

/// <summary>What became of a delivery.</summary>
public enum StoreOutcome
{
    /// <summary>Stored now; it is to be worked off.</summary>
    New,

    /// <summary>The same delivery is stored already.</summary>
    Duplicate,

    /// <summary>Its id is stored with another body: refused.</summary>
    Conflict,
}

/// <summary>
/// Stores a delivery exactly once: raw bytes sealed for 14 days, a cleaned copy for everybody else. The unique index on source and id settles races.
/// </summary>
public sealed class WebhookStore(CendraDbContext db, IDataProtectionProvider protection, StayClock clock, IdSource ids)
{
    /// <summary>How long raw bodies are kept, sealed.</summary>
    public static readonly TimeSpan RawKept = TimeSpan.FromDays(14);

    private readonly IDataProtector _protector = protection.CreateProtector("Cendra.RawWebhooks.v1");

    /// <summary>Stores the delivery, to be worked off after <paramref name="wait"/>; the id is that of the stored row, also for a duplicate. Two are the same when their bodies are.</summary>
    public Task<(StoreOutcome Outcome, Guid Id)> StoreAsync(string source, string externalId, byte[] raw, string cleaned, CancellationToken ct, TimeSpan wait = default) =>
        StoreAsync(source, externalId, raw, cleaned, Convert.ToHexStringLower(SHA256.HashData(raw)), ct, wait);

    /// <summary>The same where more than the body makes two calls the same: <paramref name="hash"/> (64 hex digits) is of all that does.</summary>
    public async Task<(StoreOutcome Outcome, Guid Id)> StoreAsync(string source, string externalId, byte[] raw, string cleaned, string hash, CancellationToken ct, TimeSpan wait = default)
    {
        if (await KnownAsync(source, externalId, hash, ct) is { } known)
        {
            return known;
        }

        var now = clock.GetUtcNow();
        var row = new ReceivedWebhook
        {
            Id = ids.Next(),
            Source = source,
            ExternalId = externalId,
            BodyHash = hash,
            SealedRaw = _protector.Protect(raw),
            Cleaned = cleaned,
            ReceivedUtc = now,
            DueAtUtc = now + wait,
        };
        db.ReceivedWebhooks.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return (StoreOutcome.New, row.Id);
        }
        catch (DbUpdateException)
        {
            // Somebody else stored it in this very moment, or the database is in trouble: the row tells which.
            db.ChangeTracker.Clear();
            if (await KnownAsync(source, externalId, hash, ct) is { } raced)
            {
                return raced;
            }

            throw;
        }
    }

    /// <summary>The raw bytes of a stored delivery; null once they were purged. Throws <see cref="CryptographicException"/> when the key ring is lost.</summary>
    public async Task<byte[]?> OpenRawAsync(Guid id, CancellationToken ct) =>
        await db.ReceivedWebhooks.Where(w => w.Id == id).Select(w => w.SealedRaw).SingleOrDefaultAsync(ct) is { } sealedRaw ? _protector.Unprotect(sealedRaw) : null;

    private async Task<(StoreOutcome, Guid)?> KnownAsync(string source, string externalId, string hash, CancellationToken ct)
    {
        var row = await db.ReceivedWebhooks.AsNoTracking().Where(w => w.Source == source && w.ExternalId == externalId)
            .Select(w => new { w.Id, w.BodyHash }).SingleOrDefaultAsync(ct);
        return row is null ? null : (row.BodyHash == hash ? StoreOutcome.Duplicate : StoreOutcome.Conflict, row.Id);
    }
}

using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>What came of an owner's word about write-back.</summary>
/// <param name="Problem">What to change; empty = done.</param>
/// <param name="Secret">Shown once; empty when none was made.</param>
public sealed record WriteBackChanged(string Problem, string Secret = "")
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(WriteBackChanged)} {Problem}";
}

/// <summary>An owner says that codes are written into a booking system's field, or that they are not any more. The caller has seen to it that an owner asks; it is recorded with who it was.</summary>
public sealed class WriteBackDesk(CendraDbContext db, ConnectionSecrets secrets, IConfiguration configuration, RandomNumberGenerator random, StayClock clock)
{
    private const string NotHere = "This connection is not here any more, or is named in the configuration and changed there.";
    private const string KeysLost = "The keys that sealed its settings are not on this machine. Restore the key folder first.";

    /// <summary>Codes are written from now on; an empty address keeps the one before. The first time a secret is made.</summary>
    public Task<WriteBackChanged> SwitchOnAsync(Guid connectionId, string url, bool adopts, string actor, CancellationToken ct) => ChangeAsync(connectionId, actor, "Codes are written into its field from now on", said =>
    {
        var address = url.Trim().Length > 0 ? url.Trim() : said.GetValueOrDefault("CallbackUrl", "");
        if (OutboundAddress.Of(address, "Address: it", OutboundAddress.Exceptions(configuration)).WhyNot is { Length: > 0 } problem)
        {
            return new WriteBackChanged(problem);
        }

        var made = said.GetValueOrDefault("CallbackSecret", "").Length > 0 ? "" : WebhookSignature.NewSecret(random);
        (said["WriteBack"], said["CallbackUrl"], said["WriteBackAdopts"]) = ("true", address, adopts ? "true" : "false");
        said["CallbackSecret"] = made.Length > 0 ? made : said["CallbackSecret"];
        return new WriteBackChanged("", made);
    }, ct);

    /// <summary>Another secret in the place of the one before.</summary>
    public Task<WriteBackChanged> NewSecretAsync(Guid connectionId, string actor, CancellationToken ct) => ChangeAsync(connectionId, actor, "New secret for codes", said =>
        new WriteBackChanged("", said["CallbackSecret"] = WebhookSignature.NewSecret(random)), ct);

    /// <summary>Nothing is written any more; what stands in fields stays there.</summary>
    public Task<WriteBackChanged> SwitchOffAsync(Guid connectionId, string actor, CancellationToken ct) => ChangeAsync(connectionId, actor, "Codes are not written into its field any more", said =>
    {
        said["WriteBack"] = "false";
        return new WriteBackChanged("");
    }, ct);

    private async Task<WriteBackChanged> ChangeAsync(Guid connectionId, string actor, string what, Func<Dictionary<string, string>, WriteBackChanged> change, CancellationToken ct)
    {
        var kinds = WriteBackConnections.Kinds;
        if (await db.Connections.SingleOrDefaultAsync(c => c.Id == connectionId && kinds.Contains(c.Kind) && !c.IsFromConfiguration, ct) is not { } connection)
        {
            return new WriteBackChanged(NotHere);
        }

        Dictionary<string, string> said;
        try
        {
            said = new Dictionary<string, string>(secrets.OpenSettings(connection), StringComparer.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            return new WriteBackChanged(KeysLost);
        }

        var changed = change(said);
        if (changed.Problem.Length > 0)
        {
            return changed;
        }

        secrets.SealSettings(connection, said);
        connection.NoteChanged(actor, what);
        await db.SaveChangesAsync(ct);
        var now = clock.GetUtcNow();
        await db.CodeWriteBacks.Where(w => w.ConnectionId == connectionId && w.State != Domain.Access.CodeWriteBackState.Cleared)
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.DueAtUtc, now).SetProperty(w => w.Failures, 0), ct);
        return changed;
    }
}

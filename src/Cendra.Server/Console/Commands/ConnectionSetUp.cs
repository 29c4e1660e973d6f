using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Webhooks;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What came of a change to a connection.</summary>
/// <param name="Secret">Shown once; empty when none was made.</param>
/// <param name="Problem">What to change; empty = done.</param>
public sealed record ConnectionChanged(string Secret, string Problem)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(ConnectionChanged)} {Problem}";
}

/// <summary>Makes connections for the generic signed reservation webhook and changes their secrets. For owners.</summary>
public sealed class ConnectionSetUp(CendraDatabase database, ConnectionSecrets secrets, ConnectionNames names, IdSource ids, RandomNumberGenerator random, StayClock clock)
{
    private const string NotYours = "Only an owner changes connections.";
    private const string Gone = "This connection is not here any more, or is named in the configuration and changed there.";

    /// <summary>A new one with its first secret.</summary>
    public async Task<ConnectionChanged> MakeAsync(string name, SignedInHost host, CancellationToken ct)
    {
        var slug = name.Trim();
        if (!host.IsOwner)
        {
            return new("", NotYours);
        }

        await using var db = database.Open();
        if (await names.ProblemAsync(db, slug, ct) is { Length: > 0 } problem)
        {
            return new("", problem);
        }

        var secret = NewSecret();
        var connection = new Connection { Id = ids.Next(), Kind = ConnectionKind.GenericPms, Name = slug, StateText = "Nothing has arrived yet", CreatedUtc = clock.GetUtcNow() };
        secrets.Seal(connection, [secret]);
        connection.NoteChanged(host.Actor, "Connection made");
        db.Connections.Add(connection);
        await db.SaveChangesAsync(ct);
        return new(secret, "");
    }

    /// <summary>A new secret; the old ones hold until they are removed.</summary>
    public Task<ConnectionChanged> RotateAsync(Guid id, SignedInHost host, CancellationToken ct) =>
        ChangeAsync(id, host, "New secret made; the old one holds until it is removed", held => [NewSecret(), .. held], ct);

    /// <summary>Only the newest secret holds from now on.</summary>
    public Task<ConnectionChanged> RemoveOldAsync(Guid id, SignedInHost host, CancellationToken ct) =>
        ChangeAsync(id, host, "Old secrets removed", held => [.. held.Take(1)], ct);

    private async Task<ConnectionChanged> ChangeAsync(Guid id, SignedInHost host, string what, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken ct)
    {
        if (!host.IsOwner)
        {
            return new("", NotYours);
        }

        await using var db = database.Open();
        var connection = await db.Connections.SingleOrDefaultAsync(c => c.Id == id && c.Kind == ConnectionKind.GenericPms && !c.IsFromConfiguration, ct);
        if (connection is null)
        {
            return new("", Gone);
        }

        var before = secrets.Open(connection);
        var after = change(before);
        secrets.Seal(connection, after);
        connection.NoteChanged(host.Actor, what);
        await db.SaveChangesAsync(ct);
        return new(after.Count > before.Count ? after[0] : "", "");
    }

    /// <summary>As Standard Webhooks writes them: <c>whsec_</c> and the base64 of 24 random bytes.</summary>
    private string NewSecret() => WebhookSignature.NewSecret(random);
}

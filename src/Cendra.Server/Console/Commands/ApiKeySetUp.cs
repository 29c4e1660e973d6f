using System.Globalization;
using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Reservations.Api;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>A key as an owner asks for it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="ConnectionId">The connection whose bookings it opens; null = a new one.</param>
/// <param name="NewConnection">The name of the new one.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Days">How long it opens; null = until it is revoked.</param>
public sealed record WantedKey(string Name, Guid? ConnectionId, string NewConnection, ApiScopes Scopes, int? Days);

/// <summary>What came of it.</summary>
/// <param name="Key">The key, shown once; empty when none was made.</param>
/// <param name="Problem">What to change; empty = done.</param>
public sealed record KeyMade(string Key, string Problem)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{nameof(KeyMade)} {Problem}";
}

/// <summary>Makes and revokes keys of the API, each a line in its connection's chain. For owners.</summary>
public sealed class ApiKeySetUp(CendraDatabase database, ConnectionNames names, IdSource ids, RandomNumberGenerator random, StayClock clock)
{
    private const int LongestName = 80;
    private const int LongestDays = 3660;
    private const string NotYours = "Only an owner makes and revokes keys.";

    /// <summary>A new key, and its connection where that is new too.</summary>
    public async Task<KeyMade> MakeAsync(WantedKey wanted, SignedInHost host, CancellationToken ct)
    {
        var name = wanted.Name.Trim();
        if (Problem(wanted, name, host) is { Length: > 0 } problem)
        {
            return new("", problem);
        }

        await using var db = database.Open();
        var (connection, trouble) = await ConnectionAsync(db, wanted, host, ct);
        if (connection is null)
        {
            return new("", trouble);
        }

        var (text, now) = (ApiKeyText.New(random), clock.GetUtcNow());
        var key = new ApiKey
        {
            Id = ids.Next(), ConnectionId = connection.Id, Name = name, Shown = ApiKeyText.FirstLetters(text), KeyHash = ApiKeyText.HashOf(text)!, Scopes = wanted.Scopes, CreatedUtc = now,
            ExpiresUtc = wanted.Days is { } days ? now.AddDays(days) : null,
        };
        db.ApiKeys.Add(key);
        var until = key.ExpiresUtc is { } end ? end.ToString("d MMM yyyy", CultureInfo.InvariantCulture) : "it is revoked";
        connection.NoteChanged(host.Actor, $"Key \"{name}\" made, {key.Shown}…: {string.Join(", ", ApiScopeNames.Of(key.Scopes))}, until {until}");
        await db.SaveChangesAsync(ct);
        return new(text, "");
    }

    /// <summary>From now on it opens nothing. What to change, or empty; a key that is revoked already is none of that.</summary>
    public async Task<string> RevokeAsync(Guid keyId, SignedInHost host, CancellationToken ct)
    {
        if (!host.IsOwner)
        {
            return NotYours;
        }

        await using var db = database.Open();
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == keyId, ct) is not { } key)
        {
            return "This key is not here any more.";
        }

        if (key.RevokedUtc is null)
        {
            key.RevokedUtc = clock.GetUtcNow();
            (await db.Connections.SingleAsync(c => c.Id == key.ConnectionId, ct)).NoteChanged(host.Actor, $"Key \"{key.Name}\" revoked, {key.Shown}…");
            await db.SaveChangesAsync(ct);
        }

        return "";
    }

    private static string Problem(WantedKey wanted, string name, SignedInHost host) =>
        !host.IsOwner ? NotYours
        : name.Length is 0 or > LongestName || name.Any(char.IsControl) ? $"Name: write what uses the key, in at most {LongestName} characters."
        : wanted.Scopes == ApiScopes.None || (wanted.Scopes & ~(ApiScopes.ReservationsRead | ApiScopes.ReservationsWrite | ApiScopes.CodesRead)) != 0 ? "May: choose at least one thing that the key may do."
        : wanted.Days is < 1 or > LongestDays ? "Ends: choose when it ends."
        : "";

    private async Task<(Connection? Connection, string Problem)> ConnectionAsync(CendraDbContext db, WantedKey wanted, SignedInHost host, CancellationToken ct)
    {
        if (wanted.ConnectionId is { } id)
        {
            return (await db.Connections.SingleOrDefaultAsync(c => c.Id == id && c.Kind == ConnectionKind.Api, ct), "Connection: it is not here any more. Choose another.");
        }

        var slug = wanted.NewConnection.Trim();
        if (await names.ProblemAsync(db, slug, ct) is { Length: > 0 } problem)
        {
            return (null, "New connection: " + problem);
        }

        var made = new Connection { Id = ids.Next(), Kind = ConnectionKind.Api, Name = slug, StateText = "Nothing has arrived yet", CreatedUtc = clock.GetUtcNow() };
        made.NoteChanged(host.Actor, "Connection made");
        db.Connections.Add(made);
        return (made, "");
    }
}

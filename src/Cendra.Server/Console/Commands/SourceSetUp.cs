using System.Security.Cryptography;
using Cendra.Domain;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Server.Console.Words;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>
/// Connects calendars and lists, and changes them. An address is tried by a real reading before it is saved; it and the key are sealed and never shown again. A change keeps every booking,
/// every mapping of listings and what is counted of absences. For owners.
/// </summary>
public sealed class SourceSetUp(IServiceScopeFactory scopes, CendraDatabase database, ConnectionSecrets secrets, ConnectionNames names, IdSource ids, StayClock clock)
{
    /// <summary>Said of a connection that is not read.</summary>
    public const string PausedWords = "Paused. It is not read; bookings that are known, their codes and messages stay as they are";

    internal const string NotYours = "Only an owner changes connections.";
    internal const string NotHere = "This connection is not here any more, or is named in the configuration and changed there.";
    private const int LongestAddress = 2000;
    private const int LongestKey = 500;
    private const int LongestWords = 1000;

    /// <summary>Tries what is typed and saves it, or says what is wrong and saves nothing.</summary>
    public async Task<SourceSaved> SaveAsync(SourceDraft draft, SignedInHost host, CancellationToken ct)
    {
        if (!host.IsOwner)
        {
            return Refused(NotYours);
        }

        await using var db = database.Open();
        var known = draft.Id is { } id ? await FindAsync(db, id, ct) : null;
        var name = known?.Name ?? draft.Name.Trim();
        if (await ProblemAsync(db, draft, known, name, ct) is { Length: > 0 } problem)
        {
            return Refused(problem);
        }

        var kind = known?.Kind ?? draft.Kind;
        var before = known is null ? null : Before(known);
        var settings = Settings(draft, kind, before);
        if (settings["Url"].Length == 0)
        {
            return Refused("Address: it is missing. Copy it from where bookings are kept.");
        }

        if (WouldCarryKey(draft, settings, before))
        {
            return Refused("Key: the address leads to another host than before. Type the key for it, or say that it needs none.");
        }

        var connectionId = known?.Id ?? ids.Next();
        await using var scope = scopes.CreateAsyncScope();
        var tried = await scope.ServiceProvider.GetRequiredService<SourceTrial>().RunAsync(connectionId, kind, name, settings, ct);
        if (tried.Problem.Length > 0)
        {
            return Refused($"It was tried and is not saved. {tried.Problem}");
        }

        var connection = known ?? db.Connections.Add(new Connection { Id = connectionId, Kind = kind, Name = name, StateText = "It is read within a minute", CreatedUtc = clock.GetUtcNow() }).Entity;
        secrets.SealSettings(connection, settings);
        connection.NoteChanged(host.Actor, known is null ? "Connection made" : "Settings changed");
        await DueAsync(db, connection, isNew: known is null, ct);
        await MapAsync(db, draft, connection, host, isNew: known is null, ct);
        return await SaveAsync(db, scope, Found(tried), ct);
    }

    /// <summary>The settings that may be shown; null = the keys that sealed them are not on this machine.</summary>
    public SourceDraft? Draft(Connection connection) => Before(connection) is not { } said ? null : new SourceDraft
    {
        Id = connection.Id, Kind = connection.Kind, Name = connection.Name, OpaqueIsGuestStay = IsYes(said, "OpaqueIsGuestStay"), RealTimes = IsYes(said, "RealTimes"), BlockWords = said.GetValueOrDefault("BlockWords", ""),
    };

    internal static Task<Connection?> FindAsync(CendraDbContext db, Guid id, CancellationToken ct) =>
        db.Connections.SingleOrDefaultAsync(c => c.Id == id && !c.IsFromConfiguration && (c.Kind == ConnectionKind.ICalendar || c.Kind == ConnectionKind.GenericList || c.Kind == ConnectionKind.Upload), ct);

    private async Task<string> ProblemAsync(CendraDbContext db, SourceDraft draft, Connection? known, string name, CancellationToken ct) =>
        draft.Id is not null && known is null ? NotHere
        : known?.Kind == ConnectionKind.Upload || (known is null && draft.Kind is not (ConnectionKind.ICalendar or ConnectionKind.GenericList)) ? "Choose a calendar or a list."
        : known is null && await names.ProblemAsync(db, name, ct) is { Length: > 0 } problem ? problem
        : draft.Url.Length > LongestAddress || draft.Key.Length > LongestKey || draft.BlockWords.Length > LongestWords ? "The address may be 2,000 characters long, the key 500 and the words for closed days 1,000. Shorten what is longer."
        : draft.Key.Trim().Any(c => c is < '!' or > '~') ? "Key: it holds a space or a letter that no key has. Copy it again."
        : "";

    private IReadOnlyDictionary<string, string>? Before(Connection known)
    {
        try
        {
            return secrets.OpenSettings(known);
        }
        catch (CryptographicException)
        {
            return null; // The ring is lost: address and key must be typed again, which the page says.
        }
    }

    private static Dictionary<string, string> Settings(SourceDraft draft, ConnectionKind kind, IReadOnlyDictionary<string, string>? before)
    {
        string Kept(string typed, string key) => typed.Trim() is { Length: > 0 } text ? text : before?.GetValueOrDefault(key, "") ?? "";
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Url"] = Kept(draft.Url, "Url") };
        if (kind == ConnectionKind.GenericList)
        {
            settings["Key"] = draft.ForgetKey ? "" : Kept(draft.Key, "Key");
            return settings;
        }

        (settings["OpaqueIsGuestStay"], settings["RealTimes"], settings["BlockWords"]) = (draft.OpaqueIsGuestStay ? "true" : "false", draft.RealTimes ? "true" : "false", draft.BlockWords.Trim());
        return settings;
    }

    /// <summary>A key was given for one host; nobody sends it to another by changing the address alone.</summary>
    private static bool WouldCarryKey(SourceDraft draft, Dictionary<string, string> settings, IReadOnlyDictionary<string, string>? before) =>
        settings.GetValueOrDefault("Key", "").Length > 0 && draft.Key.Trim().Length == 0 && HostOf(settings["Url"]) != HostOf(before?.GetValueOrDefault("Url", "") ?? "");

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : "";

    /// <summary>Read at once, and whole: other words tell other events apart. A connection that is paused stays so.</summary>
    private async Task DueAsync(CendraDbContext db, Connection connection, bool isNew, CancellationToken ct)
    {
        var sync = isNew ? db.SourceSyncs.Add(new SourceSync { ConnectionId = connection.Id }).Entity : await db.SourceSyncs.FindAsync([connection.Id], ct);
        if (sync is not null)
        {
            (sync.DueUtc, sync.FullDueUtc, sync.ETag, sync.ContentHash) = (clock.GetUtcNow(), clock.GetUtcNow(), "", "");
        }
    }

    /// <summary>A new calendar is known to its property by the connection's name.</summary>
    private async Task MapAsync(CendraDbContext db, SourceDraft draft, Connection connection, SignedInHost host, bool isNew, CancellationToken ct)
    {
        if (isNew && connection.Kind == ConnectionKind.ICalendar && await host.Scope.Of(db.Properties).AnyAsync(p => p.Id == draft.PropertyId, ct))
        {
            db.PropertyListings.Add(new PropertyListing { Id = ids.Next(), PropertyId = draft.PropertyId, ConnectionId = connection.Id, ExternalId = connection.Name });
        }
    }

    private static async Task<SourceSaved> SaveAsync(CendraDbContext db, AsyncServiceScope scope, string found, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return Refused("Somebody else changed connections at this moment. Load the page again and repeat it; nothing of yours was saved.");
        }

        scope.ServiceProvider.GetRequiredService<JobWaker>().WakeSweep(Sweeps.Sources);
        return new SourceSaved(found, "");
    }

    private static string Found(SourceTried tried) =>
        $"{Count.OfFirst(tried.Bookings, "booking", "bookings")}{(tried.HasMore ? " and more" : "")} found there"
        + (tried.Other > 0 ? $", and {Count.Of(tried.Other, "entry", "entries")} that {(tried.Other == 1 ? "is" : "are")} no guest's" : "") + "."
        + (tried.NotBelieved.Count > 0 ? $" {Count.OfFirst(tried.NotBelieved.Count, "one is", "are")} not believed: {tried.NotBelieved[0]}" : "")
        + (tried.Complaint.Length > 0 ? $" {tried.Complaint}" : "");

    private static bool IsYes(IReadOnlyDictionary<string, string> said, string key) => string.Equals(said.GetValueOrDefault(key, ""), "true", StringComparison.OrdinalIgnoreCase);

    private static SourceSaved Refused(string why) => new("", why);
}

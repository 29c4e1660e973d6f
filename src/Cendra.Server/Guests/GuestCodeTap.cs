using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge.Secrets;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Guests;

/// <summary>What came of a tap on "Show my code". <paramref name="Notice"/> = the key of a word about it; empty = the digits are here, or the page says by itself why not.</summary>
public sealed record GuestShown(IReadOnlyList<GuestPin> Pins, string Notice)
{
    /// <summary>The secrets that the steps of the way in name, by name, as far as they may be told now.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Its kind alone.</summary>
    public override string ToString() => nameof(GuestShown);
}

/// <summary>
/// The exit of digits on the guest's page. Asks the rule of disclosure at the moment of leaving, and saves the audit row and what counts as told before a digit is opened; a stay that was
/// moved, cancelled or given to another guest meanwhile refuses that save, and is asked about anew. Before that the source of the booking is asked once more, as before a message.
/// </summary>
public sealed class GuestCodeTap(CendraDatabase database, GuestLinks links, CodeGrants codes, PinVault vault, SecretVault secretVault, ArrivalQuestions questions, StayClock clock, ILogger<GuestCodeTap> log)
{
    /// <summary>Other work writes the same stay; so often a lost race is run again.</summary>
    private const int Tries = 5;

    /// <summary>So long somebody who may stand at the door waits for the source of the booking; then what is known holds.</summary>
    private static readonly TimeSpan SourceMayTake = TimeSpan.FromSeconds(5);

    /// <summary>The digits that may be told to the holder of this link now; null = the link opens nothing.</summary>
    public async Task<GuestShown?> RunAsync(string token, CancellationToken ct)
    {
        if (await AwaitsLookAsync(token, ct))
        {
            return new GuestShown([], "tap-again");
        }

        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            await using var db = database.Open();
            if (await links.OpenAsync(db, token, ct) is not var (_, stay))
            {
                return null;
            }

            var now = clock.GetUtcNow();
            if ((await LockLimits.DecideAsync(db, stay, now, ct)).Answer != DisclosureAnswer.Share)
            {
                return new GuestShown([], "");
            }

            var grants = codes.For(stay, IdentityLevel.Attested, now).Grants;
            var named = NamedSecrets(stay, now);
            try
            {
                await NoteAsync(db, stay, grants, named, now, ct);
                return Opened(stay, grants, named);
            }
            catch (DbUpdateException)
            {
                log.LogInformation("Stay {StayId} was changed by somebody else and is asked about again", stay.Id);
            }
        }

        return new GuestShown([], "tap-again");
    }

    /// <summary>The source says something new of the booking, and the stay has not been looked at since. Asks only where digits would be shown.</summary>
    private async Task<bool> AwaitsLookAsync(string token, CancellationToken ct)
    {
        Guid stayId;
        await using (var db = database.Open())
        {
            if (await links.OpenAsync(db, token, ct) is not var (_, stay) || (await LockLimits.DecideAsync(db, stay, clock.GetUtcNow(), ct)).Answer != DisclosureAnswer.Share)
            {
                return false;
            }

            stayId = stay.Id;
        }

        using var patience = new CancellationTokenSource(SourceMayTake, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            var facts = await questions.BeforeTellingAsync(stayId, either.Token);
            return facts.WasAsked ? (await questions.BeforeTellingAsync(stayId, either.Token)).AwaitsLook : facts.AwaitsLook;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.LogInformation("The source of stay {StayId} took long; the guest is not kept waiting for it", stayId);
            return false;
        }
    }

    private static async Task NoteAsync(CendraDbContext db, Stay stay, IReadOnlyList<CodeGrant> grants, IReadOnlyList<PropertySecret> named, DateTimeOffset nowUtc, CancellationToken ct)
    {
        foreach (var pin in stay.Pins.Where(p => grants.Any(g => g.StayPinId == p.Id)))
        {
            pin.ToldUtc ??= nowUtc; // From here on it changes only as P4 allows.
        }

        if (stay.Pins.Exists(p => p is { ReplacedUtc: not null, ToldUtc: not null }))
        {
            stay.LookAgainBy(nowUtc); // What waited for the new digits to be told can end now.
        }

        db.Entry(stay).Property(s => s.Version).IsModified = true;
        stay.NoteThat(AuditKind.CodeDisclosed, AuditActor.Guest, "Code shown on the guest page");
        foreach (var secret in named)
        {
            stay.NoteThat(AuditKind.SecretDisclosed, AuditActor.Guest, $"Secret of the property ({secret.Name}) shown on the guest page");
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The secrets that the way in names and that may be told now.</summary>
    private static IReadOnlyList<PropertySecret> NamedSecrets(Stay stay, DateTimeOffset nowUtc)
    {
        var names = stay.Property is { } property ? WayIn.Of(property).Lines.SelectMany(SecretPlaces.In).ToHashSet(StringComparer.Ordinal) : [];
        return [.. (stay.Property?.Secrets ?? []).Where(s => names.Contains(s.Name) && Disclosure.DecideSecret(stay, s, IdentityLevel.Attested, nowUtc).Answer == DisclosureAnswer.Share)];
    }

    /// <summary>Empty where the ring that sealed it is lost: the code of the door is shown all the same.</summary>
    private string Secret(Stay stay, PropertySecret secret)
    {
        try
        {
            return secretVault.Reveal(secret.Sealed);
        }
        catch (CryptographicException)
        {
            log.LogError("Secret {Name} of stay {StayId} cannot be shown: the key ring that sealed it is not here", secret.Name, stay.Id);
            return "";
        }
    }

    private GuestShown Opened(Stay stay, IReadOnlyList<CodeGrant> grants, IReadOnlyList<PropertySecret> named)
    {
        try
        {
            return new GuestShown([.. grants.Select(g => new GuestPin(g.OnEveryDoor ? [] : g.Doors, vault.Reveal(stay.Pins.Single(p => p.Id == g.StayPinId).Sealed!)))], "")
            {
                Secrets = named.Select(s => (s.Name, Secret: Secret(stay, s))).Where(s => s.Secret.Length > 0).ToDictionary(s => s.Name, s => s.Secret, StringComparer.Ordinal),
            };
        }
        catch (CryptographicException)
        {
            log.LogError("The code of stay {StayId} cannot be shown: the key ring that sealed it is not here", stay.Id);
            return new GuestShown([], "unreadable");
        }
    }
}

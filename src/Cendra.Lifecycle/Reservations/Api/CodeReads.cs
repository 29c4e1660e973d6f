using System.Security.Claims;
using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>
/// <c>GET /api/v1/reservations/{externalId}/codes</c>: the exit of digits to a program whose key has <c>codes:read</c>. <see cref="Disclosure"/> is asked for this very moment, and the audit
/// row is saved before a digit is opened; a stay that changed meanwhile refuses that save and is asked about anew. What was read counts as seen by people (P4), never as told to the guest.
/// </summary>
public sealed class CodeReads(CendraDatabase database, PinVault vault, StayClock clock, ILogger<CodeReads> log)
{
    /// <summary>Other work writes the same stays; so often a lost race is run again.</summary>
    private const int Tries = 5;

    /// <summary>The digits of one reservation that may be told now. 404 where the key's connection has none of this id, or another source tells of it and is followed.</summary>
    public async Task<IResult> OneAsync(string externalId, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (connectionId, id, key) = (ReservationReads.ConnectionOf(http.User), externalId.Trim(), http.User.FindFirstValue(ApiKeyHandler.ShownClaim));
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            await using var db = database.Open();
            var stays = await StaysAsync(db, connectionId, id, ct);
            if (stays.Count == 0)
            {
                return ReservationReads.Unknown();
            }

            try
            {
                return Results.Ok(new CodesAnswer { ExternalId = id, Units = await UnitsAsync(db, stays, key ?? "", ct) });
            }
            catch (DbUpdateException)
            {
                log.LogInformation("A stay of the reservation that key {Key} asks for was changed by somebody else; it is asked about again", key);
            }
            catch (CryptographicException)
            {
                log.LogError("Codes cannot be read by key {Key}: the key ring that sealed them is not here", key);
                return Unavailable("The codes cannot be opened here. A host sees why in the log.");
            }
        }

        return Unavailable("The stay is being changed at this moment. Ask again.");
    }

    private static IResult Unavailable(string why) => Results.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<List<Stay>> StaysAsync(CendraDbContext db, Guid connectionId, string externalId, CancellationToken ct)
    {
        if (externalId.Contains('\0', StringComparison.Ordinal))
        {
            return [];
        }

        var stays = await db.Stays.Include(s => s.Reservation).Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).AsSplitQuery()
            .Where(s => db.SourceBookings.Any(b => b.ConnectionId == connectionId && b.ExternalId == externalId && !b.IsSecondary && b.ReservationId == s.ReservationId))
            .OrderBy(s => s.ListingExternalId).ToListAsync(ct);
        return stays.Exists(s => s.Status != StayStatus.Cancelled) ? stays.FindAll(s => s.Status != StayStatus.Cancelled) : stays;
    }

    /// <summary>Decides on every unit and saves what leaves, then opens the digits.</summary>
    private async Task<IReadOnlyList<UnitCodes>> UnitsAsync(CendraDbContext db, List<Stay> stays, string key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var decided = new List<(Stay Stay, DisclosureDecision Decision)>();
        foreach (var stay in stays)
        {
            var decision = await LockLimits.DecideAsync(db, stay, now, ct);
            decided.Add((stay, decision));
            if (decision.Answer == DisclosureAnswer.Share)
            {
                Note(db, stay, key, now);
            }
        }

        await db.SaveChangesAsync(ct);
        return [.. decided.Select(d => new UnitCodes { ListingExternalId = d.Stay.ListingExternalId, Answer = d.Decision.Answer, OpensAt = d.Decision.OpensUtc, Codes = d.Decision.Answer == DisclosureAnswer.Share ? Doors(d.Stay) : [] })];
    }

    private static void Note(CendraDbContext db, Stay stay, string key, DateTimeOffset nowUtc)
    {
        foreach (var pin in Disclosure.CurrentPins(stay))
        {
            pin.ReadByProgramUtc ??= nowUtc;
        }

        db.Entry(stay).Property(s => s.Version).IsModified = true;
        stay.NoteThat(AuditKind.CodeDisclosed, AuditActor.Cendra, $"Code read by the program with the key {key}…");
    }

    private IReadOnlyList<DoorDigits> Doors(Stay stay)
    {
        var pins = Disclosure.CurrentPins(stay);
        return
        [
            .. stay.Property!.Doors.OrderBy(d => d.WalkingOrder)
                .Select(d => (Door: d, Pin: pins.FirstOrDefault(p => stay.Codes.Exists(c => c.LockId == d.LockId && c.StayPinId == p.Id && !c.IsSettled && !BackupCodes.IsStoodInFor(stay, c)))))
                .Where(d => d.Pin?.Sealed is not null)
                .Select(d => new DoorDigits { Door = d.Door.DoorName, Digits = vault.Reveal(d.Pin!.Sealed!), ValidFrom = stay.CheckInUtc!.Value, ValidUntil = stay.CheckOutUtc!.Value }),
        ];
    }
}

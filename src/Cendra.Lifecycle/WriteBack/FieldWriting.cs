using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>
/// The exit by which digits leave into a booking system: opt-in, after <see cref="Disclosure"/> said yes for this very moment. The claim and the audit row are saved first; a stay
/// that changed meanwhile refuses that save and nothing leaves. From then on the code counts as seen by people (P4), but never as told to the guest.
/// </summary>
public sealed class FieldWriting(CendraDbContext db, CallbackField field, PinVault vault, StayClock clock)
{
    /// <summary>Writes the stay's code into its field; false when it may not be told now and nothing left. Throws what the field throws.</summary>
    public async Task<bool> WriteAsync(FieldLook look, StayPin pin, bool isRestored, DateTimeOffset claimedUntilUtc, CancellationToken ct)
    {
        var (row, stay) = (look.Row, look.Stay);
        if (Disclosure.Decide(stay, pin, IdentityLevel.Attested, clock.GetUtcNow()).Answer != DisclosureAnswer.Share)
        {
            return false;
        }

        (row.State, row.PinVersion, row.DueAtUtc) = (CodeWriteBackState.Sent, pin.PinVersion, claimedUntilUtc);
        db.Entry(stay).Property(s => s.Version).IsModified = true;
        stay.NotePersonal(
            AuditKind.CodeDisclosed, AuditActor.Cendra, isRestored ? $"The code was deleted in {look.Connection.Name} and is written there again" : $"Code written into the booking in {look.Connection.Name}",
            new Dictionary<string, string> { ["booking"] = look.Place.ExternalId });
        await db.SaveChangesAsync(ct);
        var id = FormattableString.Invariant($"{row.Id:N}-{pin.PinVersion}-{stay.CheckInUtc?.ToUnixTimeSeconds()}-{stay.CheckOutUtc?.ToUnixTimeSeconds()}");
        await field.WriteAsync(look.Settings, look.Place, vault.Reveal(pin.Sealed!), stay.CheckInUtc!.Value, stay.CheckOutUtc!.Value, row.Version, id, ct);
        return true;
    }
}

using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Orders;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Sync;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>One look at one field, with all that is known for it.</summary>
/// <param name="Row">What was done before.</param>
/// <param name="Connection">The booking system.</param>
/// <param name="Settings">Where the field is.</param>
/// <param name="Place">Which field.</param>
/// <param name="Stay">Loaded as <see cref="Disclosure"/> needs it.</param>
public sealed record FieldLook(CodeWriteBack Row, Connection Connection, WriteBackSettings Settings, FieldPlace Place, Stay Stay);

/// <summary>
/// Looks at the field of one stay in its booking system and brings it in line: read, compared, written where <see cref="Disclosure"/> says yes now, read back, cleared after the stay. A write
/// counts only when it is read back. What a person put there is taken over where the connection allows it and every door takes it, else it is left alone and a host is asked. Whatever happens
/// here, no code on a lock changes by it but by such a taking-over.
/// </summary>
public sealed class WriteBackStep(
    CendraDbContext db, WriteBackConnections connections, CallbackField field, FieldWriting writing, OrderedStay stays, PinOrders orders, PinVault vault, WriteBackConcerns concerns, StayClock clock)
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Near = TimeSpan.FromHours(48);
    private static readonly TimeSpan PauseNear = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(15);

    /// <summary>How long after a stay an attempt to clear its field goes on.</summary>
    private static readonly TimeSpan ClearsFor = TimeSpan.FromDays(7);

    /// <summary>One look; a second one, or one too early, changes nothing. Throws <see cref="DbUpdateConcurrencyException"/> when the stay changed meanwhile: it is due again.</summary>
    public async Task RunAsync(Guid rowId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.CodeWriteBacks.SingleOrDefaultAsync(w => w.Id == rowId && w.DueAtUtc <= now, ct) is not { } row)
        {
            return;
        }

        row.DueAtUtc = now + Claim;
        await db.SaveChangesAsync(ct); // A worker who comes second fails here.
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == row.ConnectionId, ct);
        var stay = await stays.ReadAsync(row.StayId, PropertyScope.All, ct);
        try
        {
            if (stay is null || connections.Open(connection) is not { } settings || await PlaceAsync(stay, connection.Id, ct) is not { } place)
            {
                row.DueAtUtc = null; // Nobody wants it any more; the field stays as it is.
            }
            else
            {
                await LookAsync(new FieldLook(row, connection, settings, place, stay), ct);
            }
        }
        catch (SourceException trouble) when (stay is not null)
        {
            await FailedAsync(row, connection, stay, trouble, ct);
        }

        await db.SaveChangesAsync(ct);
        concerns.Wake();
    }

    private async Task<FieldPlace?> PlaceAsync(Stay stay, Guid connectionId, CancellationToken ct)
    {
        var id = await db.SourceBookings.Where(b => b.ConnectionId == connectionId && b.ReservationId == stay.ReservationId).OrderBy(b => b.ExternalId).Select(b => b.ExternalId).FirstOrDefaultAsync(ct);
        var units = await db.Stays.CountAsync(s => s.ReservationId == stay.ReservationId, ct);
        return id is null ? null : new FieldPlace(id, units > 1 ? stay.ListingExternalId : null);
    }

    private async Task LookAsync(FieldLook look, CancellationToken ct)
    {
        var (row, stay, now) = (look.Row, look.Stay, clock.GetUtcNow());
        var isOver = stay.Entitlement == Entitlement.None || now >= stay.CheckOutUtc;
        if (row.PinVersion == 0 && isOver)
        {
            (row.State, row.DueAtUtc) = (CodeWriteBackState.Cleared, null); // Nothing was ever written: it is nobody's to clear.
            return;
        }

        var decision = Disclosure.Decide(stay, null, IdentityLevel.Attested, now);
        if (row.PinVersion == 0 && decision.Answer != DisclosureAnswer.Share)
        {
            row.DueAtUtc = decision.OpensUtc ?? now + AskAgain;
            return;
        }

        var pins = Disclosure.CurrentPins(stay);
        if (pins.Count > 1 && !isOver)
        {
            (row.Trouble, row.DueAtUtc) = ("The locks of this stay choose codes of their own; the field holds only one. It is not written.", now + Pause);
            return;
        }

        var current = pins.Count == 1 ? pins[0] : null;
        var reading = await field.ReadAsync(look.Settings, look.Place, ct);
        var view = FieldView.Of(reading, stay, current, vault);
        if (isOver)
        {
            await EndAsync(look, view, ct);
        }
        else if (view.Content == FieldContent.Foreign)
        {
            await TakeEditAsync(look, view, reading!.Text, ct);
        }
        else if (view.Content == FieldContent.Current && IsOfTheseTimes(reading!, stay))
        {
            await WrittenAsync(look, view, current!, ct);
        }
        else if (decision.Answer == DisclosureAnswer.Share)
        {
            await WriteAsync(look, view, current!, ct);
        }
        else
        {
            await WaitAsync(look, view, ct);
        }
    }

    /// <summary>A source that does not say the times back is not asked for them again and again.</summary>
    private static bool IsOfTheseTimes(FieldReading reading, Stay stay) => Same(reading.FromUtc, stay.CheckInUtc) && Same(reading.UntilUtc, stay.CheckOutUtc);

    private static bool Same(DateTimeOffset? there, DateTimeOffset? here) => there is null || here is null || (there.Value - here.Value).Duration() < TimeSpan.FromMinutes(1);

    private async Task WriteAsync(FieldLook look, FieldView before, StayPin current, CancellationToken ct)
    {
        var isRestored = before.Content == FieldContent.Empty && look.Row is { State: CodeWriteBackState.Written } && look.Row.PinVersion == current.PinVersion;
        if (!await writing.WriteAsync(look, current, isRestored, clock.GetUtcNow() + Claim, ct))
        {
            await WaitAsync(look, before, ct);
            return;
        }

        var view = FieldView.Of(await field.ReadAsync(look.Settings, look.Place, ct), look.Stay, current, vault);
        if (view.Content != FieldContent.Current)
        {
            throw new SourceException(SourceTrouble.Unreadable, "It answered that it took the code, and the field does not hold it.");
        }

        await WrittenAsync(look, view, current, ct);
    }

    private async Task WrittenAsync(FieldLook look, FieldView view, StayPin current, CancellationToken ct)
    {
        var (row, now) = (look.Row, clock.GetUtcNow());
        (row.State, row.PinVersion, row.FieldHash, row.ReadBackUtc, row.Failures, row.Trouble) = (CodeWriteBackState.Written, current.PinVersion, view.Hash, now, 0, "");
        row.DueAtUtc = Next(look.Stay, now);
        await concerns.SettleAsync(look.Stay.Id, ct);
    }

    /// <summary>The code that holds cannot be told yet. One of before that opens stays in the field; one that opens nothing is taken out of it.</summary>
    private async Task WaitAsync(FieldLook look, FieldView view, CancellationToken ct)
    {
        if (view is { Content: FieldContent.Former, Pin: { ReplacedUtc: not null } former } && !look.Stay.Codes.Exists(c => c.StayPinId == former.Id && c.IsServing))
        {
            await ClearAsync(look, ct);
            look.Row.State = CodeWriteBackState.Due;
        }

        look.Row.DueAtUtc = clock.GetUtcNow() + AskAgain;
    }

    private async Task EndAsync(FieldLook look, FieldView view, CancellationToken ct)
    {
        if (view.Content is FieldContent.Current or FieldContent.Former)
        {
            await ClearAsync(look, ct);
            if (FieldView.Of(await field.ReadAsync(look.Settings, look.Place, ct), look.Stay, null, vault).Content is FieldContent.Current or FieldContent.Former)
            {
                throw new SourceException(SourceTrouble.Unreadable, "It answered that it emptied the field, and the field still holds the code.");
            }
        }

        (look.Row.State, look.Row.FieldHash, look.Row.Failures, look.Row.Trouble, look.Row.DueAtUtc) = (CodeWriteBackState.Cleared, "", 0, "", null);
        await concerns.SettleAsync(look.Stay.Id, ct);
    }

    private Task ClearAsync(FieldLook look, CancellationToken ct) => field.WriteAsync(
        look.Settings, look.Place, null, default, default, look.Row.Version, FormattableString.Invariant($"{look.Row.Id:N}-clear-{look.Row.PinVersion}"), ct);

    /// <summary>A person changed the field. What was disputed and is still the same is left alone without another word.</summary>
    private async Task TakeEditAsync(FieldLook look, FieldView view, string text, CancellationToken ct)
    {
        var row = look.Row;
        row.DueAtUtc = Next(look.Stay, clock.GetUtcNow());
        if (row.State == CodeWriteBackState.Disputed && row.FieldHash == view.Hash)
        {
            return;
        }

        var why = view.Hash == FieldView.NoDigits ? "It is no code of 4 to 20 digits."
            : !look.Settings.AdoptsEdits ? "This connection does not allow codes to be taken over from there."
            : (await orders.ChooseAsync(look.Stay.Id, text, PropertyScope.All, AuditActor.Pms, ct)).Problem;
        row.FieldHash = view.Hash;
        if (why.Length > 0)
        {
            (row.State, row.Trouble) = (CodeWriteBackState.Disputed, why);
            await concerns.AskAsync(look, why, ct);
            return;
        }

        (row.State, row.PinVersion, row.ReadBackUtc, row.Failures, row.Trouble) = (CodeWriteBackState.Written, look.Stay.Pins.Max(p => p.PinVersion), clock.GetUtcNow(), 0, "");
        await concerns.SettleAsync(look.Stay.Id, ct);
    }

    private async Task FailedAsync(CodeWriteBack row, Connection connection, Stay stay, SourceException trouble, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (row.Failures, row.Trouble) = (row.Failures + 1, trouble.Message);
        row.DueAtUtc = now >= stay.CheckOutUtc + ClearsFor ? null : now + GrowingPause.After(row.Failures, trouble.RetryAfter);
        await concerns.SayAsync(row, connection, stay, trouble, ct);
    }

    /// <summary>Looked at again for what people do there, and at the latest when the stay is over.</summary>
    private static DateTimeOffset Next(Stay stay, DateTimeOffset now)
    {
        var next = now + (stay.CheckInUtc - now <= Near ? PauseNear : Pause);
        return stay.CheckOutUtc is { } over && over > now ? Instants.Earlier(next, over) : next;
    }
}

using System.Globalization;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Reservations.Generic;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations;

/// <summary>
/// Takes over what a source says of a booking: source booking, reservation, one stay for each unit. The version decides: an older one, or an equal one with
/// other content, changes nothing and leaves a line. Only observed fields overwrite. Every stay that changed, and its neighbours, are due at once.
/// </summary>
public sealed class ReservationIntake(CendraDbContext db, KnownBookingsReader bookings, EscalationDesk desk, UndatedBookings undated, SourceZones zones, StayClock clock, IdSource ids)
{
    /// <summary>Takes the snapshot over and saves; the ids of the stays to look at now.</summary>
    public Task<IReadOnlyList<Guid>> TakeAsync(Guid connectionId, ReservationSnapshot snapshot, CancellationToken ct) => TakeAllAsync(connectionId, [snapshot], ct);

    /// <summary>
    /// Takes several over, in this order, and saves them in one save: all or none. What is known of them is asked for once for all, so that each costs little more than its rows.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> TakeAllAsync(Guid connectionId, IReadOnlyList<ReservationSnapshot> snapshots, CancellationToken ct)
    {
        var known = await bookings.ReadAsync(connectionId, snapshots, ct);
        var (news, touched) = (new List<ReservationSnapshot>(), new List<Stay>());
        foreach (var snapshot in snapshots)
        {
            if (await TakeOneAsync(connectionId, known, snapshot, ct) is { } stays)
            {
                news.Add(snapshot);
                touched.AddRange(stays);
            }
        }

        await AskAboutStatusAsync(news, ct);
        await desk.ResolveAllAsync([.. news.Select(n => ImpossibleDates.CauseOf(connectionId, n.ExternalId))], "It came again with dates that can be", ct);
        await undated.SettledAsync(connectionId, [.. news.Select(n => n.ExternalId)], ct);
        var due = await MakeDueAsync([.. touched.Distinct()], known, ct);
        await db.SaveChangesAsync(ct);
        desk.Wake();
        return due;
    }

    /// <summary>The stays of the booking; null = it says nothing new, or nothing that counts.</summary>
    private async Task<IReadOnlyList<Stay>?> TakeOneAsync(Guid connectionId, KnownBookings known, ReservationSnapshot snapshot, CancellationToken ct)
    {
        var booking = known.Find(snapshot.ExternalId);
        if (booking is null && snapshot.Units.Count == 0 && !snapshot.IsUndated)
        {
            return null; // A deletion of what was never seen.
        }

        booking ??= Start(connectionId, known, snapshot);
        if (!IsNews(booking, snapshot))
        {
            return null;
        }

        if (booking.IsSecondary)
        {
            WriteDown(booking, snapshot);
            return null; // Another source says more of the same stay.
        }

        var reservation = booking.Reservation!;
        if (TakeGuest(reservation, snapshot))
        {
            await ReplacePinsAsync(reservation, ct);
        }

        if (snapshot.IsUndated)
        {
            await undated.AskAsync(connectionId, snapshot.ExternalId, reservation.Stays, ct);
            WriteDown(booking, snapshot);
            return null; // What stands for it stays as it is.
        }

        known.NoteWindows(reservation.Stays);
        await zones.CompareAsync(connectionId, snapshot, known.Properties, ct);
        var stays = TakeUnits(reservation, snapshot, known.Properties);
        WriteDown(booking, snapshot);
        return stays;
    }

    /// <summary>
    /// A booking that its source lists no more, often enough to be believed: its stays are cancelled, and it comes back to life when the source lists it again. Saves; the ids of the
    /// stays to look at now.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> TakeAbsenceAsync(Guid connectionId, string externalId, string why, CancellationToken ct)
    {
        var booking = await db.SourceBookings.Include(b => b.Reservation!).ThenInclude(r => r.Stays).ThenInclude(s => s.Codes).AsSplitQuery()
            .SingleOrDefaultAsync(b => b.ConnectionId == connectionId && b.ExternalId == externalId && b.GoneUtc == null, ct);
        if (booking is null)
        {
            return [];
        }

        var windows = new KnownBookings();
        windows.NoteWindows(booking.Reservation!.Stays);
        booking.GoneUtc = clock.GetUtcNow();
        foreach (var stay in booking.IsSecondary ? [] : booking.Reservation!.Stays.Where(s => s.Status != StayStatus.Cancelled))
        {
            stay.Cancel(clock.GetUtcNow());
            stay.NoteThat(AuditKind.ReservationCancelled, AuditActor.Pms, why);
        }

        var due = await MakeDueAsync(booking.IsSecondary ? [] : booking.Reservation!.Stays, windows, ct);
        await db.SaveChangesAsync(ct);
        return due;
    }

    private void WriteDown(SourceBooking booking, ReservationSnapshot snapshot)
    {
        (booking.SourceVersion, booking.SourceOrder, booking.ContentHash) = (snapshot.SourceVersion, snapshot.SourceOrder, snapshot.ContentHash);
        (booking.StatusRaw, booking.Observed, booking.ObservedUtc) = (snapshot.StatusRaw, snapshot.Observed, clock.GetUtcNow());
        booking.Kind = snapshot.Units.Count == 0 ? booking.Kind : snapshot.Kind;
        booking.WasListed();
    }

    private SourceBooking Start(Guid connectionId, KnownBookings known, ReservationSnapshot snapshot)
    {
        var booking = new SourceBooking { Id = ids.Next(), ConnectionId = connectionId, ExternalId = snapshot.ExternalId };
        db.SourceBookings.Add(booking);
        known.Add(booking);
        if (known.TwinOf(snapshot) is { } twin)
        {
            (booking.ReservationId, booking.Reservation) = (twin.Booking.ReservationId, twin.Booking.Reservation);
            (booking.IsSecondary, twin.Booking.IsSecondary) = (!twin.IsOutranked, twin.IsOutranked);
            foreach (var stay in twin.Booking.Reservation!.Stays)
            {
                stay.NoteThat(AuditKind.ReservationChanged, AuditActor.Pms, twin.IsOutranked ? "Another source tells of the same booking and is followed from now on" : "Another source tells of the same booking too");
            }

            return booking;
        }

        var reservation = new Reservation { Id = ids.Next(), CreatedUtc = clock.GetUtcNow() };
        (booking.ReservationId, booking.Reservation) = (reservation.Id, reservation);
        db.Reservations.Add(reservation);
        return booking;
    }

    /// <summary>False for an older version, a repeat, and an equal version with other content; the first and last leave a line on the stays.</summary>
    private static bool IsNews(SourceBooking booking, ReservationSnapshot snapshot)
    {
        var news = snapshot.NewsTo(booking);
        if (news is SourceNews.Older or SourceNews.Contradicting)
        {
            var why = news == SourceNews.Older ? "an older version" : "the same version with other content";
            foreach (var stay in booking.Reservation!.Stays)
            {
                stay.NoteThat(AuditKind.ReservationIgnored, AuditActor.Pms, $"The source sent {why}; nothing changed");
            }
        }

        return news is SourceNews.Made or SourceNews.Changed;
    }

    /// <summary>The guest before may know the digits (promise P4): the next look gives the stays others.</summary>
    private async Task ReplacePinsAsync(Reservation reservation, CancellationToken ct)
    {
        var stays = reservation.Stays.ToDictionary(s => s.Id);
        foreach (var pin in await db.StayPins.Where(p => stays.Keys.Contains(p.StayId) && p.ReplacedUtc == null).ToListAsync(ct))
        {
            (pin.ReplacedUtc, pin.ReplacedBecause) = (clock.GetUtcNow(), StayPins.OtherGuest);
            stays[pin.StayId].NoteThat(AuditKind.PinReplaced, AuditActor.Pms, $"The code is replaced: {StayPins.OtherGuest}", pin.Id);
        }
    }

    /// <summary>Only what was observed overwrites. True when a different person took the place of the guest.</summary>
    private static bool TakeGuest(Reservation reservation, ReservationSnapshot snapshot)
    {
        var guest = snapshot.Guest with { Phone = snapshot.Guest.Phone is { } written ? Phones.ToE164(written, null) ?? written : null, Email = snapshot.Guest.Email is { } mail ? MailAddresses.Of(mail) ?? mail : null };
        var known = reservation.GuestName.Length > 0;
        var otherName = guest.Name is { Length: > 0 } name && !string.Equals(name, reservation.GuestName, StringComparison.OrdinalIgnoreCase);
        var otherAddress = (guest.Phone is { Length: > 0 } phone && reservation.GuestPhone.Length > 0 && phone != reservation.GuestPhone)
            || (guest.Email is { Length: > 0 } email && reservation.GuestEmail.Length > 0 && !string.Equals(email, reservation.GuestEmail, StringComparison.OrdinalIgnoreCase));
        var replaced = known && otherName && otherAddress;
        reservation.GuestVersion += replaced ? 1 : 0;

        reservation.GuestName = guest.Name ?? reservation.GuestName;
        reservation.GuestPhone = guest.Phone ?? reservation.GuestPhone;
        reservation.GuestEmail = guest.Email ?? reservation.GuestEmail;
        reservation.GuestLanguage = guest.Language ?? reservation.GuestLanguage;
        reservation.GuestCount = snapshot.GuestCount ?? reservation.GuestCount;
        reservation.Channel = snapshot.Channel ?? reservation.Channel;
        reservation.ConfirmationCode = snapshot.ConfirmationCode ?? reservation.ConfirmationCode;
        return replaced;
    }

    private List<Stay> TakeUnits(Reservation reservation, ReservationSnapshot snapshot, IReadOnlyDictionary<string, Guid> properties)
    {
        var listings = snapshot.Units.Select(u => u.ListingExternalId).ToList();
        MoveUnits(reservation, snapshot, properties);
        foreach (var unit in snapshot.Units)
        {
            var stay = reservation.Stays.Find(s => s.ListingExternalId == unit.ListingExternalId);
            if (stay is null)
            {
                stay = new Stay { Id = ids.Next(), ReservationId = reservation.Id, ListingExternalId = unit.ListingExternalId, CreatedUtc = clock.GetUtcNow() };
                db.Stays.Add(stay);
                if (!reservation.Stays.Contains(stay))
                {
                    reservation.Stays.Add(stay);
                }

                Take(stay, unit, snapshot, properties);
                stay.NotePersonal(AuditKind.ReservationReceived, AuditActor.Pms, $"Reservation received, {snapshot.StatusRaw}: {Dates(unit)}", Personal(reservation));
            }
            else if (Take(stay, unit, snapshot, properties))
            {
                stay.NoteThat(AuditKind.ReservationChanged, AuditActor.Pms, $"Reservation changed, {snapshot.StatusRaw}: {Dates(unit)}");
            }
        }

        foreach (var dropped in reservation.Stays.Where(s => !listings.Contains(s.ListingExternalId) && s.Status != StayStatus.Cancelled))
        {
            Drop(dropped, snapshot.Units.Count == 0);
        }

        return reservation.Stays;
    }

    /// <summary>A deletion on or after the day of leaving tidies up; it takes nothing from a guest who still packs.</summary>
    private void Drop(Stay dropped, bool isDeleted)
    {
        var now = clock.GetUtcNow();
        if (isDeleted && dropped.CheckOutUtc is { } checkOut && now >= checkOut - TimeSpan.FromHours(12))
        {
            dropped.Status = StayStatus.Completed;
            dropped.NoteThat(AuditKind.ReservationChanged, AuditActor.Pms, "The source deleted the reservation at its end; the code ends with its window");
            return;
        }

        dropped.Cancel(now);
        dropped.NoteThat(AuditKind.ReservationCancelled, AuditActor.Pms, isDeleted ? "The source deleted the reservation" : "This unit is no longer part of the reservation");
    }

    /// <summary>A unit that left and one that came in the same message are one guest who moves: the stay, its digits and what was told go along.</summary>
    private void MoveUnits(Reservation reservation, ReservationSnapshot snapshot, IReadOnlyDictionary<string, Guid> properties)
    {
        if (snapshot.Status == StayStatus.Cancelled)
        {
            return;
        }

        var left = reservation.Stays.Where(s => s.Status != StayStatus.Cancelled && snapshot.Units.All(u => u.ListingExternalId != s.ListingExternalId)).OrderBy(s => s.ListingExternalId, StringComparer.Ordinal).ToList();
        foreach (var unit in snapshot.Units.Where(u => reservation.Stays.TrueForAll(s => s.ListingExternalId != u.ListingExternalId)).OrderBy(u => u.ListingExternalId, StringComparer.Ordinal))
        {
            if ((left.Find(s => s.CheckInLocal == unit.CheckInLocal && s.CheckOutLocal == unit.CheckOutLocal) ?? left.FirstOrDefault()) is not { } stay)
            {
                return;
            }

            left.Remove(stay);
            Move(stay, unit.ListingExternalId, properties.TryGetValue(unit.ListingExternalId, out var property) ? property : null);
        }
    }

    private void Move(Stay stay, string listing, Guid? propertyId)
    {
        stay.NoteThat(AuditKind.ReservationChanged, AuditActor.Pms, stay.PropertyId is null ? $"The listing \"{listing}\" was chosen for the stay" : $"Moved from listing \"{stay.ListingExternalId}\" to \"{listing}\"");
        stay.ListingExternalId = listing;
        if (stay.PropertyId == propertyId)
        {
            return; // Another name of the same place.
        }

        if (stay.PropertyId is not null)
        {
            (stay.FormerPropertyId, stay.MovedUtc) = (stay.PropertyId, clock.GetUtcNow());
        }

        (stay.PropertyId, stay.OverlapAcceptedUtc) = (propertyId, null);
    }

    private bool Take(Stay stay, UnitSnapshot unit, ReservationSnapshot snapshot, IReadOnlyDictionary<string, Guid> properties)
    {
        var before = (stay.Status, stay.CheckInLocal, stay.CheckOutLocal, stay.SourceCheckInTime, stay.SourceCheckOutTime, stay.PropertyId);
        stay.Kind = snapshot.Kind == BookingKind.GuestStay ? StayKind.Guest : StayKind.Owner;
        TakeStatus(stay, snapshot);
        (stay.CheckInLocal, stay.CheckOutLocal) = (unit.CheckInLocal, unit.CheckOutLocal);
        (stay.SourceCheckInTime, stay.SourceCheckOutTime) = (unit.CheckInTime ?? stay.SourceCheckInTime, unit.CheckOutTime ?? stay.SourceCheckOutTime);
        stay.PropertyId ??= properties.TryGetValue(unit.ListingExternalId, out var property) ? property : null;
        return before != (stay.Status, stay.CheckInLocal, stay.CheckOutLocal, stay.SourceCheckInTime, stay.SourceCheckOutTime, stay.PropertyId);
    }

    /// <summary>A closed calendar entitles nobody; it stands in the way of other times like a stay that is not agreed.</summary>
    private void TakeStatus(Stay stay, ReservationSnapshot snapshot)
    {
        if (snapshot.Status == StayStatus.Cancelled)
        {
            stay.Cancel(clock.GetUtcNow());
        }
        else
        {
            (stay.Status, stay.RevokeAfterUtc) = (snapshot.Kind is BookingKind.Block or BookingKind.Opaque ? StayStatus.Tentative : snapshot.Status, null);
        }
    }

    private async Task AskAboutStatusAsync(IReadOnlyList<ReservationSnapshot> news, CancellationToken ct)
    {
        var unknown = news.Where(n => n is { Status: StayStatus.Unknown, Kind: not (BookingKind.Block or BookingKind.Opaque) });
        foreach (var word in unknown.Select(n => n.StatusRaw).Distinct(StringComparer.Ordinal))
        {
            await desk.RaiseAsync(
                new Concern(
                    $"unknown-status:{word}", EscalationPriority.P2, $"A reservation has a status that Cendra does not know: \"{word}\"",
                    "Codes that exist stay as they are; none is made until the source says confirmed.", "Kept as it is."), ct);
        }
    }

    /// <summary>The stays themselves and those whose end is clipped by them: whoever is in the property around these dates, as they were and as they are.</summary>
    private async Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyList<Stay> touched, KnownBookings known, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var stay in touched)
        {
            stay.LookAgainBy(now);
        }

        var near = await known.NeighboursAsync(db, touched, now.AddDays(-2), ct);
        foreach (var stay in near.Count == 0 ? [] : await db.Stays.Where(s => near.Contains(s.Id)).ToListAsync(ct))
        {
            // After the stays that changed: their new window is what the neighbours' grace is clipped at.
            stay.LookAgainBy(now.AddMilliseconds(1));
        }

        return [.. touched.Select(s => s.Id), .. near];
    }

    private static Dictionary<string, string> Personal(Reservation r) =>
        new() { ["guest"] = r.GuestName, ["phone"] = r.GuestPhone, ["email"] = r.GuestEmail };

    private static string Dates(UnitSnapshot unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{unit.CheckInLocal:d MMM yyyy} to {unit.CheckOutLocal:d MMM yyyy}");
}

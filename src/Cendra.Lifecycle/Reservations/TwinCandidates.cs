using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Reservations;

/// <summary>A booking of another source that is the same stay. <paramref name="IsOutranked"/>: the new source says more and is followed from now on.</summary>
public sealed record BookingTwin(SourceBooking Booking, bool IsOutranked);

/// <summary>Bookings of other sources that have a code or nights in common with new ones, as <see cref="BookingTwins"/> found them.</summary>
/// <param name="sameCode">With a confirmation code of one of them.</param>
/// <param name="sameNights">With the nights and the property of one of them, of a source of another rank.</param>
/// <param name="properties">The property of each listing.</param>
/// <param name="outranks">Whether the new source says more than this connection.</param>
public sealed class TwinCandidates(
    IReadOnlyList<SourceBooking> sameCode, IReadOnlyList<SourceBooking> sameNights, IReadOnlyDictionary<string, Guid> properties, Func<Guid, bool> outranks)
{
    /// <summary>Nobody else tells of anything.</summary>
    public static TwinCandidates None { get; } = new([], [], new Dictionary<string, Guid>(), _ => false);

    /// <summary>Only one place that is agreed for guests can be told of twice.</summary>
    public static bool MayHave(ReservationSnapshot snapshot) => snapshot is { Kind: BookingKind.GuestStay, Status: StayStatus.Confirmed or StayStatus.InHouse, Units: [_] };

    /// <summary>The booking that is followed so far, with its reservation and stays; null = nobody else tells of this one.</summary>
    public BookingTwin? Of(ReservationSnapshot snapshot)
    {
        var code = snapshot.ConfirmationCode ?? "";
        return MayHave(snapshot) && ((code.Length == 0 ? null : Followed(sameCode).FirstOrDefault(b => b.Reservation!.ConfirmationCode == code)) ?? OfNights(snapshot.Units[0], code)) is { } found
            ? new BookingTwin(found, outranks(found.ConnectionId))
            : null;
    }

    private SourceBooking? OfNights(UnitSnapshot unit, string code)
    {
        if (!properties.TryGetValue(unit.ListingExternalId, out var property))
        {
            return null;
        }

        var same = Followed(sameNights).Where(b => b.Reservation!.Stays is [{ Status: StayStatus.Confirmed } stay]
            && stay.PropertyId == property && stay.CheckInLocal == unit.CheckInLocal && stay.CheckOutLocal == unit.CheckOutLocal).ToList();
        return same is [var one] && (code.Length == 0 || one.Reservation!.ConfirmationCode.Length == 0) ? one : null;
    }

    /// <summary>One of a new page may have taken a place just now.</summary>
    private static IEnumerable<SourceBooking> Followed(IReadOnlyList<SourceBooking> found) => found.Where(b => b is { IsSecondary: false, GoneUtc: null });
}

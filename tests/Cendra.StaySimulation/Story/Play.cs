using Cendra.Server.Rehearsal.Play;

namespace Cendra.StaySimulation.Story;

/// <summary>One story: where it begins, what happens, and when all trouble is over.</summary>
internal sealed record Play(int Seed, DateTimeOffset StartsAtUtc, DateTimeOffset EndsAtUtc, IReadOnlyList<Act> Acts)
{
    /// <summary>Bookings in it.</summary>
    public int Stays => Acts.OfType<PmsSays>().Select(a => a.Booking.Id).Distinct().Count();

    /// <summary>Bookings, as last said, in whose time their property's clock was put forward or back.</summary>
    public int StaysOverClockChange => Acts.OfType<PmsSays>().GroupBy(a => a.Booking.Id).Count(b => IsOverClockChange(b.MaxBy(a => a.Booking.Version)!.Booking));

    private static bool IsOverClockChange(PlayBooking booking)
    {
        var property = Portfolio.Property(booking.Listing);
        var onTheWall = booking.CheckOut.ToDateTime(property.CheckOut) - booking.CheckIn.ToDateTime(property.CheckIn);
        return StoryMaker.LeavesUtc(booking) - Ledgers.Instant(property.TimeZoneId, booking.CheckIn, property.CheckIn) != onTheWall;
    }
}

using Cendra.Server.Rehearsal.Play;

namespace Cendra.StaySimulation.Story;

/// <summary>Makes the story of a seed.</summary>
internal static class StoryMaker
{
    /// <summary>Clocks change within the first weeks of each: on Lord Howe, in Europe and then in America; in America and then in Europe; in Europe and then on Lord Howe.</summary>
    private static readonly DateTimeOffset[] Starts =
        [new(2026, 9, 28, 8, 0, 0, TimeSpan.Zero), new(2026, 10, 16, 8, 0, 0, TimeSpan.Zero), new(2027, 3, 11, 8, 0, 0, TimeSpan.Zero), new(2027, 3, 18, 8, 0, 0, TimeSpan.Zero)];

    /// <summary>The story of a seed; sixty stays in ninety days in proportion to <paramref name="days"/>.</summary>
    public static Play Of(int seed, int days, bool quiet = false)
    {
        var start = Starts[seed % Starts.Length];
        using var bookingDice = new Dice((seed * 1000L) + 1);
        using var troubleDice = new Dice((seed * 1000L) + 2);
        var said = new Bookings(bookingDice, start, days, Math.Max(Portfolio.Properties.Count, days * 60 / 90)).Tell();
        var arrivals = said.OfType<PmsSays>().Select(a => Ledgers.Instant(Portfolio.Property(a.Booking.Listing).TimeZoneId, a.Booking.CheckIn, Portfolio.Property(a.Booking.Listing).CheckIn));
        var leaving = said.OfType<PmsSays>().Select(a => LeavesUtc(a.Booking)).ToList();
        var tender = said.Select(a => a.AtUtc).Concat(arrivals).Concat(leaving).ToList();
        IReadOnlyList<Act> troubles = quiet ? [] : new Troubles(troubleDice, start, days, tender).Tell();
        var acts = said.Concat(troubles).Where(a => a.AtUtc > start).OrderBy(a => a.AtUtc).ToList();
        return new Play(seed, start, leaving.Max().AddDays(4), acts);
    }

    /// <summary>When a booking's guests leave at the property's time.</summary>
    public static DateTimeOffset LeavesUtc(PlayBooking booking) =>
        Ledgers.Instant(Portfolio.Property(booking.Listing).TimeZoneId, booking.CheckOut, Portfolio.Property(booking.Listing).CheckOut);
}

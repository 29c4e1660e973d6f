namespace Cendra.StaySimulation.Story;

/// <summary>One story: where it begins, what happens, and when all trouble is over.</summary>
internal sealed record Play(int Seed, DateTimeOffset StartsAtUtc, DateTimeOffset EndsAtUtc, IReadOnlyList<Act> Acts)
{
    /// <summary>Bookings in it.</summary>
    public int Stays => Acts.OfType<PmsSays>().Select(a => a.Booking.Id).Distinct().Count();
}

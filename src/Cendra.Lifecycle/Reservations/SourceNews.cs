using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Reservations;

/// <summary>What a snapshot is to what is held of its booking. The version decides.</summary>
public enum SourceNews
{
    /// <summary>Nothing was held: it makes the booking.</summary>
    Made,

    /// <summary>Newer than what is held: it is taken over.</summary>
    Changed,

    /// <summary>This version is held already, with the same content: nothing changes.</summary>
    Repeated,

    /// <summary>A newer version is held: nothing changes, and a line says so on the stays.</summary>
    Older,

    /// <summary>This version is held with other content: nothing changes, and a line says so on the stays.</summary>
    Contradicting,
}

/// <summary>Compares snapshots with bookings, and says it in words that can be read back.</summary>
public static class SourceNewsWords
{
    private static readonly Dictionary<SourceNews, string> Words = new()
    {
        [SourceNews.Made] = "The reservation is new.",
        [SourceNews.Changed] = "The reservation changed.",
        [SourceNews.Repeated] = "Nothing changed: this version is held already.",
        [SourceNews.Older] = "Nothing changed: a newer version is held.",
        [SourceNews.Contradicting] = "Refused: this version is held with other content.",
    };

    /// <summary>What this snapshot is to the booking; null = none is held.</summary>
    public static SourceNews NewsTo(this ReservationSnapshot snapshot, SourceBooking? booking) => booking switch
    {
        null or { SourceVersion: "" } => SourceNews.Made,
        _ when snapshot.SourceOrder > booking.SourceOrder => SourceNews.Changed,
        { GoneUtc: not null } when snapshot.SourceOrder == booking.SourceOrder => SourceNews.Changed, // What lists lacked and have again is news in whatever version.
        _ when snapshot.SourceOrder < booking.SourceOrder => SourceNews.Older,
        _ => snapshot.ContentHash == booking.ContentHash ? SourceNews.Repeated : SourceNews.Contradicting,
    };

    /// <summary>One sentence.</summary>
    public static string InWords(this SourceNews news) => Words[news];

    /// <summary>What the sentence says; null = it is none of these.</summary>
    public static SourceNews? Read(string words) => Words.Where(w => w.Value == words).Select(w => (SourceNews?)w.Key).FirstOrDefault();
}

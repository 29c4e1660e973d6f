using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Said;

namespace Cendra.Messaging.Promises;

/// <summary>A time that a text offers beyond what the stay has.</summary>
public sealed record PromisedTime(CommitmentKind Kind, TimeOnly Time);

/// <summary>
/// Finds offers of other times in a text to a guest: to come before check-in, to leave after check-out, or a code that opens so. By the reader of times and the stay's own, without a
/// model. Pure.
/// </summary>
public static class PromiseReader
{
    /// <summary>Each offer once; of several times for the same thing the one that goes farthest.</summary>
    public static IReadOnlyList<PromisedTime> Of(string text, SaidFacts facts)
    {
        if (facts is not { CheckIn: { } checkIn, CheckOut: { } checkOut })
        {
            return [];
        }

        var claims = SaidCheck.WrongTimes(SaidText.Of(text), facts).ToList();
        var earlier = claims.Where(c => c.Subject is SaidSubject.CheckIn or SaidSubject.CodeFrom).Select(c => c.Time.Likely(checkIn)).Where(t => t < checkIn).Order().Take(1);
        var later = claims.Where(c => c.Subject is SaidSubject.CheckOut or SaidSubject.CodeUntil).Select(c => c.Time.Likely(checkOut)).Where(t => t > checkOut).OrderDescending().Take(1);
        return [.. earlier.Select(t => new PromisedTime(CommitmentKind.CheckIn, t)), .. later.Select(t => new PromisedTime(CommitmentKind.CheckOut, t))];
    }

    /// <summary>The instant of a promised time on the day that it is about.</summary>
    public static DateTimeOffset InstantOf(Stay stay, CommitmentKind kind, TimeOnly time) =>
        StayWindow.InstantOf(kind == CommitmentKind.CheckIn ? stay.CheckInLocal : stay.CheckOutLocal, time, stay.Property?.TimeZoneId ?? "Etc/UTC");
}

using System.Globalization;
using Cendra.Domain.Stays;

namespace Cendra.Domain.Conversations;

/// <summary>
/// Which of their stays somebody speaks of who has more than one: what they are asked, in which order, and what they said. One row for each address that ever had to choose, found by a keyed hash of it. It gives
/// nobody anything: only stays that the address may speak of anyway are asked for or chosen, and what it holds counts only as long as they are that.
/// </summary>
public sealed class StayChoice
{
    /// <summary>A question that nobody answered in this time is put anew, from the beginning.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromHours(12);

    /// <summary>So long a question about a stay that is not the one of now is followed; then the one of now counts again.</summary>
    public static readonly TimeSpan AsideFor = TimeSpan.FromMinutes(10);

    /// <summary>So long after it another number alone takes the place of the one that was chosen: the same numbers in another order end alike.</summary>
    public static readonly TimeSpan CorrectedFor = TimeSpan.FromMinutes(2);

    /// <summary>So soon after it the same number is the same word once more, and no answer to anything else.</summary>
    public static readonly TimeSpan RepeatedFor = TimeSpan.FromSeconds(30);

    /// <summary>What waited longer for the choice is not answered any more.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromDays(1);

    public Guid Id { get; init; }
    public ChannelKind Channel { get; init; }

    /// <summary>Keyed hash of the address. Unique with the channel.</summary>
    public required string AddressHash { get; init; }

    /// <summary>The guest is to say which stay is meant.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Ids of the stays in the order in which they are numbered, by commas.</summary>
    public string Listed { get; private set; } = "";

    /// <summary>When the question was last put; null = it was not yet.</summary>
    public DateTimeOffset? AskedUtc { get; private set; }

    /// <summary>How often it was put.</summary>
    public int TimesAsked { get; private set; }

    /// <summary>Questions that ever were put to this address: each message has its own.</summary>
    public int Questions { get; private set; }

    /// <summary>The stay they said; null = none yet.</summary>
    public Guid? ChosenStayId { get; private set; }

    /// <summary>The guest of that stay then, as <c>Reservation.GuestVersion</c> counts them.</summary>
    public int GuestVersion { get; private set; }

    /// <summary>When what chose it was written: a later word counts, in whatever order they come.</summary>
    public DateTimeOffset? ChosenUtc { get; private set; }

    /// <summary>Until when it counts: to the stay's check-out, or a short while where the stay is not the one of now.</summary>
    public DateTimeOffset? UntilUtc { get; private set; }

    public int Version { get; set; }

    /// <summary>The stays in the order in which they are numbered.</summary>
    public IReadOnlyList<Guid> Stays => [.. Listed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.Parse(id, CultureInfo.InvariantCulture))];

    /// <summary>The guest is to say which of these is meant. What was asked of the same stays goes on with its numbers.</summary>
    public void Ask(IReadOnlyList<Guid> stays, DateTimeOffset nowUtc)
    {
        var isSame = IsOpen && Stays.ToHashSet().SetEquals(stays);
        if (isSame && !(nowUtc - AskedUtc > AskedFor))
        {
            return;
        }

        (IsOpen, TimesAsked, AskedUtc) = (true, 0, null);
        Listed = string.Join(',', stays.Select(id => id.ToString("N")));
    }

    /// <summary>The question leaves.</summary>
    public void Put(DateTimeOffset nowUtc) => (TimesAsked, Questions, AskedUtc) = (TimesAsked + 1, Questions + 1, nowUtc);

    /// <summary>There is nothing to choose any more.</summary>
    public void Close() => IsOpen = false;

    /// <summary>This stay is meant, by words of that moment. False where a later word chose another.</summary>
    public bool Choose(Guid stayId, int guestVersion, DateTimeOffset writtenUtc, DateTimeOffset untilUtc)
    {
        if (ChosenUtc > writtenUtc)
        {
            return false;
        }

        (IsOpen, ChosenStayId, GuestVersion, ChosenUtc, UntilUtc) = (false, stayId, guestVersion, writtenUtc, untilUtc);
        return true;
    }

    /// <summary>Is this the stay that was chosen, by this guest, and does that still count? The stay has its reservation.</summary>
    public bool IsOf(Stay stay, DateTimeOffset nowUtc) => ChosenStayId == stay.Id && GuestVersion == stay.Reservation?.GuestVersion && nowUtc < UntilUtc && nowUtc < stay.CheckOutUtc;
}

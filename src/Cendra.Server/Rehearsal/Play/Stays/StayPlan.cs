using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>What is played of a stay: its property and those that share a lock with it, and who comes in the same days. Rows of the real house as they were read, never changed.</summary>
internal sealed record StayPlan
{
    /// <summary>A play begins at most so long before check-in: no lock is loaded more than 72 hours ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(5);

    /// <summary>As the console calls the guest.</summary>
    public required string Guest { get; init; }

    /// <summary>The stay, with its reservation.</summary>
    public required Stay Stay { get; init; }

    /// <summary>Where it is, with doors and locks.</summary>
    public required Property Property { get; init; }

    /// <summary>The properties behind the same locks, this one among them.</summary>
    public required IReadOnlyList<Property> Properties { get; init; }

    /// <summary>Stays that meet this one at a door or follow it in the property; they are played as made-up people.</summary>
    public required IReadOnlyList<Stay> Neighbours { get; init; }

    /// <summary>Who is called, in order. Their numbers are not.</summary>
    public required IReadOnlyList<HostContact> Contacts { get; init; }

    /// <summary>Codes that nobody here made, by the lock on which they stand.</summary>
    public required IReadOnlyDictionary<Guid, int> FoundCodes { get; init; }

    /// <summary>By how many days everything is moved (a scenario that needs other dates).</summary>
    public int ShiftedDays { get; init; }

    /// <summary>How many places a lock is played with, where it is not what it says itself.</summary>
    public IReadOnlyDictionary<Guid, int> Places { get; init; } = new Dictionary<Guid, int>();

    public string Zone => Property.TimeZoneId;

    /// <summary>Doors in walking order.</summary>
    public IReadOnlyList<DoorUse> Doors => [.. Property.Doors.OrderBy(d => d.WalkingOrder)];

    /// <summary>No messages go to whoever comes: a host looks the code up for them.</summary>
    public bool IsHandedOver => Stay.Kind != StayKind.Guest;

    /// <summary>The dates as they are played.</summary>
    public StayDates Dates => Of(Stay);

    /// <summary>The window of the dates as they are played, its end clipped at the next stay.</summary>
    public StayWindow Window => WindowOf(Dates);

    /// <summary>The booking reaches the server.</summary>
    public DateTimeOffset BookedUtc
    {
        get
        {
            var ahead = Instants.Longer(Ahead, TimeSpan.FromMinutes(Property.SendLeadMinutes) + TimeSpan.FromDays(1));
            return Instants.Earlier(Instants.Later(Stay.CreatedUtc.AddDays(ShiftedDays), Window.CheckInUtc - ahead), Window.CheckOutUtc.AddHours(-1));
        }
    }

    /// <summary>The first check-in in the same property after this one; null = nobody comes.</summary>
    public DateTimeOffset? NextCheckInUtc => Neighbours.Where(n => n.PropertyId == Property.Id && !n.IsOfWork && (Stay.OverlapAcceptedUtc is null || n.CheckInLocal >= Stay.CheckOutLocal))
        .Select(CheckInUtc).Where(at => at > CheckInUtc(Stay)).Cast<DateTimeOffset?>().Min();

    /// <summary>The dates of this stay or a neighbour as they are played.</summary>
    public StayDates Of(Stay stay) => stay.Dates() with { CheckInLocal = stay.CheckInLocal.AddDays(ShiftedDays), CheckOutLocal = stay.CheckOutLocal.AddDays(ShiftedDays) };

    /// <summary>The window that other dates of this stay would have. Whoever works there has no grace and no neighbours.</summary>
    public StayWindow WindowOf(StayDates dates) =>
        Stay.IsOfWork ? StayWindow.Of(Property.Times() with { Grace = TimeSpan.Zero }, dates) : StayWindow.Of(Property.Times(), dates, NextCheckInUtc);

    private DateTimeOffset CheckInUtc(Stay stay) => StayWindow.InstantOf(Of(stay).CheckInLocal, Of(stay).CheckInTime ?? Property.CheckInTime, Zone);
}

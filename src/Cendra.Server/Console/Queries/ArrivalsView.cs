using Cendra.Domain.Stays;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>The lists on the start page.</summary>
public enum ArrivalsTab
{
    /// <summary>Who arrives on this day of the property.</summary>
    Today,

    /// <summary>Who arrives on its next day.</summary>
    Tomorrow,

    /// <summary>Who arrives from now to three days ahead.</summary>
    Next72,

    /// <summary>Where a person may be needed, whenever the guest comes.</summary>
    Risky,

    /// <summary>Between check-in and check-out now.</summary>
    InHouse,

    /// <summary>Who leaves on this day of the property.</summary>
    Departing,
}

/// <summary>One stay as a row.</summary>
public sealed record ArrivalRow(
    Guid StayId, Readiness Readiness, string WorstReason, string Guest, int? GuestCount, string PropertyName, string Place, string Zone,
    DateTimeOffset? CheckInUtc, DateTimeOffset? CheckOutUtc, DateOnly CheckInLocal, DateOnly CheckOutLocal, DateTimeOffset? FirstUsedUtc,
    IReadOnlyList<DoorFacts> Doors, MessageFacts? Message, DateTimeOffset? LastConfirmedUtc)
{
    /// <summary>In which lists it stands.</summary>
    public IReadOnlySet<ArrivalsTab> Tabs { get; init; } = new HashSet<ArrivalsTab>();

    /// <summary>A door was opened with the stay's code: somebody is in.</summary>
    public bool IsInside => FirstUsedUtc is not null;
}

/// <summary>The answer to "does everybody get in tonight?" and the evidence.</summary>
public sealed record ArrivalsView(IReadOnlyList<ArrivalRow> Rows, int Properties, DateTimeOffset NowUtc)
{
    /// <summary>The rows of one list, worst first, then by arrival.</summary>
    public IReadOnlyList<ArrivalRow> Of(ArrivalsTab tab) => [.. Rows.Where(r => r.Tabs.Contains(tab))];

    /// <summary>Rows in one list.</summary>
    public int CountOf(ArrivalsTab tab) => Rows.Count(r => r.Tabs.Contains(tab));

    /// <summary>Today's arrivals with this verdict.</summary>
    public int Today(Readiness readiness) => Rows.Count(r => r.Tabs.Contains(ArrivalsTab.Today) && r.Readiness == readiness);

    /// <summary>The answer in one sentence.</summary>
    public string Headline => (Today(Readiness.Blocked), Today(Readiness.AtRisk), Today(Readiness.Unknown), CountOf(ArrivalsTab.Today)) switch
    {
        (> 0 and var blocked, _, _, _) => $"Not yet. {Count.OfFirst(blocked, "guest", "guests")} would stand outside.",
        (_, > 0 and var risky, _, _) => $"Not sure yet. {Count.OfFirst(risky, "arrival is", "arrivals are")} at risk.",
        (_, _, > 0 and var unknown, _) => $"Not sure yet. {Count.OfFirst(unknown, "arrival has", "arrivals have")} not been looked at.",
        (_, _, _, 0) => "Nobody arrives today.",
        _ => "Everybody gets in tonight.",
    };

    /// <summary>The stay that the headline is about, or the next to arrive.</summary>
    public ArrivalRow? Foremost => Rows.FirstOrDefault(r => r.Tabs.Contains(ArrivalsTab.Today) && r.Readiness is Readiness.Blocked or Readiness.AtRisk)
        ?? Rows.Where(r => r.CheckInUtc > NowUtc && r.Tabs.Contains(ArrivalsTab.Next72)).MinBy(r => r.CheckInUtc);

    /// <summary>The evidence for the headline.</summary>
    public string Explanation => Foremost switch
    {
        null when Rows.Count == 0 => "Nobody is expected in the next 72 hours.",
        null => "Nobody else is expected in the next 72 hours.",
        { CheckInUtc: { } at } row when row.Readiness is Readiness.Blocked or Readiness.AtRisk => $"{row.Guest} {Arrives(row, at)}. {row.WorstReason}",
        { CheckInUtc: { } at } row => $"The next to arrive is {row.Guest}: {row.PropertyName}, {HouseTime.MomentWithZone(at, row.Zone, NowUtc)}, {HouseTime.Relative(at, NowUtc)}.",
        { } row => $"{row.Guest}: {row.WorstReason}",
    };

    private string Arrives(ArrivalRow row, DateTimeOffset at) =>
        $"{(at > NowUtc ? "arrives at" : "may be there since")} {HouseTime.MomentWithZone(at, row.Zone, NowUtc)}, {HouseTime.Relative(at, NowUtc)}";
}

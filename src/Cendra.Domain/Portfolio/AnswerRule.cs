namespace Cendra.Domain.Portfolio;

/// <summary>Who answers the guests of a property.</summary>
public enum AnswerMode
{
    /// <summary>Cendra answers by itself.</summary>
    Autopilot = 0,

    /// <summary>Cendra writes, and a person sends it, changes it or throws it away.</summary>
    Draft = 1,

    /// <summary>A person answers; Cendra says so to the guest and calls one.</summary>
    Off = 2,
}

/// <summary>Where a stay stands by the property's calendar.</summary>
public enum StayStage
{
    /// <summary>Until the day of arrival.</summary>
    BeforeArrival = 0,

    /// <summary>The whole day of arrival, from midnight to midnight.</summary>
    ArrivalDay = 1,

    /// <summary>From the day after until check-out.</summary>
    InHouse = 2,

    /// <summary>From check-out on.</summary>
    AfterCheckOut = 3,
}

/// <summary>One exception from the mode of a property: for a stage of the stay, for hours of the day, or both. Of several the first by position that fits holds.</summary>
public sealed class AnswerRule
{
    public Guid Id { get; init; }
    public Guid PropertyId { get; set; }

    /// <summary>Its place among the property's rules; the lowest that fits holds.</summary>
    public int Position { get; set; }

    /// <summary>The stage it is for; null = every one.</summary>
    public StayStage? Stage { get; set; }

    /// <summary>The time on the property's wall from which it holds; null with <see cref="UntilLocal"/> = all day. Later than that one = over midnight.</summary>
    public TimeOnly? FromLocal { get; set; }

    /// <summary>The time on the property's wall from which it holds no more.</summary>
    public TimeOnly? UntilLocal { get; set; }

    public AnswerMode Mode { get; set; }
}

using Cendra.Domain.Portfolio;

namespace Cendra.Server.Console.Commands;

/// <summary>A property as somebody types it; times as text, so that a wrong one can be said so instead of being swallowed.</summary>
public sealed class PropertyDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; set; }

    /// <summary>The version that was shown; another one saved since is not overwritten.</summary>
    public int Version { get; set; }

    public string Name { get; set; } = "";
    public string Address { get; set; } = "";
    public string City { get; set; } = "";
    public string TimeZoneId { get; set; } = "";

    /// <summary>HH:mm.</summary>
    public string CheckIn { get; set; } = "15:00";

    /// <summary>HH:mm.</summary>
    public string CheckOut { get; set; } = "11:00";

    public int GraceMinutes { get; set; } = Property.DefaultGraceMinutes;

    /// <summary>Hours before check-in at which the arrival message is due.</summary>
    public int SendLeadHours { get; set; } = 24;

    public bool MayTellCodeEarly { get; set; }

    /// <summary>Owners' stays get a code of their own.</summary>
    public bool OwnersGetCodes { get; set; } = true;

    /// <summary>From the street, in order.</summary>
    public List<StepDraft> Way { get; } = [];

    /// <summary>Another way in, without digits; empty = none.</summary>
    public string FallbackWords { get; set; } = "";

    /// <summary>Digits of that way as typed just now; empty = those that are sealed stay. Never filled from the row.</summary>
    public string FallbackDigits { get; set; } = "";

    /// <summary>Digits are sealed on the row.</summary>
    public bool HasFallbackDigits { get; set; }

    /// <summary>Cendra tells it to a guest who stands at a door that cannot open.</summary>
    public bool TellsFallback { get; set; } = true;

    /// <summary>The sealed digits are to go.</summary>
    public bool ForgetFallbackDigits { get; set; }

    /// <summary>In walking order.</summary>
    public List<DoorDraft> Doors { get; } = [];

    public List<ListingDraft> Listings { get; } = [];

    /// <summary>Who answers where no exception fits.</summary>
    public AnswerMode AnswerMode { get; set; }

    /// <summary>Exceptions; the first that fits holds.</summary>
    public List<AnswerRuleDraft> AnswerRules { get; } = [];

    /// <summary>Topics that always go to a person, by id.</summary>
    public HashSet<string> RestrictedTopics { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers from articles without a model wait for a person.</summary>
    public bool FactsWait { get; set; }

    /// <summary>What is said to who wants to come earlier.</summary>
    public TimeChangePermission EarlyCheckIn { get; set; }

    /// <summary>HH:mm; empty = none.</summary>
    public string EarliestCheckIn { get; set; } = "";

    /// <summary>What is said to who wants to leave later.</summary>
    public TimeChangePermission LateCheckOut { get; set; }

    /// <summary>HH:mm; empty = none.</summary>
    public string LatestCheckOut { get; set; } = "";

    /// <summary>Hours between two stays.</summary>
    public int TurnoverHours { get; set; } = Lifecycle.Orders.TimeChangeRules.UsualTurnoverHours;

    /// <summary>In the order in which they are called.</summary>
    public List<ContactDraft> Contacts { get; } = [];
}

/// <summary>An exception from who answers, as typed.</summary>
public sealed class AnswerRuleDraft
{
    /// <summary>Null = every stage.</summary>
    public StayStage? Stage { get; set; }

    /// <summary>HH:mm; empty with <see cref="Until"/> = all day.</summary>
    public string From { get; set; } = "";

    /// <summary>HH:mm.</summary>
    public string Until { get; set; } = "";

    public AnswerMode Mode { get; set; } = AnswerMode.Draft;
}

/// <summary>A door as typed.</summary>
public sealed class DoorDraft
{
    public Guid LockId { get; set; }
    public string DoorName { get; set; } = "";
    public DoorRole Role { get; set; }

    /// <summary>What is done at it, in order.</summary>
    public List<StepDraft> Steps { get; } = [];
}

/// <summary>A name by which a connection knows the property, as typed.</summary>
public sealed class ListingDraft
{
    public Guid ConnectionId { get; set; }
    public string ExternalId { get; set; } = "";
}

/// <summary>A person to call, as typed.</summary>
public sealed class ContactDraft
{
    public Guid? Id { get; set; }
    public string Name { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Email { get; set; } = "";

    public ContactWays Ways { get; set; }

    /// <summary>HH:mm from which the person may be called for what can wait; empty with <see cref="HoursUntil"/> = always.</summary>
    public string HoursFrom { get; set; } = "";

    /// <summary>HH:mm until which.</summary>
    public string HoursUntil { get; set; } = "";

    /// <summary>HH:mm of the morning message on the property's wall; empty = none.</summary>
    public string MorningAt { get; set; } = "07:30";
}

using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;

namespace Cendra.Domain.Portfolio;

/// <summary>One lettable unit with its zone, its times, its doors and what the host wrote about getting in.</summary>
public sealed class Property : Audited
{
    /// <summary>Grace after check-out in which a code still works; hidden from guests (DESIGN default: 30 minutes).</summary>
    public const int DefaultGraceMinutes = 30;

    public Guid Id { get; init; }

    /// <summary>What hosts and guests call it.</summary>
    public required string Name { get; set; }

    /// <summary>Street, number, floor; shown to guests in entry instructions.</summary>
    public string Address { get; set; } = "";

    /// <summary>The city that guests read behind a time ("Barcelona time").</summary>
    public string City { get; set; } = "";

    /// <summary>IANA time zone in which all local times of this property are meant.</summary>
    public required string TimeZoneId { get; set; }

    /// <summary>Wall time from which guests may enter unless the stay says otherwise.</summary>
    public TimeOnly CheckInTime { get; set; } = new(15, 0);

    /// <summary>Wall time by which guests leave unless the stay says otherwise.</summary>
    public TimeOnly CheckOutTime { get; set; } = new(11, 0);

    /// <summary>Minutes after check-out in which the code still works, never reaching into the next stay. 0 to 240.</summary>
    public int GraceMinutes { get; set; } = DefaultGraceMinutes;

    /// <summary>Minutes before check-in at which the pre-arrival message is due. 0 to 14,400 (ten days).</summary>
    public int SendLeadMinutes { get; set; } = 24 * 60;

    /// <summary>The owner allows the code in messages that leave before the lock holds it (more than 72 h ahead).</summary>
    public bool MayTellCodeEarly { get; set; }

    /// <summary>Owners' stays get a code of their own.</summary>
    public bool OwnersGetCodes { get; set; } = true;

    /// <summary>Another way in that stands ready when a lock fails ("Key box left of the door"), in a host's words without digits; empty = none.</summary>
    public string FallbackWords { get; set; } = "";

    /// <summary>The secret of that way; null = none.</summary>
    public SealedPin? FallbackSecret { get; set; }

    /// <summary>Cendra tells that way to a guest who stands at a door that cannot open; else a host does.</summary>
    public bool TellsFallback { get; set; } = true;

    /// <summary>Who answers its guests where none of <see cref="AnswerRules"/> fits.</summary>
    public AnswerMode AnswerMode { get; set; }

    /// <summary>Topics that always go to a person, as ids of the book of topics with commas between; empty = none.</summary>
    public string RestrictedTopics { get; set; } = "";

    /// <summary>What basic replies would answer from articles waits for a person, on autopilot too. The way in, locked doors and menus do not wait.</summary>
    public bool FactsWait { get; set; }

    /// <summary>What the host lets Cendra say to a guest who wants to come earlier.</summary>
    public TimeChangePermission EarlyCheckIn { get; set; }

    /// <summary>The earliest check-in that is free; null = none is.</summary>
    public TimeOnly? EarliestCheckIn { get; set; }

    /// <summary>What the host lets Cendra say to a guest who wants to leave later.</summary>
    public TimeChangePermission LateCheckOut { get; set; }

    /// <summary>The latest check-out that is free; null = none is.</summary>
    public TimeOnly? LatestCheckOut { get; set; }

    /// <summary>Hours that such a change leaves free between two stays; null = four.</summary>
    public int? TurnoverHours { get; set; }

    /// <summary>The host took the property out of use: no new codes are planned for it.</summary>
    public bool IsArchived { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }

    public int Version { get; set; }

    public List<DoorUse> Doors { get; } = [];

    /// <summary>The way in, step by step, in no order: <see cref="WayIn"/> reads it.</summary>
    public List<EntryStep> Steps { get; } = [];

    /// <summary>Its secrets that are no door codes, sealed.</summary>
    public List<PropertySecret> Secrets { get; } = [];

    public List<PropertyListing> Listings { get; } = [];

    /// <summary>Exceptions from <see cref="AnswerMode"/>, in no order.</summary>
    public List<AnswerRule> AnswerRules { get; } = [];

    /// <inheritdoc />
    public override string AuditStream => $"property:{Id:N}";

    /// <summary>The property's times as <see cref="StayWindow"/> needs them.</summary>
    public PropertyTimes Times() => new(TimeZoneId, CheckInTime, CheckOutTime, TimeSpan.FromMinutes(GraceMinutes));

    /// <summary>Leaves a line in the property's audit chain: who changed what.</summary>
    public void NoteChanged(string actor, string what) => Note(AuditKind.PropertyChanged, actor, what);
}

/// <summary>The name by which one connection (a PMS, a calendar) knows this property. One listing belongs to one property.</summary>
public sealed class PropertyListing
{
    public Guid Id { get; init; }
    public Guid PropertyId { get; set; }
    public Property? Property { get; set; }
    public Guid ConnectionId { get; set; }

    /// <summary>The source's own id of the listing or unit.</summary>
    public required string ExternalId { get; set; }
}

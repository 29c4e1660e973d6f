using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;

namespace Cendra.Domain.Stays;

/// <summary>One property for one window: what a code is for. Everything about its doors derives from this row and is looked at again when <see cref="DueAtUtc"/> comes.</summary>
public sealed class Stay : Audited
{
    /// <summary>How long a host is asked before the codes of a stay that was cancelled in the house are taken.</summary>
    public static readonly TimeSpan TimeToDecide = TimeSpan.FromMinutes(30);

    public Guid Id { get; init; }
    public Guid ReservationId { get; set; }
    public Reservation? Reservation { get; set; }

    /// <summary>Null until a host says which property the source's listing is.</summary>
    public Guid? PropertyId { get; set; }

    public Property? Property { get; set; }

    /// <summary>The source's id of the listing or unit; with the reservation it tells this stay from its sisters.</summary>
    public string ListingExternalId { get; set; } = "";

    public StayStatus Status { get; set; }

    public StayKind Kind { get; set; }

    public DateOnly CheckInLocal { get; set; }
    public DateOnly CheckOutLocal { get; set; }

    /// <summary>The source's own times of this stay; null = the property's.</summary>
    public TimeOnly? SourceCheckInTime { get; set; }

    public TimeOnly? SourceCheckOutTime { get; set; }

    /// <summary>A host's word goes before the source's.</summary>
    public TimeOnly? HostCheckInTime { get; set; }

    public TimeOnly? HostCheckOutTime { get; set; }

    /// <summary>
    /// Cancelled while the guest is in the house: until then the codes stay and a host decides. Null = a cancellation takes them at once.
    /// </summary>
    public DateTimeOffset? RevokeAfterUtc { get; set; }

    /// <summary>The property that the guest was moved from while in the house, and when: its doors stay open to the guest until the new ones are proven, and half an hour more.</summary>
    public Guid? FormerPropertyId { get; set; }

    public DateTimeOffset? MovedUtc { get; set; }

    /// <summary>A host gave this stay its code although another confirmed stay overlaps in the same property; null = nobody did.</summary>
    public DateTimeOffset? OverlapAcceptedUtc { get; set; }

    /// <summary>The window in instants, for queries; recomputed from dates, zone and neighbours whenever the stay is looked at. Null while unmapped.</summary>
    public DateTimeOffset? CheckInUtc { get; set; }

    public DateTimeOffset? CheckOutUtc { get; set; }

    public DateTimeOffset? CodeEndUtc { get; set; }

    /// <summary>When to look again; null = nothing left to do.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    public DateTimeOffset? LastLookedUtc { get; set; }

    /// <summary>When to look what this guest must be told; null = nothing is to come.</summary>
    public DateTimeOffset? MessagesDueUtc { get; set; }

    /// <summary>First reason in words why the guest would stand outside or a condition is not proven; empty = none.</summary>
    public string WorstReason { get; set; } = "";

    public Readiness Readiness { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }

    public int Version { get; set; }

    public List<StayPin> Pins { get; } = [];

    public List<AccessCode> Codes { get; } = [];

    /// <inheritdoc />
    public override string AuditStream => $"stay:{Id:N}";

    /// <summary>Dates with the times that hold: host before source; the property's where neither speaks.</summary>
    public StayDates Dates() => new(CheckInLocal, CheckOutLocal, HostCheckInTime ?? SourceCheckInTime, HostCheckOutTime ?? SourceCheckOutTime);

    /// <summary>
    /// What the status entitles to at the door. Read it with the codes loaded: a guest who has one keeps it when a confirmed reservation turns into a request,
    /// because only a positive cancellation takes a code away.
    /// </summary>
    public Entitlement Entitlement => Status switch
    {
        StayStatus.Confirmed or StayStatus.InHouse when Kind == StayKind.Owner && Property is { OwnersGetCodes: false } => Entitlement.None,
        StayStatus.Confirmed or StayStatus.InHouse => Entitlement.Earns,
        StayStatus.Completed or StayStatus.NoShow or StayStatus.Unknown => Entitlement.Keeps,
        StayStatus.Tentative => Codes.Exists(c => c.IsServing) ? Entitlement.Keeps : Entitlement.None,
        StayStatus.Cancelled => RevokeAfterUtc is null ? Entitlement.None : Entitlement.Keeps,
    };

    /// <summary>Somebody who works there and enters beside guests: nobody's neighbour, written to by nobody.</summary>
    public bool IsOfWork => Kind is StayKind.Cleaner or StayKind.Staff;

    /// <summary>Cancelled in the house and no host has said yet whether the codes stay.</summary>
    public bool WaitsForHost => Status == StayStatus.Cancelled && RevokeAfterUtc <= CodeEndUtc;

    /// <summary>
    /// A positive cancellation. Whoever is in the house, or may be, keeps the codes for <see cref="TimeToDecide"/> while a host is asked; else they go at once.
    /// Read it with the codes loaded.
    /// </summary>
    public void Cancel(DateTimeOffset nowUtc)
    {
        if (Status != StayStatus.Cancelled)
        {
            var inHouse = CheckInUtc <= nowUtc && nowUtc < CodeEndUtc && Codes.Exists(c => c.IsServing);
            RevokeAfterUtc = inHouse ? Instants.Earlier(nowUtc + TimeToDecide, CodeEndUtc!.Value) : null;
            Status = StayStatus.Cancelled;
        }
    }

    /// <summary>A host lets a guest whose reservation was cancelled in the house stay to the end of the window.</summary>
    public void KeepToTheEnd() => RevokeAfterUtc = CodeEndUtc?.AddDays(1);

    /// <summary>Asks for a look at this moment or earlier.</summary>
    public void LookAgainBy(DateTimeOffset atUtc) => DueAtUtc = DueAtUtc is { } due && due <= atUtc ? due : atUtc;

    /// <summary>Leaves a line in this stay's chain.</summary>
    public void NoteThat(AuditKind kind, string actor, string what, Guid? subjectId = null) => Note(kind, actor, what, subjectId);

    /// <summary>Leaves a line with personal fields, which can be erased later without breaking the chain.</summary>
    public void NotePersonal(AuditKind kind, string actor, string what, IReadOnlyDictionary<string, string> personal) =>
        Note(kind, actor, what, personal: personal);
}

/// <summary>Who enters during a stay.</summary>
public enum StayKind
{
    /// <summary>A guest.</summary>
    Guest = 0,

    /// <summary>The owner of the property; gets a code and no messages.</summary>
    Owner = 1,

    /// <summary>A cleaner: enters beside guests, counts as nobody's neighbour, gets no messages.</summary>
    Cleaner = 2,

    /// <summary>Anybody else who works there; as a cleaner.</summary>
    Staff = 3,
}

/// <summary>Where a stay stands, in the words of its source.</summary>
public enum StayStatus
{
    /// <summary>Asked for, not agreed: nothing is planned at the door; a code from before, when it was agreed, stays.</summary>
    Tentative = 0,

    /// <summary>Agreed: the guest gets in.</summary>
    Confirmed = 1,

    /// <summary>The source says the guest is there.</summary>
    InHouse = 2,

    /// <summary>The source says the guest left; the code ends with its window, not before.</summary>
    Completed = 3,

    /// <summary>The source says the guest did not come; the code ends with its window.</summary>
    NoShow = 4,

    /// <summary>Positively cancelled or deleted: the code is taken back at once.</summary>
    Cancelled = 5,

    /// <summary>A status nobody here knows: what exists stays, nothing new is made, a host is asked.</summary>
    Unknown = 6,
}

/// <summary>What a stay's status entitles to.</summary>
public enum Entitlement
{
    /// <summary>A code must work in the window.</summary>
    Earns,

    /// <summary>An existing code runs to its end; no new one is made.</summary>
    Keeps,

    /// <summary>No code may work.</summary>
    None,
}

/// <summary>Would the guest get in as things are? Words of the console's verdict.</summary>
public enum Readiness
{
    /// <summary>Nothing has been looked at yet.</summary>
    Unknown = 0,

    /// <summary>Every door this guest needs confirmed the code as it should be at this time.</summary>
    Ready = 1,

    /// <summary>A condition is not proven or going bad.</summary>
    AtRisk = 2,

    /// <summary>The guest would stand outside as things are.</summary>
    Blocked = 3,

    /// <summary>Nobody is to get in any more and every code's end is settled.</summary>
    Ended = 4,
}

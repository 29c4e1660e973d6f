using Cendra.Domain.Access;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>Everything the page of one stay shows. No digits: those come from <see cref="Commands.CodeReveal"/> alone.</summary>
public sealed record StayView
{
    public required Guid Id { get; init; }
    public required string Guest { get; init; }
    public int? GuestCount { get; init; }
    public required string PropertyName { get; init; }
    public required string Place { get; init; }
    public Guid? PropertyId { get; init; }

    /// <summary>IANA zone of the property.</summary>
    public required string Zone { get; init; }

    public DateTimeOffset? CheckInUtc { get; init; }
    public DateTimeOffset? CheckOutUtc { get; init; }

    /// <summary>With the hidden grace; hosts see it, guests do not.</summary>
    public DateTimeOffset? CodeEndUtc { get; init; }

    public DateOnly CheckInLocal { get; init; }
    public DateOnly CheckOutLocal { get; init; }
    public StayStatus Status { get; init; }
    public StayKind Kind { get; init; }

    /// <summary>Of somebody who works there.</summary>
    public bool IsOfWork => Kind is StayKind.Cleaner or StayKind.Staff;

    /// <summary>Times that a host ordered; null = none.</summary>
    public TimeOnly? HostCheckInTime { get; init; }

    /// <summary>A link to the page of the stay went out.</summary>
    public bool HasGuestLink { get; init; }

    public TimeOnly? HostCheckOutTime { get; init; }

    /// <summary>Cancelled in the house: until then the codes open.</summary>
    public DateTimeOffset? RevokeAfterUtc { get; init; }

    /// <summary>Cancelled in the house, and no host has decided.</summary>
    public bool WaitsForHost { get; init; }

    /// <summary>Cancelled in the house, and a host keeps the codes.</summary>
    public bool IsKept => Status == StayStatus.Cancelled && RevokeAfterUtc is not null && !WaitsForHost;

    /// <summary>The second of two stays in the same nights, without a code until a host lets it in.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>No message can reach the guest, and nobody said that they know the code.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>What was promised to the guest.</summary>
    public IReadOnlyList<PromiseFacts> Promises { get; init; } = [];

    public Readiness Readiness { get; init; }
    public required string WorstReason { get; init; }

    /// <summary>Where it was booked and which connection told of it.</summary>
    public required string Booking { get; init; }

    public required IReadOnlyList<DoorFacts> Doors { get; init; }

    /// <summary>Codes of earlier PINs that are not settled yet.</summary>
    public required IReadOnlyList<AccessCode> EarlierCodes { get; init; }

    /// <summary>Digits of the PIN that holds; 0 = none chosen yet.</summary>
    public int PinLength { get; init; }

    public DateTimeOffset? ToldUtc { get; init; }

    /// <summary>How far the message came that tells the guest how to get in; null = there is none yet.</summary>
    public MessageFacts? EntryMessage { get; init; }

    /// <summary>The conversation of the reservation; null = nothing was said.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>What happened, oldest first.</summary>
    public required IReadOnlyList<Happening> Happened { get; init; }

    /// <summary>What is still to come, soonest first.</summary>
    public required IReadOnlyList<Happening> ToCome { get; init; }

    /// <summary>Who last had the code shown, or null.</summary>
    public Happening? LastReveal { get; init; }

    /// <summary>What the kinds of lock mean for this stay's window, one sentence a door.</summary>
    public required IReadOnlyList<string> WindowNotes { get; init; }

    /// <summary>Another way into the property, as its host wrote it; empty = none.</summary>
    public string FallbackWords { get; init; } = "";

    /// <summary>That way has digits that a host may see while the stay is blocked.</summary>
    public bool HasFallbackDigits { get; init; }

    /// <summary>Somebody opened a door with this stay's code and the window runs.</summary>
    public bool IsInHouse(DateTimeOffset nowUtc) => CheckInUtc <= nowUtc && nowUtc < CheckOutUtc && Doors.Any(d => d.Code?.FirstUsedUtc is not null);
}

using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cendra.Domain.Access;
using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>Words of an enum as the API writes them: small letters with underscores.</summary>
public sealed class ApiWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>What became of a call that writes.</summary>
[JsonConverter(typeof(ApiWords<AnswerResult>))]
public enum AnswerResult
{
    /// <summary>The reservation is new.</summary>
    Made,

    /// <summary>It was known and changed.</summary>
    Changed,

    /// <summary>It was known, in this version or a newer one; nothing changed.</summary>
    Unchanged,

    /// <summary>It is cancelled, by this call or by one with the same version before.</summary>
    Cancelled,

    /// <summary>The call is stored and will be taken over by itself.</summary>
    Stored,
}

/// <summary>The answer to a call that writes.</summary>
public sealed record ReservationAnswer(
    [property: Description("What became of the call.")] AnswerResult Result,
    [property: Description("The same in a sentence.")] string Note,
    [property: Description("The reservation as it is now; null while the call is only stored.")] ReservationView? Reservation);

/// <summary>One page of reservations.</summary>
public sealed record ReservationPage(
    [property: Description("Oldest first.")] IReadOnlyList<ReservationView> Reservations,
    [property: Description("The cursor of the next page; null = this is the last one.")] string? Next,
    [property: Description("The server's time when it read them; the next changedSince.")] DateTimeOffset ServerTime);

/// <summary>A reservation as it is held. What a PUT reads has the same names here, so that an answer with a newer version can be put back.</summary>
public sealed record ReservationView(
    [property: Description("The program's id of the reservation.")] string ExternalId,
    [property: Description("The version that is held, as it was written.")] string Version,
    [property: Description("Where the reservation stands.")] [property: JsonConverter(typeof(ApiWords<StayStatus>))] StayStatus Status,
    [property: Description("The status as the program wrote it; deleted after a call to cancel.")] string SourceStatus,
    [property: Description("Who comes: guest, owner, or nobody (block).")] string Kind,
    [property: Description("What is let, each with its dates.")] IReadOnlyList<UnitView> Units,
    [property: Description("Units that are no longer part of the reservation; their codes are on the way out or gone.")] IReadOnlyList<UnitView> FormerUnits,
    [property: Description("The guest.")] GuestView Guest,
    [property: Description("How many come.")] int? Guests,
    [property: Description("Where it was booked.")] string? Channel,
    [property: Description("The booking's code that guest and host know.")] string? ConfirmationCode,
    [property: Description("False: another source tells of the same booking, says more and is followed; what comes here changes nothing.")] bool IsFollowed,
    [property: Description("When a call last changed it.")] DateTimeOffset ChangedAt);

/// <summary>One unit with its dates and how its codes do.</summary>
public sealed record UnitView(
    [property: Description("The program's id of the unit.")] string ListingExternalId,
    [property: Description("Whether a property has this id among its listings. Without one nobody gets a code.")] bool IsMatched,
    [property: Description("Where the stay in this unit stands.")] [property: JsonConverter(typeof(ApiWords<StayStatus>))] StayStatus Status,
    [property: Description("Day of arrival at the property.")] DateOnly CheckIn,
    [property: Description("Day of departure.")] DateOnly CheckOut,
    [property: Description("Time of arrival as the program sent it; null = the property's.")] string? CheckInTime,
    [property: Description("Time of departure as the program sent it; null = the property's.")] string? CheckOutTime,
    [property: Description("Would the guest get in as things are? unknown = not looked at yet.")] [property: JsonConverter(typeof(ApiWords<Readiness>))] Readiness Readiness,
    [property: Description("The first reason why not; empty = there is none.")] string Reason,
    [property: Description("The code of each door, in the order in which a guest meets them. Never digits.")] IReadOnlyList<CodeView> Codes);

/// <summary>How the code of one door does. Never digits.</summary>
public sealed record CodeView(
    [property: Description("The door, as its property calls it.")] string Door,
    [property: Description("Where the code stands.")] [property: JsonConverter(typeof(ApiWords<AccessCodeState>))] AccessCodeState State,
    [property: Description("What that means at the door.")] string Meaning,
    [property: Description("What is wrong with it; empty = nothing.")] string Trouble);

/// <summary>The guest as far as known; null = not known.</summary>
public sealed record GuestView(
    [property: Description("Name.")] string? Name,
    [property: Description("Telephone, as +34600000001 where it could be read so.")] string? Phone,
    [property: Description("Email.")] string? Email,
    [property: Description("Language, such as es.")] string? Language);

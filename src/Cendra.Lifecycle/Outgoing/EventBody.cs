using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>Whose stay it is about: ids and names that the other side knows. Nobody's name, number or address.</summary>
/// <param name="Reservation">The booking's id at its source; null for a code for work.</param>
/// <param name="Connection">The source, by the name of its connection.</param>
/// <param name="Stay">Cendra's id of the stay.</param>
/// <param name="Listing">The source's id of the unit.</param>
/// <param name="For">Who comes: <c>guest</c>, <c>owner</c>, <c>cleaner</c> or <c>staff</c>.</param>
public sealed record EventStay(string? Reservation, string? Connection, Guid Stay, string Listing, string For)
{
    /// <summary>The word for who comes.</summary>
    public static string WordOf(StayKind kind) => kind switch
    {
        StayKind.Guest => "guest",
        StayKind.Owner => "owner",
        StayKind.Cleaner => "cleaner",
        StayKind.Staff => "staff",
    };
}

/// <summary>The bodies that are sent: <c>{"type":…,"timestamp":…,"data":{…}}</c>, as Standard Webhooks recommends. Never digits of a code, never what was written to a guest.</summary>
public static class EventBody
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>About a code on one door.</summary>
    public static string OfCode(string kind, EventStay stay, Guid code, string door, DateTimeOffset fromUtc, DateTimeOffset untilUtc, DateTimeOffset nowUtc) =>
        Write(kind, nowUtc, new { stay.Reservation, stay.Connection, stay.Stay, stay.Listing, stay.For, code, door, state = StateOf(kind), meaning = OutgoingKinds.WordsOf(kind), from = Moment(fromUtc), until = Moment(untilUtc) });

    /// <summary>About one way by which a message went.</summary>
    public static string OfMessage(string kind, EventStay stay, Guid message, string messageKind, string channel, DateTimeOffset nowUtc) =>
        Write(kind, nowUtc, new { stay.Reservation, stay.Connection, stay.Stay, stay.Listing, stay.For, message, messageKind, channel, state = StateOf(kind), meaning = OutgoingKinds.WordsOf(kind) });

    /// <summary>To try an address.</summary>
    public static string OfTest(string connection, DateTimeOffset nowUtc) => Write(OutgoingKinds.Test, nowUtc, new { connection, meaning = "A test. Nothing happened." });

    private static string StateOf(string kind) => kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string Moment(DateTimeOffset atUtc) => atUtc.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Write(string type, DateTimeOffset nowUtc, object data) => JsonSerializer.Serialize(new { type, timestamp = Moment(nowUtc), data }, Json);
}

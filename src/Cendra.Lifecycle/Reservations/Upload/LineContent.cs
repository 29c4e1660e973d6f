using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Webhooks;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>
/// What a line says of a booking, in the fields of the signed webhook, so that a table and a webhook are judged by the same rules. What is null was not said and overwrites nothing.
/// </summary>
internal sealed record LineContent
{
    private static readonly JsonSerializerOptions Plain = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string? ExternalId { get; init; }
    public string? Status { get; init; }
    public string? ListingExternalId { get; init; }
    public string? CheckIn { get; init; }
    public string? CheckOut { get; init; }
    public string? CheckInTime { get; init; }
    public string? CheckOutTime { get; init; }
    public GuestContent? Guest { get; init; }
    public int? Guests { get; init; }
    public string? Channel { get; init; }
    public string? ConfirmationCode { get; init; }

    /// <summary>What an earlier upload said; empty where it cannot be read any more.</summary>
    public static LineContent FromObserved(string observed)
    {
        try
        {
            return JsonSerializer.Deserialize<LineContent>(observed, Plain) ?? new LineContent();
        }
        catch (JsonException)
        {
            return new LineContent(); // Everything in the line then counts as changed, which is true.
        }
    }

    /// <summary>With what <paramref name="before"/> said of fields that this line leaves out.</summary>
    public LineContent Over(LineContent before) => this with
    {
        CheckInTime = CheckInTime ?? before.CheckInTime,
        CheckOutTime = CheckOutTime ?? before.CheckOutTime,
        Guest = new GuestContent
        {
            Name = Guest?.Name ?? before.Guest?.Name, Phone = Guest?.Phone ?? before.Guest?.Phone, Email = Guest?.Email ?? before.Guest?.Email, Language = Guest?.Language ?? before.Guest?.Language,
        },
        Guests = Guests ?? before.Guests,
        Channel = Channel ?? before.Channel,
        ConfirmationCode = ConfirmationCode ?? before.ConfirmationCode,
    };

    /// <summary>The observation, or what is wrong by field. Its hash leaves the version out: the same content is the same under every version.</summary>
    public (ReservationSnapshot? Snapshot, IReadOnlyDictionary<string, string[]> Errors) Read(string version)
    {
        var body = JsonSerializer.SerializeToNode(this, Plain)!.AsObject();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString())));
        body["version"] = version;
        var cleaned = CleanedJson.Of(Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "reservation.upserted", ["reservation"] = body }.ToJsonString()));
        if (cleaned.Verdict != CleaningVerdict.Cleaned)
        {
            return (null, new Dictionary<string, string[]> { ["line"] = ["has text that cannot be read"] });
        }

        var (snapshot, errors) = GenericBody.Read(cleaned.Text);
        return (snapshot is null ? null : snapshot with { ContentHash = hash }, errors);
    }

    /// <summary>What differs, in words, with what was before.</summary>
    public IReadOnlyList<string> Differences(LineContent before) =>
    [
        .. new (string Name, string? Before, string? Now)[]
        {
            ("Status", before.Status, Status), ("Listing", before.ListingExternalId, ListingExternalId), ("Check-in", Join(before.CheckIn, before.CheckInTime), Join(CheckIn, CheckInTime)),
            ("Check-out", Join(before.CheckOut, before.CheckOutTime), Join(CheckOut, CheckOutTime)), ("Guest", before.Guest?.Name, Guest?.Name), ("Phone", before.Guest?.Phone, Guest?.Phone),
            ("Email", before.Guest?.Email, Guest?.Email), ("Language", before.Guest?.Language, Guest?.Language), ("Guests", Number(before.Guests), Number(Guests)), ("Channel", before.Channel, Channel),
            ("Confirmation code", before.ConfirmationCode, ConfirmationCode),
        }.Where(f => f.Before != f.Now).Select(f => $"{f.Name}: {Said(f.Before)} becomes {Said(f.Now)}"),
    ];

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Join(string? day, string? time) => time is null ? day : $"{day} {time}";

    private static string Said(string? text) => string.IsNullOrEmpty(text) ? "nothing" : text;
}

/// <summary>The guest of a line.</summary>
internal sealed record GuestContent
{
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Language { get; init; }
}

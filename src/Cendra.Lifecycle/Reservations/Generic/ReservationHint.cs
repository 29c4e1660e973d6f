using System.Text.Json;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>Reads the body of a hint: <c>{"type":"reservation.changed","reservation":{"externalId":"R-1"}}</c>. Whatever else stands in it is not looked at: the booking is fetched.</summary>
public static class ReservationHint
{
    /// <summary>What its type is.</summary>
    public const string Type = "reservation.changed";

    /// <summary>The id of the booking that changed, or what is wrong by field.</summary>
    public static (string? ExternalId, IReadOnlyDictionary<string, string[]> Errors) Read(string cleanedJson)
    {
        var fields = new Fields();
        using var document = JsonDocument.Parse(cleanedJson);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            fields.Add("body", "must be a JSON object");
            return (null, fields.Errors);
        }

        if (fields.Text(document.RootElement, "type", "type", 100) != Type)
        {
            fields.Add("type", $"must be {Type}: this source is read, a delivery only says which booking changed");
        }

        if (!document.RootElement.TryGetProperty("reservation", out var body) || body.ValueKind != JsonValueKind.Object)
        {
            fields.Add("reservation", "must be an object");
            return (null, fields.Errors);
        }

        var id = fields.Needed(body, "externalId", "reservation.externalId", 200);
        return fields.Errors.Count > 0 ? (null, fields.Errors) : (id, fields.Errors);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>
/// Reads the body of the generic reservation webhook (<c>reservation.upserted</c>, <c>reservation.deleted</c>). Unknown fields are ignored; a wrong one is named
/// with what it should be.
/// </summary>
public static class GenericBody
{
    private const int MostUnits = 50;

    /// <summary>The snapshot, or what is wrong by field.</summary>
    public static (ReservationSnapshot? Snapshot, IReadOnlyDictionary<string, string[]> Errors) Read(string cleanedJson)
    {
        var fields = new Fields();
        using var document = JsonDocument.Parse(cleanedJson);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            fields.Add("body", "must be a JSON object");
            return (null, fields.Errors);
        }

        var type = fields.Text(document.RootElement, "type", "type", 100);
        if (type is not ("reservation.upserted" or "reservation.deleted"))
        {
            fields.Add("type", "must be reservation.upserted or reservation.deleted");
        }

        if (!document.RootElement.TryGetProperty("reservation", out var body) || body.ValueKind != JsonValueKind.Object)
        {
            fields.Add("reservation", "must be an object");
            return (null, fields.Errors);
        }

        var snapshot = type == "reservation.deleted" ? Deleted(fields, body) : Upserted(fields, body);
        return fields.Errors.Count > 0 ? (null, fields.Errors) : (snapshot, fields.Errors);
    }

    private static ReservationSnapshot Deleted(Fields fields, JsonElement body)
    {
        var (version, order) = Version(fields, body);
        var id = fields.Needed(body, "externalId", "reservation.externalId", 200);
        return new ReservationSnapshot(
            id, version, order, StayStatus.Cancelled, "deleted", [], new GuestSnapshot(null, null, null, null), null, null, null, Hash("deleted"), body.GetRawText());
    }

    private static ReservationSnapshot Upserted(Fields fields, JsonElement body)
    {
        var (version, order) = Version(fields, body);
        var raw = fields.Needed(body, "status", "reservation.status", 64);
        var guest = fields.Object(body, "guest", "reservation.guest");
        var isUndated = fields.Flag(body, "datesUnspecified", "reservation.datesUnspecified");
        return new ReservationSnapshot(
            fields.Needed(body, "externalId", "reservation.externalId", 200),
            version,
            order,
            Word(raw) is "owner" or "owner_stay" ? StayStatus.Confirmed : Status(raw),
            raw,
            isUndated ? Undated(fields, body) : Units(fields, body),
            new GuestSnapshot(
                fields.Text(guest, "name", "reservation.guest.name", 200),
                fields.Text(guest, "phone", "reservation.guest.phone", 64),
                fields.Text(guest, "email", "reservation.guest.email", 254),
                fields.Text(guest, "language", "reservation.guest.language", 35)),
            fields.Number(body, "guests", "reservation.guests", 1, 1000),
            fields.Text(body, "channel", "reservation.channel", 64),
            fields.Text(body, "confirmationCode", "reservation.confirmationCode", 64),
            Hash(body.GetRawText()),
            body.GetRawText())
        {
            Kind = Kind(fields, body, raw),
            IsUndated = isUndated && Status(raw) != StayStatus.Cancelled,
        };
    }

    /// <summary>No units, while the source says that dates are not settled. Dates beside that would be a contradiction; cancelled it is a deletion.</summary>
    private static List<UnitSnapshot> Undated(Fields fields, JsonElement body)
    {
        foreach (var name in new[] { "checkIn", "checkOut", "units" })
        {
            if (body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                fields.Add($"reservation.{name}", "must be null or left out while datesUnspecified is true");
            }
        }

        return [];
    }

    private static List<UnitSnapshot> Units(Fields fields, JsonElement body)
    {
        if (!body.TryGetProperty("units", out var units) || units.ValueKind == JsonValueKind.Null)
        {
            var listing = fields.Needed(body, "listingExternalId", "reservation.listingExternalId", 200);
            return Unit(fields, body, body, listing, "reservation") is { } single ? [single] : [];
        }

        if (units.ValueKind != JsonValueKind.Array || units.GetArrayLength() is 0 or > MostUnits)
        {
            fields.Add("reservation.units", $"must be an array of 1 to {MostUnits} objects");
            return [];
        }

        var found = new List<UnitSnapshot>();
        var index = 0;
        foreach (var unit in units.EnumerateArray())
        {
            var path = $"reservation.units[{index++}]";
            if (unit.ValueKind != JsonValueKind.Object)
            {
                fields.Add(path, "must be an object");
            }
            else if (Unit(fields, unit, body, fields.Needed(unit, "listingExternalId", path + ".listingExternalId", 200), path) is { } read)
            {
                found.Add(read);
            }
        }

        if (found.Select(u => u.ListingExternalId).Distinct(StringComparer.Ordinal).Count() < found.Count)
        {
            fields.Add("reservation.units", "names a listing twice");
        }

        return found;
    }

    /// <summary>A unit's own dates and times before those of the reservation.</summary>
    private static UnitSnapshot? Unit(Fields fields, JsonElement unit, JsonElement body, string listing, string path)
    {
        var checkIn = fields.Date(unit, "checkIn", path) ?? fields.Date(body, "checkIn", "reservation");
        var checkOut = fields.Date(unit, "checkOut", path) ?? fields.Date(body, "checkOut", "reservation");
        var inTime = fields.Time(unit, "checkInTime", path) ?? fields.Time(body, "checkInTime", "reservation");
        var outTime = fields.Time(unit, "checkOutTime", path) ?? fields.Time(body, "checkOutTime", "reservation");
        if (checkIn is null)
        {
            fields.Add(path + ".checkIn", "must be a date like 2026-11-28");
        }

        if (checkOut is null)
        {
            fields.Add(path + ".checkOut", "must be a date like 2026-12-04");
        }

        if (checkIn is not { } from || checkOut is not { } until)
        {
            return null;
        }

        if (until <= from)
        {
            fields.Add(path + ".checkOut", ImpossibleDates.NotAfter);
        }
        else if (until.DayNumber - from.DayNumber > 730)
        {
            fields.Add(path + ".checkOut", ImpossibleDates.TooLong);
        }

        return new UnitSnapshot(listing, from, until, inTime, outTime) { Zone = Zone(fields, unit, path) ?? Zone(fields, body, "reservation") };
    }

    /// <summary>An offset or the name of a zone; what a host set holds over it.</summary>
    private static string? Zone(Fields fields, JsonElement at, string path)
    {
        var said = fields.Text(at, "timeZone", path + ".timeZone", 64);
        if (!string.IsNullOrEmpty(said) && !SourceZones.CanBe(said))
        {
            fields.Add(path + ".timeZone", "must be a zone like Europe/Madrid or an offset like +02:00, or left out");
        }

        return string.IsNullOrEmpty(said) ? null : said;
    }

    /// <summary>The version is a timestamp or an integer; both rise.</summary>
    private static (string Text, long Order) Version(Fields fields, JsonElement body)
    {
        var text = body.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
            ? version.GetRawText()
            : fields.Text(body, "version", "reservation.version", 64);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return (text!, number);
        }

        if (text is [_, _, _, _, '-', _, _, '-', ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            return (text!, (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);
        }

        fields.Add("reservation.version", "must be a timestamp like 2026-11-20T10:00:00Z or an integer, rising with every change");
        return ("", 0);
    }

    /// <summary>Said by the body, else by the word that stands for the status in systems that have no kind.</summary>
    private static BookingKind Kind(Fields fields, JsonElement body, string status)
    {
        var said = fields.Text(body, "kind", "reservation.kind", 32);
        var kind = Word(said ?? status) switch
        {
            "owner" or "owner_stay" => BookingKind.OwnerStay,
            "block" or "blocked" or "closed" or "closed_period" or "black" => BookingKind.Block,
            _ => BookingKind.GuestStay,
        };
        if (said is not null && kind == BookingKind.GuestStay && Word(said) is not ("guest" or "guest_stay"))
        {
            fields.Add("reservation.kind", "must be guest, owner or block");
        }

        return kind;
    }

    private static string Word(string raw) => raw.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');

    private static StayStatus Status(string raw) => Word(raw) switch
    {
        "confirmed" or "accepted" or "booked" or "modified" => StayStatus.Confirmed,
        "in_house" or "inhouse" or "checked_in" => StayStatus.InHouse,
        "completed" or "checked_out" => StayStatus.Completed,
        "no_show" or "noshow" => StayStatus.NoShow,
        "cancelled" or "canceled" or "deleted" or "declined" or "expired" => StayStatus.Cancelled,
        "inquiry" or "pending" or "tentative" or "request" or "awaiting_payment" => StayStatus.Tentative,
        _ => StayStatus.Unknown,
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

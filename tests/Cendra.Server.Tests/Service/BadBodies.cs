using System.Text;

namespace Cendra.Server.Tests.Service;

/// <summary>Bodies that a PMS gets wrong, each with the field that the answer must name.</summary>
internal static class BadBodies
{
    private const string Good = """
        {"type":"reservation.upserted","reservation":{"externalId":"B","version":7,"listingExternalId":"Born 9","status":"confirmed","checkIn":"2026-06-10","checkOut":"2026-06-13","checkInTime":"15:00","guest":{"name":"Ana","phone":"+34600000001"},"guests":2}}
        """;

    /// <summary>What is wrong, the body, the field.</summary>
    public static readonly IReadOnlyList<(string Name, byte[] Body, string Field)> All =
    [
        Of("no type", "\"type\":\"reservation.upserted\",", "", "type"),
        Of("another type", "reservation.upserted", "reservation.exploded", "type"),
        Of("type is a number", "\"reservation.upserted\"", "1", "type"),
        Of("no id", "\"externalId\":\"B\",", "", "reservation.externalId"),
        Of("empty id", "\"externalId\":\"B\"", "\"externalId\":\" \"", "reservation.externalId"),
        Of("id is a number", "\"externalId\":\"B\"", "\"externalId\":17", "reservation.externalId"),
        Of("long id", "\"externalId\":\"B\"", $"\"externalId\":\"{new string('b', 201)}\"", "reservation.externalId"),
        Of("id is half a character", "\"externalId\":\"B\"", "\"externalId\":\"\\ud83d\"", "reservation.externalId"),
        Of("name holds a NUL", "\"name\":\"Ana\"", "\"name\":\"A\\u0000na\"", "reservation.guest.name"),
        Of("no version", "\"version\":7,", "", "reservation.version"),
        Of("version is a word", "\"version\":7", "\"version\":\"new\"", "reservation.version"),
        Of("version is a fraction", "\"version\":7", "\"version\":5.5", "reservation.version"),
        Of("version is a time of some day", "\"version\":7", "\"version\":\"12:00\"", "reservation.version"),
        Of("version is negative", "\"version\":7", "\"version\":-7", "reservation.version"),
        Of("version is an object", "\"version\":7", "\"version\":{}", "reservation.version"),
        Of("no listing", "\"listingExternalId\":\"Born 9\",", "", "reservation.listingExternalId"),
        Of("no status", "\"status\":\"confirmed\",", "", "reservation.status"),
        Of("status is an array", "\"status\":\"confirmed\"", "\"status\":[\"confirmed\"]", "reservation.status"),
        Of("no check-in", "\"checkIn\":\"2026-06-10\",", "", "reservation.checkIn"),
        Of("no check-out", "\"checkOut\":\"2026-06-13\",", "", "reservation.checkOut"),
        Of("dates reversed", "2026-06-13", "2026-06-09", "reservation.checkOut"),
        Of("no night", "2026-06-13", "2026-06-10", "reservation.checkOut"),
        Of("three years", "2026-06-13", "2029-06-13", "reservation.checkOut"),
        Of("no such day", "2026-06-13", "2026-06-31", "reservation.checkOut"),
        Of("American date", "2026-06-10", "06/10/2026", "reservation.checkIn"),
        Of("date with time", "2026-06-10", "2026-06-10T15:00:00", "reservation.checkIn"),
        Of("hour 25", "15:00", "25:00", "reservation.checkInTime"),
        Of("afternoon in words", "15:00", "3 pm", "reservation.checkInTime"),
        Of("time is a number", "\"15:00\"", "1500", "reservation.checkInTime"),
        Of("guest is a text", "{\"name\":\"Ana\",\"phone\":\"+34600000001\"}", "\"Ana\"", "reservation.guest"),
        Of("guest is an array", "{\"name\":\"Ana\",\"phone\":\"+34600000001\"}", "[]", "reservation.guest"),
        Of("phone is a number", "\"+34600000001\"", "34600000001", "reservation.guest.phone"),
        Of("no guests", "\"guests\":2", "\"guests\":0", "reservation.guests"),
        Of("half a guest", "\"guests\":2", "\"guests\":1.5", "reservation.guests"),
        Of("no unit", "\"guests\":2", "\"units\":[]", "reservation.units"),
        Of("units is an object", "\"guests\":2", "\"units\":{}", "reservation.units"),
        Of("51 units", "\"guests\":2", $"\"units\":[{Units(51)}]", "reservation.units"),
        Of("a listing twice", "\"guests\":2", "\"units\":[{\"listingExternalId\":\"a\"},{\"listingExternalId\":\"a\"}]", "reservation.units"),
        Of("a unit is a text", "\"guests\":2", "\"units\":[\"a\"]", "reservation.units[0]"),
        Of("a unit without listing", "\"guests\":2", "\"units\":[{\"listingExternalId\":\"a\"},{}]", "reservation.units[1].listingExternalId"),
        Raw("reservation is an array", """{"type":"reservation.upserted","reservation":[]}""", "reservation"),
        Raw("no reservation", """{"type":"reservation.upserted"}""", "reservation"),
        Raw("the body is an array", $"[{Good}]", "body"),
        Raw("the body is a text", "\"reservation\"", "body"),
        Raw("empty", "", "body"),
        Raw("not JSON", "externalId=B&version=7", "body"),
        Raw("cut off", Good[..80], "body"),
        Raw("twice", Good + Good, "body"),
        Raw("65 levels", $"{{\"type\":\"reservation.upserted\",\"reservation\":{Nested(64)}}}", "body"),
        ("UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good)], "body"),
        ("Latin-1", Encoding.Latin1.GetBytes(Good.Replace("Ana", "Lucía", StringComparison.Ordinal)), "body"),
    ];

    /// <summary>Those whose dates can be read and cannot be: a host is asked about them.</summary>
    public static readonly IReadOnlyList<string> OfDates = ["dates reversed", "no night", "three years"];

    private static (string, byte[], string) Of(string name, string from, string to, string field)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        return Raw(name, Good.Replace(from, to, StringComparison.Ordinal), field);
    }

    private static (string, byte[], string) Raw(string name, string body, string field) => (name, Encoding.UTF8.GetBytes(body), field);

    private static string Units(int count) => string.Join(',', Enumerable.Range(0, count).Select(n => $"{{\"listingExternalId\":\"{n}\"}}"));

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}

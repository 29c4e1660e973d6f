using Cendra.Lifecycle.Seam;
using Xunit;

namespace Cendra.Tests.Seam;

/// <summary>Every operation of the client by its path, with answers that fit; used by the tables of retries and failures.</summary>
internal static class SeamCalls
{
    public const string Code = """{"access_code_id":"c1","device_id":"d1","name":"Anna S R12345","code":"482913","status":"unset","type":"time_bound","starts_at":"2026-12-01T15:00:00.000Z","ends_at":"2026-12-05T10:00:00.123456Z"}""";
    public const string Created = $$"""{"access_code":{{Code}},"ok":true}""";
    public const string Codes = $$"""{"access_codes":[{{Code}},{"access_code_id":"c2","device_id":"d2"}],"ok":true}""";
    public const string Ok = """{"ok":true}""";
    public static readonly DateTimeOffset Start = new(2026, 12, 1, 15, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2026, 12, 5, 10, 0, 0, TimeSpan.Zero);

    public static SeamCodeRequest Request(string? digits = "482913") =>
        new() { DeviceId = "d1", Code = SeamDigits.OfNullable(digits), Name = "Anna S R12345", StartsAt = Start, EndsAt = End };

    public static Dictionary<string, (Func<SeamClient, Task> Call, string Answer)> All { get; } = new()
    {
        ["/devices/list"] = (seam => seam.ListDevicesAsync(default), """{"devices":[{"device_id":"d1"}],"ok":true}"""),
        ["/devices/get"] = (seam => seam.GetDeviceAsync("d1", default), """{"device":{"device_id":"d1"},"ok":true}"""),
        ["/access_codes/get"] = (seam => seam.GetAccessCodeAsync("c1", default), Created),
        ["/access_codes/list"] = (seam => seam.ListAccessCodesAsync("d1", default), Codes),
        ["/access_codes/unmanaged/list"] = (seam => seam.ListUnmanagedAccessCodesAsync("d1", default), Codes),
        ["/events/list"] = (seam => seam.ListEventsAsync(Start, default), """{"events":[{"event_id":"e1","event_type":"lock.unlocked","code":"482913"}],"ok":true}"""),
        ["/webhooks/list"] = (seam => seam.ListWebhooksAsync(default), """{"webhooks":[{"webhook_id":"w1"}],"ok":true}"""),
        ["/access_codes/delete"] = (seam => seam.DeleteAccessCodeAsync("c1", default), Ok),
        ["/access_codes/create"] = (seam => seam.CreateAccessCodeAsync(Request(), default), Created),
        ["/access_codes/update"] = (seam => seam.UpdateAccessCodeAsync("c1", Start, End, default), Ok),
        ["/webhooks/create"] = (seam => seam.CreateWebhookAsync(new Uri("https://cendra.test/webhooks/seam"), default), """{"webhook":{"webhook_id":"w1","secret":"whsec_x"},"ok":true}"""),
    };

    public static bool Repeats(string path) => path is not ("/access_codes/create" or "/access_codes/update" or "/webhooks/create");

    public static bool Changes(string path) => path.EndsWith("/create", StringComparison.Ordinal) || path is "/access_codes/update" or "/access_codes/delete";

    public static TheoryData<string> Paths => [.. All.Keys];
}

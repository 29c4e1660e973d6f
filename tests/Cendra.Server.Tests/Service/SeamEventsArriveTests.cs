using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Domain.Access;
using Cendra.Simulator.Locks;
using Cendra.Tests;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Every kind of event through the real endpoint, of this house's door and code and of others': what the doors say counts, an event is a hint. In any order, once or three times, the end
/// is the same (P9), and no digits of an event are kept unsealed (P6).
/// </summary>
public sealed class SeamEventsArriveTests
{
    /// <summary>Digits that events carry; eight, so that none stands in an id by chance.</summary>
    private const string Digits = "73915824";

    [Fact]
    public Task Events_of_every_kind_leave_what_the_doors_say() => ArriveAsync(Own());

    [Fact]
    public Task Events_of_things_that_nobody_knows_change_nothing() => PassByAsync(Own());

    [SharedDataFact]
    public Task Recorded_events_leave_what_the_doors_say() => ArriveAsync(Recorded());

    [SharedDataFact]
    public Task Recorded_events_of_things_that_nobody_knows_change_nothing() => PassByAsync(Recorded());

    private static async Task ArriveAsync(List<JsonObject> events)
    {
        var forwards = await EndAsync(events, bound: true);
        var backwards = await EndAsync([.. Enumerable.Reverse(events)], bound: true);
        var thrice = await EndAsync([.. events.Skip(events.Count / 2), .. events, .. events.Take(events.Count / 2)], bound: true);
        Assert.Equal(forwards, backwards);
        Assert.Equal(forwards, thrice);
    }

    private static async Task PassByAsync(List<JsonObject> events) => Assert.Equal(await EndAsync([], bound: false), await EndAsync(events, bound: false));

    /// <summary>The end of a world in which these arrived, in words.</summary>
    private static async Task<string> EndAsync(List<JsonObject> events, bool bound)
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        var (code, created) = (await world.CodeAsync("R1", "flat"), world.Doors.CreatedCodes());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var told in events.Select(e => Bound(e, bound, code.SeamAccessCodeId!, world.Now)))
        {
            var answer = await world.PostAsync(world.NewSeamDelivery(told.ToJsonString()));
            Assert.True(answer == (seen.Add((string)told["event_id"]!) ? HttpStatusCode.Accepted : HttpStatusCode.OK), $"{told["event_type"]}: {(int)answer}");
        }

        await world.ClockMovesAsync(TimeSpan.FromMinutes(3));
        await using var db = world.Open();
        Assert.Equal(seen.Count, await db.ReceivedWebhooks.CountAsync(w => w.Source == "seam" && seen.Contains(w.ExternalId) && w.ProcessedUtc != null && w.Outcome == ""));
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Empty(world.Log.Errors);
        Assert.Equal(created, world.Doors.CreatedCodes());
        var scan = new PinScan(Digits);
        scan.AssertAbsentFromFiles(world.Folder);
        scan.AssertAbsentFromTexts([.. await RowTexts.OfAsync(world), string.Join('\n', world.Log.Lines)]);
        var (now, device) = (await world.CodeAsync("R1", "flat"), await db.SmartLocks.SingleAsync());
        var end = $"{now.State} {now.Fault} {now.FirstUsedUtc:O} {device.IsGone} {device.Fault} {device.LastUnlockedUtc:O} {device.LastUnlockedHow} {device.LastDeniedUtc:O}";
        Assert.Contains(now.State, new[] { AccessCodeState.Active, AccessCodeState.InUse });
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
        return end;
    }

    /// <summary>The event as one of this house's door and code, at a moment of its own; or of others, as it is.</summary>
    private static JsonObject Bound(JsonObject recorded, bool bound, string codeId, DateTimeOffset now)
    {
        var told = (JsonObject)recorded.DeepClone();
        foreach (var (field, value) in bound ? [("device_id", "flat"), ("access_code_id", codeId), ("code", Digits)] : new[] { ("code", Digits) })
        {
            if (told.ContainsKey(field))
            {
                told[field] = value;
            }
        }

        // In the order of their ids, a second apart, all of them past.
        var at = now.AddSeconds(-100 + int.Parse(((string)told["event_id"]!)[^2..], CultureInfo.InvariantCulture));
        var written = at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        (told["occurred_at"], told["created_at"]) = (written, written);
        return told;
    }

    private static List<JsonObject> Recorded()
    {
        var events = SharedData.Files("seam/events", "*.json").Select(file => JsonNode.Parse(File.ReadAllBytes(file))!.AsObject()).ToList();
        Assert.True(events.Count >= 33, $"{events.Count} recorded");
        return events;
    }

    /// <summary>Written by hand: one of each kind on which something is done, and of each shape in which digits come.</summary>
    private static List<JsonObject> Own()
    {
        (string Type, string More)[] kinds =
        [
            ("access_code.created", ""), ("access_code.set_on_device", $"\"code\":\"{Digits}\""), ("access_code.scheduled_on_device", $"\"code\":\"{Digits}\""), ("access_code.removed_from_device", ""),
            ("access_code.deleted", $"\"code\":\"{Digits}\""), ("access_code.modified_external_to_seam", ""), ("access_code.deleted_external_to_seam", ""),
            ("access_code.changed", $$"""
                "changed_properties":[{"property":"code","from":"{{Digits}}","to":"{{Digits}}"}]
                """),
            ("access_code.failed_to_set_on_device", """
                "access_code_errors":[{"error_code":"failed_to_set_on_device","message":"The door did not take it."}],"device_errors":[]
                """),
            ("access_code.delay_in_removing_from_device", "\"access_code_warnings\":[null]"), ("access_code.unmanaged.created", $"\"code\":{Digits}"), ("access_code.a_kind_of_tomorrow", "\"new\":{\"deep\":[1]}"),
            ("lock.unlocked", $"\"method\":\"keycode\",\"access_code_is_managed\":true,\"code\":\"{Digits}\""), ("lock.unlocked", "\"method\":\"remote\""), ("lock.locked", "\"method\":\"automatic\""),
            ("lock.access_denied", "\"reason\":{\"reason_code\":\"unknown_code\",\"message\":\"Not known\"}"), ("device.connected", ""), ("device.disconnected", "\"error_code\":\"hub_disconnected\",\"device_errors\":[{\"error_code\":\"hub_disconnected\"}]"),
            ("device.low_battery", "\"battery_level\":0.11"), ("device.battery_status_changed", "\"battery_status\":\"critical\",\"battery_level\":0.02"), ("device.removed", ""), ("device.tampered", ""),
            ("connected_account.disconnected", "\"connected_account_errors\":[{\"error_code\":\"account_disconnected\"}]"), ("connected_account.connected", ""),
        ];
        return [.. kinds.Select((kind, number) => JsonNode.Parse(Encoding.UTF8.GetBytes(Text(kind.Type, kind.More, number)))!.AsObject())];
    }

    private static string Text(string type, string more, int number)
    {
        var ids = type.StartsWith("connected_account", StringComparison.Ordinal) ? "\"connected_account_id\":\"our-maker\"" : "\"device_id\":\"a-door-elsewhere\",\"connected_account_id\":\"our-maker\"";
        var code = type.StartsWith("access_code", StringComparison.Ordinal) || more.Contains("is_managed", StringComparison.Ordinal) ? ",\"access_code_id\":\"a-code-elsewhere\"" : "";
        return $$"""{"event_id":"own-{{number:D2}}","event_type":"{{type}}","workspace_id":"ours",{{ids}}{{code}}{{(more.Length > 0 ? "," + more : "")}}}""";
    }
}

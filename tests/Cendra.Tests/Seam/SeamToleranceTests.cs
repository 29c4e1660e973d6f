using Cendra.Lifecycle.Seam;
using Xunit;
using static Cendra.Tests.Seam.SeamWorld;

namespace Cendra.Tests.Seam;

public sealed class SeamToleranceTests
{
    [Fact]
    public async Task A_code_with_nothing_but_its_ids_is_read()
    {
        using var world = new SeamWorld(Answer(200, """{"access_code":{"access_code_id":"c1","device_id":"d1"},"ok":true}"""));

        var code = (await world.Client.GetAccessCodeAsync("c1", default))!;

        Assert.Equal((null, null, null), (code.Code, code.Status, code.StartsAt));
        Assert.Empty(code.Errors);
        Assert.Empty(code.PendingMutations);
    }

    [Fact]
    public async Task Nulls_unknown_fields_and_new_words_are_read()
    {
        using var world = new SeamWorld(Answer(200, """
            {"access_code":{"access_code_id":"c1","device_id":"d1","code":null,"errors":null,"warnings":[null,{"warning_code":"brand_new","odd":{}}],
             "pending_mutations":null,"status":"dreaming","is_scheduled_on_device":null,"something":[1,{}]},"ok":true}
            """));

        var code = (await world.Client.GetAccessCodeAsync("c1", default))!;

        Assert.Equal("dreaming", code.Status);
        Assert.Equal("brand_new", Assert.Single(code.Warnings).Code);
        Assert.Empty(code.Errors);
    }

    [Fact]
    public async Task An_instant_without_an_offset_is_UTC_and_an_empty_code_is_none()
    {
        using var world = new SeamWorld(Answer(200, """
            {"access_code":{"access_code_id":"c1","device_id":"d1","code":"","starts_at":"2026-12-01T15:00:00","ends_at":"2026-12-05T12:00:00.123456+02:00"},"ok":true}
            """));

        var code = (await world.Client.GetAccessCodeAsync("c1", default))!;

        Assert.Null(code.Code);
        Assert.Equal(SeamCalls.Start, code.StartsAt);
        Assert.Equal(SeamCalls.End.AddTicks(1_234_560), code.EndsAt);
        Assert.Equal(TimeSpan.Zero, code.EndsAt!.Value.Offset);
    }

    [Fact]
    public async Task A_device_with_nothing_but_its_id_is_read()
    {
        using var world = new SeamWorld(Answer(200, """{"devices":[{"device_id":"d1"},{"device_id":"d2","properties":null,"errors":null}],"ok":true}"""));

        Assert.All(await world.Client.ListDevicesAsync(default), device =>
        {
            Assert.Null(device.Properties.Online);
            Assert.Empty(device.Properties.CodeConstraints);
            Assert.Empty(device.Errors);
        });
    }

    [SharedDataFact]
    public async Task Every_documented_state_of_a_code_is_read()
    {
        foreach (var file in SharedData.Files("seam/objects", "access_code.*.json"))
        {
            using var world = new SeamWorld(Answer(200, $$"""{"access_code":{{await File.ReadAllTextAsync(file)}},"ok":true}"""));
            var recorded = SharedData.Json("seam", "objects", Path.GetFileName(file));

            var code = (await world.Client.GetAccessCodeAsync("c1", default))!;

            Assert.Equal(recorded.GetProperty("access_code_id").GetString(), code.AccessCodeId);
            Assert.Equal(recorded.GetProperty("code").GetString(), code.Code?.Expose());
            Assert.Equal(recorded.GetProperty("errors").GetArrayLength(), code.Errors.Count);
            Assert.Equal(recorded.GetProperty("pending_mutations").GetArrayLength(), code.PendingMutations.Count);
        }
    }

    [SharedDataFact]
    public async Task Every_documented_device_is_read()
    {
        var files = SharedData.Files("seam/objects", "device.*.json").ToList();
        using var world = new SeamWorld(Answer(200, $$"""{"devices":[{{string.Join(',', files.Select(File.ReadAllText))}}],"ok":true}"""));

        var devices = await world.Client.ListDevicesAsync(default);

        Assert.Equal(files.Count, devices.Count);
        Assert.Contains(devices, device => device.Properties.CodeConstraints.Any(rule => rule.ConstraintType == "cannot_specify_pin_code"));
        Assert.Contains(devices, device => device.Properties.OfflineTimeFrameOptions.Any(option => option.TimePairs.Count > 0));
        Assert.All(devices, device => Assert.NotNull(device.Properties.Online));
    }

    [SharedDataFact]
    public void Every_documented_event_is_read()
    {
        Assert.All(SharedData.Files("seam/events", "*.json"), file =>
        {
            var told = SeamEvent.Read(File.ReadAllBytes(file));

            Assert.NotNull(told);
            Assert.StartsWith(told.EventType, Path.GetFileName(file), StringComparison.Ordinal);
            Assert.NotNull(told.OccurredAt);
        });
    }

    [SharedDataFact]
    public async Task Every_recorded_refusal_keeps_its_status_and_type()
    {
        var seen = new List<(int Status, string? Type)>();
        foreach (var file in SharedData.Files("seam/fake", "*.json").Select(Path.GetFileName))
        {
            var response = SharedData.Json("seam", "fake", file!).GetProperty("response");
            var status = response.GetProperty("status").GetInt32();
            if (status < 400)
            {
                continue;
            }

            var body = response.TryGetProperty("body", out var told) ? told : default;
            using var world = new SeamWorld(Answer(status, body.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "" : body.ToString()));

            var failure = await Assert.ThrowsAsync<SeamException>(() => world.Client.CreateAccessCodeAsync(SeamCalls.Request(), default));

            Assert.Equal(status, (int)failure.StatusCode!.Value);
            var type = body.ValueKind == System.Text.Json.JsonValueKind.Object && body.TryGetProperty("error", out var error) ? error.GetProperty("type").GetString() : null;
            Assert.Equal(type, failure.Type);
            Assert.Equal(Helps(status), failure.Retry);
            Assert.Equal(status >= 500, failure.OutcomeUnknown);
            Assert.DoesNotMatch(@"\p{Nd}{4}", failure.Detail ?? "");
            seen.Add((status, type));
        }

        Assert.True(seen.Count >= 25, $"{seen.Count} recorded");
        Assert.Contains((503, null), seen); // Empty.
        Assert.Contains((404, null), seen); // Not JSON of Seam's.
        Assert.Superset(new HashSet<int> { 400, 401, 404, 405, 409, 500, 503 }, seen.Select(s => s.Status).ToHashSet());
    }

    /// <summary>What helps, as the design says it for each status.</summary>
    private static SeamRetry Helps(int status) => status switch
    {
        401 or 403 => SeamRetry.AfterSignIn,
        408 or 429 or >= 500 => SeamRetry.Later,
        _ => SeamRetry.Never,
    };

    [SharedDataFact]
    public async Task Recorded_answers_of_another_authors_server_are_read()
    {
        Task<T> From<T>(string file, Func<SeamClient, Task<T>> call) => call(
            new SeamWorld(Answer(200, SharedData.Json("seam", "fake", file).GetProperty("response").GetProperty("body").GetRawText())).Client);

        Assert.Equal("4821", (await From("10-ac-create-timebound.json", seam => seam.CreateAccessCodeAsync(SeamCalls.Request(), default))).Code!.Value.Expose());
        Assert.NotEmpty(await From("03-devices-list.json", seam => seam.ListDevicesAsync(default)));
        Assert.Equal("august_device_1", (await From("05-devices-get.json", seam => seam.GetDeviceAsync("august_device_1", default)))!.DeviceId);
        Assert.NotEmpty(await From("26-ac-list.json", seam => seam.ListAccessCodesAsync("august_device_1", default)));
        Assert.Single(await From("37-ac-unmanaged-list.json", seam => seam.ListUnmanagedAccessCodesAsync("august_device_1", default)));
        Assert.NotEmpty(await From("40-events-list.json", seam => seam.ListEventsAsync(SeamCalls.Start, default)));
        Assert.StartsWith("fake_secret_", (await From("45-webhook-create.json", seam => seam.CreateWebhookAsync(new Uri("https://a.test"), default))).Secret, StringComparison.Ordinal);
        Assert.Single(await From("48-webhooks-list.json", seam => seam.ListWebhooksAsync(default)));
        Assert.True(await From("50-ac-delete.json", seam => seam.DeleteAccessCodeAsync("access_code1", default)));
    }
}

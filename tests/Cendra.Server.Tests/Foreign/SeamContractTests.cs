using System.Net.Http.Headers;
using System.Net.Http.Json;
using Cendra.Lifecycle.Seam;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Our client against Seam's own fake server: what is asked for is what is kept there, and what is kept there is what is read.</summary>
public sealed class SeamContractTests(SharedFakeSeam shared) : IClassFixture<SharedFakeSeam>
{
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 15, 0, 0, TimeSpan.FromHours(2));
    private static readonly DateTimeOffset End = new(2026, 12, 4, 11, 30, 0, TimeSpan.FromHours(1));

    [NodeFact(ForeignFolder.Seam)]
    public async Task Devices_are_listed_and_found_with_what_they_can_do()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-1", "schlage_lock");
        await fake.StoreAsync("updateDevice", new { device_id = "door-1", properties = new { online = false, battery = new { level = 0.08, status = "critical" } }, errors = new[] { DeviceOffline } });

        var listed = (await line.Client.ListDevicesAsync(CancellationToken.None)).Single(d => d.DeviceId == "door-1");
        var found = await line.Client.GetDeviceAsync("door-1", CancellationToken.None);

        Assert.NotNull(found);
        Assert.Equal(listed.ToString(), found.ToString());
        Assert.Equal(("schlage_lock", true, "door-1"), (found.DeviceType, found.CanProgramOnlineAccessCodes, found.Properties.Name));
        Assert.Equal((false, 0.08, "device_disconnected"), (found.Properties.Online, found.Properties.Battery?.Level, Assert.Single(found.Errors).Code));
        Assert.Null(await line.Client.GetDeviceAsync("door-of-nobody", CancellationToken.None));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_list_of_many_devices_is_read_page_by_page_to_its_end()
    {
        var fake = await shared.StartedAsync();
        await fake.StoreAsync("addWorkspace", new { workspace_id = "big", name = "Big" });
        await fake.StoreAsync("addApiKey", new { workspace_id = "big", name = "Big", token = "seam_apikey3_token" });
        for (var i = 0; i < 1001; i++)
        {
            await fake.AddLockAsync($"big-{i:D4}", workspace: "big");
        }

        using var line = new SeamLine(fake.Url, "seam_apikey3_token");
        var devices = await line.Client.ListDevicesAsync(CancellationToken.None);
        Assert.Equal(1001, devices.Select(d => d.DeviceId).Distinct().Count());
        Assert.Equal((1001, 3), (devices.Count, line.Tap.AttemptsAt("/devices/list")));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_code_is_kept_and_read_as_it_was_asked_for()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-2");
        await fake.AddLockAsync("door-3");
        var made = await line.Client.CreateAccessCodeAsync(Request("door-2", "048213"), CancellationToken.None);
        await line.Client.CreateAccessCodeAsync(Request("door-3", "048213"), CancellationToken.None);

        var read = await line.Client.GetAccessCodeAsync(made.AccessCodeId, CancellationToken.None);
        var listed = Assert.Single(await line.Client.ListAccessCodesAsync("door-2", CancellationToken.None));

        foreach (var code in new[] { made, read, listed })
        {
            Assert.Equal((made.AccessCodeId, "door-2", "Cendra 048213"), (code!.AccessCodeId, code.DeviceId, code.Name));
            Assert.Equal(("time_bound", "unset", "048213"), (code.Type, code.Status, code.Code?.Expose()));
            Assert.Equal((Start.ToUniversalTime(), End.ToUniversalTime()), (code.StartsAt, code.EndsAt));
        }
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_moved_window_stays_bound_and_keeps_name_and_digits()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-4");
        var made = await line.Client.CreateAccessCodeAsync(Request("door-4", "482913"), CancellationToken.None);
        var other = await line.Client.CreateAccessCodeAsync(Request("door-4", "482914"), CancellationToken.None);
        await line.Client.UpdateAccessCodeAsync(other.AccessCodeId, Start.AddHours(-3), End.AddDays(2), CancellationToken.None);

        var codes = await line.Client.ListAccessCodesAsync("door-4", CancellationToken.None);
        var (first, moved) = (codes.Single(c => c.AccessCodeId == made.AccessCodeId), codes.Single(c => c.AccessCodeId == other.AccessCodeId));
        Assert.Equal((Start, End), (first.StartsAt, first.EndsAt));
        Assert.Equal(("time_bound", Start.AddHours(-3), End.AddDays(2)), (moved.Type, moved.StartsAt, moved.EndsAt));
        Assert.Equal(("Cendra 482914", "482914"), (moved.Name, moved.Code?.Expose()));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_deleted_code_is_gone_and_a_second_delete_says_so()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-5");
        var kept = await line.Client.CreateAccessCodeAsync(Request("door-5", "482913"), CancellationToken.None);
        var made = await line.Client.CreateAccessCodeAsync(Request("door-5", "482914"), CancellationToken.None);

        Assert.True(await line.Client.DeleteAccessCodeAsync(made.AccessCodeId, CancellationToken.None));
        Assert.Null(await line.Client.GetAccessCodeAsync(made.AccessCodeId, CancellationToken.None));
        Assert.False(await line.Client.DeleteAccessCodeAsync(made.AccessCodeId, CancellationToken.None));
        Assert.Equal(kept.AccessCodeId, Assert.Single(await line.Client.ListAccessCodesAsync("door-5", CancellationToken.None)).AccessCodeId);
        var failure = await Assert.ThrowsAsync<SeamException>(() => line.Client.UpdateAccessCodeAsync(made.AccessCodeId, Start, End, CancellationToken.None));
        Assert.Equal((SeamRetry.Never, "access_code_not_found", false), (failure.Retry, failure.Type, failure.OutcomeUnknown));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task Codes_made_without_Seam_are_listed_apart()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-6");
        await fake.StoreAsync("addAccessCode", new { device_id = "door-6", workspace_id = FakeSeam.Workspace, name = "Cleaner", code = "7391", type = "ongoing", is_managed = false });

        var code = Assert.Single(await line.Client.ListUnmanagedAccessCodesAsync("door-6", CancellationToken.None));
        Assert.Equal(("Cleaner", false, "ongoing", null), (code.Name, code.IsManaged, code.Type, code.EndsAt));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task Events_since_an_instant_come_once_each_however_long_the_list()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        var since = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await fake.AddLockAsync("door-7");
        await fake.ClockAsync(since.AddMinutes(-1));
        await fake.EventAsync("lock.locked", "door-7");
        await fake.ClockAsync(since.AddMinutes(1));
        var code = await line.Client.CreateAccessCodeAsync(Request("door-7", "482913"), CancellationToken.None);
        await line.Client.DeleteAccessCodeAsync(code.AccessCodeId, CancellationToken.None);
        for (var i = 0; i < 700; i++)
        {
            await fake.EventAsync("lock.unlocked", "door-7");
        }

        var events = await line.Client.ListEventsAsync(since, CancellationToken.None);
        Assert.Equal((702, 702), (events.Count, events.Select(e => e.EventId).Distinct().Count()));
        Assert.Equal(["access_code.created", "access_code.deleted", "lock.unlocked"], events.Select(e => e.EventType).Distinct());
        Assert.All(events.Take(2), e => Assert.Equal((code.AccessCodeId, since.AddMinutes(1)), (e.AccessCodeId, e.OccurredAt)));
        Assert.Empty(await line.Client.ListEventsAsync(since.AddMinutes(2), CancellationToken.None));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_webhook_is_made_listed_and_no_longer_listed_once_it_is_deleted()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        var made = await line.Client.CreateWebhookAsync(new Uri("https://cendra.test/webhooks/seam"), CancellationToken.None);
        Assert.False(string.IsNullOrEmpty(made.Secret));
        Assert.DoesNotContain(made.Secret, made.ToString(), StringComparison.Ordinal);
        Assert.Contains(await line.Client.ListWebhooksAsync(CancellationToken.None), webhook => webhook == made);

        // Cendra has no call for this: an owner takes a webhook away at Seam.
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", FakeSeam.Key) } };
        (await http.PostAsJsonAsync(new Uri(fake.Url, "/webhooks/delete"), new { webhook_id = made.WebhookId })).EnsureSuccessStatusCode();
        Assert.DoesNotContain(await line.Client.ListWebhooksAsync(CancellationToken.None), webhook => webhook.WebhookId == made.WebhookId);
    }

    internal static object DeviceOffline { get; } = new { error_code = "device_disconnected", message = "The device is offline.", is_device_error = true };

    internal static SeamCodeRequest Request(string deviceId, string digits) =>
        new() { DeviceId = deviceId, Code = SeamDigits.Of(digits), Name = "Cendra " + digits, StartsAt = Start, EndsAt = End };

    private async Task<(FakeSeam Fake, SeamLine Line)> OpenAsync()
    {
        var fake = await shared.StartedAsync();
        return (fake, new SeamLine(fake.Url, FakeSeam.Key));
    }
}

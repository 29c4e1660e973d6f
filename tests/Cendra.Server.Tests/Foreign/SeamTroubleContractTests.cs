using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Cendra.Lifecycle.Seam;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Our client against Seam's own fake server when it refuses, does not know the key, is down, or is not what answers.</summary>
public sealed class SeamTroubleContractTests(SharedFakeSeam shared) : IClassFixture<SharedFakeSeam>
{
    [NodeFact(ForeignFolder.Seam)]
    public async Task Digits_that_are_on_the_lock_already_are_known_as_such_and_not_repeated_in_words()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-1");
        await line.Client.CreateAccessCodeAsync(SeamContractTests.Request("door-1", "482913"), CancellationToken.None);
        var failure = await Assert.ThrowsAsync<SeamException>(() => line.Client.CreateAccessCodeAsync(SeamContractTests.Request("door-1", "482913"), CancellationToken.None));
        Assert.Equal((true, SeamRetry.Never, false), (failure.IsDuplicateCode, failure.Retry, failure.OutcomeUnknown));
        Assert.DoesNotContain("482913", failure + failure.Detail, StringComparison.Ordinal);
        Assert.NotNull(failure.Detail);
        Assert.NotNull(failure.RequestId);
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_code_for_a_lock_that_is_not_there_is_refused_for_good()
    {
        var (_, line) = await OpenAsync();
        using var closing = line;
        var failure = await Assert.ThrowsAsync<SeamException>(() => line.Client.CreateAccessCodeAsync(SeamContractTests.Request("door-of-nobody", "482913"), CancellationToken.None));
        Assert.Equal((HttpStatusCode.NotFound, "device_not_found", SeamRetry.Never, false), (failure.StatusCode, failure.Type, failure.Retry, failure.OutcomeUnknown));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_request_without_a_field_that_must_be_there_is_refused_for_good()
    {
        var (_, line) = await OpenAsync();
        using var closing = line;
        line.Tap.Leaving = async request =>
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync())!.AsObject();
            body.Remove("device_id");
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        };
        foreach (var act in new Func<Task>[]
        {
            () => line.Client.CreateAccessCodeAsync(SeamContractTests.Request("door", "482913"), CancellationToken.None),
            () => line.Client.GetDeviceAsync("door", CancellationToken.None),
            () => line.Client.ListAccessCodesAsync("door", CancellationToken.None),
        })
        {
            var failure = await Assert.ThrowsAsync<SeamException>(act);
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_input", SeamRetry.Never, false), (failure.StatusCode, failure.Type, failure.Retry, failure.OutcomeUnknown));
        }

        Assert.Equal(3, line.Tap.Attempts.Count);
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task A_key_that_is_not_known_asks_for_a_new_one_and_never_says_that_a_code_is_gone()
    {
        var (fake, right) = await OpenAsync();
        using var closing = right;
        await fake.AddLockAsync("door-2");
        var code = await right.Client.CreateAccessCodeAsync(SeamContractTests.Request("door-2", "482913"), CancellationToken.None);
        using var wrong = new SeamLine(fake.Url, "seam_of_nobody");
        foreach (var act in Acts(wrong.Client, "door-2", code.AccessCodeId))
        {
            var failure = await Assert.ThrowsAsync<SeamException>(act);
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized", SeamRetry.AfterSignIn, false), (failure.StatusCode, failure.Type, failure.Retry, failure.OutcomeUnknown));
        }

        Assert.NotNull(await right.Client.GetAccessCodeAsync(code.AccessCodeId, CancellationToken.None));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task The_locks_of_another_workspace_are_not_seen()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-3");
        using var other = new SeamLine(fake.Url, FakeSeam.EmptyKey);
        Assert.Empty(await other.Client.ListDevicesAsync(CancellationToken.None));
        Assert.Null(await other.Client.GetDeviceAsync("door-3", CancellationToken.None));
        Assert.NotNull(await line.Client.GetDeviceAsync("door-3", CancellationToken.None));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task In_an_outage_reads_and_deletes_are_tried_again_and_a_create_is_not()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-4");
        var code = await line.Client.CreateAccessCodeAsync(SeamContractTests.Request("door-4", "482913"), CancellationToken.None);
        line.Tap.Attempts.Clear();
        await fake.OutageAsync(FakeSeam.Workspace, "/devices/get", "/access_codes/get", "/access_codes/list", "/access_codes/create", "/access_codes/update", "/access_codes/delete");
        foreach (var act in Acts(line.Client, "door-4", code.AccessCodeId))
        {
            var failure = await Assert.ThrowsAsync<SeamException>(act);
            var changes = line.Tap.Attempts.Last().Path is "/access_codes/create" or "/access_codes/update" or "/access_codes/delete";
            Assert.Equal((HttpStatusCode.ServiceUnavailable, null, SeamRetry.Later, changes), (failure.StatusCode, failure.Type, failure.Retry, failure.OutcomeUnknown));
        }

        Assert.Equal((1, 1, 3), (line.Tap.AttemptsAt("/access_codes/create"), line.Tap.AttemptsAt("/access_codes/update"), line.Tap.AttemptsAt("/access_codes/delete")));
        Assert.Equal((3, 3, 3), (line.Tap.AttemptsAt("/devices/get"), line.Tap.AttemptsAt("/access_codes/get"), line.Tap.AttemptsAt("/access_codes/list")));
        await fake.OutageAsync(FakeSeam.Workspace);
        Assert.Equal(code.AccessCodeId, Assert.Single(await line.Client.ListAccessCodesAsync("door-4", CancellationToken.None)).AccessCodeId);
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task An_outage_that_ends_meanwhile_is_not_noticed_by_a_read()
    {
        var (fake, line) = await OpenAsync();
        using var closing = line;
        await fake.AddLockAsync("door-5");
        await fake.OutageAsync(FakeSeam.Workspace, "/devices/get");
        line.Tap.Leaving = _ => line.Tap.Attempts.IsEmpty ? Task.CompletedTask : fake.OutageAsync(FakeSeam.Workspace);
        Assert.NotNull(await line.Client.GetDeviceAsync("door-5", CancellationToken.None));
        Assert.Equal([503, 200], line.Tap.Attempts.Select(attempt => attempt.Status));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task An_address_at_which_nobody_knows_Seams_operations_never_says_that_something_is_gone()
    {
        var fake = await shared.StartedAsync();
        using var line = new SeamLine(new Uri(fake.Url, "/elsewhere"), FakeSeam.Key);
        foreach (var act in Acts(line.Client, "august_device_1", "access_code1"))
        {
            var failure = await Assert.ThrowsAsync<SeamException>(act);
            Assert.Equal((HttpStatusCode.NotFound, null, SeamRetry.Never, false), (failure.StatusCode, failure.Type, failure.Retry, failure.OutcomeUnknown));
        }
    }

    private static Func<Task>[] Acts(SeamClient client, string deviceId, string codeId) =>
    [
        () => client.GetDeviceAsync(deviceId, CancellationToken.None),
        () => client.ListAccessCodesAsync(deviceId, CancellationToken.None),
        () => client.GetAccessCodeAsync(codeId, CancellationToken.None),
        () => client.CreateAccessCodeAsync(SeamContractTests.Request(deviceId, "482914"), CancellationToken.None),
        () => client.UpdateAccessCodeAsync(codeId, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), CancellationToken.None),
        () => client.DeleteAccessCodeAsync(codeId, CancellationToken.None),
    ];

    private async Task<(FakeSeam Fake, SeamLine Line)> OpenAsync()
    {
        var fake = await shared.StartedAsync();
        return (fake, new SeamLine(fake.Url, FakeSeam.Key));
    }
}

using System.Reflection;
using Cendra.Lifecycle.Seam;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Which methods of our client Seam's own fake server answers: each is called, and none is left out of the list.</summary>
public sealed class SeamMethodsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 15, 0, 0, TimeSpan.Zero);

    /// <summary>Methods whose operation the fake does not have, with what it answers instead.</summary>
    private static readonly Dictionary<string, string> NotShown = new()
    {
        [nameof(SeamClient.DeleteUnmanagedAccessCodeAsync)] = "/access_codes/unmanaged/delete is unknown to it: 404 as text",
        [nameof(SeamClient.PullBackupAsync)] = "none of its locks keeps spare codes",
    };

    /// <summary>In an order in which each finds what it needs.</summary>
    private static readonly (string Method, Func<SeamClient, Task> Call)[] Shown =
    [
        (nameof(SeamClient.ListDevicesAsync), client => client.ListDevicesAsync(CancellationToken.None)),
        (nameof(SeamClient.GetDeviceAsync), client => client.GetDeviceAsync("august_device_1", CancellationToken.None)),
        (nameof(SeamClient.CreateAccessCodeAsync), client => client.CreateAccessCodeAsync(SeamContractTests.Request("august_device_1", "482913"), CancellationToken.None)),
        (nameof(SeamClient.GetAccessCodeAsync), client => client.GetAccessCodeAsync("access_code1", CancellationToken.None)),
        (nameof(SeamClient.ListAccessCodesAsync), client => client.ListAccessCodesAsync("august_device_1", CancellationToken.None)),
        (nameof(SeamClient.ListUnmanagedAccessCodesAsync), client => client.ListUnmanagedAccessCodesAsync("august_device_1", CancellationToken.None)),
        (nameof(SeamClient.UpdateAccessCodeAsync), client => client.UpdateAccessCodeAsync("access_code1", Start, Start.AddDays(3), CancellationToken.None)),
        (nameof(SeamClient.SetBackAccessCodeAsync), client => client.SetBackAccessCodeAsync("access_code1", SeamDigits.Of("482914"), Start, Start.AddDays(3), CancellationToken.None)),
        (nameof(SeamClient.DeleteAccessCodeAsync), client => client.DeleteAccessCodeAsync("access_code1", CancellationToken.None)),
        (nameof(SeamClient.ListEventsAsync), client => client.ListEventsAsync(Start.AddYears(-1), CancellationToken.None)),
        (nameof(SeamClient.CreateWebhookAsync), client => client.CreateWebhookAsync(new Uri("https://cendra.test/webhooks/seam"), CancellationToken.None)),
        (nameof(SeamClient.ListWebhooksAsync), client => client.ListWebhooksAsync(CancellationToken.None)),
    ];

    [Fact]
    public void Every_method_of_the_client_is_in_one_of_the_two_lists()
    {
        var methods = typeof(SeamClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => m.Name);
        Assert.Equal(methods.Order(StringComparer.Ordinal), Shown.Select(s => s.Method).Concat(NotShown.Keys).Order(StringComparer.Ordinal));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task Every_shown_method_is_answered_by_the_fake()
    {
        await using var fake = await FakeSeam.StartAsync();
        output.WriteLine(fake.Versions);
        using var line = new SeamLine(fake.Url, FakeSeam.Key);
        foreach (var (method, call) in Shown)
        {
            line.Tap.Attempts.Clear();
            await call(line.Client);
            output.WriteLine($"{method}: {string.Join(", ", line.Tap.Attempts.Select(a => $"{a.Path} {a.Status}"))}");
            Assert.NotEmpty(line.Tap.Attempts);
            Assert.All(line.Tap.Attempts, attempt => Assert.Equal(200, attempt.Status));
        }

        foreach (var (method, why) in NotShown)
        {
            output.WriteLine($"{method}: not shown, {why}");
        }
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task The_fake_ends_by_itself_when_nobody_holds_it_any_more()
    {
        await using var process = await ForeignProcess.StartAsync("seam.mjs");
        Assert.True(process.Url.IsLoopback);
        Assert.Equal(0, await process.LetGoAsync());
    }
}

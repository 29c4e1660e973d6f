using System.Globalization;
using Cendra.Messaging.WhatsApp;
using Cendra.Server.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>What the owner's command prints of the texts that are to be approved.</summary>
public sealed class TemplatesCommandTests
{
    [Fact]
    public async Task Every_kind_and_language_is_printed_with_all_that_is_to_be_submitted()
    {
        var (code, report) = await RunAsync(null);

        Assert.Equal(0, code);
        Assert.Equal(((TemplateKind.OfChoice.Count + 2) * 12) + ((TemplateKind.All.Count - 2) * 4), report.Split("category: UTILITY").Length - 1);
        Assert.Contains("name:     cendra_code_changed_fr", report, StringComparison.Ordinal);
        Assert.Contains("key:      Twilio__Templates__entry_details__es=HX...", report, StringComparison.Ordinal);
        Assert.Contains("Tu código: {{5}}", report, StringComparison.Ordinal);
        Assert.Contains("button 1: الرمز لا يعمل (id cendra:code-fails)", report, StringComparison.Ordinal);
        Assert.Equal(24, report.Split("type:     quick reply").Length - 1);
        Assert.Contains("  1 (guest): Anna", report, StringComparison.Ordinal);
        Assert.DoesNotContain("{{guest}}", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_ends_the_command_with_1_and_its_name()
    {
        var (code, report) = await RunAsync(Path.Combine(Path.GetTempPath(), "no-such-folder-of-prompts"));

        Assert.Equal(1, code);
        Assert.Contains("pre-arrival.md", report, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Report)> RunAsync(string? folder)
    {
        var settings = new Dictionary<string, string?> { ["Prompts:Folder"] = folder };
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var output = new StringWriter(CultureInfo.InvariantCulture);
        return (await CommandLine.Of(["templates"])!.RunAsync(services, output, CancellationToken.None), output.ToString());
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Server.Commands;
using Cendra.Simulator.Locks;

namespace Cendra.Server.Tests.Service;

/// <summary>What the owner's command says of an audit that somebody with the database file worked over.</summary>
public sealed class VerifyAuditTests
{
    [Theory]
    [InlineData("edit", "UPDATE \"AuditEvents\" SET \"What\" = 'Nothing happened' WHERE \"Stream\" = '{0}' AND \"Sequence\" = 3", 3)]
    [InlineData("another actor", "UPDATE \"AuditEvents\" SET \"Actor\" = 'seam' WHERE \"Stream\" = '{0}' AND \"Sequence\" = 2", 2)]
    [InlineData("delete in the middle", "DELETE FROM \"AuditEvents\" WHERE \"Stream\" = '{0}' AND \"Sequence\" = 3", 4)]
    [InlineData("delete the first", "DELETE FROM \"AuditPersonals\"; DELETE FROM \"AuditEvents\" WHERE \"Stream\" = '{0}' AND \"Sequence\" = 1", 2)]
    [InlineData("cut tail", "DELETE FROM \"AuditEvents\" WHERE \"Stream\" = '{0}' AND \"Sequence\" >= 4", null)]
    [InlineData("whole chain", "DELETE FROM \"AuditPersonals\"; DELETE FROM \"AuditEvents\" WHERE \"Stream\" = '{0}'", null)]
    [InlineData("swapped rows", "UPDATE \"AuditEvents\" SET \"Sequence\" = -1 WHERE \"Stream\" = '{0}' AND \"Sequence\" = 2; UPDATE \"AuditEvents\" SET \"Sequence\" = 2 WHERE \"Stream\" = '{0}' AND \"Sequence\" = 3; UPDATE \"AuditEvents\" SET \"Sequence\" = 3 WHERE \"Stream\" = '{0}' AND \"Sequence\" = -1", 2)]
    public async Task A_tampered_chain_ends_the_command_with_1_and_its_line(string what, string sql, int? line)
    {
        await using var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var (clean, report) = await VerifyAsync(world);
        Assert.Equal(0, clean);
        Assert.Matches(@"^\d+ chains, \d+ lines, 0 problems\s*$", report);

        var stream = (await world.StayAsync("R1")).AuditStream;
        Assert.True(await world.SqlAsync(string.Format(CultureInfo.InvariantCulture, sql, stream)) > 0, what);
        await world.RestartAsync();
        (var code, report) = await VerifyAsync(world);
        Assert.Equal(1, code);
        var about = Regex.Match(report, $@"^{stream}( line (?<line>\d+))?: (?<what>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.True(about.Success, $"{what}: {report}");
        if (line is not null)
        {
            Assert.Equal(line.Value.ToString(CultureInfo.InvariantCulture), about.Groups["line"].Value);
        }
    }

    private static async Task<(int Code, string Report)> VerifyAsync(ServiceWorld world)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CommandLine.Of(["verify-audit"])!.RunAsync(world.Services, output, CancellationToken.None);
        return (code, output.ToString());
    }
}

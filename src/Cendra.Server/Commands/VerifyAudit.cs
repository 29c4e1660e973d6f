using System.Globalization;
using Cendra.Domain.Audit;

namespace Cendra.Server.Commands;

/// <summary><c>verify-audit</c>: walks every chain of the audit and prints what it found. Exit code 0 = unbroken, 1 = not.</summary>
public static class VerifyAudit
{
    /// <summary>Runs the verification.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<AuditVerification>().RunAsync(ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Streams} chains, {report.Events} lines, {report.Problems.Count} problems"));
        foreach (var problem in report.Problems)
        {
            var line = problem.Sequence is { } sequence ? string.Create(CultureInfo.InvariantCulture, $" line {sequence}") : "";
            await output.WriteLineAsync($"{problem.Stream}{line}: {problem.What}");
        }

        return report.Problems.Count == 0 ? 0 : 1;
    }
}

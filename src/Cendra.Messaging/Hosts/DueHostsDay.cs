using Cendra.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Messaging.Hosts;

/// <summary>What the day of hosts makes due.</summary>
public sealed class DueHostsDay(IServiceScopeFactory scopes) : IDueSource
{
    /// <inheritdoc />
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HostsDaySweep>().RunAsync(ct);
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HostsDay>().NextUtcAsync(ct);
    }
}

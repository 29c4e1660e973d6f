using Cendra.Domain.Database;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle;

/// <summary>Stays to be looked at and deliveries from outside to be worked off.</summary>
public sealed class DueStays(IServiceScopeFactory scopes, CendraDatabase database) : IDueSource
{
    /// <inheritdoc />
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReceivedWebhooksSweep>().RunAsync(ct);
        await scope.ServiceProvider.GetRequiredService<DueStaysSweep>().RunAsync(ct);
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Stays.Select(s => s.DueAtUtc).Concat(db.ReceivedWebhooks.Where(w => w.ProcessedUtc == null).Select(w => w.DueAtUtc)).MinAsync(ct);
    }
}

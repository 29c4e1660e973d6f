using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Outbound;

/// <summary>What may leave now.</summary>
/// <param name="IsLive">Messages go to everybody; else only to the allow-list.</param>
/// <param name="IsStopped">No automatic message leaves; a person's words do.</param>
/// <param name="LiveByConfiguration"><c>Outbound:Live</c> is set: the console cannot take it back.</param>
public sealed record OutboundState(bool IsLive, bool IsStopped, bool LiveByConfiguration);

/// <summary>The safety net around everything that leaves: <c>Outbound:Live</c>, <c>Outbound:AllowList</c> and the switch that stops all automatic messages.</summary>
public sealed class OutboundGate(IConfiguration configuration)
{
    /// <summary>How things stand.</summary>
    public async Task<OutboundState> ReadAsync(CendraDbContext db, CancellationToken ct)
    {
        var row = await db.OutboundSwitches.AsNoTracking().SingleOrDefaultAsync(s => s.Id == OutboundSwitch.TheId, ct);
        var configured = configuration.GetValue<bool>("Outbound:Live");
        return new OutboundState(configured || row?.LiveSinceUtc is not null, row?.StoppedSinceUtc is not null, configured);
    }

    /// <summary>This address may be written to as things stand.</summary>
    public bool MayReach(OutboundState state, string address) => address.Length > 0 && (state.IsLive || IsAllowed(address));

    /// <summary>This address may be written to also while nothing is live: it stands in <c>Outbound:AllowList</c>, separated by commas or as a list.</summary>
    public bool IsAllowed(string address) => AllowList().Contains(address, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string> AllowList()
    {
        var section = configuration.GetSection("Outbound:AllowList");
        var entries = section.GetChildren().Select(c => c.Value ?? "").Append(section.Value ?? "");
        return entries.SelectMany(e => e.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}

using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>What may leave now, since when it is stopped, and how many messages are held.</summary>
public sealed record OutboundView(OutboundState State, DateTimeOffset? StoppedSinceUtc, int Held);

/// <summary>Reads the two switches. They are the house's: everybody sees how they stand.</summary>
public sealed class OutboundQuery(CendraDatabase database, OutboundGate gate)
{
    /// <summary>As things stand.</summary>
    public async Task<OutboundView> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var since = await db.OutboundSwitches.Where(s => s.Id == OutboundSwitch.TheId).Select(s => s.StoppedSinceUtc).SingleOrDefaultAsync(ct);
        return new OutboundView(await gate.ReadAsync(db, ct), since, await db.Messages.CountAsync(m => m.State == MessageState.Held, ct));
    }
}

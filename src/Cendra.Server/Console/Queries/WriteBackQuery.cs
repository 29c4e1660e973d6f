using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Lifecycle.WriteBack;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A booking system whose field may hold codes. Never a secret, and of the address only its host.</summary>
/// <param name="Id">The connection.</param>
/// <param name="Name">What a host calls it.</param>
/// <param name="IsFromConfiguration">Changed there, not here.</param>
/// <param name="IsOn">Codes are written.</param>
/// <param name="Host">The host of the address; empty = none is set.</param>
/// <param name="Adopts">What people type there is taken over.</param>
/// <param name="Trouble">Why nothing can be written; empty = it can.</param>
/// <param name="Written">How many fields hold the code, read back.</param>
/// <param name="Stays">The stays whose field is not as it should be, with why.</param>
public sealed record WriteBackRow(Guid Id, string Name, bool IsFromConfiguration, bool IsOn, string Host, bool Adopts, string Trouble, int Written, IReadOnlyList<(Guid StayId, string Why)> Stays);

/// <summary>The booking systems that have a field for codes. For owners; the page asks.</summary>
public sealed class WriteBackQuery(CendraDatabase database, WriteBackConnections connections)
{
    private const int Shown = 20;

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<WriteBackRow>> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var kinds = WriteBackConnections.Kinds;
        var rows = new List<WriteBackRow>();
        foreach (var one in await db.Connections.AsNoTracking().Where(c => kinds.Contains(c.Kind)).OrderBy(c => c.Name).ToListAsync(ct))
        {
            var (settings, trouble) = Open(one);
            var written = await db.CodeWriteBacks.CountAsync(w => w.ConnectionId == one.Id && w.State == CodeWriteBackState.Written, ct);
            var troubled = await db.CodeWriteBacks.AsNoTracking().Where(w => w.ConnectionId == one.Id && w.Trouble != "" && w.State != CodeWriteBackState.Cleared).OrderByDescending(w => w.Failures).Take(Shown)
                .Select(w => new { w.StayId, w.Trouble }).ToListAsync(ct);
            rows.Add(new WriteBackRow(
                one.Id, one.Name, one.IsFromConfiguration, settings is not null || trouble.Length > 0, settings is null ? "" : OutboundAddress.Masked(settings.Callback), settings?.AdoptsEdits == true, trouble, written,
                [.. troubled.Select(w => (w.StayId, w.Trouble))]));
        }

        return rows;
    }

    private (WriteBackSettings? Settings, string Trouble) Open(Connection connection)
    {
        try
        {
            return (connections.Open(connection), "");
        }
        catch (SourceException cannot)
        {
            return (null, cannot.Message);
        }
    }
}

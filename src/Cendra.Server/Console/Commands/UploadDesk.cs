using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Reservations.Upload;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>A table as it was looked at.</summary>
/// <param name="Table">What it says; null = it is none.</param>
/// <param name="Plan">What it would do now.</param>
/// <param name="Problem">What to change; empty = nothing.</param>
public sealed record UploadLook(UploadedTable? Table, TablePlan? Plan, string Problem);

/// <summary>
/// Bookings of a table that a host uploads: looked at, then taken over. Nothing is kept in between but on the page. For owners and managers who see all properties, because a table may
/// speak of any.
/// </summary>
public sealed class UploadDesk(IServiceScopeFactory scopes, CendraDatabase database, IdSource ids, StayClock clock)
{
    /// <summary>The longest text that is taken from the page's own field; a longer table comes as a file.</summary>
    public const int LongestPaste = 60_000;

    /// <summary>Bytes of one message from a page: a pasted table in its widest writing, and what stands around it.</summary>
    public const int MostOfOneMessage = 256 * 1024;

    private const string NotYours = "Your account does not take bookings over. An owner can change that.";

    /// <summary>Who may.</summary>
    public static bool MayUpload(SignedInHost host) => host.MayChange && host.Scope.PropertyIds is null;

    /// <summary>The connections for uploads, by name.</summary>
    public async Task<IReadOnlyList<ConnectionChoice>> ConnectionsAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Connections.Where(c => c.Kind == ConnectionKind.Upload).OrderBy(c => c.Name).Select(c => new ConnectionChoice(c.Id, c.Name)).ToListAsync(ct);
    }

    /// <summary>A new connection for uploads; its id, or what to change.</summary>
    public async Task<(Guid? Id, string Problem)> MakeAsync(string name, SignedInHost host, CancellationToken ct)
    {
        if (!MayUpload(host))
        {
            return (null, NotYours);
        }

        var slug = name.Trim();
        await using var db = database.Open();
        if (await ConnectionNames.ProblemAsync(db, slug, ct) is { Length: > 0 } problem)
        {
            return (null, problem);
        }

        var connection = new Connection { Id = ids.Next(), Kind = ConnectionKind.Upload, Name = slug, StateText = "No table was taken over yet", CreatedUtc = clock.GetUtcNow() };
        connection.NoteChanged(host.Actor, "Connection made");
        db.Connections.Add(connection);
        await db.SaveChangesAsync(ct);
        return (connection.Id, "");
    }

    /// <summary>What the table would do now. Stores nothing.</summary>
    public async Task<UploadLook> LookAsync(Guid connectionId, ReadOnlyMemory<byte> bytes, TableOptions options, SignedInHost host, CancellationToken ct)
    {
        if (await ProblemAsync(connectionId, host, ct) is { Length: > 0 } problem)
        {
            return new UploadLook(null, null, problem);
        }

        try
        {
            var table = UploadedTable.Of(bytes.Span, options);
            await using var scope = scopes.CreateAsyncScope();
            return new UploadLook(table, await scope.ServiceProvider.GetRequiredService<TablePlanner>().PlanAsync(connectionId, table, ct), "");
        }
        catch (TableException refused)
        {
            return new UploadLook(null, null, refused.Message);
        }
    }

    /// <summary>Takes over what was shown, or nothing where something else would be done now. Null with what is in the way.</summary>
    public async Task<(TableTaken? Taken, string Problem)> TakeAsync(Guid connectionId, UploadLook look, SignedInHost host, CancellationToken ct)
    {
        if (await ProblemAsync(connectionId, host, ct) is { Length: > 0 } problem)
        {
            return (null, problem);
        }

        if (look is not { Table: { Question: null } table, Plan: { } plan })
        {
            return (null, "Say first how its dates are meant.");
        }

        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<TableTakeOver>().TakeAsync(connectionId, table, plan.Fingerprint, host.Actor, ct), "");
    }

    private async Task<string> ProblemAsync(Guid connectionId, SignedInHost host, CancellationToken ct)
    {
        if (!MayUpload(host))
        {
            return NotYours;
        }

        await using var db = database.Open();
        return await db.Connections.AnyAsync(c => c.Id == connectionId && c.Kind == ConnectionKind.Upload, ct) ? "" : "Choose to which connection the table belongs.";
    }
}

using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email;

/// <summary>The two ways of a mailbox.</summary>
public enum MailDirection
{
    /// <summary>Mail comes in.</summary>
    In,

    /// <summary>Mail goes out.</summary>
    Out,
}

/// <summary>
/// Keeps how the mailboxes are doing. Mail comes in and goes out by two servers; the connection's page shows the worse of the two, in words. A host is called when somebody must sign in, at once,
/// and when a server cannot be reached for long. It is book-keeping: nothing that it meets stops a mail.
/// </summary>
public sealed class MailHealth(IServiceScopeFactory scopes, StayClock clock, ILogger<MailHealth> log)
{
    /// <summary>A connection that drops and comes back within this time is no trouble.</summary>
    public static readonly TimeSpan MayDrop = TimeSpan.FromMinutes(2);

    /// <summary>How long a server may be away before a person is told: most come back by themselves.</summary>
    public static readonly TimeSpan MayBeAway = TimeSpan.FromMinutes(20);

    private const string NotIn = "Mail does not come in.";
    private const string NotOut = "Mail does not go out.";

    private readonly Dictionary<(string Connection, MailDirection Direction), Trouble?> _seen = [];
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>It works.</summary>
    public Task GoodAsync(string connection, MailDirection direction) => KeepAsync(connection, direction, null);

    /// <summary>It does not; <paramref name="words"/> say what helps.</summary>
    public Task FailingAsync(string connection, MailDirection direction, ConnectionState state, string words) =>
        KeepAsync(connection, direction, new Trouble(state, words, clock.GetUtcNow()));

    private async Task KeepAsync(string connection, MailDirection direction, Trouble? trouble)
    {
        await _one.WaitAsync();
        try
        {
            _seen[(connection, direction)] = trouble is not null && _seen.GetValueOrDefault((connection, direction)) is { } before && before.State == trouble.State ? trouble with { SinceUtc = before.SinceUtc } : trouble;
            await SaveAsync(connection, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning(failure, "How mailbox {Connection} stands could not be kept; the next change says it again", connection);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task SaveAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CendraDbContext>();
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Name == name, ct) is not { } connection)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var worst = _seen.Where(t => t.Key.Connection == name && t.Value is { } trouble && (trouble.State == ConnectionState.NeedsSignIn || now - trouble.SinceUtc >= MayDrop)).OrderByDescending(t => t.Value!.State).ThenBy(t => t.Key.Direction).ToList();
        if (worst is [var (key, trouble), ..])
        {
            await FailingAsync(scope.ServiceProvider, connection, key.Direction, trouble!, ct);
        }
        else if (!_seen.Any(t => t.Key.Connection == name && t.Value is not null) && IsSeenGood(connection))
        {
            await GoodAsync(scope.ServiceProvider, connection, ct);
        }
    }

    /// <summary>What failed when the process before this one ended was seen to work since.</summary>
    private bool IsSeenGood(Connection connection)
    {
        var direction = connection.StateText.StartsWith(NotOut, StringComparison.Ordinal) ? MailDirection.Out : MailDirection.In;
        return connection.State is not (ConnectionState.Failing or ConnectionState.NeedsSignIn) || _seen.TryGetValue((connection.Name, direction), out var seen) && seen is null;
    }

    private static async Task GoodAsync(IServiceProvider services, Connection connection, CancellationToken ct)
    {
        await services.GetRequiredService<ConnectionWatch>().GoodAsync(connection.Id, ct);
        if (connection.State is ConnectionState.Failing or ConnectionState.NeedsSignIn)
        {
            await services.GetRequiredService<EscalationDesk>().ResolveAsync(Cause(connection.Name), "Mail comes in and goes out again", ct);
            await services.GetRequiredService<CendraDbContext>().SaveChangesAsync(ct);
        }
    }

    private async Task FailingAsync(IServiceProvider services, Connection connection, MailDirection direction, Trouble trouble, CancellationToken ct)
    {
        var what = direction == MailDirection.In ? NotIn : NotOut;
        await services.GetRequiredService<ConnectionWatch>().FailingAsync(connection.Id, trouble.State, $"{what} {trouble.Words}", ct);
        if (trouble.State != ConnectionState.NeedsSignIn && clock.GetUtcNow() - trouble.SinceUtc < MayBeAway)
        {
            return;
        }

        var desk = services.GetRequiredService<EscalationDesk>();
        await desk.RaiseAsync(
            new Concern(
                Cause(connection.Name), EscalationPriority.P1, $"{what[..^1]}: {connection.Name}", $"{trouble.Words} Guests who write by mail wait meanwhile; their codes work.",
                "Mend the account on the page of connections, or in the settings.", ConnectionId: connection.Id), ct);
        await services.GetRequiredService<CendraDbContext>().SaveChangesAsync(ct);
        desk.Wake();
    }

    private static string Cause(string name) => $"mail:{name}";

    private sealed record Trouble(ConnectionState State, string Words, DateTimeOffset SinceUtc);
}

using System.Collections.Concurrent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
/// and when a server cannot be reached for long.
/// </summary>
public sealed class MailHealth(IServiceScopeFactory scopes, StayClock clock)
{
    /// <summary>How long a server may be away before a person is told: most come back by themselves.</summary>
    public static readonly TimeSpan MayBeAway = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<(string Connection, MailDirection Direction), Trouble> _troubles = new();
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>It works.</summary>
    public Task GoodAsync(string connection, MailDirection direction, CancellationToken ct) => KeepAsync(connection, direction, null, ct);

    /// <summary>It does not; <paramref name="words"/> say what helps.</summary>
    public Task FailingAsync(string connection, MailDirection direction, ConnectionState state, string words, CancellationToken ct) =>
        KeepAsync(connection, direction, new Trouble(state, words, clock.GetUtcNow()), ct);

    private async Task KeepAsync(string connection, MailDirection direction, Trouble? trouble, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (trouble is null)
            {
                _troubles.TryRemove((connection, direction), out _);
            }
            else
            {
                _troubles[(connection, direction)] = _troubles.TryGetValue((connection, direction), out var before) && before.State == trouble.State ? trouble with { SinceUtc = before.SinceUtc } : trouble;
            }

            await SaveAsync(connection, ct);
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

        var (watch, desk) = (scope.ServiceProvider.GetRequiredService<ConnectionWatch>(), scope.ServiceProvider.GetRequiredService<EscalationDesk>());
        var worst = _troubles.Where(t => t.Key.Connection == name).OrderByDescending(t => t.Value.State).ThenBy(t => t.Key.Direction).ToList();
        if (worst is not [var (key, trouble), ..])
        {
            await watch.GoodAsync(connection.Id, ct);
            if (connection.State is ConnectionState.Failing or ConnectionState.NeedsSignIn)
            {
                await desk.ResolveAsync(Cause(name), "Mail comes in and goes out again", ct);
                await db.SaveChangesAsync(ct);
            }

            return;
        }

        var what = key.Direction == MailDirection.In ? "Mail does not come in" : "Mail does not go out";
        await watch.FailingAsync(connection.Id, trouble.State, $"{what}. {trouble.Words}", ct);
        if (trouble.State == ConnectionState.NeedsSignIn || clock.GetUtcNow() - trouble.SinceUtc >= MayBeAway)
        {
            await desk.RaiseAsync(
                new Concern(
                    Cause(name), trouble.State == ConnectionState.NeedsSignIn ? EscalationPriority.P1 : EscalationPriority.P2, $"{what}: {name}",
                    $"{trouble.Words} Guests who write by mail wait meanwhile; their codes work.", "Mend the account on the page of connections, or in the settings.", ConnectionId: connection.Id), ct);
            await db.SaveChangesAsync(ct);
            desk.Wake();
        }
    }

    private static string Cause(string name) => $"mail:{name}";

    private sealed record Trouble(ConnectionState State, string Words, DateTimeOffset SinceUtc);
}

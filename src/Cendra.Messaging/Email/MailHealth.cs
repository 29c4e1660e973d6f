using System.Collections.Concurrent;
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
/// and when a server cannot be reached for long.
/// </summary>
public sealed class MailHealth(IServiceScopeFactory scopes, Mailboxes mailboxes, StayClock clock, ILogger<MailHealth> log) : IDisposable
{
    private const int MostTries = 8;
    private const string NotIn = "Mail does not come in";
    private const string NotOut = "Mail does not go out";

    /// <summary>A connection that drops and comes back within this time is no trouble.</summary>
    public static readonly TimeSpan MayDrop = TimeSpan.FromMinutes(2);

    /// <summary>How long a server may be away before a person is told: most come back by themselves.</summary>
    public static readonly TimeSpan MayBeAway = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<(string Connection, MailDirection Direction), Trouble> _troubles = new();
    private readonly ConcurrentDictionary<string, bool> _remembered = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Mail goes out, as far as is known.</summary>
    public bool GoesOut => !_troubles.ContainsKey((Mailboxes.Main, MailDirection.Out));

    /// <summary>When the server by which mail leaves last refused the sign-in, in this process; null = it did not. An account that is tried for every mail that waits is soon locked.</summary>
    public DateTimeOffset? SignInRefusedUtc => _troubles.TryGetValue((Mailboxes.Main, MailDirection.Out), out var trouble) && trouble.State == ConnectionState.NeedsSignIn ? trouble.SeenUtc : null;

    /// <summary>It works. <paramref name="byKnock"/>: the sign-in was tried and no mail was posted, which says nothing of what was refused while posting one.</summary>
    public Task GoodAsync(string connection, MailDirection direction, bool byKnock = false) =>
        byKnock && _troubles.TryGetValue((connection, direction), out var trouble) && trouble.IsOfPosting ? Task.CompletedTask : KeepAsync(connection, direction, null);

    /// <summary>It does not; <paramref name="words"/> say what helps. <paramref name="isOfPosting"/>: the sign-in was well, a mail was refused for what we are there.</summary>
    public Task FailingAsync(string connection, MailDirection direction, ConnectionState state, string words, bool isOfPosting = false) =>
        KeepAsync(connection, direction, new Trouble(state, words, clock.GetUtcNow(), clock.GetUtcNow()) { IsOfPosting = isOfPosting });

    /// <summary>Closes the calls about mailboxes that are not configured any more: nothing would ever be heard of them.</summary>
    public async Task ForgetOthersAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<CendraDbContext>(), scope.ServiceProvider.GetRequiredService<EscalationDesk>());
        var prefix = Cause("");
        var open = await db.Escalations.Where(e => e.ResolvedUtc == null && e.Cause.StartsWith(prefix)).Select(e => e.Cause).ToListAsync(ct);
        foreach (var cause in open.Where(c => !IsTried(c[prefix.Length..], MailDirection.In) && !IsTried(c[prefix.Length..], MailDirection.Out)))
        {
            await desk.ResolveAsync(cause, "The mailbox is not configured any more", ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private async Task KeepAsync(string connection, MailDirection direction, Trouble? trouble)
    {
        var ct = CancellationToken.None; // What a mail came to is kept also while the process ends.
        await _one.WaitAsync(ct);
        try
        {
            await RememberAsync(connection, ct);
            if (trouble is null)
            {
                _troubles.TryRemove((connection, direction), out _);
            }
            else
            {
                _troubles[(connection, direction)] = _troubles.TryGetValue((connection, direction), out var before) && before.State == trouble.State ? trouble with { SinceUtc = before.SinceUtc } : trouble;
            }

            await SaveOnTopAsync(connection, ct);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whoever tells it has just posted or read mail, and that holds.
            log.LogWarning("How mailbox {Connection} stands could not be kept ({Failure}); the next exchange says it again", connection, failure.GetType().Name);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The row of an escalation changes while people are called for it: it is read again then.</summary>
    private async Task SaveOnTopAsync(string name, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await SaveAsync(name, ct);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostTries)
            {
                continue;
            }
        }
    }

    /// <summary>What an earlier process found of one way holds until that way was tried again: that the other one works says nothing of it.</summary>
    private async Task RememberAsync(string name, CancellationToken ct)
    {
        if (_remembered.ContainsKey(name))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CendraDbContext>();
        var row = await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Name == name, ct);
        foreach (var (direction, what) in new[] { (MailDirection.In, NotIn), (MailDirection.Out, NotOut) })
        {
            if (row is { State: ConnectionState.Failing or ConnectionState.NeedsSignIn } && row.StateText.StartsWith(what, StringComparison.Ordinal) && IsTried(name, direction))
            {
                _troubles[(name, direction)] = new Trouble(row.State, row.StateText[(what.Length + 1)..].Trim(), clock.GetUtcNow(), null);
            }
        }

        _remembered[name] = true;
    }

    private bool IsTried(string name, MailDirection direction) => direction == MailDirection.In ? mailboxes.Of(name)?.Imap is not null : name == Mailboxes.Main && mailboxes.Sending.Smtp is not null;

    private async Task SaveAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CendraDbContext>();
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Name == name, ct) is not { } connection)
        {
            return;
        }

        var (watch, desk) = (scope.ServiceProvider.GetRequiredService<ConnectionWatch>(), scope.ServiceProvider.GetRequiredService<EscalationDesk>());
        var worst = _troubles.Where(t => t.Key.Connection == name).OrderByDescending(t => t.Value.State).ThenByDescending(t => t.Key.Direction).ToList(); // That nothing goes out is the worse.
        if (worst is not [var (key, trouble), ..])
        {
            if (connection.State is ConnectionState.Failing or ConnectionState.NeedsSignIn)
            {
                await desk.ResolveAsync(Cause(name), "Mail comes in and goes out again", ct);
                await db.SaveChangesAsync(ct); // Before the row: one that is good says to nobody that a call is open.
            }

            await watch.GoodAsync(connection.Id, ct);
            return;
        }

        if (trouble.State == ConnectionState.Failing && connection.State == ConnectionState.Good && clock.GetUtcNow() - trouble.SinceUtc < MayDrop)
        {
            return; // A connection that drops comes back within seconds as a rule.
        }

        var what = key.Direction == MailDirection.In ? NotIn : NotOut;
        await watch.FailingAsync(connection.Id, trouble.State, $"{what}. {trouble.Words}", ct);
        if (trouble.State == ConnectionState.NeedsSignIn || clock.GetUtcNow() - trouble.SinceUtc >= MayBeAway)
        {
            await desk.RaiseAsync(ConcernOf(name, connection.Id, key.Direction, trouble), ct);
            await db.SaveChangesAsync(ct);
            desk.Wake();
        }
    }

    private static Concern ConcernOf(string name, Guid connectionId, MailDirection direction, Trouble trouble)
    {
        var (what, meanwhile) = direction == MailDirection.In
            ? (NotIn, "Guests who write by mail wait meanwhile; their codes work.")
            : (NotOut, "What is written to guests by mail waits meanwhile, also what brings a code; nothing of it is lost.");
        var (priority, help) = trouble.State == ConnectionState.NeedsSignIn
            ? (EscalationPriority.P1, "Mend the account in the settings and start Cendra again.")
            : (direction == MailDirection.Out ? EscalationPriority.P1 : EscalationPriority.P2, "It is tried again by itself; see whether the server is well.");
        return new Concern(Cause(name), priority, $"{what}: {name}", $"{trouble.Words} {meanwhile} {help}", help, ConnectionId: connectionId);
    }

    private static string Cause(string name) => $"mail:{name}";

    /// <summary>What is wrong with one way. Not seen by this process = an earlier one saw it.</summary>
    private sealed record Trouble(ConnectionState State, string Words, DateTimeOffset SinceUtc, DateTimeOffset? SeenUtc)
    {
        public bool IsOfPosting { get; init; }
    }
}

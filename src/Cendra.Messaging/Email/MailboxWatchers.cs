using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Messaging.Email.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email;

/// <summary>
/// Watches every configured mailbox as long as the process runs. A mail is stored, then the place is noted: whatever ends the process in between makes the mail come again, and the store knows it.
/// </summary>
public sealed class MailboxWatchers(
    Mailboxes mailboxes, IServiceScopeFactory scopes, CendraDatabase database, MailHealth health, RandomNumberGenerator random, StayClock clock, ILoggerFactory logs, ILogger<MailboxWatchers> log) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);

    /// <summary>The clocks of a mail server and of this machine differ by this much at the most.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await health.ForgetOthersAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "Calls about mailboxes of before could not be closed; the next start tries again");
        }

        await Task.WhenAll(mailboxes.All.Where(m => m.Settings.Imap is not null).Select(m => KeepWatchingAsync(m, stoppingToken)));
    }

    private async Task KeepWatchingAsync(ConfiguredMailbox mailbox, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(mailbox, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogError(failure, "Mailbox {Connection} is not watched; it is tried again", mailbox.Connection);
                await Task.Delay(AfterFault, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return; // The process ends.
            }
        }
    }

    private async Task WatchAsync(ConfiguredMailbox mailbox, CancellationToken ct)
    {
        var begun = await BeginAsync(mailbox, ct);
        var states = Channel.CreateBounded<MailboxState>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var telling = TellAsync(mailbox.Connection, states.Reader, both.Token);
        var options = new MailboxOptions { Folder = mailbox.Settings.Folder ?? "INBOX", MoveTo = mailbox.Settings.MoveTo };
        try
        {
            await new MailboxWatch(() => mailbox.Settings.Imap!, options, TimeProvider.System, random, logs.CreateLogger<MailboxWatch>()).RunAsync(
                begun.Place,
                (mail, token) => mail.DeliveredUtc < begun.AtUtc ? Task.CompletedTask : WithIntakeAsync(intake => intake.TakeAsync(mailbox.Connection, mail, token)), // A server that numbers anew shows what lay there before us.
                (mail, why, token) => WithIntakeAsync(intake => intake.GiveUpAsync(mailbox.Connection, mail, why, token)),
                (at, token) => NoteAsync(begun, at, token),
                state => states.Writer.TryWrite(state), ct);
        }
        finally
        {
            await both.CancelAsync();
            await telling;
        }
    }

    /// <summary>Where this account was left; none for another account than the one that was read before.</summary>
    private async Task<Begun> BeginAsync(ConfiguredMailbox mailbox, CancellationToken ct)
    {
        var imap = mailbox.Settings.Imap!;
        var account = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{imap.Host}\n{imap.User}\n{mailbox.Settings.Folder}".ToLowerInvariant())));
        await using var db = database.Open();
        var connectionId = await db.Connections.Where(c => c.Name == mailbox.Connection).Select(c => c.Id).SingleAsync(ct);
        var row = await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(m => m.ConnectionId == connectionId && m.Account == account, ct);
        return row is null
            ? new Begun(connectionId, account, default, TimeProvider.System.GetUtcNow() - ClockDifference)
            : new Begun(connectionId, account, new MailboxPlace((uint)row.Validity, (uint)row.LastUid), row.BegunUtc);
    }

    private async Task NoteAsync(Begun begun, MailboxPlace place, CancellationToken ct)
    {
        await using var db = database.Open();
        var row = await db.Mailboxes.SingleOrDefaultAsync(m => m.ConnectionId == begun.ConnectionId, ct) ?? db.Mailboxes.Add(new Mailbox { ConnectionId = begun.ConnectionId, Account = begun.Account }).Entity;
        (row.Account, row.Validity, row.LastUid, row.BegunUtc, row.NotedUtc) = (begun.Account, place.Validity, place.LastUid, begun.AtUtc, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    private async Task WithIntakeAsync(Func<MailIntake, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<MailIntake>());
    }

    private async Task TellAsync(string connection, ChannelReader<MailboxState> states, CancellationToken ct)
    {
        try
        {
            await foreach (var state in states.ReadAllAsync(ct))
            {
                log.LogInformation("Mailbox {Connection}: {State}", connection, state.Words);
                await TellAsync(connection, state);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The watch ended.
        }
    }

    private Task TellAsync(string connection, MailboxState state) => state.Condition switch
    {
        MailboxCondition.Connecting => Task.CompletedTask,
        MailboxCondition.Listening or MailboxCondition.Polling => health.GoodAsync(connection, MailDirection.In),
        MailboxCondition.SignInNeeded => health.FailingAsync(connection, MailDirection.In, ConnectionState.NeedsSignIn, state.Why),
        MailboxCondition.Stuck => health.FailingAsync(connection, MailDirection.In, ConnectionState.Failing, $"{state.Why} It is tried again; later mail waits behind it."),
        MailboxCondition.Unreachable => health.FailingAsync(connection, MailDirection.In, ConnectionState.Failing, state.Why),
    };

    /// <summary>Where a watch begins.</summary>
    /// <param name="ConnectionId">Whose mailbox it is.</param>
    /// <param name="Account">Hash of the account.</param>
    /// <param name="Place">How far it was read.</param>
    /// <param name="AtUtc">When it was first looked at, by the machine's clock.</param>
    private sealed record Begun(Guid ConnectionId, string Account, MailboxPlace Place, DateTimeOffset AtUtc);
}

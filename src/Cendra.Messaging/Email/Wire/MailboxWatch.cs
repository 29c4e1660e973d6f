using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email.Wire;

/// <summary>
/// Watches one folder of one mailbox and hands over every mail that comes, in order: none is lost, and after a crash the last one may come again. What was taken is the caller's to know, by the mail's key.
/// Knows nothing of guests and keeps nothing itself.
/// </summary>
public sealed class MailboxWatch(Func<MailAccount> account, MailboxOptions options, TimeProvider clock, RandomNumberGenerator random, ILogger<MailboxWatch> log)
{
    /// <summary>A connection that held so long was a good one: its end begins the pauses anew.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    private readonly MailPauses _pauses = new(options, clock, random);
    private long? _opened;

    /// <summary>Ends the pause after a failure, for example because the settings were mended; the account is asked for again.</summary>
    public void TryNow() => _pauses.End();

    /// <summary>Watches until it is cancelled; no failure ends it.</summary>
    /// <param name="start">Where to go on; none = at the end of the folder, old mail is not taken.</param>
    /// <param name="take">
    /// Keeps a mail. Returns once it is kept for good, and takes the same mail again without harm. Throws = it is tried again after a pause, <see cref="MailboxOptions.Attempts"/> times.
    /// </param>
    /// <param name="giveUp">
    /// Keeps the fact that a mail could not be taken or fetched, with the reason, so that somebody is told; then the next mail has its turn. Throws = taking and giving up are tried again until one succeeds:
    /// no mail is passed over unsaid.
    /// </param>
    /// <param name="note">Keeps the place for the next start. Called after <paramref name="take"/>; tried until it succeeds.</param>
    /// <param name="tell">How the watch stands; must return at once.</param>
    /// <param name="ct">Ends the watch.</param>
    public async Task RunAsync(
        MailboxPlace start, Func<FetchedMail, CancellationToken, Task> take, Func<FetchedMail, Exception, CancellationToken, Task> giveUp, Func<MailboxPlace, CancellationToken, Task> note,
        Action<MailboxState> tell, CancellationToken ct)
    {
        var drain = new MailboxDrain(start, new MailboxEnds(take, giveUp, note), options, _pauses, clock, log, (condition, why, next) => tell(new MailboxState(condition, why, clock.GetUtcNow(), next)));
        for (var failures = 0; ;)
        {
            MailAccount? current = null;
            _opened = null;
            try
            {
                current = account();
                drain.Tell(MailboxCondition.Connecting);
                await ListenAsync(current, drain, ct);
            }
            catch (Exception failure)
            {
                ct.ThrowIfCancellationRequested();
                var trouble = MailTrouble.Of(failure, current);
                log.LogInformation("The watch of a mailbox was interrupted: {Why}", trouble.Why);

                // A server that takes a connection and drops it at once is not asked every second for ever.
                failures = _opened is { } opened && clock.GetElapsedTime(opened) > Steady ? 1 : failures + 1;
                var pause = trouble.NeedsSignIn ? options.SignInPause : _pauses.After(failures);
                drain.Tell(trouble.NeedsSignIn ? MailboxCondition.SignInNeeded : MailboxCondition.Unreachable, trouble.Why, pause);
                await _pauses.WaitAsync(pause, ct);
            }
        }
    }

    /// <summary>One connection, until it fails.</summary>
    private async Task ListenAsync(MailAccount current, MailboxDrain drain, CancellationToken ct)
    {
        using var session = await MailboxSession.OpenAsync(current, options, clock, log, ct);
        _opened = clock.GetTimestamp();
        await drain.BeginAsync(session, ct);
        while (true)
        {
            if (await drain.RunAsync(session, ct))
            {
                continue;
            }

            drain.Tell(session.CanListen ? MailboxCondition.Listening : MailboxCondition.Polling);
            await session.WaitAsync(ct);
        }
    }
}

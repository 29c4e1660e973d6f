using Cendra.Domain.Portfolio;
using Cendra.Messaging.Email.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email;

/// <summary>
/// Knocks at the server by which mail leaves: when the process starts, and as long as mail did not go out. So a wrong password shows before a guest waits for a mail, and that it is mended shows without one.
/// </summary>
public sealed class PostWatch(Mailboxes mailboxes, MailPost post, MailHealth health, ILogger<PostWatch> log) : BackgroundService
{
    /// <summary>As long as the watch of a mailbox waits after a refused sign-in: providers lock accounts that are tried too often.</summary>
    private static readonly TimeSpan Pause = new MailboxOptions().SignInPause;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isKnown = false; mailboxes.Sending.Smtp is not null && !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                isKnown = (isKnown && health.GoesOut) || await KnockAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Whether mail can go out could not be kept; it is tried again");
            }
            catch (OperationCanceledException)
            {
                return; // The process ends.
            }

            await Task.Delay(Pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>True = the server said something that counts. That it takes nothing at this moment says nothing of the account.</summary>
    private async Task<bool> KnockAsync(CancellationToken ct)
    {
        var outcome = await post.KnockAsync(ct);
        switch (outcome)
        {
            case { Result: PostResult.Taken }:
                await health.GoodAsync(Mailboxes.Main, MailDirection.Out, byKnock: true);
                return true;
            case { Result: PostResult.SignInNeeded }:
                await health.FailingAsync(Mailboxes.Main, MailDirection.Out, ConnectionState.NeedsSignIn, outcome.Words);
                return true;
            case { Code: null }:
                await health.FailingAsync(Mailboxes.Main, MailDirection.Out, ConnectionState.Failing, outcome.Words);
                return true;
            default:
                return false;
        }
    }
}

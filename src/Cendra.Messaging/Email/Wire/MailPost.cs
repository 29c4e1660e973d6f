using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Cendra.Messaging.Email.Wire;

/// <summary>Posts mails one by one, each on a connection of its own and to one receiver. Never repeats by itself: every failure is an outcome, and the caller decides.</summary>
public sealed class MailPost(Func<MailAccount> account, TimeProvider clock, ILogger<MailPost> log) : IMailPost
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task<PostOutcome> SendAsync(MimeMessage mail, string sender, string recipient, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(mail.Headers[HeaderId.MessageId]))
        {
            throw new ArgumentException("A mail is posted with a Message-ID only: without it a second attempt could not be told from a second mail.", nameof(mail));
        }

        var from = PostAddress.Of(sender) ?? throw new ArgumentException("The sender's address is none that mail could come from.", nameof(sender));
        if (PostAddress.Of(recipient) is not { } to)
        {
            return PostOutcome.Without(PostResult.Refused, "This is no address that mail could be sent to.");
        }

        var outcome = await SendAsync(mail, from, to, ct);
        log.LogDebug("A mail was posted: {Outcome}", outcome);
        return outcome;
    }

    /// <summary>Signs in and leaves again: whether mail could be posted now. <see cref="PostResult.Taken"/> = it could.</summary>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PostOutcome> KnockAsync(CancellationToken ct)
    {
        var (client, failure) = await OpenAsync(account(), ct);
        if (client is null)
        {
            return failure!;
        }

        using (client)
        {
            await LeaveAsync(client);
            return PostOutcome.Without(PostResult.Taken, "The server is ready.");
        }
    }

    /// <summary>A connection that is signed in, or what came instead.</summary>
    private async Task<(SmtpClient? Client, PostOutcome? Failure)> OpenAsync(MailAccount current, CancellationToken ct)
    {
        try
        {
            return (await MailConnection.OpenAsync(() => new SmtpClient(), current, clock, ct), null);
        }
        catch (Exception failure)
        {
            ct.ThrowIfCancellationRequested();
            return (null, failure is SmtpCommandException refused ? AtTheDoor(Answer(refused)) : Trouble(failure, current));
        }
    }

    private async Task<PostOutcome> SendAsync(MimeMessage mail, MailboxAddress sender, MailboxAddress recipient, CancellationToken ct)
    {
        var current = account();
        var (client, closed) = await OpenAsync(current, ct);
        if (client is null)
        {
            return closed!;
        }

        using (client)
        {
            var sent = new Sent();
            try
            {
                var answer = await MailConnection.WithinAsync(Limit, clock, token => client.SendAsync(FormatOptions.Default, mail, sender, [recipient], token, sent), ct);
                await LeaveAsync(client);
                return PostOutcome.Taken(answer);
            }
            catch (SmtpCommandException refused)
            {
                return Answer(refused);
            }
            catch (NotSupportedException)
            {
                return PostOutcome.Without(PostResult.Refused, "The server takes no address or header of this kind (SMTPUTF8).");
            }
            catch (Exception failure)
            {
                ct.ThrowIfCancellationRequested();
                return sent.Whole ? PostOutcome.Without(PostResult.Unknown, "The connection ended before the server said whether it took the mail.") : Trouble(failure, current);
            }
        }
    }

    private static PostOutcome Trouble(Exception failure, MailAccount current)
    {
        var trouble = MailTrouble.Of(failure, current);
        return PostOutcome.Without(trouble.NeedsSignIn ? PostResult.SignInNeeded : PostResult.Later, trouble.Why);
    }

    /// <summary>What a server answers before it has heard of the mail says nothing against the mail.</summary>
    private static PostOutcome AtTheDoor(PostOutcome outcome) =>
        outcome.Result == PostResult.Refused ? outcome with { Result = PostResult.Later, Words = "The server takes no mail from this machine." } : outcome;

    private static PostOutcome Answer(SmtpCommandException refused) =>
        PostOutcome.Answered((int)refused.StatusCode, refused.Message, refused.ErrorCode == SmtpErrorCode.SenderNotAccepted);

    /// <summary>The mail is taken: what goes wrong now changes nothing.</summary>
    private async Task LeaveAsync(SmtpClient client)
    {
        try
        {
            await MailConnection.WithinAsync(Goodbye, clock, token => client.DisconnectAsync(quit: true, token), CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogDebug("The server did not say goodbye ({Failure})", failure.GetType().Name);
        }
    }

    /// <summary>Knows when the last byte of the mail was written: before that no server may take it (RFC 5321, section 4.1.1.4; RFC 3030, section 2).</summary>
    private sealed class Sent : ITransferProgress
    {
        public bool Whole { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Whole = bytesTransferred >= totalSize;

        /// <summary>Without a size known before: it counts as whole at once.</summary>
        public void Report(long bytesTransferred) => Whole = true;
    }
}

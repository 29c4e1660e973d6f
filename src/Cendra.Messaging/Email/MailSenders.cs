using Cendra.Domain.Conversations;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using Cendra.Messaging.Inbound;

namespace Cendra.Messaging.Email;

/// <summary>Who stands behind a mail.</summary>
/// <param name="Sender">Conversation, address and, where they are proven, the stay.</param>
/// <param name="IsAttested">The address is proven.</param>
/// <param name="IsGuests">The address is that of a guest who is here, comes, or left lately, whoever uses it.</param>
/// <param name="IsForged">The domain of its address says that the mail is not its own.</param>
/// <param name="Thread">What it answers; null = nothing of ours.</param>
/// <param name="Relayed">A platform passed it on; null = it came by itself.</param>
/// <param name="Doubt">What a host should look at, in words; empty = nothing.</param>
public sealed record FoundSender(Sender Sender, bool IsAttested, bool IsGuests, bool IsForged, FoundThread? Thread, RelayedMail? Relayed, string Doubt);

/// <summary>
/// Finds who wrote a mail. A From proves nothing: it counts only where the mail answers one of ours that went to that very address, or our own server found that its domain let it go out (DMARC). A mail
/// that proves nothing is answered as one of somebody unknown, at the address that it claims, so whoever reads there can answer and is known by that. Nothing is ever sent to a Reply-To, but for the address of a guest at a platform that writes in its own name.
/// </summary>
public sealed class MailSenders(Senders senders, MailThreads threads)
{
    private const string Microsoft = "outlook.office365.com";

    /// <summary>The sender; null = the mail says no one sender. The caller saves.</summary>
    public async Task<FoundSender?> OfAsync(IncomingMail mail, MailSettings? mailbox, DateTimeOffset writtenUtc, CancellationToken ct)
    {
        var relayed = RelayedMail.Of(mail);
        if (mail.Sender.Problem != FromProblem.None || (relayed?.Guest ?? mail.Sender.Address) is not { } address)
        {
            return null;
        }

        var thread = await threads.FindAsync(mail, address, ct);
        var trust = SenderTrust.Of(mail.Mime, mailbox?.TrustedAuthServId is { } id ? [id] : [], mailbox?.Imap?.Host.Equals(Microsoft, StringComparison.OrdinalIgnoreCase) == true, mailbox?.Boundary);
        var suspicions = relayed?.Suspicions ?? mail.Sender.Suspicions;
        var isReader = thread is { IsFromReader: true } && address == mail.Sender.Address; // What a platform writes in its own name is proven by its domain alone.
        var isAttested = suspicions == SenderSuspicions.None && trust.Verdict != SenderVerdict.Spoofed && (isReader || trust.Verdict == SenderVerdict.Verified);
        var said = new Saying { Text = Words(mail, relayed, thread), WrittenUtc = writtenUtc, AnswersReservationId = thread?.ReservationId };
        var sender = await senders.OfAsync(ChannelKind.Email, address, isAttested ? address : null, said, ct);
        var isGuests = sender.Stay is not null || await senders.IsGuestAsync(address, ct);
        return new FoundSender(sender, isAttested, isGuests, trust.Verdict == SenderVerdict.Spoofed, thread, relayed, isGuests && !isAttested ? Doubt(suspicions, trust) : "");
    }

    /// <summary>What it says of the stay that is meant. The subject of an answer is ours.</summary>
    private static string Words(IncomingMail mail, RelayedMail? relayed, FoundThread? thread) =>
        relayed is not null ? RelayText.Of(relayed.Relay, mail) : thread is null && mail.InReplyTo is null ? $"{mail.Reply.Text}\n{mail.Subject}" : mail.Reply.Text;

    /// <summary>Somebody uses the address of a guest, and something about it is wrong: a host looks. That nothing can be told is no bad sign.</summary>
    private static string Doubt(SenderSuspicions suspicions, SenderTrust trust) =>
        suspicions.HasFlag(SenderSuspicions.RepliesGoElsewhere) ? "It has the address of a guest and wants its answer at another one. Nothing was sent there; it was answered as a mail of somebody unknown."
        : trust.Verdict == SenderVerdict.Spoofed ? "It has the address of a guest, and its domain says that it did not send it. It was answered as a mail of somebody unknown."
        : suspicions != SenderSuspicions.None ? "It has the address of a guest and shows another sender beside it. It was answered as a mail of somebody unknown."
        : "";
}

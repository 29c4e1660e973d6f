using MimeKit;

namespace Cendra.Messaging.Email.Wire;

/// <summary>The way by which mails leave.</summary>
public interface IMailPost
{
    /// <summary>Sends one mail. Whom it goes to is said here alone: what stands in its To and Cc is only shown.</summary>
    /// <param name="mail">With a Message-ID that the caller has kept before.</param>
    /// <param name="sender">Where reports go (the envelope's sender); may differ from its From.</param>
    /// <param name="recipient">The one receiver.</param>
    /// <param name="ct">Ends the wait; a mail that was cancelled may still arrive.</param>
    /// <exception cref="ArgumentException">No Message-ID, or an address of our own that is none.</exception>
    Task<PostOutcome> SendAsync(MimeMessage mail, string sender, string recipient, CancellationToken ct);
}

using MimeKit;

namespace Cendra.Messaging.Email.Wire;

/// <summary>An address that a server can be given.</summary>
internal static class PostAddress
{
    /// <summary>Null when it is none, or more than one.</summary>
    public static MailboxAddress? Of(string address) =>
        MailboxAddress.TryParse(address.Trim(), out var found) && found.Address == address.Trim() && found.Domain.Contains('.', StringComparison.Ordinal) && !found.Address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? found : null;
}

using Cendra.Messaging.Email.Wire;

namespace Cendra.Server.Console.Words;

/// <summary>What a connection is for, in a host's words.</summary>
public static class ConnectionWords
{
    /// <summary>Of a mailbox: what comes in there and what leaves. Null = it is not configured any more; <paramref name="sender"/> is the address from which everything leaves, empty = nothing does.</summary>
    public static string OfMailbox(MailSettings? mailbox, string sender)
    {
        if (mailbox is null)
        {
            return "It stands in the configuration no more: nothing is read or sent there.";
        }

        var address = mailbox.From ?? mailbox.Imap?.User ?? "this mailbox";
        var comes = mailbox.Imap is null ? $"What is written to {address} is not read here." : $"What guests write to {address} comes into their conversations.";
        var leaves = mailbox.Smtp is not null && sender.Length > 0 && string.Equals(mailbox.From, sender, StringComparison.OrdinalIgnoreCase) ? $"Mails to guests leave from {address}."
            : sender.Length > 0 ? $"Answers leave from {sender}." : "Nothing is sent.";
        return $"{comes} {leaves}";
    }
}

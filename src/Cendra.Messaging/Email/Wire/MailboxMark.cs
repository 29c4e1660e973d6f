using MailKit;
using MailKit.Net.Imap;

namespace Cendra.Messaging.Email.Wire;

/// <summary>Shows people who open the mailbox that a mail was taken.</summary>
internal static class MailboxMark
{
    private const string Done = "$CendraDone";

    /// <summary>Moves the mail to a folder, or without one marks it as read and with a keyword of our own, as far as the server allows.</summary>
    public static async Task ShowAsync(ImapClient client, IMailFolder folder, UniqueId id, string? moveTo, CancellationToken ct)
    {
        if (folder.Access != FolderAccess.ReadWrite)
        {
            return;
        }

        if (moveTo is not null)
        {
            await folder.MoveToAsync(id, await client.GetFolderAsync(moveTo, ct), ct);
            return;
        }

        var request = new StoreFlagsRequest(StoreAction.Add, folder.PermanentFlags.HasFlag(MessageFlags.Seen) ? MessageFlags.Seen : MessageFlags.None) { Silent = true };
        if (folder.PermanentFlags.HasFlag(MessageFlags.UserDefined))
        {
            request.Keywords.Add(Done);
        }

        if (request.Flags != MessageFlags.None || request.Keywords.Count > 0)
        {
            await folder.StoreAsync(id, request, ct);
        }
    }
}

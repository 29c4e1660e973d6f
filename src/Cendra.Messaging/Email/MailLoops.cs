using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.Inbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Email;

/// <summary>Ends a talk between two programs that do not know of each other (RFC 3834, section 2): a person goes on with it.</summary>
public sealed class MailLoops(CendraDbContext db)
{
    /// <summary>So many mails of one conversation are answered within an hour.</summary>
    public const int MostAnswers = 12;

    /// <summary>The same words are answered so often within an hour.</summary>
    public const int MostAlike = 2;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>This new message looks like a program's, by what came before it.</summary>
    public async Task<bool> IsLoopAsync(Sender sender, Message message, CancellationToken ct)
    {
        var since = message.CreatedUtc - Hour;
        var conversation = sender.Conversation.Id;
        var before = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation && m.Direction == MessageDirection.Inbound && m.CreatedUtc > since && m.DedupeKey.StartsWith(TakeMailJob.KeyPrefix) && m.Id != message.Id).Select(m => m.Body).ToListAsync(ct);
        return before.Count >= MostAnswers || (message.Body.Length > 0 && before.Count(b => b == message.Body) >= MostAlike);
    }
}

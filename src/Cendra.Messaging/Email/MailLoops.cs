using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.Inbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Email;

/// <summary>Ends a talk between two programs that do not know of each other (RFC 3834, section 2): a person goes on with it.</summary>
public sealed class MailLoops(CendraDbContext db, IConfiguration configuration)
{
    /// <summary>So many mails of one conversation are answered within an hour.</summary>
    public const int MostAnswers = 12;

    /// <summary>The same calm words are answered so often within an hour.</summary>
    public const int MostAlike = 2;

    /// <summary>So many mails of people whom nobody knows are answered within an hour, all together, unless <c>Email:StrangersAnHour</c> says otherwise.</summary>
    public const int MostOfStrangers = 30;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>This new message looks like a program's, by what came before it.</summary>
    public async Task<bool> IsLoopAsync(Sender sender, Message message, CancellationToken ct)
    {
        var conversation = sender.Conversation.Id;
        var before = await Before(message).Where(m => m.ConversationId == conversation).Select(m => m.Body).ToListAsync(ct);
        var isCalm = Urgencies.Of(message.Body, message.Typed, message.StayId is not null) == Urgency.Calm; // Whoever stands outside says the same thing again.
        return before.Count >= MostAnswers || (isCalm && message.Body.Length > 0 && before.Count(b => b == message.Body) >= MostAlike);
    }

    /// <summary>Somebody makes us write to many whom nobody knows.</summary>
    public async Task<bool> IsFloodAsync(Message message, CancellationToken ct) =>
        message.StayId is null && await Before(message).CountAsync(m => m.StayId == null && m.StateText == "", ct) >= configuration.GetValue("Email:StrangersAnHour", MostOfStrangers);

    private IQueryable<Message> Before(Message message)
    {
        var since = message.CreatedUtc - Hour;
        return db.Messages.AsNoTracking().Where(m => m.Direction == MessageDirection.Inbound && m.CreatedUtc > since && m.DedupeKey.StartsWith(TakeMailJob.KeyPrefix) && m.Id != message.Id);
    }
}

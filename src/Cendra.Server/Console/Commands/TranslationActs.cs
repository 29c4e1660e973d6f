using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Messaging.Inbound;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What a conversation says in the host's language, where a model is set: asked for by whoever reads it, kept with the message, and so asked once.</summary>
public sealed class TranslationActs(CendraDatabase database, HostTranslation translation, ModelBudgets budgets, StayClock clock)
{
    /// <summary>The console speaks English, and so do its translations.</summary>
    public const string Hosts = "en";

    /// <summary>What is said instead of a translation when the month's tokens are gone.</summary>
    public const string CapReached = "Not translated: the model's tokens of this month are used up. Raise ChatModel:MonthlyTokens to go on, or wait until the month is over.";

    private const int MostAtOnce = 12;
    private const int MostLooked = 60;

    /// <summary>A model is set.</summary>
    public bool IsSet => translation.IsSet;

    /// <summary>Translates the latest messages that are not in the host's language and have no translation. Why not all of them, in words for whoever asked; empty = nothing stands in the way.</summary>
    public async Task<string> TranslateAsync(Guid conversationId, SignedInHost host, CancellationToken ct)
    {
        await using var db = database.Open();
        if (!host.MayChange || !await InboxQuery.Within(db, host.Scope).AnyAsync(c => c.Id == conversationId, ct))
        {
            return "";
        }

        foreach (var message in (await WantedAsync(db, conversationId, clock.GetUtcNow(), ct)).Take(MostAtOnce))
        {
            if ((await budgets.OfAsync(db, null, ct)).MonthIsOver)
            {
                return CapReached;
            }

            if (await translation.OfAsync(message.Body, Hosts, ct) is not { } translated)
            {
                return "The model did not answer. Try again later."; // The rest would wait as long.
            }

            await KeepAsync(message.Id, translated, ct);
        }

        return "";
    }

    private static async Task<IEnumerable<Message>> WantedAsync(CendraDbContext db, Guid conversationId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var messages = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.Body != "" && m.State != MessageState.Withdrawn && !db.MessageTranslations.Any(t => t.MessageId == m.Id))
            .OrderByDescending(m => m.CreatedUtc).Take(MostLooked).ToListAsync(ct);
        return messages.Where(m => HostTranslation.IsWanted(m.Body, m.Language, Hosts, nowUtc));
    }

    /// <summary>Two who ask at once keep one.</summary>
    private async Task KeepAsync(Guid messageId, Translated translated, CancellationToken ct)
    {
        await using var db = database.Open();
        db.MessageTranslations.Add(new MessageTranslation
        {
            MessageId = messageId, Language = Hosts, Text = translated.Text, Model = translated.Model, InputTokens = translated.InputTokens, OutputTokens = translated.OutputTokens, MadeUtc = clock.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The other one is as good.
        }
    }
}

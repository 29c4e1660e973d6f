using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What a conversation says in the host's language, where a model is set: asked for by whoever reads it, kept with the message, and so asked once.</summary>
public sealed class TranslationActs(CendraDatabase database, HostTranslation translation, StayClock clock)
{
    /// <summary>The console speaks English, and so do its translations.</summary>
    public const string Hosts = "en";

    private const int MostAtOnce = 12;
    private const int MostLooked = 60;

    /// <summary>A model is set.</summary>
    public bool IsSet => translation.IsSet;

    /// <summary>Translates the latest messages that are not in the host's language and have no translation; how many have one now that had none.</summary>
    public async Task<int> TranslateAsync(Guid conversationId, SignedInHost host, CancellationToken ct)
    {
        await using var db = database.Open();
        if (!host.MayChange || !await InboxQuery.Within(db, host.Scope).AnyAsync(c => c.Id == conversationId, ct))
        {
            return 0;
        }

        var made = 0;
        foreach (var message in (await WantedAsync(db, conversationId, clock.GetUtcNow(), ct)).Take(MostAtOnce))
        {
            if (await translation.OfAsync(message.Body, Hosts, ct) is not { } translated)
            {
                break; // The model is away: the rest would wait as long.
            }

            made += await KeepAsync(message.Id, translated, ct) ? 1 : 0;
        }

        return made;
    }

    private static async Task<IEnumerable<Message>> WantedAsync(CendraDbContext db, Guid conversationId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var messages = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.Body != "" && m.State != MessageState.Withdrawn && !db.MessageTranslations.Any(t => t.MessageId == m.Id))
            .OrderByDescending(m => m.CreatedUtc).Take(MostLooked).ToListAsync(ct);
        return messages.Where(m => HostTranslation.IsWanted(m.Body, m.Language, Hosts, nowUtc));
    }

    /// <summary>Two who ask at once keep one.</summary>
    private async Task<bool> KeepAsync(Guid messageId, Translated translated, CancellationToken ct)
    {
        await using var db = database.Open();
        db.MessageTranslations.Add(new MessageTranslation
        {
            MessageId = messageId, Language = Hosts, Text = translated.Text, Model = translated.Model, InputTokens = translated.InputTokens, OutputTokens = translated.OutputTokens, MadeUtc = clock.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(ct);
            return translated.Text.Length > 0;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }
}

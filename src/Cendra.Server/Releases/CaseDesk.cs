using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge.Candidates;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Orders;
using Cendra.Server.Console.Queries;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Releases;

/// <summary>
/// Makes a test case of an answer: what the guest wrote, without anything of the guest, and what must hold when it is asked again, read off what happened. It holds no id of a guest, stay or conversation. Twice is once.
/// </summary>
public sealed partial class CaseDesk(CendraDatabase database, CaseTexts texts, StayClock clock, IdSource ids)
{
    /// <summary>So many cases a house keeps: each runs with every release.</summary>
    public const int Most = 200;

    private const int MostMessages = 5;
    private const int LongestNotSaid = 300;
    private static readonly TimeSpan UsuallyTold = TimeSpan.FromHours(24);
    private static readonly TimeSpan OfTheTurn = TimeSpan.FromSeconds(2);

    /// <summary>The key under which the case of an answer is kept.</summary>
    public static string KeyOf(Guid messageId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"answer:{messageId:N}")));

    /// <summary>Keeps the answer as a case; what is in the way, or nothing.</summary>
    public async Task<Ordered> KeepAsync(Guid conversationId, Guid messageId, string actor, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var conversation = await InboxQuery.Within(db, scope).AsNoTracking().SingleOrDefaultAsync(c => c.Id == conversationId, ct);
        var answer = await db.Messages.AsNoTracking().Include(m => m.Secrets).SingleOrDefaultAsync(m => m.Id == messageId && m.ConversationId == conversationId && m.Direction == MessageDirection.Outbound, ct);
        var turn = await db.AgentTurns.AsNoTracking().Where(t => t.MessageId == messageId).OrderByDescending(t => t.EndedUtc).FirstOrDefaultAsync(ct);
        if (conversation is null || answer is null || turn is null)
        {
            return new Ordered("This answer is not here any more, or lies outside what you see.");
        }

        var key = KeyOf(messageId);
        if (await db.EvalCases.AnyAsync(c => c.OriginKey == key, ct))
        {
            return Ordered.Done;
        }

        if (await db.EvalCases.CountAsync(ct) >= Most)
        {
            return new Ordered($"There are {Most} test cases already. Remove some on the page of test cases first.");
        }

        if (await MakeAsync(db, conversation, answer, turn, key, actor, ct) is not { } made)
        {
            return new Ordered("What the guest wrote cannot be kept without what belongs to them: nothing is left of it.");
        }

        made.NoteThat(actor, "Kept an answer as a test case");
        db.EvalCases.Add(made);
        return await SavedAsync(db, key, ct);
    }

    /// <summary>Other words or expectations. What belongs to somebody is taken out again.</summary>
    public async Task<Ordered> ChangeAsync(Guid id, int version, string words, bool callsPerson, bool tellsNoCode, string notSaid, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.EvalCases.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } kept)
        {
            return new Ordered("This test case is not here any more.");
        }

        if (kept.Version != version)
        {
            return ReleaseDesk.Overtaken;
        }

        var clean = await texts.CleanAsync(db, words, kept.Language, [], ct);
        if (clean.Length == 0)
        {
            return new Ordered("Write what the guest asks, without codes, numbers and names.");
        }

        var cleanNotSaid = notSaid.Trim().Length == 0 ? "" : await texts.CleanAsync(db, notSaid, kept.Language, [], ct);
        if (cleanNotSaid.Length == 0 && notSaid.Trim().Length > 0)
        {
            return new Ordered("Write what must not be said in words of its own: nothing is left of it without codes, numbers and names.");
        }

        (kept.Words, kept.CallsPerson, kept.TellsNoCode, kept.NotSaid) = (clean, callsPerson, tellsNoCode, cleanNotSaid);
        kept.NoteThat(actor, "Changed a test case");
        return await SavedAsync(db, kept.OriginKey, ct);
    }

    /// <summary>Removes it. Twice is once.</summary>
    public async Task<Ordered> RemoveAsync(Guid id, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.EvalCases.SingleOrDefaultAsync(c => c.Id == id, ct) is { } kept)
        {
            kept.NoteThat(actor, "Removed a test case");
            db.EvalCases.Remove(kept);
            return await SavedAsync(db, "", ct);
        }

        return Ordered.Done;
    }

    private async Task<EvalCase?> MakeAsync(CendraDbContext db, Conversation conversation, Message answer, AgentTurn turn, string key, string actor, CancellationToken ct)
    {
        var asked = await AskedAsync(db, answer, turn.QuestionId, ct);
        if (asked.Count == 0)
        {
            return null;
        }

        var stay = await db.Stays.AsNoTracking().Include(s => s.Property).Include(s => s.Reservation).SingleOrDefaultAsync(s => s.Id == (answer.StayId ?? conversation.StayId), ct);
        string[] names = [stay?.Reservation?.GuestName ?? "", stay?.Property?.Name ?? "", stay?.Property?.City ?? "", .. await db.Users.Select(u => u.DisplayName).ToListAsync(ct), .. await db.HostContacts.Select(c => c.Name).ToListAsync(ct)];
        var language = answer.Language.Length > 0 ? answer.Language : conversation.Language;
        var words = await texts.CleanAsync(db, string.Join('\n', asked.Select(m => m.Body)), language, names, ct);
        if (words.Length == 0)
        {
            return null;
        }

        var said = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversation.Id && m.CreatedUtc >= answer.CreatedUtc && m.Id != answer.Id).OrderBy(m => m.CreatedUtc).Take(MostMessages).ToListAsync(ct);
        var correction = said.TakeWhile(m => m.Direction == MessageDirection.Outbound).FirstOrDefault(m => m.Author == MessageAuthor.Host)?.Body;
        var called = await db.Escalations.AnyAsync(e => e.ConversationId == conversation.Id && e.RaisedUtc >= turn.StartedUtc - OfTheTurn && e.RaisedUtc <= turn.EndedUtc + OfTheTurn, ct);
        var at = asked[^1].CreatedUtc;
        return new EvalCase
        {
            Id = ids.Next(), OriginKey = key, Words = words, Language = language, KeptBy = actor, KeptUtc = clock.GetUtcNow(),
            Stage = stay?.Property is { } property ? AnswerModes.StageOf(stay, property.TimeZoneId, at) : StayStage.BeforeArrival,
            HoursFromCheckIn = stay?.CheckInUtc is { } checkIn ? (int)Math.Floor((at - checkIn).TotalHours) : 0,
            Origin = correction is not null ? CaseOrigin.Corrected : called ? CaseOrigin.PersonCalled : CaseOrigin.Answered,
            CallsPerson = called,
            TellsNoCode = !answer.Secrets.Exists(s => s.StayPinId is not null) && IsTooEarlyOrLate(stay, at),
            NotSaid = correction is null ? "" : await texts.CleanAsync(db, Wrong(answer.Body, correction), language, names, ct),
        };
    }

    /// <summary>No code may be told to anybody at that hour, in this house or another one.</summary>
    private static bool IsTooEarlyOrLate(Stay? stay, DateTimeOffset atUtc) =>
        atUtc >= stay?.CheckOutUtc || (stay is { Property: { } property, CheckInUtc: { } checkIn } && atUtc < Instants.Earlier(Disclosure.OpensUtc(property, checkIn), checkIn - UsuallyTold));

    /// <summary>What was answered: the last message, and those before it that had no answer yet.</summary>
    private static async Task<List<Message>> AskedAsync(CendraDbContext db, Message answer, Guid? questionId, CancellationToken ct)
    {
        var said = db.Messages.AsNoTracking().Where(m => m.ConversationId == answer.ConversationId && m.Id != answer.Id && m.Body != "");
        var question = questionId is { } id
            ? await said.SingleOrDefaultAsync(m => m.Id == id, ct)
            : await said.Where(m => m.Direction == MessageDirection.Inbound && m.CreatedUtc <= answer.CreatedUtc).OrderByDescending(m => m.CreatedUtc).FirstOrDefaultAsync(ct);
        if (question is null)
        {
            return [];
        }

        var before = await said.Where(m => m.CreatedUtc <= question.CreatedUtc && m.Id != question.Id).OrderByDescending(m => m.CreatedUtc).Take(MostMessages).ToListAsync(ct);
        return [.. before.TakeWhile(m => m.Direction == MessageDirection.Inbound).Reverse(), question];
    }

    /// <summary>The first sentence of the answer that the person did not say too.</summary>
    private static string Wrong(string answer, string correction) =>
        Sentence().Matches(answer).Select(m => m.Value.Trim()).FirstOrDefault(s => s.Any(char.IsLetter) && !correction.Contains(s, StringComparison.OrdinalIgnoreCase)) is { } wrong ? wrong.Length > LongestNotSaid ? wrong[..LongestNotSaid] : wrong : "";

    private static async Task<Ordered> SavedAsync(CendraDbContext db, string key, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Ordered.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ReleaseDesk.Overtaken;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (key.Length > 0 && await db.EvalCases.AnyAsync(c => c.OriginKey == key, ct))
            {
                return Ordered.Done; // Kept by somebody else at the same moment.
            }

            throw;
        }
    }

    [GeneratedRegex(@"[^.!?？！。؟\n]+[.!?？！。؟]?", RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();
}

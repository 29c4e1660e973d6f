using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>What a guest was asked, beside which stay is meant, that a bare number may answer: "at which door do you stand?", a menu, "one or two sets of towels?".</summary>
internal static class NumberQuestions
{
    /// <summary>Nobody has read a question and answered it sooner: what comes so soon was written without it.</summary>
    private static readonly TimeSpan ReadIn = TimeSpan.FromSeconds(3);

    private const string AnswerKey = "answer:";
    private const int IdLength = 32;

    /// <summary>What was said of this stay since then asks whoever wrote at <paramref name="writtenUtc"/> for more than the stay, or help at a locked door goes on there.</summary>
    public static async Task<bool> StandAsync(CendraDbContext db, Stay stay, DateTimeOffset sinceUtc, DateTimeOffset writtenUtc, CancellationToken ct)
    {
        var (stayId, reservationId, untilUtc) = (stay.Id, stay.ReservationId, writtenUtc - ReadIn);
        if (await db.LockOuts.AnyAsync(l => l.StayId == stayId && l.EndedUtc == null && l.HelpedUtc <= untilUtc, ct))
        {
            return true;
        }

        var (firstMenu, lastMenu) = (sinceUtc + MenuWatch.GuestMayTake, untilUtc + MenuWatch.GuestMayTake);
        var said = db.Messages.AsNoTracking().Where(m => m.ReservationId == reservationId && (m.StayId == null || m.StayId == stayId));
        if (await said.AnyAsync(m => m.Direction == MessageDirection.Inbound && m.State == MessageState.Answered && !m.AwaitsChoice && m.DueAtUtc >= firstMenu && m.DueAtUtc <= lastMenu, ct))
        {
            return true;
        }

        var told = await said
            .Where(m => m.Direction == MessageDirection.Outbound && m.CreatedUtc >= sinceUtc && m.CreatedUtc <= untilUtc && !m.DedupeKey.StartsWith(StayChoices.QuestionKey)
                && m.State != MessageState.Draft && m.State != MessageState.Held && m.State != MessageState.Failed && m.State != MessageState.Withdrawn)
            .Select(m => new { m.Body, m.DedupeKey }).ToListAsync(ct);
        var asking = told.FindAll(m => Asks(m.Body));
        if (asking.Count == 0)
        {
            return false;
        }

        var answered = asking.Select(m => AnsweredBy(m.DedupeKey)).OfType<Guid>().ToList();
        return asking.Count > await db.Messages.CountAsync(m => answered.Contains(m.Id) && m.Kind == MessageKinds.ChoosesStay, ct); // "It is about that one now. What can I do for you?" asks for no number.
    }

    /// <summary>One of its lines is a question, whoever is named below it as the one that answers here; or it asks something and gives answers by number.</summary>
    internal static bool Asks(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Exists(lines, IsQuestion) || (lines.Count(IsNumbered) > 1 && text.AsSpan().ContainsAny('?', '？', '؟'));
    }

    private static bool IsQuestion(string line) => line.TrimEnd(' ', '*', '_', ')', '"', '”', '»', '」') is [.., '?' or '？' or '؟'] or [.., 'か', '。'];

    private static bool IsNumbered(string line) => line.TrimStart('*', '\u2066', '\u2067', '\u2068') is [var digit, '.' or ')' or ':', ..] && char.IsDigit(digit);

    /// <summary>The message that an answer answers, by its key; null = it is none.</summary>
    private static Guid? AnsweredBy(string key) =>
        key.StartsWith(AnswerKey, StringComparison.Ordinal) && key.Length >= AnswerKey.Length + IdLength && Guid.TryParseExact(key.AsSpan(AnswerKey.Length, IdLength), "N", out var id) ? id : null;
}

using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Secrets;
using Cendra.Messaging.Hosts;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>Drafts as a person reads and changes them: a code or a secret stands as its place and is granted anew when it is sent.</summary>
internal static partial class ConversationDrafts
{
    /// <summary>The draft; null where there is none.</summary>
    public static async Task<ConversationDraft?> OfAsync(CendraDbContext db, Message? draft, Dictionary<Guid, AgentTurn> turns, ILookup<Guid, LineSource> sources, Dictionary<Guid, IReadOnlyList<SpokenPart>> translated, CancellationToken ct) => draft is null ? null : new ConversationDraft
    {
        Id = draft.Id,
        Parts = SpokenText.Parts(draft.Body),
        Words = Changeable(draft.Body, await NamesAsync(db, draft.Id, ct)),
        Language = draft.Language,
        WrittenUtc = draft.CreatedUtc,
        Moves = draft is { Moves: { } kind, MovesToLocal: { } at } ? string.Create(CultureInfo.InvariantCulture, $"move {(kind == TimeChangeKind.EarlyCheckIn ? "check-in" : "check-out")} to {at:HH:mm}") : "",
        Why = turns.GetValueOrDefault(draft.Id),
        Sources = [.. sources[draft.Id]],
        Translation = translated.GetValueOrDefault(draft.Id, []),
    };

    private static async Task<Dictionary<string, string>> NamesAsync(CendraDbContext db, Guid draftId, CancellationToken ct) =>
        await db.MessageSecrets.Where(s => s.MessageId == draftId && s.SubjectId != null).Join(db.PropertySecrets, s => s.SubjectId!.Value, p => p.Id, (s, p) => new { s.Token, p.Name }).ToDictionaryAsync(s => s.Token, s => s.Name, ct);

    private static string Changeable(string body, Dictionary<string, string> names) => Token().Replace(body, m =>
        names.TryGetValue(m.Groups[1].Value, out var name) ? SecretPlaces.Of(name) : m.Groups[1].Value.StartsWith("code:", StringComparison.Ordinal) ? ConversationDesk.CodePlace : "");

    [GeneratedRegex(@"\[\[([^\[\]\r\n]{1,64})\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}

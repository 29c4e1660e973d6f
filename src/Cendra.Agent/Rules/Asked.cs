using Cendra.Agent.LockOuts;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>What a turn asks for, by rules alone.</summary>
/// <param name="SafetyKey">The text that danger calls for; null = nobody is in danger as far as the words go.</param>
/// <param name="ShutOut">Code, lock or door does not do, or somebody stands outside.</param>
/// <param name="Access">The way in: code, key, door, address.</param>
/// <param name="WantsPerson">A person is asked for.</param>
/// <param name="NeedsNoAnswer">Thanks, "ok", emoji, "we are in", and nothing else.</param>
/// <param name="OnlyGreets">A greeting and nothing else.</param>
/// <param name="OtherMatters">Something else is asked beside.</param>
/// <param name="IsQuestion">It asks or greets at all.</param>
/// <param name="Unread">Pictures or sound that nobody here can read.</param>
/// <param name="HasText">There are words.</param>
internal sealed record Asked(
    string? SafetyKey, bool ShutOut, bool Access, bool WantsPerson, bool NeedsNoAnswer, bool OnlyGreets, bool OtherMatters, bool IsQuestion, bool Unread, bool HasText)
{
    /// <summary>Reads all new lines of a turn together.</summary>
    public static Asked In(GuestTurn turn)
    {
        var lines = turn.New.Where(l => l.Text.Trim().Length > 0).ToList();
        var text = string.Join('\n', lines.Select(l => l.Text));
        var folded = FoldedText.Of(text.Replace("[[typed]]", " ", StringComparison.Ordinal));
        var wasTyped = turn.New.Any(l => l.Typed.IsOfDoor());
        var words = FoldedText.Words(folded).Count;
        return new Asked(
            SafetyWords.KeyOf(folded),
            AccessWords.IsShutOut(folded, wasTyped, TypedWords.AreOfDigits(text)) || (wasTyped && words <= 3),
            AccessWords.Asked(folded) || wasTyped || Pictures.OfDoor(text) || turn.New.Any(l => l.Text.Trim().Length == 0 && l.Attachment.StartsWith("location", StringComparison.Ordinal)),
            SmallTalk.WantsPerson(folded),
            lines.Count > 0 && lines.TrueForAll(l => SmallTalk.NeedsNoAnswer(l.Text, FoldedText.Of(l.Text)) || LockOutSigns.IsOnlyInside(l.Text)) && !WasAsked(turn),
            SmallTalk.OnlyGreets(folded),
            AccessWords.SpeaksOfOtherMatters(folded) || TimeWish.IsWished(text),
            Questions.Marked(text) || SmallTalk.Greets(folded),
            turn.New.Any(l => IsPictureOrSound(l.Attachment)),
            lines.Count > 0);
    }

    /// <summary>The model asked the guest something lately: "ok" and "yes, please" answer it.</summary>
    private static bool WasAsked(GuestTurn turn) =>
        turn.Before.LastOrDefault(l => l.Author != MessageAuthor.Guest) is { Author: MessageAuthor.Agent } last && turn.NowUtc - last.AtUtc < TimeSpan.FromHours(12) && Questions.Marked(last.Text);

    private static bool IsPictureOrSound(string attachment) => attachment.Length > 0 && !attachment.StartsWith("location", StringComparison.Ordinal);
}

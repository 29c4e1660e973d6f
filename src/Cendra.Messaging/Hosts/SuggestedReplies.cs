using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Messaging.Inbound;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Hosts;

/// <summary>Words that a person may begin with, and their language.</summary>
public sealed record Suggestion(string Text, string Language);

/// <summary>From what an answer may be suggested.</summary>
/// <param name="Cause">Why a person is called.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="Language">What the guest speaks, BCP 47; empty = not known.</param>
/// <param name="Guest">The guest's first name; empty = not known.</param>
public sealed record ReplyHint(string Cause, EscalationPriority Priority, string Language, string Guest)
{
    /// <summary>The hint for this call. Cendra answers in four languages and so speaks English with the others; a person writes in that of the booking there.</summary>
    public static ReplyHint Of(Escalation call, Conversation conversation, Reservation? party) => new(
        call.Cause, call.Priority, conversation.Language.Length == 0 || (party?.GuestLanguage is { Length: > 0 } booked && !string.Equals(Languages.OrEnglish(booked), booked.Split('-')[0], StringComparison.OrdinalIgnoreCase)) ? party?.GuestLanguage ?? "" : conversation.Language,
        party?.GuestName.Split(' ')[0] ?? "");
}

/// <summary>
/// What a host who is called may begin the answer with, in the guest's language, from <c>prompts/suggested-replies.md</c>. It follows from why they are called and from nothing a guest wrote, holds no code, and
/// leaves only when a person sends it.
/// </summary>
public sealed class SuggestedReplies(PromptShelf shelf, ILogger<SuggestedReplies>? log = null)
{
    private const string BookName = "suggested-replies";
    private const string LockedOut = "locked-out";
    private const string Person = "person";
    private const string Question = "question";

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        [nameof(HandoverReason.LockedOut)] = LockedOut,
        [Answering.LockedOut] = LockedOut,
        [Answering.StoppedLockedOut] = LockedOut,
        [nameof(HandoverReason.Safety)] = "danger",
        [Answering.StoppedDanger] = "danger",
        [nameof(HandoverReason.PersonWanted)] = Person,
        [nameof(HandoverReason.NotForCendra)] = Question,
        [nameof(HandoverReason.NoSafeAnswer)] = Question,
        [nameof(HandoverReason.AnsweredByPerson)] = Question,
        [nameof(HandoverReason.NewCodeWanted)] = Question,
        [Answering.Stopped] = Question,
        [AnswerGuestJob.Unable] = Question,
    };

    /// <summary>
    /// The words for this call, null where none fit or the file cannot be used, of which the log says why. <paramref name="host"/> is whoever answers.
    /// </summary>
    public Suggestion? For(ReplyHint hint, string host)
    {
        if (hint.Cause.Split(':') is not ["guest", _, var reason] || Keys.GetValueOrDefault(reason) is not { } key)
        {
            return null;
        }

        try
        {
            var book = shelf.Book(BookName);
            var text = book.Text(hint.Language, key == LockedOut && hint.Priority != EscalationPriority.P0 ? Person : key); // Only at P0 somebody is known to stand outside.
            return new Suggestion(Tidy(text.Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["guest"] = Plain(hint.Guest), ["host"] = Plain(host) })), book.LanguageFor(hint.Language));
        }
        catch (PromptException unusable)
        {
            log?.LogWarning("No answer is suggested to a host: {Why}", unusable.Message);
            return null;
        }
    }

    /// <summary>A name that looks like the place of a code would become one where it is sent.</summary>
    private static string Plain(string name) => name.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    /// <summary>Without what a name that is not known leaves behind.</summary>
    private static string Tidy(string text) => text.Replace(", ,", ",", StringComparison.Ordinal).Replace(", .", ".", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal)
        .Replace(" ，", "，", StringComparison.Ordinal).Replace(" ،", "،", StringComparison.Ordinal).Replace("、 様。", "。", StringComparison.Ordinal) is var tidy && tidy.StartsWith(" 様。", StringComparison.Ordinal) ? tidy[" 様。".Length..] : tidy.TrimStart(',', '，', '،', ' ');
}

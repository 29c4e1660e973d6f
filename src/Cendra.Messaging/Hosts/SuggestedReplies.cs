using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Messaging.Inbound;

namespace Cendra.Messaging.Hosts;

/// <summary>
/// What a host who is called may begin the answer with, in the guest's language, from <c>prompts/suggested-replies.md</c>. It follows from why they are called and from nothing a guest wrote, holds no code, and
/// leaves only when a person sends it.
/// </summary>
public sealed class SuggestedReplies(PromptShelf shelf)
{
    private const string BookName = "suggested-replies";
    private const string Question = "question";

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        [nameof(HandoverReason.LockedOut)] = "locked-out",
        [Answering.LockedOut] = "locked-out",
        [Answering.StoppedLockedOut] = "locked-out",
        [nameof(HandoverReason.Safety)] = "danger",
        [Answering.StoppedDanger] = "danger",
        [nameof(HandoverReason.PersonWanted)] = "person",
        [nameof(HandoverReason.NotForCendra)] = Question,
        [nameof(HandoverReason.NoSafeAnswer)] = Question,
        [Answering.Stopped] = Question,
        [AnswerGuestJob.Unable] = Question,
    };

    /// <summary>
    /// The text for this cause of an escalation, null where none fits. <paramref name="guest"/> is a first name, empty where none is known; <paramref name="host"/> is whoever answers. Throws
    /// <see cref="PromptException"/> when the file is missing or cannot be used.
    /// </summary>
    public string? For(string cause, string language, string guest, string host) => cause.Split(':') is ["guest", _, var reason] && Keys.GetValueOrDefault(reason) is { } key
        ? Tidy(shelf.Book(BookName).Text(language, key).Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["guest"] = Plain(guest), ["host"] = Plain(host) }))
        : null;

    /// <summary>A name that looks like the place of a code would become one where it is sent.</summary>
    private static string Plain(string name) => name.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    /// <summary>Without what a name that is not known leaves behind.</summary>
    private static string Tidy(string text) => text.Replace(" ,", ",", StringComparison.Ordinal).Replace(" ，", "，", StringComparison.Ordinal).Replace(" ،", "،", StringComparison.Ordinal).TrimStart(',', '，', '،', ' ');
}

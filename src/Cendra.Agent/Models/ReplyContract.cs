using Cendra.Agent.Language;
using Cendra.Agent.Plugins;

namespace Cendra.Agent.Models;

/// <summary>
/// Holds an answer to what it says of itself: its language, what it rests on, and what it is. Servers that ignore the format give a text alone; that is held by the other checks, and here only by what it does say.
/// </summary>
internal static class ReplyContract
{
    /// <summary>The source that is the facts of the stay.</summary>
    private const string Facts = "FACTS";

    private const string Answer = "answer";
    private const string Escalated = "escalated";

    private static readonly string[] Intents = [Answer, "greet", "thanks", "clarify", Escalated];

    /// <summary>Why the answer may not be sent, in words for the model; null = it may.</summary>
    /// <param name="draft">The answer.</param>
    /// <param name="told">What it rests on.</param>
    /// <param name="done">What tools did.</param>
    /// <param name="called">The names of tools that told something in this turn.</param>
    public static string? Of(ModelReply draft, ToldInTurn told, IReadOnlySet<Deed> done, IReadOnlySet<string> called)
    {
        var lang = draft.Lang.Trim().ToLowerInvariant();
        var intent = draft.Intent.Trim().ToLowerInvariant();
        return lang.Length == 2 && lang != told.Language ? $"It says that its language is another than {LanguageNames.Of(told.Language)}."
            : intent.Length > 0 && !Intents.Contains(intent) ? "Its intent is none of those that there are."
            : draft.Sources.Any(s => !IsSource(s.Trim(), told, called)) ? "It names a source that it was not shown."
            : intent == Answer && draft.Sources.Count == 0 ? "It names no source. Name the numbers of the texts, FACTS, or the tools that it rests on."
            : intent == Escalated && !done.Contains(Deed.HostCalled) ? "It says that it called the host, but EscalateToHost was not called."
            : null;
    }

    private static bool IsSource(string name, ToldInTurn told, IReadOnlySet<string> called) =>
        told.Guide.Source(name) is not null || name.Equals(Facts, StringComparison.OrdinalIgnoreCase) || called.Contains(name.Split('-')[^1]);
}

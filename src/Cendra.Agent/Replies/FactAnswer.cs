using Cendra.Agent.Rules;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent.Replies;

/// <summary>
/// Answers without a model from what the host wrote: only one question about one topic that an article of that topic answers, or one that is nearly the article's own. In a host's own words, in a frame that
/// names the topic and says how to reach a person. Everything else is left to a person: a wrong answer costs more than a late one.
/// </summary>
internal static class FactAnswer
{
    private const int Looked = 3;

    /// <summary>The article that answers; null = none surely does.</summary>
    public static Found? For(GuestTurn turn, string language)
    {
        var text = string.Join('\n', turn.New.Select(l => l.Text));
        if (turn.New.Any(l => l.Attachment.Length > 0) || !FactWords.AsksOne(text) || FactWords.Unsettled(FoldedText.Of(text)) || turn.Guide.Find(text, language, Looked, turn.Meaning) is not [var best, ..])
        {
            return null;
        }

        var topics = TopicBook.In(text);
        return topics.Count switch
        {
            1 when TopicsOf(best.Text).Contains(topics[0]) => best,
            0 when best.Score >= CompiledGuide.AnswersByItself => best,
            _ => null,
        };
    }

    /// <summary>Says it.</summary>
    public static void Say(ReplyDraft draft, Found found, HostWords words)
    {
        var topic = TopicsOf(found.Text) is [var first, ..] ? TopicBook.Name(first, draft.Language) : "";
        draft.Say(topic.Length > 0 ? "fact" : "fact-plain", ("topic", topic), ("answer", words.Fill(GuestText.Of(found.Text.Answer))));
        draft.GrantSecrets(words.Grants).Source(SourceOf(found)).Step($"Answered with “{found.Text.Question}”");
        if (words.LeftToHost.Count > 0)
        {
            draft.Call(Calls.SecretLeftToHost(words.LeftToHost));
        }

        foreach (var name in words.KeptBack)
        {
            draft.Step($"{{{{{name}}}}} may not be told now");
        }
    }

    /// <summary>Where it came from and why.</summary>
    public static TurnSource SourceOf(Found found) => new(found.Text.Id, found.Text.Number, found.Text.Question, string.Join("; ", found.Parts.Select(p => p.Reason)));

    private static IReadOnlyList<string> TopicsOf(GuideText text) => text.Topic.Length > 0 ? [text.Topic] : TopicBook.In(text.Question);
}

using System.Runtime.CompilerServices;
using Cendra.Agent.Rules;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent.Replies;

/// <summary>An article that answers. <paramref name="NeedsPerson"/>: something is to be arranged beside it, and a person is called for that.</summary>
internal sealed record Fact(Found Found, bool NeedsPerson)
{
    /// <summary>An order to a program was planted in it: it would answer, and is told to nobody.</summary>
    public bool IsPlanted => FactAnswer.IsForMachines(Found.Text);
}

/// <summary>
/// Answers without a model from what the host wrote: only one question about one topic that an article of that topic answers, or one that is nearly the article's own. In a host's own words, in a frame that
/// names the topic and says how to reach a person. Everything else is offered as a menu or left to a person: a wrong answer costs more than a late one.
/// </summary>
internal static class FactAnswer
{
    private const int Looked = 3;

    /// <summary>Of two articles about one topic the better one must be better by so much, or be the very question.</summary>
    private const double Close = 0.9;

    /// <summary>Guests "book" many things: beside another topic it is no topic of its own.</summary>
    private static readonly string[] General = ["booking", "house-rules"];

    /// <summary>Of texts of compiled guides, which stay as they are from question to question.</summary>
    private static readonly ConditionalWeakTable<GuideText, StrongBox<bool>> Planted = new();

    /// <summary>The article that answers; null = none surely does.</summary>
    public static Fact? For(GuestTurn turn, string language)
    {
        var text = Asked(turn);
        if (!IsOneQuestion(turn, text) || FactWords.Settles(FoldedText.Of(text)) is var settled && settled == Settled.Nothing || Nearest(turn, text, language, Looked, withPlanted: true) is not [var best, ..] found)
        {
            return null;
        }

        var isSure = TopicsIn(text) switch
        {
            [var topic] => TopicsOf(best.Text).Contains(topic) && !(best.Score < 1 && found.Skip(1).Any(f => f.Score >= best.Score * Close && TopicsOf(f.Text).Contains(topic))),
            [] => best.Score >= CompiledGuide.AnswersByItself,
            _ => false,
        };
        return isSure ? new Fact(best, settled == Settled.InPart) : null;
    }

    /// <summary>Says it.</summary>
    public static void Say(ReplyDraft draft, Fact fact, HostWords words)
    {
        var text = fact.Found.Text;
        var topic = TopicsOf(text) is [var first, ..] ? TopicBook.Name(first, draft.Language) : "";
        if (text.Language.Length > 0 && text.Language != draft.Language)
        {
            draft.Say("untranslated").Step($"Told in “{text.Language}”: there is no translation into “{draft.Language}”");
        }

        draft.Say(topic.Length > 0 ? "fact" : "fact-plain", ("topic", topic), ("answer", words.Fill(GuestText.Of(text.Answer))));
        draft.GrantSecrets(words.Grants).Source(SourceOf(fact.Found)).Step($"Answered with “{text.Question}”");
        if (fact.NeedsPerson)
        {
            draft.Say("fact-passed-on").Call(Calls.NotForCendra("A guest wants something arranged", $"The guest was told what you wrote ({text.Question}), that you decide, and that nothing is confirmed yet."));
        }

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

    /// <summary>All that is new, as one text.</summary>
    public static string Asked(GuestTurn turn) => string.Join('\n', turn.New.Select(l => l.Text));

    /// <summary>Words alone, and one question.</summary>
    public static bool IsOneQuestion(GuestTurn turn, string text) => turn.New.All(l => l.Attachment.Length == 0) && (FactWords.AsksOne(text) || WantsToUse.In(text));

    /// <summary>The best articles for a text that Cendra may tell by itself: none of a topic that the host keeps for a person, whatever words the guest used.</summary>
    public static IReadOnlyList<Found> Told(GuestTurn turn, string text, string language, int most) => Nearest(turn, text, language, most, withPlanted: false);

    private static IReadOnlyList<Found> Nearest(GuestTurn turn, string text, string language, int most, bool withPlanted)
    {
        var kept = Kept(turn);
        return kept.Count > 0 || (!withPlanted && turn.Guide.Texts.Any(IsForMachines))
            ? [.. turn.Guide.Find(text, language, CompiledGuide.MostTexts, turn.Meaning).Where(f => !TopicsOf(f.Text).Any(kept.Contains) && (withPlanted || !IsForMachines(f.Text))).Take(most)]
            : turn.Guide.Find(text, language, most, turn.Meaning);
    }

    /// <summary>Every article that Cendra may tell by itself.</summary>
    public static IEnumerable<GuideText> Told(GuestTurn turn)
    {
        var kept = Kept(turn);
        return turn.Guide.Texts.Where(t => !TopicsOf(t).Any(kept.Contains) && !IsForMachines(t));
    }

    /// <summary>Somebody planted an order to a program in it: no guest is told it, in no part, and a person answers what it is about.</summary>
    public static bool IsForMachines(GuideText text) => Planted.GetValue(text, t => new StrongBox<bool>(OrderScreen.IsForMachines(t.Question) || OrderScreen.IsForMachines(GuestText.Of(t.Answer)))).Value;

    private static IReadOnlyList<string> Kept(GuestTurn turn) => turn.Stay?.Property is { } property ? [.. AnswerModes.Restricted(property).Union(turn.KeptTopics)] : [];

    /// <summary>What a question is about.</summary>
    public static IReadOnlyList<string> TopicsIn(string text)
    {
        IReadOnlyList<string> topics = [.. TopicBook.In(text)];
        foreach (var general in General.TakeWhile(_ => topics.Count > 1))
        {
            topics = [.. topics.Where(t => t != general)];
        }

        return topics;
    }

    /// <summary>What an article is about.</summary>
    public static IReadOnlyList<string> TopicsOf(GuideText text) => text.Topic.Length > 0 ? [text.Topic] : TopicBook.In(text.Question);
}

using System.Globalization;
using Cendra.Agent.Language;
using Cendra.Agent.Rules;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent.Replies;

/// <summary>
/// Asks which of two or three things is meant where no article surely answers: the right one is among the first three much more often than it is the first. Only what may be told to this guest stands in it, a person
/// always does, and nobody is asked twice: <see cref="OpenMenu"/> reads what was chosen.
/// </summary>
internal static class TopicMenu
{
    /// <summary>Topics beside the person.</summary>
    public const int Most = 3;

    /// <summary>Without a word of a topic an article must be so near to be offered.</summary>
    public const double Offered = 0.25;

    private const int Looked = 12;
    private const int LongestName = 80;

    /// <summary>The articles to choose from; none = a person is asked rather than the guest.</summary>
    public static IReadOnlyList<GuideText> For(GuestTurn turn, string language)
    {
        var text = FactAnswer.Asked(turn);
        if (!FactAnswer.IsOneQuestion(turn, text) || FactWords.Settles(FoldedText.Of(text)) == Settled.Nothing)
        {
            return [];
        }

        var (topics, found) = (FactAnswer.TopicsIn(text), FactAnswer.Told(turn, text, language, Looked));
        var fitting = topics.Count > 0 ? EachTopicFirst(topics, found) : found.Where(f => f.Score >= Offered);
        return [.. fitting.Select(f => f.Text).Where(t => Name(t, language, isAlone: true).Length > 0).Take(Most)];
    }

    /// <summary>Asks.</summary>
    public static void Say(ReplyDraft draft, IReadOnlyList<GuideText> texts)
    {
        var names = texts.Select(t => Name(t, draft.Language, texts.Count(o => o.Topic == t.Topic) == 1)).Distinct(StringComparer.Ordinal).Append(draft.Words("menu-person"));
        draft.Say("menu", ("choices", string.Join('\n', names.Select((name, i) => $"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {Directions.Isolated(draft.Language, name)}"))));
        draft.Offers().Step(TurnMarks.TopicsOffered);
    }

    /// <summary>The article that was chosen, the best one for what was asked first; null = it is not told any more.</summary>
    public static Fact? Article(GuestTurn turn, OpenMenu menu, string name, string language)
    {
        var text = FactAnswer.Told(turn, menu.Question, language, CompiledGuide.MostTexts).Select(f => f.Text).Concat(FactAnswer.Told(turn)).FirstOrDefault(t => IsNamed(t, name, language));
        return text is not null ? new Fact(new Found(text, 1, [new ScorePart("chosen by the guest", 1)]), FactWords.Settles(FoldedText.Of(menu.Question)) == Settled.InPart) : null;
    }

    /// <summary>The article stands in a menu under this name.</summary>
    private static bool IsNamed(GuideText text, string name, string language) =>
        Same(Name(text, language, isAlone: true), name) || Same(Name(text, language, isAlone: false), name);

    /// <summary>Of each topic its best article, then what is left.</summary>
    private static IEnumerable<Found> EachTopicFirst(IReadOnlyList<string> topics, IReadOnlyList<Found> found)
    {
        var best = topics.Select(topic => found.FirstOrDefault(f => FactAnswer.TopicsOf(f.Text).Contains(topic))).OfType<Found>().DistinctBy(f => f.Text.Id).ToList();
        return best.Concat(found.Where(f => FactAnswer.TopicsOf(f.Text).Any(topics.Contains) && best.TrueForAll(b => b.Text.Id != f.Text.Id)));
    }

    /// <summary>The topic where it is the only article of it, else the host's question; empty where that says nothing that may stand in a list.</summary>
    private static string Name(GuideText text, string language, bool isAlone)
    {
        var name = isAlone && TopicBook.Find(text.Topic) is not null ? TopicBook.Name(text.Topic, language) : string.Join(' ', StayFacts.Said(text.Question).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length is 0 or > LongestName || name.Contains("{{", StringComparison.Ordinal) ? "" : CultureInfo.GetCultureInfo(language).TextInfo.ToUpper(name[0]) + name[1..];
    }

    private static bool Same(string one, string other) => one.Length > 0 && FoldedText.Words(FoldedText.Of(one)).SequenceEqual(FoldedText.Words(FoldedText.Of(other)), StringComparer.Ordinal);
}

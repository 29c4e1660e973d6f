using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>An approved article that holds for the property in question.</summary>
public sealed record KnownArticle(Guid Id, string Question, string Answer, string Topic, string Language)
{
    /// <summary>It holds for every property.</summary>
    public bool IsForAll { get; init; }

    /// <summary>Its row's version when it was read.</summary>
    public int Version { get; init; }
}

/// <summary>What an article has to do with a suggested answer.</summary>
/// <param name="Article">Which article.</param>
/// <param name="Words">Where the two differ, or that they say the same.</param>
/// <param name="IsSame">They say the same: nothing needs to be written.</param>
public sealed record ArticleClash(KnownArticle Article, string Words, bool IsSame);

/// <summary>
/// Holds a suggested answer against the articles that hold for the same property: other times, prices or counts about the same thing, or yes against no. Sentence against sentence, so that
/// an article that speaks of something else beside contradicts nothing. Pure.
/// </summary>
public static partial class ArticleConflicts
{
    /// <summary>From this likeness on two questions are about the same thing.</summary>
    private const double SameQuestion = 0.6;

    /// <summary>From this likeness on two sentences state something of the same thing.</summary>
    private const double SameSentence = 0.5;

    /// <summary>From this likeness on two answers with the same facts are one.</summary>
    private const double SameAnswer = 0.8;

    private const int FewWords = 25;

    /// <summary>The first article that says something else, before one that says the same; null = none has to do with it.</summary>
    public static ArticleClash? Of(string question, string answer, string topic, string language, IReadOnlyList<KnownArticle> articles) => First(articles.Select(a => With(question, answer, topic, language, a)));

    /// <summary>The same of articles that were compared one by one.</summary>
    internal static ArticleClash? First(IEnumerable<ArticleClash?> compared)
    {
        var clashes = compared.OfType<ArticleClash>().ToList();
        return clashes.Find(c => !c.IsSame) ?? clashes.FirstOrDefault();
    }

    /// <summary>Two answers to one question state different things: times, prices, counts, or yes and no.</summary>
    public static bool Differ(string one, string other) =>
        StatedFacts.Difference(StatedFacts.Of(one), StatedFacts.Of(other)) is not null || (YesNoWords.Of(one), YesNoWords.Of(other)) is (true, false) or (false, true);

    /// <summary>What one article has to do with it; null = nothing.</summary>
    internal static ArticleClash? With(string question, string answer, string topic, string language, KnownArticle article)
    {
        var asksSame = QuestionWords.Likeness(question, article.Question) >= SameQuestion && QuestionWords.AskedFor(question) == QuestionWords.AskedFor(article.Question);
        var sameTopic = topic.Length > 0 && topic == article.Topic;
        if (!asksSame && !sameTopic && QuestionWords.Likeness(question, article.Question) < SameQuestion)
        {
            return null;
        }

        var shortInOthers = sameTopic && language.Length > 0 && language != article.Language && FoldedText.Words(FoldedText.Of(answer)).Count <= FewWords && FoldedText.Words(FoldedText.Of(article.Answer)).Count <= FewWords;
        if ((Stated(article.Answer, answer, asksSame || shortInOthers) ?? YesAndNo(article.Answer, answer, asksSame || shortInOthers)) is { } difference)
        {
            return new ArticleClash(article, $"The article says {difference.Article}, the reply says {difference.Reply}.", IsSame: false);
        }

        return SaysSame(answer, article.Answer) ? new ArticleClash(article, "Already answered by this article: it says the same.", IsSame: true) : null;
    }

    private static (string Article, string Reply)? Stated(string article, string reply, bool wholeToo)
    {
        var compared = false;
        foreach (var (one, other) in SentencesOf(article).SelectMany(a => SentencesOf(reply).Select(r => (a, r))).Where(p => QuestionWords.Likeness(p.a, p.r) >= SameSentence))
        {
            var (stated, said) = (StatedFacts.Of(one), StatedFacts.Of(other));
            compared |= !stated.IsEmpty && !said.IsEmpty;
            if (StatedFacts.Difference(stated, said) is { } difference)
            {
                return difference;
            }
        }

        return wholeToo && !compared ? StatedFacts.Difference(StatedFacts.Of(article), StatedFacts.Of(reply)) : null;
    }

    private static (string Article, string Reply)? YesAndNo(string article, string reply, bool wholeToo)
    {
        foreach (var (one, other) in SentencesOf(article).SelectMany(a => SentencesOf(reply).Select(r => (a, r))))
        {
            if ((YesNoWords.Of(one), YesNoWords.Of(other)) is ({ } stated, { } said) && stated != said && QuestionWords.Likeness(YesNoWords.Without(one), YesNoWords.Without(other)) >= SameQuestion)
            {
                return Words(stated, said);
            }
        }

        return wholeToo && (YesNoWords.Of(article), YesNoWords.Of(reply)) is ({ } whole, { } answer) && whole != answer ? Words(whole, answer) : null;
    }

    private static (string Article, string Reply) Words(bool article, bool reply) => (article ? "yes" : "no", reply ? "yes" : "no");

    private static bool SaysSame(string one, string other) =>
        FoldedText.Of(one) == FoldedText.Of(other) || (QuestionWords.Likeness(one, other) >= SameAnswer && YesNoWords.Of(one) == YesNoWords.Of(other));

    private static IEnumerable<string> SentencesOf(string text) => Sentence().Split(text).Select(s => s.Trim()).Where(s => s.Length > 0);

    /// <summary>After a mark that ends a sentence, not within 11.30.</summary>
    [GeneratedRegex(@"(?<=[.!?])\s+|(?<=[。！？؟])|\n")]
    private static partial Regex Sentence();
}

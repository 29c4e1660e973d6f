using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Secrets;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Knowledge.Articles;

/// <summary>What an article must be before it is saved, in sentences that say what to change.</summary>
public static class ArticleRules
{
    /// <summary>All problems at once, in the order of the form; empty = none.</summary>
    public static IReadOnlyList<string> Problems(ArticleDraft draft) => [.. Texts(draft), .. Facts(draft)];

    private static IEnumerable<string> Texts(ArticleDraft draft)
    {
        if (draft.Question.Trim().Length is 0 or > Article.LongestQuestion)
        {
            yield return $"Question: write what a guest would ask, up to {Article.LongestQuestion} characters.";
        }

        if (draft.Answer.Trim().Length is 0 or > Article.LongestAnswer)
        {
            yield return $"Answer: write what guests may be told, up to {Article.LongestAnswer} characters.";
        }

        if (draft.Question.Contains("[[", StringComparison.Ordinal) || draft.Answer.Contains("[[", StringComparison.Ordinal))
        {
            yield return "Question and answer: take the double square brackets out. A secret is named by its place, such as {{wifi}}.";
        }

        if (SecretPlaces.In(draft.Question).Count > 0)
        {
            yield return "Question: a secret belongs into the answer.";
        }
    }

    private static IEnumerable<string> Facts(ArticleDraft draft)
    {
        if (!LanguageTag.IsKnown(draft.Language))
        {
            yield return "Language: choose the one it is written in.";
        }

        if (draft.Topic.Length > 0 && TopicBook.All.All(t => t.Id != draft.Topic))
        {
            yield return "Topic: choose one of the list, or none.";
        }

        if (!draft.IsForAll && draft.PropertyIds.Count == 0)
        {
            yield return "For: choose the properties for which it holds, or all.";
        }

        if (draft.ValidUntil < draft.ValidFrom)
        {
            yield return "Dates: the last day lies before the first.";
        }

        if (draft.TranslatesId is { } other && other == draft.Id)
        {
            yield return "Translation: an article cannot be a translation of itself.";
        }
    }
}

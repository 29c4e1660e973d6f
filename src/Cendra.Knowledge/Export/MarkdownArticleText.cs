using System.Text;
using Cendra.Knowledge.Import;

namespace Cendra.Knowledge.Export;

/// <summary>
/// Articles as Markdown: a heading, its facts in a comment, the answer. Each is read back before it is written: where its answer would be read as something else (a heading in it, a fence
/// that is not closed), it is fenced word for word; where its question would, that stands in the comment.
/// </summary>
internal static class MarkdownArticleText
{
    private const string Next = "\n## Next\n\nText\n";

    public static string Of(IReadOnlyList<ImportedArticle> articles) => string.Join('\n', articles.Select(Piece));

    private static string Piece(ImportedArticle article)
    {
        string[] ways = [Piece(article, false, false), Piece(article, false, true), Piece(article, true, false)];
        return Array.Find(ways, way => IsReadBack(way, article)) ?? Piece(article, true, true);
    }

    private static bool IsReadBack(string piece, ImportedArticle article) =>
        MarkdownArticles.Read(piece + Next, "") is { Problems: [], Articles: [var first, { Question: "Next" }] } && first.SaysTheSame(article);

    private static string Piece(ImportedArticle article, bool hidesQuestion, bool fenced)
    {
        var facts = YamlArticleText.Facts(article).ToList();
        if (hidesQuestion)
        {
            facts.Insert(0, $"question: {YamlArticleText.Quoted(article.Question)}");
        }

        var text = new StringBuilder("## ").Append(hidesQuestion ? "Article" : article.Question).Append("\n\n");
        if (facts.Count > 0)
        {
            text.Append("<!-- cendra\n").AppendJoin('\n', facts).Append("\n-->\n\n");
        }

        var fence = new string('~', Math.Max(3, LongestTildes(article.Answer) + 1));
        return (fenced ? text.Append(fence).Append(" answer\n").Append(article.Answer).Append('\n').Append(fence) : text.Append(article.Answer)).Append('\n').ToString();
    }

    private static int LongestTildes(string text)
    {
        var (longest, now) = (0, 0);
        foreach (var c in text)
        {
            now = c == '~' ? now + 1 : 0;
            longest = Math.Max(longest, now);
        }

        return longest;
    }
}

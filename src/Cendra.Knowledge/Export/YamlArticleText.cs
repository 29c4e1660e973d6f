using System.Globalization;
using System.Text;
using Cendra.Knowledge.Import;

namespace Cendra.Knowledge.Export;

/// <summary>Articles as a YAML list: answers of several lines as blocks that people can edit, everything else between quotation marks.</summary>
internal static class YamlArticleText
{
    public static string Of(IReadOnlyList<ImportedArticle> articles) => articles.Count == 0 ? "[]\n" : string.Concat(articles.Select(Entry));

    /// <summary>The facts beside question and answer, one a line.</summary>
    public static IEnumerable<string> Facts(ImportedArticle a)
    {
        if (a.Topic.Length > 0)
        {
            yield return $"topic: {Quoted(a.Topic)}";
        }

        if (a.Language.Length > 0)
        {
            yield return $"language: {Quoted(a.Language)}";
        }

        if (a.PropertyNames.Count > 0)
        {
            yield return $"property: [{string.Join(", ", a.PropertyNames.Select(Quoted))}]";
        }

        if (a.ValidFrom is { } from)
        {
            yield return $"from: {ArticleExport.Day(from)}";
        }

        if (a.ValidUntil is { } until)
        {
            yield return $"until: {ArticleExport.Day(until)}";
        }

        if (a.IsSensitive)
        {
            yield return "sensitive: yes";
        }
    }

    /// <summary>A text between quotation marks; no character of it means anything to YAML, HTML or a line.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' or '\\' => $"\\{c}",
                '\n' => "\\n",
                '\t' => "\\t",
                '>' => "\\u003E",
                < ' ' or (>= '\u007F' and <= '\u00A0') or '\u2028' or '\u2029' or '\uFEFF' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static string Entry(ImportedArticle article)
    {
        var plain = Entry(article, Block(article.Answer));
        return article.Answer.Contains('\n') && YamlArticles.Read(plain) is { Articles: [var only], Problems: [] } && only.SaysTheSame(article) ? plain : Entry(article, Quoted(article.Answer));
    }

    private static string Entry(ImportedArticle article, string answer) =>
        $"- question: {Quoted(article.Question)}\n  answer: {answer}\n{string.Concat(Facts(article).Select(f => $"  {f}\n"))}";

    private static string Block(string text) => "|-\n" + string.Join('\n', text.Split('\n').Select(l => l.Length == 0 ? "" : $"    {l}"));
}

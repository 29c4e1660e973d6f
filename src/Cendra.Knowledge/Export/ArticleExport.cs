using System.Buffers;
using System.Globalization;
using System.Text;
using Cendra.Knowledge.Import;

namespace Cendra.Knowledge.Export;

/// <summary>A format in which articles leave.</summary>
public enum ArticleFormat
{
    Csv,
    Yaml,
    Markdown,
}

/// <summary>
/// Articles as a file that an import reads back word for word, in every format: where a text would be read as something else, it is written in a longer form that is not. A cell that a
/// spreadsheet would take for a formula gets an apostrophe, which an import takes away.
/// </summary>
public static class ArticleExport
{
    /// <summary>The file, UTF-8.</summary>
    public static byte[] Write(IReadOnlyList<ImportedArticle> articles, ArticleFormat format) => format switch
    {
        ArticleFormat.Csv => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(CsvArticleText.Of(articles))],
        ArticleFormat.Yaml => Encoding.UTF8.GetBytes(YamlArticleText.Of(articles)),
        ArticleFormat.Markdown => Encoding.UTF8.GetBytes(MarkdownArticleText.Of(articles)),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The ending of the file's name and its type.</summary>
    public static (string Ending, string ContentType) Named(ArticleFormat format) => format switch
    {
        ArticleFormat.Csv => (".csv", "text/csv; charset=utf-8"),
        ArticleFormat.Yaml => (".yaml", "application/yaml; charset=utf-8"),
        ArticleFormat.Markdown => (".md", "text/markdown; charset=utf-8"),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    internal static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Articles as a table.</summary>
internal static class CsvArticleText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t\"\n ");

    public static string Of(IReadOnlyList<ImportedArticle> articles)
    {
        var text = new StringBuilder("question,answer,topic,language,property,from,until,sensitive\r\n");
        foreach (var a in articles)
        {
            string[] cells = [a.Question, a.Answer, a.Topic, a.Language, CsvCells.Joined(a.PropertyNames), ArticleExport.Day(a.ValidFrom), ArticleExport.Day(a.ValidUntil), a.IsSensitive ? "yes" : ""];
            text.AppendJoin(',', cells.Select(c => Quoted(CsvCells.Safe(c)))).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(Special) >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}

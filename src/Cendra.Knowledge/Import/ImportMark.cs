using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;

namespace Cendra.Knowledge.Import;

/// <summary>
/// What a file said of an article when it was last taken over, kept in the line below the words of its source. By it an article is known again where a host has since moved it to other
/// properties or another language, and what a host changed is told from what the file changes.
/// </summary>
/// <param name="Row">Question, language and properties as the file had them, as a hash.</param>
/// <param name="ValidFrom">The first day it named; null = none.</param>
/// <param name="ValidUntil">The last day it named; null = none.</param>
/// <param name="IsSensitive">For guests of a confirmed stay alone.</param>
/// <param name="Topic">The topic it named; empty = none.</param>
internal sealed record ImportMark(string Row, DateOnly? ValidFrom, DateOnly? ValidUntil, bool IsSensitive, string Topic)
{
    /// <summary>Of the words of a source.</summary>
    public const int LongestWords = 200;

    private const int RowLetters = 24;
    private const char Between = '|';

    public static ImportMark Of(ArticleDraft draft) => new(RowOf(draft.Question, draft.PropertyIds, draft.Language), draft.ValidFrom, draft.ValidUntil, draft.IsSensitive, draft.Topic);

    /// <summary>What a row is, whatever days it names.</summary>
    public static string RowOf(string question, IEnumerable<Guid> properties, string language)
    {
        var row = $"{language}\n{string.Join(',', properties.Select(p => p.ToString("N")).Order(StringComparer.Ordinal))}\n{question.ToUpperInvariant()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row)))[..RowLetters];
    }

    /// <summary>The mark of an article; null = it came from elsewhere, or before there were marks.</summary>
    public static ImportMark? In(Article article)
    {
        var parts = article.Source is ArticleSource.Import && article.SourceText.Split('\n') is [_, var mark] ? mark.Split(Between) : [];
        return parts is [{ Length: RowLetters } row, var from, var until, var sensitive, var topic] ? new ImportMark(row, Day(from), Day(until), sensitive == "1", topic) : null;
    }

    /// <summary>The source of an article as it is kept.</summary>
    public string Below(string words) =>
        $"{words}\n{string.Join(Between, Row, Day(ValidFrom), Day(ValidUntil), IsSensitive ? "1" : "0", Topic)}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Day(string written) => DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

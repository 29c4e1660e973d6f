using System.Globalization;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Import;

/// <summary>The fields of one article as they stand in a file, read into an article or into what has to be changed. The same for all formats.</summary>
internal sealed class ArticleFields(string place)
{
    private const string DateWords = "Write dates as year-month-day, such as 2026-05-31.";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["question"] = "question", ["answer"] = "answer", ["topic"] = "topic", ["language"] = "language", ["lang"] = "language", ["property"] = "property", ["properties"] = "property", ["from"] = "from",
        ["valid from"] = "from", ["valid_from"] = "from", ["until"] = "until", ["valid until"] = "until", ["valid_until"] = "until", ["to"] = "until", ["sensitive"] = "sensitive",
    };

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public string Place => place;

    /// <summary>The field that a column or key means; null = none is known by it.</summary>
    public static string? Known(string name) => Names.GetValueOrDefault(name.Trim().Trim('\uFEFF'));

    public void Set(string field, params IEnumerable<string> values) => _values[field] = [.. values];

    /// <summary>Takes over what another says.</summary>
    public void Fill(ArticleFields? other)
    {
        foreach (var (field, values) in other?._values ?? [])
        {
            _values[field] = values;
        }
    }

    public bool Has(string field) => _values.ContainsKey(field);

    /// <summary>The article; null where something has to be changed first, which is then named.</summary>
    public ImportedArticle? Read(List<ImportProblem> problems)
    {
        var before = problems.Count;
        var (question, answer) = (ImportText.OneLine(One("question")), ImportText.Clean(One("answer")));
        Check(problems, question.Length is > 0 and <= Article.LongestQuestion, question.Length == 0 ? "There is no question. Write what a guest would ask." : $"The question is longer than {Article.LongestQuestion} characters. Shorten it.");
        Check(problems, answer.Length is > 0 and <= Article.LongestAnswer, answer.Length == 0 ? "There is no answer. Write what guests may be told, or take the question out." : $"The answer is longer than {Article.LongestAnswer} characters. Split it into two articles.");
        Check(problems, !_values.Values.Any(v => v.Exists(t => t.Contains(ImportText.Unreadable))), "It holds characters that are not UTF-8. Save the file as UTF-8 and import it again.");
        var language = ImportText.OneLine(One("language")).ToLowerInvariant().Split('-', '_')[0];
        Check(problems, language.Length == 0 || LanguageTag.IsKnown(language), "The language is not known. Write two letters, such as en or es.");
        var (from, until) = (Date("from", problems), Date("until", problems));
        Check(problems, !(until < from), "The last day lies before the first. Exchange the two dates.");
        var properties = (_values.GetValueOrDefault("property") ?? []).Select(ImportText.OneLine).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        Check(problems, properties.Count <= ImportLimits.Properties, $"It names more than {ImportLimits.Properties} properties. Leave the property out where it holds for all.");
        var sensitive = Sensitive(problems);
        return problems.Count > before ? null : new ImportedArticle(question, answer, ImportText.OneLine(One("topic")), language, properties, from, until, sensitive, place);
    }

    private string One(string field) => _values.TryGetValue(field, out var values) ? string.Join(' ', values) : "";

    private void Check(List<ImportProblem> problems, bool holds, string words)
    {
        if (!holds)
        {
            problems.Add(new ImportProblem(place, words));
        }
    }

    private DateOnly? Date(string field, List<ImportProblem> problems)
    {
        var written = One(field).Trim();
        if (written.Length == 0)
        {
            return null;
        }

        var isDate = DateOnly.TryParseExact(written, ["yyyy-MM-dd", "yyyy-M-d", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        Check(problems, isDate, DateWords);
        return isDate ? date : null;
    }

    private bool Sensitive(List<ImportProblem> problems)
    {
        var written = One("sensitive").Trim().ToLowerInvariant();
        Check(problems, written is "" or "yes" or "no" or "true" or "false" or "1" or "0" or "x" or "y" or "n", "Sensitive is either yes or no.");
        return written is "yes" or "true" or "1" or "x" or "y";
    }
}

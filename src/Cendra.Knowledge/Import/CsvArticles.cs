namespace Cendra.Knowledge.Import;

/// <summary>
/// Articles in a table: a first line that names the columns (question, answer, and if wanted topic, language, property, from, until, sensitive), then one article a line. Parted by comma,
/// semicolon or tab; a line <c>sep=;</c> before says which. Several properties in a cell are parted by semicolons.
/// </summary>
internal static class CsvArticles
{
    private static readonly char[] Separators = [',', ';', '\t'];

    private const string HeaderWords = "The first line must name the columns, at least question and answer; also known are topic, language, property, from, until and sensitive.";

    public static ImportResult Read(string text)
    {
        var problems = new List<ImportProblem>();
        var articles = new List<ImportedArticle>();
        var (body, firstLine, separator) = Start(text);
        string?[]? columns = null;
        foreach (var (line, cells, problem) in CsvRows.In(body, separator, firstLine))
        {
            if (problem is not null)
            {
                problems.Add(problem);
            }
            else if (columns is null)
            {
                columns = [.. cells.Select(ArticleFields.Known)];
                if (Header(columns, cells, line, problems) is { } failed)
                {
                    return failed;
                }
            }
            else if (cells.Any(c => c.Length > 0))
            {
                Row(columns, cells, line, articles, problems);
            }
        }

        return columns is null ? ImportResult.Failed("line 1", "The file is empty. " + HeaderWords) : new ImportResult(articles, problems);
    }

    private static ImportResult? Header(string?[] columns, string[] cells, int line, List<ImportProblem> problems)
    {
        if (!columns.Contains("question") || !columns.Contains("answer"))
        {
            return ImportResult.Failed($"line {line}", HeaderWords);
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is null && cells[i].Trim().Length > 0)
            {
                problems.Add(new ImportProblem($"line {line}", $"Column {i + 1} is not known and was left out. Rename it, or leave it so."));
            }
            else if (columns[i] is { } name && Array.IndexOf(columns, name) < i)
            {
                problems.Add(new ImportProblem($"line {line}", $"The column {name} stands there twice; the second was left out."));
                columns[i] = null;
            }
        }

        return null;
    }

    private static void Row(string?[] columns, string[] cells, int line, List<ImportedArticle> articles, List<ImportProblem> problems)
    {
        if (cells.Length > columns.Length && cells[columns.Length..].Any(c => c.Trim().Length > 0))
        {
            problems.Add(new ImportProblem($"line {line}", $"It has {cells.Length} cells and there are {columns.Length} columns. Put a text that holds the separator between quotation marks."));
            return;
        }

        var fields = new ArticleFields($"line {line}");
        for (var i = 0; i < Math.Min(cells.Length, columns.Length); i++)
        {
            if (columns[i] is { } column)
            {
                var value = CsvCells.Plain(cells[i]);
                fields.Set(column, column == "property" ? CsvCells.Names(value) : [value]);
            }
        }

        if (fields.Read(problems) is { } article)
        {
            articles.Add(article);
        }
    }

    internal static (string Body, int FirstLine, char Separator) Start(string text)
    {
        var end = text.IndexOf('\n');
        var first = (end < 0 ? text : text[..end]).Trim('"', ' ');
        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length == 5)
        {
            return (end < 0 ? "" : text[(end + 1)..], 2, first[4]);
        }

        return (text, 1, Likeliest(first));
    }

    private static char Likeliest(string header)
    {
        var counted = Separators.Select(c => (Separator: c, Count: header.Count(h => h == c))).MaxBy(c => c.Count);
        return counted.Count == 0 ? ',' : counted.Separator;
    }
}

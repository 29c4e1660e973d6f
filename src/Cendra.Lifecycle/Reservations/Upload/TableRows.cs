using System.Globalization;
using CsvHelper;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>One line of a table as it stands in the file.</summary>
/// <param name="Line">Its number in the file, from 1; a line that is broken inside quotes counts from where it begins.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Flaw">Why it cannot be read; empty = it can.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells, string Flaw);

/// <summary>A table as it stands in a file: cells under headers, with commas, semicolons or tabs between them.</summary>
/// <param name="Header">The first line.</param>
/// <param name="Columns">Where the columns that Cendra reads stand.</param>
/// <param name="Rows">The lines below, without empty ones.</param>
/// <param name="Separator">What stands between cells.</param>
public sealed record TableRows(IReadOnlyList<string> Header, IReadOnlyDictionary<TableColumn, int> Columns, IReadOnlyList<TableRow> Rows, char Separator)
{
    /// <summary>The most lines of one upload.</summary>
    public const int MostRows = 5000;

    private const string OwnHeader = "sep=";
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Takes a text apart. The separator is the one under which the first line has the most headers that are known.</summary>
    /// <exception cref="TableException">It is no table, or too long.</exception>
    public static TableRows Of(string text)
    {
        var (separators, body) = Announced(text);
        var best = separators.Select(s => (Separator: s, Header: HeaderUnder(body, s))).MaxBy(s => TableColumns.Of(s.Header).Count);
        var columns = TableColumns.Of(best.Header);
        if (best.Header.Select(TableColumns.Plain).Where(h => h.Length > 0).GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1 && columns.Values.Any(at => TableColumns.Plain(best.Header[at]) == g.Key)) is { } twice)
        {
            throw new TableException($"Two columns are called \"{best.Header.First(h => TableColumns.Plain(h) == twice.Key)}\". Rename or remove one of them.");
        }

        return new TableRows(best.Header, columns, RowsUnder(body, best.Separator, before: body.Length < text.Length ? 1 : 0), best.Separator);
    }

    /// <summary>A first line such as <c>sep=;</c> names the separator and is no header: the text goes on below it.</summary>
    private static (char[] Separators, string Body) Announced(string text)
    {
        if (!text.StartsWith(OwnHeader, StringComparison.OrdinalIgnoreCase) || text.Length == OwnHeader.Length || !Separators.Contains(text[OwnHeader.Length]))
        {
            return (Separators, text);
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return ([text[OwnHeader.Length]], end < 0 ? "" : text[(end + 1)..]);
    }

    private static IReadOnlyList<string> HeaderUnder(string text, char separator)
    {
        using var reader = CsvReader.FromText(text, Options(separator, _ => { }));
        return reader.Read() ? Cells(reader) : [];
    }

    /// <summary>The lines below the header; <paramref name="before"/> = how many lines of the file stand above the text.</summary>
    private static List<TableRow> RowsUnder(string text, char separator, int before)
    {
        var (rows, malformed) = (new List<TableRow>(), (CsvMalformedReason?)null);
        using var reader = CsvReader.FromText(text, Options(separator, record => malformed = record.Reason));
        for (var isHeader = true; reader.Read(); isHeader = false, malformed = null)
        {
            var (line, cells) = ((int)reader.LineNumber + before, Cells(reader));
            if (malformed == CsvMalformedReason.UnterminatedQuote)
            {
                throw new TableException(string.Create(CultureInfo.InvariantCulture, $"A quote is opened on line {line} and not closed: nothing below it can be told apart. Close it, or write a quote inside a cell twice."));
            }

            if (isHeader || cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (rows.Count == MostRows)
            {
                throw new TableException("The table has more than 5,000 lines. Export a shorter time, or split it.");
            }

            rows.Add(new TableRow(line, cells, malformed is null ? "" : "A quote stands where none may be. A quote inside a cell is written twice, and the cell in quotes"));
        }

        return rows;
    }

    private static IReadOnlyList<string> Cells(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(at => reader.GetString(at).Trim())];

    private static CsvReaderOptions Options(char separator, Action<CsvMalformedRecord> malformed) => new()
    {
        Separator = separator, HasHeader = false, TrackLineNumbers = true, SkipEmptyLines = true, IncludeValuesInExceptions = false, FieldCountMismatch = CsvFieldCountHandling.Allow,
        MalformedData = CsvMalformedDataHandling.Recover, OnMalformedRecord = malformed,
    };
}

using CsvHelper;

namespace Cendra.Knowledge.Import;

/// <summary>One row of a table.</summary>
/// <param name="Line">The line in which it begins, from 1.</param>
/// <param name="Cells">Its cells, without quotation marks; empty where there is a problem.</param>
/// <param name="Problem">Why it could not be read; null = it was.</param>
internal readonly record struct CsvRow(int Line, string[] Cells, ImportProblem? Problem);

/// <summary>The rows of a table. A quotation mark that is never closed costs its own line and not the rest of the file.</summary>
internal static class CsvRows
{
    /// <summary>After each the rest is read anew, so a file of nothing else would be read without end.</summary>
    private const int MostUnclosed = 50;

    private const string UnclosedWords = "A quotation mark opens here and is never closed. Close it, and write a quotation mark inside a text twice.";

    public static IEnumerable<CsvRow> In(string text, char separator, int firstLine)
    {
        var (rest, before) = (text, firstLine - 1);
        for (var unclosed = 0; unclosed <= MostUnclosed; unclosed++)
        {
            var (malformed, reason) = (0, default(CsvMalformedReason));
            var shape = new CsvReaderOptions
            {
                Separator = separator, HasHeader = false, TrackLineNumbers = true, TrimWhitespace = false, OnMalformedRecord = record => (malformed, reason) = ((int)record.LineNumber, record.Reason),
            };
            using var reader = CsvReader.FromText(rest, shape);
            var broken = 0;
            while (broken == 0 && reader.Read())
            {
                var line = (int)reader.LineNumber;
                string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
                broken = malformed == line && IsUnclosed(reason, cells) ? line : 0;
                yield return broken > 0 ? new CsvRow(before + line, [], new ImportProblem($"line {before + line}", UnclosedWords)) : new CsvRow(before + line, cells, null);
            }

            if (broken == 0)
            {
                yield break;
            }

            rest = Below(rest, broken);
            before += broken;
        }

        if (rest.AsSpan().Trim().Length > 0)
        {
            yield return new CsvRow(before + 1, [], new ImportProblem($"line {before + 1}", $"The rest of the file from line {before + 1} was not read: more than {MostUnclosed} quotation marks are never closed. Mend those that are named and import the file again."));
        }
    }

    /// <summary>Closed only by the mark that opens another text, lines further down, it swallowed the rows between.</summary>
    private static bool IsUnclosed(CsvMalformedReason reason, string[] cells) =>
        reason is CsvMalformedReason.UnterminatedQuote || (reason is CsvMalformedReason.TextAfterClosingQuote && Array.Exists(cells, c => c.Contains('\n', StringComparison.Ordinal)));

    private static string Below(string text, int lines)
    {
        var at = 0;
        for (var line = 0; line < lines && at < text.Length; line++)
        {
            var end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end + 1;
        }

        return text[at..];
    }
}

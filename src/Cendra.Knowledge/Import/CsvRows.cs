using CsvHelper;

namespace Cendra.Knowledge.Import;

/// <summary>One row of a table.</summary>
/// <param name="Line">The line in which it begins, from 1.</param>
/// <param name="Cells">Its cells, without quotation marks.</param>
/// <param name="IsUnclosed">A quotation mark opens in it and is never closed; the next row is the line below.</param>
internal readonly record struct CsvRow(int Line, string[] Cells, bool IsUnclosed);

/// <summary>The rows of a table. A quotation mark that is never closed costs its own line and not the rest of the file.</summary>
internal static class CsvRows
{
    private const int MostUnclosed = 50;

    public static IEnumerable<CsvRow> In(string text, char separator, int firstLine)
    {
        var (rest, before) = (text, firstLine - 1);
        for (var tries = 0; tries <= MostUnclosed && rest.Length > 0; tries++)
        {
            var unclosed = 0;
            var shape = new CsvReaderOptions
            {
                Separator = separator, HasHeader = false, TrackLineNumbers = true, TrimWhitespace = false,
                OnMalformedRecord = record => unclosed = record.Reason is CsvMalformedReason.UnterminatedQuote ? (int)record.LineNumber : unclosed,
            };
            using var reader = CsvReader.FromText(rest, shape);
            while (reader.Read())
            {
                var line = (int)reader.LineNumber;
                yield return new CsvRow(before + line, unclosed == line ? [] : [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)], unclosed == line);
            }

            if (unclosed == 0)
            {
                yield break;
            }

            rest = Below(rest, unclosed);
            before += unclosed;
        }
    }

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

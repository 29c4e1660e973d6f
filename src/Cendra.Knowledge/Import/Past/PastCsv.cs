using System.Globalization;

namespace Cendra.Knowledge.Import.Past;

/// <summary>Past conversations in a table: conversation, author (guest or host), at, text, and if wanted property.</summary>
public static class PastCsv
{
    private static readonly string[] Needed = ["conversation", "author", "at", "text"];

    private const string HeaderWords = "The first line must name the columns conversation, author, at and text; property may be there too.";

    /// <summary>Reads the table. Never throws on what a file holds.</summary>
    public static PastResult Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > PastLimits.Bytes)
        {
            return new PastResult([], [new ImportProblem("file", PastLimits.TooLarge)], 0);
        }

        var (text, _) = ImportText.Decode(bytes.Span);
        var (body, firstLine, separator) = CsvArticles.Start(text);
        var problems = new List<ImportProblem>();
        var messages = new List<PastMessage>();
        Dictionary<string, int>? columns = null;
        foreach (var (line, cells, problem) in CsvRows.In(body, separator, firstLine))
        {
            if (problem is not null)
            {
                problems.Add(problem);
            }
            else if (columns is null)
            {
                columns = cells.Select((c, i) => (Name: c.Trim().ToLowerInvariant(), i)).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);
                if (Needed.Any(n => !columns.ContainsKey(n)))
                {
                    return new PastResult([], [new ImportProblem($"line {line}", HeaderWords)], 0);
                }
            }
            else if (cells.Any(c => c.Length > 0) && messages.Count < PastLimits.Messages)
            {
                Take(columns, cells, $"line {line}", messages, problems);
            }
        }

        PastLimits.Name(messages.Count, problems);
        return new PastResult(PastExchanges.Of(messages), ImportLimits.Bounded(problems), messages.Count);
    }

    private static void Take(Dictionary<string, int> columns, string[] cells, string place, List<PastMessage> messages, List<ImportProblem> problems)
    {
        string Cell(string name) => columns.TryGetValue(name, out var at) && at < cells.Length ? CsvCells.Plain(cells[at]).Trim() : "";
        var author = Cell("author").ToLowerInvariant();
        if (author is not ("guest" or "host"))
        {
            problems.Add(new ImportProblem(place, "The author is either guest or host."));
        }
        else if (!DateTimeOffset.TryParse(Cell("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var atUtc))
        {
            problems.Add(new ImportProblem(place, "The time is not read. Write it as 2026-05-31T14:05:00Z."));
        }
        else
        {
            messages.Add(new PastMessage(Cell("conversation"), author == "host", atUtc, PastQuotes.Without(Cell("text")), Cell("property"), [], place));
        }
    }
}

/// <summary>How much a file of past conversations may hold.</summary>
public static class PastLimits
{
    /// <summary>The largest file: it is read into memory.</summary>
    public const int Bytes = 50 * 1024 * 1024;

    internal const int Messages = 100_000;
    internal const int LongestText = 20_000;
    internal const string TooLarge = "The file is larger than 50 MB. Split it into smaller files.";

    internal static void Name(int messages, List<ImportProblem> problems)
    {
        if (messages >= Messages)
        {
            problems.Insert(0, new ImportProblem("file", $"Only the first {Messages} messages were read. Put the others into another file."));
        }
    }
}

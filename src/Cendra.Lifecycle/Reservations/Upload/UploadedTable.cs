namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>What a host says of a table that the table does not say itself.</summary>
/// <param name="Form">How ambiguous dates are meant.</param>
/// <param name="Listing">The listing of lines that name none; empty = every line must.</param>
public sealed record TableOptions(DateForm Form, string Listing);

/// <summary>A line as a booking, or why it is none.</summary>
internal sealed record UploadedLine(TableRow Row, LineContent? Content, string Version, IReadOnlyList<string> Problems);

/// <summary>A date that is one day or another.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Column">Under which header.</param>
/// <param name="Text">How it is written.</param>
public sealed record AmbiguousDate(int Line, string Column, string Text);

/// <summary>A table of bookings as read: what each line says, and what a host must know or say first. Nothing of it is stored anywhere.</summary>
public sealed class UploadedTable
{
    private readonly TableRows _rows;

    private UploadedTable(TableRows rows, string note, IReadOnlyList<UploadedLine> lines, AmbiguousDate? question) => (_rows, Note, Lines, Question) = (rows, note, lines, question);

    /// <summary>How the file was read, where that had to be assumed.</summary>
    public string Note { get; }

    /// <summary>The first date that can be read both ways, until somebody says how; null = there is none.</summary>
    public AmbiguousDate? Question { get; }

    /// <summary>Headers that Cendra does not read.</summary>
    public IReadOnlyList<string> NotRead => [.. _rows.Header.Where((h, at) => h.Length > 0 && !_rows.Columns.Values.Contains(at))];

    /// <summary>Without a column of statuses every line counts as confirmed.</summary>
    public bool HasStatus => _rows.Columns.ContainsKey(TableColumn.Status);

    /// <summary>Without a column of versions the later upload holds.</summary>
    public bool HasVersions => _rows.Columns.ContainsKey(TableColumn.Version);

    /// <summary>How many lines it has.</summary>
    public int Count => Lines.Count;

    internal IReadOnlyList<UploadedLine> Lines { get; }

    internal TableRows Rows => _rows;

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="TableException">It is no table of bookings, or lacks a column without which nothing can be said.</exception>
    public static UploadedTable Of(ReadOnlySpan<byte> bytes, TableOptions options)
    {
        var text = TableText.Of(bytes);
        var rows = TableRows.Of(text.Text);
        Need(rows, options);
        if (rows.Rows.Count == 0)
        {
            throw new TableException("The table has headers and no bookings.");
        }

        var reader = new LineReader(rows, options);
        var lines = rows.Rows.Select(reader.Read).ToList();
        return new UploadedTable(rows, text.Note, Once(lines), reader.Question);
    }

    private static void Need(TableRows rows, TableOptions options)
    {
        bool Has(TableColumn column) => rows.Columns.ContainsKey(column);
        string[] missing =
        [
            .. Has(TableColumn.Id) || Has(TableColumn.Code) ? [] : new[] { "the id of the booking (Reservation ID, Booking ID or Confirmation code)" },
            .. Has(TableColumn.CheckIn) ? [] : new[] { "the day of arrival (Check-in or Arrival)" },
            .. Has(TableColumn.CheckOut) ? [] : new[] { "the day of departure (Check-out or Departure)" },
            .. Has(TableColumn.Listing) || options.Listing.Length > 0 ? [] : new[] { "the listing (Listing, Property or Unit); if all lines are for one, write its name below" },
        ];
        if (missing.Length > 0)
        {
            throw new TableException($"The first line must hold the names of the columns. Missing: {string.Join("; ", missing)}. It has: {(rows.Header.Count == 0 ? "nothing that can be read" : Cut(string.Join(", ", rows.Header)))}.");
        }
    }

    private static string Cut(string text) => text.Length <= 300 ? text : text[..300] + " …";

    /// <summary>One booking is one line: said twice alike it counts once, said otherwise nobody knows which is right.</summary>
    private static List<UploadedLine> Once(List<UploadedLine> lines)
    {
        var groups = lines.Where(l => l.Content?.ExternalId is not null).GroupBy(l => l.Content!.ExternalId!, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        return [.. lines.Select(line => line.Content?.ExternalId is { } id && groups.TryGetValue(id, out var same) ? Judge(line, same) : line)];
    }

    private static UploadedLine Judge(UploadedLine line, List<UploadedLine> same)
    {
        var others = string.Join(", ", same.Where(s => s != line).Take(5).Select(s => s.Row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return same.TrueForAll(s => s.Content == line.Content && s.Version == line.Version)
            ? line == same[0] ? line : line with { Content = null, Problems = [$"It repeats line {same[0].Row.Line} word for word and is left out"] }
            : line with { Content = null, Problems = [.. line.Problems, $"Its id stands on line {others} too, with other content. One booking is one line: remove the wrong ones, or give each unit of the booking an id of its own"] };
    }
}

using System.Globalization;
using System.Text;
using Cendra.Lifecycle.Webhooks;
using CsvHelper;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>
/// The refused lines of a table as a table again, with the reason behind each, to be put right and uploaded. A cell that a spreadsheet would run (it begins with = + - @ or a tab) gets an
/// apostrophe before it, which an upload takes off again; columns of door codes leave empty.
/// </summary>
public static class RefusedTable
{
    /// <summary>The column that says why.</summary>
    public const string Reason = "Why it was refused";

    private const char Apostrophe = '\'';
    private static readonly char[] Runs = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>The text, in UTF-8 with the mark by which spreadsheets know it. Empty table = headers alone.</summary>
    public static byte[] Of(UploadedTable table, TablePlan plan)
    {
        var refused = plan.Lines.Where(l => l.Step == LineStep.Refused).ToDictionary(l => l.Line, l => string.Join(". ", l.Words));
        return Write(table.Rows, table.Rows.Rows.Where(r => refused.ContainsKey(r.Line)).Select(r => (r.Cells, refused[r.Line])));
    }

    /// <summary>A cell as it was meant.</summary>
    public static string Unescaped(string cell) => cell.Length > 1 && cell[0] == Apostrophe && Array.IndexOf(Runs, cell[1]) >= 0 ? cell[1..] : cell;

    internal static byte[] Write(TableRows rows, IEnumerable<(IReadOnlyList<string> Cells, string Why)> lines)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Separator = rows.Separator, NewLine = "\r\n", Injection = CsvInjection.Escape, ValidateFieldCount = false }, leaveOpen: true))
        {
            Line(csv, [.. rows.Header, Reason]);
            foreach (var (cells, why) in lines)
            {
                Line(csv, [.. rows.Header.Select((h, at) => at < cells.Count && !CodeFields.IsCode(h) ? cells[at] : ""), why]);
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Line(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(Unescaped(cell));
        }

        csv.EndRecord();
    }
}

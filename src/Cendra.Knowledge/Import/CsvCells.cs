using System.Text;

namespace Cendra.Knowledge.Import;

/// <summary>Cells as a spreadsheet may be trusted with them: no text is taken for a formula.</summary>
internal static class CsvCells
{
    /// <summary>With an apostrophe before what a spreadsheet would take for a formula.</summary>
    public static string Safe(string text) => IsFormula(text.TrimStart('\'')) ? "'" + text : text;

    /// <summary>Without that apostrophe.</summary>
    public static string Plain(string cell) => cell is ['\'', ..] && IsFormula(cell.TrimStart('\'')) ? cell[1..] : cell;

    /// <summary>Several names in one cell, parted by semicolons or lines; a semicolon in a name has a backslash before it.</summary>
    public static IEnumerable<string> Names(string cell)
    {
        var name = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '\\' && i + 1 < cell.Length && cell[i + 1] is ';' or '\\')
            {
                name.Append(cell[++i]);
            }
            else if (cell[i] is ';' or '\n')
            {
                yield return name.ToString();
                name.Clear();
            }
            else
            {
                name.Append(cell[i]);
            }
        }

        yield return name.ToString();
    }

    /// <summary>The same the other way.</summary>
    public static string Joined(IEnumerable<string> names) => string.Join("; ", names.Select(n => n.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)));

    private static bool IsFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠', ..];
}

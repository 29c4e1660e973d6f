using System.Globalization;
using System.Runtime.InteropServices;

namespace Cendra.Benchmarks;

/// <summary>Where tables stand in a document, and on what machine they were measured.</summary>
internal static class MeasuredText
{
    /// <summary>One sentence.</summary>
    public static string Machine { get; } = string.Create(CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors that other work had a share of, "
        + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0} GB of memory, SQLite in a file of the temporary folder.");

    /// <summary>Puts a table between the marks of a document: <c>measured: begin</c> and <c>end</c>, with the name of the table before the colon where the document has several.</summary>
    /// <exception cref="InvalidOperationException">The document has no such marks.</exception>
    public static async Task WriteIntoAsync(string file, string name, string table)
    {
        var mark = name.Length == 0 ? "measured" : $"{name} measured";
        var (first, last) = ($"<!-- {mark}: begin -->", $"<!-- {mark}: end -->");
        var text = await File.ReadAllTextAsync(file);
        var (begin, end) = (text.IndexOf(first, StringComparison.Ordinal), text.IndexOf(last, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{file} has no place for the table: it stands between {first} and {last}.");
        }

        await File.WriteAllTextAsync(file, $"{text[..(begin + first.Length)]}\n{table}{text[end..]}");
    }
}

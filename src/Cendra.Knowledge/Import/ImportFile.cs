namespace Cendra.Knowledge.Import;

/// <summary>Reads a file of articles in any of the three formats, told by the ending of its name. Never throws on what a file holds.</summary>
public static class ImportFile
{
    public static ImportResult Read(string fileName, ReadOnlyMemory<byte> bytes)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        if (bytes.Length > ImportLimits.Bytes)
        {
            return ImportResult.Failed(name, "The file is larger than 5 MB. Split it into smaller files.");
        }

        var (text, badLines) = ImportText.Decode(bytes.Span);
        if (text.AsSpan().IndexOf('\0') >= 0)
        {
            return ImportResult.Failed(name, "This is not a text file. Save it as Markdown, CSV or YAML.");
        }

        var read = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".md" or ".markdown" => MarkdownArticles.Read(text, name),
            ".csv" or ".tsv" or ".txt" => CsvArticles.Read(text),
            ".yaml" or ".yml" => YamlArticles.Read(text),
            _ => ImportResult.Failed(name, "The ending of its name is not known. Files may be named .md, .csv or .yaml."),
        };
        return Bounded(read, badLines);
    }

    private static ImportResult Bounded(ImportResult read, IReadOnlyList<int> badLines)
    {
        var problems = badLines.Take(20).Select(line => new ImportProblem($"line {line}", "Some characters are not UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”) and import it again.")).Concat(read.Problems).ToList();
        if (read.Articles.Count > ImportLimits.Articles)
        {
            problems.Insert(0, new ImportProblem(read.Articles[ImportLimits.Articles].Place, $"A file may hold {ImportLimits.Articles} articles. Put those from here on into another file."));
        }

        return new ImportResult([.. read.Articles.Take(ImportLimits.Articles)], ImportLimits.Bounded(problems));
    }
}

namespace Cendra.Knowledge.Import;

/// <summary>Articles in YAML: a list of tables with the keys of the CSV columns, or a table whose keys are properties and whose values are such lists.</summary>
internal static class YamlArticles
{
    private const int MostStarts = 200;
    private const string ShapeWords = "Write a list of entries that begin with a dash, each with a question and an answer; or the name of a property and below it such a list.";

    public static ImportResult Read(string text)
    {
        var articles = new List<ImportedArticle>();
        var problems = new List<ImportProblem>();
        var lines = text.Split('\n');
        var from = 0;
        for (var starts = 0; from < lines.Length && starts < MostStarts; starts++)
        {
            var nodes = YamlNodes.Of(from == 0 ? text : string.Join('\n', lines[from..]));
            nodes.Documents.ForEach(d => Document(d, from, articles, problems));
            if (nodes.BrokenAt == 0)
            {
                return new ImportResult(articles, problems);
            }

            var broken = Math.Min(lines.Length - 1, from + nodes.BrokenAt - 1);
            problems.Add(new ImportProblem($"line {broken + 1}", nodes.IsTooDeep ? "Lists lie too deep in one another. Write one flat list of entries." : "This line, or one just before it, is not YAML. Check its indentation, and put a text with a colon or # between quotation marks."));
            from = NextEntry(lines, broken + 1);
        }

        if (from < lines.Length)
        {
            problems.Add(new ImportProblem($"line {from + 1}", "From here on nothing was read. Mend what is named above and import the file again."));
        }

        return new ImportResult(articles, problems);
    }

    /// <summary>Front matter: the fields of one table; null = it is none.</summary>
    public static ArticleFields? Fields(string text, string place, int lineBefore, List<ImportProblem> problems)
    {
        var nodes = YamlNodes.Of(text);
        if (nodes.BrokenAt > 0 || nodes.Documents is not [{ IsTable: true, IsAlias: false } table])
        {
            return null;
        }

        return Filled(table, place, lineBefore, problems);
    }

    private static void Document(YamlPart document, int lineBefore, List<ImportedArticle> articles, List<ImportProblem> problems)
    {
        if (document.IsTable && !document.Pairs.Any(p => ArticleFields.Known(p.Key.Text ?? "") is "question" or "answer"))
        {
            foreach (var (key, value) in document.Pairs)
            {
                Entries(value, key.Text, lineBefore, articles, problems);
            }
        }
        else
        {
            Entries(document.IsTable ? document with { Items = [document], IsTable = false } : document, null, lineBefore, articles, problems);
        }
    }

    private static void Entries(YamlPart list, string? property, int lineBefore, List<ImportedArticle> articles, List<ImportProblem> problems)
    {
        if (list.Text is { } text && text.Trim().Length == 0)
        {
            return;
        }

        if (list.Text is not null || list.IsTable || (list.IsAlias && list.Items.Count == 0))
        {
            problems.Add(new ImportProblem($"line {list.Line + lineBefore}", list.IsAlias ? "Aliases (*name) are not read. Write the text out." : ShapeWords));
            return;
        }

        foreach (var entry in list.Items)
        {
            var place = $"line {entry.Line + lineBefore}";
            if (entry.IsAlias || !entry.IsTable)
            {
                problems.Add(new ImportProblem(place, entry.IsAlias ? "Aliases (*name) are not read. Write the text out." : ShapeWords));
            }
            else if (Filled(entry, place, lineBefore, problems) is { } fields)
            {
                if (property is { Length: > 0 } && !fields.Has("property"))
                {
                    fields.Set("property", property);
                }

                if (fields.Read(problems) is { } article)
                {
                    articles.Add(article);
                }
            }
        }
    }

    private static ArticleFields? Filled(YamlPart table, string place, int lineBefore, List<ImportProblem> problems)
    {
        var fields = new ArticleFields(place);
        foreach (var (key, value) in table.Pairs)
        {
            var at = $"line {key.Line + lineBefore}";
            if (ArticleFields.Known(key.Text ?? "") is not { } field)
            {
                problems.Add(new ImportProblem(at, "This key is not known and was left out. Known are question, answer, topic, language, property, from, until and sensitive."));
            }
            else if (fields.Has(field) || value.IsTable || (value.IsList && (field != "property" || value.Items.Any(i => i.Text is null))))
            {
                problems.Add(new ImportProblem(at, fields.Has(field) ? $"The key {field} stands there twice. Keep one." : $"The value of {field} must be a text."));
                return null;
            }
            else
            {
                fields.Set(field, value.Text is { } text ? [text] : value.Items.Select(i => i.Text ?? ""));
            }
        }

        return fields;
    }

    /// <summary>The next line that begins an entry of the outermost list.</summary>
    private static int NextEntry(string[] lines, int from)
    {
        while (from < lines.Length && !lines[from].StartsWith("- ", StringComparison.Ordinal))
        {
            from++;
        }

        return from;
    }
}

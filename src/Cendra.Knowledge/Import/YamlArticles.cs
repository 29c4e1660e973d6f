namespace Cendra.Knowledge.Import;

/// <summary>Articles in YAML: a list of tables with the keys of the CSV columns, or a table whose keys are properties and whose values are such lists.</summary>
internal static class YamlArticles
{
    private const string BrokenWords = "This line, or one just before it, is not YAML. Check its indentation, and put a text with a colon or # between quotation marks.";
    private const string ShapeWords = "Write a list of entries that begin with a dash, each with a question and an answer; or the name of a property and below it such a list.";

    public static ImportResult Read(string text)
    {
        var articles = new List<ImportedArticle>();
        var problems = new List<ImportProblem>();
        var whole = YamlNodes.Of(text);
        if (whole.BrokenAt == 0)
        {
            whole.Documents.ForEach(d => Document(d, 0, articles, problems));
            return new ImportResult(articles, problems);
        }

        foreach (var piece in YamlPieces.Of(text))
        {
            Piece(piece, articles, problems);
        }

        return new ImportResult(articles, problems);
    }

    private static void Piece(YamlPiece piece, List<ImportedArticle> articles, List<ImportProblem> problems)
    {
        if (piece.IsMisplaced)
        {
            problems.Add(new ImportProblem($"line {piece.First}", "It is indented less than the entries above it, so nobody can tell for which property it holds, and it was not read. Give all entries of a property the same indentation."));
            return;
        }

        var nodes = YamlNodes.Of(piece.Text);
        nodes.Documents.ForEach(d => Document(d, piece.LineBefore, articles, problems));
        if (nodes.BrokenAt > 0)
        {
            var line = piece.LineOf(nodes.BrokenAt);
            problems.Add(new ImportProblem($"line {line}", $"{(nodes.IsTooDeep ? "Lists lie too deep in one another. Write one flat list of entries." : BrokenWords)} {Unread(nodes.Documents.Count > 0 ? Math.Max(line, piece.First) : piece.First, piece.Last)}"));
        }
    }

    private static string Unread(int first, int last) => first == last ? $"Line {first} was not read." : $"Lines {first} to {last} were not read.";

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
}

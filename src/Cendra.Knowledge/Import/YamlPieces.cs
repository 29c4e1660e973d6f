namespace Cendra.Knowledge.Import;

/// <summary>A piece of a YAML file that is to be read on its own: one entry below the name of its property, or what stands between entries.</summary>
/// <param name="Text">The name of the property above it, where there is one, then the lines themselves.</param>
/// <param name="First">The first line of the piece in the file, from 1.</param>
/// <param name="Last">Its last.</param>
/// <param name="Named">The line of the name that stands before it in <see cref="Text"/>; 0 = none does.</param>
/// <param name="IsMisplaced">It is indented less than the entries before it: nobody can tell to which property it belongs.</param>
internal sealed record YamlPiece(string Text, int First, int Last, int Named, bool IsMisplaced)
{
    /// <summary>What has to be added to a line of <see cref="Text"/> to have its line in the file.</summary>
    public int LineBefore => First - 1 - (Named > 0 ? 1 : 0);

    /// <summary>Where a line of <see cref="Text"/> stands in the file.</summary>
    public int LineOf(int line) => Named > 0 && line <= 1 ? Named : Math.Clamp(line + LineBefore, First, Last);
}

/// <summary>
/// Parts a YAML file that cannot be read as a whole where its entries begin, so that a bad line costs its own entry alone. Only the beginnings are looked at here; what a piece says is left
/// to the parser.
/// </summary>
internal sealed class YamlPieces(string[] lines)
{
    private enum Beginning
    {
        None,
        Document,
        Name,
        Entry,
    }

    private readonly int _outermost = lines.Where(IsContent).Select(Indent).DefaultIfEmpty(0).First();
    private int _name = -1;
    private int _column = -1;
    private bool _isMisplaced;

    public static IEnumerable<YamlPiece> Of(string text) => new YamlPieces(text.Split('\n')).All();

    private IEnumerable<YamlPiece> All()
    {
        var start = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var begins = BeginningOf(lines[i]);
            if (begins is Beginning.None)
            {
                continue;
            }

            if (Piece(start, i) is { } piece)
            {
                yield return piece;
            }

            start = begins is Beginning.Document ? i + 1 : i;
            Note(begins, i);
        }

        if (Piece(start, lines.Length) is { } last)
        {
            yield return last;
        }
    }

    private void Note(Beginning begins, int at)
    {
        if (begins is not Beginning.Entry)
        {
            (_name, _column, _isMisplaced) = (begins is Beginning.Name ? at : -1, -1, false);
            return;
        }

        _isMisplaced |= _column >= 0 && Indent(lines[at]) < _column; // Until the next name.
        _column = Indent(lines[at]);
    }

    private YamlPiece? Piece(int start, int end)
    {
        if (!lines[start..end].Any(IsContent))
        {
            return null;
        }

        var own = string.Join('\n', lines[start..end]);
        return _name < 0 || _name == start ? new YamlPiece(own, start + 1, end, 0, _isMisplaced) : new YamlPiece($"{lines[_name]}\n{own}", start + 1, end, _name + 1, _isMisplaced);
    }

    private Beginning BeginningOf(string line)
    {
        var (indent, words) = (Indent(line), line.Trim());
        if (line.TrimEnd() is "---" or "...")
        {
            return Beginning.Document;
        }

        if (words == "-" || words.StartsWith("- ", StringComparison.Ordinal))
        {
            return _column < 0 || indent <= _column ? Beginning.Entry : Beginning.None;
        }

        // A field of an entry that is not in a list, and the end of a list in brackets, begin nothing.
        return indent == _outermost && IsContent(line) && words[0] is not (']' or '}') && ArticleFields.Known(words.Split(':')[0]) is null ? Beginning.Name : Beginning.None;
    }

    private static bool IsContent(string line) => line.Trim() is { Length: > 0 } words && words[0] != '#';

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}

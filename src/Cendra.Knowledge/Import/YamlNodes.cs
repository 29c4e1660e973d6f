using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cendra.Knowledge.Import;

/// <summary>A part of a YAML file: a text, a list or a table. Nothing is ever expanded: an alias is a part that is refused.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Text">Its text, where it is one.</param>
/// <param name="Items">Its parts, where it is a list; for a table key, value, key, value.</param>
/// <param name="IsTable">It is a table.</param>
/// <param name="IsAlias">It is or holds an alias.</param>
internal sealed record YamlPart(int Line, string? Text, IReadOnlyList<YamlPart> Items, bool IsTable, bool IsAlias)
{
    public bool IsList => Text is null && !IsTable && !IsAlias;

    public IEnumerable<(YamlPart Key, YamlPart Value)> Pairs => Enumerable.Range(0, Items.Count / 2).Select(i => (Items[2 * i], Items[(2 * i) + 1]));
}

/// <summary>The parts of a YAML file, one document after the other; stops at the first line that is no YAML.</summary>
internal sealed class YamlNodes
{
    private const int Deepest = 8;

    private int _line = 1;

    private sealed record Open(int Line, bool IsTable, bool IsInBrackets, List<YamlPart> Items);

    /// <summary>What was read whole, also of a list in brackets that broke off: what is closed there is whole. An entry in lines is not, for the line that broke may say where it holds.</summary>
    public List<YamlPart> Documents { get; } = [];

    /// <summary>The line at which reading had to stop; 0 = read to the end.</summary>
    public int BrokenAt { get; private set; }

    /// <summary>It stopped because the parts lie too deep in one another.</summary>
    public bool IsTooDeep { get; private set; }

    public static YamlNodes Of(string text)
    {
        var nodes = new YamlNodes();
        nodes.Read(text);
        return nodes;
    }

    private void Read(string text)
    {
        var open = new Stack<Open>();
        try
        {
            var parser = new Parser(new StringReader(text));
            while (parser.MoveNext() && !IsTooDeep)
            {
                Take(parser.Current!, open);
            }
        }
        catch (YamlException wrong)
        {
            BrokenAt = Math.Max(1, (int)wrong.Start.Line);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException or NotSupportedException or OverflowException or IndexOutOfRangeException)
        {
            BrokenAt = _line; // The scanner gives up on some texts without saying where.
        }

        if (BrokenAt > 0)
        {
            KeepWhole([.. open.Reverse()]);
        }
    }

    private void KeepWhole(IReadOnlyList<Open> open)
    {
        if (open is [{ IsTable: false, IsInBrackets: true } list, ..])
        {
            Documents.Add(new YamlPart(list.Line, null, list.Items, false, false));
        }
        else if (open is [{ IsTable: true } table, ..])
        {
            // The list of the last property may have broken off between two entries.
            List<YamlPart> items = table.Items.Count % 2 == 0 ? table.Items : open is [_, { IsTable: false, IsInBrackets: true } last, ..] ? [.. table.Items, new YamlPart(last.Line, null, last.Items, false, false)] : table.Items[..^1];
            Documents.AddRange(items.Count > 0 && !items.Where((_, i) => i % 2 == 0).Any(k => ArticleFields.Known(k.Text ?? "") is not null) ? [new YamlPart(table.Line, null, items, true, false)] : []);
        }
    }

    private void Take(ParsingEvent now, Stack<Open> open)
    {
        var line = _line = Math.Max(_line, (int)now.Start.Line);
        switch (now)
        {
            case SequenceStart or MappingStart when open.Count >= Deepest:
                (IsTooDeep, BrokenAt) = (true, line);
                break;
            case SequenceStart list:
                open.Push(new Open(line, false, list.Style == SequenceStyle.Flow, []));
                break;
            case MappingStart table:
                open.Push(new Open(line, true, table.Style == MappingStyle.Flow, []));
                break;
            case SequenceEnd or MappingEnd:
                var done = open.Pop();
                Place(new YamlPart(done.Line, null, done.Items, done.IsTable, done.Items.Exists(i => i.IsAlias)), open);
                break;
            case AnchorAlias:
                Place(new YamlPart(line, null, [], false, true), open);
                break;
            case Scalar scalar:
                Place(new YamlPart(line, scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null" ? "" : scalar.Value, [], false, false), open);
                break;
        }
    }

    private void Place(YamlPart part, Stack<Open> open)
    {
        if (open.Count > 0)
        {
            open.Peek().Items.Add(part);
        }
        else
        {
            Documents.Add(part);
        }
    }
}

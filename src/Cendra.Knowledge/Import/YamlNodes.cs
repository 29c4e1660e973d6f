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

    /// <summary>What was read whole, also of a list or table that broke off.</summary>
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
        var open = new Stack<(int Line, bool IsTable, List<YamlPart> Items)>();
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

        // Only what lies directly in the outermost list is whole; the part that broke off is not.
        if (open.Count > 0)
        {
            var (line, isTable, items) = open.Last();
            Documents.Add(new YamlPart(line, null, isTable && items.Count % 2 == 1 ? items[..^1] : items, isTable, false));
        }
    }

    private void Take(ParsingEvent now, Stack<(int Line, bool IsTable, List<YamlPart> Items)> open)
    {
        var line = _line = Math.Max(_line, (int)now.Start.Line);
        switch (now)
        {
            case SequenceStart or MappingStart when open.Count >= Deepest:
                (IsTooDeep, BrokenAt) = (true, line);
                break;
            case SequenceStart:
                open.Push((line, false, []));
                break;
            case MappingStart:
                open.Push((line, true, []));
                break;
            case SequenceEnd or MappingEnd:
                var (began, isTable, items) = open.Pop();
                Place(new YamlPart(began, null, items, isTable, items.Exists(i => i.IsAlias)), open);
                break;
            case AnchorAlias:
                Place(new YamlPart(line, null, [], false, true), open);
                break;
            case Scalar scalar:
                Place(new YamlPart(line, scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null" ? "" : scalar.Value, [], false, false), open);
                break;
        }
    }

    private void Place(YamlPart part, Stack<(int Line, bool IsTable, List<YamlPart> Items)> open)
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

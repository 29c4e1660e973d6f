using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cendra.Server.Evals.Reading;

/// <summary>A part of a YAML file with the place where it stands: a text, a list or a table.</summary>
internal sealed class EvalNode(string file, int line, string? text, List<EvalNode>? items, List<(EvalNode Key, EvalNode Value)>? pairs)
{
    /// <summary>Path below the folder of evaluations.</summary>
    public string File => file;

    /// <summary>From 1.</summary>
    public int Line => line;

    /// <summary>Null = it is none.</summary>
    public string? Text => text;

    /// <summary>Null = it is no list.</summary>
    public List<EvalNode>? Items => items;

    /// <summary>Null = it is no table.</summary>
    public List<(EvalNode Key, EvalNode Value)>? Pairs => pairs;

    /// <summary>What it is, for a person.</summary>
    public string Kind => text is not null ? "a text" : items is not null ? "a list" : "a table";

    /// <summary>The one document of a file; null where it is no YAML, which <paramref name="problems"/> then names.</summary>
    public static EvalNode? Read(string file, string yaml, EvalProblems problems)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1)
            {
                return Of(file, stream.Documents[0].RootNode);
            }

            problems.Add(file, 1, $"A file holds one document, and this one holds {stream.Documents.Count}. Put each into a file of its own.");
        }
        catch (YamlException wrong)
        {
            problems.Add(file, (int)Math.Max(1, wrong.Start.Line), $"It is no YAML: {wrong.Message} Texts with a colon, a hash or braces stand in quotes.");
        }

        return null;
    }

    /// <summary>The same, to be changed by a patch of one scenario alone.</summary>
    public EvalNode Copy() => new(file, line, text, items?.ConvertAll(i => i.Copy()), pairs?.ConvertAll(p => (p.Key, p.Value.Copy())));

    /// <summary>All that stands in it, without the places: the same for what is read as the same.</summary>
    public string Words() => text is not null ? $"\"{text}\"" : items is not null ? $"[{string.Join(',', items.Select(i => i.Words()))}]" : $"({string.Join(',', pairs!.Select(p => $"{p.Key.Text}:{p.Value.Words()}"))})";

    /// <summary>The value of a key; null = it is not there.</summary>
    public EvalNode? Find(string key) => pairs?.Find(p => p.Key.Text == key).Value;

    private static EvalNode Of(string file, YamlNode node)
    {
        var line = (int)node.Start.Line;
        return node switch
        {
            YamlSequenceNode list => new EvalNode(file, line, null, [.. list.Children.Select(c => Of(file, c))], null),
            YamlMappingNode table => new EvalNode(file, line, null, null, [.. table.Children.Select(c => (Of(file, c.Key), Of(file, c.Value)))]),
            YamlScalarNode scalar => new EvalNode(file, line, scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null" ? "" : scalar.Value ?? "", null, null),
            _ => new EvalNode(file, line, "", null, null),
        };
    }
}

using System.Globalization;

namespace Cendra.Server.Evals.Reading;

/// <summary>
/// Changes a world for one scenario: each key is a path in it (<c>properties.casa1.fallback</c>, <c>articles.+</c> for one more, <c>articles.0</c> for the first), each value takes the place of what stands there.
/// A table is laid over a table; nothing (<c>~</c>) takes it away.
/// </summary>
internal static class WorldPatch
{
    public static EvalNode Over(EvalNode world, EvalNode? patch, EvalProblems problems)
    {
        var patched = world.Copy();
        if (patch is { Pairs: null })
        {
            problems.Add(patch, "“patch” is a table of paths and values.");
        }

        foreach (var (key, value) in patch?.Pairs ?? [])
        {
            Put(patched, key, value, problems);
        }

        return patched;
    }

    private static void Put(EvalNode world, EvalNode path, EvalNode value, EvalProblems problems)
    {
        var steps = (path.Text ?? "").Split('.');
        var at = world;
        foreach (var step in steps[..^1])
        {
            if (Child(at, step) is not { } child)
            {
                problems.Add(path, $"The world has nothing at “{path.Text}”: “{step}” is not there.{(at.Pairs is { } pairs ? $" There are: {string.Join(", ", pairs.Select(p => p.Key.Text))}." : "")}");
                return;
            }

            at = child;
        }

        var last = steps[^1];
        if (at.Items is { } items)
        {
            PutInList(items, last, path, value, problems);
        }
        else if (at.Pairs is { } pairs)
        {
            PutInTable(pairs, last, path, value);
        }
        else
        {
            problems.Add(path, $"What stands above “{last}” is a text; it holds nothing.");
        }
    }

    private static void PutInList(List<EvalNode> items, string step, EvalNode path, EvalNode value, EvalProblems problems)
    {
        if (step == "+")
        {
            items.Add(value.Copy());
        }
        else if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count)
        {
            items[index] = items[index].Pairs is { } pairs && value.Pairs is not null ? Merged(pairs, items[index], value) : value.Copy();
        }
        else
        {
            problems.Add(path, $"“{step}” is no place of a list of {items.Count}. Write + for one more, or 0 for the first.");
        }
    }

    private static void PutInTable(List<(EvalNode Key, EvalNode Value)> pairs, string step, EvalNode path, EvalNode value)
    {
        var index = pairs.FindIndex(p => p.Key.Text == step);
        if (value.Text is "")
        {
            if (index >= 0)
            {
                pairs.RemoveAt(index);
            }

            return;
        }

        if (index < 0)
        {
            pairs.Add((new EvalNode(path.File, path.Line, step, null, null), value.Copy()));
            return;
        }

        var (key, before) = pairs[index];
        pairs[index] = (key, before.Pairs is { } inner && value.Pairs is not null ? Merged(inner, before, value) : value.Copy());
    }

    private static EvalNode Merged(List<(EvalNode Key, EvalNode Value)> pairs, EvalNode before, EvalNode value)
    {
        foreach (var (key, part) in value.Pairs!)
        {
            PutInTable(pairs, key.Text ?? "", key, part);
        }

        return before;
    }

    private static EvalNode? Child(EvalNode at, string step) => at.Items is { } items
        ? int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count ? items[index] : null
        : at.Find(step);
}

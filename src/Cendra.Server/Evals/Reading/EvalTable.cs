using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Reading;

/// <summary>
/// A table of a file, read strictly: what is asked for and missing, what is of another kind, and what nobody asked for is a problem with its line. <see cref="End"/> stands after the last question.
/// </summary>
internal sealed class EvalTable
{
    private readonly EvalNode _node;
    private readonly string _what;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public EvalTable(EvalNode node, string what, EvalProblems problems)
    {
        (_node, _what, Problems) = (node, what, problems);
        if (node.Pairs is null)
        {
            problems.Add(node, $"{what} is a table of keys and values, and this is {node.Kind}.");
        }
    }

    public EvalProblems Problems { get; }

    public EvalNode Node => _node;

    /// <summary>The keys as they stand, where the file chooses them.</summary>
    public IReadOnlyList<(EvalNode Key, EvalNode Value)> Entries => _node.Pairs ?? [];

    /// <summary>The value of a key; null = it is not there.</summary>
    public EvalNode? Part(string key)
    {
        _known.Add(key);
        return _node.Find(key);
    }

    /// <summary>There is such a key.</summary>
    public bool Has(string key) => Part(key) is not null;

    /// <summary>A text that must be there.</summary>
    public string Text(string key)
    {
        if (Part(key) is not { } value)
        {
            Problems.Add(_node, $"{_what} needs “{key}”.");
            return "";
        }

        return Scalar(value, key);
    }

    /// <summary>A text that may be missing.</summary>
    public string TextOr(string key, string otherwise) => Part(key) is { } value ? Scalar(value, key) : otherwise;

    /// <summary>One of some words; <paramref name="otherwise"/> null = it must be there.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words, T? otherwise = default, bool isNeeded = false)
    {
        if (Part(key) is not { } value)
        {
            if (isNeeded)
            {
                Problems.Add(_node, $"{_what} needs “{key}”: {string.Join(", ", words.Keys)}.");
            }

            return otherwise!;
        }

        if (words.TryGetValue(Scalar(value, key), out var word))
        {
            return word;
        }

        Problems.Add(value, $"“{value.Text}” is no value of “{key}”. It is one of: {string.Join(", ", words.Keys)}.");
        return otherwise!;
    }

    public bool Flag(string key, bool otherwise) => Word(key, Yes, otherwise);

    public bool? FlagOrNone(string key) => Has(key) ? Flag(key, false) : null;

    public int Number(string key, int otherwise) => NumberOrNone(key) ?? otherwise;

    public int? NumberOrNone(string key) => Parsed<int>(key, "a whole number", t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null);

    public double? Fraction(string key) => Parsed<double>(key, "a number", t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null);

    public DateOnly? Date(string key) => Parsed<DateOnly>(key, "a date such as 2026-06-12", t => DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null);

    public TimeOnly? Time(string key) => Parsed<TimeOnly>(key, "a time such as \"15:00\"", t => TimeOnly.TryParseExact(t, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null);

    /// <summary>A wall time in <paramref name="zone"/>, or an instant where an offset stands behind it.</summary>
    public DateTimeOffset? Moment(string key, string zone) => Parsed<DateTimeOffset>(key, "a moment such as \"2026-06-12 15:10\" (in the world's zone) or \"2026-06-12T15:10:00+02:00\"", t => EvalTimes.Moment(t, zone));

    /// <summary>How often something may be: <c>1</c>, <c>0..2</c>, <c>1..</c>.</summary>
    public CountRange? Count(string key) => Part(key) is { } value ? CountOf(value, key) : null;

    public CountRange? CountOf(EvalNode value, string key)
    {
        var range = CountRange.Read(Scalar(value, key));
        if (range is null)
        {
            Problems.Add(value, $"“{value.Text}” is no count of “{key}”. Write 1, 0..2 or 1.. for at least one.");
        }

        return range;
    }

    public EvalTable? Table(string key, string what) => Part(key) is { } value ? new EvalTable(value, what, Problems) : null;

    /// <summary>A list, or one part alone in its place.</summary>
    public IReadOnlyList<EvalNode> List(string key) => Part(key) is { } value ? value.Items ?? [value] : [];

    public IReadOnlyList<string> Texts(string key) => [.. List(key).Select(n => Scalar(n, key))];

    /// <summary>Regular expressions; placeholders in them are the runner's.</summary>
    public IReadOnlyList<SayPattern> Patterns(string key)
    {
        var patterns = new List<SayPattern>();
        foreach (var node in List(key))
        {
            var text = Scalar(node, key);
            try
            {
                _ = new Regex(EvalPlaces.Replace(text, _ => "0"), SayPattern.Options, SayPattern.Longest);
                patterns.Add(new SayPattern(text, $"{node.File}:{node.Line}"));
            }
            catch (ArgumentException wrong)
            {
                Problems.Add(node, $"“{text}” is no regular expression: {wrong.Message} Signs such as ( [ ? + . stand behind a backslash where they are meant as they are.");
            }
        }

        return patterns;
    }

    /// <summary>Names what nobody asked for.</summary>
    public void End()
    {
        foreach (var (key, _) in Entries.Where(e => !_known.Contains(e.Key.Text ?? "")))
        {
            Problems.Add(key, $"“{key.Text}” is no key of {_what.ToLowerInvariant()}. Known are: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }

    public string Scalar(EvalNode value, string key)
    {
        if (value.Text is { } text)
        {
            return text;
        }

        Problems.Add(value, $"“{key}” is a text, and this is {value.Kind}. Texts with braces or a colon stand in quotes.");
        return "";
    }

    private static readonly Dictionary<string, bool> Yes = new(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    private T? Parsed<T>(string key, string what, Func<string, T?> parse)
        where T : struct
    {
        if (Part(key) is not { } value)
        {
            return null;
        }

        if (parse(Scalar(value, key)) is { } parsed)
        {
            return parsed;
        }

        Problems.Add(value, $"“{value.Text}” of “{key}” is not {what}.");
        return null;
    }
}

namespace Cendra.Knowledge.Import;

/// <summary>An article as a file holds it: cleaned of what cannot be seen, line breaks as \n, nothing around it. Not saved yet, and it may still hold a code.</summary>
/// <param name="Question">One line.</param>
/// <param name="Answer">Markdown.</param>
/// <param name="Topic">A word; empty = none named.</param>
/// <param name="Language">Two letters; empty = none named.</param>
/// <param name="PropertyNames">For which properties; empty = for all.</param>
/// <param name="ValidFrom">First day; null = always held.</param>
/// <param name="ValidUntil">Last day; null = without end.</param>
/// <param name="IsSensitive">For guests of a confirmed stay alone.</param>
/// <param name="Place">Where it stands: "line 12", "parking.md, heading 2".</param>
public sealed record ImportedArticle(
    string Question, string Answer, string Topic, string Language, IReadOnlyList<string> PropertyNames, DateOnly? ValidFrom, DateOnly? ValidUntil, bool IsSensitive, string Place)
{
    /// <summary>For logs: the place alone, for the text may hold a code.</summary>
    public override string ToString() => $"Article at {Place}";

    /// <summary>The same text and facts, wherever they stand.</summary>
    public bool SaysTheSame(ImportedArticle other) =>
        (Question, Answer, Topic, Language, ValidFrom, ValidUntil, IsSensitive) == (other.Question, other.Answer, other.Topic, other.Language, other.ValidFrom, other.ValidUntil, other.IsSensitive)
        && PropertyNames.SequenceEqual(other.PropertyNames, StringComparer.Ordinal);
}

/// <summary>Something in a file that could not be taken as it is.</summary>
/// <param name="Place">Where: "line 12".</param>
/// <param name="Words">What to change, in a sentence without the text of the file.</param>
public sealed record ImportProblem(string Place, string Words);

/// <summary>What a file holds: the good beside the bad, so that nothing is lost unseen.</summary>
public sealed record ImportResult(IReadOnlyList<ImportedArticle> Articles, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>Nothing of the file could be read.</summary>
    public static ImportResult Failed(string place, string words) => new([], [new ImportProblem(place, words)]);
}

/// <summary>How much one file may hold.</summary>
public static class ImportLimits
{
    /// <summary>Largest file, in bytes.</summary>
    public const int Bytes = 5 * 1024 * 1024;

    /// <summary>Most articles of one file.</summary>
    public const int Articles = 5000;

    /// <summary>Most problems that are named; the last says how many more there are.</summary>
    public const int Problems = 500;

    /// <summary>Most properties that one article may name.</summary>
    public const int Properties = 200;

    /// <summary>As many as are named; the last then says how many more there are.</summary>
    internal static IReadOnlyList<ImportProblem> Bounded(IReadOnlyList<ImportProblem> problems) => problems.Count <= Problems
        ? problems
        : [.. problems.Take(Problems - 1), new ImportProblem("the rest", $"There are {problems.Count - Problems + 1} more problems. Mend these first and import the file again.")];
}

using Cendra.Knowledge.Secrets;

namespace Cendra.Knowledge.Import;

/// <summary>What taking a line of a file over would do.</summary>
public enum ImportStep
{
    /// <summary>A new article.</summary>
    New,

    /// <summary>The same question for the same properties in the same language and the same days says something else now; with another answer it waits for approval again.</summary>
    Changed,

    /// <summary>It is there already, or all that differs is what a host changed since: it stays as it is.</summary>
    Unchanged,

    /// <summary>It cannot be taken as it stands.</summary>
    Refused,
}

/// <summary>One article of a file and what taking it over would do.</summary>
/// <param name="Step">What would happen.</param>
/// <param name="Article">As the file holds it; shown to the person, never kept or logged.</param>
/// <param name="InQuestion">What looks like a code in the question.</param>
/// <param name="InAnswer">What looks like a code in the answer: left out when it is saved, and to be mended before a host can approve it.</param>
/// <param name="Problems">What to change in the file; empty = none.</param>
public sealed record ImportLine(ImportStep Step, ImportedArticle Article, IReadOnlyList<CodeLikeFinding> InQuestion, IReadOnlyList<CodeLikeFinding> InAnswer, IReadOnlyList<string> Problems)
{
    /// <summary>What stays although the file says something else, for a host changed it since the file was taken over: "the days", "the topic". Empty = nothing.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}

/// <summary>What taking a file over would do, or did.</summary>
/// <param name="Lines">Every article that could be read.</param>
/// <param name="Problems">Everything that could not, and every line that was refused.</param>
public sealed record ImportPreview(IReadOnlyList<ImportLine> Lines, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>How many lines take one step.</summary>
    public int Count(ImportStep step) => Lines.Count(l => l.Step == step);

    /// <summary>Codes that were found, over all lines.</summary>
    public int CodeLike => Lines.Sum(l => l.InQuestion.Count + l.InAnswer.Count);
}

/// <summary>A file that a person gives.</summary>
/// <param name="Name">Its name; the ending says the format.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Language">For articles that name no language; two letters.</param>
public sealed record GivenFile(string Name, ReadOnlyMemory<byte> Bytes, string Language)
{
    /// <summary>For logs: the name alone.</summary>
    public override string ToString() => Name;
}

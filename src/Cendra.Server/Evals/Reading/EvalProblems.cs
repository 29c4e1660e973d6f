namespace Cendra.Server.Evals.Reading;

/// <summary>Something in a file that cannot be played: where it stands and what to change.</summary>
internal sealed record EvalProblem(string File, int Line, string Words)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}:{Line}: {Words}";
}

/// <summary>All that is wrong with the files, so that one reading names everything.</summary>
internal sealed class EvalProblems
{
    private readonly List<EvalProblem> _all = [];

    public IReadOnlyList<EvalProblem> All => _all;

    public void Add(string file, int line, string words) => _all.Add(new EvalProblem(file, line, words));

    public void Add(EvalNode at, string words) => Add(at.File, at.Line, words);
}

/// <summary>The files hold problems; nothing was played.</summary>
internal sealed class EvalFilesException(string problems) : Exception(problems);

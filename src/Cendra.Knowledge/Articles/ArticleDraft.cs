using Cendra.Domain.Knowledge;

namespace Cendra.Knowledge.Articles;

/// <summary>An article as somebody types it. Not a record: what is typed may hold a code until it is moved, and must not reach a log by accident.</summary>
public sealed class ArticleDraft
{
    /// <summary>Null = a new one.</summary>
    public Guid? Id { get; set; }

    public string Question { get; set; } = "";

    public string Answer { get; set; } = "";

    /// <summary>A word of the book of topics; empty = found in the question.</summary>
    public string Topic { get; set; } = "";

    /// <summary>BCP 47, two letters.</summary>
    public string Language { get; set; } = "en";

    public bool IsForAll { get; set; }

    public List<Guid> PropertyIds { get; set; } = [];

    public DateOnly? ValidFrom { get; set; }

    public DateOnly? ValidUntil { get; set; }

    public bool IsSensitive { get; set; }

    /// <summary>The article of which this is another language.</summary>
    public Guid? TranslatesId { get; set; }

    /// <summary>Guests may be told at once; else it waits.</summary>
    public bool IsApproved { get; set; } = true;

    /// <summary>The person looked at what seems to be a code and says that it is none.</summary>
    public bool HoldsNoCode { get; set; }

    /// <summary>Where a new one comes from.</summary>
    public ArticleSource Source { get; init; }

    /// <summary>The same in words ("house-rules.md, heading 3"), with the mark of an import below; for one that is there, empty = it stays.</summary>
    public string SourceText { get; set; } = "";

    /// <summary>It is put away and stays so, whatever is written into it.</summary>
    public bool StaysOff { get; set; }

    /// <summary>The version that was shown; somebody else's change in between is never overwritten.</summary>
    public int Version { get; set; }
}

/// <summary>What came of saving.</summary>
/// <param name="Id">The article; null when nothing was saved.</param>
/// <param name="Problems">What to change first, in sentences; empty = none.</param>
/// <param name="CodeLike">What seems to be a code in the question, and in the answer: to be moved to a secret, or said to be none. Nothing was saved where there are some.</param>
public sealed record ArticleSaved(Guid? Id, IReadOnlyList<string> Problems, CodesInArticle CodeLike)
{
    /// <summary>Articles that say something else, as they are now: saved in their place these are put away. Empty = none.</summary>
    public IReadOnlyList<ShownArticle> InTheWay { get; init; } = [];

    /// <summary>Nothing was saved because of these.</summary>
    public static ArticleSaved Refused(params IReadOnlyList<string> problems) => new(null, problems, CodesInArticle.None);
}

/// <summary>An article as somebody saw it when they decided about it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">Its row's version: whatever is saved of it raises it.</param>
public sealed record ShownArticle(Guid Id, int Version);

using Cendra.Domain.Audit;

namespace Cendra.Domain.Knowledge;

/// <summary>
/// A question that nothing in the knowledge answered, on its way to an article: how often it was asked, what a host answered later, and what a host decided. Unique by <see cref="QuestionKey"/>.
/// </summary>
public sealed class ArticleCandidate : Audited
{
    public Guid Id { get; init; }

    /// <summary>Where it was asked; null = an imported conversation that names no property.</summary>
    public Guid? PropertyId { get; init; }

    /// <summary>The question in the words of the first guest who asked, cleaned; a host may put it better.</summary>
    public required string Question { get; set; }

    /// <summary>Keyed by property and folded words: the same question never becomes two candidates.</summary>
    public required string QuestionKey { get; init; }

    /// <summary>BCP 47, two letters; empty = unknown.</summary>
    public string Language { get; set; } = "";

    /// <summary>A word of the book of topics; empty = none.</summary>
    public string Topic { get; set; } = "";

    /// <summary>What a host answered, cleaned and without secrets; empty = nobody has yet.</summary>
    public string Answer { get; set; } = "";

    /// <summary>The message whose words <see cref="Answer"/> is; null = none, or an imported one.</summary>
    public Guid? AnswerMessageId { get; set; }

    /// <summary>Whether the answer would be the same for another guest.</summary>
    public CandidateKind Kind { get; set; }

    /// <summary>Why it was judged so, in words.</summary>
    public string KindWords { get; set; } = "";

    /// <summary>An article that says something else about the same thing; null = none found.</summary>
    public Guid? ConflictsWithId { get; set; }

    /// <summary>Where the two differ, in words; empty = no conflict.</summary>
    public string ConflictWords { get; set; } = "";

    public CandidateState State { get; set; }

    /// <summary>The article that came of it.</summary>
    public Guid? ArticleId { get; set; }

    public DateTimeOffset FirstAskedUtc { get; init; }

    public DateTimeOffset LastAskedUtc { get; set; }

    /// <summary>When to look for a host's answer again; null = nothing to look for.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    public int Version { get; set; }

    /// <summary>Each time that it was asked.</summary>
    public List<CandidateQuestion> Questions { get; } = [];

    /// <inheritdoc />
    public override string AuditStream => $"candidate:{Id:N}";

    /// <summary>A line in its chain: who decided what.</summary>
    public void NoteDecided(string actor, string what) => Note(AuditKind.ArticleChanged, actor, what, ArticleId);
}

/// <summary>One time that the question of a candidate was asked. Unique by <see cref="DedupeKey"/>.</summary>
public sealed class CandidateQuestion
{
    public Guid Id { get; init; }
    public Guid CandidateId { get; set; }

    /// <summary>The message that asked, or the place in an imported file.</summary>
    public required string DedupeKey { get; init; }

    /// <summary>The conversation to look at; null = an imported one.</summary>
    public Guid? ConversationId { get; init; }

    public Guid? MessageId { get; init; }

    public Guid? StayId { get; init; }

    public DateTimeOffset AskedUtc { get; init; }
}

/// <summary>Whether an answer would hold for another guest.</summary>
public enum CandidateKind
{
    /// <summary>Nobody answered yet.</summary>
    Unknown = 0,

    /// <summary>It would: worth an article.</summary>
    Stable = 1,

    /// <summary>It speaks of this stay alone (its dates, its guests, an exception).</summary>
    StaySpecific = 2,
}

/// <summary>Where a candidate stands.</summary>
public enum CandidateState
{
    /// <summary>A host has not decided.</summary>
    Open = 0,

    /// <summary>It became an article.</summary>
    Approved = 1,

    /// <summary>A host wants no article of it; asked again, it stays so.</summary>
    Rejected = 2,
}

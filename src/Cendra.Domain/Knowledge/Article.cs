using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;

namespace Cendra.Domain.Knowledge;

/// <summary>
/// One thing that guests may be told, as a host wrote it: a question and its answer, for all properties or for some, in one language. Only approved ones are ever read to guests. Its text
/// never holds a secret: a place such as <c>{{wifi}}</c> names one (<see cref="PropertySecret"/>).
/// </summary>
public sealed class Article : Audited
{
    /// <summary>Longest question, in characters.</summary>
    public const int LongestQuestion = 300;

    /// <summary>Longest answer, in characters.</summary>
    public const int LongestAnswer = 4000;

    public Guid Id { get; init; }

    /// <summary>What a guest would ask ("Where can we park?"), or a heading.</summary>
    public required string Question { get; set; }

    /// <summary>Markdown, with places of secrets.</summary>
    public required string Answer { get; set; }

    /// <summary>A word of the book of topics ("parking"); empty = none fits.</summary>
    public string Topic { get; set; } = "";

    /// <summary>BCP 47, two letters: the language it is written in.</summary>
    public required string Language { get; set; }

    /// <summary>It holds for every property, also those to come; else for <see cref="Properties"/> alone.</summary>
    public bool IsForAll { get; set; }

    /// <summary>First day of the stay for which it holds, by the property's clock; null = always held.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day on which it holds; null = without end.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>The article of which this is another language; null = it is none. The one it names is never a translation itself.</summary>
    public Guid? TranslatesId { get; set; }

    public ArticleSource Source { get; init; }

    /// <summary>Where it came from, in words ("house-rules.md, heading 3"); empty = a host typed it. In a line below stands by what an import knows it again.</summary>
    public string SourceText { get; set; } = "";

    /// <summary>The words of it alone.</summary>
    public string SourceWords => SourceText.Split('\n')[0];

    public ArticleStatus Status { get; set; }

    /// <summary>Why it cannot be approved as it stands, in words ("It looks as if it held a code."); empty = it can.</summary>
    public string Hindrance { get; set; } = "";

    /// <summary>Told to guests of a confirmed stay alone.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>Which version of its text this is, from 1.</summary>
    public int Number { get; set; } = 1;

    public DateTimeOffset CreatedUtc { get; init; }

    public DateTimeOffset ChangedUtc { get; set; }

    public int Version { get; set; }

    /// <summary>The properties for which it holds, where it is not for all.</summary>
    public List<ArticleProperty> Properties { get; } = [];

    /// <summary>Every text it ever had, the present one too.</summary>
    public List<ArticleVersion> Versions { get; } = [];

    /// <inheritdoc />
    public override string AuditStream => $"article:{Id:N}";

    /// <summary>A line in its chain: who did what. Holds no text of the article.</summary>
    public void NoteChanged(string actor, string what) => Note(AuditKind.ArticleChanged, actor, what);

    /// <summary>It may be read to guests who stay from one day to another.</summary>
    public bool HoldsBetween(DateOnly from, DateOnly until) => !(ValidFrom > until) && !(ValidUntil < from);
}

/// <summary>A property for which an article holds.</summary>
public sealed class ArticleProperty
{
    public Guid ArticleId { get; set; }
    public Guid PropertyId { get; set; }
    public Property? Property { get; set; }
}

/// <summary>One text that an article had. Unique by article and number; never changed.</summary>
public sealed class ArticleVersion
{
    public Guid Id { get; init; }
    public Guid ArticleId { get; set; }

    /// <summary>1 = the first.</summary>
    public int Number { get; init; }

    public required string Question { get; init; }
    public required string Answer { get; init; }

    /// <summary>Who wrote it, as an actor of the audit chain.</summary>
    public required string Actor { get; init; }

    public DateTimeOffset AtUtc { get; init; }
}

/// <summary>Where an article came from.</summary>
public enum ArticleSource
{
    /// <summary>A host typed it.</summary>
    Host = 0,

    /// <summary>From a file.</summary>
    Import = 1,

    /// <summary>From what a host answered a guest.</summary>
    Reply = 2,
}

/// <summary>What may be done with an article.</summary>
public enum ArticleStatus
{
    /// <summary>Waits for a host; guests never hear of it.</summary>
    Pending = 0,

    /// <summary>Guests may be told.</summary>
    Approved = 1,

    /// <summary>Put away; guests do not hear of it any more.</summary>
    Off = 2,
}

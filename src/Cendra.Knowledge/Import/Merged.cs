using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Secrets;

namespace Cendra.Knowledge.Import;

/// <summary>
/// A row of a file brought together with the article that it is. What a host changed since the file was last taken over stays, and is named; what the file cannot say stays as well.
/// </summary>
internal sealed class Merged
{
    private readonly Article _known;
    private readonly ImportMark? _mark;
    private readonly List<string> _kept = [];

    public Merged(ArticleDraft row, Article known)
    {
        (_known, _mark) = (known, ImportMark.In(known));
        var isSameAnswer = known.Answer == row.Answer || known.Versions.Exists(v => v.Answer == row.Answer);
        Keep("the question", !string.Equals(known.Question, row.Question, StringComparison.OrdinalIgnoreCase));
        Keep("the answer", isSameAnswer && known.Answer != row.Answer);
        Keep("the language", known.Language != row.Language);
        Keep("for which properties it holds", known.IsForAll != row.IsForAll || !Properties.ToHashSet().SetEquals(row.PropertyIds));
        var (from, until) = Chosen("the days", (row.ValidFrom, row.ValidUntil), (known.ValidFrom, known.ValidUntil), (_mark?.ValidFrom, _mark?.ValidUntil));
        var isSensitive = Chosen("who may be told", row.IsSensitive, known.IsSensitive, _mark?.IsSensitive ?? false);
        var topic = row.Topic.Length == 0 ? known.Topic : Chosen("the topic", row.Topic, known.Topic, _mark is { Topic.Length: > 0 } ? _mark.Topic : known.Topic);
        Keep("that it is put away", known.Status is ArticleStatus.Off);
        Draft = new ArticleDraft
        {
            Id = known.Id, Version = known.Version, Question = known.Question, Answer = isSameAnswer ? known.Answer : row.Answer, Topic = topic, Language = known.Language, IsForAll = known.IsForAll, PropertyIds = [.. Properties],
            ValidFrom = from, ValidUntil = until, IsSensitive = isSensitive, TranslatesId = known.TranslatesId, SourceText = known.Source is ArticleSource.Import ? ImportMark.Of(row).Below(row.SourceText) : "",
            StaysOff = known.Status is ArticleStatus.Off,
            IsApproved = known.Status is ArticleStatus.Approved && isSameAnswer && (isSensitive || !known.IsSensitive), // Somebody approved these words, for these guests.
            HoldsNoCode = isSameAnswer && CodeLikeScan.Find(known.Answer).Count + CodeLikeScan.Find(known.Question).Count > 0, // Somebody said so when they were saved.
        };
    }

    /// <summary>What the article becomes.</summary>
    public ArticleDraft Draft { get; }

    /// <summary>What the file says otherwise and a host changed since, in words.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>The article becomes something else than it is.</summary>
    public bool IsChange => (Draft.Answer, Draft.Topic, Draft.ValidFrom, Draft.ValidUntil, Draft.IsSensitive) != (_known.Answer, _known.Topic, _known.ValidFrom, _known.ValidUntil, _known.IsSensitive);

    private IEnumerable<Guid> Properties => _known.Properties.Select(p => p.PropertyId);

    private void Keep(string what, bool isKept)
    {
        if (isKept)
        {
            _kept.Add(what);
        }
    }

    /// <summary>What the file says, or what a host made of what it said. Taken over before there were marks, anything may be a host's once somebody saved the article again.</summary>
    private T Chosen<T>(string what, T file, T now, T before)
    {
        var isHosts = _mark is null ? _known is { Source: ArticleSource.Import, Version: > 0 } : !EqualityComparer<T>.Default.Equals(now, before);
        if (!isHosts || EqualityComparer<T>.Default.Equals(file, now))
        {
            return file;
        }

        _kept.Add(what);
        return now;
    }
}

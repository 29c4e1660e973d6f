using Cendra.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What an owner or manager decides about questions that guests asked: one call each.</summary>
public sealed class CandidateActs(CandidateDesk desk)
{
    private const string NotYours = "Your account looks and changes nothing. An owner can change that.";

    /// <summary>Makes an approved article of it for its property, in the place of those that were shown as saying something else; one of them that changed since is named and nothing is saved.</summary>
    public async Task<ArticleSaved> ApproveAsync(Guid id, IReadOnlyList<ShownArticle> inPlaceOf, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? await desk.ApproveAsync(id, new Editor(host.Actor, host.Scope), ct, inPlaceOf) : ArticleSaved.Refused(NotYours);

    /// <summary>The same with the words of a host. The draft is left as it is.</summary>
    public async Task<ArticleSaved> ApproveAsync(Guid id, ArticleDraft draft, IReadOnlyList<ShownArticle> inPlaceOf, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? await desk.ApproveAsync(id, draft, new Editor(host.Actor, host.Scope), ct, inPlaceOf) : ArticleSaved.Refused(NotYours);

    /// <summary>No article is to come of it; what is in the way, or empty.</summary>
    public async Task<string> RejectAsync(Guid id, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? string.Join(' ', await desk.RejectAsync(id, new Editor(host.Actor, host.Scope), ct)) : NotYours;
}

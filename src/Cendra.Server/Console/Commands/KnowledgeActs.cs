using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Checklists;
using Cendra.Knowledge.Secrets;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What an owner or manager does with what is known about properties: one call each.</summary>
public sealed class KnowledgeActs(CendraDatabase database, ArticleDesk articles, SecretDesk secrets, Checklist checklist)
{
    private const string NotYours = "Your account looks and changes nothing. An owner can change that.";

    /// <summary>Saves a new article or a change. The draft is left as it is, whatever comes of it.</summary>
    public async Task<ArticleSaved> SaveAsync(ArticleDraft draft, SignedInHost host, CancellationToken ct) => host.MayChange ? await articles.SaveAsync(draft, Of(host), ct) : ArticleSaved.Refused(NotYours);

    /// <summary>Approves, puts away or takes back to waiting; what is in the way, or empty.</summary>
    public async Task<string> SetStatusAsync(Guid id, ArticleStatus status, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? string.Join(' ', (await articles.SetStatusAsync(id, status, Of(host), ct)).Problems) : NotYours;

    /// <summary>Sets a secret; what to change first, or empty.</summary>
    /// <param name="draft">What is typed.</param>
    /// <param name="isNew">There is to be none of this name yet: the one that guests are told is not replaced by a slip.</param>
    /// <param name="host">Who does it.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<IReadOnlyList<string>> SetSecretAsync(SecretDraft draft, bool isNew, SignedInHost host, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return [NotYours];
        }

        var name = draft.Name.Trim();
        await using var db = database.Open();
        return isNew && host.Scope.Covers(draft.PropertyId) && await db.PropertySecrets.AnyAsync(s => s.PropertyId == draft.PropertyId && s.Name == name, ct)
            ? [$"Name: this property has a secret {name} already. Choose another name, or replace that one on the page of its secrets."]
            : await secrets.SetAsync(draft, Of(host), ct);
    }

    /// <summary>Takes a secret away; what is in the way, or empty.</summary>
    public async Task<IReadOnlyList<string>> ForgetSecretAsync(Guid propertyId, string name, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? await secrets.ForgetAsync(propertyId, name, Of(host), ct) : [NotYours];

    /// <summary>A property needs nothing about a thing of its checklist, or does after all; what is in the way, or empty. Doing it twice changes nothing.</summary>
    public async Task<string> SetNeededAsync(Guid propertyId, string topic, bool isNotNeeded, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? string.Join(' ', await checklist.SetNotNeededAsync(propertyId, topic, isNotNeeded, Of(host), ct)) : NotYours;

    private static Editor Of(SignedInHost host) => new(host.Actor, host.Scope);
}

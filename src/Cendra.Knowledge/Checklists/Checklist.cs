using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Checklists;

/// <summary>What has to be written about a property, and what of it is. Derived from the rows at each call; nothing of it is kept but what a host says is not needed.</summary>
public sealed class Checklist(CendraDatabase database, StayClock clock)
{
    private const string NotYours = "This property is not here any more, or lies outside what you see.";

    /// <summary>Every thing of one property, in the order of <see cref="RequiredThings"/>; empty where there is no such property.</summary>
    public async Task<IReadOnlyList<ChecklistItem>> OfAsync(CendraDbContext db, Guid propertyId, CancellationToken ct) =>
        (await ChecklistFacts.ReadAsync(db, db.Properties.Where(p => p.Id == propertyId), clock.GetUtcNow(), ct)).SelectMany(f => f.Items()).ToList();

    /// <summary>What each property of a scope lacks, those without anything missing too. A handful of queries, however many properties there are; what is out of use is left out.</summary>
    public async Task<IReadOnlyList<MissingThings>> MissingAsync(CendraDbContext db, PropertyScope scope, CancellationToken ct)
    {
        var properties = await ChecklistFacts.ReadAsync(db, scope.Of(db.Properties).Where(p => !p.IsArchived), clock.GetUtcNow(), ct);
        return [.. properties.Select(f => (f.PropertyId, Names: f.Items().Where(i => i.IsMissing).Select(i => i.Name).ToList())).Select(f => new MissingThings(f.PropertyId, f.Names.Count, f.Names))];
    }

    /// <summary>A host says that this property needs nothing about a thing, or takes that back. Twice is once. What was in the way; empty = none.</summary>
    public async Task<IReadOnlyList<string>> SetNotNeededAsync(Guid propertyId, string topic, bool isNotNeeded, Editor editor, CancellationToken ct)
    {
        if (RequiredThings.Find(topic) is not { } thing)
        {
            return ["This is nothing that the checklist knows."];
        }

        await using var db = database.Open();
        if (await editor.Scope.Of(db.Properties).SingleOrDefaultAsync(p => p.Id == propertyId, ct) is not { } property)
        {
            return [NotYours];
        }

        var row = await db.TopicsNotNeeded.SingleOrDefaultAsync(t => t.PropertyId == propertyId && t.Topic == topic, ct);
        if (row is null == !isNotNeeded)
        {
            return [];
        }

        if (row is null)
        {
            db.TopicsNotNeeded.Add(new TopicNotNeeded { PropertyId = propertyId, Topic = topic });
        }
        else
        {
            db.TopicsNotNeeded.Remove(row);
        }

        property.NoteChanged(editor.Actor, $"Checklist: {thing.Name} is {(isNotNeeded ? "not needed here" : "needed again")}");
        try
        {
            await db.SaveChangesAsync(ct);
            return [];
        }
        catch (DbUpdateException)
        {
            return ["Somebody else changed the checklist of this property meanwhile. Load the page again and repeat your change."];
        }
    }
}

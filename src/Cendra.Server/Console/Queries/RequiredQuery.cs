using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Checklists;

namespace Cendra.Server.Console.Queries;

/// <summary>What guests usually ask, and whether a property says it.</summary>
public sealed class RequiredQuery(CendraDatabase database, Checklist checklist)
{
    /// <summary>Empty for a property outside the scope.</summary>
    public async Task<IReadOnlyList<ChecklistItem>> RunAsync(Guid propertyId, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        return scope.Covers(propertyId) ? await checklist.OfAsync(db, propertyId, ct) : [];
    }
}

using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Import;

/// <summary>The articles and properties that a person sees, as an import compares with them. Read once for a file.</summary>
internal sealed class ImportScope
{
    private readonly Dictionary<string, Guid> _properties;
    private readonly bool _seesAll;
    private ImportScope(Dictionary<string, Guid> properties, bool seesAll) => (_properties, _seesAll) = (properties, seesAll);

    public static async Task<ImportScope> ReadAsync(CendraDbContext db, Editor editor, CancellationToken ct)
    {
        var named = await editor.Scope.Of(db.Properties).Select(p => new { p.Name, p.Id }).ToListAsync(ct);
        var scope = new ImportScope(
            named.GroupBy(p => p.Name.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().Id, StringComparer.OrdinalIgnoreCase), editor.Scope.PropertyIds is null);
        scope.Articles = await ArticleDesk.Visible(db, editor.Scope).AsNoTracking().AsSplitQuery().Include(a => a.Properties).Include(a => a.Versions).OrderBy(a => a.CreatedUtc).ThenBy(a => a.Question).ToListAsync(ct);
        return scope;
    }

    /// <summary>Every article that the person sees, the oldest first, with all its texts.</summary>
    public IReadOnlyList<Article> Articles { get; private set; } = [];

    /// <summary>The properties of these names; null and a sentence where that cannot be.</summary>
    public (List<Guid>? Ids, string Problem) Properties(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return _seesAll ? ([], "") : (null, "Name the properties for which it holds. People who see all properties write what holds for all.");
        }

        var ids = names.Select(n => _properties.TryGetValue(n, out var id) ? id : (Guid?)null).ToList();
        return ids.Contains(null) ? (null, "A property of this name is not here, or the name is there twice. Write it as the list of properties has it.") : ([.. ids.Select(i => i!.Value).Distinct()], "");
    }
}

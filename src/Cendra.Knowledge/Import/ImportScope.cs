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
    private readonly Dictionary<string, Known> _byQuestion = new(StringComparer.Ordinal);
    private readonly HashSet<string> _everWritten = new(StringComparer.Ordinal);

    /// <summary>An article that is there.</summary>
    public sealed record Known(Guid Id, int Version, string Answer, DateOnly? ValidFrom, DateOnly? ValidUntil, bool IsSensitive, string Topic, Guid? TranslatesId);

    private ImportScope(Dictionary<string, Guid> properties, bool seesAll) => (_properties, _seesAll) = (properties, seesAll);

    public static async Task<ImportScope> ReadAsync(CendraDbContext db, Editor editor, CancellationToken ct)
    {
        var named = await editor.Scope.Of(db.Properties).Select(p => new { p.Name, p.Id }).ToListAsync(ct);
        var scope = new ImportScope(
            named.GroupBy(p => p.Name.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().Id, StringComparer.OrdinalIgnoreCase), editor.Scope.PropertyIds is null);
        var rows = await ArticleDesk.Visible(db, editor).AsNoTracking().AsSplitQuery().Include(a => a.Properties).Include(a => a.Versions).OrderBy(a => a.CreatedUtc).ThenBy(a => a.Question).ToListAsync(ct);
        rows.ForEach(scope.Add);
        return scope;
    }

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

    /// <summary>The article of this question; null = none.</summary>
    public Known? Find(string question, IEnumerable<Guid> properties, string language) => _byQuestion.GetValueOrDefault(Key(question, properties, language));

    /// <summary>Some version of an article said just this.</summary>
    public bool WasEver(string question, string answer, IEnumerable<Guid> properties, string language) => _everWritten.Contains($"{Key(question, properties, language)}\n{answer}");

    /// <summary>Whether a line of this file stands there already; notes it.</summary>
    public static bool IsSecond(HashSet<string> seen, string question, IEnumerable<Guid> properties, string language) => !seen.Add(Key(question, properties, language));

    private static string Key(string question, IEnumerable<Guid> properties, string language) =>
        $"{language}\n{string.Join(',', properties.Select(p => p.ToString("N")).Order(StringComparer.Ordinal))}\n{question.ToUpperInvariant()}";

    private void Add(Article row)
    {
        var properties = row.IsForAll ? [] : row.Properties.Select(p => p.PropertyId).ToList();
        _byQuestion.TryAdd(Key(row.Question, properties, row.Language), new Known(row.Id, row.Version, row.Answer, row.ValidFrom, row.ValidUntil, row.IsSensitive, row.Topic, row.TranslatesId));
        foreach (var version in row.Versions)
        {
            _everWritten.Add($"{Key(version.Question, properties, row.Language)}\n{version.Answer}");
        }
    }
}

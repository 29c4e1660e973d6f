using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Cendra.Tests.Database;

/// <summary>
/// Walks a model for the two things that SQL Server refuses and no parser of its scripts sees: multiple cascade paths (error 1785) and index keys
/// that may grow beyond 900 bytes (clustered) or 1,700 bytes (nonclustered). The limits are asked of every database, so that a model fits all.
/// </summary>
internal static class ModelWalk
{
    /// <summary>Every fault in words; empty = none. <paramref name="clusters"/>: primary keys are clustered unless they say otherwise, as on SQL Server.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyModel model, bool clusters = true) => [.. CascadeFaults(model), .. KeyFaults(model, clusters)];

    private static IEnumerable<string> CascadeFaults(IReadOnlyModel model)
    {
        var edges = model.GetEntityTypes().SelectMany(t => t.GetForeignKeys())
            .Where(f => f.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull)
            .Select(f => (From: f.PrincipalEntityType.GetTableName()!, To: f.DeclaringEntityType.GetTableName()!, f.IsOwnership))
            .Where(e => !(e.IsOwnership && e.From == e.To))
            .ToLookup(e => e.From, e => e.To);
        foreach (var root in edges.Select(g => g.Key))
        {
            var reached = new HashSet<string>(StringComparer.Ordinal) { root };
            var open = new Queue<string>(edges[root]);
            while (open.TryDequeue(out var table))
            {
                if (!reached.Add(table))
                {
                    yield return $"Deleting from {root} reaches {table} by more than one path or in a circle.";
                    continue;
                }

                edges[table].ToList().ForEach(open.Enqueue);
            }
        }
    }

    private static IEnumerable<string> KeyFaults(IReadOnlyModel model, bool clusters)
    {
        foreach (var type in model.GetEntityTypes().Where(t => !t.IsMappedToJson()))
        {
            var keys = type.GetKeys().Select(k => (k.Properties, Limit: clusters && k.IsPrimaryKey() && k.IsClustered() != false ? 900 : 1700));
            foreach (var (properties, limit) in keys.Concat(type.GetIndexes().Select(i => (i.Properties, 1700))))
            {
                var name = $"{type.GetTableName()} ({string.Join(", ", properties.Select(p => p.Name))})";
                if (properties.FirstOrDefault(p => Bytes(p) is null) is { } unbounded)
                {
                    yield return $"The key {name} holds {unbounded.Name}, which has no length.";
                }
                else if (properties.Sum(p => Bytes(p)) is { } bytes && bytes > limit)
                {
                    yield return $"The key {name} may take {bytes} bytes of {limit}.";
                }
            }
        }
    }

    /// <summary>Bytes a value may take in a key of SQL Server; null = no bound.</summary>
    private static int? Bytes(IReadOnlyProperty property)
    {
        var type = property.GetValueConverter()?.ProviderClrType ?? property.ClrType;
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            { } t when t == typeof(string) => property.GetMaxLength() * 2,
            { } t when t == typeof(byte[]) => property.GetMaxLength(),
            { } t when t == typeof(Guid) => 16,
            { } t when t == typeof(DateTimeOffset) => 10,
            { } t when t.IsPrimitive || t.IsEnum => 8,
            var t => throw new InvalidOperationException($"Say how many bytes a {t.Name} takes in a key."),
        };
    }
}

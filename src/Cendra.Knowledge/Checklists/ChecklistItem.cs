namespace Cendra.Knowledge.Checklists;

/// <summary>One thing of a property's checklist.</summary>
/// <param name="Topic">Its key, a <see cref="RequiredThing.Topic"/>.</param>
/// <param name="Name">What hosts read.</param>
/// <param name="IsThere">It is written down, and nothing of it is left open.</param>
/// <param name="Where">Where it stands, or what is missing, in words.</param>
/// <param name="IsNotNeeded">A host said that this property needs nothing about it.</param>
public sealed record ChecklistItem(string Topic, string Name, bool IsThere, string Where, bool IsNotNeeded)
{
    /// <summary>Somebody has to write it.</summary>
    public bool IsMissing => !IsThere && !IsNotNeeded;
}

/// <summary>What a property lacks.</summary>
public sealed record MissingThings(Guid PropertyId, int Count, IReadOnlyList<string> Names);

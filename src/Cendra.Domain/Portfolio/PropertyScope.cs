using Cendra.Domain.Stays;

namespace Cendra.Domain.Portfolio;

/// <summary>
/// Which properties a person may see: all, or some. Every query for the console or the API takes one, so that no page can forget to ask.
/// </summary>
public sealed record PropertyScope
{
    private PropertyScope(IReadOnlySet<Guid>? propertyIds) => PropertyIds = propertyIds;

    /// <summary>Every property, also those not mapped yet.</summary>
    public static PropertyScope All { get; } = new(propertyIds: null);

    /// <summary>The properties, or null for all.</summary>
    public IReadOnlySet<Guid>? PropertyIds { get; }

    /// <summary>Only these properties; an empty set sees nothing.</summary>
    public static PropertyScope Some(IEnumerable<Guid> propertyIds) => new(propertyIds.ToHashSet());

    /// <summary>True when the property lies in this scope.</summary>
    public bool Covers(Guid? propertyId) => PropertyIds is null || (propertyId is { } id && PropertyIds.Contains(id));

    /// <summary>The properties of this scope.</summary>
    public IQueryable<Property> Of(IQueryable<Property> properties)
    {
        var ids = PropertyIds?.ToList();
        return ids is null ? properties : properties.Where(p => ids.Contains(p.Id));
    }

    /// <summary>The stays of this scope; stays of unmapped listings only for those who see all.</summary>
    public IQueryable<Stay> Of(IQueryable<Stay> stays)
    {
        var ids = PropertyIds?.ToList();
        return ids is null ? stays : stays.Where(s => s.PropertyId != null && ids.Contains(s.PropertyId.Value));
    }

    /// <summary>The locks that a door of this scope uses; locks of no door only for those who see all.</summary>
    public IQueryable<SmartLock> Of(IQueryable<SmartLock> locks, IQueryable<DoorUse> doors)
    {
        var ids = PropertyIds?.ToList();
        return ids is null ? locks : locks.Where(l => doors.Any(d => d.LockId == l.Id && ids.Contains(d.PropertyId)));
    }
}

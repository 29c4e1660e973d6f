using System.Linq.Expressions;
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
    public IQueryable<Property> Of(IQueryable<Property> properties) =>
        PropertyIds is null ? properties : properties.Where(Within<Property>(p => p.Id));

    /// <summary>The stays of this scope; stays of unmapped listings only for those who see all.</summary>
    public IQueryable<Stay> Of(IQueryable<Stay> stays) =>
        PropertyIds is null ? stays : stays.Where(s => s.PropertyId != null).Where(Within<Stay>(s => s.PropertyId!.Value));

    /// <summary>The locks that a door of this scope uses; locks of no door only for those who see all.</summary>
    public IQueryable<SmartLock> Of(IQueryable<SmartLock> locks, IQueryable<DoorUse> doors)
    {
        if (PropertyIds is null)
        {
            return locks;
        }

        var own = doors.Where(Within<DoorUse>(d => d.PropertyId)).Select(d => d.LockId);
        return locks.Where(l => own.Contains(l.Id));
    }

    private Expression<Func<T, bool>> Within<T>(Expression<Func<T, Guid>> propertyId)
    {
        var ids = PropertyIds!.ToList();
        var contains = Expression.Call(Expression.Constant(ids), nameof(List<Guid>.Contains), typeArguments: null, propertyId.Body);
        return Expression.Lambda<Func<T, bool>>(contains, propertyId.Parameters);
    }
}

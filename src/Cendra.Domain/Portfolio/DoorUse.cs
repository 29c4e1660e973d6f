namespace Cendra.Domain.Portfolio;

/// <summary>A door that a property's guests walk through: which lock, what it is for, and where it stands in the walking order.</summary>
public sealed class DoorUse
{
    public Guid Id { get; init; }
    public Guid PropertyId { get; set; }
    public Property? Property { get; set; }
    public Guid LockId { get; set; }
    public SmartLock? Lock { get; set; }

    /// <summary>What guests call the door: "Street door", "Flat 3-2".</summary>
    public required string DoorName { get; set; }

    public DoorRole Role { get; set; }

    /// <summary>1 = the first door from the street.</summary>
    public int WalkingOrder { get; set; }
}

/// <summary>What a door is for a guest.</summary>
public enum DoorRole
{
    /// <summary>The door of the flat or house itself: without it nobody is in.</summary>
    Unit = 0,

    /// <summary>A shared entrance before it, used by several properties.</summary>
    Entrance = 1,

    /// <summary>A gate or garage.</summary>
    Gate = 2,

    /// <summary>A second way or a side building; not needed to get in.</summary>
    Extra = 3,
}

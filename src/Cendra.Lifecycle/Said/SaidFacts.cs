namespace Cendra.Lifecycle.Said;

/// <summary>What holds for a stay, to hold a text against: its times on the property's wall, its PINs as keyed hashes, the names of its doors and those of others.</summary>
public sealed record SaidFacts
{
    /// <summary>Check-in, which is when the code opens; null = no times are known.</summary>
    public TimeOnly? CheckIn { get; init; }

    /// <summary>Check-out.</summary>
    public TimeOnly? CheckOut { get; init; }

    /// <summary>When the code stops to open: check-out and the grace.</summary>
    public TimeOnly? CodeUntil { get; init; }

    /// <summary>Hashes of the PINs that hold now for this stay.</summary>
    public IReadOnlySet<string> OwnPins { get; init; } = new HashSet<string>();

    /// <summary>Hashes of PINs of any door that are not this stay's now.</summary>
    public IReadOnlySet<string> OtherPins { get; init; } = new HashSet<string>();

    /// <summary>Names and address of what the stay has: no name that stands in one of them is another's.</summary>
    public IReadOnlyCollection<string> OwnNames { get; init; } = [];

    /// <summary>Names of doors that are not of this stay.</summary>
    public IReadOnlyCollection<string> OtherDoors { get; init; } = [];

    /// <summary>Names of the other properties.</summary>
    public IReadOnlyCollection<string> OtherPlaces { get; init; } = [];
}

extern alias simulator;

using simulator::Cendra.Simulator.Locks;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>A property of a played house. Its listing has its name.</summary>
internal sealed record PlayProperty(string Name, string TimeZoneId, IReadOnlyList<PlayDoor> Doors)
{
    /// <summary>Wall time from which guests enter.</summary>
    public TimeOnly CheckIn { get; init; } = new(15, 0);

    /// <summary>Wall time by which they leave.</summary>
    public TimeOnly CheckOut { get; init; } = new(11, 0);

    /// <summary>Hidden minutes after check-out.</summary>
    public int GraceMinutes { get; init; } = 30;
}

/// <summary>A door of a played house; two properties that name the same one share it.</summary>
internal sealed record PlayDoor(string DeviceId, string Name, LockBehaviour Behaviour)
{
    /// <summary>Lengths of PIN that the keypad takes; null = the usual.</summary>
    public IReadOnlyList<int>? Lengths { get; init; }

    /// <summary>How many codes fit; null = the usual.</summary>
    public int? Slots { get; init; }
}

/// <summary>What one source says of a booking at one moment.</summary>
internal sealed record PlayBooking(string Id, int Version, string Listing, string Status, DateOnly CheckIn, DateOnly CheckOut, string Guest, string Phone)
{
    /// <summary>The booking's own times; null = the property's.</summary>
    public TimeOnly? CheckInTime { get; init; }

    public TimeOnly? CheckOutTime { get; init; }
}

/// <summary>How a house is played.</summary>
internal sealed record PlayOptions(long Seed, DateTimeOffset StartsAtUtc, IReadOnlyList<PlayProperty> Properties)
{
    /// <summary>What is added to the registrations of each life of the process.</summary>
    public Action<IServiceCollection>? Also { get; init; }

    /// <summary>Texts that Cendra sends; null = those beside the program.</summary>
    public string? PromptsFolder { get; init; }
}

using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator.Locks;

namespace Cendra.StaySimulation.Story;

/// <summary>What is let in every story: a street door that two flats share, a lock programmed just in time, one that works offline, one with few digits; four time zones, one of which shifts by half an hour.</summary>
internal static class Portfolio
{
    private static readonly PlayDoor Street = new("alba-street", "Alba street", LockBehaviour.NativeSchedule);

    public static readonly IReadOnlyList<PlayProperty> Properties =
    [
        new("Alba One", "Europe/Madrid", [Street, new("alba-one", "Alba first floor", LockBehaviour.NativeSchedule)]),
        new("Alba Two", "Europe/Madrid", [Street, new("alba-two", "Alba second floor", LockBehaviour.JustInTime)]),
        new("Birch", "America/New_York", [new("birch", "Birch porch", LockBehaviour.JustInTime)]) { CheckIn = new(16, 0), CheckOut = new(10, 0), GraceMinutes = 60 },
        new("Cove", "Australia/Lord_Howe", [new("cove", "Cove key box", LockBehaviour.OfflineCode)]) { CheckIn = new(14, 0), CheckOut = new(10, 0), GraceMinutes = 0 },
        new("Dock", "Europe/London", [new("dock", "Dock gate", LockBehaviour.NativeSchedule) { Lengths = [4], Slots = 10 }]) { CheckIn = new(2, 0), CheckOut = new(1, 30) },
    ];

    /// <summary>Device ids.</summary>
    public static readonly IReadOnlyList<string> Doors = [.. Properties.SelectMany(p => p.Doors).Select(d => d.DeviceId).Distinct()];

    /// <summary>Devices that have a connection: the offline lock has one too, for its battery, and takes no harm from losing it.</summary>
    public static readonly IReadOnlyList<string> Connected = [.. Doors.Where(d => d != "cove")];

    public static PlayProperty Property(string name) => Properties.First(p => p.Name == name);

    public static PlayDoor Door(string deviceId) => Properties.SelectMany(p => p.Doors).First(d => d.DeviceId == deviceId);
}

using Cendra.Server.Rehearsal.Play;

namespace Cendra.Server.Evals.Story;

/// <summary>A place in which scenarios are played: what is let, who comes, what was written, and when it begins.</summary>
internal sealed record EvalWorld(string Name, string Zone, DateTimeOffset StartsAtUtc)
{
    /// <summary>Worlds of the same key are the same in every word.</summary>
    public required string Key { get; init; }

    /// <summary>By the word that the file has for them.</summary>
    public IReadOnlyDictionary<string, PlayProperty> Properties { get; init; } = new Dictionary<string, PlayProperty>();

    public IReadOnlyDictionary<string, PlayDoor> Locks { get; init; } = new Dictionary<string, PlayDoor>();

    /// <summary>Locks that have no connection from the beginning of the scenario's clock on.</summary>
    public IReadOnlyList<string> Offline { get; init; } = [];

    public IReadOnlyDictionary<string, WorldBooking> Bookings { get; init; } = new Dictionary<string, WorldBooking>();

    public IReadOnlyDictionary<string, EvalIdentity> Identities { get; init; } = new Dictionary<string, EvalIdentity>();

    public IReadOnlyList<PlayArticle> Articles { get; init; } = [];

    public IReadOnlyList<PlayHost> Hosts { get; init; } = [];

    /// <summary>The mail address of the house; empty = it has none.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>Addresses and words of other ways in.</summary>
    public IReadOnlyList<string> HostsWords { get; init; } = [];

    /// <summary>Configuration of the house beyond the usual.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

/// <summary>Somebody with a telephone, a mail address or both; an empty telephone and no address = none.</summary>
internal sealed record EvalIdentity(string Id, string Name, string Phone, string Language, string? Email);

/// <summary>A booking of the world and when the PMS says it.</summary>
internal sealed record WorldBooking(string Id, string Property, string Guest, DateOnly CheckIn, DateOnly CheckOut, string Status, DateTimeOffset SaidUtc)
{
    public TimeOnly? CheckInTime { get; init; }

    public TimeOnly? CheckOutTime { get; init; }
}

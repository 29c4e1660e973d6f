extern alias simulator;

using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
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

    /// <summary>What else a host writes of it before the first booking: address, other way in, rules; its steps may name doors of this property by device.</summary>
    public Action<Property>? Also { get; init; }

    /// <summary>The way in, in order.</summary>
    public IReadOnlyList<PlayStep> Steps { get; init; } = [];

    /// <summary>Digits of the other way in; empty = none. Its words are set by <see cref="Also"/>.</summary>
    public string FallbackDigits { get; init; } = "";

    /// <summary>What its texts may name by a place.</summary>
    public IReadOnlyList<PlaySecret> Secrets { get; init; } = [];
}

/// <summary>A step of the way in. <paramref name="Device"/> is the door at which it is taken; empty = on the way from the street.</summary>
internal sealed record PlayStep(string Device, string Words, string Typing, string IfItFails);

/// <summary>A secret of a property of a played house.</summary>
internal sealed record PlaySecret(string Name, SecretKind Kind, string Words, string Secret, SecretTold Told);

/// <summary>What guests of a played house may be told. Without <paramref name="Properties"/> it is for all.</summary>
internal sealed record PlayArticle(string Question, string Answer, string Topic, string Language, IReadOnlyList<string> Properties);

/// <summary>Who is called in a played house, in the order of the list.</summary>
internal sealed record PlayHost(string Name, string Phone, string Language);

/// <summary>A door of a played house; two properties that name the same one share it.</summary>
internal sealed record PlayDoor(string DeviceId, string Name, LockBehaviour Behaviour)
{
    /// <summary>Lengths of PIN that the keypad takes; null = the usual.</summary>
    public IReadOnlyList<int>? Lengths { get; init; }

    /// <summary>How many codes fit; null = the usual.</summary>
    public int? Slots { get; init; }

    /// <summary>0 to 1.</summary>
    public double Battery { get; init; } = 0.9;

    /// <summary>After so many wrong entries in a row the keypad rests; 0 = never.</summary>
    public int RestsAfter { get; init; }

    /// <summary>The make of the lock by Seam's word; null = what is usual for its behaviour.</summary>
    public string? Provider { get; init; }

    /// <summary>A door whose lock gets its codes in the way of this word: <c>native</c>, <c>just_in_time</c> or <c>offline_code</c>; null = there is no such way.</summary>
    public static PlayDoor? Of(string deviceId, string name, string behaviour) => behaviour switch
    {
        "native" => new PlayDoor(deviceId, name, LockBehaviour.NativeSchedule),
        "just_in_time" => new PlayDoor(deviceId, name, LockBehaviour.JustInTime),
        "offline_code" => new PlayDoor(deviceId, name, LockBehaviour.OfflineCode),
        _ => null,
    };
}

/// <summary>What one source says of a booking at one moment.</summary>
internal sealed record PlayBooking(string Id, int Version, string Listing, string Status, DateOnly CheckIn, DateOnly CheckOut, string Guest, string Phone)
{
    /// <summary>The booking's own times; null = the property's.</summary>
    public TimeOnly? CheckInTime { get; init; }

    public TimeOnly? CheckOutTime { get; init; }

    /// <summary>BCP 47.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Null = none is known.</summary>
    public string? Email { get; init; }
}

/// <summary>How a house is played.</summary>
internal sealed record PlayOptions(long Seed, DateTimeOffset StartsAtUtc, IReadOnlyList<PlayProperty> Properties)
{
    /// <summary>What is added to the registrations of each life of the process.</summary>
    public Action<IServiceCollection>? Also { get; init; }

    /// <summary>Texts that Cendra sends; null = those beside the program.</summary>
    public string? PromptsFolder { get; init; }

    /// <summary>Configuration over what every played house has.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>What guests may be told.</summary>
    public IReadOnlyList<PlayArticle> Articles { get; init; } = [];

    /// <summary>Who is called; empty = one host with a made-up number.</summary>
    public IReadOnlyList<PlayHost> Hosts { get; init; } = [];
}

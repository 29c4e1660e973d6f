namespace Cendra.Knowledge.Checklists;

/// <summary>Something that guests of every property ask about.</summary>
/// <param name="Topic">Its key, as <see cref="Cendra.Domain.Knowledge.TopicNotNeeded"/> keeps it: the first of its topics, or a word of its own.</param>
/// <param name="Name">What hosts read.</param>
/// <param name="Topics">Topics of the book; an article of one of them is enough.</param>
public sealed record RequiredThing(string Topic, string Name, IReadOnlyList<string> Topics);

/// <summary>What has to be written about every property before guests can be answered without a person, in the order in which a host fills it in.</summary>
public static class RequiredThings
{
    /// <summary>The address, which the property has itself.</summary>
    public const string Address = "address";

    /// <summary>The steps from the street to the flat.</summary>
    public const string WayIn = "way-in";

    /// <summary>The property has it itself.</summary>
    public const string CheckIn = "check-in-time";

    /// <summary>The property has it itself.</summary>
    public const string CheckOut = "check-out-time";

    /// <summary>An article or a secret.</summary>
    public const string Wifi = "wifi";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RequiredThing> All { get; } =
    [
        new(Address, "Address", ["address"]),
        new(WayIn, "The way in", []),
        new(CheckIn, "Check-in time", []),
        new(CheckOut, "Check-out time", []),
        new(Wifi, "WiFi", ["wifi"]),
        new("transport", "How to get there", ["transport"]),
        new("parking", "Parking", ["parking"]),
        new("luggage", "Luggage before and after the stay", ["luggage"]),
        new("heating", "Heating or air conditioning", ["heating", "air-conditioning"]),
        new("hot-water", "Hot water", ["hot-water"]),
        new("kitchen", "Kitchen", ["kitchen"]),
        new("towels", "Towels and bed linen", ["towels"]),
        new("washing", "Washing", ["washing"]),
        new("rubbish", "Rubbish", ["rubbish"]),
        new("noise", "House rules and quiet hours", ["noise", "house-rules", "visitors"]),
        new("smoking", "Smoking", ["smoking"]),
        new("pets", "Pets", ["pets"]),
        new("emergency", "Whom to call in an emergency", ["emergency"]),
    ];

    /// <summary>The thing with this key; null = none.</summary>
    public static RequiredThing? Find(string topic) => All.FirstOrDefault(t => t.Topic == topic);
}

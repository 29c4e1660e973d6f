namespace Cendra.Knowledge.Topics;

/// <summary>
/// The topics of a guide, and the words of ten languages that speak of them: by them a German question finds an English article. Read once from the files in <c>Topics/Words</c>.
/// Safe for many threads.
/// </summary>
public static class TopicBook
{
    /// <summary>The languages with words and names of their own.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "es", "fr", "de", "it", "pt", "tr", "zh", "ja", "ar"];

    private static readonly Lazy<IReadOnlyList<TopicWords>> Words = new(() => TopicFiles.Read(Languages));

    private static readonly Lazy<Dictionary<string, TopicWords>> ById = new(() => Words.Value.ToDictionary(w => w.Topic.Id, StringComparer.Ordinal));

    /// <summary>All topics, in the order in which a host sees them.</summary>
    public static IReadOnlyList<Topic> All => field ??= [.. Words.Value.Select(w => w.Topic)];

    /// <summary>The ids of the topics that a text speaks of, in the order of <see cref="All"/>, whatever its language. Time grows with the length of the text and no faster, whatever a guest writes.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var read = new TopicText(text);
        return read.IsEmpty ? [] : [.. Words.Value.Where(w => w.In(read)).Select(w => w.Topic.Id)];
    }

    /// <summary>An article may be filed under it.</summary>
    public static bool Knows(string topic) => ById.Value.ContainsKey(topic);

    /// <summary>The topic as a guest of that language reads it; in English where the language has no name of its own, and the id itself where the topic is unknown.</summary>
    public static string Name(string topic, string language) => !ById.Value.TryGetValue(topic, out var words) ? topic
        : words.Names.TryGetValue(language.Split('-', '_')[0].ToLowerInvariant(), out var name) ? name : words.Names["en"];

    /// <summary>The topic as a host reads it; the id itself where the topic is unknown.</summary>
    public static string HostName(string topic) => ById.Value.TryGetValue(topic, out var words) ? words.Topic.HostName : topic;
}

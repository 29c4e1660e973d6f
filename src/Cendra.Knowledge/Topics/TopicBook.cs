namespace Cendra.Knowledge.Topics;

/// <summary>
/// The topics of a guide, and the words of ten languages that speak of them: by them a German question finds an English article. Read once from the files in <c>Topics/Words</c>.
/// Safe for many threads.
/// </summary>
public static class TopicBook
{
    /// <summary>The languages with words and names of their own.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "es", "fr", "de", "it", "pt", "tr", "zh", "ja", "ar"];

    private static readonly Lazy<TopicFiles> Files = new(() => new TopicFiles(Languages));

    /// <summary>All topics, in the order in which a host sees them.</summary>
    public static IReadOnlyList<Topic> All => Files.Value.Topics;

    /// <summary>The ids of the topics that a text speaks of, in the order of <see cref="All"/>, whatever its language. Time grows with the length of the text and no faster, whatever a guest writes.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var found = Files.Value.Rules.In(new TopicText(text));
        return found == 0 ? [] : [.. All.Where((_, place) => (found & (1UL << place)) != 0).Select(t => t.Id)];
    }

    /// <summary>The topic of that id; null where the book has none.</summary>
    public static Topic? Find(string id) => Files.Value.PlaceOf(id) is var place and >= 0 ? All[place] : null;

    /// <summary>The topic as a guest of that language reads it; in English where the language has no name of its own, and the id itself where the topic is unknown.</summary>
    public static string Name(string topic, string language) =>
        Named(language.Split('-', '_')[0].ToLowerInvariant()).GetValueOrDefault(topic) ?? Named("en").GetValueOrDefault(topic, topic);

    /// <summary>The topic as a host reads it; the id itself where the topic is unknown.</summary>
    public static string HostName(string topic) => Find(topic)?.HostName ?? topic;

    private static Dictionary<string, string> Named(string language) => Files.Value.Names.GetValueOrDefault(language) ?? [];
}

using System.Text;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Cendra.Knowledge.Topics;

/// <summary>Reads the words of the topics: one file with the topics and what hosts call them, and one for each language.</summary>
internal sealed partial class TopicFiles
{
    private readonly Dictionary<string, int> _places;

    public TopicFiles(IReadOnlyList<string> languages)
    {
        Topics = [.. Parse<Dictionary<string, string>>("topics.topics").Select(t => new Topic(t.Key, t.Value))];
        _places = Topics.Select((topic, place) => (topic.Id, place)).ToDictionary(t => t.Id, t => t.place, StringComparer.Ordinal);
        foreach (var language in languages)
        {
            var entries = Parse<Dictionary<string, Entry>>($"topics.{language}");
            Names[language] = entries.ToDictionary(e => e.Key, e => e.Value.Name, StringComparer.Ordinal);
            foreach (var (topic, entry) in entries)
            {
                Add(language, _places[topic], entry.Words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>What a guest reads, by language and topic.</summary>
    public Dictionary<string, Dictionary<string, string>> Names { get; } = new(StringComparer.Ordinal);

    public TopicRules Rules { get; } = new();

    /// <summary>Where a topic stands in <see cref="Topics"/>; negative = nowhere.</summary>
    public int PlaceOf(string topic) => _places.GetValueOrDefault(topic, -1);

    private void Add(string language, int topic, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (language is "zh" or "ja")
            {
                Rules.AddUnspaced(topic, line.Normalize(NormalizationForm.FormKC).ToLowerInvariant());
            }
            else
            {
                // Folded like the text that it is looked for in; the marks between the words stay.
                Rules.Add(topic, Letters().Replace(line, word => ArabicWords.Bare(TopicText.Spelled(FoldedText.Of(word.Value)).Trim())));
            }
        }
    }

    private static T Parse<T>(string name)
    {
        using var file = typeof(TopicFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The file of topics '{name}' is not in the assembly.");
        using var reader = new StreamReader(file);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<T>(reader);
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Letters();

    private sealed class Entry
    {
        public string Name { get; set; } = "";

        public string Words { get; set; } = "";
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Cendra.Knowledge.Topics;

/// <summary>Reads the words of the topics: one file with the topics and what hosts call them, and one for each language.</summary>
internal static partial class TopicFiles
{
    /// <summary>Small words that Arabic writes together with the next one, with the article or without.</summary>
    private const string ArabicPrefix = "(?:[وف]?(?:ال|بال|لل|كال|ب|ل|ك)?)";

    public static IReadOnlyList<TopicWords> Read(IReadOnlyList<string> languages)
    {
        var topics = Parse<Dictionary<string, string>>("topics.topics");
        var files = languages.Select(l => (Language: l, Topics: Parse<Dictionary<string, Entry>>($"topics.{l}"))).ToList();
        return [.. topics.Select(topic => Of(new(topic.Key, topic.Value), files))];
    }

    private static TopicWords Of(Topic topic, List<(string Language, Dictionary<string, Entry> Topics)> files)
    {
        var names = files.ToDictionary(f => f.Language, f => f.Topics[topic.Id].Name, StringComparer.Ordinal);
        var lines = files.SelectMany(f => f.Topics[topic.Id].Words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => (f.Language, line))).ToList();
        var phrases = lines.Where(l => l.Language is not ("zh" or "ja")).Select(l => l.Language == "ar" ? Arabic(Folded(l.line)) : Folded(l.line));
        var unspaced = lines.Where(l => l.Language is "zh" or "ja").Select(l => l.line.Normalize(NormalizationForm.FormKC).ToLowerInvariant());
        return new(topic, names, phrases.Distinct(StringComparer.Ordinal), unspaced.Distinct(StringComparer.Ordinal));
    }

    /// <summary>The words of a line folded like the text that they are looked for in; the marks between them stay.</summary>
    private static string Folded(string line) => Letters().Replace(line, word => TopicText.Spelled(FoldedText.Of(word.Value)).Trim());

    private static string Arabic(string line) => Letters().Replace(line, word => (word.Value.StartsWith("ال", StringComparison.Ordinal) ? "[وفب]?" : ArabicPrefix) + word.Value);

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

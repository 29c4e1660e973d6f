using System.Text.Json;
using Cendra.Knowledge.Search;

namespace Cendra.Tests.Knowledge;

/// <summary>
/// Spoken questions that others recorded about hotels, restaurants and sights of one town, as speech recognition wrote them down (its first guess), with the texts that answer them. Each
/// place is one guide.
/// </summary>
internal sealed class SpokenQuestions
{
    private readonly JsonElement _places = SharedData.Json("agent", "dstc", "dstc10", "knowledge.json");
    private readonly Dictionary<string, CompiledGuide> _guides = [];

    /// <summary>The guide of the place that was asked about, and the text that answers.</summary>
    public List<(string Question, CompiledGuide Guide, Guid Answer)> Answerable { get; } = [];

    /// <summary>
    /// What no text answers, with the guide of the place last named in the talk. Where none was named, the guide of a fixed hotel stands in: the one with the most texts, which gives a
    /// wrong answer the best chance.
    /// </summary>
    public List<(string Question, CompiledGuide Guide)> Unanswerable { get; } = [];

    public SpokenQuestions()
    {
        var talks = SharedData.Json("agent", "dstc", "dstc10", "val_logs.json").EnumerateArray().ToList();
        var labels = SharedData.Json("agent", "dstc", "dstc10", "val_labels.json").EnumerateArray().ToList();
        var named = Named();
        var hotel = _places.GetProperty("hotel").EnumerateObject().OrderByDescending(h => h.Value.GetProperty("docs").EnumerateObject().Count()).ThenBy(h => h.Name, StringComparer.Ordinal).First().Name;
        foreach (var (talk, label) in talks.Zip(labels))
        {
            if (label.GetProperty("target").GetBoolean())
            {
                var gold = label.GetProperty("knowledge")[0];
                var (domain, place) = (gold.GetProperty("domain").GetString()!, gold.GetProperty("entity_id").ToString());
                Answerable.Add((Said(talk.EnumerateArray().Last()), Guide(domain, place), Id(gold.GetProperty("doc_id").GetInt32())));
            }
            else
            {
                var (domain, place) = LastNamed(talk, named) ?? ("hotel", hotel);
                Unanswerable.Add((Said(talk.EnumerateArray().Last()), Guide(domain, place)));
            }
        }
    }

    private static string Said(JsonElement turn) => turn.TryGetProperty("nbest", out var guesses) ? guesses[0].GetProperty("hyp").GetString()! : turn.GetProperty("text").GetString()!;

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static string Plain(string text) => Cendra.Knowledge.Text.FoldedText.Of(text).Replace(" . ", " ", StringComparison.Ordinal);

    /// <summary>The latest turn that names a place; of several in it the longest name.</summary>
    private static (string, string)? LastNamed(JsonElement talk, List<(string Name, string Domain, string Place)> named)
    {
        foreach (var turn in talk.EnumerateArray().Reverse().Select(t => Plain(Said(t))))
        {
            if (named.FirstOrDefault(n => turn.Contains(n.Name, StringComparison.Ordinal)) is { Name: not null } found)
            {
                return (found.Domain, found.Place);
            }
        }

        return null;
    }

    private List<(string Name, string Domain, string Place)> Named() => [.. new[] { "hotel", "restaurant", "attraction" }
        .SelectMany(d => _places.GetProperty(d).EnumerateObject().Select(p => (Name: Plain(p.Value.GetProperty("name").GetString() ?? ""), d, p.Name)))
        .Where(n => n.Name.Trim().Length > 3).OrderByDescending(n => n.Name.Length).ThenBy(n => n.Name, StringComparer.Ordinal)];

    private CompiledGuide Guide(string domain, string place)
    {
        if (!_guides.TryGetValue($"{domain}/{place}", out var guide))
        {
            var texts = _places.GetProperty(domain).GetProperty(place).GetProperty("docs").EnumerateObject()
                .Select(d => new GuideText(Id(int.Parse(d.Name, System.Globalization.CultureInfo.InvariantCulture)), d.Value.GetProperty("title").GetString()!, d.Value.GetProperty("body").GetString()!, "", "en"));
            _guides[$"{domain}/{place}"] = guide = new(texts);
        }

        return guide;
    }
}

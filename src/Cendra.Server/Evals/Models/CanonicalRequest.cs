using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cendra.Server.Evals.Models;

/// <summary>
/// A request in a form that is the same whenever the same is asked: keys in order, and what is drawn anew in every turn (the tokens of secrets, the word that closes in what others wrote) under names of its own.
/// </summary>
internal sealed partial class CanonicalRequest
{
    private const string Mark = "MARK";
    private readonly List<(string Drawn, string Named)> _names = [];

    public CanonicalRequest(string body)
    {
        foreach (var token in Token().Matches(body).Select(m => m.Value).Distinct(StringComparer.Ordinal))
        {
            _names.Add((token, $"[[{token[2..token.IndexOf(':', StringComparison.Ordinal)]}:#{_names.Count + 1}]]"));
        }

        if (Closing().Match(body) is { Success: true } word)
        {
            _names.Add((word.Groups[1].Value, Mark));
        }

        Json = Ordered(JsonNode.Parse(Named(body))!);
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.ToJsonString())));
    }

    /// <summary>The canonical form.</summary>
    public JsonNode Json { get; }

    /// <summary>Its SHA-256, hex.</summary>
    public string Key { get; }

    /// <summary>A text with names in the place of what was drawn.</summary>
    public string Named(string text) => _names.Aggregate(text, (named, name) => named.Replace(name.Drawn, name.Named, StringComparison.Ordinal));

    /// <summary>A text with what was drawn this time in the place of names.</summary>
    public string Drawn(string text) => _names.Aggregate(text, (drawn, name) => name.Named == Mark ? drawn : drawn.Replace(name.Named, name.Drawn, StringComparison.Ordinal));

    /// <summary>Where two requests differ first, in words.</summary>
    public static string Difference(JsonNode recorded, JsonNode now)
    {
        var (before, after) = (recorded["messages"]?.AsArray() ?? new JsonArray(), now["messages"]?.AsArray() ?? new JsonArray());
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            var (was, isNow) = (i < before.Count ? before[i]!.ToJsonString(Plain) : "", i < after.Count ? after[i]!.ToJsonString(Plain) : "");
            if (was != isNow)
            {
                var at = was.Zip(isNow).TakeWhile(p => p.First == p.Second).Count();
                var role = (i < after.Count ? after[i] : before[i])!["role"]?.ToString();
                return $"message {i + 1} ({role}) differs: recorded “{Piece(was, at)}”, now “{Piece(isNow, at)}”";
            }
        }

        var key = now.AsObject().Select(p => p.Key).Union(recorded.AsObject().Select(p => p.Key)).FirstOrDefault(k => recorded[k]?.ToJsonString() != now[k]?.ToJsonString());
        return key is null ? "it was asked once more than it was recorded" : $"“{key}” differs";
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Piece(string text, int at) => text.Length == 0 ? "nothing" : text[Math.Max(0, at - 30)..Math.Min(text.Length, at + 60)];

    private static JsonNode Ordered(JsonNode node) => node switch
    {
        JsonObject table => new JsonObject(table.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : Ordered(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(i => i is null ? null : Ordered(i))]),
        _ => node.DeepClone(),
    };

    [GeneratedRegex(@"\[\[[a-z]+:[A-Z0-9]{1,16}\]\]")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?:<|\\u003C){3} (?:house|guest) ([B-DF-HJ-NP-TV-Z]{12})", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();
}

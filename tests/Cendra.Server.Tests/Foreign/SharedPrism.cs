using System.Text.Json;
using System.Text.RegularExpressions;
using Cendra.Tests;

namespace Cendra.Server.Tests.Foreign;

/// <summary>One Prism for the tests of a class, started by the first that needs it: a mock of Twilio that refuses whatever Twilio's published description does not allow.</summary>
public sealed class SharedPrism : IAsyncLifetime
{
    private ForeignProcess? _prism;

    internal async Task<ForeignProcess> StartedAsync() => _prism ??= await ForeignProcess.StartAsync("prism.mjs", SharedData.PathTo("twilio", "twilio-reduced.json"));

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_prism is not null)
        {
            await _prism.DisposeAsync();
        }
    }
}

/// <summary>The names that the description knows: Prism lets a field pass that it does not know, and a misspelt one would never arrive at Twilio.</summary>
internal static class DescribedFields
{
    private static readonly Lazy<JsonElement> Description = new(() => SharedData.Json("twilio", "twilio-reduced.json"));

    /// <summary>What a request holds, in query and body, that the description of its operation does not name.</summary>
    public static IReadOnlyList<string> Unknown(Attempt attempt)
    {
        var path = Description.Value.GetProperty("paths").EnumerateObject()
            .Single(p => Regex.IsMatch(attempt.Path, "^" + Regex.Replace(Regex.Escape(p.Name), @"\\\{[^}]+}", "[^/.]+") + "$", RegexOptions.None, TimeSpan.FromSeconds(1))).Value;
        var operation = path.GetProperty(attempt.Method.Method.ToLowerInvariant());
        var query = operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Select(p => p.GetProperty("name").GetString()!) : [];
        return [.. Names(attempt.Url.Query.TrimStart('?')).Except(query), .. BodyNames(attempt).Except(Properties(operation))];
    }

    private static IEnumerable<string> Properties(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
        {
            return [];
        }

        var schema = body.GetProperty("content").EnumerateObject().Single().Value.GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = Description.Value.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        return schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);
    }

    private static IEnumerable<string> BodyNames(Attempt attempt)
    {
        if (attempt.ContentType != "application/json")
        {
            return Names(attempt.Body);
        }

        using var body = JsonDocument.Parse(attempt.Body);
        return [.. body.RootElement.EnumerateObject().Select(property => property.Name)];
    }

    private static IEnumerable<string> Names(string pairs) =>
        pairs.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0].Replace('+', ' ')));
}

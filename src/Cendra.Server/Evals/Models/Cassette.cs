using System.Text.Json;
using System.Text.Json.Nodes;
using Cendra.Server.Evals.Stage;

namespace Cendra.Server.Evals.Models;

/// <summary>One recorded answer.</summary>
internal sealed record CassetteLine(string Key, int Turn, JsonNode Request, int Status, string Answer);

/// <summary>Recorded answers of a model in one play: a line of JSON each, in the order in which they came.</summary>
internal static class Cassette
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    public static string Path(string folder, string model, string scenario, int trial) =>
        System.IO.Path.Combine(folder, "cassettes", new string([.. model.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' ? c : '_')]), scenario, $"{trial}.jsonl");

    public static bool Exists(string folder, string model, string scenario, int trial) => model.Length > 0 && File.Exists(Path(folder, model, scenario, trial));

    public static IReadOnlyList<CassetteLine> Read(string path) => [.. File.ReadLines(path).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<CassetteLine>(l, Camel)!)];

    public static string Write(IEnumerable<CassetteLine> lines) => string.Concat(lines.Select(l => JsonSerializer.Serialize(l, Camel) + "\n"));
}

/// <summary>Gives recorded answers to the very requests for which they were recorded, and none to any other.</summary>
internal sealed class CassetteModel(string model, string path) : IEvalModel
{
    private readonly IReadOnlyList<CassetteLine> _lines = Cassette.Read(path);
    private readonly HashSet<CassetteLine> _played = [];
    private readonly List<string> _problems = [];

    /// <inheritdoc />
    public string Name => model;

    /// <inheritdoc />
    public IReadOnlyList<string> Problems => _problems;

    /// <inheritdoc />
    public Task<ModelAnswer> AnswerAsync(string body, int turn, CancellationToken ct)
    {
        var request = new CanonicalRequest(body);
        if (_lines.FirstOrDefault(l => l.Key == request.Key && !_played.Contains(l)) is { } line)
        {
            _played.Add(line);
            return Task.FromResult(new ModelAnswer(line.Status, request.Drawn(line.Answer)));
        }

        var nearest = _lines.FirstOrDefault(l => !_played.Contains(l)) ?? (_lines.Count > 0 ? _lines[^1] : null);
        _problems.Add($"Guest turn {turn + 1}: no recorded answer fits request {_played.Count + 1}: {(nearest is null ? "nothing was recorded" : CanonicalRequest.Difference(nearest.Request, request.Json))}. Record it again.");
        return Task.FromResult(new ModelAnswer(404, """{"error":{"message":"not recorded"}}"""));
    }
}

/// <summary>Writes down what another model answers, once the play is over and no secret stands in it.</summary>
internal sealed class CassetteRecorder(IEvalModel inner, string path) : IEvalModel
{
    private readonly List<CassetteLine> _lines = [];
    private readonly List<string> _problems = [];

    /// <inheritdoc />
    public string Name => inner.Name;

    /// <inheritdoc />
    public IReadOnlyList<string> Problems => [.. inner.Problems, .. _problems];

    /// <inheritdoc />
    public async Task<ModelAnswer> AnswerAsync(string body, int turn, CancellationToken ct)
    {
        var answer = await inner.AnswerAsync(body, turn, ct);
        var request = new CanonicalRequest(body);
        _lines.Add(new CassetteLine(request.Key, turn, request.Json, answer.Status, request.Named(answer.Body)));
        return answer;
    }

    /// <summary>Writes the file; nothing is written where a secret of the world stands in it.</summary>
    public async Task WriteAsync(EvalSecrets secrets, CancellationToken ct)
    {
        var text = Cassette.Write(_lines);
        if (secrets.In(text, personalToo: true) is { Count: > 0 } found)
        {
            _problems.Add($"I1: {string.Join(", ", found)} would stand in the recorded answers. Nothing was recorded.");
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, ct);
    }
}

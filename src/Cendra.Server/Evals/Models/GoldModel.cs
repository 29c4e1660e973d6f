using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cendra.Domain.Knowledge;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Models;

/// <summary>
/// Plays the rounds that a scenario holds. Those of a perfect model must be asked for exactly: one round too few or too many is a problem of the scenario. A model as it should not be goes on with its last round.
/// </summary>
internal sealed partial class GoldModel(EvalScenario scenario) : IEvalModel
{
    private readonly Dictionary<int, int> _played = [];
    private readonly List<string> _problems = [];

    /// <inheritdoc />
    public string Name => "gold";

    /// <inheritdoc />
    public IReadOnlyList<string> Problems => [.. _problems, .. scenario.IsScript ? [] : Left()];

    /// <inheritdoc />
    public Task<ModelAnswer> AnswerAsync(string body, int turn, CancellationToken ct)
    {
        var rounds = scenario.Gold is { } gold && turn < gold.Count ? gold[turn] : [];
        var index = _played.GetValueOrDefault(turn);
        _played[turn] = index + 1;
        var request = ModelMessages.Read(body);
        if (index >= rounds.Count && !(scenario.IsScript && rounds.Count > 0))
        {
            var (role, text) = request.All[^1];
            _problems.Add($"Guest turn {turn + 1}: a model was asked {index + 1} times and there are {rounds.Count} rounds. The last message to it ({role}): {text}");
            return Task.FromResult(new ModelAnswer(404, """{"error":{"message":"no round is left"}}""")); // Of this one none is asked again.
        }

        return Task.FromResult(Answer(rounds[Math.Min(index, rounds.Count - 1)], request, turn));
    }

    private IEnumerable<string> Left() => (scenario.Gold ?? []).Select((rounds, turn) => (Rounds: rounds, Turn: turn)).Where(t => _played.GetValueOrDefault(t.Turn) < t.Rounds.Count)
        .Select(t => _played.GetValueOrDefault(t.Turn) == 0
            ? $"Guest turn {t.Turn + 1}: no model was asked, and there are {t.Rounds.Count} rounds ({t.Rounds[0].Where}). Rules answered: write []."
            : $"Guest turn {t.Turn + 1}: the round at {t.Rounds[_played.GetValueOrDefault(t.Turn)].Where} was not asked for.");

    private ModelAnswer Answer(GoldRound round, ModelMessages request, int turn)
    {
        if (round.Calls.Count > 0)
        {
            var calls = round.Calls.Select((c, i) => new
            {
                id = string.Create(CultureInfo.InvariantCulture, $"call_{turn}_{_played[turn]}_{i}"), type = "function",
                function = new { name = $"Stay-{c.Tool}", arguments = JsonSerializer.Serialize(c.With) },
            });
            return Of(new { role = "assistant", content = (string?)null, tool_calls = calls }, "tool_calls");
        }

        if (round.Raw is { } raw)
        {
            return Of(new { role = "assistant", content = raw }, "stop");
        }

        var reply = new { reply = Filled(round, request), lang = round.Lang ?? scenario.Language, sources = round.Sources, intent = round.Intent, done = round.Done };
        return Of(new { role = "assistant", content = JsonSerializer.Serialize(reply) }, "stop");
    }

    private string Filled(GoldRound round, ModelMessages request) => EvalPlaces.Replace(round.Say, place =>
    {
        var kind = place.Word switch
        {
            PlaceNames.Secret => Word(scenario.World.Properties.Values.SelectMany(p => p.Secrets).FirstOrDefault(s => s.Name == place.Of)?.Kind),
            PlaceNames.Wrong => "",
            PlaceNames.Name => "",
            _ => place.Word,
        };
        if (kind.Length == 0)
        {
            return place.Word == PlaceNames.Wrong ? "902753" : scenario.World.Identities[place.Of].Name;
        }

        var token = request.All.Where(m => m.Role is "tool" or "system").SelectMany(m => Token().Matches(m.Text)).LastOrDefault(m => m.Groups[1].Value == kind);
        if (token is null)
        {
            _problems.Add($"{round.Where}: nothing gave a token for {{{{{place.Word}}}}} in this turn. Call the tool first, and see that it may be told at this time.");
        }

        return token?.Value ?? "";
    });

    private static string Word(SecretKind? kind) => kind switch { null => "none", SecretKind.Other => "secret", { } known => known.ToString().ToLowerInvariant() };

    private static ModelAnswer Of(object message, string finish) => new(200, JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1", @object = "chat.completion", created = 1764000000, model = "gold", choices = new[] { new { index = 0, finish_reason = finish, message } },
        usage = new { prompt_tokens = 900, completion_tokens = 60, total_tokens = 960 },
    }));

    [GeneratedRegex(@"\[\[([a-z]+):[A-Z0-9]+\]\]")]
    private static partial Regex Token();
}

using System.Text.Json;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Stage;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Models;

/// <summary>A model that plays the guest: it follows the goal of the scenario, one message at a time, and never sees digits.</summary>
internal sealed class SimulatedGuest(EvalEndpoint endpoint, EvalScenario scenario)
{
    /// <summary>What it writes when its goal is reached or cannot be.</summary>
    public const string Stop = "###STOP###";

    private const string Rules = """
        You play a guest of a holiday flat who writes to the house on a telephone. You are not an assistant.
        - Write one short message at a time, as people write on a telephone, and nothing else.
        - Say what you know bit by bit, and only what stands in your goal. Invent nothing: no names, numbers, dates or events.
        - Codes stand in double braces, such as {{code:R-12}}. Write one as it stands where you would type its digits; never write digits of a code.
        - When your goal is reached, or it is clear that it cannot be reached here, write ###STOP### and nothing else.
        """;

    /// <summary>The next message, with places; null = the guest is done, or nothing sensible came.</summary>
    public async Task<string?> NextAsync(IReadOnlyList<PlayedTurn> turns, EvalHouse eval, CancellationToken ct)
    {
        var messages = new List<object> { new { role = "system", content = $"{Rules}\nYour goal: {scenario.Goal}\nYou write in the language “{scenario.Language}”." } };
        foreach (var turn in turns)
        {
            messages.AddRange(turn.Written.Select(w => new { role = "assistant", content = eval.Masked(w) }));
            var told = string.Join("\n\n", turn.Told.Select(t => eval.Masked(t.Body)));
            messages.Add(new { role = "user", content = told.Length > 0 ? told : "(no answer came)" });
        }

        var answer = await endpoint.AskAsync(JsonSerializer.Serialize(new { model = endpoint.UserModel, messages, max_tokens = 200 }), ct);
        var words = answer.Status == 200 ? Words(answer.Body).Trim() : "";
        return words.Length == 0 || words.Contains(Stop, StringComparison.Ordinal) ? null : EvalPlaces.Replace(words, place => Known(place) ? $"{{{{{place.Word}{(place.Of.Length > 0 ? ":" : "")}{place.Of}}}}}" : "");
    }

    private bool Known((string Word, string Of) place)
    {
        var problems = new EvalProblems();
        PlaceNames.Check(new EvalNode("", 0, "", null, null), $"{{{{{place.Word}{(place.Of.Length > 0 ? ":" : "")}{place.Of}}}}}", scenario.World, problems);
        return problems.All.Count == 0;
    }

    private static string Words(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? "";
        }
        catch (Exception none) when (none is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return "";
        }
    }
}

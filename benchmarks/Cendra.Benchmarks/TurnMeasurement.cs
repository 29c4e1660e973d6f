using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace Cendra.Benchmarks;

/// <summary>Measures whole turns of a guest with a model that answers at once; beside them the floor: Semantic Kernel's own loop with the same request and the same model, and as many saves of one row as the turn commits.</summary>
internal static class TurnMeasurement
{
    private const int WarmUp = 100;
    private const int Turns = 1_500;
    private const int TurnsAPair = 3;
    private const int CharactersAToken = 3;

    public static async Task<TurnTable> RunAsync()
    {
        await using var house = await TurnHouse.OpenAsync();
        await TurnAsync(house);
        var bare = new BareLoop(house.Model);
        for (var i = 0; i < WarmUp; i++)
        {
            await TurnAsync(house);
            await FloorAsync(house, bare);
        }

        var (floor, turn, loop, pair) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Turns; i++)
        {
            floor.Add(await TimeAsync(() => FloorAsync(house, bare)));
            loop.Add(await TimeAsync(bare.RunAsync));
            var message = await house.GuestWritesAsync();
            turn.Add(await TimeAsync(() => house.AnswerAsync(message)));
            if (i % TurnsAPair == 0)
            {
                var same = await house.GuestWritesAsync();
                pair.Add(await TimeAsync(() => house.AnswerTwiceAsync(same)));
            }
        }

        var (answered, asked) = (await house.AnsweredByModelAsync(), Turns + WarmUp + 1 + pair.Count);
        return answered == asked
            ? new TurnTable([new("floor: the bare loop and its commits", floor), new("of it: the bare loop", loop), new("a whole turn", turn), new("two workers at the same turn, until both are done", pair)], house.LastCommits, house.LastStatements, bare.Parts)
            : throw new InvalidOperationException($"The model answered {answered} of {asked} turns.");
    }

    private static async Task TurnAsync(TurnHouse house) => await house.AnswerAsync(await house.GuestWritesAsync());

    private static async Task FloorAsync(TurnHouse house, BareLoop bare)
    {
        await bare.RunAsync();
        for (var i = 0; i < house.LastCommits; i++)
        {
            await house.InsertAsync();
        }
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>What one would write with Semantic Kernel alone: the same texts, tools of the same number, an answer in the same format, and its loop.</summary>
    private sealed class BareLoop
    {
        private readonly InstantModel _model;
        private readonly List<(AuthorRole Role, string Text)> _messages = [];

        public BareLoop(InstantModel model)
        {
            _model = model;
            using var asked = JsonDocument.Parse(model.LastAsked);
            foreach (var message in asked.RootElement.GetProperty("messages").EnumerateArray())
            {
                _messages.Add((new AuthorRole(message.GetProperty("role").GetString()!), message.GetProperty("content").GetString()!));
            }

            Parts = [("rules, texts of the host and facts", Tokens(_messages[0].Text.Length)), ("the conversation", Tokens(_messages.Skip(1).Sum(m => m.Text.Length))), ("tools", Tokens(asked.RootElement.GetProperty("tools").GetRawText().Length)), ("the whole body of the request", Tokens(model.LastAsked.Length))];
        }

        /// <summary>The first request in tokens, as three characters each.</summary>
        public IReadOnlyList<(string Part, int Tokens)> Parts { get; }

        public async Task RunAsync()
        {
            using var http = new HttpClient(_model, disposeHandler: false);
            var builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("double", new Uri("http://model.invalid/v1/"), "none", httpClient: http);
            var kernel = builder.Build();
            kernel.Plugins.AddFromFunctions("Stay", [KernelFunctionFactory.CreateFromMethod(() => "token", "GetAccessCode"), KernelFunctionFactory.CreateFromMethod(() => "steps", "GetEntryInstructions"), KernelFunctionFactory.CreateFromMethod(() => "locks", "CheckLockBattery"), KernelFunctionFactory.CreateFromMethod((string reason, string summary) => "done", "EscalateToHost")]);
            var history = new ChatHistory();
            foreach (var (role, text) in _messages)
            {
                history.AddMessage(role, text);
            }

            var answer = await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(history, new OpenAIPromptExecutionSettings { MaxTokens = 400, ResponseFormat = typeof(Answer), FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }, kernel);
            _ = JsonDocument.Parse(answer.Content!);
        }

        private static int Tokens(int characters) => (characters + CharactersAToken - 1) / CharactersAToken;
    }

    /// <summary>The same five fields.</summary>
    [Description("The answer")]
    private sealed record Answer(string Reply, string Lang, string[] Sources, string Intent, bool Done);
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cendra.Agent.Models;

/// <summary>
/// What a model is asked and costs, by OpenTelemetry's names for generative AI: numbers, names of model and tool, kinds of error. Never a word of guest, host, property or model: content is left out for good, and there
/// is no switch for it.
/// </summary>
public static class AgentTelemetry
{
    /// <summary>Name of source and meter.</summary>
    public const string Name = "Cendra.Agent";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Measures = new(Name);
    private static readonly Histogram<long> Tokens = Measures.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of one request, in and out");
    private static readonly Histogram<double> Duration = Measures.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "How long one request took, its repetitions included");

    /// <summary>One turn with a model.</summary>
    internal static Activity? Turn() => Source.StartActivity("invoke_agent Cendra")?.SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.name", "Cendra");

    /// <summary>One request.</summary>
    internal static Activity? Chat(ChatModelOptions settings) => Source.StartActivity($"chat {settings.Model}", ActivityKind.Client)?
        .SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.provider.name", Provider(settings)).SetTag("gen_ai.request.model", settings.Model).SetTag("gen_ai.request.max_tokens", settings.MaxOutputTokens);

    /// <summary>One call of a tool that was offered; what a model calls in vain is no name to be kept.</summary>
    internal static Activity? Tool(string offered) =>
        Source.StartActivity($"execute_tool {offered}")?.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", offered).SetTag("gen_ai.tool.type", "function");

    /// <summary>A request was answered.</summary>
    internal static void Answered(Activity? chat, ChatModelOptions settings, TimeSpan took, int input, int output)
    {
        chat?.SetTag("gen_ai.usage.input_tokens", input).SetTag("gen_ai.usage.output_tokens", output);
        Tokens.Record(input, [.. Tags(settings), new("gen_ai.token.type", "input")]);
        Tokens.Record(output, [.. Tags(settings), new("gen_ai.token.type", "output")]);
        Duration.Record(took.TotalSeconds, Tags(settings));
    }

    /// <summary>A request failed.</summary>
    internal static void Failed(Activity? chat, ChatModelOptions settings, TimeSpan took, string errorType)
    {
        chat?.SetTag("error.type", errorType).SetStatus(ActivityStatusCode.Error);
        Duration.Record(took.TotalSeconds, [.. Tags(settings), new("error.type", errorType)]);
    }

    private static KeyValuePair<string, object?>[] Tags(ChatModelOptions settings) =>
        [new("gen_ai.operation.name", "chat"), new("gen_ai.provider.name", Provider(settings)), new("gen_ai.request.model", settings.Model)];

    private static string Provider(ChatModelOptions settings) => settings.Provider == ChatModelProvider.AzureOpenAI ? "azure.ai.openai" : "openai";
}

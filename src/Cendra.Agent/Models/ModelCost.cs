using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using OpenAI.Chat;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Cendra.Agent.Models;

/// <summary>
/// What a turn costs in tokens, over all its rounds: those of rejected drafts and of requests that failed after the endpoint may have worked on them. As the endpoint counts them, else taken as three characters each.
/// </summary>
internal sealed class ModelCost(IReadOnlyList<KernelFunction> tools)
{
    /// <summary>Of any language; English has about four.</summary>
    public const int CharactersAToken = 3;

    private readonly int _tools = tools.Sum(t => t.Name.Length + t.Description.Length + t.Metadata.Parameters.Sum(p => p.Name.Length + p.Description.Length));

    public int Calls { get; private set; }

    public int Input { get; private set; }

    public int Output { get; private set; }

    /// <summary>The endpoint did not count some of it.</summary>
    public bool IsEstimated { get; private set; }

    public int Total => Input + Output;

    /// <summary>Tokens of a text, by its length.</summary>
    public static int Of(int characters) => (characters + CharactersAToken - 1) / CharactersAToken;

    /// <summary>A request was answered.</summary>
    public (int Input, int Output) Answered(ChatHistory asked, ChatMessageContent answer)
    {
        Calls++;
        var counted = answer.Metadata?.GetValueOrDefault("Usage") as ChatTokenUsage;
        var (input, output) = counted is { InputTokenCount: > 0 } ? (counted.InputTokenCount, counted.OutputTokenCount) : (Asked(asked), Of(Length(answer)));
        IsEstimated |= counted is not { InputTokenCount: > 0 };
        (Input, Output) = (Input + input, Output + output);
        return (input, output);
    }

    /// <summary>A request failed. <paramref name="mayHaveWorked"/>: the endpoint had it, and may have worked on it.</summary>
    public void Failed(ChatHistory asked, bool mayHaveWorked)
    {
        Calls++;
        if (mayHaveWorked)
        {
            (Input, IsEstimated) = (Input + Asked(asked), true);
        }
    }

    private int Asked(ChatHistory asked) => Of(_tools + asked.Sum(Length));

    private static int Length(ChatMessageContent message) => message.Items.Sum(item => item switch
    {
        TextContent text => text.Text?.Length ?? 0,
        FunctionCallContent call => call.FunctionName.Length + (call.Arguments?.Sum(a => a.Key.Length + (a.Value?.ToString()?.Length ?? 0)) ?? 0),
        FunctionResultContent result => result.Result?.ToString()?.Length ?? 0,
        _ => 0,
    });
}

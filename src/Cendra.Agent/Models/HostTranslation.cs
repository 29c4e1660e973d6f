using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cendra.Agent.Guardrails;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;

namespace Cendra.Agent.Models;

/// <summary>A translation and what it cost. Its text is empty where the model gave none that may be shown. Not a record: the text must not reach a log by accident.</summary>
public sealed class Translated
{
    public required string Text { get; init; }
    public required string Model { get; init; }
    public int InputTokens { get; init; }
    public int OutputTokens { get; init; }
}

/// <summary>
/// Says in a host's language what stands in a conversation: one call of the model, without tools. Mail addresses and telephone numbers do not leave. What holds something that looks like a code is never asked; numbers and tokens come back as they were, or the
/// translation is not shown. Nothing of it is ever sent to a guest.
/// </summary>
public sealed partial class HostTranslation(IHttpClientFactory http, IOptionsMonitor<ChatModelOptions> options, PromptShelf shelf, TimeProvider clock, ILogger<HostTranslation> log)
{
    private const string Book = "host-translation";
    private const int LongestText = 4000;

    /// <summary>A model is set.</summary>
    public bool IsSet => options.CurrentValue.IsSet;

    /// <summary>The text is in another language than the host's, and may be asked. <paramref name="fallback"/> is its language where it shows none.</summary>
    public static bool IsWanted(string text, string fallback, string hosts, DateTimeOffset nowUtc) =>
        text.Length is > 0 and <= LongestText && Languages.Of(text, fallback).Split('-')[0] is { Length: > 0 } language && language != hosts && text.Any(char.IsLetter) && !DigitCheck.FindsCode(Token().Replace(text, " "), "", nowUtc);

    /// <summary>Asks once. Null = no model is set, or it did not answer: it may be asked another time.</summary>
    public async Task<Translated?> OfAsync(string text, string hosts, CancellationToken ct)
    {
        var settings = options.CurrentValue;
        if (!settings.IsSet)
        {
            return null;
        }

        using var time = new CancellationTokenSource(settings.CallTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        try
        {
            return await AskAsync(text, hosts, settings, either.Token);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is HttpOperationException or OperationCanceledException or TimeoutException or JsonException or HttpRequestException or SocketException or IOException or Polly.Timeout.TimeoutRejectedException)
        {
            log.LogWarning("A translation was not made: {Kind}", failure.GetType().Name);
            return null;
        }
    }

    private async Task<Translated> AskAsync(string text, string hosts, ChatModelOptions settings, CancellationToken ct)
    {
        var builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(settings.Model, settings.Address!, settings.ApiKey is { Length: > 0 } key ? key : "none", httpClient: http.CreateClient(AgentSetup.HttpClientName));
        var kernel = builder.Build();
        var history = new ChatHistory(shelf.Book(Book).Text("en").Fill(new Dictionary<string, string> { ["language"] = LanguageNames.Of(hosts) }));
        var hidden = new HiddenAddresses(text);
        history.AddUserMessage(hidden.Text);
        var answer = await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(history, new OpenAIPromptExecutionSettings { MaxTokens = settings.MaxOutputTokens * 2 }, kernel, ct);
        var usage = answer.Metadata?.GetValueOrDefault("Usage") as ChatTokenUsage;
        var said = (answer.Content ?? "").Trim();
        var isWhole = answer.Metadata?.GetValueOrDefault("FinishReason")?.ToString() is "Stop" or "stop";
        return new Translated { Text = isWhole && Keeps(hidden.Text, said) ? hidden.Shown(said) : "", Model = settings.Model, InputTokens = usage?.InputTokenCount ?? 0, OutputTokens = usage?.OutputTokenCount ?? 0 };
    }

    /// <summary>Numbers, tokens and links are those of the text, and no others.</summary>
    internal static bool Keeps(string text, string translation) =>
        translation.Length > 0 && translation.Length <= (3 * text.Length) + 200 && Fixed(text).SequenceEqual(Fixed(translation), StringComparer.Ordinal);

    private static IEnumerable<string> Fixed(string text) => Kept().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\[\[[^\[\]\r\n]{1,64}\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"\[\[[^\[\]\r\n]{1,64}\]\]|https?://\S+|[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Kept();
}

namespace Cendra.Agent.Models;

/// <summary>Who serves the model.</summary>
public enum ChatModelProvider
{
    /// <summary>Nobody: basic replies answer.</summary>
    None = 0,

    /// <summary>An Azure OpenAI resource, reached at <c>{Endpoint}/openai/v1/</c>; the model is the deployment's name.</summary>
    AzureOpenAI = 1,

    /// <summary>OpenAI, or any server that speaks its protocol: <c>Endpoint</c> then is its address with <c>/v1</c>.</summary>
    OpenAI = 2,
}

/// <summary>The model and what one turn may cost: configuration section <c>ChatModel</c>. Read again for every turn.</summary>
public sealed class ChatModelOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "ChatModel";

    public ChatModelProvider Provider { get; set; }

    /// <summary>Address of the resource or server. Empty with <see cref="ChatModelProvider.OpenAI"/> = OpenAI itself.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Sent as a bearer token; a local server may need none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Signs in to Azure with an application's secret in place of a key.</summary>
    public EntraOptions Entra { get; set; } = new();

    /// <summary>Model, or with Azure the deployment.</summary>
    public string Model { get; set; } = "";

    /// <summary>Most requests a turn, the one after a rejected draft included.</summary>
    public int MaxModelCalls { get; set; } = 4;

    /// <summary>Most calls of tools a turn, rejected ones included; one more ends the turn.</summary>
    public int MaxToolCalls { get; set; } = 6;

    /// <summary>Longest wait for one answer, its repetitions included.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest time for the whole turn.</summary>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Longest answer, in tokens.</summary>
    public int MaxOutputTokens { get; set; } = 400;

    /// <summary>Longest request in tokens, taken as three characters each; the oldest lines of the conversation give way.</summary>
    public int MaxInputTokens { get; set; } = 8000;

    /// <summary>Most requests of one conversation in 24 hours; after them rules answer and a person is called.</summary>
    public int ConversationDayCalls { get; set; } = 40;

    /// <summary>Most tokens of one conversation in 24 hours, in and out.</summary>
    public long ConversationDayTokens { get; set; } = 120_000;

    /// <summary>Most tokens of the whole installation in a calendar month (UTC), in and out. At the cap no model is asked until the month is over. Null = no cap.</summary>
    public long? MonthlyTokens { get; set; }

    /// <summary>Wait before the first repetition of a request that met 429 or 5xx; the second waits about twice as long.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Enough is set to ask a model.</summary>
    public bool IsSet => Model.Length > 0 && Address is not null;

    /// <summary>Where requests go; null = nowhere.</summary>
    public Uri? Address => Provider switch
    {
        ChatModelProvider.AzureOpenAI when Endpoint is { } resource => Whole($"{resource.ToString().TrimEnd('/')}/openai/v1/"),
        ChatModelProvider.OpenAI => Endpoint is { } server ? Whole(server.ToString()) : new Uri("https://api.openai.com/v1/"),
        _ => null,
    };

    /// <summary>An address of the web, or nothing: a mistyped one must not keep guests from the answers that need no model.</summary>
    private static Uri? Whole(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;
}

/// <summary>An application of Microsoft Entra ID that may use the Azure OpenAI resource: configuration section <c>ChatModel:Entra</c>. The secret comes from the environment.</summary>
public sealed class EntraOptions
{
    public string? TenantId { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Where tokens are asked for; another one for a national cloud.</summary>
    public Uri Authority { get; set; } = new("https://login.microsoftonline.com/");

    /// <summary>What the token is for.</summary>
    public string Scope { get; set; } = "https://cognitiveservices.azure.com/.default";

    /// <summary>Enough is set to sign in.</summary>
    public bool IsSet => TenantId is { Length: > 0 } && ClientId is { Length: > 0 } && ClientSecret is { Length: > 0 };
}

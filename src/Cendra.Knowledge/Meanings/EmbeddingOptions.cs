namespace Cendra.Knowledge.Meanings;

/// <summary>Who turns texts into numbers of their meaning.</summary>
public enum EmbeddingProvider
{
    /// <summary>Nobody: guides are searched by words, spelling and topic.</summary>
    None = 0,

    /// <summary>An Azure OpenAI resource, reached at <c>{Endpoint}/openai/v1/</c>; the model is the deployment's name.</summary>
    AzureOpenAI = 1,

    /// <summary>OpenAI, or any server that speaks its protocol (Ollama, vLLM): <c>Endpoint</c> then is its address with <c>/v1</c>.</summary>
    OpenAI = 2,
}

/// <summary>The model of meanings: configuration section <c>Embeddings</c>, read at the start. Articles and guests' questions, without codes and addresses, are sent to it.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Embeddings";

    public EmbeddingProvider Provider { get; set; }

    /// <summary>Address of the resource or server. Empty with <see cref="EmbeddingProvider.OpenAI"/> = OpenAI itself.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Sent as a bearer token; a local server may need none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Model, or with Azure the deployment. Another one makes all numbers anew.</summary>
    public string Model { get; set; } = "";

    /// <summary>Longest wait for one answer; a guest's question does not wait longer for it.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>After a failure it is not asked for so long.</summary>
    public TimeSpan Rest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Enough is set to ask a model.</summary>
    public bool IsSet => Model.Length > 0 && Address is not null;

    /// <summary>Where requests go; null = nowhere.</summary>
    public Uri? Address => Provider switch
    {
        EmbeddingProvider.AzureOpenAI when Endpoint is { } resource => new Uri($"{resource.ToString().TrimEnd('/')}/openai/v1/"),
        EmbeddingProvider.OpenAI => Endpoint ?? new Uri("https://api.openai.com/v1/"),
        _ => null,
    };
}

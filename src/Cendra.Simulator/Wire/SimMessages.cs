namespace Cendra.Simulator.Wire;

/// <summary>One call, free of any transport. Not a record: its text must never print the body, which holds PINs.</summary>
public sealed class SimRequest
{
    public required string Method { get; init; }

    /// <summary>Path with the query, as asked for.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>Header names in any case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    internal string Path => PathAndQuery.Split('?', 2)[0];

    internal string Query => PathAndQuery.Contains('?', StringComparison.Ordinal) ? PathAndQuery.Split('?', 2)[1] : "";

    internal string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>One answer, free of any transport.</summary>
public sealed class SimResponse
{
    public required int Status { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; init; } = [];

    /// <summary>The call took effect but its answer must not arrive: the transport breaks the connection.</summary>
    public bool IsLost { get; init; }
}

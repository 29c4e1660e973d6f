using System.Text;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>One call as it goes over the wire; nothing in it need be right.</summary>
/// <param name="What">What is bent, in words.</param>
/// <param name="Method">As written in the request line.</param>
/// <param name="Target">Path and query as written, escapes included.</param>
internal sealed record FuzzCall(string What, string Method, string Target)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>Sent in chunks, without a length.</summary>
    public bool Chunked { get; init; }

    /// <summary>The length that is declared where it is not the right one.</summary>
    public string? Length { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The first header of this name; null = none.</summary>
    public string? this[string name] => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    /// <summary>With these headers in place of all of the same names.</summary>
    public FuzzCall With(params (string Name, string Value)[] headers) =>
        this with { Headers = [.. Headers.Where(h => !headers.Any(n => n.Name.Equals(h.Name, StringComparison.OrdinalIgnoreCase))), .. headers] };

    public FuzzCall Without(string name) => this with { Headers = [.. Headers.Where(h => !h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    /// <summary>With one header more, whether or not it has one of that name.</summary>
    public FuzzCall And(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public FuzzCall Called(string what) => this with { What = what };

    public override string ToString() => $"{What}: {Method} {(Target.Length > 120 ? Target[..120] + "…" : Target)}, {Body.Length} bytes";
}

/// <summary>What came back. Status 0 = the connection was closed without an answer.</summary>
internal sealed record FuzzAnswer(int Status, string Head, string Body)
{
    /// <summary>What an exception said that left the server's code; none leaves it over a real port.</summary>
    public string Fault { get; init; } = "";
}

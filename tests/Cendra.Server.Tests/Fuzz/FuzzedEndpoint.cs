using System.Text;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>What an endpoint reads.</summary>
internal enum Reads
{
    /// <summary>No body.</summary>
    Nothing,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Posted fields.</summary>
    Form,
}

/// <summary>An endpoint, and a good call to it from which bad ones are bent.</summary>
/// <param name="Name">Method and pattern, as the routes name it.</param>
/// <param name="Reads">What its body is.</param>
/// <param name="Good">A good call; calls of different numbers are different deliveries. Not signed yet.</param>
/// <param name="Sign">Signs a call as it is now, however bent.</param>
internal sealed record FuzzedEndpoint(string Name, Reads Reads, Func<int, FuzzCall> Good, Func<FuzzCall, FuzzCall> Sign)
{
    /// <summary>Whether it is a webhook: signed, stored once, capped.</summary>
    public bool IsWebhook => Name.Contains("/webhooks/", StringComparison.Ordinal);

    /// <summary>Whether it is a call of the API that may write: stored once too, and answered with what came of it.</summary>
    public bool IsApiWrite => Name.StartsWith("P", StringComparison.Ordinal) && Name.Contains("/api/v1/reservations", StringComparison.Ordinal);

    /// <summary>Whether a sender that is not who it says can be told from one that is.</summary>
    public string SignaturePrefix => Name.Contains("/pms/", StringComparison.Ordinal) ? "webhook" : Name.Contains("/seam", StringComparison.Ordinal) ? "svix" : "";

    /// <summary>Fields as a browser or Twilio posts them.</summary>
    public static byte[] Posted(IEnumerable<KeyValuePair<string, string>> fields) =>
        Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}")));
}

namespace Cendra.Lifecycle.Outbound;

/// <summary>How much one call may take.</summary>
/// <param name="Deadline">From the first name that is resolved to the last byte, redirects included.</param>
/// <param name="MostBytes">Of the answer's body, after it was unpacked.</param>
public sealed record OutboundLimits(TimeSpan Deadline, int MostBytes)
{
    /// <summary>How often an answer may lead elsewhere.</summary>
    public int MostRedirects { get; init; } = 3;
}

namespace Cendra.Messaging.Files;

/// <summary>Which files of guests are kept for hosts, and how a browser may show them. By the sender's word alone, which browsers are told not to doubt (<c>nosniff</c>).</summary>
public static class GuestFileKinds
{
    private static readonly Dictionary<string, string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = "picture", ["image/png"] = "picture", ["image/webp"] = "picture",
        ["audio/ogg"] = "recording", ["audio/mpeg"] = "recording", ["audio/mp4"] = "recording", ["audio/aac"] = "recording",
        ["video/mp4"] = "film",
    };

    /// <summary>"picture", "recording" or "film"; null = not kept.</summary>
    public static string? Of(string contentType) => Shown.GetValueOrDefault(Plain(contentType));

    /// <summary>Without parameters such as codecs.</summary>
    public static string Plain(string contentType) => contentType.Split(';')[0].Trim().ToUpperInvariant() switch { var upper => Shown.Keys.FirstOrDefault(k => k.Equals(upper, StringComparison.OrdinalIgnoreCase)) ?? "" };
}

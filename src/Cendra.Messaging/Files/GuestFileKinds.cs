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

    /// <summary>Without parameters such as codecs; empty where it is none of these.</summary>
    public static string Plain(string contentType)
    {
        var plain = contentType.Split(';')[0].Trim();
        return Shown.Keys.FirstOrDefault(kind => kind.Equals(plain, StringComparison.OrdinalIgnoreCase)) ?? "";
    }
}

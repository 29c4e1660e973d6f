using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>
/// Where a page ended: when its last reservation was made, and that one's id. Neither ever changes, so whatever changes while a program reads, nothing comes twice and nothing that was there
/// is left out; what is new comes at the end.
/// </summary>
public sealed record ApiCursor(DateTimeOffset CreatedUtc, string ExternalId)
{
    private const char Between = ' ';
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>As a program is given it; it means nothing to it.</summary>
    public string Write() => Base64Url.EncodeToString(Strict.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{CreatedUtc.UtcTicks}{Between}{ExternalId}")));

    /// <summary>Null = no page ended so.</summary>
    public static ApiCursor? Read(string text)
    {
        try
        {
            var parts = Strict.GetString(Base64Url.DecodeFromChars(text)).Split(Between, 2);
            return parts is [var ticks, { Length: > 0 and <= 200 } id] && !id.Contains('\0', StringComparison.Ordinal)
                && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= DateTimeOffset.UnixEpoch.Ticks && at <= DateTimeOffset.MaxValue.Ticks
                ? new ApiCursor(new DateTimeOffset(at, TimeSpan.Zero), id)
                : null;
        }
        catch (Exception odd) when (odd is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

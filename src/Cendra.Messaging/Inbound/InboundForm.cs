using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Twilio;
using Microsoft.AspNetCore.WebUtilities;

namespace Cendra.Messaging.Inbound;

/// <summary>What Twilio tells of a message. Not a record: it holds what the guest wrote.</summary>
public sealed class InboundForm
{
    private const string Location = "location";
    private const int MostFiles = 10;

    /// <summary>A field of ours, not of a webhook's: when a message was written that the list showed.</summary>
    private const string Sent = "SentUtc";

    public required string MessageSid { get; init; }

    /// <summary><c>whatsapp:+34…</c>, <c>whatsapp:ES.…</c> or <c>+34…</c>.</summary>
    public required string From { get; init; }

    /// <summary>WhatsApp's id of whoever writes, where the number is shown beside it; empty = not told.</summary>
    public string ExternalUserId { get; init; } = "";

    /// <summary>The text; of a tapped button its words.</summary>
    public required string Body { get; init; }

    /// <summary>What a tapped button carries; empty = nothing was tapped, or nobody says what.</summary>
    public string Button { get; init; } = "";

    /// <summary>It is an emoji on another message, or with an empty text such a one taken back.</summary>
    public bool IsReaction { get; init; }

    /// <summary>What Twilio itself took the text for where it keeps the list of those who want no messages ("STOP", "START", "HELP"); empty = nothing.</summary>
    public string OptOutType { get; init; } = "";

    /// <summary>What came beside it; empty = nothing.</summary>
    public required string Attachment { get; init; }

    /// <summary>How many files came with it, ten at most.</summary>
    public int Files { get; init; }

    /// <summary>The provider's id of the message that it quotes; empty = none.</summary>
    public string Quotes { get; init; } = "";

    /// <summary>When it was written, where that is known to be earlier than it came; null = now.</summary>
    public DateTimeOffset? SentUtc { get; init; }

    /// <summary>A message of Twilio's list in the form in which webhooks come.</summary>
    public static Task<byte[]> WriteAsync(TwilioMessage listed, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["MessageSid"] = listed.Sid,
            ["From"] = listed.From,
            ["To"] = listed.To,
            ["Body"] = listed.Body,
            ["NumMedia"] = listed.NumMedia.ToString(CultureInfo.InvariantCulture),
            [Sent] = listed.DateSentUtc?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        });
        return form.ReadAsByteArrayAsync(ct);
    }

    /// <summary>Reads the raw body, untrimmed. The webhook was checked when it came.</summary>
    public static async Task<InboundForm> ReadAsync(byte[] raw, CancellationToken ct)
    {
        using var reader = new FormReader(new MemoryStream(raw));
        var form = await reader.ReadFormAsync(ct);
        string Of(string name) => form.TryGetValue(name, out var values) ? values[0] ?? "" : ""; // The first of several, as where it was checked.
        var body = Of("Body");
        return new InboundForm
        {
            MessageSid = Of("MessageSid"),
            From = Of("From"),
            ExternalUserId = Of("ExternalUserId"),
            Body = body.Length > 0 ? body : Of("ButtonText"),
            Button = Of("ButtonPayload"),
            IsReaction = Of("MessageType") == "reaction",
            OptOutType = Of("OptOutType"),
            Files = int.TryParse(Of("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? Math.Min(files, MostFiles) : 0,
            Quotes = Of("OriginalRepliedMessageSid"),
            Attachment = Position.Of(Of("Latitude"), Of("Longitude"))?.Stored
                ?? Named(Of("MediaContentType0") is { Length: > 0 } media ? media : Of("Latitude").Length > 0 ? Location : Of("NumMedia") is not ("" or "0") ? "unknown" : ""),
            SentUtc = DateTimeOffset.TryParse(Of(Sent), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent) ? sent : null,
        };
    }

    private static string Named(string kind) => kind.Length <= 64 && kind.All(letter => letter is >= ' ' and <= '~') ? kind : "unknown";
}

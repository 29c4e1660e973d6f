using System.Text.Json.Serialization;

namespace Cendra.Messaging.Twilio;

/// <summary>A message as Twilio holds it.</summary>
public sealed record TwilioMessage
{
    /// <summary><c>SM…</c> or <c>MM…</c>.</summary>
    public required string Sid { get; init; }

    /// <summary>
    /// How far it came: <c>accepted scheduled queued sending sent delivered read undelivered failed canceled receiving received partially_delivered</c>. An open
    /// list: compare with a default branch. <c>queued</c> says no more than that Twilio has it.
    /// </summary>
    public required string Status { get; init; }

    public string To { get; init; } = "";

    public string From { get; init; } = "";

    /// <summary><c>inbound</c>, <c>outbound-api</c>, <c>outbound-reply</c> …</summary>
    public string Direction { get; init; } = "";

    /// <summary>The text; may hold a door code.</summary>
    public string Body { get; init; } = "";

    /// <summary>How many pictures, sounds or files are with it.</summary>
    public int NumMedia { get; init; }

    /// <summary>Why it failed; see <see cref="TwilioErrors"/>.</summary>
    public int? ErrorCode { get; init; }

    [JsonPropertyName("date_created")]
    public DateTimeOffset? DateCreatedUtc { get; init; }

    [JsonPropertyName("date_sent")]
    public DateTimeOffset? DateSentUtc { get; init; }

    /// <summary>Neither address nor text.</summary>
    public override string ToString() => $"TwilioMessage {Sid} {Direction} {Status}{(ErrorCode is { } code ? $" {code}" : "")}";
}

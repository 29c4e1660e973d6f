namespace Cendra.Messaging.Twilio;

/// <summary>How Twilio is reached: configuration section <c>Twilio</c>. Read again for every request, so a new key works without a restart.</summary>
public sealed class TwilioOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Twilio";

    /// <summary>Root of the API. Rehearsals and tests point it to a local server.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.twilio.com");

    /// <summary>Root of the API that keeps the approved texts.</summary>
    public Uri ContentBaseUrl { get; set; } = new("https://content.twilio.com");

    /// <summary>Root of the API that shows that somebody types.</summary>
    public Uri MessagingBaseUrl { get; set; } = new("https://messaging.twilio.com");

    /// <summary>The account (<c>AC…</c>).</summary>
    public string? AccountSid { get; set; }

    /// <summary>
    /// The account's token. Twilio signs every webhook with it, so it is needed beside an API key too. During a rotation two may stand here, separated by a space:
    /// both are accepted as signatures, the first is used to send.
    /// </summary>
    public string? AuthToken { get; set; }

    /// <summary>An API key (<c>SK…</c>), in place of the account's token for sending.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>The API key's secret.</summary>
    public string? ApiKeySecret { get; set; }

    /// <summary>The number that writes on WhatsApp, E.164.</summary>
    public string? WhatsAppFrom { get; set; }

    /// <summary>The number that writes SMS, E.164.</summary>
    public string? SmsFrom { get; set; }

    /// <summary>Kind of message, then language, then the approved text (<c>HX…</c>).</summary>
    public Dictionary<string, Dictionary<string, string>> Templates { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Wait before the first repetition; each later one waits about twice as long. Zero = repeat at once.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts; what Twilio asks beyond it is the caller's matter.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True when something can be sent: an account, what signs in to it, and a number to write from.</summary>
    public bool IsConfigured => AccountSid is { Length: > 0 } && SignIn is not null && (WhatsAppSender ?? SmsSender) is not null;

    /// <summary><see cref="WhatsAppFrom"/> as Twilio writes it (<c>whatsapp:+…</c>); null = WhatsApp is not connected.</summary>
    public string? WhatsAppSender => Trimmed(WhatsAppFrom) is { } number ? "whatsapp:" + number.Replace("whatsapp:", "", StringComparison.OrdinalIgnoreCase) : null;

    /// <summary><see cref="SmsFrom"/>; null = SMS is not connected.</summary>
    public string? SmsSender => Trimmed(SmsFrom);

    /// <summary>The tokens by which a webhook may be signed, none when nothing is configured.</summary>
    public IReadOnlyList<string> AuthTokens => AuthToken?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>User and password of a call, or null when they are not complete.</summary>
    internal (string User, string Password)? SignIn =>
        Trimmed(ApiKeySid) is { } key && Trimmed(ApiKeySecret) is { } secret ? (key, secret)
        : Trimmed(AccountSid) is { } account && AuthTokens is [var token, ..] ? (account, token)
        : null;

    /// <summary>
    /// The approved text of this kind in exactly this language, or null. Letter case, hyphens and underscores in the kind's name do not matter: an environment
    /// variable cannot hold a hyphen everywhere.
    /// </summary>
    public string? TemplateFor(string kind, string language) => Templates
        .Where(entry => Plain(entry.Key) == Plain(kind)).SelectMany(entry => entry.Value)
        .Where(entry => string.Equals(entry.Key, language, StringComparison.OrdinalIgnoreCase)).Select(entry => Trimmed(entry.Value)).FirstOrDefault();

    private static string Plain(string kind) => kind.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Email.Wire;

/// <summary>
/// Configuration section <c>Email</c>: <c>Imap:</c> and <c>Smtp:</c> with <c>Host</c>, <c>Port</c>, <c>Security</c> (Tls, StartTls, None), <c>User</c>, <c>Password</c> or <c>OAuth:TokenEndpoint</c>,
/// <c>:ClientId</c>, <c>:ClientSecret</c>, <c>:RefreshToken</c>, <c>:Scope</c>, <c>:Mechanism</c>, and <c>Authority</c> (a file with a further authority, PEM); <c>From</c>; <c>Name</c>; <c>PlusAddresses</c>; <c>TrustedAuthServId</c>; <c>Boundary</c>;
/// <c>Imap:Folder</c>, <c>Imap:MoveTo</c>. Further mailboxes have the same keys under <c>Mailboxes:(name):</c>.
/// </summary>
public sealed class MailSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Email";

    private MailSettings(IConfigurationSection section, Func<OAuthGrant, OAuthTokens> tokens)
    {
        var faults = new List<string>();
        Imap = new MailAccountKeys(section.GetSection("Imap"), faults).Read(tokens, needsUser: true, new MailPorts(Tls: 993, StartTls: 143, None: 143));
        Smtp = new MailAccountKeys(section.GetSection("Smtp"), faults).Read(tokens, needsUser: false, new MailPorts(Tls: 465, StartTls: 587, None: 25));
        From = Trimmed(section["From"]);
        Name = Trimmed(section["Name"]);
        TrustedAuthServId = Trimmed(section["TrustedAuthServId"]);
        Boundary = Trimmed(section["Boundary"]) ?? TrustedAuthServId;
        Folder = Trimmed(section["Imap:Folder"]);
        MoveTo = Trimmed(section["Imap:MoveTo"]);
        HasPlusAddresses = !bool.TryParse(section["PlusAddresses"], out var plus) || plus;
        if (Trimmed(section["PlusAddresses"]) is { } written && !bool.TryParse(written, out _))
        {
            faults.Add($"{section.Path}:PlusAddresses is neither true nor false.");
        }

        if (From is not null ? PostAddress.Of(From) is null : Smtp is not null)
        {
            faults.Add($"{section.Path}:From {(From is null ? "is missing: mail needs an address that it comes from." : "is no address that mail could come from.")}");
        }

        Faults = faults;
    }

    /// <summary>Where mail comes in; null = not set, or not usable, see <see cref="Faults"/>.</summary>
    public MailAccount? Imap { get; }

    /// <summary>Where mail goes out; null = not set, or not usable.</summary>
    public MailAccount? Smtp { get; }

    /// <summary>The address that mail comes from.</summary>
    public string? From { get; }

    /// <summary>The name shown beside it where no property is spoken of; null = none.</summary>
    public string? Name { get; }

    /// <summary>The server delivers <c>name+anything@domain</c> to <c>name@domain</c> (RFC 5233), so that an answer finds its conversation by its address.</summary>
    public bool HasPlusAddresses { get; }

    /// <summary>The folder that is watched; null = INBOX.</summary>
    public string? Folder { get; }

    /// <summary>Where mails go once they were taken; null = they stay and are marked as read.</summary>
    public string? MoveTo { get; }

    /// <summary>The name that our receiving server gives itself behind <c>by</c> in its Received lines; as <see cref="TrustedAuthServId"/> unless it is set.</summary>
    public string? Boundary { get; }

    /// <summary>The name under which our own server notes what it found of a sender (RFC 8601); null = nothing is believed.</summary>
    public string? TrustedAuthServId { get; }

    /// <summary>What is wrong, a sentence each that begins with the key; empty = nothing. No value of a key stands in it.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Reads the section. Never throws for what stands in it.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="tokens">Makes what asks for tokens; called once for each account that has <c>OAuth</c>.</param>
    public static MailSettings Read(IConfiguration configuration, Func<OAuthGrant, OAuthTokens> tokens) => new(configuration.GetSection(Section), tokens);

    /// <summary>The same of every further mailbox, by its name.</summary>
    public static IReadOnlyDictionary<string, MailSettings> ReadFurther(IConfiguration configuration, Func<OAuthGrant, OAuthTokens> tokens) =>
        configuration.GetSection(Section).GetSection("Mailboxes").GetChildren().ToDictionary(s => s.Key, s => new MailSettings(s, tokens), StringComparer.OrdinalIgnoreCase);

    internal static string? Trimmed(string? value) => value?.Trim() is { Length: > 0 } text ? text : null;
}

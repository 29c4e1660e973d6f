using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Email;

/// <summary>One mailbox of this installation.</summary>
/// <param name="Connection">The name of its connection: <c>email</c>, or <c>email-</c> and its own name.</param>
/// <param name="Settings">Its accounts.</param>
public sealed record ConfiguredMailbox(string Connection, MailSettings Settings);

/// <summary>
/// The mailboxes that configuration names: <c>Email</c>, from which everything leaves, and any number of further ones that are read beside it. Read once a process: access tokens live in the accounts.
/// Throws at the start where something is wrong, naming the key.
/// </summary>
public sealed class Mailboxes
{
    /// <summary>The client that asks for access tokens.</summary>
    public const string ClientName = "mail-tokens";

    /// <summary>The name of the connection of the first one.</summary>
    public const string Main = "email";

    /// <exception cref="InvalidOperationException">A key is missing or wrong; each is named.</exception>
    public Mailboxes(IConfiguration configuration, IHttpClientFactory clients)
    {
        OAuthTokens tokens(OAuthGrant grant) => new(clients.CreateClient(ClientName), grant, TimeProvider.System);
        Sending = MailSettings.Read(configuration, tokens);
        All = [new ConfiguredMailbox(Main, Sending), .. MailSettings.ReadFurther(configuration, tokens).Select(m => new ConfiguredMailbox($"{Main}-{m.Key.ToLowerInvariant()}", m.Value))];
        if (All.SelectMany(m => m.Settings.Faults).Concat(FaultsBeside(configuration)).ToList() is [_, ..] faults)
        {
            throw new InvalidOperationException($"Email cannot be used as it is set. {string.Join(" ", faults)}");
        }

        var own = All.SelectMany(m => new[] { m.Settings.From, m.Settings.Imap?.User, m.Settings.Smtp?.User }).Select(MailAddresses.Of).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        Own = new OwnMail(own, Sending.From is null ? [] : [IdDomain], LoopMark);
    }

    /// <summary>What is wrong with the keys that belong to no account.</summary>
    private static IEnumerable<string> FaultsBeside(IConfiguration configuration)
    {
        foreach (var relay in configuration.GetSection("Email:Relays").GetChildren())
        {
            if (!MailRelay.All.Any(known => known.Key.Equals(relay.Key, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"{relay.Path} is no platform that is known: {string.Join(", ", MailRelay.All.Select(known => known.Key))}.";
            }

            if (relay["Codes"] is { Length: > 0 } codes && !bool.TryParse(codes, out _))
            {
                yield return $"{relay.Path}:Codes is neither true nor false.";
            }
        }

        if (configuration["Email:From"] is { Length: > 0 } from && MailAddresses.Of(from) is null)
        {
            yield return "Email:From is no plain address: write it like stay@example.com.";
        }

        if (configuration["Email:StrangersAnHour"] is { Length: > 0 } most && !int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            yield return "Email:StrangersAnHour is no whole number.";
        }
    }

    /// <summary>The one from which everything leaves.</summary>
    public MailSettings Sending { get; }

    /// <summary>Every one, that one first.</summary>
    public IReadOnlyList<ConfiguredMailbox> All { get; }

    /// <summary>By what our own mails are known.</summary>
    public OwnMail Own { get; }

    /// <summary>The address from which everything leaves; empty = nothing does.</summary>
    public string From => MailAddresses.Of(Sending.From) ?? "";

    /// <summary>What stands in X-Loop.</summary>
    public string LoopMark => From;

    /// <summary>What stands behind the @ of our message ids: a name of its own, so that no person's mail from the same domain is taken for ours.</summary>
    public string IdDomain => $"cendra.{MailAddresses.DomainOf(From)}";

    /// <summary>The mailbox of this connection; null = it is not configured any more.</summary>
    public MailSettings? Of(string connection) => All.FirstOrDefault(m => m.Connection == connection)?.Settings;

    /// <summary>The address to which an answer goes, with the token of its conversation; null = simply where it came from. Platforms between guest and host take mail from addresses that they know.</summary>
    public string? ReplyTo(string token, string to) =>
        Sending.HasPlusAddresses && MailRelay.Of(to) is not { KeepsSubAddress: false } && From.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? MailAddresses.Of($"{From[..at]}+{token}{From[at..]}") : null;

    /// <summary>The tokens in the addresses to which a mail was written; ours or not, they let nobody in.</summary>
    public IEnumerable<string> TokensIn(IReadOnlyList<string> addresses) =>
        from address in addresses
        let plus = address.LastIndexOf('+')
        let at = address.LastIndexOf('@')
        where plus > 0 && plus < at && Own.Addresses.Contains(address[..plus] + address[at..])
        select address[(plus + 1)..at];
}

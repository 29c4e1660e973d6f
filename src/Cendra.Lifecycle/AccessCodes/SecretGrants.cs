using System.Security.Cryptography;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Leave to put a secret of a property into one message, as a token that only the delivery of that message replaces.</summary>
/// <param name="Token">What stands in the text between brackets, for example <c>wifi:K7Q2MA</c>.</param>
/// <param name="SecretId">Which secret.</param>
/// <param name="Kind">The word before the colon.</param>
/// <param name="Decision">By which decision, in words.</param>
public sealed record SecretGrant(string Token, Guid SecretId, string Kind, string Decision)
{
    /// <summary>As it stands in a text.</summary>
    public string InText => $"[[{Token}]]";
}

/// <summary>Makes grants for the secrets of a property after <see cref="Disclosure"/> said yes.</summary>
public sealed class SecretGrants(RandomNumberGenerator random)
{
    /// <summary>The decision, and with <see cref="DisclosureAnswer.Share"/> a grant. The stay has its property.</summary>
    public (DisclosureDecision Decision, SecretGrant? Grant) For(Stay stay, PropertySecret secret, IdentityLevel level, DateTimeOffset nowUtc)
    {
        var decision = Disclosure.DecideSecret(stay, secret, level, nowUtc);
        var kind = Word(secret.Kind);
        return (decision, decision.Answer == DisclosureAnswer.Share ? new SecretGrant($"{kind}:{GrantToken.New(random)}", secret.Id, kind, $"Inside the time in which it may be told, identity {level}") : null);
    }

    /// <summary>The word before the colon of the token for the other way in of a property; its grant names the property.</summary>
    public const string Fallback = "fallback";

    /// <summary>A grant for the digits of the other way in; null = they may not be told, or there are none. The stay has its property.</summary>
    public SecretGrant? ForFallback(Stay stay, LockOut open, IdentityLevel level, DateTimeOffset nowUtc) =>
        stay.Property is { FallbackSecret: not null } property && Disclosure.DecideFallback(stay, open, level, nowUtc).Answer == DisclosureAnswer.Share
            ? new SecretGrant($"{Fallback}:{GrantToken.New(random)}", property.Id, Fallback, $"The guest stands at a door that stays shut, identity {level}")
            : null;

    private static string Word(SecretKind kind) => kind switch
    {
        SecretKind.Wifi => "wifi",
        SecretKind.Lockbox => "lockbox",
        SecretKind.Alarm => "alarm",
        SecretKind.Gate => "gate",
        SecretKind.Other => "secret",
    };
}

using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Secrets;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.Replies;

/// <summary>
/// What a host wrote, with its places of secrets filled for one guest at one moment: with a token where the secret may be told now, else with words that say when or who. One secret has one token.
/// Nothing here knows a secret. The stay has its property with secrets.
/// </summary>
/// <param name="stay">Of the guest who reads it.</param>
/// <param name="grants">Makes the tokens.</param>
/// <param name="level">What is proven of who reads it.</param>
/// <param name="nowUtc">The moment.</param>
/// <param name="notNow">Words for a secret that may not be told now; its argument is the moment from which it may, null = a host has to tell it.</param>
public sealed class HostWords(Stay stay, SecretGrants grants, IdentityLevel level, DateTimeOffset nowUtc, Func<DateTimeOffset?, string> notNow)
{
    private readonly Dictionary<string, (SecretGrant? Grant, DateTimeOffset? OpensUtc)> _asked = new(StringComparer.Ordinal);

    /// <summary>The grants of all tokens given so far.</summary>
    public IReadOnlyList<SecretGrant> Grants => [.. _asked.Values.Select(a => a.Grant).OfType<SecretGrant>()];

    /// <summary>The names of secrets that were asked for and may not be told now.</summary>
    public IReadOnlyList<string> KeptBack => [.. _asked.Where(a => a.Value.Grant is null).Select(a => a.Key)];

    /// <summary>Of them those that no clock will open: they are not set, or this stay earns none. A host has to tell them.</summary>
    public IReadOnlyList<string> LeftToHost => [.. _asked.Where(a => a.Value is { Grant: null, OpensUtc: null }).Select(a => a.Key)];

    /// <summary>The text with its places filled; no brackets of a token but those of these grants are left in it. <paramref name="otherwise"/> takes the place of the words for what may not be told now.</summary>
    public string Fill(string text, Func<DateTimeOffset?, string>? otherwise = null) => FillPlaces(StayFacts.Said(text), otherwise);

    /// <summary>The same for a text whose brackets are Cendra's own.</summary>
    public string FillPlaces(string text, Func<DateTimeOffset?, string>? otherwise = null) => SecretPlaces.Replace(text, name =>
    {
        if (!_asked.TryGetValue(name, out var asked))
        {
            _asked[name] = asked = Ask(stay.Property?.Secrets.Find(s => s.Name == name));
        }

        return asked.Grant?.InText ?? (otherwise ?? notNow)(asked.OpensUtc);
    });

    private (SecretGrant? Grant, DateTimeOffset? OpensUtc) Ask(PropertySecret? secret)
    {
        if (secret is null)
        {
            return (null, null);
        }

        var (decision, grant) = grants.For(stay, secret, level, nowUtc);
        return (grant, decision.Answer == DisclosureAnswer.TooEarly ? decision.OpensUtc : null);
    }
}
